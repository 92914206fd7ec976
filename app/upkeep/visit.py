"""One car's visit told through the real use cases: what the demo store and `seed` are made of."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.desk import Desk, Person
from app.kernel.clock import FrozenClock, business_day
from app.order.agreement.sign import Consents, prepare_agreement, sign_agreement
from app.order.checkin.form import CheckinForm
from app.order.comeback.receive import receive
from app.order.handover.explanation import CLEANING, Grade
from app.order.handover.hand_over import Leaving, note_leaving, release, sign_handover, tick_all
from app.order.handover.queries import handover
from app.order.inspection.inspect import answer_many as answer_inspection
from app.order.inspection.inspect import close_inspection, open_inspection, skip_inspection
from app.order.inspection.queries import inspection
from app.order.qc.check import answer_many, begin_round, fail, pass_final, pass_level, report
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks
from app.order.queries import OrderId, comeback_of, head
from app.order.quote.edit import LineChange, add_item, change_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import LineId, versions
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.on_account import put_on_account
from app.order.settlement.queries import bills
from app.order.settlement.settle import pay, prepare_settlement, settle
from app.order.supplement.answer import sign_supplement, supplement_to_sign
from app.order.supplement.price import begin, send
from app.order.supplement.raise_finding import raise_finding
from app.order.workflow import Stage
from app.order.workshop.dispatch import dispatch, issue_parts
from app.order.workshop.queries import work
from app.order.workshop.work import finish, start
from app.paper.content import Signed, SignerRole, StrokePoint
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.records.checklists.limits import Limit, Verdict, judge
from app.records.checklists.queries import ItemRow
from app.records.checklists.sheets import Answer
from app.trust.approval import Approval
from app.trust.deeds import Deed

REASONS: dict[Payer, str] = {Payer.WARRANTY: "产品质量，厂家索赔", Payer.INTERNAL: "返修，责任判定中"}
ORDER_OF_STAGES = (
    Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED, Stage.IN_WORK, Stage.IN_QC, Stage.COMPLETED, Stage.SETTLED,
    Stage.DELIVERED, Stage.CLOSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of a visit, and what the customer will say to it."""

    kind: LineKind
    code: str
    times: int = 1
    payer: Payer = Payer.CUSTOMER
    need: Need = Need.REQUIRED
    decision: Decision = Decision.ACCEPTED
    is_safety: bool = False
    is_addon: bool | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does what in a visit."""

    advisor: Person
    technician: Person
    foreman: Person
    inspector: Person
    parts_clerk: Person
    cashier: Person
    manager: Person


@dataclass(frozen=True, slots=True)
class Plan:
    """How a visit goes: until which stage, with which lines, at which pace.

    With a `finding` the technician finds more once the work has begun, for which the `additional` lines are signed.
    """

    number: str
    arrived_at: datetime
    until: Stage
    form: CheckinForm
    lines: tuple[PlannedLine, ...]
    minutes_a_step: int = 6
    bay_id: int = 1
    inspected: bool = True
    fails_final_check: str = ""
    parts_held_back: frozenset[str] = frozenset()
    works_until: str = "finished"
    on_account: bool = False
    grade: Grade = Grade.SATISFIED
    before_offer: Callable[[Desk, OrderId], None] | None = None
    before: tuple[tuple[Stage, Callable[[Desk, OrderId], None]], ...] = ()
    finding: str = ""
    additional: tuple[PlannedLine, ...] = ()


@dataclass(slots=True)
class Visit:
    """A visit on its way: the clock moves on with every step."""

    desk: Desk
    clock: FrozenClock
    crew: Crew
    plan: Plan
    order_id: OrderId = field(default=OrderId(0))

    def run(self) -> OrderId:
        """Go from arrival to the planned stage."""
        self.clock.advance(self.plan.arrived_at - self.clock.now())
        self._play(after=-1)
        return self.order_id

    def go_on(self) -> None:
        """Go from where the order stands to the planned stage."""
        self._play(after=ORDER_OF_STAGES.index(head(self.desk, self.order_id).stage))

    def _play(self, *, after: int) -> None:
        steps = (
            (Stage.CHECKED_IN, self._receive), (Stage.QUOTED, self._quote), (Stage.AUTHORIZED, self._sign),
            (Stage.IN_WORK, self._work), (Stage.IN_QC, self._report), (Stage.COMPLETED, self._check),
            (Stage.SETTLED, self._settle), (Stage.DELIVERED, self._hand_over),
        )  # fmt: skip
        last = ORDER_OF_STAGES.index(self.plan.until)
        for stage, step in steps:
            if after < ORDER_OF_STAGES.index(stage) <= last:
                for _stage, something in (one for one in self.plan.before if one[0] is stage):
                    something(self.desk.by(self.crew.advisor), self.order_id)
                step()

    def _as(self, person: Person, *, minutes: int | None = None) -> Desk:
        self.clock.advance(minutes=self.plan.minutes_a_step if minutes is None else minutes)
        return self.desk.by(person)

    def _receive(self) -> None:
        started = self.clock.advance(minutes=2)
        form = replace(self.plan.form, arrived_at=self.plan.arrived_at, reception_started_at=started)
        desk = self._as(self.crew.advisor)
        signatures = (self._customer_signs(), self._signs(SignerRole.ADVISOR, self.crew.advisor.name))
        self.order_id = receive(desk, form, signatures=signatures, number=self.plan.number).order_id

    def _quote(self) -> None:
        self._inspect()
        desk = self._as(self.crew.advisor)
        for line in self.plan.lines:
            add_line(desk, self.order_id, line)
        if self.plan.before_offer is not None:
            self.plan.before_offer(desk, self.order_id)
        offer(desk, self.order_id)

    def _inspect(self) -> None:
        if not self.plan.inspected:
            skip_inspection(self._as(self.crew.advisor), self.order_id, reason="单项维修，客户未委托全车检查")
            return
        desk = self._as(self.crew.technician)
        open_inspection(desk, self.order_id)
        row = inspection(desk, self.order_id)
        assert row is not None and row.sheet is not None, "it was just opened"
        answer_inspection(desk, self.order_id, given=tuple(healthy(item) for item in row.sheet.items))
        close_inspection(self._as(self.crew.technician), self.order_id)

    def _sign(self) -> None:
        desk = self._as(self.crew.advisor)
        newest = versions(desk, self.order_id)[-1]
        planned = {line.code: line.decision for line in self.plan.lines}
        decisions = tuple(
            (line.id, planned.get(line.code, Decision.ACCEPTED))
            for line in newest.lines
            if line.payer is Payer.CUSTOMER
        )
        decide(desk, self.order_id, decisions=decisions)
        shown = prepare_agreement(self._as(self.crew.advisor), self.order_id).digest
        signatures = (self._customer_signs(), self._signs(SignerRole.ADVISOR, self.crew.advisor.name))
        consents = Consents(to_privacy=True, to_e_signature=True)
        sign_agreement(desk, self.order_id, shown=shown, consents=consents, signatures=signatures)

    def _work(self) -> None:
        first = work(self.desk, self.order_id).jobs[0].line_id
        self._dispatch()
        begin_round(self._as(self.crew.technician, minutes=0), self.order_id)
        if self.plan.works_until != "dispatched":
            start(self._as(self.crew.technician), first)
        if self.plan.finding:
            self._find_more()

    def _find_more(self) -> None:
        raise_finding(self._as(self.crew.technician), self.order_id, text=self.plan.finding)
        desk = self._as(self.crew.advisor)
        begin(desk, self.order_id)
        asked = tuple(add_line(desk, self.order_id, line) for line in self.plan.additional)
        send(desk, self.order_id)
        decide(desk, self.order_id, decisions=tuple((line_id, Decision.ACCEPTED) for line_id in asked))
        desk = self._as(self.crew.advisor)
        shown = supplement_to_sign(desk, self.order_id).digest
        signatures = (self._customer_signs(), self._signs(SignerRole.ADVISOR, self.crew.advisor.name))
        sign_supplement(desk, self.order_id, shown=shown, signatures=signatures)
        self._dispatch()

    def _dispatch(self) -> None:
        """Give out what nobody has yet, and the parts for it."""
        jobs = work(self.desk, self.order_id)
        dispatch(
            self._as(self.crew.foreman), self.order_id, line_ids=tuple(job.line_id for job in jobs.undispatched),
            technician_id=self.crew.technician.id, bay_id=self.plan.bay_id,
        )  # fmt: skip
        is_wanted = (part for part in jobs.parts if part.issued_at is None)
        parts = tuple(part.line_id for part in is_wanted if part.code not in self.plan.parts_held_back)
        if parts:
            issue_parts(self._as(self.crew.parts_clerk), self.order_id, line_ids=parts)

    def _report(self) -> None:
        for job in work(self.desk, self.order_id).jobs:
            desk = self._as(self.crew.technician)
            if job.started_at is None or job.state == "rework":
                start(desk, job.line_id)
            finish(self._as(self.crew.technician), job.line_id)
        self._answer(self.crew.technician, CheckLevel.SELF)
        pass_level(self._as(self.crew.technician, minutes=0), self.order_id, level=CheckLevel.SELF)
        report(self._as(self.crew.technician, minutes=0), self.order_id)
        self._answer(self.crew.foreman, CheckLevel.MUTUAL)
        pass_level(self._as(self.crew.foreman, minutes=0), self.order_id, level=CheckLevel.MUTUAL)
        if self.plan.fails_final_check and head(self.desk, self.order_id).rework_rounds == 0:
            self._fail()
            self._report()

    def _fail(self) -> None:
        self._answer(self.crew.inspector, CheckLevel.FINAL, failing=self.plan.fails_final_check)
        fail(
            self._as(self.crew.inspector, minutes=0), self.order_id, level=CheckLevel.FINAL,
            reason="终检不合格，退回复查复紧",
        )  # fmt: skip

    def _check(self) -> None:
        self._answer(self.crew.inspector, CheckLevel.FINAL)
        pass_final(self._as(self.crew.inspector, minutes=0), self.order_id)
        desk = self._as(self.crew.advisor)
        cleaned = tuple(topic for topic in handover(desk, self.order_id).topics if topic in CLEANING)
        tick_all(desk, self.order_id, topics=cleaned, done=True)

    def _answer(self, person: Person, level: CheckLevel, *, failing: str = "") -> None:
        check = checks(self.desk, self.order_id).level(level)
        assert check is not None, "the round was begun at dispatch"
        given = tuple(
            _failed(item) if item.code == failing else healthy(item)
            for item in check.sheet.items
            if item.verdict is None
        )
        answer_many(self._as(person), self.order_id, level=level, given=given)

    def _settle(self) -> None:
        desk = self._as(self.crew.cashier)
        prepare_settlement(desk, self.order_id)
        for bill in bills(desk, self.order_id):
            if bill.open_fen and self.plan.on_account:
                agreed = Approval(Deed.SETTLEMENT_ON_ACCOUNT, self.crew.manager.id, self.crew.manager.staff_no)
                put_on_account(
                    desk, bill.id, amount_fen=bill.open_fen, reason="月结客户，本月 30 日前付清", approval=agreed
                )
            elif bill.open_fen:
                pay(desk, bill.id, method=PaymentMethod.WECHAT, amount_fen=bill.open_fen)
        signatures = (self._customer_signs(), self._signs(SignerRole.CASHIER, self.crew.cashier.name))
        settle(desk, self.order_id, signatures=signatures)

    def _hand_over(self) -> None:
        desk = self._as(self.crew.advisor)
        order = head(desk, self.order_id)
        tick_all(desk, self.order_id, topics=handover(desk, self.order_id).topics, done=True)
        today = business_day(self.clock.now(), desk.store.utc_offset_minutes)
        leaving = Leaving(
            out_odometer_km=order.odometer_km + 2, next_service_on=today + timedelta(days=180),
            next_service_km=order.odometer_km + 10_000, grade=self.plan.grade,
        )  # fmt: skip
        note_leaving(desk, self.order_id, leaving=leaving)
        signatures = (self._customer_signs(), self._signs(SignerRole.ADVISOR, self.crew.advisor.name))
        sign_handover(self._as(self.crew.advisor), self.order_id, signatures=signatures)
        release(desk, self.order_id)

    def _customer_signs(self) -> Signed:
        return self._signs(SignerRole.CUSTOMER, self.plan.form.customer_name)

    def _signs(self, role: SignerRole, name: str) -> Signed:
        return Signed(role, name, self.clock.now(), handwriting(name))


def add_line(desk: Desk, order_id: OrderId, line: PlannedLine) -> LineId:
    """Put a planned line into the quote; a part may be taken several times. A comeback's repeated line stands there."""
    comeback, every = comeback_of(desk, order_id), versions(desk, order_id)
    repeated = [one.id for one in every[-1].lines if one.code == line.code] if comeback and every else []
    if comeback is not None and repeated:
        if not comeback.is_free:
            change_line(desk, order_id, line_id=repeated[0], change=LineChange(payer=line.payer))
        return repeated[0]
    line_id = add_item(
        desk, order_id, kind=line.kind, code=line.code, payer=line.payer, need=line.need, is_safety=line.is_safety,
        is_addon=line.is_addon, reason=REASONS.get(line.payer, ""),
    )  # fmt: skip
    if line.times != 1:
        change_line(desk, order_id, line_id=line_id, change=LineChange(quantity_milli=line.times * 1000))
    return line_id


