"""Work that failed a check is put right, or left out with a reason the customer signs (R070)."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.qc.check import answer_check, fail
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks
from app.order.queries import OrderId
from app.order.quote.queries import LineId, agreed_lines_in
from app.order.supplement.answer import sign_supplement, supplement_to_sign
from app.order.supplement.price import begin, send, take_out
from app.order.supplement.queries import supplement_standing
from app.order.workflow import Stage
from app.order.workshop.queries import work
from app.order.workshop.states import PauseReason
from app.order.workshop.work import finish, pause, start
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer


@pytest.fixture
def order_id(store: Store) -> OrderId:
    """An order whose pads failed the final check: they are back in the workshop, additional work is begun."""
    order_id = make.order(store, stage=Stage.IN_QC)
    inspector = make.desk(store, make.INSPECTOR)
    check = checks(inspector, order_id).level(CheckLevel.FINAL)
    assert check is not None
    item = next(item for item in check.sheet.items if item.value_type != "num")
    given = Answer(item.item_id, Verdict.REPLACE, remark="异响未消除")
    answer_check(inspector, order_id, level=CheckLevel.FINAL, given=given)
    fail(inspector, order_id, level=CheckLevel.FINAL, reason="异响未消除")
    begin(make.desk(store), order_id)
    return order_id


def pads(store: Store, order_id: OrderId) -> LineId:
    (job,) = work(make.desk(store), order_id).jobs
    return job.line_id


def finding(store: Store, order_id: OrderId) -> str:
    row = supplement_standing(make.desk(store), order_id).open
    assert row is not None
    return row.told


def test_failed_work_is_not_left_out_in_silence(store: Store, order_id: OrderId) -> None:
    technician, line = make.desk(store, make.TECHNICIAN), pads(store, order_id)
    steps = (lambda: None, lambda: start(technician, line), lambda: pause(technician, line, reason=PauseReason.BREAK))
    for step in steps:
        step()
        with refused(store, "supplement.failed_work"):
            take_out(make.desk(store), order_id, line_id=line, is_out=True, reason="  ")
    assert supplement_standing(make.desk(store), order_id).removable[0].has_failed


def test_left_out_with_a_reason_it_stands_on_what_the_customer_signs(store: Store, order_id: OrderId) -> None:
    advisor, line = make.desk(store), pads(store, order_id)
    take_out(advisor, order_id, line_id=line, is_out=True, reason="客户自行处理")
    assert "客户自行处理" in finding(store, order_id)
    send(advisor, order_id)
    sheet = supplement_to_sign(advisor, order_id)
    assert "客户自行处理" in sheet.content.finding
    sign_supplement(advisor, order_id, shown=sheet.digest, signatures=make.signatures(store))
    with advisor.look() as session:
        assert line not in {one.id for one in agreed_lines_in(session, order_id)}


def test_put_back_nothing_is_said_of_it_and_taken_out_again_only_the_last_reason(
    store: Store, order_id: OrderId
) -> None:
    advisor, line = make.desk(store), pads(store, order_id)
    take_out(advisor, order_id, line_id=line, is_out=True, reason="客户自行处理")
    take_out(advisor, order_id, line_id=line, is_out=False)
    assert finding(store, order_id) == ""
    take_out(advisor, order_id, line_id=line, is_out=True, reason="恢复原状")
    assert finding(store, order_id).count("failed its check") == 1
    assert "恢复原状" in finding(store, order_id) and "客户自行处理" not in finding(store, order_id)


def test_what_was_put_right_is_done(store: Store, order_id: OrderId) -> None:
    technician, line = make.desk(store, make.TECHNICIAN), pads(store, order_id)
    start(technician, line)
    finish(technician, line)
    assert not supplement_standing(make.desk(store), order_id).removable[0].has_failed
    with refused(store, "supplement.finished"):
        take_out(make.desk(store), order_id, line_id=line, is_out=True, reason="客户自行处理")


def test_a_reason_that_has_no_room_over_the_lines_is_refused(store: Store, order_id: OrderId) -> None:
    with refused(store, "finding.long"):
        take_out(make.desk(store), order_id, line_id=pads(store, order_id), is_out=True, reason="因" * 2_000)


def test_work_that_never_failed_is_left_out_as_before(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    begin(make.desk(store), order_id)
    take_out(make.desk(store), order_id, line_id=pads(store, order_id), is_out=True)
    assert finding(store, order_id) == ""
