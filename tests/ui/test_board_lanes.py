"""What the board says of a car: lanes, filters, the clock row, the pills."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from app.kernel.language import Language, use
from app.order.queries import OrderId
from app.order.workflow import OPEN_STAGES, Flag, Stage
from app.overview.board import Board, Card
from app.records.catalogue.categories import RepairCategory
from ui import formats
from ui.board.lanes import LANES, Filter, Urgency, cards_of, counts, face, passes, pills
from ui.board.tile import CLOCK_GAP, CLOCK_SHAPE, SMALL, Tile
from ui.theme import Type
from ui.widgets import drawn

NOW = datetime(2026, 11, 23, 6, 18, tzinfo=UTC)  # 14:18 in the store
NARROWEST = 139  # px, a card where the window is 1366 wide


@pytest.fixture(autouse=True)
def in_the_store() -> None:
    use(Language.CHINESE)
    formats.show_times_in(480)


def card(number: str = "WXD000001", *, minutes: int = 120, stage: Stage = Stage.IN_WORK, **more: object) -> Card:
    facts: dict[str, object] = {
        "order_id": OrderId(1), "number": number, "stage": stage, "plate": "苏A8K2M6", "plate_type": "normal",
        "model_code": "A5", "owner_name": "王建军", "summary": "10000公里保养", "advisor_id": 2,
        "advisor": "林晓岚", "promised_at": NOW + timedelta(minutes=minutes), "ready_at": None, "flags": (),
        "rework_rounds": 0,
    }  # fmt: skip
    return Card(**(facts | more))  # type: ignore[arg-type]


def test_every_open_stage_has_its_lane() -> None:
    assert tuple(lane.stage for lane in LANES) == OPEN_STAGES


@pytest.mark.parametrize(
    ("minutes", "urgency", "time", "left"),
    [
        (-12, Urgency.LATE, "14:06", "晚 12 分"),
        (42, Urgency.NEAR, "15:00", "剩 42 分"),
        (162, Urgency.CALM, "17:00", "剩 2:42"),
        (1242, Urgency.CALM, "明天 11:00", ""),
        (3000, Urgency.CALM, "11-25", ""),
    ],
)
def test_the_clock_says_until_when_and_what_is_left(minutes: int, urgency: Urgency, time: str, left: str) -> None:
    says = face(card(minutes=minutes), now=NOW)
    assert (says.urgency, says.time, says.left) == (urgency, time, left)


def test_a_ready_car_is_never_late() -> None:
    says = face(card(minutes=-30, stage=Stage.COMPLETED, ready_at=NOW - timedelta(hours=1)), now=NOW)
    assert (says.urgency, says.left) == (Urgency.READY, "可交车")


def test_a_car_without_its_wash_is_not_ready_and_can_be_late() -> None:
    assert face(card(minutes=-30, stage=Stage.COMPLETED), now=NOW).urgency is Urgency.LATE


def test_a_paid_car_waits_for_the_signature_then_for_the_gate() -> None:
    paid = {"stage": Stage.SETTLED, "ready_at": NOW}
    assert face(card(**paid), now=NOW).left == "待签字"  # type: ignore[arg-type]
    assert face(card(**paid, is_handover_signed=True), now=NOW).left == "待放行"  # type: ignore[arg-type]


def test_a_stopped_car_says_for_how_many_days() -> None:
    stopped = card(minutes=3000, flags=(Flag.WAITING_PARTS,), stopped_since=NOW - timedelta(days=6, hours=4))
    assert face(stopped, now=NOW).left == "停 6 天"


def test_late_ones_stand_first_then_the_nearly_late_then_by_promise() -> None:
    board = Board(NOW, (card("A", minutes=200), card("B", minutes=30), card("C", minutes=-5), card("D", minutes=100)))
    lane = cards_of(board, Stage.IN_WORK, lambda _card: True, now=NOW)
    assert [one.number for one in lane] == ["C", "B", "D", "A"]


def test_each_filter_counts_the_cars_it_shows() -> None:
    board = Board(
        NOW,
        (
            card("A", minutes=-5, flags=(Flag.SUPPLEMENT_PENDING,)),
            card("B", minutes=30, advisor_id=3, flags=(Flag.WAITING_PARTS,)),
            card("C", flags=(Flag.WAITING_CUSTOMER,), stage=Stage.QUOTED),
            card("D", flags=(Flag.HAS_INTERNAL_REWORK,), stage=Stage.IN_QC),
            card("E", stage=Stage.DELIVERED, delivered_at=NOW),
        ),
    )
    found = counts(board, now=NOW, person_id=2)
    assert found == {
        Filter.ALL: 4, Filter.MINE: 3, Filter.LATE: 1, Filter.NEAR: 1, Filter.CUSTOMER: 2, Filter.PARTS: 1,
        Filter.REWORK: 1,
    }  # fmt: skip
    shown = [one for one in board.cards if passes(one, Filter.CUSTOMER, now=NOW, person_id=2)]
    assert [one.number for one in shown] == ["A", "C"]


def test_rework_says_which_round_it_is() -> None:
    assert pills(card(flags=(Flag.HAS_INTERNAL_REWORK,), rework_rounds=1))[0].words == "内返 第2轮"


def test_a_certificate_is_needed_before_and_there_after_the_work() -> None:
    assembly = RepairCategory.ASSEMBLY
    assert [pill.words for pill in pills(card(repair_category=assembly))] == ["需合格证"]
    assert [pill.words for pill in pills(card(repair_category=assembly, stage=Stage.COMPLETED))] == ["合格证"]


@pytest.mark.parametrize(
    "facts",
    [
        {"stage": Stage.COMPLETED, "ready_at": NOW},
        {"stage": Stage.SETTLED, "ready_at": NOW},
        {"stage": Stage.SETTLED, "ready_at": NOW, "is_handover_signed": True},
        {"minutes": 9 * 60},
        {"minutes": 59},
        {"minutes": -59},
        {"minutes": 60, "flags": (Flag.WAITING_PARTS,)},
    ],
)
def test_the_narrowest_card_says_promise_and_what_is_left_uncut_in_english(facts: dict[str, object]) -> None:
    use(Language.ENGLISH)
    says = face(card(**facts), now=NOW)  # type: ignore[arg-type]
    time = drawn.width_of(says.time, Type.DATA, Type.BOLD if says.left_tone in ("bad", "warn") else Type.MEDIUM)
    weight = {"bad": Type.BOLD, "muted": Type.REGULAR}.get(says.left_tone, Type.MEDIUM)
    room = NARROWEST - 2 * SMALL.padding - CLOCK_SHAPE - 2 * CLOCK_GAP + 1
    assert says.left
    assert time + drawn.width_of(says.left, Type.LABEL, weight) <= room


@pytest.mark.parametrize(
    "facts",
    [
        {"stage": Stage.SETTLED, "ready_at": NOW, "is_handover_signed": True},
        {"minutes": -59},
        {"minutes": -60 * 24 * 12},
        {"minutes": 3000, "stopped_since": NOW - timedelta(days=26), "flags": (Flag.WAITING_PARTS,)},
    ],
)
def test_a_card_always_draws_its_promise(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, facts: dict[str, object]
) -> None:
    use(Language.ENGLISH)
    one = card(**facts)  # type: ignore[arg-type]
    says, tile, written = face(one, now=NOW), Tile(one.number), []
    qtbot.addWidget(tile)
    tile.show_card(one, says, is_large=False)
    tile.resize(NARROWEST, tile.height_needed())
    real = drawn.text

    def text(painter: QPainter, rect: QRectF, words: str, **more: Any) -> float:
        used = real(painter, rect, words, **more)
        written.append((words, used))
        return used

    monkeypatch.setattr(drawn, "text", text)
    tile.grab()
    width = dict(written)
    weight = Type.BOLD if says.left_tone in ("bad", "warn") else Type.MEDIUM
    assert width[says.time] >= drawn.width_of(says.time, Type.DATA, weight) - 1
    assert width[says.left] > 0
