"""Three levels of checking: the car is sent back (T8) or passed (T9)."""

from dataclasses import replace

import make
import pytest
from refusing import audit_count, refused
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.order.qc.check import (
    answer_check,
    answer_many,
    answer_rest,
    begin_round,
    fail,
    fail_by_pin,
    is_self_checked,
    pass_by_pin,
    pass_final,
    pass_level,
    report,
)
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks
from app.order.qc.tables import QualityCheck
from app.order.queries import head
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage
from app.order.workshop.dispatch import dispatch
from app.order.workshop.queries import work
from app.order.workshop.states import JobState
from app.order.workshop.tables import Job
from app.order.workshop.work import finish, start
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from app.trust.deeds import Deed
from app.trust.roles import Role
from app.trust.tables import AuditEntry
from app.upkeep.demo import PIN, person
from app.upkeep.visit import healthy

SELF, MUTUAL, FINAL = CheckLevel.SELF, CheckLevel.MUTUAL, CheckLevel.FINAL


def items(store: Store, order_id: int, level: CheckLevel) -> tuple[int, ...]:
    check = checks(make.desk(store), order_id).level(level)
    assert check is not None
    return tuple(item.item_id for item in check.sheet.items)


def answer_all(desk: Desk, order_id: int, level: CheckLevel) -> None:
    check = checks(desk, order_id).level(level)
    assert check is not None
    answer_many(desk, order_id, level=level, given=tuple(map(healthy, check.sheet.items)))


def say_failed(store: Store, order_id: int, level: CheckLevel = FINAL) -> None:
    given = Answer(items(store, order_id, level)[0], Verdict.REPLACE, remark="漏油")
    answer_check(make.desk(store, make.INSPECTOR), order_id, level=level, given=given)


def ready_to_pass(store: Store, **plan: object) -> int:
    """In QC, both earlier levels signed, every item of the final check answered."""
    order_id = make.order(store, stage=Stage.IN_QC, **plan)
    answer_all(make.desk(store, make.INSPECTOR), order_id, FINAL)
    return order_id


def test_a_passed_car_is_complete_with_record_and_guarantee_card(store: Store) -> None:
    order_id = ready_to_pass(store)
    pass_final(make.desk(store, make.INSPECTOR), order_id)
    order = head(make.desk(store), order_id)
    assert (order.stage, order.completed_at) == (Stage.COMPLETED, store.clock.now())
    record, card = papers_of(make.desk(store), order_id)[-2:]
    assert (record.kind, record.number) == (PaperKind.QC, "WX2026000001-D07")
    assert record.signed_by == ("赵铁柱", "吴建国", "钱守信")
    assert (card.kind, card.number) == (PaperKind.CERTIFICATE, "WX2026000001-D08")
    assert checks(make.desk(store), order_id).certificate_number is None


def test_work_that_needs_a_certificate_gets_its_number(store: Store) -> None:
    order_id = ready_to_pass(store, lines=(make.labour("LB-M004"),))
    pass_final(make.desk(store, make.INSPECTOR), order_id)
    assert checks(make.desk(store), order_id).certificate_number == "HG2026000001"
    assert papers_of(make.desk(store), order_id)[-1].number == "HG2026000001"


def test_nobody_passes_their_own_work(store: Store) -> None:
    order_id = ready_to_pass(store)
    technician = make.with_posts(store, make.TECHNICIAN, Role.TECHNICIAN, Role.QUALITY_INSPECTOR)
    with refused(store, "qc.own_work", field="qc.pin"):
        pass_final(technician, order_id)


def test_who_began_the_work_before_it_changed_hands_does_not_pass_it_either(store: Store) -> None:
    order_id = ready_to_pass(store)
    say_failed(store, order_id)
    fail(make.desk(store, make.INSPECTOR), order_id, level=FINAL, reason="漏油")
    foreman, other = make.desk(store, make.FOREMAN), make.desk(store, make.HV_TECHNICIAN)
    (job,) = work(foreman, order_id).jobs
    dispatch(foreman, order_id, line_ids=(job.line_id,), technician_id=other.person.id, bay_id=None)
    start(other, job.line_id)
    finish(other, job.line_id)
    answer_all(other, order_id, SELF)
    pass_level(other, order_id, level=SELF)
    report(other, order_id)
    answer_all(foreman, order_id, MUTUAL)
    pass_level(foreman, order_id, level=MUTUAL)
    answer_all(make.desk(store, make.INSPECTOR), order_id, FINAL)
    first = make.with_posts(store, make.TECHNICIAN, Role.TECHNICIAN, Role.QUALITY_INSPECTOR)
    with refused(store, "qc.own_work"):
        pass_final(first, order_id)
    pass_final(make.desk(store, make.INSPECTOR), order_id)


