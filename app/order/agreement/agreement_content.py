"""What is frozen on D04 before anyone sees it, from the issued quote and its decisions."""

from sqlalchemy.orm import Session

from app.desk import Store
from app.order.agreement.agreement_paper import AgreedLine, AgreementContent, DeclinedSafety
from app.order.agreement.guarantee import LEGAL, STORE_LABOUR, STORE_OEM_PART_KM, STORE_OEM_PART_MONTHS
from app.order.agreement.guarantee_paper import GuaranteePromise
from app.order.agreement.terms import terms
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn
from app.order.paper_parts import car_block, store_block
from app.order.quote.queries import LineRow, newest_in
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in
from app.records.catalogue.categories import Decision, LineKind, QualityClass, RepairCategory
from app.records.staff.queries import names_in
from app.records.store.queries import profile_in

# Categories whose periods are the same stand in one row of the paper.
_ROWS: tuple[tuple[RepairCategory, ...], ...] = (
    (RepairCategory.MAINTENANCE_L1, RepairCategory.MINOR, RepairCategory.SPECIAL),
    (RepairCategory.MAINTENANCE_L2,),
    (RepairCategory.ASSEMBLY, RepairCategory.OVERHAUL),
)


def agreement_content(session: Session, _store: Store, order_id: int) -> AgreementContent:
    """The content of D04; the boxes of the ceremony are empty until the customer ticks them."""
    order, check_in = session.get_one(ServiceOrder, order_id), session.get_one(CheckIn, order_id)
    version = newest_in(session, order_id)
    assert version is not None, "an agreement follows a quote"
    accepted = tuple(line for line in version.lines if line.decision is Decision.ACCEPTED)
    postponed = [line for line in version.lines if line.decision is Decision.LATER and not line.is_safety]
    categories = {line.repair_category for line in accepted if line.repair_category is not None}
    return AgreementContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        checkin_number=newest_number_in(session, order_id, PaperKind.CHECKIN),
        inspection_number=newest_number_in(session, order_id, PaperKind.INSPECTION),
        quote_number=newest_number_in(session, order_id, PaperKind.QUOTE),
        promised_at=order.promised_at,
        labour=tuple(_line(line) for line in accepted if line.kind is LineKind.LABOUR),
        parts=tuple(_line(line) for line in accepted if line.kind is LineKind.PART),
        others=tuple(_line(line) for line in accepted if line.kind is LineKind.OTHER),
        total_fen=version.totals.accepted_customer_fen,
        old_parts=check_in.old_parts,
        wash=check_in.wash,
        allows_road_test=check_in.allows_road_test,
        guarantees=tuple(_promise(row, categories) for row in _ROWS),
        terms=terms(complaint_phone=profile_in(session).complaint_phone),
        is_authorised_by_owner=check_in.is_authorised_by_owner,
        invoice_title=order.owner_name,
        needs_certificate=any(category.needs_certificate for category in categories),
        own_parts="、".join(line.name_zh for line in accepted if line.quality_class is QualityClass.CUSTOMER_SUPPLIED),
        declined_safety=tuple(
            DeclinedSafety(line.name_zh, line.name_en, line.reason)
            for line in version.lines
            if line.is_safety and line.decision in (Decision.REFUSED, Decision.LATER)
        ),
        postponed=tuple(line.name_zh for line in postponed),
        postponed_en=tuple(line.name_en for line in postponed),
        consents_to_privacy=False,
        consents_to_e_signature=False,
    )


def _line(line: LineRow) -> AgreedLine:
    return AgreedLine(
        name_zh=line.name_zh, name_en=line.name_en, payer=line.payer, net_fen=line.net_fen,
        category=line.repair_category, quality_class=line.quality_class,
    )  # fmt: skip


def _promise(row: tuple[RepairCategory, ...], categories: set[RepairCategory]) -> GuaranteePromise:
    legal, labour = LEGAL[row[0]], STORE_LABOUR[row[0]]
    return GuaranteePromise(
        categories=row, legal_days=legal[0], legal_km=legal[1], labour_days=labour[0], labour_km=labour[1],
        part_months=STORE_OEM_PART_MONTHS, part_km=STORE_OEM_PART_KM, applies=bool(categories & set(row)),
    )  # fmt: skip
