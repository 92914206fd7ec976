"""The few standard widgets in our look: each puts on its own piece of style sheet when Qt first polishes it.

A sheet of the whole application would make every widget pay for it, and nine in ten paint themselves: pages took
twice as long to make.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFrame,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from ui.theme import Radius, Tokens, Type

INPUT = """
QLineEdit, QPlainTextEdit {{
    background: {surface}; color: {ink}; border: 1px solid {ctl}; border-radius: {control}px; padding: 6px 10px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 5px 9px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {faint}; border-color: {line}; background: {hover}; }}
"""
# An editor in a box that is drawn round it.
BARE = "QLineEdit, QPlainTextEdit {{ border: 0; background: transparent; padding: 0; }}"
BAR = """
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {ctl}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; width: 0; height: 0; }}
"""
VIEW = """
QAbstractItemView {{ background: {surface}; color: {ink}; border: 0; outline: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
"""
MENU = """
QMenu {{ background: {raised}; border: 1px solid {line}; border-radius: {control}px; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {pill}px; min-height: 20px; }}
QMenu::item:selected {{ background: {accent_tint}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line_soft}; margin: 4px 8px; }}
"""
TIP = """
QTipLabel {{ background: {raised}; color: {ink}; border: 1px solid {line}; padding: 4px 8px; font-size: {label}px; }}
"""
DIALOG = (
    INPUT
    + BAR
    + VIEW
    + """
QDialog {{ background: {surface}; }}
QDialogButtonBox QPushButton {{
    background: {surface}; border: 1px solid {line}; border-radius: {control}px; min-height: 34px; padding: 0 16px; }}
QDialogButtonBox QPushButton:default {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
"""
)


class Dresser(QObject):
    """Filters the application's events for the one that says a widget is about to be seen for the first time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._tokens: Tokens | None = None
        app.installEventFilter(self)

    def put_on(self, tokens: Tokens) -> None:
        """These colours from now on; what is dressed already changes."""
        if tokens is self._tokens:
            return
        is_first, self._tokens = self._tokens is None, tokens
        for widget in () if is_first else QApplication.allWidgets():
            if widget.property("dressed"):
                self._dress(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Plain events first: this is asked thousands of times while a page is made.
        if type(event) is QEvent and event.type() is QEvent.Type.Polish:
            self._dress(watched)
        return False

    def _dress(self, widget: QObject) -> None:
        sheet = ""
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            sheet = BARE if widget.property("bare") else INPUT
        elif isinstance(widget, QScrollBar):
            sheet = BAR
        elif isinstance(widget, QScrollArea):
            _clear(widget)
        elif isinstance(widget, QAbstractItemView):
            sheet = VIEW
        elif isinstance(widget, QMenu):
            sheet = MENU
        elif isinstance(widget, QDialog):
            sheet = DIALOG
        elif isinstance(widget, QWidget):
            if widget.property("clear"):
                widget.setAutoFillBackground(False)
            elif widget.inherits("QTipLabel"):
                sheet = TIP
        if sheet and isinstance(widget, QWidget) and (not widget.styleSheet() or widget.property("dressed")):
            widget.setProperty("dressed", True)
            widget.setStyleSheet(self._coloured(sheet))

    def _coloured(self, sheet: str) -> str:
        assert self._tokens is not None, "put_on comes first"
        return sheet.format(**self._tokens._asdict(), label=Type.LABEL, control=Radius.CONTROL, pill=Radius.PILL)


def _clear(area: QAbstractScrollArea) -> None:
    """No frame, and what lies behind shows through."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)


def put_on(app: QApplication, tokens: Tokens) -> None:
    """Dress the application in these colours."""
    dresser = app.findChild(Dresser) or Dresser(app)
    dresser.put_on(tokens)
