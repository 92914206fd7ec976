"""Quality control of an order: three levels, a round at a time, sent back or passed (T8, T9)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.form import Lack
from app.order.qc.check import (
    answer_check,
    answer_rest,
    begin_round,
    fail,
    fail_by_pin,
    pass_by_pin,
    pass_level,
    pass_level_by_pin,
)
from app.order.qc.levels import LEVEL_WORDS, CheckLevel
from app.order.qc.progress import (
    TEMPLATE_WORDS,
    failed_items,
    lacks_to_fail,
    lacks_to_pass,
    level_at,
    reason_of,
    rest_of,
)
from app.order.qc.queries import CheckRow
from app.order.qc.standing import LEVEL_DEEDS, QcStanding, photograph_item, qc_standing
from app.order.queries import OrderId
from app.order.workflow import Stage
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may, person
from ui.order.qc.check_table import CheckHead, CheckTable
from ui.order.qc.level_cards import LevelCards
from ui.order.qc.photo_sheet import PhotoSheet
from ui.order.qc.side_cards import ResultCard, RoundsCard, SignCard
from ui.order.side_column import side_column
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page
from ui.worker import Worker

RIGHT_WIDTH = 320
OPEN = (Stage.IN_WORK, Stage.IN_QC)


class QcPage(Page):
    """The open level's list in the middle; the form beside it signs or sends back."""

    slices = frozenset({"qc", "checklists", "workshop", "order", "supplement", "paper"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self.title = _("QC")
        self.order_id = order_id
        self.standing: QcStanding | None = None
        self.level = CheckLevel.SELF
        self._is_chosen = False
        self._me = person(worker)
        self._may_answer = may(worker, Deed.QC_ANSWER)
        self.levels, self.table = LevelCards(), CheckTable()
        self.rounds, self.form, self.result = RoundsCard(), SignCard(), ResultCard()
        self.rest = Button("qc.rest", _("The rest passed"), icon="check", key="F7", height=Size.BUTTON_ROW)
        self.booking = Booking(worker, self, self.form.pass_button, self.form.fail_button)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)

    def _build(self) -> None:
        self.list = Card(" ")
        self.list.add_head(self.rest)
        self.list.add_edge_to_edge(CheckHead(self.table))
        self.list.add(self.table, 1)
        self._front = QStackedLayout(self)
        self._front.setContentsMargins(0, 0, 0, 0)
        self._waiting = QWidget()
        self._empty, self._outdated = self._make_empty(), self._make_outdated()
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        left = QVBoxLayout()
        left.setSpacing(Size.GAP)
        left.addWidget(self.levels)
        left.addWidget(self.list, 1)
        row.addLayout(left, 1)
        row.addWidget(self._right())
        self._full = full
        for widget in (self._waiting, self._empty, self._outdated, self._full):
            self._front.addWidget(widget)

    def _make_empty(self) -> EmptyState:
        words = _("When the work is dispatched the checks can begin: self check, mutual check, final check.")
        button = _("Begin the checks") if self._may_answer else ""
        return EmptyState(
            "qc.empty", icon="shield", title=_("No check yet"), words=words, button=button, button_name="qc.begin"
        )

    def _make_outdated(self) -> EmptyState:
        words = _("They begin anew, by the list that fits the work now. What was signed stays on the record.")
        button = _("Begin the checks anew") if self._may_answer else ""
        return EmptyState(
            "qc.outdated", icon="loop", title=_("Additional work was agreed after these checks"), words=words,
            button=button, button_name="qc.begin_anew",
        )  # fmt: skip

    def _right(self) -> QScrollArea:
        return side_column(self.result, self.rounds, self.form, width=RIGHT_WIDTH)

    def _connect(self) -> None:
        self._empty.pressed.connect(self._begin)
        self._outdated.pressed.connect(self._begin)
        self.levels.chosen.connect(self._open_level)
        self.table.given.connect(self._answer)
        self.table.photographed.connect(self._photograph)
        self.table.photo_opened.connect(lambda photo: PhotoSheet(self, photo))
        self.rest.clicked.connect(self._answer_rest)
        self.form.passed.connect(self._pass)
        self.form.failed.connect(self._fail)
        self.form.changed.connect(self.bar_changed.emit)
        self.form.pin.editor.returnPressed.connect(self._enter_pin)
        self.result.opened.connect(lambda paper: self.go.emit("paper", paper))
        self.result.reopened.connect(lambda: self.go.emit("form", "reopen"))

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(qc_standing, order_id=self.order_id), self._show)

    def _show(self, found: QcStanding) -> None:
        before, self.standing = self.standing, found
        has_moved = before is None or before.head.stage is not found.head.stage
        at = level_at(found.checks, found.head.stage)
        if has_moved or not self._is_chosen:
            self.level, self._is_chosen = at, False
        instead = self._outdated if found.checks.is_outdated else self._empty
        self._front.setCurrentWidget(self._full if found.checks.current else instead)
        self.rounds.show_standing(found)
        is_done = found.head.stage is Stage.COMPLETED
        self.result.show_standing(found, can_reopen=is_done and may(self.worker, Deed.ORDER_REOPEN))
        self._show_level()

    def _open_level(self, level: CheckLevel) -> None:
        self.level, self._is_chosen = level, True
        self._show_level()
        self.table.setFocus()

    def _show_level(self) -> None:
        found, check = self.standing, self.check
        if found is None:
            return
        self.levels.show_standing(found, is_open=self.level)
        if check is not None:
            is_open = self.is_open
            self.list.title.setText(formats.joined(_(LEVEL_WORDS[self.level]), _template_words(check)))
            self.list.beside.setText(self._said(check))
            self.table.show_check(check, is_open=is_open and self._may_answer)
            self.table.show_photos(found.photos)
            self.rest.setVisible(is_open and self._may_answer and bool(rest_of(check)))
            here = self._me.staff_no if self._me else ""
            self.form.show_level(check, found, here=here, is_open=is_open and self._may_sign())
        self.bar_changed.emit()

    def _said(self, check: CheckRow) -> str:
        if check.decided_at is not None or not self.is_open:
            return ""
        return _("Safety items cannot be “not applicable”") if self._may_answer else done_by(LEVEL_DEEDS[self.level])

    @property
    def check(self) -> CheckRow | None:
        """The open level of the newest round."""
        return self.standing.checks.level(self.level) if self.standing else None

    @property
    def is_open(self) -> bool:
        """Whether the level in view can be worked on now."""
        found, check = self.standing, self.check
        if found is None or check is None or check.decided_at is not None:
            return False
        wanted = Stage.IN_WORK if self.level is CheckLevel.SELF else Stage.IN_QC
        return found.head.stage is wanted

    def _is_failing(self) -> bool:
        """Whether the car would go back: from the self check nothing does, there it is put right."""
        check = self.check
        return check is not None and self.level is not CheckLevel.SELF and bool(failed_items(check))

    # The bar

    def primary_words(self) -> str:
        found = self.standing
        if found is None or not self._may_sign():
            return ""
        if not found.checks.current:
            return _("Begin the checks") if found.head.stage in OPEN else ""
        if not self.is_open:
            return ""
        if self._is_failing():
            return _("Send back for rework")
        return _("Pass and release") if self.level is CheckLevel.FINAL else _("Sign as passed")

    def _may_sign(self) -> bool:
        return self._may_answer or may(self.worker, Deed.QC_PASS)

    def primary_icon(self) -> str:
        return "loop" if self._is_failing() else "check"

    def missing(self) -> tuple[tuple[str, str], ...]:
        check = self.check
        if check is None or not self.primary_words():
            return ()
        lacks = lacks_to_fail(check) if self._is_failing() else (*lacks_to_pass(check), *self._earlier())
        return (*((lack.field, lack.name) for lack in lacks), *self.form.missing())

    def _earlier(self) -> tuple[Lack, ...]:
        """The final check follows the mutual one."""
        found = self.standing
        mutual = found.checks.level(CheckLevel.MUTUAL) if found and self.level is CheckLevel.FINAL else None
        is_open = mutual is not None and not mutual.has_passed
        return (Lack("qc.level.mutual_check", _(LEVEL_WORDS[CheckLevel.MUTUAL])),) if is_open else ()

    def primary(self) -> None:
        if self.standing is not None and not self.standing.checks.current:
            self._begin()
        elif self._is_failing():
            self._fail()
        else:
            self._pass()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        if not self.is_open or not self._may_answer:
            return ()
        keys = (("1", _("passed")), ("2", _("failed")), ("0 / N", _("not applicable")))
        return (*keys, ("F7", _("the rest passed"))) if not self.rest.isHidden() else keys

    def commands(self) -> tuple[Command, ...]:
        if self.standing is None or not self.standing.checks.current:
            return ()
        rest = (Command(_("The rest passed"), self._answer_rest, key="F7", icon="check"),)
        return (*(rest if not self.rest.isHidden() else ()), Command(_("Next level"), self._next_level, key="F6"))

    def _next_level(self) -> None:
        every = tuple(CheckLevel)
        self._open_level(every[(every.index(self.level) + 1) % len(every)])

    def focus_on(self, name: str) -> None:
        """“Not checked” leads to the first item without an answer."""
        if name == "qc.table":
            self.table.take_first_open()
        else:
            super().focus_on(name)

    # What people do

    def _begin(self) -> None:
        self.booking.do(partial(begin_round, order_id=self.order_id), done=_nothing, refused=self.show_refusal)

    def _answer(self, given: Answer) -> None:
        # Not booked one at a time: who judges quickly must not lose a key. The desk keeps their order.
        self.worker.do(
            self, partial(answer_check, order_id=self.order_id, level=self.level, given=given),
            done=partial(self._answered, given), refused=partial(self._not_answered, given),
            saves=self.table.keys_of(given),
        )  # fmt: skip

    def _answered(self, given: Answer, verdict: Verdict) -> None:
        self.table.after(given, verdict)

    def _not_answered(self, given: Answer, refusal: Refusal) -> None:
        if not self.table.refused(given, code=refusal.code, sentence=refusal.sentence):
            self.show_refusal(refusal)

    def _answer_rest(self) -> None:
        check = self.check
        item_ids = rest_of(check) if check is not None and self.is_open and self._may_answer else ()
        if item_ids:
            use_case = partial(answer_rest, order_id=self.order_id, level=self.level, item_ids=item_ids)
            self.booking.do(use_case, done=lambda _none: self.table.setFocus(), refused=self.show_refusal)

    def _photograph(self, item_code: str, pictures: tuple[bytes, ...]) -> None:
        use_case = partial(photograph_item, order_id=self.order_id, item_code=item_code, pictures=pictures)
        self.worker.do(self, use_case, refused=lambda refusal: self.toast(refusal.sentence, kind="bad"))

    def _enter_pin(self) -> None:
        """Enter after the sixth digit signs, if nothing else is missing."""
        missing = self.missing()
        if missing:
            self.focus_on(missing[0][0])
        else:
            self.primary()

    def _pass(self) -> None:
        if not self.is_open or self._stopped_by(self.missing()):
            return
        staff_no, pin = self.form.staff_no or "", self.form.pin.text()
        if self.level is CheckLevel.FINAL:
            use_case = partial(pass_by_pin, order_id=self.order_id, staff_no=staff_no, pin=pin)
        elif self.form.needs_pin():
            use_case = partial(pass_level_by_pin, order_id=self.order_id, level=self.level, staff_no=staff_no, pin=pin)
        else:
            use_case = partial(pass_level, order_id=self.order_id, level=self.level)
        self.booking.do(use_case, done=partial(self._signed, self.level), refused=self._refused)

    def _fail(self) -> None:
        check = self.check
        if check is None or not self.is_open or self._stopped_by(self.missing()):
            return
        reason, staff_no = reason_of(check), self.form.staff_no or ""
        if self.form.needs_pin():
            use_case = partial(
                fail_by_pin, order_id=self.order_id, staff_no=staff_no, pin=self.form.pin.text(), level=self.level,
                reason=reason,
            )  # fmt: skip
        else:
            use_case = partial(fail, order_id=self.order_id, level=self.level, reason=reason)
        self.booking.do(use_case, done=self._sent_back, refused=self._refused)

    def _stopped_by(self, missing: tuple[tuple[str, str], ...]) -> bool:
        if missing:
            self.focus_on(missing[0][0])
        return bool(missing)

    def _signed(self, level: CheckLevel, _none: object) -> None:
        self.form.clear_pin()
        self._is_chosen = False
        if level is CheckLevel.FINAL:
            self.toast(_("Passed and released. The papers are ready."))
        else:
            self.toast(_("{level} is signed.").format(level=_(LEVEL_WORDS[level])))

    def _sent_back(self, _none: object) -> None:
        self.form.clear_pin()
        self._is_chosen = False
        self.toast(_("Sent back for rework. A new round has begun."), kind="warn")

    def _refused(self, refusal: Refusal) -> None:
        self.form.clear_pin()
        self.show_refusal(refusal)


def _nothing(_none: object) -> None:
    """The page reads itself again when the worker tells what was written."""


def _template_words(check: CheckRow) -> str:
    code = check.sheet.template_code
    return _(TEMPLATE_WORDS[code]) if code in TEMPLATE_WORDS else code
