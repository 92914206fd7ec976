"""What is frozen on D02, from the closed sheet and the diagnosis."""

from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn
from app.order.inspection.checked import checked_item
from app.order.inspection.inspection_paper import Diagnosis, InspectionContent
from app.order.inspection.queries import InspectionRow, inspection_in
from app.order.paper_parts import car_block, store_block
from app.order.queries import photos_in
from app.order.tables import ServiceOrder
from app.paper.content import Photo


def inspection_content(session: Session, _store: Store, order_id: int) -> InspectionContent:
    """The content of D02."""
    order, row = session.get_one(ServiceOrder, order_id), inspection_in(session, order_id)
    assert row is not None and row.sheet is not None, "only a filled sheet is frozen"
    photos = [photo for photo in photos_in(session, order_id) if photo.subject.startswith("inspection")]
    return InspectionContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        technician=row.technician,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        template=f"{row.sheet.template_code} v{row.sheet.edition}",
        items=tuple(checked_item(item) for item in row.sheet.items),
        diagnoses=_diagnoses(row, session.get_one(CheckIn, order_id).customer_statement),
        photos=tuple(Photo(f"P{n:02d}", p.caption, p.file_sha256) for n, p in enumerate(photos, start=1)),
    )


def _diagnoses(row: InspectionRow, complaint: str) -> tuple[Diagnosis, ...]:
    if not (row.cause or row.evidence or row.proposal):
        return ()
    return (Diagnosis(complaint, row.cause, row.evidence, row.proposal),)
