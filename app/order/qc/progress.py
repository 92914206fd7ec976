"""How far a level of checking is: what is open, what failed and why, what the rest is, which level comes next."""

from app.kernel.language import _, mark
from app.kernel.quantity import quantity
from app.order.checkin.form import Lack
from app.order.inspection.lines import name_of, place_of, unit_words
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import CheckRow, Checks
from app.order.workflow import Stage
from app.records.checklists.limits import Limit, Verdict
from app.records.checklists.queries import ItemRow
from app.records.checklists.sheets import unanswered

TEMPLATE_WORDS: dict[str, str] = {
    "QG": mark("General repair"),
    "QG-HV": mark("General repair, high voltage"),
    "QM": mark("Maintenance"),
    "QM-EV": mark("Maintenance, electric"),
    "QB": mark("Body and paint"),
}
# What stops, steers, holds or bites: it is marked in the list.
SAFETY_STAGES = ("safety", "hv")


def failed_items(check: CheckRow) -> tuple[ItemRow, ...]:
    """What was judged as failed, in the order of the list."""
    return tuple(item for item in check.sheet.items if item.verdict is Verdict.REPLACE)


def failed_first(check: CheckRow) -> tuple[ItemRow, ...]:
    """All items as they are worked through: what failed stands first."""
    return (*failed_items(check), *(item for item in check.sheet.items if item.verdict is not Verdict.REPLACE))


def answered_count(check: CheckRow) -> int:
    """How many items have an answer."""
    return sum(item.verdict is not None for item in check.sheet.items)


def rest_of(check: CheckRow) -> tuple[int, ...]:
    """The ids of what a look alone answers and nobody has answered yet: “the rest has passed”."""
    return tuple(item.item_id for item in check.sheet.items if item.verdict is None and item.value_type != "num")


def reason_of(check: CheckRow) -> str:
    """Why the car goes back, as it was written beside each failed item; empty while one has no reason."""
    failed = failed_items(check)
    if not failed or any(not item.remark.strip() for item in failed):
        return ""
    said = (_("{item}: {reason}").format(item=item.name_zh, reason=item.remark.strip()) for item in failed)
    return _("; ").join(said)


def title_of(item: ItemRow) -> str:
    """The item's name with its place, if it has one."""
    return f"{name_of(item)} {place_of(item)}".strip()


def required_words(item: ItemRow) -> str:
    """What is asked for: `≥ 110 N·m`, or to look at it."""
    bound = Limit.parse(item.warn) or Limit.parse(item.limit)
    if bound is None:
        return _("by look") if item.value_type != "num" else ""
    sign = {"<": "≥", "<=": ">", ">": "≤", ">=": "<"}[bound.sign]
    return f"{sign} {quantity(bound.at_milli)} {unit_words(item.unit)}".strip()


def level_at(checks: Checks, stage: Stage) -> CheckLevel:
    """The level that is to be worked on now: the first unsigned one that the stage allows."""
    if stage is Stage.IN_WORK:
        return CheckLevel.SELF
    later = (check for check in checks.current if check.level is not CheckLevel.SELF)
    return next((check.level for check in later if check.decided_at is None), CheckLevel.FINAL)


def lacks_to_pass(check: CheckRow) -> tuple[Lack, ...]:
    """What stands in the way of signing this level."""
    failed, open_items = failed_items(check), unanswered(check.sheet.items)
    lacks = (
        (bool(failed), Lack("qc.table", _("Failed items: {count}").format(count=len(failed)))),
        (bool(open_items), Lack("qc.table", _("Items not checked: {count}").format(count=len(open_items)))),
    )
    return tuple(lack for is_missing, lack in lacks if is_missing)


def lacks_to_fail(check: CheckRow) -> tuple[Lack, ...]:
    """What stands in the way of sending the car back: a reason beside each failed item."""
    return () if reason_of(check) else (Lack("qc.reason", _("Reason of the failure")),)
