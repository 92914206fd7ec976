"""The forms of a complaint, step by step: what is missing, who agrees by PIN or hand, what is mended, how it ends."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from complaint_counter import CTRL, FIRST, SECOND, Key, Seat
from hands import type_words
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.care.complaints.investigate import investigate
from app.care.complaints.queries import complaints
from app.care.complaints.register import change_complaint
from app.care.complaints.states import CompensationKind, ComplaintChannel, ComplaintState
from app.desk import Store
from app.records.staff.store_head import name_store_head
from app.upkeep.demo import PIN
from tests.complaint_steps import CARE, ENTRY, FINDINGS, MANAGER, complaint, mended

State = ComplaintState


def test_the_whole_way_by_keys_with_the_manager_s_pin_on_the_spot(seat: Seat) -> None:
    counter = seat(CARE)
    counter.window.go("complaints")
    counter.rest()
    counter.press(Key.Key_N, CTRL)
    assert QApplication.focusWidget() is counter.find("complaint.claim")
    type_words(counter.find("complaint.claim"), ENTRY.claim)
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.wish"), ENTRY.wish)
    counter.press(Key.Key_Tab)
    assert QApplication.focusWidget() is counter.find("complaint.name")
    type_words(counter.find("complaint.name"), ENTRY.name)
    counter.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), ENTRY.phone)
    counter.accept()
    assert counter.page.title == FIRST

    assert QApplication.focusWidget() is counter.find("complaint.reply")
    type_words(counter.find("complaint.reply"), "今天下午给您答复。")
    counter.accept()

    for name in ("facts", "heard", "evidence", "cause"):
        assert QApplication.focusWidget() is counter.find(f"complaint.{name}"), name
        type_words(counter.find(f"complaint.{name}"), str(getattr(FINDINGS, name)))
        counter.press(Key.Key_Tab)
    counter.press(Key.Key_Space)
    counter.accept()

    type_words(counter.find("complaint.solution"), "免费重做")
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.explanation"), "接口没有拧紧")
    counter.press(Key.Key_Tab)
    for _chip in range(2):
        counter.press(Key.Key_Right)
    counter.press(Key.Key_Space)
    counter.press(Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "50")
    counter.accept()
    assert counter.sees("step_up") and counter.view().solution is None
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    counter.press(Key.Key_Return)
    solution = counter.view().solution
    assert solution is not None
    assert (solution.compensation, solution.amount_fen) == (CompensationKind.VOUCHER, 5_000)
    assert solution.approved_by == "周明远"

    counter.press(Key.Key_Space)
    counter.press(Key.Key_Tab)
    type_words(QApplication.focusWidget() or counter.window, "可以")
    counter.accept()
    type_words(counter.find("complaint.execution"), "已重做")
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.preventive_measure"), "压力复检")
    counter.accept()
    counter.press(Key.Key_Space)
    counter.accept()
    seen = counter.view()
    assert (seen.row.state, seen.solution and seen.solution.answer) == (State.CLOSED_SATISFIED, "可以")
    counter.press(Key.Key_P, CTRL)
    assert counter.sees("paper.view")
    counter.press(Key.Key_Escape)
    assert not counter.sees("paper.view")


def test_what_is_missing_is_said_and_leads_there(seat: Seat) -> None:
    counter = seat(CARE)
    counter.open("new")
    assert [name for name, _words in counter.page.missing()] == ["complaint.claim", "complaint.name"]
    counter.fill("claim", ENTRY.claim)
    counter.fill("name", ENTRY.name)
    counter.pick("channel", "authority")
    assert [name for name, _words in counter.page.missing()] == ["complaint.authority_reference"]
    counter.fill("authority_reference", "12315 2026-1")
    counter.fill("concerns", "苏A00000")
    counter.accept()
    assert "neither an order nor a car" in counter.error("concerns")
    assert QApplication.focusWidget() is counter.find("complaint.concerns")
    assert counter.find("complaint.name").property("text") == ENTRY.name
    assert complaints(counter.desk).open == 0


def test_a_wrong_pin_keeps_what_was_typed_and_nothing_is_told(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.fill("solution", "免费重做")
    counter.fill("explanation", "抱歉")
    counter.pick("compensation", "money")
    counter.fill("amount", "三百")
    counter.accept()
    assert "not an amount" in counter.error("amount")
    counter.fill("amount", "300")
    counter.accept()
    counter.agree("246810")
    assert counter.sees("step_up.pin.error") and counter.view().solution is None
    counter.press(Key.Key_Escape)
    assert not counter.sees("step_up")
    assert counter.find("complaint.amount").property("text") == "300"
    counter.fill("amount", "2000.01")
    assert not counter.sees("step_up")
    assert "a manager asks" in counter.error("amount"), "said at once, before a name is asked for"
    assert not counter.sees("complaint.head") and counter.page.missing() == ()
    counter.accept()
    assert "a manager asks" in counter.error("amount") and counter.view().solution is None
    counter.fill("amount", "20")
    assert not counter.sees("complaint.amount.error")


def test_above_the_manager_s_limit_the_store_head_reads_and_signs(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.fill("solution", "更换总成并补偿")
    counter.fill("explanation", "诊断不到位")
    counter.pick("compensation", "money")
    counter.fill("amount", "2600")
    assert counter.page.missing() == () and counter.find("complaint.head").property("text") == "沈国栋"
    assert counter.find("complaint.head").property("readOnly"), "nobody types a store head"
    counter.accept()
    read = " ".join(label.text() for label in counter.find("sign.document").findChildren(QLabel))
    assert "¥2,600.00" in read and "更换总成并补偿" in read and FIRST in read
    assert counter.find("sign.cancel").accessibleName() == "Back without signing", "no advisor gets the screen back"
    counter.sign()
    solution = counter.view().solution
    assert solution is not None and (solution.head_name, solution.amount_fen) == ("沈国栋", 260_000)
    assert counter.sees("complaint.taken")


def test_without_a_store_head_it_says_at_the_amount_where_one_is_named(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    name_store_head(make.desk(store, MANAGER), name="")
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("compensation", "money")
    counter.fill("amount", "2600")
    assert "Settings · Store" in counter.error("amount") and not counter.sees("complaint.head")


def test_the_person_complained_about_is_told_who_verifies(seat: Seat, store: Store) -> None:
    about = make.desk(store, CARE).person.id
    complaint(store, State.VERIFYING, entry=replace(ENTRY, about_id=about))
    counter = seat(CARE)
    counter.open(FIRST)
    assert "somebody else of" in counter.find("complaint.whose").accessibleName()
    assert not counter.sees("complaint.grade")
    counter.accept()
    assert counter.view().row.state is State.VERIFYING
    manager = seat(MANAGER)
    manager.open(FIRST)
    assert manager.sees("complaint.grade") and not manager.sees("complaint.whose")


def test_not_satisfied_it_is_investigated_anew_with_what_was_found(seat: Seat, store: Store) -> None:
    complaint(store, State.VERIFYING)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.pick("grade", "unsatisfied")
    counter.accept()
    assert "how often you rang" in counter.error("words")
    counter.fill("words", "还是响")
    counter.accept()
    assert counter.view().reopen_count == 1
    assert counter.find("complaint.cause").property("plainText") == FINDINGS.cause


def test_a_customer_who_is_present_signs_the_record(seat: Seat, store: Store) -> None:
    complaint(store, State.VERIFYING)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("grade", "satisfied")
    assert not counter.sees("complaint.is_here"), "by telephone nobody signs"
    counter.pick("contact_by", "counter")
    counter.click("complaint.is_here")
    counter.accept()
    assert counter.view().row.state is State.VERIFYING
    read = " ".join(label.text() for label in counter.find("sign.document").findChildren(QLabel))
    for words in (ENTRY.claim, FINDINGS.facts, FINDINGS.cause, "The store", "已重做，压力正常", "Satisfied"):
        assert words in read, words
    counter.press(Key.Key_Escape)
    assert counter.view().row.state is State.VERIFYING
    counter.accept()
    counter.sign()
    seen = counter.view()
    assert seen.row.state is State.CLOSED_SATISFIED
    assert seen.papers[0].signed_by == ("周明远", "罗菲")


def test_what_changed_under_the_customer_s_hand_is_not_signed(seat: Seat, store: Store) -> None:
    found = complaint(store, State.VERIFYING)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("contact_by", "counter")
    counter.pick("grade", "satisfied")
    counter.click("complaint.is_here")
    counter.accept()
    was = mended(counter.view())
    change_complaint(make.desk(store, CARE), found, mended=replace(was, claim="没有意见"), seen=was)
    counter.sign()
    assert counter.view().row.state is State.VERIFYING and counter.view().papers == ()


def test_two_desks_on_one_investigation_see_both_versions(seat: Seat, store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the investigation")
    counter.fill("cause", "人为")
    investigate(make.desk(store, MANAGER), found, findings=replace(FINDINGS, cause="密封圈老化"), seen=FINDINGS)
    counter.accept()
    assert counter.sees("conflict") and counter.view().cause == "密封圈老化"
    assert counter.find("complaint.cause").property("plainText") == "人为", "nothing typed is lost"
    counter.click("conflict.mine.cause")
    counter.accept()
    assert counter.view().cause == "人为"


def test_what_was_written_down_is_mended_and_esc_leaves_it(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    counter.fill("wish", "退款")
    counter.press(Key.Key_Escape)
    assert counter.sees("complaint.reply") and not counter.sees("complaint.wish")
    counter.run("Mend the complaint")
    counter.pick("level", "serious")
    counter.accept()
    seen = counter.view()
    assert (seen.wish, seen.row.level.value) == ("退款", "serious")
    clock = seen.row.clocks[0]
    assert clock.target_at - seen.row.received_at == timedelta(hours=6)


def test_an_authority_s_deadline_is_a_clock_that_is_mended_with_a_reason(seat: Seat, store: Store) -> None:
    by_authority = replace(
        ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1", authority_due="11-30 17:00"
    )
    complaint(store)
    complaint(store, entry=by_authority)
    counter = seat(CARE)
    counter.open(SECOND)
    assert "left" in counter.find("complaint.clock.authority").accessibleName()
    counter.run("Mend the complaint")
    assert counter.find("complaint.authority_due").property("text") == "2026-11-30 17:00"
    assert not counter.sees("complaint.due_reason")
    counter.fill("authority_due", "12-01 9:00")
    counter.rest()
    assert counter.sees("complaint.due_reason")
    assert counter.sees("shell.missing.complaint.due_reason"), "the bar says so at once"
    counter.fill("due_reason", "看错了一行")
    counter.accept()
    assert counter.view(SECOND).authority_due == "2026-12-01 09:00"
    counter.open(FIRST)
    assert not counter.sees("complaint.clock.authority")


def test_two_desks_on_one_deadline_of_an_authority_see_both(seat: Seat, store: Store) -> None:
    by_authority = replace(
        ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1", authority_due="11-30 17:00"
    )
    found = complaint(store, entry=by_authority)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    was = mended(counter.view())
    other = replace(was, authority_due="12-02 09:00")
    change_complaint(make.desk(store, MANAGER), found, mended=other, seen=was, due_reason="看错")
    counter.fill("authority_due", "12-01 9:00")
    counter.fill("due_reason", "看错了一行")
    counter.accept()
    counter.click("conflict.mine.authority_due")
    counter.accept()
    assert counter.view().authority_due == "2026-12-01 09:00"


@pytest.mark.parametrize(
    ("words", "field", "typed", "state"),
    [
        ("Withdraw the complaint", "", "", State.WITHDRAWN),
        ("Merge into another complaint", "main", "TS2026000002", State.MERGED),
        ("Close without agreement", "authority_decision", "市监局调解终结", State.CLOSED_NO_AGREEMENT),
    ],
)
def test_it_ends_otherwise_with_a_reason(
    seat: Seat, store: Store, words: str, field: str, typed: str, state: ComplaintState
) -> None:
    by_authority = replace(ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1")
    complaint(store, entry=by_authority)
    complaint(store)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.run(words)
    counter.fill("reason", "客户说是误会")
    if state is State.CLOSED_NO_AGREEMENT:
        counter.accept()
        assert "so far there are 0" in counter.error("authority_decision")
    if field:
        counter.fill(field, typed)
    counter.accept()
    assert counter.view().row.state is state
    assert not counter.sees("complaint.reason")
