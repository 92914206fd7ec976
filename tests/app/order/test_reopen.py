"""A completed order goes back to work before settlement; its certificate is void (T13)."""

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.correction.reopen import reopen
from app.order.handover.queries import handover
from app.order.qc.queries import checks
from app.order.qc.tables import CompletionCertificate
from app.order.queries import head
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import bills
from app.order.settlement.settle import pay, prepare_settlement, settle
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.queries import work
from app.order.workshop.states import JobState
from app.overview.board import board
from app.overview.papers import open_paper
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.paper.verify import verify_paper
from app.records.staff.step_up import approvers, whose
from app.trust.deeds import Deed
from app.trust.queries import entries_of
from app.trust.roles import Role
from tests.papers.reading import text
from ui.board.lanes import Filter, passes, pills

WHY = "机油滤清器处渗油，返工"
CERTIFIED = (make.labour("LB-M004"), make.part())


def reopened(store: Store, *, by: str = make.MANAGER, agreed_by: str = make.INSPECTOR, **plan: object) -> int:
    """A completed order that manager and inspector sent back to work."""
    order_id = make.order(store, stage=Stage.COMPLETED, **plan)
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=agreed_by)
    reopen(make.desk(store, by), order_id, reason=WHY, approval=approval)
    return order_id


def papers(store: Store, order_id: int, kind: PaperKind) -> list[PaperRow]:
    return [paper for paper in papers_of(make.desk(store), order_id) if paper.kind is kind]


def test_the_car_is_in_work_again_and_a_new_round_begins(store: Store) -> None:
    order_id = reopened(store)
    order = head(make.desk(store), order_id)
    assert (order.stage, order.completed_at, order.ready_at) == (Stage.IN_WORK, None, None)
    assert {job.state for job in work(make.desk(store), order_id).jobs} == {JobState.REWORK}
    rounds = checks(make.desk(store), order_id).rounds
    assert [all(check.has_passed for check in each) for each in rounds] == [True, False]
    assert not any(item.verdict for check in rounds[-1] for item in check.sheet.items)
    with Session(store.engine) as session:
        assert session.get_one(ServiceOrder, order_id).reopen_count == 1


def test_reopening_is_no_rework_found_at_the_checks(store: Store) -> None:
    order = head(make.desk(store), reopened(store))
    assert (order.rework_rounds, order.flags) == (0, ())


def test_the_audit_names_both_people_and_the_reason(store: Store) -> None:
    order_id = reopened(store)
    with make.desk(store).look() as session:
        entry = entries_of(session, order_id)[0]
    said = dict(entry.details)
    assert (entry.deed, said["reason"], said["round"]) == (Deed.ORDER_REOPEN, WHY, "2")
    assert said["approved_by"] == str(make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR).person_id)


def test_the_certificate_is_void_its_number_stays_used_and_the_next_takes_the_next(store: Store) -> None:
    order_id = reopened(store, lines=CERTIFIED)
    assert checks(make.desk(store), order_id).certificate_number is None
    make.go_on(store, order_id, stage=Stage.COMPLETED)
    with Session(store.engine) as session:
        rows = session.scalars(select(CompletionCertificate).order_by(CompletionCertificate.id)).all()
        assert [(row.number, row.voided_at is None, row.void_reason) for row in rows] == [
            ("HG2026000001", False, WHY), ("HG2026000002", True, ""),
        ]  # fmt: skip
    assert checks(make.desk(store), order_id).certificate_number == "HG2026000002"
    old, new = papers(store, order_id, PaperKind.CERTIFICATE)
    assert (old.is_void, old.void_reason, new.is_void, new.replaces) == (True, WHY, False, old.number)


def test_a_void_certificate_is_shown_and_printed_as_such_and_its_file_stays(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED, lines=CERTIFIED)
    paper = papers(store, order_id, PaperKind.CERTIFICATE)[0]
    issued = open_paper(make.desk(store), paper.id)
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    reopen(make.desk(store, make.MANAGER), order_id, reason=WHY, approval=approval)
    shown = open_paper(make.desk(store), paper.id)
    assert "作废" not in text(issued)
    assert "作废" in text(shown)
    filed = papers(store, order_id, PaperKind.CERTIFICATE)[0].file_sha256
    assert filed is not None and store.blobs.open(filed) == issued
    assert verify_paper(make.desk(store), paper.id).is_sound


def test_a_paper_filed_only_after_it_was_voided_is_filed_as_it_was_issued(store: Store) -> None:
    order_id = reopened(store, lines=CERTIFIED)
    paper = papers(store, order_id, PaperKind.CERTIFICATE)[0]
    assert "作废" in text(open_paper(make.desk(store), paper.id))
    filed = papers(store, order_id, PaperKind.CERTIFICATE)[0].file_sha256
    assert filed is not None
    assert "作废" not in text(store.blobs.open(filed))


