"""An order as its workspace opens it."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.inspection.inspect import skip_inspection
from app.order.quote.edit import add_item
from app.order.workflow import Stage, Step
from app.overview.order_view import SumKind, order_view, steps_done
from app.overview.orders import orders
from app.records.catalogue.categories import LineKind, Payer


@pytest.mark.parametrize(
    ("stage", "step", "done"),
    [
        (Stage.CHECKED_IN, Step.INSPECTION, 1),
        (Stage.QUOTED, Step.QUOTE, 2),
        (Stage.AUTHORIZED, Step.WORK, 4),
        (Stage.IN_WORK, Step.WORK, 4),
        (Stage.IN_QC, Step.QC, 5),
        (Stage.COMPLETED, Step.SETTLEMENT, 6),
        (Stage.SETTLED, Step.HANDOVER, 7),
        (Stage.DELIVERED, Step.HANDOVER, 8),
    ],
)
def test_an_order_opens_at_its_step(store: Store, stage: Stage, step: Step, done: int) -> None:
    view = order_view(make.desk(store), make.order(store, stage=stage))
    assert (view.step, len(view.done)) == (step, done)
    assert (view.model_code, view.model_year) == ("A5", 2019)


def test_after_the_inspection_the_quote_comes_next_though_the_stage_stays(store: Store) -> None:
    order_id = make.order(store)
    skip_inspection(make.desk(store), order_id, reason="客户只做保养")
    view = order_view(make.desk(store), order_id)
    assert (view.head.stage, view.step) == (Stage.CHECKED_IN, Step.QUOTE)


def test_the_sum_in_the_head_says_what_it_is(store: Store) -> None:
    desk, order_id = make.desk(store), make.order(store)
    assert order_view(desk, order_id).sum_fen is None
    add_item(desk, order_id, kind=LineKind.LABOUR, code=make.PADS)
    assert (order_view(desk, order_id).sum_kind, order_view(desk, order_id).sum_fen) == (SumKind.ESTIMATE, 24_000)
    quoted = make.order(store, stage=Stage.QUOTED, form=make.another_car(1))
    assert (order_view(desk, quoted).sum_kind, order_view(desk, quoted).sum_fen) == (SumKind.QUOTED, make.TOTAL_FEN)
    signed = make.order(store, stage=Stage.AUTHORIZED, form=make.another_car(2))
    assert (order_view(desk, signed).sum_kind, order_view(desk, signed).sum_fen) == (SumKind.SIGNED, make.TOTAL_FEN)


def test_a_cancelled_order_has_only_its_check_in_behind_it() -> None:
    assert steps_done(Stage.CANCELLED, Step.CHECKIN) == frozenset({Step.CHECKIN})


def test_an_unknown_order_opens_nothing(store: Store) -> None:
    with refused(store, "order.unknown"):
        order_view(make.desk(store), 4711)


def test_what_was_signed_for_nothing_is_still_the_signed_sum(store: Store) -> None:
    lines = (make.labour(payer=Payer.WARRANTY), make.part(payer=Payer.WARRANTY))
    signed = make.order(store, stage=Stage.AUTHORIZED, lines=lines)
    desk = make.desk(store)
    view = order_view(desk, signed)
    assert (view.sum_kind, view.sum_fen) == (SumKind.SIGNED, 0)
    unsigned = make.order(store, stage=Stage.QUOTED, form=make.another_car())
    assert {row.id: row.signed_total_fen for row in orders(desk).rows} == {signed: 0, unsigned: None}
