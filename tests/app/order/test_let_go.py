"""A cancelled order lets its car go with a gate pass of its own kind (T5, D11)."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.refusal import Missing
from app.order.cancel import cancel
from app.order.checkin.form import Valuable
from app.order.handover.explanation import PassKind, Topic
from app.order.handover.let_go import Unrepaired, let_go
from app.order.handover.queries import handover
from app.order.queries import head
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.vehicles.tables import Vehicle

KEYS = frozenset({Topic.KEYS_RETURNED})


def cancelled(store: Store, **plan: object) -> int:
    """An order that the customer called off."""
    order_id = make.order(store, **plan)
    cancel(make.desk(store), order_id, reason="客户临时有事")
    return order_id


def test_a_cancelled_car_leaves_with_a_pass_that_says_so(store: Store) -> None:
    order_id = cancelled(store)
    number = let_go(make.desk(store), order_id, leaving=Unrepaired(86_211, KEYS))
    row = handover(make.desk(store), order_id)
    assert row.gate_pass is not None
    assert (number, row.gate_pass.kind) == ("CM2026000001", PassKind.NO_REPAIR)
    assert row.gate_pass.valid_until == store.clock.now() + timedelta(hours=2)
    assert [(tick.topic, tick.done_by) for tick in row.ticks] == [(Topic.KEYS_RETURNED, "林晓岚")]
    assert head(make.desk(store), order_id).stage is Stage.CANCELLED
    paper = papers_of(make.desk(store), order_id)[-1]
    assert (paper.kind, paper.number) == (PaperKind.GATE_PASS, number)


def test_the_order_and_the_car_know_the_odometer_at_leaving(store: Store) -> None:
    order_id = cancelled(store)
    let_go(make.desk(store), order_id, leaving=Unrepaired(86_213, KEYS))
    with Session(store.engine) as session:
        order = session.get_one(ServiceOrder, order_id)
        assert order.out_odometer_km == 86_213
        assert session.get_one(Vehicle, order.vehicle_id).odometer_km == 86_213


def test_a_car_leaves_once(store: Store) -> None:
    order_id = cancelled(store)
    let_go(make.desk(store), order_id, leaving=Unrepaired(86_211, KEYS))
    with refused(store, "gate_pass.issued") as caught:
        let_go(make.desk(store), order_id, leaving=Unrepaired(86_211, KEYS))
    assert "CM2026000001" in caught.value.sentence


def test_what_is_not_seen_to_is_named(store: Store) -> None:
    things = (Valuable("行车记录仪", 1, stays=True),)
    form = make.checkin_form(has_no_valuables=False, valuables=things)
    order_id = cancelled(store, form=form)
    with refused(store, "let_go.missing", field="let_go.odometer") as caught:
        let_go(make.desk(store), order_id, leaving=Unrepaired())
    assert isinstance(caught.value, Missing)
    assert caught.value.fields == ("let_go.odometer", "let_go.valuables_compared", "let_go.keys_returned")
    given_back = frozenset({Topic.KEYS_RETURNED, Topic.VALUABLES_COMPARED})
    assert let_go(make.desk(store), order_id, leaving=Unrepaired(86_210, given_back))


@pytest.mark.parametrize("out_odometer_km", [86_209, 86_711])
def test_a_car_leaves_with_the_kilometres_it_came_with_or_a_few_more(store: Store, out_odometer_km: int) -> None:
    order_id = cancelled(store)
    with refused(store, "handover.odometer", field="let_go.odometer"):
        let_go(make.desk(store), order_id, leaving=Unrepaired(out_odometer_km, KEYS))


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.AUTHORIZED, Stage.IN_WORK, Stage.SETTLED, Stage.DELIVERED])
def test_only_a_cancelled_order_lets_its_car_go_like_that(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        let_go(make.desk(store), order_id, leaving=Unrepaired(86_211, KEYS))


def test_a_technician_lets_no_car_go(store: Store) -> None:
    order_id = cancelled(store)
    with refused(store, "deed.not_allowed"):
        let_go(make.desk(store, make.TECHNICIAN), order_id, leaving=Unrepaired(86_211, KEYS))
