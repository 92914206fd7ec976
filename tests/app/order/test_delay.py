"""The promise is moved, early or late (R064)."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Clash, Conflict
from app.order.delay import move_promise
from app.order.promise import Promise, effective_promise, is_kept
from app.order.queries import head
from app.order.tables import PromiseNotice
from app.order.workflow import Stage

WORDS = {"reason": "等待配件调拨", "channel": "电话", "answer": "同意"}


def promises(store: Store, order_id: int) -> list[Promise]:
    with Session(store.engine) as session:
        rows = session.scalars(
            select(PromiseNotice).where(PromiseNotice.order_id == order_id).order_by(PromiseNotice.id)
        )
        return [Promise(row.promised_at, row.notice_at) for row in rows]


def test_a_promise_moved_in_time_counts(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    later = clock.now() + timedelta(hours=30)
    move_promise(make.desk(store), order_id, promised_at=later, **WORDS)
    assert head(make.desk(store), order_id).promised_at == later
    assert effective_promise(promises(store, order_id)) == Promise(later, clock.now())


def test_a_promise_moved_after_it_had_passed_stays_late(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    first = head(make.desk(store), order_id).promised_at
    clock.advance(first - clock.now() + timedelta(minutes=1))
    later = clock.now() + timedelta(hours=2)
    move_promise(make.desk(store), order_id, promised_at=later, **WORDS)
    assert head(make.desk(store), order_id).promised_at == later
    assert not is_kept(promises(store, order_id), clock.now())


@pytest.mark.parametrize(
    ("ahead", "reason", "code", "field"),
    [
        (timedelta(0), "等件", "promise.past", "promise.at"),
        (timedelta(days=121), "等件", "promise.far", "promise.at"),
        (timedelta(hours=2), " ", "promise.reason", "promise.reason"),
    ],
)
def test_a_promise_needs_a_time_ahead_and_a_reason(
    store: Store, clock: FrozenClock, ahead: timedelta, reason: str, code: str, field: str
) -> None:
    order_id = make.order(store)
    with refused(store, code, field=field):
        move_promise(
            make.desk(store), order_id, promised_at=clock.now() + ahead, reason=reason, channel="电话", answer="同意"
        )


def test_a_car_that_has_left_is_promised_nothing(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    with refused(store, "order.stage"):
        move_promise(make.desk(store), order_id, promised_at=clock.now() + timedelta(hours=2), **WORDS)


def test_only_the_front_desk_promises(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store)
    with refused(store, "deed.not_allowed"):
        move_promise(make.desk(store, make.TECHNICIAN), order_id, promised_at=clock.now() + timedelta(hours=2), **WORDS)


def test_a_promise_moved_by_someone_else_meanwhile_is_shown_and_not_overwritten(
    store: Store, clock: FrozenClock
) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    desk, seen_at = make.desk(store), head(make.desk(store), order_id).promised_at
    theirs, mine = clock.now() + timedelta(hours=30), clock.now() + timedelta(hours=40)
    move_promise(desk, order_id, promised_at=theirs, seen_at=seen_at, **WORDS)
    with refused(desk, "row.changed") as caught:
        move_promise(desk, order_id, promised_at=mine, seen_at=seen_at, **WORDS)
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("promised_at", theirs.isoformat(), mine.isoformat()),)
    move_promise(desk, order_id, promised_at=mine, seen_at=theirs, **WORDS)
    assert head(desk, order_id).promised_at == mine
