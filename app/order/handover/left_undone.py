"""What was found but not done: lines the customer refused or put off, findings that became no line."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.order.inspection.queries import findings, inspection_in
from app.order.quote.queries import (
    LineRow,
    VersionRow,
    declined_lines_in,
    offered_lines_in,
    supplements_in,
    versions_in,
)
from app.records.catalogue.categories import Decision, LineKind
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow


@dataclass(frozen=True, slots=True)
class LeftUndone:
    """One thing to remind of: a line with what it was offered for, or (without a decision) only what was found."""

    name_zh: str
    name_en: str
    decision: Decision | None = None
    is_safety: bool = False
    finding: ItemRow | None = None
    remark: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """How bad it was found to be."""
        return self.finding.verdict if self.finding else None


def left_undone_in(session: Session, order_id: int) -> tuple[LeftUndone, ...]:
    """Safety first, then what was refused, then what was put off, then what was only found."""
    lines, declined = offered_lines_in(session, order_id), declined_lines_in(session, order_id)
    row = inspection_in(session, order_id)
    found = findings(row.sheet) if row is not None and row.sheet is not None else ()
    priced = {line.finding_item for line in lines}
    versions = (*versions_in(session, order_id), *supplements_in(session, order_id))
    put_off = (_declined(line, found) for line in declined if not _is_spoken_for(line, declined, versions))
    unpriced = (_found(item) for item in found if item.code not in priced)
    return tuple(sorted((*put_off, *unpriced), key=_urgency))


def _is_spoken_for(line: LineRow, declined: Sequence[LineRow], versions: Sequence[VersionRow]) -> bool:
    """Whether the labour tells that its part was declined: offered together for one finding, answered alike.

    No line says to which labour a part belongs. Where other labour for that finding was agreed to it may be the part's
    own, and what was offered another time is another thing: then both are named, for the sheet is evidence.
    """
    version = next((version for version in versions if any(one.id == line.id for one in version.lines)), None)
    if line.kind is not LineKind.PART or version is None:
        return False
    answers = {one.id: one.decision for one in declined}
    labour = [one for one in version.lines if one.kind is LineKind.LABOUR and one.finding_item == line.finding_item]
    return bool(labour) and all(answers.get(one.id) is line.decision for one in labour)


def _declined(line: LineRow, found: tuple[ItemRow, ...]) -> LeftUndone:
    finding = next((item for item in found if item.code == line.finding_item), None)
    return LeftUndone(line.name_zh, line.name_en, line.decision, line.is_safety, finding, line.reason)


def _found(item: ItemRow) -> LeftUndone:
    return LeftUndone(item.name_zh, item.name_en, finding=item, remark=item.remark)


def _urgency(row: LeftUndone) -> tuple[bool, int]:
    worst = {Decision.REFUSED: 0, Verdict.REPLACE: 1, Decision.LATER: 2, Verdict.ATTENTION: 3}
    return not row.is_safety, worst.get(row.decision or row.verdict or Verdict.ATTENTION, 3)
