"""Numbers of papers: one gapless series a kind and year, taken inside the deed that freezes (R175)."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress
from app.kernel.clock import business_day
from app.paper.tables import NumberSeries


class Series(StrEnum):
    """The prefixes (domain workflow §12)."""

    ORDER = "WX"
    AGREEMENT = "HT"
    CERTIFICATE = "HG"
    SETTLEMENT = "JS"
    GATE_PASS = "CM"
    WORK_ORDER = "PG"
    CUSTOMER = "C"
    VEHICLE = "V"


def next_number(deed: DeedInProgress, series: Series) -> str:
    """The next number of the year, as `WX2026000021`.

    Taken in the caller's transaction: a deed that fails gives its number back, so none is missing.
    """
    year = business_day(deed.now, deed.store.utc_offset_minutes).year
    last = _last(deed.session, series.value, year)
    last.last += 1
    deed.session.flush()
    return f"{series.value}{year}{last.last:06d}"


def _last(session: Session, prefix: str, year: int) -> NumberSeries:
    query = select(NumberSeries).where(NumberSeries.prefix == prefix, NumberSeries.year == year).with_for_update()
    row = session.scalar(query)
    if row is None:
        row = NumberSeries(prefix=prefix, year=year, last=0)
        session.add(row)
    return row
