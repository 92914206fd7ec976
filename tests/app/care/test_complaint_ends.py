"""How a complaint ends, its record D16, and what is left of it when the person is erased."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import make
import pytest
from refusing import refused
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.care.complaints.carry_out import record_answer_to_solution
from app.care.complaints.complaint_content import preview_complaint
from app.care.complaints.end import close_without_agreement, merge, verify, withdraw
from app.care.complaints.propose import propose
from app.care.complaints.queries import ComplaintId, ComplaintView, complaint_view
from app.care.complaints.record_to_sign import CustomerSignature, record_to_sign
from app.care.complaints.register import Entry
from app.care.complaints.states import ComplaintChannel, ComplaintState
from app.care.complaints.tables import Complaint
from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.order.archive import archive
from app.order.handover.explanation import Grade
from app.order.queries import head
from app.order.workflow import Flag, Stage
from app.overview.papers import open_paper, paper_of
from app.overview.search_box import search
from app.paper.content import StrokePoint
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.paper.verify import verify_paper
from app.privacy.copy_of_data import copy_of_data
from app.privacy.erase import ask_erasure, erase, erase_again
from app.privacy.people import show_complainant_phone
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.search.index import SearchKind
from app.trust.deeds import Deed
from app.upkeep.demo import PASSWORD
from app.upkeep.visit import handwriting
from tests.app.privacy.test_erase import EVIDENCE, tables_naming
from tests.complaint_steps import CARE, ENTRY, FINDINGS, FREE, complaint
from tests.papers.reading import text as text_of

State = ComplaintState


def view(store: Store, complaint_id: ComplaintId) -> ComplaintView:
    return complaint_view(make.desk(store, CARE), complaint_id)


def refuse(store: Store, complaint_id: ComplaintId, *, times: int) -> None:
    """So many solutions are told, and the customer takes none of them."""
    care = make.desk(store, CARE)
    for _time in range(times):
        propose(care, complaint_id, proposal=FREE)
        record_answer_to_solution(care, complaint_id, is_accepted=False, words="不行")


# The record


def test_from_the_first_word_to_the_last_it_stands_on_the_record(store: Store) -> None:
    found = complaint(store, State.CLOSED_SATISFIED)
    seen = view(store, found)
    assert all(clock.met_at is not None for clock in seen.row.clocks)
    written = text_of(open_paper(make.desk(store, CARE), seen.papers[0].id))
    for words in (ENTRY.claim, ENTRY.wish, FINDINGS.cause, FREE.explanation, "TS2026000001", "冯雅静", "压力复检"):
        assert words in written, words
    assert "140****0020" in written and ENTRY.phone not in written.replace(" ", "")
    assert verify_paper(make.desk(store), seen.papers[0].id).is_sound


def test_a_customer_who_is_present_signs_it_by_hand(store: Store) -> None:
    found, desk = complaint(store, State.VERIFYING), make.desk(store, make.MANAGER)
    asked = partial(verify, desk, found, channel=ComplaintChannel.COUNTER, grade=Grade.SATISFIED, words="")
    shown = record_to_sign(desk, found, channel=ComplaintChannel.COUNTER, grade=Grade.SATISFIED, words="").digest
    with refused(store, "signature.too_short", field="sign.pad"):
        asked(customer=CustomerSignature(((StrokePoint(1, 1, 0, 0),),), shown))
    asked(customer=CustomerSignature(handwriting("罗菲"), shown))
    paper = view(store, found).papers[0]
    assert paper.signed_by == ("周明远", "罗菲")
    assert open_paper(desk, paper.id).startswith(b"%PDF-")
    soundness = verify_paper(desk, paper.id)
    assert soundness.is_sound and soundness.seal is not None


def test_before_it_ends_it_is_a_draft(store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    written = text_of(preview_complaint(make.desk(store), found))
    assert "140****0020" in written and ENTRY.phone not in written.replace(" ", "")
    assert "草稿" in written and FINDINGS.facts in written
    assert view(store, found).papers == ()


def test_of_an_order_it_stands_among_the_order_s_papers(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    entry = Entry("交车没人讲解", concerns=head(make.desk(store), order_id).number)
    complaint(store, State.CLOSED_SATISFIED, entry=entry)
    assert papers_of(make.desk(store), order_id)[-1].kind is PaperKind.COMPLAINT
    assert paper_of(make.desk(store), PaperKind.COMPLAINT, "ts2026000001")


# Without agreement, withdrawn, merged


def test_after_three_attempts_a_manager_ends_it(store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    refuse(store, found, times=2)
    manager = make.desk(store, make.MANAGER)
    with refused(store, "complaint.attempts") as caught:
        close_without_agreement(manager, found, reason="要求超出合理范围")
    assert "so far there are 2" in caught.value.sentence
    refuse(store, found, times=1)
    close_without_agreement(manager, found, reason="要求超出合理范围")
    seen = view(store, found)
    assert (seen.row.state, seen.ended_reason, len(seen.papers)) == (State.CLOSED_NO_AGREEMENT, "要求超出合理范围", 1)
    assert "未达成一致结案" in text_of(open_paper(manager, seen.papers[0].id))


def test_the_decision_of_an_authority_ends_it_at_once(store: Store) -> None:
    entry = replace(ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1")
    found = complaint(store, State.INVESTIGATING, entry=entry)
    close_without_agreement(make.desk(store, make.MANAGER), found, reason="已裁决", authority_decision="市监局调解终结")
    assert view(store, found).authority_decision == "市监局调解终结"


def test_a_decision_of_no_authority_is_none(store: Store) -> None:
    found, manager = complaint(store, State.INVESTIGATING), make.desk(store, make.MANAGER)
    with refused(store, "complaint.no_authority", field="complaint.authority_decision"):
        close_without_agreement(manager, found, reason="已裁决", authority_decision="经理说的")


def test_ringing_three_times_in_an_hour_is_one_attempt(store: Store) -> None:
    care, found = make.desk(store, CARE), complaint(store, State.VERIFYING)
    assert isinstance(store.clock, FrozenClock)
    for minutes in (0, 20, 39, 1, 60):
        store.clock.advance(timedelta(minutes=minutes))
        verify(care, found, channel=ComplaintChannel.PHONE, grade=None, words="没接")
    assert view(store, found).attempts == 3


def test_customer_care_does_not_end_it_without_agreement(store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    with refused(store, "deed.not_allowed"):
        close_without_agreement(make.desk(store, CARE), found, reason="算了", authority_decision="x")


def test_one_that_is_withdrawn_says_why(store: Store) -> None:
    care, found = make.desk(store, CARE), complaint(store)
    with refused(store, "complaint.reason", field="complaint.reason"):
        withdraw(care, found, reason="")
    withdraw(care, found, reason="客户说是误会")
    assert view(store, found).row.state is State.WITHDRAWN
    with refused(store, "complaint.state"):
        withdraw(care, found, reason="再撤一次")


def test_the_same_matter_points_to_the_one_that_goes_on(store: Store) -> None:
    care, first, second = make.desk(store, CARE), complaint(store), complaint(store)
    merge(care, second, into_number="ts2026000001", reason="同一件事")
    seen = view(store, second)
    assert (seen.row.state, seen.merged_into, seen.papers) == (State.MERGED, "TS2026000001", ())
    assert view(store, first).duplicates == ("TS2026000002",)


def test_neither_to_itself_nor_to_one_that_is_merged_or_not_there(store: Store) -> None:
    care, first, second = make.desk(store, CARE), complaint(store), complaint(store)
    with refused(store, "complaint.main", field="complaint.main"):
        merge(care, second, into_number="TS2026000002", reason="同一件事")
    with refused(store, "complaint.unknown", field="complaint.main"):
        merge(care, second, into_number="TS2026000009", reason="同一件事")
    merge(care, second, into_number="TS2026000001", reason="同一件事")
    with refused(store, "complaint.main"):
        merge(care, first, into_number="TS2026000002", reason="反过来")


def test_nothing_is_merged_into_one_that_has_ended(store: Store) -> None:
    ended, second = complaint(store, State.CLOSED_SATISFIED), complaint(store)
    with refused(store, "complaint.main", field="complaint.main"):
        merge(make.desk(store, CARE), second, into_number="TS2026000001", reason="同一件事")
    assert view(store, ended).duplicates == ()


def test_no_order_is_archived_while_somebody_complains_of_it(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    care, entry = make.desk(store, CARE), Entry("没讲解", concerns=head(make.desk(store), order_id).number)
    first, second = complaint(store, entry=entry), complaint(store, entry=entry)
    withdraw(care, first, reason="误会")
    assert Flag.OPEN_CASE in head(care, order_id).flags
    with refused(store, "archive.open") as caught:
        archive(care, order_id)
    assert "Open complaint" in caught.value.sentence
    withdraw(care, second, reason="误会")
    assert Flag.OPEN_CASE not in head(care, order_id).flags
    archive(care, order_id)


# Privacy


def test_the_number_is_seen_whole_by_who_may_and_that_is_written_down(store: Store) -> None:
    found = complaint(store)
    assert show_complainant_phone(make.desk(store, CARE), found) == "140 0000 0020"
    with refused(store, "deed.not_allowed"):
        show_complainant_phone(make.desk(store, make.TECHNICIAN), found)


@pytest.fixture
def complained(store: Store) -> Desk:
    """An advisor; the one customer's car has left, and they complained twice: of the visit, and of nothing we know."""
    order_id = make.order(store, stage=Stage.DELIVERED)
    order = head(make.desk(store), order_id)
    entry = Entry("王建军说：交车没人讲解", concerns=order.number)
    complaint(store, State.CLOSED_SATISFIED, entry=entry)
    other = complaint(
        store, State.VERIFYING, entry=Entry("王建军说：前台态度差", name="王建军", phone=order.owner_phone)
    )
    care = make.desk(store, CARE)
    verify(care, other, channel=ComplaintChannel.PHONE, grade=None, words="王建军没接")
    withdraw(make.desk(store, CARE), other, reason="王建军说算了")
    return make.desk(store)


