"""A customer who is present signs what they read: what changed meanwhile is read again (D16)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from refusing import refused

from app.care.complaints.end import verify
from app.care.complaints.queries import ComplaintId, complaint_view
from app.care.complaints.record_to_sign import CustomerSignature, record_to_sign
from app.care.complaints.register import Mended, change_complaint
from app.care.complaints.states import ComplaintChannel, ComplaintLevel, ComplaintState
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.handover.explanation import Grade
from app.overview.papers import open_paper
from app.upkeep.visit import handwriting
from tests.complaint_steps import CARE, ENTRY, complaint, mended
from tests.papers.reading import text as text_of

HERE, GOOD = ComplaintChannel.COUNTER, Grade.SATISFIED


@pytest.fixture
def found(store: Store) -> ComplaintId:
    return complaint(store, ComplaintState.VERIFYING)


def read(store: Store, found: ComplaintId) -> CustomerSignature:
    shown = record_to_sign(make.desk(store, CARE), found, channel=HERE, grade=GOOD, words="可以")
    return CustomerSignature(handwriting(ENTRY.name), shown.digest)


def sign(
    store: Store, found: ComplaintId, hand: CustomerSignature, *, grade: Grade = GOOD, words: str = "可以"
) -> None:
    verify(make.desk(store, CARE), found, channel=HERE, grade=grade, words=words, customer=hand)


def mend(store: Store, found: ComplaintId, change: Callable[[Mended], Mended]) -> None:
    was = mended(complaint_view(make.desk(store, CARE), found))
    change_complaint(make.desk(store, make.MANAGER), found, mended=change(was), seen=was)


@pytest.mark.parametrize(
    "change",
    [
        lambda was: replace(was, claim="空调已经修好，没有意见。"),
        lambda was: replace(was, name="罗小菲"),
        lambda was: replace(was, level=ComplaintLevel.SERIOUS),
        lambda was: replace(was, about_id=1),
    ],
    ids=["claim", "name", "level", "about"],
)
def test_nobody_signs_what_changed_meanwhile(
    store: Store, found: ComplaintId, change: Callable[[Mended], Mended]
) -> None:
    hand = read(store, found)
    mend(store, found, change)
    with refused(store, "complaint.changed"):
        sign(store, found, hand)
    sign(store, found, read(store, found))
    assert complaint_view(make.desk(store, CARE), found).row.state is ComplaintState.CLOSED_SATISFIED


def test_the_grade_and_what_was_said_are_signed_too(store: Store, found: ComplaintId) -> None:
    hand = read(store, found)
    with refused(store, "complaint.changed"):
        sign(store, found, hand, grade=Grade.VERY_SATISFIED)
    with refused(store, "complaint.changed"):
        sign(store, found, hand, words="非常满意，撤回全部要求")


def test_who_reads_for_a_while_signs_all_the_same(store: Store, found: ComplaintId) -> None:
    hand = read(store, found)
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(days=4))
    sign(store, found, hand)
    paper = complaint_view(make.desk(store, CARE), found).papers[0]
    assert ENTRY.claim in text_of(open_paper(make.desk(store, CARE), paper.id))
