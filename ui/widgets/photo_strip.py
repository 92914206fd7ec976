"""Photographs side by side with their captions, and the dashed tile that adds one: file, paste, drop."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QSizePolicy, QWidget

from app.kernel.language import _
from ui import theme
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.named import named

TILE_WIDTH, TILE_HEIGHT, GAP, BAND = 67, 50, 8, 17
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".heic")


@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph: the bytes of its file and its caption."""

    picture: bytes
    caption: str


class PhotoStrip(QWidget):
    """Photos in tiles of 67×50; the last tile adds. Enter adds or opens, arrows move, Delete removes, Ctrl+V pastes.

    `added` carries the bytes of new pictures, `opened` and `removed` the place of a photo.
    """

    added = Signal(object)  # tuple[bytes, ...]
    opened = Signal(int)
    removed = Signal(int)

    def __init__(self, name: str, label: str, *, can_add: bool = True, tile_width: int = TILE_WIDTH) -> None:
        super().__init__()
        named(self, name, label)
        self.photos: tuple[Photo, ...] = ()
        self._pictures: list[QPixmap] = []
        self._can_add, self._at, self._tile = can_add, 0, QSize(tile_width, tile_width * TILE_HEIGHT // TILE_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(can_add)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show these photos."""
        known = dict(zip(self.photos, self._pictures, strict=True))
        self.photos = tuple(photos)
        self._pictures = [known.get(photo) or self._small(photo) for photo in photos]
        self._at = max(0, min(self._at, self._count() - 1))
        self.setAccessibleDescription(", ".join(photo.caption for photo in photos))
        self.updateGeometry()
        self.update()

    def choose_files(self) -> None:
        """Ask for picture files and add them."""
        filters = _("Pictures") + " (" + " ".join(f"*{ending}" for ending in ENDINGS) + ")"
        names, _chosen = QFileDialog.getOpenFileNames(self, _("Add photos"), "", filters)
        self._add_files([Path(name) for name in names])

    def _small(self, photo: Photo) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self._tile * ratio
        image = _shrunk(photo.picture, size)
        if image.isNull():
            return QPixmap()
        small = QPixmap.fromImage(image)
        left, top = (small.width() - size.width()) // 2, (small.height() - size.height()) // 2
        cut = small.copy(left, top, size.width(), size.height())
        cut.setDevicePixelRatio(ratio)
        return cut

    def _count(self) -> int:
        return len(self.photos) + (1 if self._can_add else 0)

    def area_of(self, at: int) -> QRectF:
        """Where a tile is; the one after the last photo adds."""
        a_row = max((max(self.width(), self._tile.width()) + GAP) // (self._tile.width() + GAP), 1)
        left, top = at % a_row * (self._tile.width() + GAP), at // a_row * (self._tile.height() + GAP)
        return QRectF(left, top, self._tile.width(), self._tile.height())

    def sizeHint(self) -> QSize:
        return QSize(6 * (self._tile.width() + GAP) - GAP, self._tile.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._tile.width() + GAP, self._tile.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        a_row = max((width + GAP) // (self._tile.width() + GAP), 1)
        rows = max(-(-self._count() // a_row), 1)
        return int(rows * (self._tile.height() + GAP) - GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, photo in enumerate(self.photos):
            self._draw_photo(painter, self.area_of(at), photo, self._pictures[at])
        if self._can_add:
            self._draw_add(painter, self.area_of(len(self.photos)))
        if self.hasFocus() and self._count():
            drawn.focus_edge(painter, self.area_of(self._at))

    @staticmethod
    def _draw_photo(painter: QPainter, area: QRectF, photo: Photo, picture: QPixmap) -> None:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(area, Radius.PILL, Radius.PILL)
        painter.setClipPath(path)
        painter.fillRect(area, theme.current().color("neutral_tint"))
        if picture.isNull():
            draw_icon(
                painter, "camera", left=area.center().x() - 9, middle=area.center().y() - 6, side=18, tone="muted"
            )
        else:
            painter.drawPixmap(area.topLeft(), picture)
        if photo.caption:
            band = QRectF(area.left(), area.bottom() - BAND, area.width(), BAND)
            painter.fillRect(band, theme.current().color("photo_band"))
            words = band.adjusted(6, 0, -4, 0)
            drawn.text(painter, words, photo.caption, size=Type.CODE, weight=Type.MEDIUM, tone="photo_words")
        painter.restore()

    def _draw_add(self, painter: QPainter, area: QRectF) -> None:
        drawn.box(painter, area, edge="ctl", dashed=True)
        middle = area.center().y()
        draw_icon(painter, "camera", left=area.center().x() - 9, middle=middle - 7, side=18, tone="accent")
        words = QRectF(area.left(), middle + 4, area.width(), 16)
        drawn.text(painter, words, _("Add"), size=Type.CODE, weight=Type.MEDIUM, tone="accent", align=drawn.CENTRE)

    def _tile_at(self, point: QPointF) -> int:
        return next((at for at in range(self._count()) if self.area_of(at).contains(point)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._tile_at(event.position())
        if at >= 0:
            self._at = at
            self._press()

    def _press(self) -> None:
        if self._at < len(self.photos):
            self.opened.emit(self._at)
        elif self._can_add:
            self.choose_files()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._at = max(0, min(self._at + step, self._count() - 1))
            self.update()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._can_add:
            self._take(QApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press()
        elif event.key() == Qt.Key.Key_Delete and self._can_add and self._at < len(self.photos):
            self.removed.emit(self._at)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, what: QMimeData) -> None:
        if what.hasUrls():
            self._add_files([Path(url.toLocalFile()) for url in what.urls() if url.isLocalFile()])
        elif what.hasImage():
            image = QImage(what.imageData())
            if not image.isNull():
                self.added.emit((_as_png(image),))

    def _add_files(self, paths: list[Path]) -> None:
        pictures = [path for path in paths if path.suffix.lower() in ENDINGS and path.is_file()]
        if pictures:
            self.added.emit(tuple(path.read_bytes() for path in pictures))


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _shrunk(picture: bytes, size: QSize) -> QImage:
    """The picture as it fills this size. Read at once so small: a third of the time of reading it whole."""
    buffer = QBuffer()
    buffer.setData(QByteArray(picture))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    fills = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    whole = reader.size()
    if not whole.isEmpty():
        reader.setScaledSize(whole.scaled(size, fills))
    image = reader.read()
    is_told = image.isNull() or not whole.isEmpty()  # not every format tells its size beforehand
    return image if is_told else image.scaled(size, fills, Qt.TransformationMode.SmoothTransformation)
