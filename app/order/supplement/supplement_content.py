"""What is frozen on D05, from the lines as they are decided and the answer as it was given."""

from sqlalchemy.orm import Session

from app.order.agreement.agreement_paper import AgreedLine, DeclinedSafety
from app.order.agreement.supplement_paper import RecordedConsent, SupplementContent, SupplementLine
from app.order.checkin.parties import party_block
from app.order.paper_parts import car_block, store_block
from app.order.quote.queries import LineRow
from app.order.supplement.queries import PHOTO_SUBJECT, SupplementRow, finding_photos_in, findings_in
from app.order.tables import ServiceOrder
from app.paper.content import Photo
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in
from app.records.catalogue.categories import Decision, Payer
from app.records.staff.queries import names_in


def supplement_content(
    session: Session, order: ServiceOrder, row: SupplementRow, *, consent: RecordedConsent | None = None
) -> SupplementContent:
    """The content of D05 as it would be frozen now."""
    lines = tuple(_line(line) for line in row.version.lines)
    added = sum(line.net_fen for line in lines if line.payer is Payer.CUSTOMER and line.decision is Decision.ACCEPTED)
    out = sum(line.net_fen for line in row.taken_out if line.payer is Payer.CUSTOMER)
    is_agreed = bool(row.taken_out) or any(line.decision is Decision.ACCEPTED for line in lines)
    return SupplementContent(
        store=store_block(session), car=car_block(session, order), party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        agreement_number=newest_number_in(session, order.id, PaperKind.AGREEMENT),
        ordinal=row.ordinal, finding=row.told, lines=lines,
        taken_out=tuple(_agreed(line) for line in row.taken_out),
        old_total_fen=order.signed_total_fen, new_total_fen=order.signed_total_fen + added - out,
        old_promised_at=order.promised_at,
        new_promised_at=(row.new_promise_at if is_agreed else None) or order.promised_at,
        photos=_photos(session, order.id, row), consent=consent,
        safety_taken_out=tuple(
            DeclinedSafety(line.name_zh, line.name_en, line.reason) for line in row.taken_out if line.is_safety
        ),
    )  # fmt: skip


def _line(line: LineRow) -> SupplementLine:
    return SupplementLine(
        kind=line.kind, name_zh=line.name_zh, name_en=line.name_en, payer=line.payer, net_fen=line.net_fen,
        decision=line.decision, quantity_milli=line.quantity_milli, unit=line.unit, category=line.repair_category,
        quality_class=line.quality_class, is_safety=line.is_safety, risk=line.reason,
    )  # fmt: skip


def _agreed(line: LineRow) -> AgreedLine:
    return AgreedLine(
        name_zh=line.name_zh, name_en=line.name_en, payer=line.payer, net_fen=line.net_fen,
        category=line.repair_category, quality_class=line.quality_class,
    )  # fmt: skip


def _photos(session: Session, order_id: int, row: SupplementRow) -> tuple[Photo, ...]:
    mine = {f"{PHOTO_SUBJECT}{found.id}" for found in findings_in(session, order_id) if found.supplement_id == row.id}
    pictures = [photo for photo in finding_photos_in(session, order_id) if photo.subject in mine]
    return tuple(Photo(f"P{n:02d}", one.caption, one.file_sha256) for n, one in enumerate(pictures, start=1))
