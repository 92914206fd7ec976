"""An authority's deadline: a clock like the others, mended with a reason, not by whom the complaint is about (R115)."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy.orm import Session

from app.care.complaints.clocks import ClockState, Deadline, Escalation
from app.care.complaints.complaint_content import complaint_content
from app.care.complaints.end import close_without_agreement, merge
from app.care.complaints.queries import ComplaintId, ComplaintView, complaint_view, complaints
from app.care.complaints.register import change_complaint
from app.care.complaints.states import ComplaintChannel
from app.care.complaints.tables import Complaint
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Conflict
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found
from tests.complaint_steps import CARE, ENTRY, MANAGER, complaint, mended

BY_AUTHORITY = replace(
    ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1", authority_due="11-30 17:00"
)


def view(store: Store, complaint_id: ComplaintId) -> ComplaintView:
    return complaint_view(make.desk(store, CARE), complaint_id)


def later(store: Store, **time: float) -> None:
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(**time))


def test_it_has_its_number_and_deadline(store: Store) -> None:
    seen = view(store, complaint(store, entry=BY_AUTHORITY))
    assert (seen.authority_reference, seen.authority_due) == ("12315 2026-1", "2026-11-30 17:00")
    clock = seen.row.clocks[-1]
    assert (clock.deadline, clock.target_at.isoformat()) == (Deadline.AUTHORITY, "2026-11-30T09:00:00+00:00")


def test_its_deadline_is_a_clock_of_the_list(store: Store) -> None:
    first = complaint(store)
    second = complaint(store, entry=replace(BY_AUTHORITY, authority_due="15:00"))
    rows = complaints(make.desk(store)).rows
    assert [row.id for row in rows] == [second, first], "it is due before any first reply"
    due = [row.next.deadline for row in rows if row.next]
    assert due == [Deadline.AUTHORITY, Deadline.REPLY] and not rows[0].is_overdue
    later(store, hours=6)
    late = complaints(make.desk(store))
    assert (late.overdue, late.rows[0].is_overdue, late.rows[0].escalation) == (1, True, Escalation.MANAGER)


@pytest.mark.parametrize(("days", "state"), [(1, ClockState.MET), (8, ClockState.MET_LATE)])
def test_it_is_met_by_the_end_and_stands_on_the_record(store: Store, days: int, state: ClockState) -> None:
    which = complaint(store, entry=BY_AUTHORITY)
    later(store, days=days)
    close_without_agreement(make.desk(store, MANAGER), which, reason="调解", authority_decision="市监局终结")
    with Session(store.engine) as session:
        content = complaint_content(session, session.get_one(Complaint, which), now=store.clock.now())
    clock = content.clocks[-1]
    assert (clock.deadline, clock.state(content.stands_at)) == (Deadline.AUTHORITY, state)


def test_one_that_was_entered_wrongly_is_mended_with_a_reason(store: Store) -> None:
    which, desk = complaint(store, entry=BY_AUTHORITY), make.desk(store)
    seen = mended(view(store, which))
    wanted = replace(seen, authority_due="12-01 9:00")
    with refused(store, "complaint.due_reason", field="complaint.due_reason"):
        change_complaint(desk, which, mended=wanted, seen=seen, due_reason=" ")
    with refused(store, "promise.unreadable", field="complaint.authority_due"):
        change_complaint(desk, which, mended=replace(seen, authority_due="下周"), seen=seen, due_reason="看错")
    with refused(store, "complaint.due", field="complaint.authority_due"):
        change_complaint(desk, which, mended=replace(seen, authority_due="11-01 9:00"), seen=seen, due_reason="看错")
    change_complaint(desk, which, mended=wanted, seen=seen, due_reason="看错了一行")
    assert view(store, which).authority_due == "2026-12-01 09:00"
    with Session(store.engine) as session:
        entry = next(found(session, AuditFilter(deed=Deed.COMPLAINT_CHANGE)))
    changed = next(one for one in entry.changes if one.column == "authority_due_at")
    assert dict(entry.details)["reason"] == "看错了一行" and changed.before != changed.after


def test_what_stands_beside_it_is_mended_without_a_reason_after_it_too(store: Store) -> None:
    which = complaint(store, entry=BY_AUTHORITY)
    later(store, days=30)
    seen = mended(view(store, which))
    change_complaint(make.desk(store), which, mended=replace(seen, wish="退款"), seen=seen)
    after = view(store, which)
    assert (after.wish, after.authority_due) == ("退款", "2026-11-30 17:00")


def test_the_first_deadline_of_an_authority_needs_no_reason(store: Store) -> None:
    which = complaint(store, entry=replace(BY_AUTHORITY, authority_due=""))
    seen = mended(view(store, which))
    change_complaint(make.desk(store), which, mended=replace(seen, authority_due="11-30 17:00"), seen=seen)
    assert view(store, which).authority_due == "2026-11-30 17:00"


def test_it_falls_away_with_its_authority_for_a_reason(store: Store) -> None:
    which = complaint(store, entry=BY_AUTHORITY)
    seen = mended(view(store, which))
    by_phone = replace(seen, channel=ComplaintChannel.PHONE, authority_reference="")
    with refused(store, "complaint.due_reason"):
        change_complaint(make.desk(store), which, mended=by_phone, seen=seen)
    change_complaint(make.desk(store), which, mended=by_phone, seen=seen, due_reason="是客户自己打来的")
    assert Deadline.AUTHORITY not in {clock.deadline for clock in view(store, which).row.clocks}


def test_whom_it_is_about_does_not_move_it(store: Store) -> None:
    care = make.desk(store, CARE)
    which = complaint(store, entry=replace(BY_AUTHORITY, about_id=care.person.id))
    seen = mended(view(store, which))
    with refused(store, "complaint.about_you", field="complaint.authority_due"):
        change_complaint(care, which, mended=replace(seen, authority_due="12-31 17:00"), seen=seen, due_reason="看错")


def test_two_who_move_it_see_both(store: Store) -> None:
    which, desk = complaint(store, entry=BY_AUTHORITY), make.desk(store)
    seen = mended(view(store, which))
    change_complaint(desk, which, mended=replace(seen, authority_due="12-01 9:00"), seen=seen, due_reason="看错")
    with refused(store, "row.changed") as caught:
        change_complaint(desk, which, mended=replace(seen, authority_due="12-02 9:00"), seen=seen, due_reason="看错")
    assert isinstance(caught.value, Conflict)
    clash = caught.value.clashes[0]
    assert (clash.name, clash.theirs, clash.mine) == ("authority_due", "2026-12-01 09:00", "2026-12-02 09:00")


def test_one_that_is_merged_hands_it_on_to_the_one_that_goes_on(store: Store) -> None:
    main = complaint(store, entry=ENTRY)
    double = complaint(store, entry=BY_AUTHORITY)
    number = view(store, main).row.number
    merge(make.desk(store, CARE), double, into_number=number, reason="同一件事")
    after = view(store, main)
    assert (after.authority_reference, after.authority_due) == ("12315 2026-1", "2026-11-30 17:00")
    assert view(store, double).row.clocks[-1].met_at is None
    seen = mended(after)
    change_complaint(make.desk(store), main, mended=replace(seen, wish="退款"), seen=seen)
    assert view(store, main).authority_due == "2026-11-30 17:00"
