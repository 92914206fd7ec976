"""Where backups lie: the first folder, and a second place (USB disk, NAS) that gets a copy of each finished file."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.store.tables import Setting, StoreProfile
from app.trust.deeds import Deed

_SECOND = "backup.second_folder"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders as they were typed; "" where none was given."""

    folder: str
    second: str


def places(desk: Desk) -> Places:
    """Where backups of this store lie."""
    with desk.look() as session:
        return places_in(session)


def places_in(session: Session) -> Places:
    """The same, inside a session that is already open."""
    profile, second = session.get(StoreProfile, 1), session.get(Setting, _SECOND)
    return Places(profile.backup_folder if profile else "", second.value if second else "")


def change_places(desk: Desk, new: Places) -> None:
    """Use other folders from now on; what lies in the old ones stays there.

    Refuses: backup.folder, backup.inside, backup.same, deed.not_allowed.
    """
    desk.require(Deed.BACKUP_PLACES)
    check_folder(new.folder, desk.store.folder, field="settings.backup_folder")
    check_folder(new.second, desk.store.folder, field="settings.backup_second")
    if new.folder and new.second and Path(new.folder).resolve() == Path(new.second).resolve():
        raise Refusal(
            "backup.same", _("The second place is the first one. Choose another disk."), field="settings.backup_second"
        )
    with desk.deed(Deed.BACKUP_PLACES) as deed:
        deed.get(StoreProfile, 1).backup_folder = new.folder
        deed.session.merge(Setting(key=_SECOND, value=new.second))
        deed.note(has_folder=bool(new.folder), has_second=bool(new.second))


def check_folder(folder: str, store_folder: Path, *, field: str) -> None:
    """Refuses: backup.folder (cannot be used), backup.inside (lies among the store's own files). Makes nothing."""
    if not folder:
        return
    path = Path(folder)
    there = next((one for one in (path, *path.parents) if one.exists()), path)
    if not path.is_absolute() or not there.is_dir() or not os.access(there, os.W_OK):
        raise Refusal("backup.folder", _("This folder cannot be written to. Choose another one."), field=field)
    if path.resolve().is_relative_to(store_folder.resolve()):
        raise Refusal(
            "backup.inside",
            _("Backups inside the store's own folder are lost together with it. Choose another folder."),
            field=field,
        )
