"""Signing with a pen in the window: print, attach, accept; a wrong scan is said at once; going back leaves nothing."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from order_page import DeskOf, Key, OpenAt, OpenPage
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from test_agreement_page import QUOTED, accept_all
from test_sign_ceremony import begin, stage_of, tick

from app.order.agreement.queries import agreement_standing
from app.order.workflow import Stage
from app.paper.queries import papers_of
from ui import printing
from ui.order.agreement.agreement_page import AgreementPage
from ui.order.documents import Documents
from ui.order.paper_deeds import PaperDeeds

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(open_at: OpenAt, desk_of_lazy: DeskOf) -> Iterator[OpenPage]:
    """The agreement page of an order whose lines are all accepted."""
    accept_all(desk_of_lazy("S02"))
    with open_at("S02", QUOTED, AgreementPage) as opened:
        opened.page.resize(1366, 768)
        yield opened


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scan, as the file dialog answers it."""
    path = tmp_path / "scan.png"
    out = BytesIO()
    Image.new("L", (1654, 2339), 255).save(out, "PNG")
    path.write_bytes(out.getvalue())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    return path


def attach(opened: OpenPage) -> None:
    """Choose the pen and attach the scan."""
    opened.click("sign.on_paper")
    opened.click("sign.paper.attach")


def test_the_sheet_is_printed_from_the_ceremony_without_a_word_of_whose_it_is(
    page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[bytes, str]] = []
    monkeypatch.setattr(printing, "printer_names", lambda: ("Front desk",))
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, *, printer_name, title: printed.append((pdf, title)))
    begin(page)
    page.click("sign.on_paper")
    page.click("sign.paper.print")
    ((pdf, title),) = printed
    assert pdf.startswith(b"%PDF-")
    assert title == "Service agreement"


def test_signed_on_paper_it_is_booked_with_its_scan(page: OpenPage, scan: Path) -> None:
    begin(page)
    attach(page)
    assert page.find("sign.paper.scan").text() == "scan.png"
    assert not page.sees("sign.e_signature_consent"), "nothing electronic is agreed to"
    tick(page, "privacy")
    page.click("sign.accept")
    assert stage_of(page) is Stage.AUTHORIZED
    signed = agreement_standing(page.desk, page.order_id).signed
    assert signed is not None
    assert signed.paper.is_on_paper
    assert signed.paper.signed_by == ("马依拉·吐尔逊", "林晓岚")


def test_without_a_scan_it_is_asked_for(page: OpenPage) -> None:
    begin(page)
    page.click("sign.on_paper")
    tick(page, "privacy")
    page.click("sign.accept")
    assert page.find("sign.paper.scan.error").text() == "Attach the scan of the signed sheet first."
    assert stage_of(page) is Stage.QUOTED


def test_a_file_that_is_no_scan_is_said_at_once(page: OpenPage, scan: Path) -> None:
    scan.write_bytes(b"a letter")
    begin(page)
    attach(page)
    assert page.find("sign.paper.scan.error").text().startswith("This file is no scan")
    scan.unlink()
    page.click("sign.paper.attach")
    assert "cannot be read" in page.find("sign.paper.scan.error").text()
    assert page.page.ceremony.field.lacks()


def test_back_to_the_screen_the_scan_no_longer_counts(page: OpenPage, scan: Path) -> None:
    begin(page)
    attach(page)
    page.click("sign.on_paper")
    assert page.sees("sign.pad") and page.sees("sign.e_signature_consent")
    tick(page, "e_signature", "privacy")
    page.click("sign.accept")
    assert page.find("sign.pad.error").text() == "Please write your name in the field first."
    assert stage_of(page) is Stage.QUOTED


def test_the_panel_marks_it_and_shows_the_signed_sheet(page: OpenPage, scan: Path) -> None:
    begin(page)
    attach(page)
    tick(page, "privacy")
    page.click("sign.accept")
    documents = Documents(page.worker, PaperDeeds(page.worker, page.page))
    page.qtbot.addWidget(documents)
    documents.resize(400, 600)
    documents.show()
    documents.show_order(page.order_id, now=page.desk.store.clock.now())
    page.rest()
    assert documents.papers[0].is_on_paper
    documents.list.choose(0)
    assert documents.findChild(object, "order.documents.scan").isVisible()
    documents.list.choose(1)
    assert not documents.findChild(object, "order.documents.scan").isVisible()


# Going back, at each point: nothing is half signed.


def written(opened: OpenPage) -> None:
    """A signature on the pad."""
    pad = opened.page.ceremony.pad
    from app.upkeep.visit import handwriting

    pad.show_strokes(handwriting("马依拉"))


POINTS = {
    "at once": lambda opened: None,
    "after the boxes": lambda opened: tick(opened, "e_signature", "privacy"),
    "after the signature": lambda opened: (tick(opened, "e_signature", "privacy"), written(opened)),
    "on the way to paper": lambda opened: opened.click("sign.on_paper"),
    "with the scan attached": attach,
    "with scan and box": lambda opened: (attach(opened), tick(opened, "privacy")),
}


@pytest.mark.parametrize("point", list(POINTS))
@pytest.mark.parametrize("way", ["Esc", "the button", "the desk is locked"])
def test_going_back_leaves_nothing_half_signed(page: OpenPage, scan: Path, point: str, way: str) -> None:
    before = papers_of(page.desk, page.order_id)
    begin(page)
    POINTS[point](page)
    steps = 2 if page.sees("sign.paper") else 1  # from paper one step leads to the screen
    if way == "Esc":
        for _step in range(steps):
            page.press(Key.Key_Escape)
    elif way == "the button":
        for _step in range(steps):
            page.click("sign.cancel")
    else:
        page.page.hide()
        page.rest()
    assert not page.sees("sign")
    assert page.page.ceremony is None
    assert stage_of(page) is Stage.QUOTED
    assert papers_of(page.desk, page.order_id) == before
    assert agreement_standing(page.desk, page.order_id).signed is None


def test_esc_on_paper_goes_back_to_the_screen_and_only_then_to_the_advisor(page: OpenPage) -> None:
    begin(page)
    page.click("sign.on_paper")
    assert page.find("sign.cancel").text() == "Back to signing on the screen"
    assert page.find("sign.accept").text() == "Accept the signed sheet"
    page.press(Key.Key_Escape, "sign.cancel")
    assert page.sees("sign.pad") and not page.sees("sign.paper.print")
    assert page.find("sign.cancel").text() == "Back to the advisor"
    assert page.find("sign.accept").text() == "Agree and sign"
    page.press(Key.Key_Escape, "sign.cancel")
    assert not page.sees("sign.pad")
