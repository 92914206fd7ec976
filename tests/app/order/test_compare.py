"""Two versions of a quote side by side."""

from datetime import UTC, datetime

from app.order.quote.compare import Change, class_of, compare
from app.order.quote.queries import LineId, LineRow, VersionRow
from app.records.catalogue.categories import Decision, LineKind, Need, Payer, QualityClass

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def line(
    code: str, name: str, fen: int, *, quality: QualityClass = QualityClass.OEM, payer: Payer = Payer.CUSTOMER
) -> LineRow:
    return LineRow(
        id=LineId(1), position=1, kind=LineKind.PART, code=code, name_zh=name, name_en=name, quantity_milli=1_000,
        unit="套", unit_price_fen=fen, payable_bp=10_000, payer=payer, need=Need.REQUIRED,
        decision=Decision.UNDECIDED, repair_category=None, quality_class=quality, brand="", guarantee_months=12,
        guarantee_km=20_000, needs_hv_qualification=False, is_safety=False, is_addon=False, reason="", finding_item="",
        taken_out_reason="",
    )  # fmt: skip


def version(edition: int, *lines: LineRow) -> VersionRow:
    return VersionRow(edition, edition, NOW, None, None, lines)


PADS, CHEAPER = line("YJ-1", "前制动片", 52_000), line("TZ-1", "前制动片", 32_200, quality=QualityClass.EQUIVALENT)
DISC = line("YJ-2", "制动盘", 40_000)


def test_another_quality_of_the_same_part_is_one_change() -> None:
    found = compare(version(1, PADS, DISC), version(2, CHEAPER, DISC))
    assert found.changes == (Change("前制动片", "前制动片", 52_000, 32_200),)
    assert (found.before_fen, found.after_fen) == (92_000, 72_200)


def test_what_came_and_what_went_stands_on_one_side() -> None:
    found = compare(version(1, PADS), version(2, DISC))
    assert {(change.before_fen, change.after_fen) for change in found.changes} == {(52_000, None), (None, 40_000)}


def test_two_lines_of_one_name_are_told_apart_by_their_turn() -> None:
    found = compare(version(1, PADS, PADS), version(2, PADS, CHEAPER))
    assert found.changes == (Change("前制动片", "前制动片", 52_000, 32_200),)


def test_another_payer_is_a_change_though_the_sum_stays() -> None:
    claimed = line("YJ-1", "前制动片", 52_000, payer=Payer.WARRANTY)
    found = compare(version(1, PADS), version(2, claimed))
    assert len(found.changes) == 1 and (found.before_fen, found.after_fen) == (52_000, 0)


def test_a_version_is_called_by_the_class_all_its_parts_share() -> None:
    assert class_of(version(1, PADS, DISC)) is QualityClass.OEM
    assert class_of(version(1, CHEAPER, DISC)) is None
    assert class_of(version(1)) is None
