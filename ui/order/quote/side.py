"""At the right of the quote: what it comes to, what the customer agreed to, what changed since the last version."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.order.quote.compare import Comparison, compare
from app.order.quote.queries import VersionRow
from app.order.quote.totals import Totals as Sums
from app.order.workflow import Stage
from app.records.catalogue.categories import Decision, LineKind, Payer, word
from ui import formats
from ui.order.discard import discard
from ui.order.quote.offers import item_name
from ui.order.quote.reading import Read
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.money import Money
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.scrolled import scrolled
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph, Text

ROW, MOST_CHANGES = 26, 6


class Figures(QWidget):
    """Rows of a label and one figure or two, made anew each time something changed."""

    def __init__(self, *, figures: int = 1) -> None:
        super().__init__()
        self._figures = figures
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._table: QWidget | None = None
        self.begin()

    def begin(self) -> None:
        """Start with no rows."""
        if self._table is not None:
            self._column.removeWidget(self._table)
            discard(self._table)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._at = 0
        self._column.addWidget(self._table)

    def row(self, label: Text, *figures: Text) -> None:
        """One more row."""
        for column, text in enumerate((label, *figures)):
            text.setFixedHeight(ROW)
            self._grid.addWidget(text, self._at, column)
        self._at += 1

    def line(self) -> None:
        """A hairline between two groups."""
        self._grid.addWidget(Hairline(), self._at, 0, 1, self._figures + 1)
        self._at += 1


class Agreed(QWidget):
    """The one figure that matters: what the customer has said yes to; green once they have."""

    def __init__(self) -> None:
        super().__init__()
        self._is_said = False
        self.mark = Pill(Mark("", Shape.RING))
        self.later = Text(size=Type.LABEL, tone="muted")
        self.sum = Money("quote.accepted")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.mark)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(self.later, 1)
        row.addWidget(self.sum)
        column.addLayout(row)

    def show_sums(self, version: VersionRow | None) -> None:
        """What is agreed to, and what is put off."""
        totals, lines = (version.totals, version.lines) if version is not None else (None, ())
        self._is_said = any(line.decision is Decision.ACCEPTED and line.payer is Payer.CUSTOMER for line in lines)
        shape, kind = (Shape.TICK, Kind.GOOD) if self._is_said else (Shape.RING, Kind.NEUTRAL)
        self.mark.show_mark(Mark(_("Customer agreed"), shape, kind))
        self.sum.show_fen(totals.accepted_customer_fen if totals else 0)
        self.sum.set_tone("good" if self._is_said else "muted")
        later = totals.later_fen if totals else 0
        self.later.setText(_("later {amount}").format(amount=formats.money(later)) if later else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="good_tint" if self._is_said else "neutral_tint")


class Totals(Card):
    """`quote.totals`."""

    def __init__(self) -> None:
        super().__init__(_("Totals"), remark=" ")
        named(self, "quote.totals", _("Totals"))
        self.figures, self.agreed = Figures(), Agreed()
        self.total = Money("quote.total", size=Type.BODY)
        self.total.setFixedHeight(ROW)
        whole = QHBoxLayout()
        whole.addWidget(Text(_("Quoted in total"), weight=Type.BOLD), 1)
        whole.addWidget(self.total)
        self.add(self.figures)
        self.column.addLayout(whole)
        self.column.addSpacing(10)
        self.add(self.agreed)

    def show_version(self, version: VersionRow | None, *, vat_bp: int) -> None:
        """The sums of a version."""
        self.remark.setText(_("{rate} VAT included").format(rate=formats.percent(vat_bp).replace(".00", "")))
        totals = version.totals if version is not None else None
        self._show_rows(version, totals)
        self.total.show_fen(totals.total_fen if totals else 0)
        self.agreed.show_sums(version)

    def _show_rows(self, version: VersionRow | None, totals: Sums | None) -> None:
        self.figures.begin()
        lines = version.lines if version is not None else ()
        kinds = ((LineKind.LABOUR, "labour_fen"), (LineKind.PART, "parts_fen"), (LineKind.OTHER, "other_fen"))
        for kind, name in kinds:
            count = sum(line.kind is kind for line in lines)
            if count or kind is not LineKind.OTHER:
                words = counted("{kind}, {count} line", "{kind}, {count} lines", count, kind=word(kind))
                self._row(words, formats.amount(getattr(totals, name) if totals else 0))
        self._row(_("Discount"), formats.amount(-totals.discount_fen if totals and totals.discount_fen else 0))
        self.figures.line()
        for payer, fen in totals.by_payer if totals else ():
            words = _("The customer pays") if payer is Payer.CUSTOMER else word(payer)
            self._row(words, formats.money(fen), is_strong=True)

    def _row(self, words: str, figure: str, *, is_strong: bool = False) -> None:
        label = Text(words, tone="ink" if is_strong else "muted", weight=Type.MEDIUM if is_strong else Type.REGULAR)
        value = Text(figure, weight=Type.BOLD if is_strong else Type.REGULAR, align=drawn.RIGHT)
        self.figures.row(label, value)


class Hairline(QWidget):
    """A line between two groups of sums."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(13)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 0, 6, self.width(), 6, "line")


