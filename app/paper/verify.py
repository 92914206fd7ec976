"""Is an issued paper still what was signed: its content, its file, its signatures, its seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sqlalchemy import select

from app.desk import Desk
from app.kernel.digest import sha256
from app.paper.certificate import certificates_in, read_certificate
from app.paper.queries import PaperId, PaperRow, who_issued
from app.paper.seal_marks import SealReport
from app.paper.tables import Paper, PaperSignature


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found; `file_is_whole` is None while no file was made yet. Digests are shown by their first signs.

    `seal` is None for a paper without a file, and for one that was filed before papers were sealed.
    """

    digest: str
    content_is_whole: bool
    file_is_whole: bool | None
    signatures_are_bound: bool
    seal: SealReport | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against the paper."""
        return (
            self.content_is_whole
            and self.file_is_whole is not False
            and self.signatures_are_bound
            and (self.seal is None or self.seal.is_valid)
        )


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What can be said of a file: its digest, its seals, and the paper it is, where the store's own list was asked."""

    sha256: str
    report: SealReport
    paper: PaperRow | None = None
    was_listed: bool = False
    was_filed_unsealed: bool = False
    utc_offset_minutes: int = 0

    def local(self, at: datetime) -> datetime:
        """An instant on the clock of the store whose list was asked."""
        return at.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes)))

    @property
    def is_intact(self) -> bool:
        """With the store's list: this very file was issued, and its seal holds. Without: its seal holds."""
        if not self.was_listed:
            return self.report.is_valid
        return self.paper is not None and (self.report.is_valid or self.was_filed_unsealed)


def verify_paper(desk: Desk, paper_id: PaperId) -> Soundness:
    """Compare content and file with their digests, each signature with its content, the seal with the store's keys."""
    with desk.look() as session:
        paper = session.get_one(Paper, paper_id)
        signed = session.scalars(select(PaperSignature.digest).where(PaperSignature.paper_id == paper_id)).all()
        file_sha256, is_sealed = paper.file_sha256, paper.certificate_id is not None
        content, digest = paper.content, paper.digest
    file = None if file_sha256 is None else desk.store.blobs.read(file_sha256)
    return Soundness(
        digest=digest,
        content_is_whole=sha256(content) == digest,
        file_is_whole=None if file_sha256 is None else file is not None and sha256(file) == file_sha256,
        signatures_are_bound=all(one == digest for one in signed),
        seal=check_seal(file, certificates=own_certificates(desk)) if file is not None and is_sealed else None,
    )


def verify_file(desk: Desk, content: bytes) -> FileVerdict:
    """What the store says of a file from anywhere: is it, byte for byte, one that it issued, and does its seal hold."""
    digest = sha256(content)
    paper = who_issued(desk, digest)
    report = check_seal(content, certificates=own_certificates(desk))
    return FileVerdict(
        digest, report, paper, was_listed=True, was_filed_unsealed=_was_filed_unsealed(desk, paper),
        utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip


def verify_with(content: bytes, *, certificate: bytes) -> FileVerdict:
    """What can be said without the store's database, by its exported certificate alone. Trouble: it is none."""
    report = check_seal(content, certificates=(read_certificate(certificate),))
    return FileVerdict(sha256(content), report)


def check_seal(content: bytes, *, certificates: Sequence[bytes]) -> SealReport:
    """Every signature in a file, and what speaks against it, when only these certificates (DER) are believed."""
    from app.paper.pades import check

    return check(content, certificates=certificates)


def own_certificates(desk: Desk) -> tuple[bytes, ...]:
    """All certificates the store ever had, as DER: what an older one sealed stays valid."""
    with desk.look() as session:
        return tuple(read_certificate(row.pem.encode("ascii")) for row in certificates_in(session))


def _was_filed_unsealed(desk: Desk, paper: PaperRow | None) -> bool:
    """Whether the paper is from before papers were sealed: its digest is then all there is."""
    if paper is None:
        return False
    with desk.look() as session:
        return session.scalar(select(Paper.certificate_id).where(Paper.id == paper.id)) is None
