"""Labour is given to a technician (T6); parts are handed out."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.queries import head
from app.order.quote.queries import LineId
from app.order.tables import OrderFlag
from app.order.workflow import Flag, Stage
from app.order.workshop.dispatch import dispatch, issue_parts, wait_for_parts
from app.order.workshop.queries import work
from app.order.workshop.receive_parts import receive_parts
from app.order.workshop.states import JobState
from app.order.workshop.work import start
from app.records.catalogue.categories import Decision
from app.records.catalogue.tables import Part
from app.upkeep.demo import person

HV = "LB-R025"  # on-board charger


def lines(store: Store, order_id: int) -> tuple[LineId, ...]:
    return tuple(job.line_id for job in work(make.desk(store), order_id).jobs)


def parts(store: Store, order_id: int) -> tuple[LineId, ...]:
    return tuple(part.line_id for part in work(make.desk(store), order_id).parts)


def give(
    store: Store, order_id: int, *, line_ids: tuple[LineId, ...] | None = None, to: str = make.TECHNICIAN,
    by: str = make.FOREMAN, bay_id: int | None = 1,
) -> None:  # fmt: skip
    foreman = make.desk(store, by)
    dispatch(
        foreman, order_id, line_ids=lines(store, order_id) if line_ids is None else line_ids,
        technician_id=person(foreman, to).id, bay_id=bay_id,
    )  # fmt: skip


def stock(store: Store, code: str = make.OIL) -> int:
    with Session(store.engine) as session:
        return session.get_one(Part, code).stock_milli


def test_the_first_dispatch_begins_the_work(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    give(store, order_id)
    assert head(make.desk(store), order_id).stage is Stage.IN_WORK
    (job,) = work(make.desk(store), order_id).jobs
    assert (job.technician, job.bay, job.state) == ("赵铁柱", "1", JobState.DISPATCHED)


def test_a_waiting_line_changes_hands_a_begun_one_does_not(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    give(store, order_id)
    give(store, order_id, to=make.HV_TECHNICIAN, bay_id=None)
    (job,) = work(make.desk(store), order_id).jobs
    assert (job.technician, job.bay) == ("孙思琪", "")
    start(make.desk(store, make.HV_TECHNICIAN), job.line_id)
    with refused(store, "dispatch.begun"):
        give(store, order_id)


def test_high_voltage_work_wants_a_qualification(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED, form=make.electric(), lines=(make.labour(HV),))
    with refused(store, "dispatch.high_voltage", field="workshop.technician") as caught:
        give(store, order_id, to=make.TECHNICIAN)
    assert "赵铁柱" in caught.value.sentence
    assert "车载充电机更换" in caught.value.sentence
    give(store, order_id, to=make.HV_TECHNICIAN)


def test_a_qualification_that_has_run_out_counts_no_more(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED, form=make.electric(), lines=(make.labour(HV),))
    clock.advance(days=21)
    with refused(store, "dispatch.high_voltage"):
        give(store, order_id, to=make.HV_TECHNICIAN)


def test_only_a_technician_gets_work(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "dispatch.technician", field="workshop.technician"):
        give(store, order_id, to=make.CASHIER)


def test_only_signed_labour_is_dispatched(store: Store) -> None:
    order_id = make.order(
        store, stage=Stage.AUTHORIZED, lines=(make.labour(), make.labour("LB-R002", decision=Decision.LATER))
    )
    for line_ids in (
        (),
        (LineId(999),),
        parts(store, make.order(store, stage=Stage.AUTHORIZED, form=make.another_car())),
    ):
        with refused(store, "dispatch.not_agreed"):
            give(store, order_id, line_ids=line_ids)
    assert len(lines(store, order_id)) == 1


def test_a_bay_that_does_not_exist_takes_no_car(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "row.gone"):
        give(store, order_id, bay_id=99)


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.QUOTED, Stage.IN_QC, Stage.COMPLETED, Stage.DELIVERED])
def test_work_is_dispatched_between_signing_and_checking(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        give(store, order_id, line_ids=(LineId(1),))


def test_only_the_foreman_dispatches(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "deed.not_allowed"):
        give(store, order_id, by=make.ADVISOR)


def test_issuing_a_part_lowers_the_shelf(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    before = stock(store)
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=parts(store, order_id))
    assert stock(store) == before - 1_000
    assert work(make.desk(store), order_id).parts[0].issued_at == store.clock.now()


def test_a_part_is_issued_once(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    with refused(store, "parts.issued"):
        issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=parts(store, order_id))


def test_what_is_not_on_the_shelf_is_not_issued(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with Session(store.engine) as session, session.begin():
        session.execute(update(Part).where(Part.part_number == make.OIL).values(stock_milli=500))
    with refused(store, "parts.short", field="workshop.parts") as caught:
        issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=parts(store, order_id))
    assert "0.5" in caught.value.sentence


def test_an_ordered_part_comes_in_and_is_issued(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    clerk, line_ids = make.desk(store, make.PARTS_CLERK), parts(store, order_id)
    with refused(store, "parts.not_short"):
        receive_parts(clerk, order_id, line_ids=line_ids)
    with Session(store.engine) as session, session.begin():
        session.execute(update(Part).where(Part.part_number == make.OIL).values(stock_milli=0))
    wait_for_parts(clerk, order_id, reason="机油明天 10 点到货")
    receive_parts(clerk, order_id, line_ids=line_ids)
    assert stock(store) == work(clerk, order_id).parts[0].quantity_milli  # what it lacked, no more
    assert head(clerk, order_id).flags == (Flag.WAITING_PARTS,)
    issue_parts(clerk, order_id, line_ids=line_ids)
    assert (stock(store), head(clerk, order_id).flags) == (0, ())


def test_only_signed_parts_are_issued(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "parts.not_agreed"):
        issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=lines(store, order_id))


def test_before_signing_no_part_leaves_the_shelf(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    with refused(store, "order.stage"):
        issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(LineId(1),))


def test_a_technician_does_not_take_parts(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "deed.not_allowed"):
        issue_parts(make.desk(store, make.TECHNICIAN), order_id, line_ids=parts(store, order_id))


def test_an_order_waits_until_its_last_part_is_issued(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED, lines=(make.labour(), make.part(), make.part("YJ-A5-1001")))
    clerk = make.desk(store, make.PARTS_CLERK)
    wait_for_parts(clerk, order_id, reason="YJ-A5-1001 明天 10 点到货")
    first, second = parts(store, order_id)
    issue_parts(clerk, order_id, line_ids=(first,))
    assert head(clerk, order_id).flags == (Flag.WAITING_PARTS,)
    clock.advance(timedelta(hours=3))
    issue_parts(clerk, order_id, line_ids=(second,))
    assert head(clerk, order_id).flags == ()
    with Session(store.engine) as session:
        flag = session.scalars(select(OrderFlag).where(OrderFlag.flag == Flag.WAITING_PARTS)).one()
        assert flag.ended_at is not None
        assert flag.ended_at - flag.started_at == timedelta(hours=3)


def test_waiting_wants_its_reason_and_its_time(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    with refused(store, "flag.reason", field="workshop.wait_reason"):
        wait_for_parts(make.desk(store, make.PARTS_CLERK), order_id, reason=" ")
    with refused(store, "order.stage"):
        wait_for_parts(make.desk(store, make.PARTS_CLERK), order_id, reason="等件")
