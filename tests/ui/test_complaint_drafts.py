"""Nothing typed of a complaint is lost: with another one in front, beside another ending, in a window opened again."""

from dataclasses import replace

import make
import pytest
from complaint_counter import CTRL, FIRST, SECOND, Counter, Key, Seat
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.care.complaints.investigate import investigate
from app.care.complaints.register import change_complaint
from app.care.complaints.states import ComplaintState
from app.desk import Store
from tests.complaint_steps import CARE, ENTRY, FINDINGS, MANAGER, complaint, mended
from ui.widgets.choice import Choice

State = ComplaintState


def text(counter: Counter, name: str) -> str:
    """What stands in a field that is in sight."""
    editor = counter.find(f"complaint.{name}")
    assert editor.isVisible(), name
    return str(editor.property("plainText" if isinstance(editor, QPlainTextEdit) else "text"))


def kept(counter: Counter) -> set[str]:
    """What the store keeps for this person."""
    counter.window.workspace.scribe.keep()
    counter.rest()
    return {field.words for field in counter.desk.kept_fields()}


@pytest.mark.parametrize("between", ["TS2026000002", "TS2026000003"])
def test_a_reply_stands_there_again_after_another_complaint(seat: Seat, store: Store, between: str) -> None:
    complaint(store)
    complaint(store)
    complaint(store, State.VERIFYING)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.fill("reply", "今天下午给您答复。")
    assert kept(counter) == {"今天下午给您答复。"}
    counter.open(between)
    if between == SECOND:
        assert text(counter, "reply") == ""
        counter.fill("reply", "明天答复")
    counter.open(FIRST)
    assert text(counter, "reply") == "今天下午给您答复。"
    assert "今天下午给您答复。" in kept(counter)
    offered = counter.window.workspace.scribe.offered
    assert FIRST not in " ".join(one.about for one in offered), "what stands in its field is not offered"
    counter.accept()
    assert counter.view().reply == "今天下午给您答复。"
    assert "今天下午给您答复。" not in kept(counter)
    counter.open(SECOND)
    assert text(counter, "reply") == ("明天答复" if between == SECOND else "")


