"""The inspection worked by keyboard on the demo store, from beginning the sheet to its report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import type_words
from order_page import CTRL, Key, OpenPage
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.order.inspection.draft import kept_diagnosis
from app.order.inspection.inspect import answer_item, answer_many
from app.order.inspection.queries import inspection
from app.order.queries import head, photos
from app.order.quote.queries import versions
from app.order.workflow import Stage, Step
from app.paper.queries import papers_of
from app.records.catalogue.categories import Need
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow
from app.records.checklists.sheets import Answer
from app.upkeep.demo import demo_desk
from ui.order.inspection.page import InspectionPage
from ui.widgets.field import Edge

PETROL, HYBRID = "WXD000022", "WXD000021"


class Opened(OpenPage):
    """The page with what a technician does on it."""

    def __init__(self, qtbot: QtBot, desk: Desk, number: str) -> None:
        super().__init__(qtbot, desk, number, InspectionPage)

    @property
    def sheet_page(self) -> InspectionPage:
        assert isinstance(self.page, InspectionPage)
        return self.page

    def begin(self) -> None:
        self.sheet_page.primary()
        self.rest()

    def go_to(self, code: str) -> None:
        self.sheet_page.sheet.go_to_line(code)
        self.rest()

    def type_value(self, words: str) -> None:
        """Type into the cell that has the focus, and Enter."""
        cell = QApplication.focusWidget()
        assert isinstance(cell, QLineEdit), cell
        cell.selectAll()
        QTest.keyClicks(cell, words)
        QTest.keyClick(cell, Key.Key_Return)
        self.rest()

    def key(self, key: Qt.Key) -> None:
        self.press(key, "inspection.table")

    def command(self, key: str) -> None:
        next(command for command in self.page.commands() if command.key == key).deed()
        self.rest()

    def items(self, code: str) -> list[ItemRow]:
        row = inspection(self.desk, self.order_id)
        assert row is not None and row.sheet is not None
        return [item for item in row.sheet.items if item.code == code]

    def error(self) -> str:
        line = self.sheet_page.sheet.items.line()
        return line.body.error.text() if line is not None and line.body is not None else ""


def opened_by(qtbot: QtBot, store: Store, staff_no: str, number: str = PETROL) -> Opened:
    return Opened(qtbot, demo_desk(store, staff_no), number)


@pytest.fixture
def technician(qtbot: QtBot, demo_store: Store) -> Iterator[Opened]:
    made = opened_by(qtbot, demo_store, "S05")
    made.begin()
    yield made
    made.worker.close()


@pytest.fixture
def advisor(qtbot: QtBot, demo_store: Store) -> Iterator[Opened]:
    made = opened_by(qtbot, demo_store, "S02")
    yield made
    made.worker.close()


def test_without_a_sheet_the_page_offers_to_begin_one(advisor: Opened) -> None:
    assert advisor.page.primary_words() == "Begin the inspection"
    assert advisor.sees("inspection.skip")
    advisor.begin()
    assert inspection(advisor.desk, advisor.order_id) is not None
    assert advisor.sees("inspection.table")


def test_skipping_asks_for_its_reason(advisor: Opened) -> None:
    advisor.click("inspection.skip")
    assert dict(advisor.page.missing()) == {"inspection.skip_reason": "Reason"}
    type_words(advisor.find("inspection.skip_reason"), "单项维修")
    assert not advisor.page.missing()
    advisor.page.primary()
    advisor.rest()
    row = inspection(advisor.desk, advisor.order_id)
    assert row is not None and row.skip_reason == "单项维修"
    assert advisor.page.primary_words() == "On to the quote"


def test_a_double_click_begins_one_sheet(advisor: Opened) -> None:
    advisor.page.primary()
    advisor.page.primary()
    advisor.rest()
    assert not advisor.said


def test_one_to_three_and_nought_judge_and_go_on(technician: Opened) -> None:
    technician.go_to("MP-40")
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        technician.key(key)
    said = [technician.items(code)[0].verdict for code in ("MP-40", "MP-42", "MP-43")]
    assert said == [Verdict.OK, Verdict.ATTENTION, Verdict.REPLACE]
    assert technician.sheet_page.sheet.items.current == "MP-44"


def test_what_must_be_checked_cannot_be_left_out(technician: Opened) -> None:
    technician.go_to("MP-40")
    technician.key(Key.Key_0)
    assert technician.items("MP-40")[0].verdict is None
    assert technician.error()
    assert technician.sheet_page.sheet.items.current == "MP-40"


def test_four_wheels_are_measured_one_after_the_other(technician: Opened) -> None:
    technician.go_to("MP-32")
    for words in ("1.5", "2.4", "4.8", "5"):
        technician.type_value(words)
    items = technician.items("MP-32")
    assert [item.value_milli for item in items] == [1_500, 2_400, 4_800, 5_000]
    assert [item.verdict for item in items] == [Verdict.REPLACE, Verdict.ATTENTION, Verdict.OK, Verdict.OK]
    assert technician.sheet_page.sheet.items.current == "MP-33"


def test_a_value_is_judged_while_it_is_typed(technician: Opened) -> None:
    technician.go_to("MP-37")
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    QTest.keyClicks(cell, "2.8")
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.body is not None
    assert line.body.cells[0].verdict() is Verdict.REPLACE
    assert technician.items("MP-37")[0].verdict is None


def test_an_impossible_value_is_asked_again_and_kept_when_meant(technician: Opened) -> None:
    technician.go_to("MP-37")
    technician.type_value("75")
    assert technician.items("MP-37")[0].value_milli is None
    assert "decimal point" in technician.error()
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit) and cell.text() == "75"
    QTest.keyClick(cell, Key.Key_Return)
    technician.rest()
    assert technician.items("MP-37")[0].value_milli == 75_000


def test_words_in_a_cell_are_no_value_and_stay(technician: Opened) -> None:
    technician.go_to("MP-37")
    technician.type_value("7,5,")
    assert technician.items("MP-37")[0].value_milli is None
    technician.go_to("MP-38")
    technician.go_to("MP-37")
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.body is not None
    assert line.body.cells[0].editor.text() == "7,5,"


def test_a_value_may_be_judged_worse_by_hand_and_better_only_with_a_reason(technician: Opened) -> None:
    technician.go_to("MP-37")
    technician.type_value("6")
    technician.go_to("MP-37")
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.body is not None
    line.body.choose(0)
    technician.press(Key.Key_R)
    assert technician.items("MP-37")[0].verdict is Verdict.REPLACE


def test_four_wheels_that_are_looked_at_are_answered_one_by_one(technician: Opened) -> None:
    technician.go_to("MP-35")
    for key in (Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_1):
        technician.key(key)
    assert [item.verdict for item in technician.items("MP-35")] == [
        Verdict.OK, Verdict.OK, Verdict.ATTENTION, Verdict.OK,
    ]  # fmt: skip


def test_a_fault_code_is_written(technician: Opened) -> None:
    technician.go_to("MP-51")
    field = technician.find("inspection.remark")
    field.setFocus()
    type_words(field, "P0420 催化效率低")
    QTest.keyClick(field, Key.Key_Return)
    technician.rest()
    item = technician.items("MP-51")[0]
    assert item.remark == "P0420 催化效率低" and item.verdict is Verdict.OK


def test_a_remark_goes_with_the_verdict(technician: Opened) -> None:
    technician.go_to("MP-40")
    technician.key(Key.Key_2)
    technician.go_to("MP-40")
    technician.command("F4")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_words(field, "有裂纹")
    QTest.keyClick(field, Key.Key_Return)
    technician.rest()
    item = technician.items("MP-40")[0]
    assert (item.verdict, item.remark) == (Verdict.ATTENTION, "有裂纹")


def test_the_rest_of_a_place_is_in_order_with_one_key(technician: Opened) -> None:
    technician.go_to("MP-19")
    technician.key(Key.Key_3)
    technician.command("F7")
    assert technician.items("MP-19")[0].verdict is Verdict.REPLACE
    assert {technician.items(code)[0].verdict for code in ("MP-20", "MP-21", "MP-22")} == {Verdict.OK}


def test_photos_stand_with_their_item(technician: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = tmp_path / "tyre.png"
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    image.save(str(picture))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(picture)], ""))
    technician.go_to("MP-32")
    technician.command("F9")
    assert [photo.subject for photo in photos(technician.desk, technician.order_id)][-1] == "inspection.MP-32"
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.photos == 1


def judged_by_technician(opened: Opened, code: str, *, value_milli: int) -> None:
    """A technician at another desk measures what an advisor may not judge."""
    technician = demo_desk(opened.desk.store, "S05")
    for item in opened.items(code):
        answer_item(technician, opened.order_id, given=Answer(item.item_id, value_milli=value_milli))
    opened.page.refresh()
    opened.rest()


def test_what_is_not_seen_walking_round_the_car_a_technician_judges(advisor: Opened) -> None:
    advisor.begin()
    advisor.go_to("MP-01")
    advisor.key(Key.Key_2)
    assert advisor.items("MP-01")[0].verdict is None
    assert "Technician" in advisor.error()


def test_a_finding_is_written_into_the_quote(advisor: Opened) -> None:
    advisor.begin()
    judged_by_technician(advisor, "MP-37", value_milli=2_800)
    advisor.go_to("MP-37")
    advisor.command("F8")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit) and field.objectName() == "inspection.find"
    assert field.text() == "前制动片"
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    advisor.rest()
    lines = versions(advisor.desk, advisor.order_id)[-1].lines
    assert [line.finding_item for line in lines] == ["MP-37", "MP-37"]
    assert {line.need for line in lines} == {Need.REQUIRED} and all(line.is_safety for line in lines)
    line = advisor.sheet_page.sheet.items.line()
    assert line is not None and line.is_quoted


def test_a_written_finding_is_taken_back(advisor: Opened) -> None:
    advisor.begin()
    advisor.go_to("MP-23")
    advisor.key(Key.Key_2)
    advisor.go_to("MP-23")
    advisor.command("F8")
    advisor.press(Key.Key_Return)
    assert versions(advisor.desk, advisor.order_id)[-1].lines
    undo = advisor.said[-1].undo
    assert undo is not None
    undo()
    advisor.rest()
    assert not versions(advisor.desk, advisor.order_id)[-1].lines


def test_a_technician_is_told_whose_the_quote_is(technician: Opened) -> None:
    technician.go_to("MP-37")
    technician.command("F8")
    assert "Service advisor" in technician.said[-1].words
    assert "F8" not in dict(technician.page.key_hints())


def test_the_diagnosis_is_kept_as_it_is_typed(technician: Opened) -> None:
    technician.sheet_page.sheet.go_to("conclusion")
    type_words(technician.find("inspection.cause"), "前制动片磨损到限")
    technician.page.leave()
    technician.rest()
    assert kept_diagnosis(technician.desk, technician.order_id) == ("前制动片磨损到限", "", "")
    again = Opened(technician.qtbot, technician.desk, PETROL)
    cause = again.find("inspection.cause")
    assert isinstance(cause, QPlainTextEdit) and cause.toPlainText() == "前制动片磨损到限"
    again.worker.close()


def test_finishing_names_what_is_open_and_leads_there(technician: Opened) -> None:
    missing = technician.page.missing()
    assert "not checked" in missing[0][1]
    technician.sheet_page.sheet.go_to("wheels")
    technician.page.focus_on(missing[1][0])
    assert technician.sheet_page.sheet.items.current == missing[1][0].removeprefix("inspection.item.")


def test_a_finished_sheet_is_frozen_with_its_report(technician: Opened) -> None:
    row = inspection(technician.desk, technician.order_id)
    assert row is not None and row.sheet is not None
    answers = tuple(_answer(item) for item in row.sheet.items if item.is_mandatory)
    answer_many(technician.desk, technician.order_id, given=answers)
    technician.page.refresh()
    technician.rest()
    assert technician.page.primary_name() == "inspection.complete" and not technician.page.missing()
    technician.page.primary()
    technician.page.primary()
    technician.rest()
    assert [paper.number for paper in papers_of(technician.desk, technician.order_id)][1:] == ["WXD000022-D02"]
    assert head(technician.desk, technician.order_id).stage is Stage.CHECKED_IN
    technician.page.primary()
    assert technician.gone == [("step", Step.QUOTE)]


def test_a_finished_sheet_takes_no_more_answers(technician: Opened) -> None:
    test_a_finished_sheet_is_frozen_with_its_report(technician)
    technician.go_to("MP-40")
    technician.key(Key.Key_3)
    assert technician.items("MP-40")[0].verdict is Verdict.OK


def test_a_finished_sheet_is_neither_written_in_nor_looks_so(technician: Opened) -> None:
    test_a_fault_code_is_written(technician)
    technician.go_to("MP-51")
    remark = technician.find("inspection.remark")
    assert isinstance(remark, QLineEdit) and remark.isVisible() and not remark.isReadOnly()
    box = remark.parentWidget()
    assert isinstance(box, Edge) and box.is_written_in

    test_a_finished_sheet_is_frozen_with_its_report(technician)
    assert technician.find("inspection.remark") is remark, "the line is still in hand"
    assert remark.isReadOnly() and not box.is_written_in
    technician.go_to("MP-40")
    assert not technician.sees("inspection.remark"), "what was not remarked is not asked for"
    assert not any(field.edge.is_written_in for field in technician.sheet_page.sheet.diagnosis.fields() if field.edge)


def test_an_advisor_is_told_who_finishes_the_sheet(advisor: Opened) -> None:
    advisor.begin()
    assert advisor.page.primary_words() == ""
    assert "Technician" in advisor.sheet_page.side_words()


def test_the_arrows_lead_on_to_the_next_place(technician: Opened) -> None:
    technician.go_to("MP-22")
    technician.key(Key.Key_Down)
    assert technician.sheet_page.sheet.stage == "exterior"


def test_keys_with_ctrl_are_not_verdicts(technician: Opened) -> None:
    technician.go_to("MP-40")
    QTest.keyClick(technician.find("inspection.table"), Key.Key_1, CTRL)
    technician.rest()
    assert technician.items("MP-40")[0].verdict is None


def test_a_hybrid_is_checked_for_high_voltage_first(qtbot: QtBot, demo_store: Store) -> None:
    made = opened_by(qtbot, demo_store, "S06", HYBRID)
    made.begin()
    assert [group.stage for group in made.sheet_page.sheet.groups][:2] == ["safety", "hv"]
    made.worker.close()


def _answer(item: ItemRow) -> Answer:
    fine = {"MP-06": 1_000, "MP-08": 12_600, "MP-11": 13_900, "MP-32": 6_000, "MP-33": 230_000}
    value = fine.get(item.code, 9_000) if item.value_type == "num" else None
    return Answer(item.item_id, Verdict.OK if value is None else None, value_milli=value)


def test_an_uneven_axle_is_seen_while_it_is_typed(technician: Opened) -> None:
    technician.go_to("MP-37")
    technician.type_value("8")
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.body is not None
    left, right = line.body.cells
    QTest.keyClicks(right.editor, "6.4")
    assert (left.shown_verdict(), right.shown_verdict()) == (Verdict.OK, Verdict.ATTENTION)
    technician.type_value("6.4")
    assert [item.verdict for item in technician.items("MP-37")] == [Verdict.OK, Verdict.ATTENTION]
    assert technician.sheet_page.sheet.summary.counts.attention == 1
    technician.go_to("MP-37")
    line = technician.sheet_page.sheet.items.line()
    assert line is not None and line.body is not None
    left, right = line.body.cells
    left.editor.setFocus()
    left.editor.selectAll()
    QTest.keyClicks(left.editor, "7")
    assert right.shown_verdict() is Verdict.OK


def test_before_there_is_a_sheet_enter_begins_it(advisor: Opened) -> None:
    advisor.page.setFocus()
    assert QApplication.focusWidget() is advisor.find("inspection.empty.first")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    advisor.rest()
    assert advisor.sees("inspection.table")
