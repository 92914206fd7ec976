"""What people typed for the audit (reasons): the chain holds a digest, the words lie beside it and can be forgotten.

The digest is salted: once words and salt are blanked nobody can try out which words it was made of.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.trust.tables import AuditEntry, AuditWords

_MARK = "typed:"
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of one entry by the name of the detail they are, with a salt of their own."""

    name: str
    salt: str
    words: str

    @property
    def digest(self) -> str:
        """What the chain says of them."""
        return _MARK + sha256(f"{self.salt}{self.words}".encode()).hexdigest()


def salted(typed: Mapping[str, str]) -> tuple[Typed, ...]:
    """Words by name, each with a new salt."""
    return tuple(Typed(name, secrets.token_hex(_SALT_BYTES), words) for name, words in typed.items())


def keep(session: Session, seq: int, typed: Sequence[Typed]) -> None:
    """Lay the words beside the entry; in the transaction that adds it."""
    if typed:
        session.execute(insert(AuditWords), [{"seq": seq, **asdict(one)} for one in typed])


def is_digest(value: object) -> bool:
    """Whether a detail of an entry stands for words beside it."""
    return isinstance(value, str) and value.startswith(_MARK)


def words_of(session: Session, seq: int) -> dict[str, str]:
    """The words of one entry by name; "" for those that were forgotten."""
    rows = session.execute(select(AuditWords.name, AuditWords.words).where(AuditWords.seq == seq))
    return {row.name: row.words for row in rows}


def first_altered(session: Session) -> int | None:
    """The first entry whose words were changed or taken away, other than by forgetting them as a whole."""
    for seq, details, beside in _typed(session):
        named = {name: value for name, value in msgspec.json.decode(details).items() if is_digest(value)}
        if any(name not in beside or not _holds(digest, beside[name]) for name, digest in named.items()):
            return seq
    return None


def forget(session: Session, seqs: Sequence[int]) -> None:
    """Blank all words of these entries; the chain stays whole, and says that there were some."""
    session.execute(update(AuditWords).where(AuditWords.seq.in_(seqs)).values(salt="", words=""))


def _typed(session: Session) -> Iterator[tuple[int, str, dict[str, Typed]]]:
    """Entries with typed words, streamed: number, details, what lies beside them."""
    query = (
        select(AuditEntry.seq, AuditEntry.details, AuditWords.name, AuditWords.salt, AuditWords.words)
        .outerjoin(AuditWords, AuditWords.seq == AuditEntry.seq)
        .where(AuditEntry.details.contains(f'"{_MARK}'))
        .order_by(AuditEntry.seq)
        .execution_options(yield_per=1000)
    )
    for (seq, details), rows in groupby(session.execute(query), key=lambda row: (row.seq, row.details)):
        yield seq, details, {row.name: Typed(row.name, row.salt, row.words) for row in rows if row.name is not None}


def _holds(digest: object, beside: Typed) -> bool:
    is_forgotten = beside.salt == "" and beside.words == ""
    return is_forgotten or digest == beside.digest
