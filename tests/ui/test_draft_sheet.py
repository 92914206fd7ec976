"""A paper that is not issued yet: read, printed or saved as it is, and never written down as handed out."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from order_page import OpenAt, OpenPage
from PySide6.QtWidgets import QFileDialog

from app.desk import Desk
from app.overview.timeline import timeline
from app.trust.deeds import Deed
from ui import printing
from ui.order.draft_sheet import DraftSheet
from ui.order.workshop.work_page import WorkPage

PDF = b"%PDF-1.4 a draft"
IN_WORK = "WXD000031"


def read_draft(_desk: Desk) -> bytes:
    return PDF


@pytest.fixture
def opened(open_at: OpenAt, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """The work of an order, and a folder to save in."""
    monkeypatch.setattr(printing, "page_pictures", lambda _pdf: ())
    with open_at("S05", IN_WORK, WorkPage) as page:
        yield page


def draft_over(opened: OpenPage, *, may_print: bool = True) -> DraftSheet:
    """The draft, read."""
    preview = partial(read_draft)
    sheet = DraftSheet(opened.page, opened.worker, title="Work order, draft", preview=preview, may_print=may_print)
    opened.rest()
    return sheet


def handed_out(opened: OpenPage) -> int:
    return sum(row.deed is Deed.PAPER_PRINT for row in timeline(opened.desk, opened.order_id))


def test_a_draft_goes_to_the_only_printer_and_is_not_written_down(
    opened: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[bytes, str, str]] = []
    monkeypatch.setattr(printing, "printer_names", lambda: ("Front desk",))
    monkeypatch.setattr(
        printing, "print_pdf", lambda pdf, *, printer_name, title: printed.append((pdf, printer_name, title))
    )
    before, sheet = handed_out(opened), draft_over(opened)
    opened.click("draft.print")
    assert printed == [(PDF, "Front desk", "Work order, draft")]
    assert sheet.said.text() == "Work order, draft sent to Front desk."
    assert handed_out(opened) == before


def test_without_a_printer_a_draft_is_saved_instead(
    opened: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    target = tmp_path / "draft.pdf"

    def choose(_over: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(target), ""

    monkeypatch.setattr(printing, "printer_names", lambda: ())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    before, sheet = handed_out(opened), draft_over(opened)
    opened.click("draft.print")
    assert target.read_bytes() == PDF
    assert offered == ["Work order, draft.pdf"]
    assert sheet.said.text() == "Saved as draft.pdf."
    assert handed_out(opened) == before


def test_a_draft_that_is_only_to_be_read_has_no_print_button(opened: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(printing, "printer_names", lambda: asked.append(1) or ())
    draft_over(opened, may_print=False).press_primary()
    assert not opened.sees("draft.print")
    assert asked == []
