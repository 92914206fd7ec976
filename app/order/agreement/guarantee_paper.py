"""质量保证 on paper: the legal minimum beside what the store promises, by repair category."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.language import _, mark
from app.paper.blocks import Stack
from app.paper.grid import CELL_STRONG, MEASURE, NOTE
from app.paper.labels import km, listed
from app.paper.sections import paragraph, section
from app.paper.table import Column, Row, Table
from app.records.catalogue.categories import RepairCategory, word


@dataclass(frozen=True, slots=True)
class GuaranteePromise:
    """Categories with the same periods; `applies` when a line of the order belongs to one of them."""

    categories: tuple[RepairCategory, ...]
    legal_days: int
    legal_km: int
    labour_days: int
    labour_km: int
    part_months: int
    part_km: int
    applies: bool = True


COLUMNS = (
    Column(mark("Repair category"), 47.0),
    Column(mark("Legal minimum"), 47.0),
    Column(mark("Our promise on labour"), 47.0, style=CELL_STRONG),
    Column(mark("Promise on OEM parts"), 41.0, style=CELL_STRONG),
)


def guarantee_section(promises: Sequence[GuaranteePromise]) -> Stack:
    """The table and the sentence on free rework."""
    remark = _("from the day of leaving; days or km, whichever comes first")
    table = Table(COLUMNS, tuple(map(_row, promises)), pitch=6.2)
    note = paragraph(_note(promises), NOTE, room=MEASURE, step=4.6, above=1.8, below=0.6, is_flush=False)
    return section(mark("Guarantee"), table, note, remark=remark)


def _row(promise: GuaranteePromise) -> Row:
    return Row(
        (
            listed(tuple(word(category) for category in promise.categories)),
            in_days(promise.legal_km, promise.legal_days),
            in_days(promise.labour_km, promise.labour_days),
            in_months(promise.part_km, promise.part_months),
        )
    )


def in_days(distance_km: int, days: int) -> str:
    """A period as distance or days."""
    return _("{km} or {days} days").format(km=km(distance_km), days=days)


def in_months(distance_km: int, months: int) -> str:
    """A period as distance or months."""
    return _("{km} or {months} months").format(km=km(distance_km), months=months)


def _note(promises: Sequence[GuaranteePromise]) -> str:
    categories = [word(category) for promise in promises if promise.applies for category in promise.categories]
    belongs = _("The work of this agreement belongs to: {categories}. ").format(categories=listed(tuple(categories)))
    return belongs + _(
        "Within the guarantee the same fault or a fault of our work is repaired again free of labour and parts; for "
        "parts you bring only the labour is guaranteed."
    )
