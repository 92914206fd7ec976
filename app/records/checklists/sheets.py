"""Open a sheet, answer it item by item, close it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from app.desk import DeedInProgress
from app.kernel.language import _, counted
from app.kernel.refusal import Missing, Refusal
from app.records.checklists.limits import Limit, Verdict, is_plausible, judge
from app.records.checklists.queries import ItemRow
from app.records.checklists.tables import ChecklistAnswer, ChecklistItem, ChecklistSheet, ChecklistTemplate
from app.records.store.rules import SIDES, rule_in

LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What someone says of one item. A number is given in thousandths; a word item gives its verdict.

    `is_meant` confirms a value outside the plausible range. `remark` is the reason where one is asked.
    """

    item_id: int
    verdict: Verdict | None = None
    value_milli: int | None = None
    remark: str = ""
    is_meant: bool = False


def open_sheet(deed: DeedInProgress, template_code: str) -> int:
    """A new empty sheet of the newest edition of a list; answers its id. Refuses: checklist.unknown."""
    newest = select(func.max(ChecklistTemplate.edition)).where(ChecklistTemplate.code == template_code)
    found = deed.session.scalar(
        select(ChecklistTemplate.id).where(
            ChecklistTemplate.code == template_code, ChecklistTemplate.edition == newest.scalar_subquery()
        )
    )
    if found is None:
        raise Refusal("checklist.unknown", _("There is no checklist “{code}”.").format(code=template_code))
    sheet = ChecklistSheet(
        template_id=found, opened_at=deed.now, opened_by=deed.person.id,
        side_limit_milli=rule_in(deed.session, SIDES) * 100,
    )  # fmt: skip
    return deed.add(sheet).id


def answer(deed: DeedInProgress, sheet_id: int, given: Answer, *, field: str) -> Verdict:
    """Write one answer; a number judges itself, a person may only make it worse, or better with a reason.

    Refuses: checklist.closed, checklist.value, checklist.implausible, checklist.na, checklist.better, checklist.remark.
    """
    return answer_all(deed, sheet_id, (given,), field=field)[0]


def answer_all(deed: DeedInProgress, sheet_id: int, given: Sequence[Answer], *, field: str) -> tuple[Verdict, ...]:
    """Write several answers, all or none, with two statements however many they are. Refuses: as `answer`."""
    if deed.get(ChecklistSheet, sheet_id).closed_at is not None:
        raise Refusal("checklist.closed", _("This sheet is closed. What comes later is a remark on the order."))
    wanted = [one.item_id for one in given]
    items = {item.id: item for item in deed.session.scalars(select(ChecklistItem).where(ChecklistItem.id.in_(wanted)))}
    if len(items) < len(set(wanted)):
        raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
    verdicts = tuple(_judged(items[one.item_id], one, field) for one in given)
    deed.session.execute(
        delete(ChecklistAnswer).where(ChecklistAnswer.sheet_id == sheet_id, ChecklistAnswer.item_id.in_(wanted))
    )
    rows = [
        _row(deed, sheet_id, items[one.item_id], one, verdict) for one, verdict in zip(given, verdicts, strict=True)
    ]
    if rows:
        deed.session.execute(insert(ChecklistAnswer), rows)
    deed.touch("checklists")
    return verdicts


def _row(
    deed: DeedInProgress, sheet_id: int, item: ChecklistItem, given: Answer, verdict: Verdict
) -> dict[str, object]:
    return {
        "sheet_id": sheet_id,
        "item_id": item.id,
        "verdict": verdict,
        "value_milli": given.value_milli if item.value_type == "num" else None,
        "remark": given.remark.strip(),
        "answered_at": deed.now,
        "answered_by": deed.person.id,
    }


def _judged(item: ChecklistItem, given: Answer, field: str) -> Verdict:
    if len(given.remark) > LONGEST_REMARK:
        raise Refusal(
            "checklist.remark", _("A remark has at most {most} characters.").format(most=LONGEST_REMARK), field=field
        )
    if given.verdict is Verdict.NA:
        return _not_applicable(item, given, field)
    if item.value_type != "num":
        if given.verdict is None:
            raise Refusal("checklist.value", _("Say what you found."), field=field)
        return given.verdict
    return _judged_value(item, given, field)


def _not_applicable(item: ChecklistItem, given: Answer, field: str) -> Verdict:
    if item.is_mandatory and not item.may_skip_with_reason:
        raise Refusal(
            "checklist.na", _("This item must be checked; “not applicable” is not allowed here."), field=field
        )
    if item.may_skip_with_reason and not given.remark.strip():
        raise Refusal("checklist.na", _("Say in the remark why this does not apply."), field=field)
    return Verdict.NA


def _judged_value(item: ChecklistItem, given: Answer, field: str) -> Verdict:
    if given.value_milli is None:
        raise Refusal("checklist.value", _("Write the measured value."), field=field)
    plausible = is_plausible(given.value_milli, item.plausible_min_milli, item.plausible_max_milli)
    if not plausible and not given.is_meant:
        raise Refusal(
            "checklist.implausible",
            _("That is hardly possible for this item. Check the decimal point, or press Enter again to keep it."),
            field=field,
        )
    computed = judge(given.value_milli, Limit.parse(item.warn), Limit.parse(item.limit))
    if given.verdict is None or given.verdict is computed:
        return computed
    if _SEVERITY[given.verdict] < _SEVERITY[computed] and not given.remark.strip():
        raise Refusal(
            "checklist.better", _("The value says otherwise. To judge it better, write the reason."), field=field
        )
    return given.verdict


_SEVERITY = {Verdict.NA: 0, Verdict.OK: 0, Verdict.ATTENTION: 1, Verdict.REPLACE: 2}


def close_sheet(deed: DeedInProgress, sheet_id: int, items: tuple[ItemRow, ...], *, field: str) -> None:
    """Freeze a sheet. Refuses: checklist.closed, checklist.unanswered."""
    sheet = deed.get(ChecklistSheet, sheet_id)
    if sheet.closed_at is not None:
        raise Refusal("checklist.closed", _("This sheet is closed. What comes later is a remark on the order."))
    open_items = unanswered(items)
    if open_items:
        raise Missing(
            "checklist.unanswered",
            counted("{count} item is not yet answered.", "{count} items are not yet answered.", len(open_items)),
            fields=(field,),
        )
    sheet.closed_at, sheet.closed_by = deed.now, deed.person.id


def unanswered(items: tuple[ItemRow, ...]) -> tuple[ItemRow, ...]:
    """The mandatory items without an answer."""
    return tuple(item for item in items if item.is_mandatory and item.verdict is None)