def customer_id(desk: Desk) -> int:
    with desk.look() as session:
        return session.scalars(select(Customer.id)).one()


def test_their_own_copy_has_their_complaints_and_the_records(complained: Desk, tmp_path: Path) -> None:
    approval = step_up(complained, Deed.DATA_COPY, make.MANAGER, pin=PASSWORD)
    target = tmp_path / "copy.zip"
    copy_of_data(complained, customer_id(complained), to=target, reason="本人", approval=approval)
    with zipfile.ZipFile(target) as file:
        names = file.namelist()
        told = file.read("Personal data.txt").decode()
    assert {"papers/complaint-TS2026000001.pdf", "papers/complaint-TS2026000002.pdf"} <= set(names)
    assert "交车没人讲解" in told and "前台态度差" in told and FREE.solution in told


def test_erasing_them_leaves_the_clocks_and_takes_every_word(complained: Desk) -> None:
    store, one = complained.store, customer_id(complained)
    assert {"complaint", "complaint_contact", "audit_words", "search_entry"} <= tables_naming(store, "王建军")
    ask_erasure(complained, one)
    erase(complained, one, approval=step_up(complained, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    assert tables_naming(store, "王建军") <= EVIDENCE
    assert tables_naming(store, FREE.explanation) <= EVIDENCE
    with Session(store.engine) as session:
        rows = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert [(row.claim, row.name, row.replied_at is not None) for row in rows] == [("", "", True), ("", "", True)]
    assert not [hit for hit in search(complained, "TS2026000001") if hit.kind is SearchKind.COMPLAINT]


def test_their_records_go_when_the_time_of_the_newest_is_over(complained: Desk) -> None:
    store, one = complained.store, customer_id(complained)
    with complained.look() as session:
        numbers = session.scalars(select(Complaint.number)).all()
    papers = [open_paper(complained, paper_of(complained, PaperKind.COMPLAINT, number)) for number in numbers]
    assert all(papers)
    ask_erasure(complained, one)
    erase(complained, one, approval=step_up(complained, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(days=6 * 366))
    erase_again(complained)
    with store.engine.connect() as connection:
        left = connection.execute(text("SELECT content, file_sha256 FROM paper WHERE kind = 'complaint'")).all()
    assert [tuple(row) for row in left] == [("", None), ("", None)]


def test_nobody_is_erased_while_their_complaint_is_open(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    desk = make.desk(store)
    found = complaint(store, entry=Entry("没讲解", concerns=head(desk, order_id).number))
    one = customer_id(desk)
    ask_erasure(desk, one)
    agreed = step_up(desk, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD)
    with refused(store, "erasure.open_complaint"):
        erase(desk, one, approval=agreed)
    withdraw(make.desk(store, CARE), found, reason="误会")
    erase(desk, one, approval=agreed)


def test_a_complaint_by_name_only_is_erased_with_them(complained: Desk) -> None:
    """Nobody linked it; another phone is somebody else of that name."""
    store, one = complained.store, customer_id(complained)
    care, of_name = make.desk(store, CARE), Entry("王建军说：茶水是凉的", name="王建军")
    alone = complaint(store, State.CLOSED_SATISFIED, entry=of_name)
    other = complaint(store, entry=replace(of_name, claim="另一位的事", phone="14000000029"))
    going = complaint(store, entry=replace(of_name, claim="还没处理"))
    ask_erasure(complained, one)
    agreed = step_up(complained, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD)
    with refused(store, "erasure.open_complaint"):
        erase(complained, one, approval=agreed)
    withdraw(care, going, reason="误会")
    erase(complained, one, approval=agreed)
    assert (view(store, alone).row.name, view(store, alone).whole_claim, view(store, going).whole_claim) == ("", "", "")
    assert view(store, other).whole_claim == "另一位的事"
    numbers = {hit.title for hit in search(complained, "王建军") if hit.kind is SearchKind.COMPLAINT}
    assert numbers == {view(store, other).row.number}


def test_who_is_not_satisfied_stays_a_customer_to_be_asked(store: Store) -> None:
    """The grade in the middle does not close it: only the two good ones do."""
    for grade in Grade:
        found = complaint(store, State.VERIFYING, entry=replace(ENTRY, claim=grade.value))
        state = verify(make.desk(store, CARE), found, channel=ComplaintChannel.PHONE, grade=grade, words="客户原话")
        is_good = grade in (Grade.VERY_SATISFIED, Grade.SATISFIED)
        assert (state is State.CLOSED_SATISFIED) is is_good
