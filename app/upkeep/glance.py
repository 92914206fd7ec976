"""A glance at a store before it is opened: whose it is and who may sign in, by the bare driver.

Opening takes a second, most of it the imports of what the database is worked with. The sign-in page needs only these
few rows, so it stands at once and takes a PIN meanwhile. Nothing is decided here: whatever is odd is left to
`opening`, which says what is wrong.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.cipher import connect
from app.kernel.vault import Vault
from app.trust.roles import Role
from app.upkeep.not_opened import NotOpened
from app.upkeep.unlocking import key_for

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

# Kept beside what it repeats: a test holds it to the database's own.
APPLICATION_ID = 0x4F524543


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in service, with all their posts."""

    staff_no: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What the sign-in page shows of a store."""

    store_name: str
    is_demo: bool
    utc_offset_minutes: int
    people: tuple[Member, ...]


def glance(path: Path) -> Glance | None:
    """What a founded store shows at its door, without a byte of it changed; None for anything else."""
    import sqlcipher3.dbapi2 as sqlite

    if not path.exists():
        return None
    # Without a write-ahead log beside it nothing can be newer than the file itself: no need for a -shm file.
    untouched = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    try:
        connection = connect(path, key_for(path, Vault(path.parent)), how=f"mode=ro{untouched}")
    except (sqlite.Error, NotOpened):
        return None
    try:
        return _seen(connection)
    except (sqlite.Error, ValueError):
        return None
    finally:
        connection.close()


def _seen(connection: "Connection") -> Glance | None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    profile = connection.execute("SELECT name, is_demo, utc_offset_minutes FROM store_profile").fetchone()
    posts: dict[int, set[str]] = {}
    for member_id, role in connection.execute("SELECT member_id, role FROM staff_role"):
        posts.setdefault(member_id, set()).add(role)
    people = connection.execute(
        "SELECT id, staff_no, name FROM staff_member WHERE retired_at IS NULL ORDER BY staff_no"
    ).fetchall()
    if profile is None or not people:
        return None
    members = tuple(
        Member(staff_no, name, tuple(role for role in Role if role.value in posts.get(member_id, ())))
        for member_id, staff_no, name in people
    )
    return Glance(profile[0], bool(profile[1]), int(profile[2]), members)
