"""The stages of an order and the moves between them, against the domain's table."""

from itertools import product

import pytest

from app.kernel.refusal import Refusal
from app.order.workflow import (
    FLAG_WORDS,
    OPEN_STAGES,
    STAGE_WORDS,
    STEP_OF_STAGE,
    STEP_WORDS,
    Flag,
    Stage,
    Step,
    check_move,
    require,
)

MOVES = {
    ("checked_in", "quoted"), ("quoted", "quoted"), ("quoted", "authorized"), ("checked_in", "cancelled"),
    ("quoted", "cancelled"), ("authorized", "cancelled"), ("authorized", "in_work"), ("in_work", "in_qc"),
    ("in_qc", "in_work"), ("in_qc", "completed"), ("completed", "settled"), ("settled", "delivered"),
    ("delivered", "closed"), ("completed", "in_work"), ("settled", "completed"),
}  # fmt: skip


@pytest.mark.parametrize(("now", "to"), list(product(Stage, Stage)))
def test_an_order_moves_as_the_table_says_and_no_other_way(now: Stage, to: Stage) -> None:
    if (now.value, to.value) in MOVES:
        check_move(now, to)
        return
    with pytest.raises(Refusal) as caught:
        check_move(now, to)
    assert caught.value.code == "order.stage"
    assert STAGE_WORDS[now] in caught.value.sentence


def test_what_belongs_to_another_stage_names_it() -> None:
    require(Stage.QUOTED, Stage.CHECKED_IN, Stage.QUOTED)
    with pytest.raises(Refusal) as caught:
        require(Stage.DELIVERED, Stage.CHECKED_IN, Stage.QUOTED)
    assert caught.value.code == "order.stage"
    assert "Checked in, Quoted" in caught.value.sentence


def test_every_stage_flag_and_step_has_a_word() -> None:
    assert set(STAGE_WORDS) == set(STEP_OF_STAGE) == set(Stage)
    assert set(FLAG_WORDS) == set(Flag)
    assert set(STEP_WORDS) == set(Step)


def test_an_open_order_is_one_whose_car_is_in_the_house() -> None:
    assert set(Stage) - set(OPEN_STAGES) == {Stage.DELIVERED, Stage.CLOSED, Stage.CANCELLED}
