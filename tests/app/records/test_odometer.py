"""Odometer readings against the last one."""

import pytest

from app.kernel.refusal import Refusal
from app.records.vehicles.odometer import accumulated_km, judge_odometer


@pytest.mark.parametrize(
    ("typed_km", "last_km", "replaced", "reason"),
    [
        (0, None, False, ""),
        (1_999_999, None, False, ""),
        (86_210, 82_010, False, ""),
        (86_210, 86_210, False, ""),
        (120, 86_210, True, "2026-10 仪表总成更换"),
        (282_010, 82_010, False, ""),
        (300_000, 82_010, False, "网约车"),
    ],
)
def test_a_possible_reading_is_taken(typed_km: int, last_km: int | None, replaced: bool, reason: str) -> None:
    assert judge_odometer(typed_km, last_km, replaced=replaced, reason=reason) == typed_km


@pytest.mark.parametrize(
    ("typed_km", "last_km", "replaced", "reason", "code"),
    [
        (None, None, False, "", "odometer.missing"),
        (-1, None, False, "", "odometer.absurd"),
        (2_000_000, None, False, "", "odometer.absurd"),
        (862_100, 86_210, False, " ", "odometer.absurd"),
        (86_209, 86_210, False, "", "odometer.back"),
        (86_209, 86_210, False, "看错了", "odometer.back"),
        (120, 86_210, True, "  ", "odometer.back"),
    ],
)
def test_a_doubtful_reading_is_asked_again(
    typed_km: int | None, last_km: int | None, replaced: bool, reason: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        judge_odometer(typed_km, last_km, replaced=replaced, reason=reason)
    assert (refused.value.code, refused.value.field) == (code, "checkin.odometer")


def test_a_new_cluster_goes_on_where_the_old_one_stopped() -> None:
    assert accumulated_km(1_200, replaced_at_km=86_210) == 87_410
