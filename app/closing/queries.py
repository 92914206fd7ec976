"""The day that is being closed, and the closing sheets there are."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.closing_content import closing_content
from app.closing.closing_paper import ClosingContent
from app.desk import Desk
from app.kernel.clock import business_day
from app.kernel.digest import thaw
from app.paper.kinds import PaperKind
from app.paper.queries import PaperId, PaperRow, papers_among
from app.paper.tables import Paper
from app.trust.deeds import Deed

MOST_SHEETS = 60


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An issued closing sheet: of which day, and the head of the chain that it names."""

    paper_id: PaperId
    number: str
    on: date
    issued_at: datetime
    till_fen: int
    chain_seq: int
    chain_mac: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands to be closed today, the newest sheets first, and the papers they are."""

    content: ClosingContent
    sheets: tuple[SheetRow, ...]
    papers: tuple[PaperRow, ...]
    now: datetime

    @property
    def is_closed(self) -> bool:
        """Whether this day has a sheet already."""
        return any(sheet.on == self.content.on for sheet in self.sheets)


def closing(desk: Desk) -> Closing:
    """The day as it would be closed now. Refuses: deed.not_allowed."""
    desk.require(Deed.DAY_CLOSE)
    now = desk.store.clock.now()
    with desk.look() as session:
        content = closing_content(session, desk.store, business_day(now, desk.store.utc_offset_minutes))
        sheets = sheets_of(session)
        papers = papers_among(session, Paper.id.in_([sheet.paper_id for sheet in sheets]))
    return Closing(content, sheets, papers, now)


def sheets_of(session: Session) -> tuple[SheetRow, ...]:
    """The newest closing sheets, the newest first."""
    query = select(Paper).where(Paper.kind == PaperKind.CLOSING.value).order_by(Paper.id.desc()).limit(MOST_SHEETS)
    return tuple(map(_row, session.scalars(query)))


def _row(paper: Paper) -> SheetRow:
    content = thaw(paper.content, ClosingContent)
    return SheetRow(
        PaperId(paper.id), paper.number, content.on, paper.issued_at, content.till_fen, content.chain_seq,
        content.chain_mac,
    )  # fmt: skip
