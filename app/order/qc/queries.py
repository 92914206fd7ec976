"""The quality checks of an order as frozen rows: rounds, levels, items."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.qc.levels import CheckLevel
from app.order.qc.list_choice import is_outdated
from app.order.qc.tables import CompletionCertificate, QualityCheck
from app.records.checklists.queries import SheetRow, sheet_in
from app.records.staff.queries import names_in

# Who did the work looks at the work; a colleague at what is dangerous; the inspector at everything.
STAGES: dict[CheckLevel, tuple[str, ...]] = {
    CheckLevel.SELF: ("work", "paint", "finish"),
    CheckLevel.MUTUAL: ("safety", "diagnosis", "hv"),
    CheckLevel.FINAL: (),
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One level of one round; `has_passed` is empty while it is open."""

    id: int
    round_no: int
    level: CheckLevel
    decided_at: datetime | None
    decided_by: int | None
    decided_name: str
    has_passed: bool | None
    reason: str
    sheet: SheetRow


@dataclass(frozen=True, slots=True)
class Checks:
    """Every round, oldest first, and the certificate if one was issued.

    `is_outdated` says that additional work was agreed to since: the newest round does not check what is done now.
    """

    rounds: tuple[tuple[CheckRow, ...], ...]
    certificate_number: str | None
    is_outdated: bool = False

    @property
    def current(self) -> tuple[CheckRow, ...]:
        """The three levels of the newest round; empty before anything was dispatched, and while it is outdated."""
        return () if self.is_outdated or not self.rounds else self.rounds[-1]

    def level(self, level: CheckLevel) -> CheckRow | None:
        """One level of the newest round."""
        return next((check for check in self.current if check.level is level), None)


def checks_in(session: Session, order_id: int) -> Checks:
    """The checks of an order, inside an open session."""
    names = names_in(session)
    order = {level: number for number, level in enumerate(CheckLevel)}
    rows = session.scalars(select(QualityCheck).where(QualityCheck.order_id == order_id)).all()
    rounds = [
        tuple(
            CheckRow(
                row.id, row.round_no, row.level, row.decided_at, row.decided_by, names.get(row.decided_by or 0, ""),
                row.has_passed, row.reason, sheet_in(session, row.sheet_id, stages=STAGES[row.level]),
            )
            for row in sorted((r for r in rows if r.round_no == number), key=lambda r: order[r.level])
        )
        for number in sorted({row.round_no for row in rows})
    ]  # fmt: skip
    query = select(CompletionCertificate.number).where(
        CompletionCertificate.order_id == order_id, CompletionCertificate.voided_at.is_(None)
    )
    return Checks(tuple(rounds), session.scalar(query), is_outdated(session, order_id))


def checks(desk: Desk, order_id: int) -> Checks:
    """The checks of an order."""
    with desk.look() as session:
        return checks_in(session, order_id)


def last_round(session: Session, order_id: int) -> int:
    """The number of the newest round; 0 before the first."""
    return session.scalar(select(func.max(QualityCheck.round_no)).where(QualityCheck.order_id == order_id)) or 0
