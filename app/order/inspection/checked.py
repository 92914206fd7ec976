"""An item of a sheet as the papers show it: of the inspection, and of the three checks."""

from app.order.inspection.measured_paper import CheckedItem
from app.records.catalogue.categories import Need
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow

_NEED = {Verdict.REPLACE: Need.REQUIRED, Verdict.ATTENTION: Need.RECOMMENDED}


def checked_item(item: ItemRow, *, photo: str = "") -> CheckedItem:
    """The item with its answer; one that was left open does not apply."""
    verdict = item.verdict or Verdict.NA
    return CheckedItem(
        code=item.code, name_zh=item.name_zh, name_en=item.name_en, stage=item.stage, verdict=verdict,
        place=item.place, value_milli=item.value_milli, unit=item.unit, warn=item.warn, limit=item.limit,
        remark=item.remark, need=_NEED.get(verdict), photo=photo, side_limit_milli=item.side_limit_milli,
        thinner_by_milli=item.thinner_by_milli,
    )  # fmt: skip
