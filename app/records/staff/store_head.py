"""The store head 店总, who is often nobody of the desk: named by who manages, with the password; each naming stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import check_only_i_wrote
from app.records.staff.queries import names_in
from app.records.staff.tables import StoreHead
from app.trust.deeds import Deed

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class HeadRow:
    """Who heads the store since when, and who named them; an empty name: nobody does."""

    id: int
    name: str
    named_at: datetime
    named_by: str


def name_store_head(desk: Desk, *, name: str, seen: str | None = None) -> None:
    """Another one from now on, nobody for an empty name; `seen` is who stood before the eyes of who names them.

    Refuses: store_head.name, row.changed (a `Conflict`), deed.not_allowed, deed.needs_password.
    """
    wanted = " ".join(name.split())
    if len(wanted) > LONGEST_NAME or (wanted and not any(letter.isalpha() for letter in wanted)):
        raise Refusal(
            "store_head.name",
            _("Write the name as it is signed, in at most {most} characters.").format(most=LONGEST_NAME),
            field="settings.head",
        )
    with desk.deed(Deed.STORE_HEAD) as deed:
        stands = head_in(deed.session)
        before = stands.name if stands else ""
        check_only_i_wrote({"head": wanted}, seen={"head": before if seen is None else seen}, stands={"head": before})
        if wanted != before:
            deed.note(head=write_head(deed, wanted, named_by=deed.person.id))
            deed.typed(before=before, name=wanted)


def write_head(deed: DeedInProgress, name: str, *, named_by: int) -> int:
    """One more naming, in any deed; answers its id."""
    return deed.add(StoreHead(name=name, named_at=deed.now, named_by=named_by)).id


def head_in(session: Session) -> HeadRow | None:
    """Who heads the store now; None where nobody was named."""
    newest = next(iter(_rows(session)), None)
    return newest if newest is not None and newest.name else None


def store_heads(desk: Desk) -> tuple[HeadRow, ...]:
    """Every naming, the newest first."""
    with desk.look() as session:
        return _rows(session)


def _rows(session: Session) -> tuple[HeadRow, ...]:
    names = names_in(session)
    rows = session.scalars(select(StoreHead).order_by(StoreHead.id.desc()))
    return tuple(HeadRow(row.id, row.name, row.named_at, names.get(row.named_by, "")) for row in rows)
