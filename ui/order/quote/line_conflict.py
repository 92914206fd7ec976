"""Two people wrote into one cell of the quote: both versions beside each other, and which of them shall stand."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.kernel.refusal import Clash, Conflict
from app.order.quote.edit import LineChange
from app.order.quote.typed_discount import discount_words
from app.records.catalogue.categories import Need, Payer, word
from ui import formats
from ui.order.quote.offers import item_name
from ui.order.quote.quote_line import QuoteLine
from ui.widgets.conflict import ConflictPanel

SAID: dict[str, Callable[[str], str]] = {
    "quantity_milli": lambda raw: quantity(int(raw)),
    "unit_price_fen": lambda raw: formats.amount(int(raw)),
    "payable_bp": lambda raw: discount_words(int(raw)),
    "payer": lambda raw: word(Payer(raw)),
    "need": lambda raw: word(Need(raw)),
    "is_safety": lambda raw: _yes_or_no(raw),
    "is_addon": lambda raw: _yes_or_no(raw),
    "reason": lambda raw: raw,
}


class LineConflict(ConflictPanel):
    """`decided` carries the line, the change, and whether theirs stays."""

    decided = Signal(object, object, bool)

    def __init__(self) -> None:
        super().__init__(lead=_("Nothing was saved. Choose what shall stand in this line; it is kept."))
        self._asked: tuple[QuoteLine, LineChange] | None = None
        self.chosen.connect(self._chosen)

    def ask_line(self, line: QuoteLine, change: LineChange, conflict: Conflict) -> None:
        """Show what stands in the line now beside what was to be written there."""
        self._asked = line, change
        name = item_name(line.line.name_zh, line.line.name_en)
        labels = {field: formats.joined(name, words) for field, words in _labels().items()}
        self.ask(conflict.clashes, labels=labels, say=lambda field, raw: SAID[field](raw))

    def _chosen(self, _clash: Clash, is_theirs: bool) -> None:
        if self._asked is not None:
            line, change = self._asked
            self.decided.emit(line, change, is_theirs)


def _yes_or_no(raw: str) -> str:
    return _("yes") if raw == str(True) else _("no")


def _labels() -> dict[str, str]:
    return {
        "quantity_milli": _("Quantity"), "unit_price_fen": _("Unit price"), "payable_bp": _("Discount"),
        "payer": _("Who pays"), "need": _("Need"), "is_safety": _("Matter of safety"),
        "is_addon": _("Add-on service"), "reason": _("Claim reason"),
    }  # fmt: skip
