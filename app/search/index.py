"""Make a person, a car or an order findable, in the transaction that writes it."""

from enum import StrEnum

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.kernel.database import troubles
from app.kernel.pinyin import initials
from app.search.grams import grams

# As text: a check-in writes three entries, and building the same statements anew took a quarter of its time.
_WRITE = text(
    "INSERT INTO search_entry (seq, kind, subject_id, title, subtitle, plate, plate_type, haystack, grams)"
    " SELECT coalesce(max(seq), 0) + 1, :kind, :subject_id, :title, :subtitle, :plate, :plate_type, :haystack, :grams"
    " FROM search_entry RETURNING seq"
)
_WRITE_GRAMS = text("INSERT INTO search_gram(rowid, g) VALUES (:seq, :g)")
_FIND = text("SELECT seq, grams FROM search_entry WHERE kind = :kind AND subject_id = :subject_id")
_DROP = text("DELETE FROM search_entry WHERE seq = :seq")
_DROP_GRAMS = text("INSERT INTO search_gram(search_gram, rowid, g) VALUES ('delete', :seq, :g)")


class SearchKind(StrEnum):
    """What can be found."""

    CUSTOMER = "customer"
    VEHICLE = "vehicle"
    ORDER = "order"
    COMPLAINT = "complaint"


def index(
    session: Session,
    kind: SearchKind,
    subject_id: int,
    *,
    title: str,
    subtitle: str,
    texts: tuple[str, ...],
    names: tuple[str, ...] = (),
    phone: str = "",
    tail: str = "",
    plate: str = "",
    plate_type: str = "",
) -> None:
    """Write or renew an entry. It goes to the front: what was touched last is found first."""
    forget(session, kind, subject_id)
    spoken = tuple(reading for name in dict.fromkeys(names) if name for reading in initials(name))
    parts = tuple(part for part in (*texts, *spoken) if part)
    pieces = grams(texts=parts, phone=phone, tail=tail)
    entry = {
        "kind": kind.value, "subject_id": subject_id, "title": title, "subtitle": subtitle, "plate": plate,
        "plate_type": plate_type, "haystack": " ".join((*parts, phone, tail)).lower(), "grams": pieces,
    }  # fmt: skip
    seq = session.execute(_WRITE, entry).scalar_one()
    session.execute(_WRITE_GRAMS, {"seq": seq, "g": pieces})


def forget(session: Session, kind: SearchKind, subject_id: int) -> None:
    """Take an entry out, if there is one."""
    for seq, pieces in session.execute(_FIND, {"kind": kind.value, "subject_id": subject_id}).all():
        session.execute(_DROP_GRAMS, {"seq": seq, "g": pieces})
        session.execute(_DROP, {"seq": seq})


def forget_traces(engine: Engine) -> None:
    """Write the index anew and empty the log: until then forgotten words still lie in the file's free places."""
    with troubles(), engine.execution_options(forecourt_begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("INSERT INTO search_gram(search_gram) VALUES ('optimize')")
    with troubles(), engine.connect() as connection:
        # Outside a transaction, as SQLite wants it; what another connection still reads stays for the next time.
        raw = connection.connection.driver_connection
        assert raw is not None, "an open connection has its driver's"
        connection.rollback()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
