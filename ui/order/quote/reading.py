"""What the quote page reads at once."""

from dataclasses import dataclass

from app.desk import Desk
from app.order.inspection.queries import inspection
from app.order.quote.queries import VersionRow, versions
from app.overview.order_view import OrderView, order_view
from app.records.store.queries import profile


@dataclass(frozen=True, slots=True)
class Read:
    """The versions, oldest first; `is_inspected` says the sheet is closed or skipped."""

    view: OrderView
    versions: tuple[VersionRow, ...]
    is_inspected: bool
    vat_bp: int

    @property
    def newest(self) -> VersionRow | None:
        """The version in hand, or the last one issued."""
        return self.versions[-1] if self.versions else None


def read(desk: Desk, order_id: int) -> Read:
    """Everything the page shows."""
    row = inspection(desk, order_id)
    is_inspected = row is not None and row.closed_at is not None
    return Read(order_view(desk, order_id), versions(desk, order_id), is_inspected, profile(desk).vat_bp)
