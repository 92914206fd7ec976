"""The signing ceremony: nothing pre-ticked, nothing half-signed, nobody signs what has changed."""

from collections.abc import Iterator

import pytest
from order_page import CTRL, DeskOf, Key, OpenAt, OpenPage, open_page
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from test_agreement_page import QUOTED, accept_all

from app.order.agreement.queries import agreement_standing
from app.order.queries import head
from app.order.quote.edit import LineChange, change_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import versions
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision
from app.upkeep.visit import handwriting
from ui.order.agreement.agreement_page import AgreementPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # offscreen's own complaint


@pytest.fixture
def page(open_at: OpenAt, desk_of_lazy: DeskOf) -> Iterator[OpenPage]:
    """The agreement page of an order whose lines are all accepted."""
    accept_all(desk_of_lazy("S02"))
    with open_at("S02", QUOTED, AgreementPage) as opened:
        opened.page.resize(1366, 768)
        yield opened


def begin(opened: OpenPage) -> None:
    """Press the primary action."""
    opened.page.primary()
    opened.rest()


def tick(opened: OpenPage, *names: str) -> None:
    """Tick consents."""
    for name in names:
        opened.click(f"sign.{name}_consent")


def is_ticked(opened: OpenPage, name: str) -> bool:
    """Whether a consent is ticked."""
    box = opened.find(f"sign.{name}_consent")
    assert isinstance(box, QAbstractButton)
    return box.isChecked()


def stage_of(opened: OpenPage) -> Stage:
    """Where the order stands."""
    return head(opened.desk, opened.order_id).stage


def test_it_covers_the_window_and_no_box_is_ticked_beforehand(page: OpenPage) -> None:
    begin(page)
    assert page.find("sign").rect() == page.page.window().rect()
    assert not any(is_ticked(page, name) for name in ("e_signature", "privacy", "survey"))


def test_what_is_missing_is_said_where_it_is_and_nothing_is_signed(page: OpenPage) -> None:
    begin(page)
    page.click("sign.accept")
    assert page.sees("sign.e_signature_consent.error")
    tick(page, "e_signature")
    page.click("sign.accept")
    assert page.sees("sign.privacy_consent.error")
    tick(page, "privacy")
    page.click("sign.accept")
    assert page.find("sign.pad.error").text() == "Please write your name in the field first."
    assert stage_of(page) is Stage.QUOTED


def test_the_customer_signs_and_the_paper_is_sealed(page: OpenPage) -> None:
    begin(page)
    tick(page, "e_signature", "privacy")
    page.sign()

    assert stage_of(page) is Stage.AUTHORIZED
    signed = agreement_standing(page.desk, page.order_id).signed
    assert signed is not None
    assert signed.paper.signed_by == ("马依拉·吐尔逊", "林晓岚")
    assert signed.total_fen == 128_200
    assert not signed.consents_to_survey
    assert not page.sees("sign")
    assert page.find("agreement.number").text() == signed.number
    # This store files later: what is not on the disk yet is not called sealed.
    assert page.said[-1].words == f"Agreement {signed.number} is signed; its file is sealed when it is next opened."


def test_sealed_is_said_when_the_file_is_on_the_disk(open_at: OpenAt, desk_of: DeskOf, qtbot: QtBot) -> None:
    accept_all(desk_of("S02"))
    with open_page(qtbot, desk_of("S02"), QUOTED, AgreementPage) as page:
        begin(page)
        tick(page, "e_signature", "privacy")
        page.sign()
        signed = agreement_standing(page.desk, page.order_id).signed
        assert signed is not None and signed.paper.file_sha256 is not None
        assert page.desk.store.blobs.is_sound(signed.paper.file_sha256)
        assert page.said[-1].words == f"Agreement {signed.number} is signed and sealed."


def test_the_third_box_is_free_and_kept(page: OpenPage) -> None:
    begin(page)
    tick(page, "e_signature", "privacy", "survey")
    page.sign()
    signed = agreement_standing(page.desk, page.order_id).signed
    assert signed is not None
    assert signed.consents_to_survey


def test_esc_leaves_nothing_half_signed(page: OpenPage) -> None:
    begin(page)
    tick(page, "e_signature", "privacy")
    page.press(Key.Key_Escape)
    assert not page.sees("sign")
    assert stage_of(page) is Stage.QUOTED
    begin(page)
    assert not is_ticked(page, "privacy")


def test_ctrl_enter_pressed_twice_signs_once(page: OpenPage) -> None:
    begin(page)
    tick(page, "e_signature", "privacy")
    pad = page.page.ceremony.pad
    pad.show_strokes(handwriting("马依拉"))
    for _press in range(2):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CTRL)
    page.rest()
    papers = [paper for paper in papers_of(page.desk, page.order_id) if paper.kind is PaperKind.AGREEMENT]
    assert len(papers) == 1


def test_what_changed_meanwhile_is_read_again_with_empty_boxes(page: OpenPage) -> None:
    begin(page)
    tick(page, "e_signature", "privacy")
    last = versions(page.desk, page.order_id)[-1].lines[-1]
    decide(page.desk, page.order_id, decisions=((last.id, Decision.LATER),))
    page.sign()

    assert page.find("sign.changed").isVisible()
    assert not is_ticked(page, "e_signature")
    assert page.page.ceremony.pad.is_empty()
    assert page.page.ceremony.document.total.figure.text() == "¥960.00"
    assert stage_of(page) is Stage.QUOTED

    tick(page, "e_signature", "privacy")
    page.sign()
    assert stage_of(page) is Stage.AUTHORIZED


def test_a_declined_safety_item_is_signed_for_by_itself(page: OpenPage) -> None:
    last = versions(page.desk, page.order_id)[-1].lines[-1]
    change = LineChange(is_safety=True, reason="制动距离变长")
    change_line(page.desk, page.order_id, line_id=last.id, change=change)
    offer(page.desk, page.order_id)
    lines = versions(page.desk, page.order_id)[-1].lines
    said = (*((line.id, Decision.ACCEPTED) for line in lines[:-1]), (lines[-1].id, Decision.REFUSED))
    decide(page.desk, page.order_id, decisions=said)

    begin(page)
    tick(page, "e_signature", "privacy")
    page.sign()
    assert page.sees("sign.risks")
    assert stage_of(page) is Stage.QUOTED
    page.press(Key.Key_Escape)
    assert not page.sees("sign.risks")
    assert not page.page.ceremony.pad.is_empty()

    page.click("sign.accept")
    page.sign()
    signed = agreement_standing(page.desk, page.order_id).signed
    assert signed is not None
    assert signed.paper.signed_by == ("马依拉·吐尔逊", "马依拉·吐尔逊", "林晓岚")


def test_the_whole_paper_and_the_privacy_notice_can_be_read(page: OpenPage) -> None:
    begin(page)
    page.press(Key.Key_Space, "sign.read_privacy")
    assert page.sees("privacy.text")
    page.press(Key.Key_Escape)
    page.press(Key.Key_Space, "sign.read")
    assert page.find("draft.view").where.text() == "1 / 2"
    page.press(Key.Key_Escape)
    assert page.sees("sign")
    assert not page.sees("draft")


def test_a_locked_desk_takes_the_ceremony_away(page: OpenPage) -> None:
    begin(page)
    page.page.hide()
    page.rest()
    assert page.page.ceremony is None
    assert stage_of(page) is Stage.QUOTED
