"""One photograph of the walk-around, large, over the whole window."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.checkin.form import NewPhoto
from ui.order.cover import Band, Cover
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.text import Text


class PhotoSheet(Cover):
    """Esc closes; `removed` when it was the wrong picture."""

    removed = Signal()

    def __init__(self, over: QWidget, photo: NewPhoto) -> None:
        super().__init__(over, "checkin.photo", photo.caption)
        bar = Band()
        bar.row.addWidget(Text(photo.caption, size=Type.TITLE, weight=Type.BOLD), 1)
        away = Button("checkin.photo.remove", _("Take this photo away"), icon="trash")
        away.clicked.connect(self._remove)
        bar.row.addWidget(away)
        bar.row.addSpacing(8)
        back = Button("checkin.photo.close", _("Close"), icon="back", key="Esc")
        back.clicked.connect(self.cancel)
        bar.row.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(_Large(photo.picture), 1)
        self.come_up(back)

    def _remove(self) -> None:
        self.leave()
        self.removed.emit()


class _Large(QWidget):
    """The picture as large as it fits, never larger than it is."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self._image = QImage.fromData(picture)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, 0, 0)
        area.setWidth(size.width())
        area.setHeight(size.height())
        painter = drawn.painter_on(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._image)
