"""The door of an order that was called off, and the archive of one that is over."""

from dataclasses import replace

import pytest
from order_page import Key, Open, OpenAt
from PySide6.QtWidgets import QAbstractButton

from app.kernel.language import Language, use
from app.order.handover.explanation import PassKind, Topic
from app.order.handover.farewell import ReturnedThing, farewell
from app.order.handover.queries import handover
from app.order.queries import head
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow
from ui.order.handover.handover_page import HandoverPage

CANCELLED, LEFT, DELIVERED, SETTLED = "WXD000019", "WXD000020", "WXD000010", "WXD000039"
ODOMETER, KEYS = "let_go.odometer", "let_go.keys_returned"


@pytest.fixture
def door(open_at: OpenAt) -> Open:
    """The handover page of an order, the advisor at the desk unless said otherwise."""
    return lambda number=CANCELLED, who="S02": open_at(who, number, HandoverPage)


def test_what_is_to_be_seen_to_stands_in_the_bar_and_goes_as_it_is_done(door: Open) -> None:
    with door() as opened:
        assert opened.page.primary_words() == "Let the car go, issue the gate pass"
        assert opened.page.missing() == ((ODOMETER, "Odometer at leaving"), (KEYS, "Keys returned"))
        opened.type_into(ODOMETER, "39001")
        opened.press(Key.Key_Space, KEYS)
        assert opened.page.missing() == ()


def test_the_car_leaves_with_its_pass_by_keys_alone(door: Open) -> None:
    with door() as opened:
        opened.type_into(ODOMETER, "39,001")
        opened.press(Key.Key_Space, KEYS)
        opened.page.primary()
        opened.rest()
        gate = handover(opened.desk, opened.order_id).gate_pass
        assert gate is not None and gate.kind is PassKind.NO_REPAIR
        assert opened.find("let_go.pass_number").text() == gate.number
        assert opened.page.primary_words() == ""
        assert not opened.find(ODOMETER).isEnabled()

        opened.click("let_go.print")
        place, what = opened.gone[-1]
        assert place == "paper" and isinstance(what, PaperRow) and what.kind is PaperKind.GATE_PASS


def test_what_is_given_back_is_written_whole(door: Open) -> None:
    things = tuple(ReturnedThing(f"儿童安全座椅（ISOFIX，带脚垫，后排右侧）{at}", 1) for at in range(4))
    with door() as opened:
        row = handover(opened.desk, opened.order_id)
        asked = replace(row, topics=(*row.topics, Topic.VALUABLES_COMPARED))
        found = replace(farewell(opened.desk, opened.order_id), valuables=things, handover=asked)
        leaves = opened.page.no_repair.leaves
        leaves.show_farewell(found, can_write=True)
        opened.rest()
        assert leaves.things.isVisible()
        assert all(thing.name in leaves.things.text() for thing in things)
        assert leaves.things.height() >= leaves.things.heightForWidth(leaves.things.width())


def test_the_button_on_the_pass_leads_to_what_is_missing(door: Open) -> None:
    with door() as opened:
        opened.click("let_go.release")
        assert opened.find(ODOMETER).hasFocus()
        assert handover(opened.desk, opened.order_id).gate_pass is None


@pytest.mark.parametrize("typed", ["38999", "99999"])
def test_an_odometer_that_cannot_be_stays_typed_with_the_reason_under_it(door: Open, typed: str) -> None:
    with door() as opened:
        opened.type_into(ODOMETER, typed)
        opened.press(Key.Key_Space, KEYS)
        opened.page.primary()
        opened.rest()
        assert opened.find(f"{ODOMETER}.error").isVisible()
        assert opened.find(ODOMETER).text() == typed
        assert handover(opened.desk, opened.order_id).gate_pass is None


def test_what_is_no_number_is_not_read_as_one(door: Open) -> None:
    with door() as opened:
        opened.type_into(ODOMETER, "many")
        assert opened.page.missing()[0][0] == ODOMETER


def test_a_car_that_has_left_shows_its_pass_and_what_was_given_back(door: Open) -> None:
    with door(LEFT) as opened:
        keys = opened.find(KEYS)
        assert isinstance(keys, QAbstractButton) and keys.isChecked() and not keys.isEnabled()
        assert opened.find(ODOMETER).text() == "44,980"
        assert opened.sees("let_go.print")
        assert not opened.sees("let_go.release")


def test_who_may_not_let_a_car_go_only_reads(door: Open) -> None:
    with door(who="S05") as opened:
        assert opened.page.primary_words() == ""
        assert not opened.find(KEYS).isEnabled()
        assert not opened.sees("let_go.release")


def test_the_page_speaks_chinese(door: Open) -> None:
    use(Language.CHINESE)
    with door() as opened:
        assert opened.page.primary_words() == "放行·开出门证"


def test_customer_care_archives_a_delivered_order(door: Open) -> None:
    with door(DELIVERED, "S09") as opened:
        assert opened.page.primary_words() == "Archive the order"
        opened.page.primary()
        opened.rest()
        assert head(opened.desk, opened.order_id).stage is Stage.CLOSED
        assert opened.page.primary_words() == ""


def test_the_palette_archives_too(door: Open) -> None:
    with door(DELIVERED, "S01") as opened:
        next(one for one in opened.page.commands() if one.words == "Archive the order").deed()
        opened.rest()
        assert head(opened.desk, opened.order_id).stage is Stage.CLOSED


@pytest.mark.parametrize(("number", "who"), [(DELIVERED, "S02"), (SETTLED, "S01")])
def test_nobody_else_and_nothing_that_is_still_here_is_archived(door: Open, number: str, who: str) -> None:
    with door(number, who) as opened:
        assert not [one for one in opened.page.commands() if one.words == "Archive the order"]
