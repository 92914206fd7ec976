"""A technician works, and the work is reported complete (T7)."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Missing
from app.order.moves import raise_flag
from app.order.queries import head
from app.order.quote.queries import LineId
from app.order.workflow import Flag, Stage
from app.order.workshop.queries import JobRow, queue, work
from app.order.workshop.states import JobState, PauseReason
from app.order.workshop.tables import WorkPause
from app.order.workshop.work import finish, pause, report_complete, start
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.trust.deeds import Deed
from app.upkeep.demo import person


def in_work(store: Store, **plan: object) -> tuple[int, LineId]:
    """An order in work whose first line has begun."""
    order_id = make.order(store, stage=Stage.IN_WORK, **plan)
    return order_id, work(make.desk(store), order_id).jobs[0].line_id


def job(store: Store, order_id: int) -> JobRow:
    return work(make.desk(store), order_id).jobs[0]


@pytest.mark.parametrize(
    ("reason", "flags"),
    [
        (PauseReason.PARTS, (Flag.WAITING_PARTS,)),
        (PauseReason.CUSTOMER, (Flag.WAITING_CUSTOMER,)),
        (PauseReason.INSURANCE, (Flag.WAITING_INSURANCE,)),
        (PauseReason.BREAK, ()),
        (PauseReason.OTHER_JOB, ()),
        (PauseReason.TOOL, ()),
    ],
)
def test_a_pause_says_why_and_ends_when_the_work_goes_on(
    store: Store, clock: FrozenClock, reason: PauseReason, flags: tuple[Flag, ...]
) -> None:
    order_id, line_id = in_work(store)
    technician = make.desk(store, make.TECHNICIAN)
    pause(technician, line_id, reason=reason)
    assert head(technician, order_id).flags == flags
    assert (job(store, order_id).state, job(store, order_id).pause_reason) == (JobState.PAUSED, reason)
    clock.advance(timedelta(minutes=40))
    start(technician, line_id)
    assert head(technician, order_id).flags == ()
    assert (job(store, order_id).state, job(store, order_id).pause_reason) == (JobState.WORKING, "")
    with Session(store.engine) as session:
        rest = session.scalars(select(WorkPause)).one()
        assert rest.resumed_at is not None
        assert rest.resumed_at - rest.paused_at == timedelta(minutes=40)


def test_the_first_start_counts(store: Store, clock: FrozenClock) -> None:
    order_id, line_id = in_work(store)
    began = job(store, order_id).started_at
    technician = make.desk(store, make.TECHNICIAN)
    pause(technician, line_id, reason=PauseReason.BREAK)
    clock.advance(minutes=10)
    start(technician, line_id)
    assert job(store, order_id).started_at == began


def test_a_finished_line_leaves_the_queue(store: Store) -> None:
    order_id, line_id = in_work(store)
    technician = make.desk(store, make.TECHNICIAN)
    assert [row.job.line_id for row in queue(technician, technician.person.id)] == [line_id]
    assert queue(technician, person(technician, make.HV_TECHNICIAN).id) == ()
    finish(technician, line_id)
    assert job(store, order_id).state is JobState.FINISHED
    assert queue(technician) == ()


def test_another_s_line_is_left_alone_but_the_foreman_may(store: Store) -> None:
    order_id, line_id = in_work(store)
    with refused(store, "work.not_yours", field="workshop.queue"):
        finish(make.desk(store, make.HV_TECHNICIAN), line_id)
    with refused(store, "work.not_yours"):
        pause(make.desk(store, make.HV_TECHNICIAN), line_id, reason=PauseReason.BREAK)
    finish(make.desk(store, make.FOREMAN), line_id)
    assert job(store, order_id).state is JobState.FINISHED


def test_a_line_does_what_its_state_allows(store: Store) -> None:
    order_id, line_id = in_work(store)
    technician = make.desk(store, make.TECHNICIAN)
    with refused(store, "work.state"):
        start(technician, line_id)
    finish(technician, line_id)
    for deed in (start, finish):
        with refused(store, "work.state"):
            deed(technician, line_id)
    with refused(store, "work.state"):
        pause(technician, line_id, reason=PauseReason.BREAK)
    assert job(store, order_id).state is JobState.FINISHED


def test_a_line_that_was_not_dispatched_is_not_begun(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "row.gone"):
        start(make.desk(store, make.TECHNICIAN), work(make.desk(store), order_id).jobs[0].line_id)


def test_once_checked_nobody_works_on(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    with refused(store, "order.stage"):
        start(make.desk(store, make.TECHNICIAN), job(store, order_id).line_id)


def test_an_advisor_does_not_turn_the_spanner(store: Store) -> None:
    _order_id, line_id = in_work(store)
    with refused(store, "deed.not_allowed"):
        finish(make.desk(store), line_id)


def test_finished_work_is_reported_and_its_order_sheet_frozen(store: Store) -> None:
    order_id, line_id = in_work(store)
    technician = make.desk(store, make.TECHNICIAN)
    finish(technician, line_id)
    report_complete(technician, order_id, is_self_checked=True)
    assert head(technician, order_id).stage is Stage.IN_QC
    paper = papers_of(technician, order_id)[-1]
    assert (paper.kind, paper.number) == (PaperKind.WORK_ORDER, "WX2026000001-D06")
    assert paper.signed_by == ("吴建国", "赵铁柱")
    with refused(store, "order.stage"):
        report_complete(technician, order_id, is_self_checked=True)


def test_everything_that_is_still_missing_is_named(store: Store) -> None:
    lines = (make.labour(), make.labour("LB-R002"), make.part("YJ-A5-1001"))
    order_id = make.order(
        store, stage=Stage.IN_WORK, lines=lines, parts_held_back=frozenset({"YJ-A5-1001"}), form=make.checkin_form()
    )
    foreman = make.desk(store, make.FOREMAN)
    with foreman.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        raise_flag(deed, order_id, Flag.SUPPLEMENT_PENDING)
    with refused(store, "report.missing", field="workshop.queue") as caught:
        report_complete(foreman, order_id, is_self_checked=False)
    assert isinstance(caught.value, Missing)
    assert caught.value.fields == ("workshop.queue", "workshop.parts", "workshop.additional", "order.step.qc")


def test_an_open_supplement_holds_the_report_back(store: Store) -> None:
    order_id, line_id = in_work(store)
    technician = make.desk(store, make.TECHNICIAN)
    finish(technician, line_id)
    with technician.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        raise_flag(deed, order_id, Flag.SUPPLEMENT_PENDING)
    with refused(store, "report.missing", field="workshop.additional"):
        report_complete(technician, order_id, is_self_checked=True)


def test_two_desks_on_one_line_the_second_is_told(store: Store) -> None:
    _order_id, line_id = in_work(store)
    technician, foreman = make.desk(store, make.TECHNICIAN), make.desk(store, make.FOREMAN)
    finish(foreman, line_id)
    with refused(store, "work.state"):
        finish(technician, line_id)
