"""The store's profile changes; papers issued before keep what stood on them."""

from dataclasses import fields

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.store.setup import Profile
from app.records.store.tables import StoreProfile
from app.trust.deeds import Deed

# Whether it is a demo never changes; where backups lie is a deed of its own.
_NOT_HERE = ("is_demo", "backup_folder")


def change_profile(desk: Desk, profile: Profile) -> None:
    """Write the profile anew. Refuses: store.name, deed.not_allowed."""
    if not profile.name.strip():
        raise Refusal("store.name", _("The store needs its name: it stands on every paper."), field="settings.name")
    with desk.deed(Deed.STORE_SETUP) as deed:
        row = deed.get(StoreProfile, 1)
        for field in fields(Profile):
            if field.name not in _NOT_HERE:
                setattr(row, field.name, getattr(profile, field.name).strip())
        deed.note(store=1)