def healthy(item: ItemRow) -> Answer:
    """The answer of a car in good order."""
    if item.value_type != "num":
        return Answer(item.item_id, Verdict.OK, remark="无故障码" if item.value_type == "text" else "")
    low, high = item.plausible_min_milli or 0, item.plausible_max_milli or 100_000
    warn, limit = Limit.parse(item.warn), Limit.parse(item.limit)
    # The first of a few places in the plausible range that breaks no limit; whole tenths, as a gauge shows them.
    places = (low + (high - low) * part // 20 // 100 * 100 for part in (10, 15, 17, 12, 13, 16, 5, 3, 2, 1, 18, 0))
    value = next((place for place in places if judge(place, warn, limit) is Verdict.OK), high)
    return Answer(item.item_id, value_milli=value)


def _failed(item: ItemRow) -> Answer:
    if item.value_type == "num":
        return Answer(item.item_id, value_milli=item.plausible_min_milli or 0, remark="低于要求")
    return Answer(item.item_id, Verdict.REPLACE, remark="不合格，退回")


def handwriting(name: str) -> tuple[tuple[StrokePoint, ...], ...]:
    """Strokes as a hand might draw them, the same for the same name."""
    seed = sum(ord(ch) for ch in name)
    return tuple(_stroke(seed + 37 * number, 1200 + 2300 * number) for number in range(max(2, min(len(name), 3))))


def _stroke(seed: int, left: int) -> tuple[StrokePoint, ...]:
    turns, lean = 1.5 + seed % 5 / 2, 300 + seed % 7 * 60
    return tuple(
        StrokePoint(
            x=left + step * 70 + round(260 * math.cos(step / 24 * turns * math.tau)),
            y=1500 + round((lean + step * 12) * math.sin(step / 24 * turns * math.tau + seed % 3)),
            t_ms=step * 16,
            pressure=round(450 + 350 * math.sin(step / 24 * math.pi)),
        )
        for step in range(25)
    )