def test_the_record_of_the_checks_stays_and_the_new_one_names_it(store: Store) -> None:
    order_id = reopened(store)
    before = papers(store, order_id, PaperKind.QC)[0]
    make.go_on(store, order_id, stage=Stage.COMPLETED)
    old, new = papers(store, order_id, PaperKind.QC)
    assert old == before
    assert not old.is_void
    assert (new.number, new.replaces) == (f"{old.number}-2", old.number)
    assert old.number in text(open_paper(make.desk(store), new.id)).replace(f"{old.number}-2", "")


def test_what_was_ticked_for_the_handover_is_asked_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    assert handover(make.desk(store), order_id).ticks
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    reopen(make.desk(store, make.MANAGER), order_id, reason=WHY, approval=approval)
    assert handover(make.desk(store), order_id).ticks == ()


def test_money_taken_before_stays_with_its_bill(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    cashier = make.desk(store, make.CASHIER)
    prepare_settlement(cashier, order_id)
    pay(cashier, bills(cashier, order_id)[0].id, method=PaymentMethod.CASH, amount_fen=10_000)
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    reopen(make.desk(store, make.MANAGER), order_id, reason=WHY, approval=approval)
    with refused(store, "order.stage"):
        settle(cashier, order_id, signatures=make.signatures(store))
    make.go_on(store, order_id, stage=Stage.SETTLED)
    assert head(cashier, order_id).stage is Stage.SETTLED
    assert bills(cashier, order_id)[0].open_fen == 0


def test_the_inspector_may_ask_and_the_manager_agree(store: Store) -> None:
    order_id = reopened(store, by=make.INSPECTOR, agreed_by=make.MANAGER)
    assert head(make.desk(store), order_id).stage is Stage.IN_WORK


def test_it_takes_a_reason(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    with refused(store, "reopen.reason", field="reopen.reason"):
        reopen(make.desk(store, make.MANAGER), order_id, reason=" ", approval=approval)


def test_nobody_reopens_alone(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    with refused(store, "deed.needs_approval"):
        reopen(make.desk(store, make.MANAGER), order_id, reason=WHY)


def test_an_advisor_reopens_nothing(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    approval = make.agreed(store, Deed.ORDER_REOPEN)
    with refused(store, "deed.not_allowed"):
        reopen(make.desk(store), order_id, reason=WHY, approval=approval)


@pytest.mark.parametrize("stage", [Stage.IN_WORK, Stage.IN_QC, Stage.SETTLED, Stage.DELIVERED])
def test_only_what_is_completed_and_not_settled_is_reopened(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    with refused(store, "order.stage"):
        reopen(make.desk(store, make.MANAGER), order_id, reason=WHY, approval=approval)


def test_a_reopened_order_is_marked_as_rework_on_the_board(store: Store) -> None:
    order_id = reopened(store, lines=(make.labour(),))
    assert head(make.desk(store), order_id).reopen_count == 1
    (card,) = board(make.desk(store)).cards
    assert [pill.words for pill in pills(card)] == ["Reopened: rework"]
    assert passes(card, Filter.REWORK, now=store.clock.now(), person_id=0)


@pytest.mark.parametrize(
    ("who", "post"), [(make.MANAGER, Role.SERVICE_MANAGER), (make.INSPECTOR, Role.QUALITY_INSPECTOR)]
)
def test_manager_with_manager_and_inspector_with_inspector_are_refused(store: Store, who: str, post: Role) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED, lines=CERTIFIED)
    second = make.joined(store, "S21", post)
    for asks, agrees in ((who, second), (second, who)):
        approval = make.agreed(store, Deed.ORDER_REOPEN, by=agrees)
        with refused(store, "reopen.posts", field="step_up.person"):
            reopen(make.desk(store, asks), order_id, reason=WHY, approval=approval)
    assert head(make.desk(store), order_id).stage is Stage.COMPLETED
    assert [paper.is_void for paper in papers(store, order_id, PaperKind.CERTIFICATE)] == [False]


def test_who_agrees_to_reopening_holds_the_post_that_who_asks_has_not(store: Store) -> None:
    make.joined(store, "S11", Role.SERVICE_MANAGER)
    manager, inspector = make.desk(store, make.MANAGER), make.desk(store, make.INSPECTOR)
    assert [one.staff_no for one in approvers(manager, Deed.ORDER_REOPEN)] == [make.INSPECTOR]
    assert {one.staff_no for one in approvers(inspector, Deed.ORDER_REOPEN)} == {make.MANAGER, "S11"}
    assert whose(manager, Deed.ORDER_REOPEN) == (
        "Quality inspector and Service manager do it together: you ask, and who agrees is a Quality inspector."
    )
    order_id = make.order(store, stage=Stage.COMPLETED)
    with refused(store, "deed.needs_approval") as caught:
        reopen(manager, order_id, reason=WHY)
    assert caught.value.sentence.endswith("Quality inspector.")
