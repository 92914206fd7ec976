"""What the inspection page reads at once: the sheet, photographs, what already stands in the quote."""

from collections import Counter
from dataclasses import dataclass

from app.desk import Desk
from app.order.checkin.queries import statement_of
from app.order.inspection.draft import kept_diagnosis
from app.order.inspection.queries import InspectionRow, inspection
from app.order.queries import photos
from app.order.quote.queries import LineId, versions
from app.overview.order_view import OrderView, order_view

SUBJECT = "inspection."


@dataclass(frozen=True, slots=True)
class Read:
    """`row` is None before the sheet is begun; `quoted` are the item codes with a line in the newest version."""

    view: OrderView
    row: InspectionRow | None
    photos: dict[str, int]
    quoted: frozenset[str]
    draft: tuple[str, str, str] | None
    complaint: str


@dataclass(frozen=True, slots=True)
class Written:
    """A finding that became a quote line."""

    line_id: LineId
    name: str


def read(desk: Desk, order_id: int) -> Read:
    """Everything the page shows."""
    row = inspection(desk, order_id)
    subjects = [photo.subject for photo in photos(desk, order_id) if photo.subject.startswith(SUBJECT)]
    every = versions(desk, order_id)
    quoted = frozenset(line.finding_item for line in every[-1].lines if line.finding_item) if every else frozenset()
    return Read(
        view=order_view(desk, order_id),
        row=row,
        photos=Counter(subject.removeprefix(SUBJECT) for subject in subjects),
        quoted=quoted,
        draft=kept_diagnosis(desk, order_id),
        complaint=statement_of(desk, order_id),
    )
