"""What the search box finds: plates, phones, names, initials, VIN tails, order numbers; newest first (R174)."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.search.grams import is_hit, match
from app.search.index import SearchKind


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is, and what a person needs to recognise it."""

    kind: SearchKind
    subject_id: int
    title: str
    subtitle: str
    plate: str
    plate_type: str


_NEWEST = """
SELECT e.kind, e.subject_id, e.title, e.subtitle, e.plate, e.plate_type, e.haystack
FROM search_gram JOIN search_entry e ON e.seq = search_gram.rowid
WHERE search_gram MATCH :query ORDER BY search_gram.rowid DESC LIMIT :most
"""


def find(session: Session, typed: str, *, limit: int = 20) -> tuple[Found, ...]:
    """The newest hits for what was typed; nothing for an empty box."""
    query = match(typed)
    if query is None:
        return ()
    rows = session.execute(text(_NEWEST), {"query": query, "most": limit * 10})
    # Grams of three say that all pieces are there, not that they stand together: the haystack decides.
    hits = [row for row in rows if is_hit(typed, row.haystack.split())]
    return tuple(
        Found(SearchKind(row.kind), row.subject_id, row.title, row.subtitle, row.plate, row.plate_type)
        for row in hits[:limit]
    )
