"""How the checks of an order stand: rounds, who may sign which level, the papers when it has passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.desk import Desk
from app.order.notes import add_photo
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import Checks, checks
from app.order.queries import OrderHead, head, photos
from app.order.workshop.queries import Work, work
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.records.staff.queries import MemberRow, members
from app.trust.deeds import Deed
from app.trust.roles import roles_for

LEVEL_DEEDS: dict[CheckLevel, Deed] = {
    CheckLevel.SELF: Deed.QC_SELF,
    CheckLevel.MUTUAL: Deed.QC_MUTUAL,
    CheckLevel.FINAL: Deed.QC_PASS,
}


PHOTO_SUBJECT = "qc."


@dataclass(frozen=True, slots=True)
class CheckPhoto:
    """A photograph of a checked item: the item's code, the caption, the bytes of the picture."""

    item_code: str
    caption: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class QcStanding:
    """All the page of the checks needs; `staff` is everyone in service."""

    head: OrderHead
    now: datetime
    checks: Checks
    work: Work
    staff: tuple[MemberRow, ...]
    papers: tuple[PaperRow, ...]
    photos: tuple[CheckPhoto, ...]

    @property
    def workers(self) -> tuple[str, ...]:
        """The names of who did the work, each once."""
        return tuple(dict.fromkeys(job.technician for job in self.work.jobs if job.technician))

    def signers(self, level: CheckLevel) -> tuple[MemberRow, ...]:
        """Who may sign a level: for the self check who did the work, for the others only who did not (SEP1)."""
        worked = {job.technician_id for job in self.work.jobs}
        posts = set(roles_for(LEVEL_DEEDS[level]))
        is_self = level is CheckLevel.SELF
        return tuple(one for one in self.staff if posts & set(one.roles) and (one.id in worked) is is_self)


def qc_standing(desk: Desk, order_id: int) -> QcStanding:
    """How the checks of one order stand. Refuses: order.unknown."""
    papers = (PaperKind.QC, PaperKind.CERTIFICATE)
    return QcStanding(
        head=head(desk, order_id), now=desk.store.clock.now(), checks=checks(desk, order_id),
        work=work(desk, order_id), staff=members(desk),
        papers=tuple(paper for paper in papers_of(desk, order_id) if paper.kind in papers),
        photos=_photos(desk, order_id),
    )  # fmt: skip


def _photos(desk: Desk, order_id: int) -> tuple[CheckPhoto, ...]:
    rows = (row for row in photos(desk, order_id) if row.subject.startswith(PHOTO_SUBJECT))
    return tuple(
        CheckPhoto(row.subject.removeprefix(PHOTO_SUBJECT), row.caption, desk.store.blobs.open(row.file_sha256))
        for row in rows
    )


def photograph_item(desk: Desk, order_id: int, *, item_code: str, pictures: tuple[bytes, ...]) -> None:
    """Keep photographs with a checked item. Refuses: photo.unreadable, photo.large."""
    for picture in pictures:
        time = (desk.store.clock.now() + timedelta(minutes=desk.store.utc_offset_minutes)).strftime("%H:%M")
        add_photo(desk, order_id, picture=picture, subject=f"{PHOTO_SUBJECT}{item_code}", caption=time)
