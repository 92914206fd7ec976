"""Is the store sound? Database, schema, chain, files, safety, disk, faces: each fault with its remedy."""

import shutil
from collections.abc import Iterator
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _, counted
from app.kernel.vault import Place
from app.order.supplement.tables import Supplement
from app.order.tables import OrderPhoto
from app.overview.audit import verdict_in
from app.paper.certificate import seal_standing
from app.paper.tables import Paper, PaperSignature
from app.privacy.audit_words import blanked_for_nobody
from app.upkeep.doctor_safety import safety
from app.upkeep.finding import Finding, finding
from app.upkeep.upgrade import HEAD

LEAST_FREE_BYTES = 500 * 1024 * 1024
FACES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_500Medium.ttf", "NotoSansSC_700Bold.ttf")


def examine(desk: Desk) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed."""
    with desk.look() as session:
        looked = (
            *_database(session),
            _chain(session, desk),
            _reasons(session),
            *_files(session, desk),
            *safety(session, desk),
        )
    return (*looked, _seal(desk), _disk(desk), _faces())


def _database(session: Session) -> Iterator[Finding]:
    restore = _("Restore the newest verified backup.")
    if session.get_bind().dialect.name == "sqlite":
        verdict = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        yield finding("integrity", verdict == "ok", _("Database integrity"), fault=str(verdict), remedy=restore)
        strays = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
        said = _("{n} stray rows").format(n=len(strays))
        yield finding("references", not strays, _("References"), fault=said, remedy=restore)
    revision = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    update = _("Start the desk once: it upgrades the database after a verified copy.")
    yield finding("schema", revision == HEAD, _("Schema {head}").format(head=HEAD), fault=str(revision), remedy=update)


def _chain(session: Session, desk: Desk) -> Finding:
    verdict = verdict_in(session, desk.store)
    broken = _("broken at entry {seq}").format(seq=verdict.broken_seq)
    remedy = _("Keep this file as it is and restore the newest verified backup beside it.")
    name = counted("Audit chain of {count} entry", "Audit chain of {count} entries", verdict.entries)
    return finding("audit", verdict.broken_seq is None, name, fault=broken, remedy=remedy)


def _reasons(session: Session) -> Finding:
    gone = blanked_for_nobody(session)
    said = _("emptied, though nobody was erased: entry {list}").format(list=", ".join(map(str, gone[:5])))
    remedy = _("Keep this file as it is and restore the newest verified backup beside it.")
    return finding("reasons", not gone, _("Reasons in the audit"), fault=said, remedy=remedy)


def _files(session: Session, desk: Desk) -> Iterator[Finding]:
    restore = _("Restore the missing files from the newest backup.")
    papers = session.execute(select(Paper.number, Paper.file_sha256).where(Paper.file_sha256.is_not(None))).all()
    bad = [row.number for row in papers if not desk.store.blobs.is_sound(row.file_sha256)]
    name = _("{n} issued papers").format(n=len(papers))
    said = _("missing or altered: {list}").format(list=", ".join(bad[:5]))
    yield finding("papers", not bad, name, fault=said, remedy=restore)
    digests = session.scalars(select(OrderPhoto.file_sha256)).all()
    lost = [digest for digest in digests if not desk.store.blobs.is_sound(digest)]
    name = counted("{count} photograph", "{count} photographs", len(digests))
    said = _("missing or altered: {list}").format(list=len(lost))
    yield finding("photos", not lost, name, fault=said, remedy=restore)
    signed = select(PaperSignature.scan_file_sha256).where(PaperSignature.scan_file_sha256 != "")
    messages = select(Supplement.evidence_file_sha256).where(Supplement.evidence_file_sha256 != "")
    scans = (*session.scalars(signed), *session.scalars(messages))
    gone = [digest for digest in scans if not desk.store.blobs.is_sound(digest)]
    name = counted(
        "{count} scan of signed sheets and of messages", "{count} scans of signed sheets and of messages", len(scans)
    )
    said = _("missing or altered: {list}").format(list=len(gone))
    yield finding("scans", not gone, name, fault=said, remedy=restore)
    left = session.scalars(select(Paper.id).where(Paper.file_sha256.is_(None))).all()
    sentence = _("{n} frozen papers are not yet typeset; they are made when opened").format(n=len(left))
    yield Finding("unfiled", True, sentence if left else _("Every frozen paper has its file"))


def _seal(desk: Desk) -> Finding:
    """Whether this computer can seal: a store without its key opens, and its papers wait."""
    standing = seal_standing(desk)
    where = _("key ring") if standing.place is Place.KEY_RING else _("file")
    name = _("Seal of the store, key in: {place}").format(place=where)
    remedy = _("A manager makes a new seal in the settings; papers sealed before stay valid.")
    if not standing.certificates:
        return finding("seal", False, name, fault=_("there is none"), remedy=_("Start the desk once: it makes one."))
    if not standing.certificates[0].is_in_force(standing.now):
        return finding("seal", False, name, fault=_("the certificate is not in force today"), remedy=remedy)
    return finding("seal", standing.has_key, name, fault=_("its key is not on this computer"), remedy=remedy)


def _disk(desk: Desk) -> Finding:
    free = shutil.disk_usage(desk.store.folder).free
    name = _("{n} MB free on the disk").format(n=f"{free // 1024 // 1024:,}")
    few = _("less than 500 MB")
    remedy = _("Free some space on this disk.")
    return finding("disk", free >= LEAST_FREE_BYTES, name, fault=few, remedy=remedy)


def _faces() -> Finding:
    folder = files("resources") / "fonts"
    missing = [face for face in FACES if not (folder / face).is_file()]
    again = _("Install the program again.")
    return finding("fonts", not missing, _("Faces for screen and paper"), fault=", ".join(missing), remedy=again)
