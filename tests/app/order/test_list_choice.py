"""Which list the work is checked by: what is added or left out under repair asks for another one, or asks again."""

import make
import pytest
from refusing import refused
from sqlalchemy.orm import Session
from test_check import answer_all

from app.desk import Store
from app.order.qc.check import answer_check, begin_round, is_self_checked, pass_level
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks
from app.order.qc.reporting import finish_line
from app.order.queries import head
from app.order.quote.edit import add_item
from app.order.quote.offer import decide
from app.order.supplement.answer import sign_supplement, supplement_to_sign
from app.order.supplement.price import Written, begin, send, take_out, write_down
from app.order.supplement.queries import supplement_standing
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.dispatch import dispatch
from app.order.workshop.queries import work
from app.order.workshop.work import finish, start
from app.records.catalogue.categories import Decision, LineKind, RepairCategory
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer

SELF = CheckLevel.SELF


def add_work(store: Store, order_id: int, *codes: str, without: str = "") -> None:
    """Labour that the customer agrees to under repair; `without` is left out of the agreed work."""
    advisor = make.desk(store)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("左前翼子板锈穿"))
    lines = [add_item(advisor, order_id, kind=LineKind.LABOUR, code=code) for code in codes]
    for one in supplement_standing(advisor, order_id).removable:
        if one.line.code == without:
            take_out(advisor, order_id, line_id=one.line.id, is_out=True)
    send(advisor, order_id)
    decide(advisor, order_id, decisions=tuple((line, Decision.ACCEPTED) for line in lines))
    shown = supplement_to_sign(advisor, order_id).digest
    sign_supplement(advisor, order_id, shown=shown, signatures=make.signatures(store))


def sign_self_check(store: Store, order_id: int) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    begin_round(technician, order_id)
    answer_all(technician, order_id, SELF)
    pass_level(technician, order_id, level=SELF)


def lists(store: Store, order_id: int) -> list[set[str]]:
    return [{check.sheet.template_code for check in one} for one in checks(make.desk(store), order_id).rounds]


@pytest.mark.parametrize(
    ("first", "added", "template"),
    [("LB-R001", "LB-B003", "QB"), ("LB-R001", "LB-M004", "QM"), ("LB-M001", "LB-R021", "QG")],
)
def test_work_added_later_is_checked_by_the_list_it_asks_for(
    store: Store, first: str, added: str, template: str
) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK, lines=(make.labour(first),))
    before = lists(store, order_id)
    assert len(before) == 1 and before[0] != {template}
    add_work(store, order_id, added)
    found = checks(make.desk(store), order_id)
    assert found.is_outdated and found.current == ()
    with refused(store, "qc.outdated"):
        answer_check(make.desk(store, make.TECHNICIAN), order_id, level=SELF, given=Answer(1, Verdict.OK))
    begin_round(make.desk(store, make.TECHNICIAN), order_id)
    assert lists(store, order_id) == [{template}]
    assert len(checks(make.desk(store), order_id).current) == 3


def test_work_left_out_no_longer_asks_for_its_list(store: Store) -> None:
    order_id = make.order(
        store, stage=Stage.IN_WORK, lines=(make.labour("LB-R001"), make.labour("LB-B003")), works_until="dispatched"
    )
    assert lists(store, order_id) == [{"QB"}]
    add_work(store, order_id, without="LB-B003")
    begin_round(make.desk(store, make.TECHNICIAN), order_id)
    assert lists(store, order_id) == [{"QG"}]


def test_a_self_check_signed_before_work_was_added_stands_but_is_asked_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK, lines=(make.labour("LB-R001"),))
    technician = make.desk(store, make.TECHNICIAN)
    finish(technician, work(technician, order_id).jobs[0].line_id)
    sign_self_check(store, order_id)
    store.clock.advance(minutes=5)
    add_work(store, order_id, "LB-R002")
    assert not is_self_checked(technician, order_id)
    begin_round(technician, order_id)
    first, second = checks(technician, order_id).rounds
    assert (first[0].has_passed, second[0].has_passed) == (True, None)
    store.clock.advance(minutes=5)
    sign_self_check(store, order_id)
    assert is_self_checked(technician, order_id)
    begin_round(technician, order_id)
    assert len(checks(technician, order_id).rounds) == 2


def test_the_last_added_line_done_opens_the_list_the_work_asks_for(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK, lines=(make.labour("LB-R001"),))
    technician = make.desk(store, make.TECHNICIAN)
    finish(technician, work(technician, order_id).jobs[0].line_id)
    add_work(store, order_id, "LB-B003")
    added = work(technician, order_id).jobs[-1].line_id
    foreman = make.desk(store, make.FOREMAN)
    dispatch(foreman, order_id, line_ids=(added,), technician_id=technician.person.id, bay_id=None)
    start(technician, added)
    assert finish_line(technician, order_id, line_id=added)
    assert lists(store, order_id) == [{"QB"}]


def test_what_is_in_quality_control_keeps_its_lists(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    with Session(store.engine) as session, session.begin():
        session.get_one(ServiceOrder, order_id).repair_category = RepairCategory.MAINTENANCE_L1
    assert not checks(make.desk(store), order_id).is_outdated


def test_what_the_customer_refused_does_not_class_the_order(store: Store) -> None:
    """Else a certificate is issued for a service nobody did, and the repair is checked as one."""
    lines = (make.labour("LB-R001"), make.labour("LB-M004", decision=Decision.REFUSED))
    order_id = make.order(store, stage=Stage.IN_WORK, lines=lines)
    assert head(make.desk(store), order_id).repair_category is RepairCategory.MINOR
    assert lists(store, order_id) == [{"QG"}]


def test_what_is_left_out_no_longer_classes_the_order(store: Store) -> None:
    lines = (make.labour("LB-R001"), make.labour("LB-M004"))
    order_id = make.order(store, stage=Stage.IN_WORK, lines=lines, works_until="dispatched")
    assert head(make.desk(store), order_id).repair_category is RepairCategory.MAINTENANCE_L2
    add_work(store, order_id, without="LB-M004")
    assert head(make.desk(store), order_id).repair_category is RepairCategory.MINOR
