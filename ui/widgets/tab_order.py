"""Where Tab goes: through the layouts in the order they are read, whatever was made or moved there later."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """All inside that can be seen and take the cursor by Tab. Whoever only hands it on (a focus proxy) is no stop."""
    for child in _children_of(widget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None and child.isEnabled():
            yield child
        yield from stops_in(child)


def move_on(widget: QWidget, *, forward: bool) -> bool:
    """Put the cursor on the next stop inside, or on the one before, round at the ends; False if nobody knows which.

    Qt's own order is that of making: the lines of a list that were made last come after the status line, and a page
    that hands the cursor on to its list jumps over all that stands before it.
    """
    now = QApplication.focusWidget()
    # Qt asks also when what has the cursor was hidden or switched off: that is no stop, so nothing stands next to it.
    if now is None or not now.isVisible() or not now.isEnabled():
        return False
    stops = list(stops_in(widget))
    if not stops:
        return False
    if now in stops:
        at = stops.index(now) + (1 if forward else -1)
    else:
        inside = [at for at, stop in enumerate(stops) if now.isAncestorOf(stop)]
        if not inside:
            return False
        at = inside[0] if forward else inside[0] - 1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[at % len(stops)].setFocus(reason)
    bring_into_sight(QApplication.focusWidget())
    return True


class InReadingOrder(QWidget):
    """A window in which Tab goes as one reads; Qt asks the window last, whatever has the cursor."""

    def focusNextPrevChild(self, next: bool) -> bool:
        return move_on(self, forward=next) or super().focusNextPrevChild(next)


def _children_of(widget: QWidget) -> list[QWidget]:
    """Those that can be seen, as they are laid out; what is placed by hand comes after, from top to bottom."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        return [inside] if inside is not None and inside.isVisible() else []
    # The hidden ones first of all: a layout is asked of each child where it stands.
    children = [
        child for child in widget.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]  # fmt: skip
    layout = widget.layout()
    laid_out = list(_laid_out(layout, children)) if layout is not None else []
    known = set(laid_out)
    by_hand = [child for child in children if child not in known]
    return laid_out + sorted(by_hand, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the children that stand in the layout, as one reads them.

    Never by `itemAt`: Qt deletes an item with its widget and tells nobody, Python's picture of it stays, and whatever
    is made at the same address next is taken for it.
    """
    placed = [(layout.indexOf(child), child) for child in children]
    inner = [(layout.indexOf(part), part) for part in layout.children() if isinstance(part, QLayout)]
    parts: list[tuple[int, QWidget | QLayout]] = [*placed, *inner]
    for _at, part in sorted((one for one in parts if one[0] >= 0), key=lambda one: _position(layout, one[0])):
        if isinstance(part, QLayout):
            yield from _laid_out(part, children)
        else:
            yield part


def _position(layout: QLayout, at: int) -> tuple[int, ...]:
    if isinstance(layout, QGridLayout):
        return tuple(layout.getItemPosition(at))[:2]  # type: ignore[arg-type]  # row, column, spans; typed as object
    return (at,)


def bring_into_sight(widget: QWidget | None) -> None:
    """Scroll whatever it lies in until it can be seen."""
    above = widget.parentWidget() if widget is not None else None
    while widget is not None and above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
