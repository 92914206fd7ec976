"""Until when the papers of a visit are kept, whoever asks (domain documents: 6 years here, at least 2 by law)."""

from datetime import date

from sqlalchemy.orm import Session

from app.records.store.rules import RETENTION, rule_in


def kept_until(left_on: date, *, years: int) -> date:
    """The last day on which the papers of a car that left on `left_on` are kept.

    >>> kept_until(date(2026, 3, 1), years=6), kept_until(date(2024, 2, 29), years=1)
    (datetime.date(2032, 3, 1), datetime.date(2025, 2, 28))
    """
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        return left_on.replace(year=left_on.year + years, day=28)


def retention_years(session: Session) -> int:
    """The store's own figure; never below what the law wants."""
    return rule_in(session, RETENTION)
