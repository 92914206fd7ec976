"""The store's profile and bays, as frozen rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.records.store.tables import Bay, StoreProfile


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """承修方 as it stands on every paper; VAT in basis points."""

    name: str
    name_en: str
    uscc: str
    address: str
    service_phone: str
    complaint_phone: str
    rescue_phone: str
    opening_hours: str
    filing_number: str
    vat_bp: int
    utc_offset_minutes: int
    backup_folder: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class BayRow:
    """A place in the workshop."""

    id: int
    name: str
    kind: str


_COLUMNS = tuple(getattr(StoreProfile, name) for name in ProfileRow.__dataclass_fields__)


def profile_in(session: Session) -> ProfileRow:
    """The profile, inside a session that is already open."""
    return ProfileRow(*session.execute(select(*_COLUMNS)).one())


def profile(desk: Desk) -> ProfileRow:
    """The store's profile."""
    with desk.look() as session:
        return profile_in(session)


def bays(desk: Desk) -> tuple[BayRow, ...]:
    """All bays in their order."""
    with desk.look() as session:
        return tuple(BayRow(*row) for row in session.execute(select(Bay.id, Bay.name, Bay.kind).order_by(Bay.id)))
