"""Take a widget away for good while one of its own keys may still be under way."""

from PySide6.QtWidgets import QWidget


def discard(widget: QWidget) -> None:
    """Hide it, take its names (and those inside) off it, delete it when the event loop turns.

    Until then it would still be found under its name, beside the one that takes its place.
    """
    widget.hide()
    widget.setObjectName("")
    for inner in widget.findChildren(QWidget):
        inner.setObjectName("")
    widget.deleteLater()
