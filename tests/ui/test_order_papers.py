"""The side panel of an order: its timeline, its papers (opened, printed, saved, checked), its notes."""

from pathlib import Path

import pytest
from hands import type_words
from open_workspace import OpenOrder, OpenWorkspace
from order_page import Key
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from app.desk import Desk
from app.order.queries import notes
from app.overview.papers import open_paper
from app.overview.timeline import timeline
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.trust.deeds import Deed
from ui import printing
from ui.order.documents import Documents
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.table_paint import SIDE

NUMBER = "WXD000025"


@pytest.fixture
def opened(open_order: OpenOrder) -> OpenWorkspace:
    """The order with its panel open at the papers."""
    made = open_order("S02", NUMBER)
    made.workspace.body.toggle_panel()
    made.workspace.panel.tabs.choose(1)
    made.rest()
    return made


def documents(opened: OpenWorkspace) -> Documents:
    return opened.workspace.panel.documents


def handed_out(opened: OpenWorkspace, advisor: Desk) -> list[dict[str, str]]:
    return [dict(row.details) for row in timeline(advisor, opened.order_id) if row.deed is Deed.PAPER_PRINT]


def test_every_issued_paper_stands_in_the_list_the_newest_first(opened: OpenWorkspace, advisor: Desk) -> None:
    issued = [paper.number for paper in papers_of(advisor, opened.order_id)]
    assert [paper.number for paper in documents(opened).papers] == issued[::-1]
    assert documents(opened).newest(PaperKind.QUOTE) == documents(opened).papers[0]


def test_the_hour_of_an_earlier_day_is_not_cut(opened: OpenWorkspace) -> None:
    room = documents(opened).list.horizontalHeader().sectionSize(1) - 2 * SIDE
    assert room >= drawn.width_of("11-24 14:30", Type.DATA)


def test_enter_opens_a_paper_and_esc_leads_back(opened: OpenWorkspace) -> None:
    opened.press(Key.Key_Return, "order.documents")
    sheet = opened.workspace.sheet
    assert sheet.isVisible() and "D03" in sheet.title.text()
    opened.qtbot.waitUntil(lambda: bool(sheet.view.pages.tops()))
    assert sheet.mark.mark.words == "Unaltered"
    assert opened.workspace.step_back()
    assert not sheet.isVisible()


def test_a_paper_whose_file_was_altered_is_told_apart(opened: OpenWorkspace, advisor: Desk) -> None:
    paper = documents(opened).papers[0]
    open_paper(advisor, paper.id)
    filed = next(row for row in papers_of(advisor, opened.order_id) if row.id == paper.id)
    assert filed.file_sha256 is not None
    advisor.store.blobs.path(filed.file_sha256).write_bytes(b"%PDF-1.4 something else")
    opened.press(Key.Key_V, "order.documents")
    assert documents(opened).mark.mark.words == "Altered!"
    assert documents(opened).finding.text().splitlines()[0] == "Its file is missing, or not the one that was issued."


def test_a_check_says_who_signed_and_what_the_seal_proves(opened: OpenWorkspace, advisor: Desk) -> None:
    open_paper(advisor, documents(opened).papers[0].id)
    opened.press(Key.Key_V, "order.documents")
    unaltered, proof, *hands = documents(opened).finding.text().splitlines()
    assert unaltered == "Unaltered since it was sealed."
    assert "which the store made itself" in proof and "not who someone is" in proof
    assert [line.partition(",")[0] for line in hands] == ["Signed by 何䶮 (Service advisor)"]


def test_ctrl_p_opens_the_newest_paper_of_the_step(opened: OpenWorkspace) -> None:
    opened.workspace.print_page()
    opened.rest()
    assert opened.workspace.sheet.isVisible()


def test_a_saved_paper_is_the_issued_file_and_is_written_down(
    opened: OpenWorkspace, advisor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "报价单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    opened.press(Key.Key_S, "order.documents")
    assert target.read_bytes() == open_paper(advisor, documents(opened).papers[0].id)
    assert [entry["way"] for entry in handed_out(opened, advisor)] == ["saved"]


def test_without_a_printer_the_paper_is_saved_instead(
    opened: OpenWorkspace, advisor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "d03.pdf"
    monkeypatch.setattr(printing, "printer_names", lambda: ())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    opened.press(Key.Key_P, "order.documents")
    assert target.exists()
    assert any("No printer" in notice.words for notice in opened.said)


def test_a_printed_paper_is_written_down(opened: OpenWorkspace, advisor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[tuple[str, str]] = []
    monkeypatch.setattr(printing, "printer_names", lambda: ("Front desk",))
    monkeypatch.setattr(
        printing, "print_pdf", lambda _pdf, *, printer_name, title: printed.append((printer_name, title))
    )
    opened.click("order.documents.print")
    # What stands in the queue of a shared printer names no person and no car.
    assert printed == [("Front desk", documents(opened).papers[0].number)]
    assert [entry["way"] for entry in handed_out(opened, advisor)] == ["printed"]


def test_a_folder_that_cannot_be_written_is_named_with_its_remedy(
    opened: OpenWorkspace, advisor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    troubles: list[object] = []
    opened.worker.troubled.connect(troubles.append)
    target = tmp_path / "nowhere" / "d03.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    opened.press(Key.Key_S, "order.documents")
    assert len(troubles) == 1
    assert not handed_out(opened, advisor)


def test_the_timeline_tells_who_did_what(opened: OpenWorkspace) -> None:
    said = opened.workspace.panel.timeline.list.accessibleDescription()
    assert "Check-in sheet signed" in said and "何" in said


def test_a_note_is_written_and_stands_in_the_list(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.workspace.panel.tabs.choose(2)
    field = opened.find("order.note")
    type_words(field, "客户五点半来取车")
    opened.click("order.note.write")
    assert [note.text for note in notes(advisor, opened.order_id)] == ["客户五点半来取车"]
    assert isinstance(field, QPlainTextEdit) and field.toPlainText() == ""


def test_an_empty_note_is_refused_under_its_field(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.workspace.panel.tabs.choose(2)
    opened.click("order.note.write")
    assert opened.sees("order.note.error")
    assert not notes(advisor, opened.order_id)


def test_what_was_typed_for_one_order_waits_while_another_is_open(opened: OpenWorkspace) -> None:
    opened.workspace.panel.tabs.choose(2)
    field = opened.find("order.note")
    assert isinstance(field, QPlainTextEdit)
    type_words(field, "半句")
    opened.page.open("WXD000022")
    opened.rest()
    assert field.toPlainText() == ""
    opened.page.open(NUMBER)
    opened.rest()
    assert field.toPlainText() == "半句"
