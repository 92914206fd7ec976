"""The store's profile: what stands at the head and foot of every paper from now on; and who heads the store."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Clash, Conflict, Refusal
from app.records.customers.uscc import check_uscc
from app.records.store.change import change_profile
from app.records.store.queries import ProfileRow, profile
from app.records.store.setup import Profile
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.store_head_card import StoreHeadCard
from ui.theme import Size
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.conflict import ConflictPanel
from ui.widgets.field import LineField
from ui.widgets.page import Page
from ui.widgets.pill import Kind, Mark
from ui.widgets.scrolled import scrolled
from ui.widgets.shape import Shape
from ui.widgets.typed import stand_in
from ui.worker import Worker

WIDEST = 860


class StoreSection(Page):
    """Fields `settings.<what>`, saved as a whole."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._saved: dict[str, str] = {}
        self._may = may(worker, Deed.STORE_SETUP)
        self.fields = self._make_fields()
        self.read_only = Banner("settings.store.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.conflict = ConflictPanel()
        self.head = StoreHeadCard(worker, self)
        self.booking = Booking(worker, self)
        stand_in(self, "settings.store")
        self._build()
        self.conflict.chosen.connect(self._choose)
        self.conflict.settled.connect(lambda: self.fields["name"].editor.setFocus())
        self.fields["uscc"].changed.connect(self._judge_uscc)
        for field in self.fields.values():
            field.changed.connect(lambda _words: self.bar_changed.emit())
        self.setFocusProxy(self.fields["name"].editor)

    def _make_fields(self) -> dict[str, LineField]:
        labels = {
            "name": (_("Name of the store"), ""), "name_en": (_("English name"), _("optional")),
            "address": (_("Address"), ""), "uscc": (_("Unified social credit code"), _("18 characters, optional")),
            "service_phone": (_("Service line"), ""), "complaint_phone": (_("Complaint line"), ""),
            "rescue_phone": (_("Rescue line"), ""), "opening_hours": (_("Opening hours"), ""),
            "filing_number": (_("Repair filing number"), _("optional")),
        }  # fmt: skip
        return {key: LineField(f"settings.{key}", label, remark=remark) for key, (label, remark) in labels.items()}

    def _build(self) -> None:
        card = Card(_("Store"), beside=_("stands on every paper issued from now on; earlier papers stay as they are"))
        card.setMaximumWidth(WIDEST)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.GAP)
        grid.setVerticalSpacing(0)
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
        card.column.addLayout(grid)
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.read_only.setMaximumWidth(WIDEST)
        self.conflict.setMaximumWidth(WIDEST)
        column.addWidget(self.read_only)
        column.addWidget(self.conflict)
        column.addWidget(card)
        self.head.setMaximumWidth(WIDEST)
        column.addWidget(self.head)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.STORE_SETUP)
        self.ask_latest(profile, self._show)
        self.head.refresh()

    def _show(self, row: ProfileRow) -> None:
        saved = {key: str(getattr(row, key)) for key in self.fields}
        for key, field in self.fields.items():
            # What was typed and not saved stays, whatever someone else has saved meanwhile.
            if field.text() == self._saved.get(key, ""):
                field.set_text(saved[key])
                self._saved[key] = saved[key]
            field.editor.setReadOnly(not self._may)
            field.setEnabled(self._may)
        if self._may:
            self.read_only.hide()
        else:
            self.read_only.say(_("You can look at this."), done_by(Deed.STORE_SETUP))
        self.bar_changed.emit()

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved yet."""
        return any(field.text() != self._saved.get(key, "") for key, field in self.fields.items())

    def _judge_uscc(self, words: str) -> None:
        right = Mark(_("adds up"), Shape.TICK, Kind.GOOD)
        wrong = Mark(_("does not add up"), Shape.TRIANGLE, Kind.WARN)
        self.fields["uscc"].set_verdict((right if check_uscc(words) else wrong) if words else None)

    # What is done

    def primary_words(self) -> str:
        return _("Save") if self._may else ""

    def primary_name(self) -> str:
        return "settings.save"

    def missing(self) -> tuple[tuple[str, str], ...]:
        return () if self.fields["name"].text().strip() else (("settings.name", _("Name of the store")),)

    def primary(self) -> None:
        if not self.is_dirty:
            self.toast(_("Nothing was changed."), kind="info")
            return
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        self.booking.do(
            partial(change_profile, profile=Profile(**typed), seen=Profile(**self._saved)),  # type: ignore[arg-type]  # one field for each part of the profile
            done=lambda _none: self._done(typed),
            refused=self._refused,
            saves=tuple(self.fields.values()),
        )

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            labels = {name: field.label.text() for name, field in self.fields.items()}
            self.conflict.ask(refusal.clashes, labels=labels)
        else:
            self.show_refusal(refusal)

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        """What they wrote is seen now, whichever is kept; the next save decides on it."""
        self._saved[clash.name] = clash.theirs
        self.fields[clash.name].set_text(clash.theirs if is_theirs else clash.mine)
        self.bar_changed.emit()

    def step_back(self) -> bool:
        return self.conflict.close_up()

    def _done(self, typed: dict[str, str]) -> None:
        self._saved = typed
        for key, field in self.fields.items():
            field.set_text(typed[key])
        self.toast(_("The store's profile is saved."))
        self.refresh()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("next field")),) if self._may else ()
