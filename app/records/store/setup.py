"""First run: the store's profile is written once, with its bays."""

from dataclasses import dataclass

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.store.tables import Bay, StoreProfile

STANDARD_BAYS = (
    ("1", "general"), ("2", "general"), ("3", "general"), ("4", "general"),
    ("5", "alignment"), ("6", "high_voltage"), ("7", "body"), ("8", "body"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What first run asks of the store."""

    name: str
    name_en: str = ""
    uscc: str = ""
    address: str = ""
    service_phone: str = ""
    complaint_phone: str = ""
    rescue_phone: str = ""
    opening_hours: str = "08:00–18:00"
    filing_number: str = ""
    backup_folder: str = ""
    is_demo: bool = False


def set_up(deed: DeedInProgress, profile: Profile) -> None:
    """Write the profile and the standard bays. Refuses: store.name, store.exists."""
    if not profile.name.strip():
        raise Refusal("store.name", _("The store needs its name: it stands on every paper."), field="first_run.name")
    if deed.session.scalar(select(StoreProfile.id)) is not None:
        raise Refusal("store.exists", _("This store is set up already."))
    values = {name: getattr(profile, name) for name in Profile.__dataclass_fields__}
    deed.session.add(StoreProfile(id=1, **values))
    deed.session.add_all(Bay(name=name, kind=kind) for name, kind in STANDARD_BAYS)
