"""The cars in the house."""

import make

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.archive import archive
from app.order.workflow import Flag, Stage
from app.order.workshop.dispatch import wait_for_parts
from app.overview.board import Card, board, short_model


def cards(store: Store) -> dict[str, Card]:
    return {card.number: card for card in board(make.desk(store)).cards}


def test_every_open_car_is_on_the_board_the_nearest_promise_first(store: Store, clock: FrozenClock) -> None:
    make.order(store, stage=Stage.QUOTED, form=make.another_car(1))
    make.order(store, stage=Stage.CHECKED_IN, form=make.another_car(2))
    shown = board(make.desk(store))
    assert [card.number for card in shown.cards] == ["WX2026000001", "WX2026000002"]
    assert [card.number for card in shown.of(Stage.QUOTED)] == ["WX2026000001"]
    assert shown.now == clock.now()
    card = shown.cards[0]
    assert (card.model_code, card.advisor, card.flags) == ("A5", "林晓岚", (Flag.WAITING_CUSTOMER,))


def test_a_delivered_car_stays_three_days_a_closed_one_not_at_all(store: Store, clock: FrozenClock) -> None:
    first = make.order(store, stage=Stage.DELIVERED, form=make.another_car(1))
    make.order(store, stage=Stage.DELIVERED, form=make.another_car(2))
    archive(make.desk(store, make.MANAGER), first)
    assert list(cards(store)) == ["WX2026000002"]
    clock.advance(days=3, minutes=1)
    assert cards(store) == {}


def test_a_card_tells_certificate_rework_and_signature(store: Store) -> None:
    make.order(store, stage=Stage.COMPLETED, lines=(make.labour("LB-M004"),), fails_final_check="QM-10")
    make.order(store, stage=Stage.SETTLED, form=make.another_car())
    first, second = cards(store).values()
    assert first.needs_certificate
    assert not second.needs_certificate
    assert not second.is_handover_signed


def test_a_stopped_car_tells_since_when(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    wait_for_parts(make.desk(store, make.PARTS_CLERK), order_id, reason="明天到货")
    since = clock.now()
    clock.advance(hours=5)
    assert cards(store)["WX2026000001"].stopped_since == since


def test_a_card_has_room_for_a_short_model_only() -> None:
    assert short_model("云骏 A5 1.5T 轿车") == "A5"
    assert short_model("Model-3") == "Model-3"
    assert short_model("") == ""
