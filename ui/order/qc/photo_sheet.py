"""One photograph over the whole window, as large as it fits."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kernel.language import _
from ui.order.cover import EDGE, Cover
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.photo_strip import Photo

CAPTION = 40


class PhotoSheet(Cover):
    """Esc or a click closes it."""

    def __init__(self, over: QWidget, photo: Photo) -> None:
        super().__init__(over, "photo", photo.caption or _("Photo"))
        self._image, self._caption = QImage.fromData(photo.picture), photo.caption
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cancelled.connect(over.setFocus)
        self.come_up(self)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.cancel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="canvas", radius=0)
        room = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE - CAPTION)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        area.moveCenter(room.center())
        painter.drawImage(area, self._image)
        words = _with_key(self._caption)
        below = QRectF(room.left(), room.bottom(), room.width(), CAPTION + EDGE)
        drawn.text(painter, below, words, size=Type.BODY, tone="muted", align=drawn.CENTRE)


def _with_key(caption: str) -> str:
    """The caption with the key that closes."""
    return f"{caption}    Esc" if caption else "Esc"
