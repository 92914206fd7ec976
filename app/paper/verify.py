"""Is an issued paper still what was signed: its content, its file, its signatures."""

from dataclasses import dataclass

from sqlalchemy import select

from app.desk import Desk
from app.kernel.digest import sha256
from app.paper.queries import PaperId
from app.paper.tables import Paper, PaperSignature


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found; `file_is_whole` is None while no file was made yet. Digests are shown by their first signs."""

    digest: str
    content_is_whole: bool
    file_is_whole: bool | None
    signatures_are_bound: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against the paper."""
        return self.content_is_whole and self.file_is_whole is not False and self.signatures_are_bound


def verify_paper(desk: Desk, paper_id: PaperId) -> Soundness:
    """Compare content and file with their digests, and each signature with the content it was given to."""
    with desk.look() as session:
        paper = session.get_one(Paper, paper_id)
        signed = session.scalars(select(PaperSignature.digest).where(PaperSignature.paper_id == paper_id)).all()
        file_sha256 = paper.file_sha256
        content, digest = paper.content, paper.digest
    return Soundness(
        digest=digest,
        content_is_whole=sha256(content) == digest,
        file_is_whole=None if file_sha256 is None else desk.store.blobs.is_sound(file_sha256),
        signatures_are_bound=all(one == digest for one in signed),
    )
