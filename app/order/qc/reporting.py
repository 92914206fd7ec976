"""From the bench to quality control: how the work of an order stands, and the last line that opens the checks."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import Desk
from app.order.checkin.form import Lack
from app.order.qc.check import begin_round
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import CheckRow, checks
from app.order.queries import OrderHead, head
from app.order.quote.queries import LineId
from app.order.workshop.missing import lacks_to_report
from app.order.workshop.queries import Work, work
from app.order.workshop.shop import Crew, crew
from app.order.workshop.work import finish
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """All the page of the work needs; `self_check` is that of the newest round, `paper` the newest D06."""

    head: OrderHead
    now: datetime
    work: Work
    crew: Crew
    self_check: CheckRow | None
    lacks: tuple[Lack, ...]
    paper: PaperRow | None


def work_standing(desk: Desk, order_id: int) -> WorkStanding:
    """How the work of one order stands. Refuses: order.unknown."""
    found, work_rows = head(desk, order_id), work(desk, order_id)
    self_check = checks(desk, order_id).level(CheckLevel.SELF)
    is_self_checked = self_check is not None and bool(self_check.has_passed)
    papers = [paper for paper in papers_of(desk, order_id) if paper.kind is PaperKind.WORK_ORDER]
    return WorkStanding(
        head=found, now=desk.store.clock.now(), work=work_rows, crew=crew(desk), self_check=self_check,
        lacks=lacks_to_report(work_rows, found.flags, is_self_checked=is_self_checked),
        paper=papers[-1] if papers else None,
    )  # fmt: skip


def finish_line(desk: Desk, order_id: int, *, line_id: LineId) -> bool:
    """Report a line done; the last one opens the checks. Answers whether it was the last. Refuses: work.*."""
    finish(desk, line_id)
    is_last = work(desk, order_id).is_finished
    if is_last:
        begin_round(desk, order_id)
    return is_last
