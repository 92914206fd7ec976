"""The car is handed over and may leave (T11)."""

from datetime import date, timedelta

import make
import pytest
from refusing import refused
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Missing
from app.order.checkin.choices import Wash
from app.order.handover.explanation import CLEANING, Grade, PassKind, Topic
from app.order.handover.farewell import farewell
from app.order.handover.hand_over import Leaving, note_leaving, release, sign_handover, tick
from app.order.handover.hand_over import tick_all as tick_topics
from app.order.handover.queries import handover
from app.order.queries import head
from app.order.workflow import Stage
from app.paper.content import Signed, SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed
from app.trust.queries import entries_of

NEXT = {"next_service_on": date(2027, 5, 23), "next_service_km": 96_200}


def tick_all(store: Store, order_id: int) -> None:
    for topic in handover(make.desk(store), order_id).topics:
        tick(make.desk(store), order_id, topic=topic, done=True)


def note(store: Store, order_id: int, **changes: object) -> None:
    values: dict[str, object] = {"out_odometer_km": 86_212, **NEXT, "grade": Grade.SATISFIED, **changes}
    note_leaving(make.desk(store), order_id, leaving=Leaving(**values))  # type: ignore[arg-type]


def signed(store: Store, *, grade: Grade = Grade.SATISFIED, **plan: object) -> int:
    """A settled order whose handover the customer has signed."""
    order_id = make.order(store, stage=Stage.SETTLED, **plan)
    tick_all(store, order_id)
    note(store, order_id, grade=grade)
    sign_handover(make.desk(store), order_id, signatures=make.signatures(store))
    return order_id


def test_a_signed_handover_lets_the_car_leave(store: Store) -> None:
    order_id = signed(store)
    number = release(make.desk(store), order_id)
    order = head(make.desk(store), order_id)
    assert (number, order.stage, order.delivered_at) == ("CM2026000001", Stage.DELIVERED, store.clock.now())
    gate_pass = handover(make.desk(store), order_id).gate_pass
    assert gate_pass is not None
    assert (gate_pass.number, gate_pass.kind) == (number, PassKind.DELIVERED)
    assert gate_pass.valid_until == store.clock.now() + timedelta(hours=2)
    sheet, pass_ = papers_of(make.desk(store), order_id)[-2:]
    assert (sheet.kind, sheet.number) == (PaperKind.HANDOVER, "WX2026000001-D12")
    assert (pass_.kind, pass_.number) == (PaperKind.GATE_PASS, number)


def test_the_car_knows_its_odometer_and_its_next_service(store: Store) -> None:
    order_id = signed(store)
    with Session(store.engine) as session:
        vehicle = session.get_one(Vehicle, head(make.desk(store), order_id).vehicle_id)
        assert vehicle.odometer_km == 86_212
        assert (vehicle.next_service_on, vehicle.next_service_km) == (NEXT["next_service_on"], NEXT["next_service_km"])