def test_a_solution_stands_there_again_with_its_amount(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.fill("solution", "免费重做")
    counter.pick("compensation", "voucher")
    counter.fill("amount", "88")
    kept(counter)
    counter.open(SECOND)
    assert not counter.sees("complaint.amount")
    counter.open(FIRST)
    assert (text(counter, "solution"), text(counter, "amount")) == ("免费重做", "88")
    assert kept(counter) == {"免费重做", "88"}


def test_each_ending_has_its_own_reason_and_it_comes_back(seat: Seat, store: Store) -> None:
    complaint(store)
    complaint(store)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.run("Close without agreement")
    counter.fill("reason", "客户要求全额退款")
    counter.press(Key.Key_Escape)
    counter.run("Withdraw the complaint")
    assert text(counter, "reason") == ""
    counter.accept()
    assert counter.view().row.is_open
    counter.fill("reason", "误会")
    counter.open(SECOND)
    counter.open(FIRST)
    counter.run("Close without agreement")
    assert text(counter, "reason") == "客户要求全额退款"
    assert kept(counter) == {"客户要求全额退款", "误会"}
    counter.run("Withdraw the complaint")
    assert text(counter, "reason") == "误会"


def test_an_ending_s_reason_is_put_back_into_that_ending(seat: Seat, store: Store) -> None:
    complaint(store)
    first = seat(MANAGER)
    first.open(FIRST)
    first.run("Close without agreement")
    first.fill("reason", "客户要求全额退款")
    kept(first)
    second = seat(MANAGER)
    second.window.go("complaints")
    second.rest()
    second.click("shell.draft.action")
    second.rest()
    assert text(second, "reason") == "客户要求全额退款"
    assert second.sees("complaint.authority_decision")
    assert second.page.primary_words() == "Close without agreement"


def test_a_new_one_half_typed_comes_back_into_its_form(seat: Seat, store: Store) -> None:
    first = seat(CARE)
    first.open("new")
    first.fill("claim", "空调不凉")
    first.fill("name", ENTRY.name)
    first.window.go("complaints")
    first.rest()
    first.press(Key.Key_N, CTRL)
    assert (text(first, "claim"), text(first, "name")) == ("空调不凉", ENTRY.name)
    assert kept(first) == {"空调不凉", ENTRY.name}
    second = seat(CARE)
    second.window.go("complaints")
    second.rest()
    second.press(Key.Key_N, CTRL)
    second.rest()
    assert (text(second, "claim"), text(second, "name")) == ("空调不凉", ENTRY.name)
    assert QApplication.focusWidget() is second.find("complaint.claim")
    second.accept()
    assert second.page.title == FIRST
    assert kept(second) == set()


def test_a_new_one_of_an_order_is_not_mixed_with_one_left_before(seat: Seat, store: Store) -> None:
    first = seat(CARE)
    first.open("new")
    first.fill("claim", "空调不凉")
    kept(first)
    second = seat(CARE)
    second.open("new WX2026999999")
    second.rest()
    assert (text(second, "claim"), text(second, "concerns")) == ("空调不凉", "")


def test_what_was_typed_is_offered_again_in_its_form(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    first = seat(CARE)
    first.open(FIRST)
    first.fill("solution", "免费重做")
    first.run("Withdraw the complaint")
    first.fill("reason", "误会")
    first.window.workspace.scribe.keep()
    first.rest()
    second = seat(CARE)
    second.window.go("complaints")
    second.rest()
    assert second.sees("shell.draft")
    second.click("shell.draft.action")
    second.rest()
    assert second.window.workspace.here == "complaint"
    kept = {one.fields[0].words for one in second.window.workspace.scribe.offered}
    shown = {editor.toPlainText() for editor in second.page.findChildren(QPlainTextEdit) if editor.toPlainText()}
    assert kept | shown >= {"免费重做", "误会"}


def test_what_was_typed_of_one_complaint_is_not_lost_with_another(seat: Seat, store: Store) -> None:
    complaint(store)
    complaint(store)
    counter = seat(CARE)
    counter.open("new")
    counter.fill("claim", "新的投诉还没写完")
    counter.open(FIRST)
    counter.fill("reply", "今天答复")
    counter.run("Mend the complaint")
    counter.open("TS2026000002")
    assert counter.find("complaint.reply").property("plainText") == "", "of the second nothing was typed"
    counter.open("new TS")
    assert counter.find("complaint.claim").property("plainText") == "新的投诉还没写完"
    assert counter.find("complaint.concerns").property("text") == "", "it is about something else"
    counter.window.workspace.scribe.keep()
    counter.rest()
    kept = {field.words for field in counter.desk.kept_fields()}
    assert {"新的投诉还没写完", "今天答复"} <= kept
    counter.fill("name", ENTRY.name)
    counter.accept()
    assert counter.page.title == "TS2026000003"
    counter.open("new WX2026999999")
    assert counter.find("complaint.claim").property("plainText") == ""
    assert counter.find("complaint.concerns").property("text") == "WX2026999999"


def test_findings_that_were_put_aside_do_not_go_over_a_colleague_s_newer_ones(seat: Seat, store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    complaint(store)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the investigation")
    counter.fill("cause", "人为")
    counter.open(SECOND)
    newer = replace(FINDINGS, cause="密封圈老化", evidence="拆下的密封圈")
    investigate(make.desk(store, MANAGER), found, findings=newer, seen=FINDINGS)
    counter.open(FIRST)
    counter.run("Mend the investigation")
    assert (text(counter, "cause"), text(counter, "evidence")) == ("人为", "拆下的密封圈")
    counter.accept()
    assert counter.sees("conflict") and counter.view().cause == "密封圈老化"
    counter.click("conflict.mine.cause")
    counter.open(SECOND)
    counter.open(FIRST)
    counter.run("Mend the investigation")
    assert text(counter, "cause") == "人为", "what was decided for stands there again too"
    counter.accept()
    assert (counter.view().cause, counter.view().evidence) == ("人为", "拆下的密封圈")


def test_a_mending_that_was_put_aside_does_not_go_over_a_colleague_s_newer_one(seat: Seat, store: Store) -> None:
    found = complaint(store)
    complaint(store)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    counter.pick("level", "serious")
    about = counter.find("complaint.about")
    assert isinstance(about, Choice)
    about.show_chosen(str(make.desk(store, make.ADVISOR).person.id))
    counter.open(SECOND)
    was = mended(counter.view())
    newer = replace(was, wish="退款", about_id=make.desk(store, make.TECHNICIAN).person.id)
    change_complaint(make.desk(store, MANAGER), found, mended=newer, seen=was)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    assert text(counter, "wish") == "退款"
    counter.accept()
    assert counter.sees("conflict.mine.about_id") and not counter.sees("conflict.mine.wish")
    counter.click("conflict.theirs.about_id")
    counter.accept()
    after = counter.view()
    assert (after.wish, after.row.level.value, after.about_id) == ("退款", "serious", newer.about_id)


def test_what_was_discarded_does_not_come_back_with_its_complaint(seat: Seat, store: Store) -> None:
    complaint(store)
    complaint(store)
    counter = seat(CARE)
    counter.open("new")
    counter.fill("claim", "空调不凉")
    kept(counter)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    counter.press(Key.Key_Escape)
    counter.fill("reply", "今天下午给您答复。")
    kept(counter)
    counter.open(SECOND)
    counter.window.workspace.scribe.look()
    counter.rest()
    assert len(counter.window.workspace.scribe.offered) == 2
    counter.click("shell.draft.discard")
    counter.click("shell.draft.discard")
    assert kept(counter) == set()
    counter.open(FIRST)
    assert text(counter, "reply") == ""
    counter.open("new")
    assert text(counter, "claim") == ""
