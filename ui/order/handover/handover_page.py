"""Handover: the list, what is told, the customer's signature, the gate pass (T11)."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.archive import archive
from app.order.handover.explanation import Topic
from app.order.handover.farewell import Farewell, farewell
from app.order.handover.hand_over import Leaving, note_leaving, release, sign_handover, tick
from app.order.handover.let_go import let_go
from app.order.handover.preview import preview_handover
from app.order.handover.read_leaving import read_leaving, readable
from app.order.queries import OrderId
from app.order.workflow import BEFORE_COMPLETION, Stage, Step
from app.paper.content import Given, Signed, SignerRole
from app.paper.kinds import PaperKind
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.handover.checklist import Checklist
from ui.order.handover.facts import details, signed_facts
from ui.order.handover.gate_pass_card import GatePassCard
from ui.order.handover.leaving_fields import UNSATISFIED, LeavingFields
from ui.order.handover.no_repair import NoRepairPanel
from ui.order.handover.told import DoneCard, LeftCard
from ui.order.on_paper import OnPaper, Sheet
from ui.order.posts import done_by, may
from ui.order.settlement.till import PaidBar, WhoElse
from ui.order.side_column import card_column
from ui.order.signing import SignatureSheet
from ui.theme import Size
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page
from ui.widgets.scrolled import scrolled
from ui.widgets.step_up import StepUp
from ui.widgets.typed import keys_under
from ui.worker import Worker

KEEP_AFTER_MS = 600
SHARES = (35, 35, 30)
OPEN_STAGES = (Stage.COMPLETED, Stage.SETTLED)


class HandoverPage(Page):
    """One order at the door."""

    slices = frozenset({"handover", "order", "settlement", "inspection", "quote", "paper"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self.title = _("Handover")
        self.order_id = order_id
        self.farewell: Farewell | None = None
        self._is_dirty, self._is_refused = False, False
        self._may_work, self._may_sign = may(worker, Deed.HANDOVER_TICK), may(worker, Deed.HANDOVER_SIGN)
        self._may_release, self._may_archive = may(worker, Deed.HANDOVER_RELEASE), may(worker, Deed.ORDER_ARCHIVE)
        self.checklist, self.progress, self.list_card = Checklist(), PaidBar(), Card(_("Cleaning and explanation"))
        self.done_card, self.left_card = DoneCard(), LeftCard()
        self.fields, self.gate_pass = LeavingFields(), GatePassCard()
        self.who_else = WhoElse(done_by(Deed.HANDOVER_TICK))
        self.step_up = StepUp(worker)
        self.booking = Booking(worker, self, self.gate_pass.sign, self.gate_pass.release)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_AFTER_MS)
        self._build()
        self._connect()

    @cached_property
    def no_repair(self) -> NoRepairPanel:
        """What stands in place of everything when the order was cancelled; made for such a one."""
        panel = NoRepairPanel()
        self._front.addWidget(panel)
        panel.changed.connect(self.bar_changed.emit)
        panel.gate_pass.print_asked.connect(lambda: self._open_paper(PaperKind.GATE_PASS))
        panel.gate_pass.release_asked.connect(self._press)
        self.booking.guard(panel.gate_pass.release)
        return panel

    @cached_property
    def too_early(self) -> EmptyState:
        """What stands in place of everything while the car is being worked on."""
        words = _("When the final check has passed, the car is explained here point by point, signed for and let out.")
        early = EmptyState("handover.too_early", icon="gate", title=_("Not yet completed"), words=words)
        self._front.addWidget(early)
        return early

    # How it is laid out

    def _build(self) -> None:
        self._front, self._repaired = QStackedLayout(self), QWidget()
        self._front.setContentsMargins(0, 0, 0, 0)
        self._front.addWidget(self._repaired)
        whole = QVBoxLayout(self._repaired)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Size.GAP)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        whole.addLayout(row, 1)
        whole.addWidget(self.step_up)
        self._list_area = scrolled(self.checklist)
        self.checklist.fit_into(self._list_area)
        self.list_card.add(self.progress)
        self.list_card.column.addSpacing(8)
        self.list_card.add(self._list_area, 1)
        self.left_card.setVisible(False)
        self.list_card.column.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 8)
        self.done_card.column.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 8)
        self.left_card.column.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 8)
        middle = (self.done_card, self.left_card, self.fields.leaving)
        right = (self.who_else, self.fields.grade, self.fields.cautions, self.gate_pass)
        for share, column in zip(SHARES, (self.list_card, card_column(*middle), card_column(*right)), strict=True):
            row.addWidget(column, share)

    def _connect(self) -> None:
        self.checklist.ticked.connect(self._tick)
        self.checklist.moved.connect(self._bring_into_sight)
        self.checklist.folded.connect(self._count)
        self.fields.changed.connect(self._changed)
        self.fields.grade.override.changed.connect(lambda _text: self.bar_changed.emit())
        self._keeping.timeout.connect(self._keep)
        self.gate_pass.sign_asked.connect(self._press)
        self.gate_pass.release_asked.connect(self._press)
        self.gate_pass.print_asked.connect(lambda: self._open_paper(PaperKind.GATE_PASS))
        self.gate_pass.sheet_asked.connect(lambda: self._open_paper(PaperKind.HANDOVER))
        self.setFocusProxy(self.checklist)

    def _bring_into_sight(self, top: int, bottom: int) -> None:
        self._list_area.ensureVisible(0, (top + bottom) // 2, 0, bottom - top)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(farewell, order_id=self.order_id), self._show)

    def _show(self, found: Farewell) -> None:
        self.farewell = found
        if self._is_cancelled():
            self._front.setCurrentWidget(self.no_repair)
            self.setFocusProxy(self.no_repair.leaves.odometer.editor)
            self.no_repair.show_farewell(found, can_write=self._may_release)
            self.bar_changed.emit()
            return
        if found.stage in BEFORE_COMPLETION:
            self._front.setCurrentWidget(self.too_early)
            self.bar_changed.emit()
            return
        self._front.setCurrentWidget(self._repaired)
        is_open = found.stage in OPEN_STAGES and found.handover.signed_at is None and self._may_work
        row = found.handover
        self.checklist.show_topics(row.topics, row.ticks, details(found), can_tick=is_open)
        self.done_card.show_lines(found.done)
        self.left_card.show_rows(found.left_undone)
        self.fields.show_farewell(found, can_write=is_open)
        self.gate_pass.show_farewell(found, can_sign=self._may_sign, can_release=self._may_release)
        self.fields.grade.show_override(is_asked=self._needs_override(), can_release=self._may_release)
        self.who_else.setVisible(found.stage in OPEN_STAGES and not self._may_work)
        self._count()
        self.bar_changed.emit()

    def _count(self) -> None:
        if self.farewell is None:
            return
        topics = self.farewell.handover.topics
        done = len(topics) - len(self.farewell.handover.open_topics)
        self.progress.show_share(done, len(topics))
        folded = self.checklist.folded_count
        self.list_card.beside.setText(_("{count} done, folded").format(count=folded) if folded else "")
        self.list_card.remark.setText(f"{done} / {len(topics)}")
        for words in (self.list_card.beside, self.list_card.remark):
            words.updateGeometry()

    def _needs_override(self) -> bool:
        found = self.farewell
        is_signed = found is not None and found.stage is Stage.SETTLED and found.handover.signed_at is not None
        return is_signed and self.fields.grade.chosen in UNSATISFIED

    def _is_cancelled(self) -> bool:
        return self.farewell is not None and self.farewell.stage is Stage.CANCELLED

    # The bar

    def primary_words(self) -> str:
        found = self.farewell
        if found is not None and found.stage is Stage.CANCELLED:
            is_here = found.handover.gate_pass is None and self._may_release
            return _("Let the car go, issue the gate pass") if is_here else ""
        if found is not None and found.stage is Stage.DELIVERED:
            return _("Archive the order") if self._may_archive else ""
        if found is None or found.stage not in OPEN_STAGES:
            return ""
        if found.handover.signed_at is None:
            return _("Customer signs, release") if self._may_sign else ""
        return _("Release, issue the gate pass") if self._may_release else ""

    def missing(self) -> tuple[tuple[str, str], ...]:
        found = self.farewell
        if found is None or not self.primary_words():
            return ()
        if found.stage is Stage.DELIVERED:
            return tuple((lack.field, lack.name) for lack in found.lacks_to_archive())
        if self._is_cancelled():
            return tuple((lack.field, lack.name) for lack in self.no_repair.missing())
        if found.handover.signed_at is None:
            typed = readable(self.fields.typed(), usual_cautions=found.cautions)
            return tuple((lack.field, lack.name) for lack in found.missing(typed))
        lacks_reason = self._needs_override() and not self.fields.grade.override.text().strip()
        return (("handover.override", _("Reason for leaving unsatisfied")),) if lacks_reason else ()

    def primary(self) -> None:
        found = self.farewell
        if found is None or self.booking.is_running:
            return
        if found.stage is Stage.DELIVERED:
            self.archive()
        elif self._is_cancelled():
            self._let_go()
        elif found.handover.signed_at is not None:
            self._release()
        elif self._is_dirty or self._is_refused:
            # Nobody signs what would then be refused.
            self._keep_then(lambda: self._ask_signature(found))
        else:
            self._ask_signature(found)

    def _press(self) -> None:
        """The buttons on the pass do what the primary action does, or lead to what is missing."""
        missing = self.missing()
        if missing:
            self._lead_to(missing[0][0])
        else:
            self.primary()

    def _lead_to(self, field: str) -> None:
        if field.startswith("order.step."):
            self.go.emit("step", Step(field.removeprefix("order.step.")))
        else:
            self.focus_on(field)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        found = self.farewell
        if found is None or self._is_cancelled() or found.stage in BEFORE_COMPLETION:
            return ()
        sheet = (("Ctrl+P", _("Print the handover sheet")),) if found.paper(PaperKind.HANDOVER) else ()
        if not self.checklist.can_tick:
            return sheet
        return ((_("Space"), _("tick")), ("↑ ↓", _("up, down")), *sheet)

    def commands(self) -> tuple[Command, ...]:
        is_left = self.farewell is not None and self.farewell.stage is Stage.DELIVERED
        if not (is_left and self._may_archive):
            return ()
        return (Command(_("Archive the order"), self.archive, icon="box", also="archive close"),)

    def focus_on(self, name: str) -> None:
        """The list is entered at its first open point."""
        super().focus_on(name)
        if name == "handover.checklist":
            self.checklist.go_to_open()

    def leave(self) -> bool:
        self._keep()
        return True

    # What the advisor does

    def _tick(self, topic: Topic, done: bool) -> None:
        self.worker.do(
            self, partial(tick, order_id=self.order_id, topic=topic, done=done), refused=self._tick_refused
        )  # fmt: skip

    def _tick_refused(self, refusal: Refusal) -> None:
        self.show_refusal(refusal)
        self.refresh()

    def _changed(self) -> None:
        self._is_dirty = True
        self._keeping.start()
        self.bar_changed.emit()

    def _keep(self) -> None:
        """Write down what is typed, if a change waits; a refusal is said under its field, the cursor stays."""
        self._keeping.stop()
        leaving = self._read() if self._is_dirty else None
        if leaving is not None:
            use_case = partial(note_leaving, order_id=self.order_id, leaving=leaving)
            saves = keys_under(*self.fields.fields)
            self.worker.do(self, use_case, done=self._kept, refused=self._keep_refused, saves=saves)

    def _keep_then(self, go_on: Callable[[], object]) -> None:
        """The same before a signature: it goes on only when everything was taken, else the cursor goes to the fault."""
        self._keeping.stop()
        leaving = self._read()
        if leaving is None:
            return

        def kept(_none: object) -> None:
            self._kept(None)
            go_on()

        use_case = partial(note_leaving, order_id=self.order_id, leaving=leaving)
        self.booking.do(use_case, done=kept, refused=self.show_refusal, saves=self.fields.fields)

    def _read(self) -> Leaving | None:
        """What is typed; None, with the reason under its field, while it cannot be read."""
        if self.farewell is None:
            return None
        self._is_dirty = False
        try:
            return read_leaving(self.fields.typed(), usual_cautions=self.farewell.cautions)
        except Refusal as refusal:
            self._keep_refused(refusal)
            return None

    def _kept(self, _none: object) -> None:
        self._is_refused = False

    def _keep_refused(self, refusal: Refusal) -> None:
        self._is_refused = True
        if not self.fields.show_error(refusal.field or "", refusal.sentence):
            self.show_refusal(refusal)

    def _ask_signature(self, found: Farewell) -> None:
        sheet = SignatureSheet(
            self, title=_("Handover sheet"), facts=signed_facts(found, self.fields.typed()), signer=found.signer,
            accept_words=_("Sign and take the car"), on_paper=self._on_paper(),
        )  # fmt: skip
        sheet.accepted.connect(lambda given: self._sign(found, given))
        sheet.cancelled.connect(self.setFocus)

    def _on_paper(self) -> OnPaper:
        return OnPaper(self.worker, Sheet(_("Handover sheet"), partial(preview_handover, order_id=self.order_id)))

    def _sign(self, found: Farewell, given: Given) -> None:
        use_case = partial(
            _sign_handover, order_id=self.order_id, given=given, signer=found.signer, role=found.signer_role
        )
        self.booking.do(use_case, done=self._signed, refused=self.show_refusal)

    def _signed(self, _none: object) -> None:
        self.setFocus()
        self.toast(_("The handover sheet is signed. Now release the car."))

    def _release(self) -> None:
        reason = self.fields.grade.override.text() if self._needs_override() else ""
        use_case = partial(release, order_id=self.order_id, override_reason=reason)
        refused, saves = partial(self._not_released, use_case, reason), (self.fields.grade.override,)
        self.booking.do(use_case, done=self._released, refused=refused, saves=saves)

    def _not_released(self, use_case: Callable[..., str], reason: str, refusal: Refusal) -> None:
        """An unsatisfied customer is let go when a manager, who is not the one who asks, agrees on the spot."""
        if refusal.code == "deed.needs_approval":
            question = _("The customer is not satisfied; the car leaves all the same: {reason}").format(reason=reason)
            self.step_up.ask(
                Deed.HANDOVER_OVERRIDE, question, use_case=use_case, done=self._released, refused=self.show_refusal
            )  # fmt: skip
        else:
            self.show_refusal(refusal)

    def step_back(self) -> bool:
        return self.step_up.step_back()

    def _let_go(self) -> None:
        try:
            leaving = self.no_repair.read()
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        use_case = partial(let_go, order_id=self.order_id, leaving=leaving)
        self.booking.do(use_case, done=self._released, refused=self.show_refusal, saves=(self.no_repair,))

    def archive(self) -> None:
        """Nothing is left to do for this order."""
        self.booking.do(partial(archive, order_id=self.order_id), done=self._archived, refused=self.show_refusal)

    def _archived(self, _none: object) -> None:
        self.toast(_("The order is in the archive."))

    def _released(self, number: str) -> None:
        self.toast(_("Gate pass {number}: the car may leave.").format(number=number))

    def _open_paper(self, kind: PaperKind) -> None:
        paper = self.farewell.paper(kind) if self.farewell else None
        if paper is not None:
            self.go.emit("paper", paper)


def _sign_handover(desk: Desk, order_id: int, *, given: Given, signer: str, role: SignerRole) -> None:
    now = desk.store.clock.now()
    signatures = (given.by(role, signer, now), Signed(SignerRole.ADVISOR, desk.person.name, now))
    sign_handover(desk, order_id, signatures=signatures)
