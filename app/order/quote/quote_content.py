"""What is frozen on D03, from the version in hand."""

from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.parties import party_block
from app.order.paper_parts import car_block, store_block
from app.order.quote.queries import LineRow, VersionRow, newest_in
from app.order.quote.quote_paper import TO_ORDER, QuoteContent, QuotedLabour, QuotedOther, QuotedPart
from app.order.quote.shelf import to_order_in
from app.order.tables import ServiceOrder
from app.records.catalogue.categories import LineKind, QualityClass
from app.records.staff.queries import names_in
from app.records.store.queries import profile_in


def quote_content(session: Session, _store: Store, order_id: int) -> QuoteContent:
    """The content of D03 for the newest version."""
    order, version = session.get_one(ServiceOrder, order_id), newest_in(session, order_id)
    assert version is not None, "a quote is only frozen when it has lines"
    to_order = to_order_in(session, version.lines)
    return QuoteContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        edition=version.edition,
        valid_until=version.valid_until,
        estimated_ready_at=order.promised_at,
        labour=tuple(_labour(line) for line in _of(version, LineKind.LABOUR)),
        parts=tuple(_part(line, is_to_order=line.id in to_order) for line in _of(version, LineKind.PART)),
        others=tuple(_other(line) for line in _of(version, LineKind.OTHER)),
        vat_bp=profile_in(session).vat_bp,
    )


def _of(version: VersionRow, kind: LineKind) -> tuple[LineRow, ...]:
    return tuple(line for line in version.lines if line.kind is kind)


def _labour(line: LineRow) -> QuotedLabour:
    return QuotedLabour(
        code=line.code, name_zh=line.name_zh, name_en=line.name_en, need=line.need,
        hours_x100=line.quantity_milli // 10, rate_fen=line.unit_price_fen, amount_fen=line.amount_fen,
        net_fen=line.net_fen, payer=line.payer, decision=line.decision, explanation=line.reason,
    )  # fmt: skip


def _part(line: LineRow, *, is_to_order: bool) -> QuotedPart:
    return QuotedPart(
        code=line.code, name_zh=line.name_zh, name_en=line.name_en,
        quality_class=line.quality_class or QualityClass.CUSTOMER_SUPPLIED, brand=line.brand,
        quantity_milli=line.quantity_milli, unit=line.unit, unit_price_fen=line.unit_price_fen,
        amount_fen=line.amount_fen, net_fen=line.net_fen, payer=line.payer, decision=line.decision,
        guarantee_months=line.guarantee_months, guarantee_km=line.guarantee_km,
        availability=TO_ORDER if is_to_order else "",
    )  # fmt: skip


def _other(line: LineRow) -> QuotedOther:
    return QuotedOther(
        code=line.code, name_zh=line.name_zh, name_en=line.name_en, amount_fen=line.amount_fen, net_fen=line.net_fen,
        payer=line.payer, decision=line.decision,
    )  # fmt: skip
