"""The few standard widgets in our look: Fusion with the palette, what is drawn over it, and sheets for what pops up.

There is no style sheet of the whole application: every widget would pay for it when it is made, and nine in ten paint
themselves. Pages took twice as long to make.
"""

from functools import cache
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QToolTip,
    QWidget,
)

from ui import theme
from ui.theme import Radius, Type

W = TypeVar("W", bound=QWidget)
BAR, HANDLE_LEAST, HANDLE_MARGIN, HANDLE_RADIUS = 10, 32, 2, 3

# What is made when it pops up is seldom enough to be dressed by a sheet of its own.
POPUP = """
QMenu {{ background: {raised}; border: 1px solid {line}; border-radius: {control}px; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {pill}px; min-height: 20px; }}
QMenu::item:selected {{ background: {accent_tint}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line_soft}; margin: 4px 8px; }}
QAbstractItemView {{ background: {surface}; color: {ink}; border: 0; outline: 0; }}
"""


class Dress(QProxyStyle):
    """The application's style: Fusion, with our own box for tooltips."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.PrimitiveElement.PE_PanelTipLabel:
            colour = theme.current().color
            painter.fillRect(option.rect, colour("raised"))
            painter.setPen(colour("line"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        else:
            super().drawPrimitive(element, option, painter, widget)


class Bars(QProxyStyle):
    """Scroll bars: a thin handle, no buttons, what lies behind shows through."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is QStyle.PixelMetric.PM_ScrollBarExtent:
            return BAR
        if metric is QStyle.PixelMetric.PM_ScrollBarSliderMin:
            return HANDLE_LEAST
        return super().pixelMetric(metric, option, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control is not QStyle.ComplexControl.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # Qt takes none
        return _part_of(option, part)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control is not QStyle.ComplexControl.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            super().drawComplexControl(control, option, painter, widget)
            return
        if option.minimum == option.maximum:
            return
        handle = _part_of(option, QStyle.SubControl.SC_ScrollBarSlider)
        is_under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver) and bool(
            option.activeSubControls & QStyle.SubControl.SC_ScrollBarSlider
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("ctl" if is_under_mouse else "line"))
        inside = QRectF(handle).adjusted(HANDLE_MARGIN, HANDLE_MARGIN, -HANDLE_MARGIN, -HANDLE_MARGIN)
        painter.drawRoundedRect(inside, HANDLE_RADIUS, HANDLE_RADIUS)
        painter.restore()


def _part_of(bar: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where handle and groove are; the buttons at the ends take no room."""
    is_upright = bar.orientation is Qt.Orientation.Vertical
    room = bar.rect.height() if is_upright else bar.rect.width()
    steps = bar.maximum - bar.minimum
    length = room
    if steps > 0:
        length = min(max(round(bar.pageStep * room / (steps + bar.pageStep)), HANDLE_LEAST), room)
    start = QStyle.sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown)
    spans = {
        QStyle.SubControl.SC_ScrollBarSlider: (start, length),
        QStyle.SubControl.SC_ScrollBarSubPage: (0, start),
        QStyle.SubControl.SC_ScrollBarAddPage: (start + length, room - start - length),
        QStyle.SubControl.SC_ScrollBarGroove: (0, room),
    }
    at, long = spans.get(part, (0, 0))
    wide = bar.rect.width() if is_upright else bar.rect.height()
    return QRect(0, at, wide, long) if is_upright else QRect(at, 0, long, wide)


@cache
def _bars() -> Bars:
    """One for all bars; it ends with the application."""
    style = Bars()
    style.setParent(QApplication.instance())
    return style


def put_on(app: QApplication) -> None:
    """Dress the application: its style once, its tips now and whenever the look is switched."""
    if not isinstance(app.style(), Dress):
        app.setStyle(Dress())
        theme.current().switched.connect(_dress_tips)
        _dress_tips()


def _dress_tips() -> None:
    QToolTip.setFont(theme.current().font(Type.LABEL))
    QToolTip.setPalette(QApplication.palette())


def slim(area: QAbstractScrollArea) -> None:
    """No frame, our own scroll bars."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyle(_bars())


def bare(editor: QWidget) -> None:
    """An editor in a box that is drawn round it: no frame, no ground of its own."""
    editor.setProperty("bare", True)
    if isinstance(editor, QLineEdit):
        editor.setFrame(False)
    elif isinstance(editor, QPlainTextEdit):
        slim(editor)
        editor.viewport().setAutoFillBackground(False)
    palette = editor.palette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    editor.setPalette(palette)


def dressed_popup(popup: W) -> W:
    """A menu or a list that pops up, in the colours of now."""
    tokens = theme.current().tokens._asdict()
    popup.setStyleSheet(POPUP.format(**tokens, control=Radius.CONTROL, pill=Radius.PILL))
    return popup
