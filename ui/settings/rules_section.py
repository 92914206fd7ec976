"""The store's own figures, one field each: how soon the desk locks, what a complaint's clocks and limits are."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.records.store.rules import COMPLAINT_RULES, RULES, RuleRow, change_rules, rules
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.theme import Size
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.scrolled import scrolled
from ui.widgets.typed import stand_in
from ui.worker import Worker

WIDEST = 860


class RulesSection(Page):
    """Fields `settings.rule.<key>`, saved as a whole."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._saved: tuple[str, ...] = ("",) * len(RULES)
        self._may = may(worker, Deed.STORE_SETUP)
        self.fields = tuple(
            LineField(
                f"settings.rule.{rule.key}", _(rule.label), unit=_(rule.unit),
                remark=_("{least} to {most}").format(least=rule.read(rule.least), most=rule.read(rule.most)),
            )
            for rule in RULES
        )  # fmt: skip
        self.read_only = Banner("settings.rules.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.booking = Booking(worker, self)
        stand_in(self, "settings.rules")
        self._build()
        for field in self.fields:
            field.changed.connect(lambda _words: self.bar_changed.emit())
        self.setFocusProxy(self.fields[0].editor)

    def _build(self) -> None:
        cards = Card(_("Rules"), beside=_("hold from now on; the audit keeps what they were")), Card(_("Complaints"))
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        for card in cards:
            row.addWidget(card, 1)
        for rule, field in zip(RULES, self.fields, strict=True):
            cards[rule in COMPLAINT_RULES].add(field)
        for card in cards:
            card.column.addStretch(1)
        inside = QWidget()
        inside.setProperty("clear", True)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(self.read_only)
        column.addLayout(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.STORE_SETUP)
        self.ask_latest(rules, self._show)

    def _show(self, rows: tuple[RuleRow, ...]) -> None:
        saved = tuple(str(row.shown) for row in rows)
        for field, old, new in zip(self.fields, self._saved, saved, strict=True):
            # What was typed and not saved stays, whatever someone else has saved meanwhile.
            if field.text() == old:
                field.set_text(new)
            field.setEnabled(self._may)
        self._saved = saved
        if self._may:
            self.read_only.hide()
        else:
            self.read_only.say(_("You can look at this."), done_by(Deed.STORE_SETUP))
        self.bar_changed.emit()

    def primary_words(self) -> str:
        return _("Save") if self._may else ""

    def primary_name(self) -> str:
        return "settings.save"

    def primary(self) -> None:
        typed = tuple(field.text().strip() for field in self.fields)
        if typed == self._saved:
            self.toast(_("Nothing was changed."), kind="info")
            return
        self.booking.do(
            partial(change_rules, typed=typed), done=lambda _none: self._done(typed), refused=self.show_refusal,
            saves=(self,),
        )  # fmt: skip

    def _done(self, typed: tuple[str, ...]) -> None:
        self._saved = typed
        self.toast(_("The rules are saved."))
        self.refresh()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("next field")),) if self._may else ()
