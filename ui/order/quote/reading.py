"""What the quote page reads at once."""

from dataclasses import dataclass

from app.desk import Desk
from app.order.inspection.queries import inspection
from app.order.quote.queries import LineId, VersionRow, versions
from app.order.supplement.queries import SupplementStanding, supplement_standing
from app.order.workshop.to_order import parts_to_order
from app.overview.order_view import OrderView, order_view
from app.records.catalogue.categories import LineKind
from app.records.catalogue.queries import find_items, packages_for
from app.records.store.queries import profile
from app.records.vehicles.energy import EnergyType
from ui.order.quote.finder import Item


@dataclass(frozen=True, slots=True)
class Read:
    """The versions of the quotation, oldest first, then the lines of additional work; `is_inspected`: the sheet is
    closed or skipped; `to_order`: the part lines that the shelf cannot serve.
    """

    view: OrderView
    versions: tuple[VersionRow, ...]
    more: SupplementStanding
    is_inspected: bool
    vat_bp: int
    to_order: frozenset[LineId]

    @property
    def quotations(self) -> tuple[VersionRow, ...]:
        """The versions of the quotation alone."""
        return tuple(version for version in self.versions if version.supplement_ordinal is None)

    @property
    def newest(self) -> VersionRow | None:
        """The version in hand, or the last one issued."""
        return self.versions[-1] if self.versions else None


def read(desk: Desk, order_id: int) -> Read:
    """Everything the page shows."""
    row = inspection(desk, order_id)
    is_inspected = row is not None and row.closed_at is not None
    more = supplement_standing(desk, order_id)
    to_order = parts_to_order(desk, order_id)
    every = (*versions(desk, order_id), *(row.version for row in more.supplements))
    return Read(order_view(desk, order_id), every, more, is_inspected, profile(desk).vat_bp, to_order)


def items(
    desk: Desk, typed: str, *, model_code: str, energy_type: EnergyType, kinds: tuple[LineKind, ...]
) -> tuple[Item, ...]:
    """What of the catalogue fits the car and what was typed."""
    return find_items(desk, typed, model_code=model_code, energy_type=energy_type, kinds=kinds)


def packages(desk: Desk, typed: str, *, model_code: str) -> tuple[Item, ...]:
    """The packages sold for the model."""
    found = packages_for(desk, model_code=model_code)
    return tuple(one for one in found if typed in f"{one.code}{one.name_zh}{one.name_en}")
