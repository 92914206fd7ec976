"""What is written into the lines of a quotation: kept in place, agreed to by a manager, or both versions shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.kernel.language import _
from app.kernel.refusal import Conflict, Refusal
from app.order.queries import OrderId
from app.order.quote.edit import LineChange, change_line
from app.order.quote.typed_discount import discount_words
from app.trust.deeds import Deed
from ui.order.quote.columns import Cell
from ui.order.quote.deeds import change_of
from ui.order.quote.line_conflict import LineConflict
from ui.order.quote.lines_grid import LinesGrid
from ui.order.quote.offers import item_name
from ui.order.quote.quote_line import QuoteLine
from ui.widgets.page import Page
from ui.widgets.step_up import StepUp
from ui.widgets.typed import keys_under


class LineWriting(QObject):
    """`stale` when somebody else wrote the same: the page is to be read again."""

    stale = Signal()

    def __init__(
        self, page: Page, order_id: OrderId, *, grid: LinesGrid, step_up: StepUp, conflict: LineConflict
    ) -> None:
        super().__init__(page)
        self._page, self._order_id = page, order_id
        self._grid, self._step_up, self._conflict = grid, step_up, conflict
        self._waiting: tuple[QuoteLine, str] | None = None
        self._then: Callable[[], object] | None = None
        grid.typed.connect(self._typed)
        grid.changed.connect(lambda line, change: self._change(line, change, line.seen(change)))
        step_up.cancelled.connect(self._not_agreed)
        conflict.decided.connect(self._decide_between)
        page.worker.troubled.connect(self._forget)
        page.worker.fault.connect(self._forget)

    def first(self, then: Callable[[], object]) -> None:
        """Keep what still stands in an open cell, then do this; where that is refused, it is not done."""
        self._then = then
        if not self._grid.keep_typed():
            self._go_on()

    def _forget(self, _why: object) -> None:
        """Nobody knows whether it was kept: what was to come after it is not done by itself."""
        self._then = None

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _typed(self, line: QuoteLine, cell: Cell, text: str) -> None:
        try:
            change = change_of(cell, text)
        except Refusal as refusal:
            self._then = None
            line.show_error(refusal.sentence)
            return
        self._change(line, change, line.seen(change))

    def _change(self, line: QuoteLine, change: LineChange, seen: LineChange) -> None:
        deed = partial(change_line, order_id=self._order_id, line_id=line.line.id, change=change, seen=seen)

        def done(_none: None) -> None:
            self._grid.kept(line)
            self._go_on()

        def refused(refusal: Refusal) -> None:
            self._then = None
            if refusal.code == "deed.needs_approval":
                self._waiting = (line, refusal.sentence)
                self._ask_for_discount(line, change, deed)
            else:
                self._turned_down(line, change, refusal)

        self._page.worker.do(self._page, deed, done=done, refused=refused, saves=keys_under(line))

    def _turned_down(self, line: QuoteLine, change: LineChange, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            self.stale.emit()
            self._conflict.ask_line(line, change, refusal)
        else:
            line.show_error(refusal.sentence)

    def _decide_between(self, line: QuoteLine, change: LineChange, is_theirs: bool) -> None:
        if line not in self._grid.lines:
            return
        if is_theirs:
            self._grid.kept(line)
            self._grid.setFocus()
        else:
            # Read again since: what they wrote stands in the line, and is what one's own takes the place of.
            self._change(line, change, change.before(line.line))

    def _ask_for_discount(self, line: QuoteLine, change: LineChange, deed: "partial[None]") -> None:
        """An advisor has come to the end of what they may take off: a manager beside them agrees, or it stays."""
        name = item_name(line.line.name_zh, line.line.name_en)
        self._step_up.ask(
            Deed.QUOTE_DISCOUNT,
            _("A discount beyond your limit: {item}, {discount}").format(
                item=name, discount=discount_words(change.payable_bp or 0)
            ),
            use_case=deed,
            done=lambda _none: self._agreed(line),
            refused=partial(self._turned_down, line, change),
        )

    def _agreed(self, line: QuoteLine) -> None:
        line.stop_editing()
        self._grid.setFocus()
        self._page.toast(_("The discount is agreed to and kept."))

    def _not_agreed(self) -> None:
        """What was typed stays in its cell, with what it needs under it."""
        if self._waiting is not None:
            line, otherwise = self._waiting
            line.show_error(otherwise)
