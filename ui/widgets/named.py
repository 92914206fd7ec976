"""Object name and accessible name, given in one breath where a widget is made."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
TIP_ROOM = "10px 14px"


def named(widget: W, name: str, accessible_name: str = "") -> W:
    """Name a widget `place.thing` for tests and refusals, and in words for a screen reader."""
    widget.setObjectName(name)
    if accessible_name:
        widget.setAccessibleName(accessible_name)
    return widget


def tip(widget: QWidget, words: str) -> None:
    """A tooltip that is shown as typed: Qt would read `<b>` in a name as markup."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    # The room round them stands in the words: the style draws the box but is not asked how large.
    room = f'<table><tr><td style="padding: {TIP_ROOM}">{escaped}</td></tr></table>'
    widget.setToolTip(room if words else "")