def test_no_gate_pass_before_the_customer_has_signed(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    with refused(store, "handover.unsigned", field="handover.sign"):
        release(make.desk(store), order_id)


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.IN_QC, Stage.COMPLETED, Stage.DELIVERED])
def test_only_a_settled_order_leaves_and_only_once(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        release(make.desk(store), order_id)


@pytest.mark.parametrize("grade", [Grade.UNSATISFIED, Grade.VERY_UNSATISFIED])
def test_an_unsatisfied_customer_is_let_go_when_a_manager_agrees_with_a_reason(store: Store, grade: Grade) -> None:
    order_id = signed(store, grade=grade)
    advisor, agreed = make.desk(store), make.agreed(store, Deed.HANDOVER_OVERRIDE)
    for reason in ("", " "):
        with refused(store, "handover.not_satisfied", field="handover.grade"):
            release(advisor, order_id, override_reason=reason)
    for who in (advisor, make.desk(store, make.MANAGER)):
        with refused(store, "deed.needs_approval"):
            release(who, order_id, override_reason="客户赶时间")
    release(advisor, order_id, override_reason="已当面道歉，赠送洗车一次", approval=agreed)
    assert head(advisor, order_id).stage is Stage.DELIVERED
    with advisor.look() as session:
        entry = entries_of(session, order_id)[0]
    assert entry.deed is Deed.HANDOVER_OVERRIDE
    assert dict(entry.details)["approved_by"] == str(agreed.person_id)


@pytest.mark.parametrize("grade", [Grade.VERY_SATISFIED, Grade.NEUTRAL])
def test_whoever_is_not_unsatisfied_just_leaves(store: Store, grade: Grade) -> None:
    order_id = signed(store, grade=grade)
    release(make.desk(store), order_id)


def test_everything_that_is_still_missing_is_named(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    with refused(store, "handover.missing", field="handover.checklist") as caught:
        sign_handover(make.desk(store), order_id, signatures=())
    assert isinstance(caught.value, Missing)
    assert caught.value.fields == (
        "handover.checklist", "handover.odometer", "handover.next_service", "handover.grade", "handover.sign",
    )  # fmt: skip


def test_the_advisor_s_own_hand_is_not_the_customer_s(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    tick_all(store, order_id)
    note(store, order_id)
    mine = (make.signed(SignerRole.ADVISOR, "林晓岚", at=store.clock.now()),)
    with refused(store, "handover.missing", field="handover.sign"):
        sign_handover(make.desk(store), order_id, signatures=mine)


def test_before_the_bill_is_settled_nobody_signs_for_the_car(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    tick_all(store, order_id)
    note(store, order_id)
    with refused(store, "order.stage"):
        sign_handover(make.desk(store), order_id, signatures=make.signatures(store))
    fields = [lack.field for lack in farewell(make.desk(store), order_id).missing(Leaving())]
    assert fields[0] == "order.step.settlement"


def test_what_was_signed_stays_as_it_is(store: Store) -> None:
    order_id = signed(store)
    with refused(store, "handover.signed"):
        tick(make.desk(store), order_id, topic=Topic.KEYS_RETURNED, done=False)
    with refused(store, "handover.signed"):
        note(store, order_id, grade=Grade.UNSATISFIED)
    with refused(store, "handover.signed"):
        sign_handover(make.desk(store), order_id, signatures=make.signatures(store))


def test_a_tick_may_be_taken_back_before_signing(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    desk = make.desk(store)
    tick_topics(desk, order_id, topics=CLEANING, done=False)
    tick(desk, order_id, topic=Topic.KEYS_RETURNED, done=True)
    tick(desk, order_id, topic=Topic.KEYS_RETURNED, done=True)
    assert [(row.topic, row.done_by) for row in handover(desk, order_id).ticks] == [(Topic.KEYS_RETURNED, "林晓岚")]
    tick(desk, order_id, topic=Topic.KEYS_RETURNED, done=False)
    assert handover(desk, order_id).ticks == ()


def test_a_car_is_ready_when_it_is_passed_and_clean(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    desk = make.desk(store)
    tick_topics(desk, order_id, topics=CLEANING, done=False)
    topics = [topic for topic in CLEANING if topic in handover(desk, order_id).topics]
    for topic in topics[:-1]:
        tick(desk, order_id, topic=topic, done=True)
    assert head(desk, order_id).ready_at is None
    clock.advance(minutes=20)
    tick(desk, order_id, topic=topics[-1], done=True)
    assert head(desk, order_id).ready_at == clock.now()
    tick(desk, order_id, topic=topics[0], done=False)
    assert head(desk, order_id).ready_at is None


@pytest.mark.parametrize("out_odometer_km", [86_209, 86_711])
def test_a_car_leaves_with_the_kilometres_it_came_with_or_a_few_more(store: Store, out_odometer_km: int) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    with refused(store, "handover.odometer", field="handover.odometer") as caught:
        note(store, order_id, out_odometer_km=out_odometer_km)
    assert "86,210" in caught.value.sentence


def test_the_next_service_lies_ahead(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    with refused(store, "handover.next_service", field="handover.next_service"):
        note(store, order_id, next_service_on=date(2026, 11, 23))
    note(store, order_id, next_service_on=date(2026, 11, 24))


def test_the_handover_belongs_to_a_finished_car(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    with refused(store, "order.stage"):
        tick(make.desk(store), order_id, topic=Topic.KEYS_RETURNED, done=True)
    with refused(store, "order.stage"):
        note(store, order_id)


def test_a_car_on_account_leaves_with_such_a_pass(store: Store) -> None:
    order_id = signed(store, on_account=True)
    release(make.desk(store), order_id)
    gate_pass = handover(make.desk(store), order_id).gate_pass
    assert gate_pass is not None
    assert gate_pass.kind is PassKind.ON_ACCOUNT


def test_nobody_ticks_what_does_not_apply(store: Store) -> None:
    form = make.checkin_form(wash=Wash.NONE)
    order_id = make.order(store, stage=Stage.COMPLETED, form=form, lines=(make.labour(),))
    topics = handover(make.desk(store), order_id).topics
    assert not {
        Topic.EXTERIOR_WASHED, Topic.VALUABLES_COMPARED, Topic.OLD_PARTS_SHOWN, Topic.DECLINED_REMINDED,
    } & set(topics)  # fmt: skip


def test_a_cashier_does_not_hand_over(store: Store) -> None:
    order_id = signed(store)
    with refused(store, "deed.not_allowed"):
        release(make.desk(store, make.CASHIER), order_id)
    with refused(store, "deed.not_allowed"):
        tick(make.desk(store, make.CASHIER), order_id, topic=Topic.KEYS_RETURNED, done=True)


def test_the_customer_s_name_without_a_hand_takes_no_car_over(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    tick_all(store, order_id)
    note(store, order_id)
    with refused(store, "handover.missing", field="handover.sign"):
        sign_handover(
            make.desk(store), order_id, signatures=(Signed(SignerRole.CUSTOMER, "王建军", store.clock.now()),)
        )
