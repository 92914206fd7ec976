"""A complaint step by step: each by who may, each in its state, nothing twice, nothing empty."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from refusing import refused

from app.care.complaints.carry_out import carry_out, record_answer_to_solution
from app.care.complaints.clocks import Escalation
from app.care.complaints.end import verify
from app.care.complaints.investigate import Findings, investigate
from app.care.complaints.queries import (
    ComplaintId,
    ComplaintView,
    complaint_of_number,
    complaint_view,
    complaints,
)
from app.care.complaints.register import Entry, change_complaint, open_complaint
from app.care.complaints.reply import record_reply
from app.care.complaints.states import (
    ComplaintChannel,
    ComplaintLevel,
    ComplaintResponsibility,
    ComplaintState,
    ContactOutcome,
)
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Conflict
from app.order.handover.explanation import Grade
from app.order.queries import head
from app.order.workflow import Stage
from app.overview.search_box import search
from app.overview.timeline import timeline
from app.search.index import SearchKind
from app.trust.deeds import Deed
from tests.complaint_steps import CARE, ENTRY, FINDINGS, complaint, mended

State = ComplaintState


def view(store: Store, complaint_id: ComplaintId) -> ComplaintView:
    return complaint_view(make.desk(store, CARE), complaint_id)


def later(store: Store, **time: float) -> None:
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(**time))


# Written down


def test_a_technician_writes_one_down_and_its_clocks_run_from_when_it_came(store: Store) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    number = open_complaint(technician, entry=replace(ENTRY, received="8:30"))
    seen = view(store, complaint_of_number(technician, number))
    assert (number, seen.row.state, seen.registered_by) == ("TS2026000001", State.REGISTERED, "赵铁柱")
    assert seen.row.received_at == store.clock.now() - timedelta(minutes=90)
    assert [clock.target_at - seen.row.received_at for clock in seen.row.clocks] == [
        timedelta(hours=hours) for hours in (12, 24, 48, 72)
    ]
    assert seen.phone == "140****0020"


def test_of_an_order_the_rest_is_known(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    order = head(make.desk(store), order_id)
    found = complaint(store, entry=Entry("交车时没人讲解", concerns=order.number.lower()))
    row = view(store, found).row
    assert (row.name, row.order_number, row.plate) == (order.owner_name, order.number, order.plate)
    assert Deed.COMPLAINT_OPEN in [one.deed for one in timeline(make.desk(store), order_id)]


def test_of_a_car_its_owner_is_known(store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED)
    row = view(store, complaint(store, entry=Entry("漆面划伤", concerns="苏A·8K2M6"))).row
    assert (row.name, row.plate, row.order_number) == ("王建军", "苏A8K2M6", "")


def test_it_is_found_by_the_plate_and_by_the_order_s_number(store: Store) -> None:
    number = head(make.desk(store), make.order(store, stage=Stage.DELIVERED)).number
    complaint(store, entry=Entry("交车时没人讲解", concerns=number))
    for typed in (number, "苏A8K2M6"):
        assert SearchKind.COMPLAINT in {hit.kind for hit in search(make.desk(store), typed)}, typed


def test_it_is_found_by_its_number_and_by_who_complains(store: Store) -> None:
    complaint(store)
    for typed in ("TS2026000001", "罗菲", "lf"):
        assert SearchKind.COMPLAINT in {hit.kind for hit in search(make.desk(store), typed)}, typed


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (replace(ENTRY, claim="  "), "complaint.claim", "complaint.claim"),
        (replace(ENTRY, claim="空" * 2_001), "complaint.long", "complaint.claim"),
        (replace(ENTRY, name=""), "complaint.name", "complaint.name"),
        (replace(ENTRY, phone="12"), "phone.unreadable", "complaint.phone"),
        (replace(ENTRY, concerns="WX2026999999"), "complaint.concerns", "complaint.concerns"),
        (replace(ENTRY, received="23:00"), "complaint.received", "complaint.received"),
        (replace(ENTRY, received="早上"), "complaint.when", "complaint.received"),
        (
            replace(
                ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315", authority_due="2020-01-01 9:00"
            ), "complaint.due", "complaint.authority_due",
        ),
        (replace(ENTRY, about_id=999), "complaint.about", "complaint.about"),
        (
            replace(ENTRY, channel=ComplaintChannel.AUTHORITY), "complaint.reference", "complaint.authority_reference",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_refused(store: Store, entry: Entry, code: str, field: str) -> None:
    with refused(store, code, field=field):
        open_complaint(make.desk(store), entry=entry)


# Mended


def test_a_serious_one_has_half_the_time_from_the_beginning(store: Store) -> None:
    found = complaint(store)
    seen = mended(view(store, found))
    change_complaint(make.desk(store), found, mended=replace(seen, level=ComplaintLevel.SERIOUS), seen=seen)
    row = view(store, found).row
    assert row.clocks[0].target_at - row.received_at == timedelta(hours=6)


def test_two_who_mend_the_same_words_see_both(store: Store) -> None:
    found = complaint(store)
    seen = mended(view(store, found))
    change_complaint(make.desk(store), found, mended=replace(seen, wish="退款"), seen=seen)
    with refused(store, "row.changed") as caught:
        change_complaint(make.desk(store, CARE), found, mended=replace(seen, wish="道歉"), seen=seen)
    assert isinstance(caught.value, Conflict)
    assert [(clash.name, clash.theirs, clash.mine) for clash in caught.value.clashes] == [("wish", "退款", "道歉")]
    change_complaint(make.desk(store, CARE), found, mended=replace(seen, name="罗菲菲"), seen=seen)
    assert (view(store, found).wish, view(store, found).row.name) == ("退款", "罗菲菲")


# The first reply and the investigation


def test_the_first_reply_stops_the_first_clock_and_comes_once(store: Store) -> None:
    found = complaint(store)
    later(store, hours=13)
    record_reply(make.desk(store), found, words="马上查。")
    row = view(store, found).row
    assert (row.state, row.clocks[0].met_at) == (State.INVESTIGATING, store.clock.now())
    with refused(store, "complaint.state") as caught:
        record_reply(make.desk(store), found, words="再说一遍")
    assert "Investigating" in caught.value.sentence


def test_an_empty_reply_is_none(store: Store) -> None:
    found = complaint(store)
    with refused(store, "complaint.reply", field="complaint.reply"):
        record_reply(make.desk(store), found, words=" ")


def test_no_solution_before_every_part_of_the_investigation(store: Store) -> None:
    found = complaint(store, State.INVESTIGATING)
    with refused(store, "complaint.findings", field="complaint.facts") as caught:
        investigate(make.desk(store, CARE), found, findings=Findings(heard="林晓岚"))
    assert "Who was heard" not in caught.value.sentence and "The cause" in caught.value.sentence


def test_an_advisor_replies_and_does_not_investigate(store: Store) -> None:
    found = complaint(store, State.INVESTIGATING)
    with refused(store, "deed.not_allowed"):
        investigate(make.desk(store), found, findings=FINDINGS)


def test_what_was_found_is_mended_until_a_solution_is_told_and_two_see_both(store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    care = make.desk(store, CARE)
    investigate(care, found, findings=replace(FINDINGS, cause="密封圈老化"), seen=FINDINGS)
    with refused(store, "row.changed") as caught:
        investigate(make.desk(store, make.MANAGER), found, findings=replace(FINDINGS, cause="人为"), seen=FINDINGS)
    assert isinstance(caught.value, Conflict) and caught.value.clashes[0].theirs == "密封圈老化"
    told = complaint(store, State.EXECUTING)
    with refused(store, "complaint.state"):
        investigate(care, told, findings=FINDINGS)


# The answer and what was done


def test_a_refused_solution_is_followed_by_another(store: Store) -> None:
    found = complaint(store, State.EXECUTING, is_accepted=False)
    record_answer_to_solution(make.desk(store, CARE), found, is_accepted=False, words="不够")
    seen = view(store, found)
    assert (seen.row.state, seen.attempts, seen.row.waits_for_answer) == (State.SOLUTION_PROPOSED, 1, False)


def test_an_answer_is_written_down_once_and_in_words(store: Store) -> None:
    found = complaint(store, State.EXECUTING)
    with refused(store, "complaint.answered"):
        record_answer_to_solution(make.desk(store, CARE), found, is_accepted=False, words="又不行了")
    asked = complaint(store, State.EXECUTING, is_accepted=False)
    with refused(store, "complaint.answer", field="complaint.answer"):
        record_answer_to_solution(make.desk(store, CARE), asked, is_accepted=True, words="")


def test_nothing_is_carried_out_before_the_customer_s_yes(store: Store) -> None:
    found = complaint(store, State.EXECUTING, is_accepted=False)
    with refused(store, "complaint.not_accepted"):
        carry_out(make.desk(store, CARE), found, execution="修好了", preventive_measure="培训")


def test_where_the_store_answers_for_it_something_prevents_it_from_now_on(store: Store) -> None:
    care, found = make.desk(store, CARE), complaint(store, State.EXECUTING)
    with refused(store, "complaint.execution", field="complaint.execution"):
        carry_out(care, found, execution="", preventive_measure="培训")
    with refused(store, "complaint.prevention", field="complaint.preventive_measure"):
        carry_out(care, found, execution="修好了")
    maker = replace(FINDINGS, responsibility=ComplaintResponsibility.MAKER)
    other = complaint(store, State.EXECUTING, findings=maker)
    carry_out(care, other, execution="厂家已换件")
    assert view(store, other).row.state is State.VERIFYING


# Verified


def test_not_satisfied_goes_back_to_the_investigation_and_is_counted(store: Store) -> None:
    found = complaint(store, State.VERIFYING)
    care = make.desk(store, CARE)
    state = verify(care, found, channel=ComplaintChannel.PHONE, grade=Grade.NEUTRAL, words="还是有点响")
    seen = view(store, found)
    assert (state, seen.row.state, seen.reopen_count) == (State.INVESTIGATING, State.INVESTIGATING, 1)
    assert seen.contacts[-1].outcome is ContactOutcome.NOT_SATISFIED
    later(store, hours=30)
    manager = make.desk(store, make.MANAGER)
    for before in (None, FINDINGS):
        with refused(store, "complaint.same_findings", field="complaint.facts"):
            investigate(manager, found, findings=FINDINGS, seen=before)
    investigate(manager, found, findings=replace(FINDINGS, cause="另有异响"), seen=FINDINGS)
    anew = view(store, found)
    assert anew.row.clocks[1].met_at == seen.row.clocks[1].met_at, "the first time counts"
    assert (anew.investigated_by, anew.findings_at) == ("周明远", store.clock.now())


def test_who_keeps_the_other_s_words_throughout_has_found_nothing(store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    was = view(store, found)
    investigate(make.desk(store, make.MANAGER), found, findings=FINDINGS, seen=FINDINGS)
    seen = view(store, found)
    assert (seen.investigated_by, seen.findings_at) == (was.investigated_by, was.findings_at)


def test_who_was_not_reached_is_asked_again(store: Store) -> None:
    found = complaint(store, State.VERIFYING)
    care = make.desk(store, CARE)
    with refused(store, "complaint.words", field="complaint.words"):
        verify(care, found, channel=ComplaintChannel.PHONE, grade=None, words="")
    verify(care, found, channel=ComplaintChannel.PHONE, grade=None, words="两次无人接听")
    seen = view(store, found)
    assert (seen.row.state, seen.attempts, seen.papers) == (State.VERIFYING, 1, ())


def test_the_person_complained_about_does_not_verify_it(store: Store) -> None:
    """SEP3."""
    me = make.desk(store, CARE)
    found = complaint(store, State.VERIFYING, entry=replace(ENTRY, about_id=me.person.id))
    with refused(store, "complaint.about_you", field="complaint.grade"):
        verify(me, found, channel=ComplaintChannel.PHONE, grade=Grade.SATISFIED, words="")
    manager = make.desk(store, make.MANAGER)
    assert verify(manager, found, channel=ComplaintChannel.PHONE, grade=Grade.SATISFIED, words="") is (
        State.CLOSED_SATISFIED
    )


# The list


def test_what_is_overdue_stands_first_and_goes_up(store: Store) -> None:
    old = complaint(store, State.SOLUTION_PROPOSED)
    later(store, hours=40)
    new = complaint(store)
    later(store, hours=9)
    found = complaints(make.desk(store))
    assert [row.id for row in found.rows] == [old, new]
    assert (found.open, found.overdue) == (2, 1)
    assert found.rows[0].escalation is Escalation.MANAGER
    later(store, hours=30)
    assert complaints(make.desk(store)).rows[0].escalation is Escalation.STORE_HEAD


def test_the_clocks_of_one_that_has_ended_stand_still(store: Store) -> None:
    found = complaint(store, State.CLOSED_SATISFIED)
    later(store, days=30)
    assert complaints(make.desk(store)).rows == ()
    ended = complaints(make.desk(store), is_open=False)
    assert [row.id for row in ended.rows] == [found]
    assert (ended.rows[0].is_overdue, ended.overdue, ended.rows[0].next) == (False, 0, None)


def test_a_complaint_that_is_not_there_is_said_so(store: Store) -> None:
    with refused(store, "complaint.unknown"):
        complaint_of_number(make.desk(store), "TS2026999999")
    with refused(store, "row.gone"):
        complaint_view(make.desk(store), ComplaintId(99))
