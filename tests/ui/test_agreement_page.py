"""The agreement before and after its signature, as the advisor sees it."""

import pytest
from order_page import DeskOf, Open, OpenAt

from app.desk import Desk
from app.order.queries import OrderId, order_of_number
from app.order.quote.offer import decide
from app.order.quote.queries import versions
from app.order.workflow import Step
from app.paper.queries import PaperRow
from app.records.catalogue.categories import Decision
from ui.order.agreement.agreement_page import AgreementPage

QUOTED, CHECKED_IN, SIGNED = "WXD000025", "WXD000021", "WXD000029"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # offscreen's own complaint


@pytest.fixture
def table(open_at: OpenAt) -> Open:
    """The agreement page of an order, with the advisor at the desk unless said otherwise."""
    return lambda number=QUOTED, who="S02": open_at(who, number, AgreementPage)


def accept_all(desk: Desk, number: str = QUOTED) -> OrderId:
    """The customer says yes to every line."""
    order_id = order_of_number(desk, number)
    lines = versions(desk, order_id)[-1].lines
    decide(desk, order_id, decisions=tuple((line.id, Decision.ACCEPTED) for line in lines))
    return order_id


def test_without_a_quote_the_page_says_what_comes_first_and_leads_there(table: Open) -> None:
    with table(CHECKED_IN) as opened:
        assert opened.sees("agreement.empty")
        opened.click("agreement.to_quote")
        assert opened.gone == [("step", Step.QUOTE)]


def test_undecided_lines_stand_in_the_way_as_a_link_to_the_quote(table: Open) -> None:
    with table() as opened:
        assert opened.page.primary_words() == "Let the customer sign"
        assert opened.page.missing() == (("order.step.quote", "Decision on 4 lines"),)


def test_the_promise_must_be_ahead_before_anyone_signs(table: Open, desk_of_lazy: DeskOf) -> None:
    desk = desk_of_lazy("S02")
    accept_all(desk)
    desk.store.clock.advance(hours=12)  # type: ignore[attr-defined]
    with table() as opened:
        assert opened.page.missing() == (("order.promise", "A promised time that is still ahead"),)


def test_what_will_be_signed_stands_with_its_total_in_figures_and_capitals(table: Open, desk_of_lazy: DeskOf) -> None:
    accept_all(desk_of_lazy("S02"))
    with table() as opened:
        assert opened.page.missing() == ()
        assert opened.find("sign.total").text() == "¥1,282.00"
        assert opened.find("sign.capitals").text() == "人民币壹仟贰佰捌拾贰元整"


def test_a_technician_reads_it_and_is_told_whose_post_it_is(table: Open) -> None:
    with table(who="S05") as opened:
        assert opened.page.primary_words() == ""
        assert opened.page.who_else.isVisible()


def test_a_signed_agreement_shows_number_and_digest_and_opens_its_paper(table: Open) -> None:
    with table(SIGNED) as opened:
        assert opened.page.primary_words() == ""
        assert opened.find("agreement.number").text().startswith("HT2026")
        assert len(opened.find("agreement.digest").text()) == 29
        opened.click("agreement.open")
        place, paper = opened.gone[-1]
        assert place == "paper"
        assert isinstance(paper, PaperRow)