class Changes(Card):
    """The last two versions side by side; with one version, until when it holds; what must be signed for."""

    def __init__(self) -> None:
        super().__init__(_("Versions compared"))
        named(self, "quote.compare", _("Versions compared"))
        self.figures = Figures(figures=2)
        self.add(self.figures)
        self.words = Paragraph(size=Type.DATA, tone="muted")
        self.warning = Paragraph(size=Type.DATA, tone="warn")
        self.add(self.words)
        self.column.addStretch(1)
        self.add(self.warning)

    def show_read(self, found: Read) -> None:
        """What the page read."""
        self.figures.begin()
        newest = found.newest
        if len(found.quotations) > 1:
            self._compare(compare(found.quotations[-2], found.quotations[-1]))
        else:
            is_signed = found.view.head.stage not in (Stage.CHECKED_IN, Stage.QUOTED)
            self.words.setText(_("Signed; what changes now is additional work.") if is_signed else _one_version(newest))
            self.title.setText(_("Version"))
        self.warning.setText(_to_sign_for(newest))
        self.warning.setVisible(bool(self.warning.text()))

    def _compare(self, comparison: Comparison) -> None:
        self.title.setText(_("Versions compared"))
        self._row("", f"v{comparison.before_edition}", f"v{comparison.after_edition}", is_head=True)
        for change in comparison.changes[:MOST_CHANGES]:
            before, after = formats.amount(change.before_fen), formats.amount(change.after_fen)
            self._row(item_name(change.name_zh, change.name_en), before, after)
        more = len(comparison.changes) - MOST_CHANGES
        if more > 0:
            self._row(_("{count} more").format(count=more), "", "")
        self._row(_("The customer pays"), formats.amount(comparison.before_fen), formats.amount(comparison.after_fen))
        saved = comparison.before_fen - comparison.after_fen
        words = _("{amount} less than v{edition}") if saved > 0 else _("{amount} more than v{edition}")
        said = words.format(amount=formats.money(abs(saved)), edition=comparison.before_edition)
        self.words.setText(said if saved else _("The same sum as before."))
        self.words.set_tone("good" if saved > 0 else "muted")

    def _row(self, words: str, before: str, after: str, *, is_head: bool = False) -> None:
        figures = (Text(before, tone="muted", align=drawn.RIGHT), Text(after, weight=Type.BOLD, align=drawn.RIGHT))
        label = Text(words, size=Type.LABEL if is_head else Type.DATA)
        self.figures.row(label, *figures)


def _one_version(version: VersionRow | None) -> str:
    if version is None:
        return _("The first line begins the first version.")
    if version.issued_at is None or version.valid_until is None:
        return _("Not issued yet: it may still be changed.")
    until = formats.local(version.valid_until)
    return _("Issued; valid until {day}. A change begins the next version.").format(day=f"{until:%Y-%m-%d}")


def _to_sign_for(version: VersionRow | None) -> str:
    lines = version.lines if version is not None else ()
    put_off = (Decision.REFUSED, Decision.LATER)
    names = [item_name(line.name_zh, line.name_en) for line in lines if line.is_safety and line.decision in put_off]
    return _("▲ Safety: the customer signs for declining {names}.").format(names=_(", ").join(names)) if names else ""


class QuoteSide(QWidget):
    """Both cards in a column of 288 px; it scrolls where a form above takes the room."""

    WIDTH = 288

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(self.WIDTH)
        self.totals, self.changes = Totals(), Changes()
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(self.totals)
        column.addWidget(self.changes, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
