"""The store's profile changes; papers issued before keep what stood on them."""

from dataclasses import fields

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import what_i_wrote
from app.records.store.setup import Profile
from app.records.store.tables import StoreProfile
from app.trust.deeds import Deed

# Whether it is a demo never changes; where backups lie is a deed of its own.
_NOT_HERE = ("is_demo", "backup_folder")


def change_profile(desk: Desk, profile: Profile, *, seen: Profile | None = None) -> None:
    """Write what differs from `seen`, the profile the form was filled from; without it, the whole profile.

    Who saves second overwrites nothing: a field that both wrote is refused with both versions.
    Refuses: store.name, row.changed (a `Conflict`), deed.not_allowed.
    """
    if not profile.name.strip():
        raise Refusal("store.name", _("The store needs its name: it stands on every paper."), field="settings.name")
    with desk.deed(Deed.STORE_SETUP) as deed:
        row = deed.get(StoreProfile, 1)
        mine = {
            field.name: getattr(profile, field.name).strip() for field in fields(Profile) if field.name not in _NOT_HERE
        }
        was = None if seen is None else {name: getattr(seen, name) for name in mine}
        stands = {name: getattr(row, name) for name in mine}
        for name, words in what_i_wrote(mine, seen=was, stands=stands).items():
            setattr(row, name, words)
        deed.note(store=1)
