"""The papers of an order, as frozen rows; a paper's file."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.paper.kinds import PaperKind
from app.paper.tables import Paper, PaperSignature

PaperId = NewType("PaperId", int)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An issued paper: its number, digests, and who signed it."""

    id: PaperId
    kind: PaperKind
    number: str
    issued_at: datetime
    digest: str
    file_sha256: str | None
    signed_by: tuple[str, ...]
    scan_sha256: str = ""
    voided_at: datetime | None = None
    void_reason: str = ""
    replaces: str = ""  # the number of the paper it comes in place of

    @property
    def is_on_paper(self) -> bool:
        """Whether it was printed and signed by hand; the scan is kept beside it."""
        return bool(self.scan_sha256)

    @property
    def is_void(self) -> bool:
        """Whether it no longer holds."""
        return self.voided_at is not None


def papers_of(desk: Desk, order_id: int) -> tuple[PaperRow, ...]:
    """Every paper of an order, oldest first."""
    with desk.look() as session:
        return papers_among(session, Paper.order_id == order_id)


def papers_among(session: Session, wanted: ColumnElement[bool]) -> tuple[PaperRow, ...]:
    """The papers for which this holds, oldest first, inside an open session."""
    signers: dict[int, list[str]] = {}
    scans: dict[int, str] = {}
    names = (
        select(PaperSignature.paper_id, PaperSignature.name, PaperSignature.scan_file_sha256)
        .join(Paper, Paper.id == PaperSignature.paper_id)
        .where(wanted)
        .order_by(PaperSignature.id)
    )
    for row in session.execute(names):
        signers.setdefault(row.paper_id, []).append(row.name)
        if row.scan_file_sha256:
            scans[row.paper_id] = row.scan_file_sha256
    columns = (
        Paper.id, Paper.kind, Paper.number, Paper.issued_at, Paper.digest, Paper.file_sha256, Paper.voided_at,
        Paper.void_reason, Paper.replaces_id,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(wanted).order_by(Paper.id)).all()
    numbers = {row.id: row.number for row in rows}
    return tuple(
        PaperRow(
            PaperId(r.id), PaperKind(r.kind), r.number, r.issued_at, r.digest, r.file_sha256,
            tuple(signers.get(r.id, ())), scans.get(r.id, ""), r.voided_at, r.void_reason,
            numbers.get(r.replaces_id or 0, ""),
        )
        for r in rows
    )  # fmt: skip


def newest_number_in(session: Session, order_id: int, kind: PaperKind) -> str:
    """The number of an order's newest paper of a kind that holds; empty when there is none."""
    query = select(Paper.number).where(Paper.order_id == order_id, Paper.kind == kind.value, Paper.voided_at.is_(None))
    return session.scalars(query.order_by(Paper.id.desc()).limit(1)).first() or ""


def file_of(desk: Desk, paper_id: PaperId) -> bytes:
    """The stored bytes of an issued paper, checked against their digest: a re-print is the same file (H6).

    Refuses: paper.unfiled.
    """
    with desk.look() as session:
        digest = session.scalar(select(Paper.file_sha256).where(Paper.id == paper_id))
    if digest is None:
        raise Refusal("paper.unfiled", _("This paper is still being typeset. Try again in a moment."))
    return desk.store.blobs.open(digest)


def scan_of(desk: Desk, paper: PaperRow) -> bytes:
    """The scan of a paper that was signed by hand, as PDF. Trouble: it is missing or was altered."""
    return desk.store.blobs.open(paper.scan_sha256)


def who_issued(desk: Desk, file_sha256: str) -> PaperRow | None:
    """The issued paper whose file has this digest; None when it is not ours or was altered."""
    with desk.look() as session:
        found = session.execute(select(Paper.id, Paper.order_id).where(Paper.file_sha256 == file_sha256)).first()
    if found is None:
        return None
    if found.order_id is None:
        # A paper of the house, not of an order.
        with desk.look() as session:
            return papers_among(session, Paper.id == found.id)[0]
    return next(row for row in papers_of(desk, found.order_id) if row.id == found.id)
