"""Numbers of papers: one gapless series a kind and year, taken inside the deed that freezes (R175)."""

import re
from enum import StrEnum

from sqlalchemy import text

from app.desk import DeedInProgress
from app.kernel.clock import business_day

# One statement that also locks the row: two desks never read the same last number.
_TAKE = text(
    "INSERT INTO number_series (prefix, year, last) VALUES (:prefix, :year, 1)"
    " ON CONFLICT (prefix, year) DO UPDATE SET last = number_series.last + 1 RETURNING last"
)


_KEEP = text(
    "INSERT INTO number_series (prefix, year, last) VALUES (:prefix, :year, :last)"
    " ON CONFLICT (prefix, year) DO UPDATE SET last = :last WHERE number_series.last < :last"
)


class Series(StrEnum):
    """The prefixes (domain workflow §12)."""

    ORDER = "WX"
    AGREEMENT = "HT"
    CERTIFICATE = "HG"
    SETTLEMENT = "JS"
    REVERSAL = "HC"
    REFUND = "TK"
    GATE_PASS = "CM"
    WORK_ORDER = "PG"
    CLOSING = "RJ"
    COMPLAINT = "TS"
    CUSTOMER = "C"
    VEHICLE = "V"


def is_of(series: Series, number: str) -> bool:
    """Whether a number could be one that the series gives out."""
    return _parts(series, number) is not None


def keep_from_being_given(deed: DeedInProgress, series: Series, number: str) -> None:
    """A number of ours that a file brought is not given out again. For customers and cars, which may have gaps."""
    parts = _parts(series, number)
    if parts is not None:
        year, last = parts
        deed.session.execute(_KEEP, {"prefix": series.value, "year": year, "last": last})
        deed.touch("paper")


def next_number(deed: DeedInProgress, series: Series) -> str:
    """The next number of the year, as `WX2026000021`.

    Taken in the caller's transaction: a deed that fails gives its number back, so none is missing.
    """
    year = business_day(deed.now, deed.store.utc_offset_minutes).year
    last = int(deed.session.execute(_TAKE, {"prefix": series.value, "year": year}).scalar_one())
    if last > 1:
        deed.changed(f"number_series.{series.value}-{year}.last", last - 1, last)
    deed.touch("paper")
    return f"{series.value}{year}{last:06d}"


def _parts(series: Series, number: str) -> tuple[int, int] | None:
    """The year and the number in it; a series that outgrew its six digits goes on with more."""
    found = re.fullmatch(f"{series.value}([0-9]{{4}})([0-9]{{6,9}})", number)
    return (int(found.group(1)), int(found.group(2))) if found else None
