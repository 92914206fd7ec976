"""The store's profile changes; papers issued before keep what stood on them."""

from dataclasses import fields

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Clash, Conflict, Refusal
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
        if seen is not None:
            mine = {name: words for name, words in mine.items() if words != getattr(seen, name)}
            _check_nobody_else_wrote(row, mine, seen)
        for name, words in mine.items():
            setattr(row, name, words)
        deed.note(store=1)


def _check_nobody_else_wrote(row: StoreProfile, mine: dict[str, str], seen: Profile) -> None:
    clashes = tuple(
        Clash(name, theirs, words)
        for name, words in mine.items()
        if (theirs := getattr(row, name)) not in (getattr(seen, name), words)
    )
    if clashes:
        raise Conflict(
            "row.changed",
            _("Someone else has just changed this. Look at the new values, then decide again."),
            clashes=clashes,
        )
