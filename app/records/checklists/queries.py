"""A sheet with its items and answers, as frozen rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NewType

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.records.checklists.limits import Verdict
from app.records.checklists.sides import COMPARED, beside, thinner_by
from app.records.checklists.tables import ChecklistAnswer, ChecklistItem, ChecklistSheet, ChecklistTemplate

SheetId = NewType("SheetId", int)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with its answer, if any. `value_type` is state4, yesno, num, choice or text; values in thousandths.

    `side_limit_milli` is set on what is compared with the other side of its axle, `thinner_by_milli` where it differs
    too much: the verdict is then at least “attention”.
    """

    item_id: int
    code: str
    place: str
    name_zh: str
    name_en: str
    stage: str
    value_type: str
    unit: str
    plausible_min_milli: int | None
    plausible_max_milli: int | None
    warn: str
    limit: str
    photo: str
    is_mandatory: bool
    may_skip_with_reason: bool
    verdict: Verdict | None
    value_milli: int | None
    remark: str
    answered_at: datetime | None
    answered_by: int | None
    side_limit_milli: int | None = None
    thinner_by_milli: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A list being filled or closed."""

    id: SheetId
    template_code: str
    edition: int
    opened_at: datetime
    opened_by: int
    closed_at: datetime | None
    closed_by: int | None
    items: tuple[ItemRow, ...]


_ITEM = (
    ChecklistItem.id, ChecklistItem.code, ChecklistItem.place, ChecklistItem.name_zh, ChecklistItem.name_en,
    ChecklistItem.stage, ChecklistItem.value_type, ChecklistItem.unit, ChecklistItem.plausible_min_milli,
    ChecklistItem.plausible_max_milli, ChecklistItem.warn, ChecklistItem.limit, ChecklistItem.photo,
    ChecklistItem.is_mandatory, ChecklistItem.may_skip_with_reason,
)  # fmt: skip
_ANSWER = (
    ChecklistAnswer.verdict, ChecklistAnswer.value_milli, ChecklistAnswer.remark, ChecklistAnswer.answered_at,
    ChecklistAnswer.answered_by,
)  # fmt: skip


def stages_of(session: Session, item_ids: tuple[int, ...]) -> frozenset[str]:
    """Where on the car these items are looked at: `exterior`, `underbody` …"""
    return frozenset(session.scalars(select(ChecklistItem.stage).where(ChecklistItem.id.in_(item_ids))))


def sheet_in(session: Session, sheet_id: int, *, stages: tuple[str, ...] = ()) -> SheetRow:
    """A sheet with all its items, or those of the named stages, in their order."""
    sheet = session.get_one(ChecklistSheet, sheet_id)
    template = session.get_one(ChecklistTemplate, sheet.template_id)
    answered = and_(ChecklistAnswer.item_id == ChecklistItem.id, ChecklistAnswer.sheet_id == sheet_id)
    query = select(*_ITEM, *_ANSWER).outerjoin(ChecklistAnswer, answered)
    query = query.where(ChecklistItem.template_id == template.id)
    if stages:
        query = query.where(ChecklistItem.stage.in_(stages))
    rows = session.execute(query.order_by(ChecklistItem.position))
    items = _compared([_item_row(tuple(row)) for row in rows], sheet.side_limit_milli)
    return SheetRow(
        SheetId(sheet.id), template.code, template.edition, sheet.opened_at, sheet.opened_by, sheet.closed_at,
        sheet.closed_by, items,
    )  # fmt: skip


def _compared(items: Iterable[ItemRow], limit_milli: int | None) -> tuple[ItemRow, ...]:
    """The items, those of an axle held against one another: the thinner of two that differ deserves attention."""
    rows = tuple(items)
    if limit_milli is None:
        return rows
    values = {(row.code, row.place): row.value_milli for row in rows}
    return tuple(
        _held_against(row, values.get((row.code, beside(row.place))), limit_milli) if row.code in COMPARED else row
        for row in rows
    )


def _held_against(row: ItemRow, other_milli: int | None, limit_milli: int) -> ItemRow:
    row = replace(row, side_limit_milli=limit_milli)
    if row.value_milli is None or other_milli is None:
        return row
    difference = thinner_by(row.value_milli, other_milli, limit_milli=limit_milli)
    verdict = Verdict.ATTENTION if difference is not None and row.verdict is Verdict.OK else row.verdict
    return replace(row, thinner_by_milli=difference, verdict=verdict)


def _item_row(values: tuple[Any, ...]) -> ItemRow:
    """The joined row; an item without an answer has no remark either."""
    return ItemRow(*(*values[:17], values[17] or "", *values[18:]))