def test_a_technician_cannot_press_pass(store: Store) -> None:
    order_id = ready_to_pass(store)
    with refused(store, "deed.not_allowed"):
        pass_final(make.desk(store, make.TECHNICIAN), order_id)


def test_a_car_with_a_failed_item_does_not_pass(store: Store) -> None:
    order_id = ready_to_pass(store)
    say_failed(store, order_id)
    with refused(store, "qc.failed_items", field="qc.table"):
        pass_final(make.desk(store, make.INSPECTOR), order_id)


def test_a_car_with_an_open_item_does_not_pass(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    with refused(store, "checklist.unanswered", field="qc.table"):
        pass_final(make.desk(store, make.INSPECTOR), order_id)


def test_the_earlier_levels_are_signed_first(store: Store) -> None:
    order_id = ready_to_pass(store)
    with Session(store.engine) as session, session.begin():
        check = session.scalars(select(QualityCheck).where(QualityCheck.level == MUTUAL)).one()
        check.decided_at = check.has_passed = None
    with refused(store, "qc.levels") as caught:
        pass_final(make.desk(store, make.INSPECTOR), order_id)
    assert "Mutual check" in caught.value.sentence


def test_a_failed_check_sends_the_car_back_and_counts(store: Store) -> None:
    order_id = ready_to_pass(store)
    say_failed(store, order_id)
    fail(make.desk(store, make.INSPECTOR), order_id, level=FINAL, reason=" 水泵处渗漏 ")
    order = head(make.desk(store), order_id)
    assert (order.stage, order.rework_rounds, order.flags) == (Stage.IN_WORK, 1, (Flag.HAS_INTERNAL_REWORK,))
    first, second = checks(make.desk(store), order_id).rounds
    assert (first[2].has_passed, first[2].reason, first[2].decided_name) == (False, "水泵处渗漏", "钱守信")
    assert [check.has_passed for check in second] == [None, None, None]
    assert {job.state for job in work(make.desk(store), order_id).jobs} == {JobState.REWORK}


def test_a_car_that_came_back_passes_in_the_second_round(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED, fails_final_check="QG-09")
    order = head(make.desk(store), order_id)
    assert (order.stage, order.rework_rounds) == (Stage.COMPLETED, 1)
    numbers = [paper.number for paper in papers_of(make.desk(store), order_id)]
    assert "WX2026000001-D06-2" in numbers


def test_a_car_is_sent_back_with_a_reason_and_a_failed_item(store: Store) -> None:
    order_id = ready_to_pass(store)
    inspector = make.desk(store, make.INSPECTOR)
    with refused(store, "qc.reason", field="qc.reason"):
        fail(inspector, order_id, level=FINAL, reason=" ")
    with refused(store, "qc.nothing_failed", field="qc.table"):
        fail(inspector, order_id, level=FINAL, reason="感觉不对")


def test_the_self_check_is_signed_by_who_did_the_work(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    technician, other = make.desk(store, make.TECHNICIAN), make.desk(store, make.HV_TECHNICIAN)
    answer_all(technician, order_id, SELF)
    with refused(store, "qc.self_person") as caught:
        pass_level(other, order_id, level=SELF)
    assert "赵铁柱" in caught.value.sentence
    assert not is_self_checked(technician, order_id)
    pass_level(technician, order_id, level=SELF)
    assert is_self_checked(technician, order_id)


def test_the_mutual_check_is_a_colleague_s(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    with Session(store.engine) as session, session.begin():
        session.scalars(select(Job)).one().technician_id = person(make.desk(store), make.FOREMAN).id
        session.get_one(ServiceOrder, order_id).stage = Stage.IN_QC
    answer_all(make.desk(store, make.FOREMAN), order_id, MUTUAL)
    with refused(store, "qc.mutual_person"):
        pass_level(make.desk(store, make.FOREMAN), order_id, level=MUTUAL)


def test_each_level_has_its_time(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    with refused(store, "order.stage"):
        pass_level(make.desk(store, make.FOREMAN), order_id, level=MUTUAL)
    with refused(store, "order.stage"):
        pass_final(make.desk(store, make.INSPECTOR), order_id)
    with refused(store, "order.stage"):
        fail(make.desk(store, make.INSPECTOR), order_id, level=FINAL, reason="漏油")


def test_a_signed_level_is_final(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    foreman = make.desk(store, make.FOREMAN)
    with refused(store, "qc.decided"):
        answer_check(foreman, order_id, level=MUTUAL, given=Answer(items(store, order_id, MUTUAL)[0], Verdict.OK))
    with refused(store, "qc.decided"):
        pass_level(foreman, order_id, level=MUTUAL)


def test_the_checks_open_when_the_work_is_dispatched(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    technician = make.desk(store, make.TECHNICIAN)
    with refused(store, "order.stage"):
        begin_round(technician, order_id)
    with refused(store, "qc.none"):
        answer_rest(technician, order_id, level=SELF, item_ids=(1,))


def test_without_a_round_nothing_is_decided(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    with Session(store.engine) as session, session.begin():
        session.execute(delete(QualityCheck))
    with refused(store, "qc.none"):
        fail(make.desk(store, make.INSPECTOR), order_id, level=FINAL, reason="漏油")


def test_beginning_a_round_twice_is_beginning_it_once(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    begin_round(make.desk(store, make.TECHNICIAN), order_id)
    assert len(checks(make.desk(store), order_id).rounds) == 1


def test_several_word_items_pass_at_once(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    check = checks(make.desk(store), order_id).level(FINAL)
    assert check is not None
    words = tuple(item.item_id for item in check.sheet.items if item.value_type == "yesno")
    answer_rest(make.desk(store, make.INSPECTOR), order_id, level=FINAL, item_ids=words)
    again = checks(make.desk(store), order_id).level(FINAL)
    assert again is not None
    assert {item.verdict for item in again.sheet.items if item.item_id in words} == {Verdict.OK}


@pytest.mark.parametrize(
    ("form", "code", "template"),
    [
        (make.checkin_form(), "LB-R001", "QG"),
        (make.checkin_form(), "LB-M001", "QM"),
        (make.checkin_form(), "LB-B001", "QB"),
        (make.electric(), "LB-M006", "QM-EV"),
        (make.electric(), "LB-R018", "QG-HV"),
    ],
)
def test_the_list_fits_car_and_work(store: Store, form: object, code: str, template: str) -> None:
    order_id = make.order(
        store, stage=Stage.IN_WORK, form=form, lines=(make.labour(code),), technician=make.HV_TECHNICIAN
    )
    assert {check.sheet.template_code for check in checks(make.desk(store), order_id).current} == {template}


def test_unsigned_self_check_holds_the_report_back(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    technician = make.desk(store, make.TECHNICIAN)
    finish(technician, work(technician, order_id).jobs[0].line_id)
    with refused(store, "report.missing", field="order.step.qc"):
        report(technician, order_id)


def test_an_inspector_passes_by_pin_at_another_s_desk(store: Store) -> None:
    order_id = ready_to_pass(store)
    pass_by_pin(make.desk(store, make.TECHNICIAN), order_id, staff_no=make.INSPECTOR, pin=PIN)
    with Session(store.engine) as session:
        query = select(AuditEntry.person_id).where(AuditEntry.deed == Deed.QC_PASS.value)
        assert session.scalars(query).one() == person(make.desk(store), make.INSPECTOR).id


def test_a_wrong_pin_passes_and_fails_nothing_but_stands_in_the_chain(store: Store) -> None:
    order_id = ready_to_pass(store)
    say_failed(store, order_id)
    entries = audit_count(store.engine)
    at = make.desk(store, make.TECHNICIAN)
    for attempt in (
        lambda: pass_by_pin(at, order_id, staff_no=make.INSPECTOR, pin="000001"),
        lambda: fail_by_pin(at, order_id, staff_no=make.INSPECTOR, pin="000001", level=FINAL, reason="漏油"),
    ):
        with pytest.raises(Exception, match="not the PIN") as caught:
            attempt()
        assert caught.value.field == "qc.pin"  # type: ignore[attr-defined]
    assert head(at, order_id).stage is Stage.IN_QC
    assert audit_count(store.engine) == entries + 2


def test_an_inspector_sends_back_by_pin(store: Store) -> None:
    order_id = ready_to_pass(store)
    say_failed(store, order_id)
    fail_by_pin(
        make.desk(store, make.TECHNICIAN), order_id, staff_no=make.INSPECTOR, pin=PIN, level=FINAL, reason="漏油"
    )
    assert head(make.desk(store), order_id).stage is Stage.IN_WORK


def test_a_double_click_passes_once_and_files_both_papers(store: Store) -> None:
    order_id = ready_to_pass(store)
    filing = replace(store, makes_files_later=False)
    desk = make.desk(filing, make.INSPECTOR)
    pass_final(desk.for_press("p1"), order_id)
    assert all(paper.file_sha256 for paper in papers_of(desk, order_id)[-2:])
    with refused(store, "deed.repeated"):
        pass_final(desk.for_press("p1"), order_id)
