"""What is frozen on D12, from all steps before it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import business_day
from app.kernel.language import Language, speaking
from app.kernel.quantity import quantity
from app.order.agreement.guarantee import (
    LEGAL,
    STORE_LABOUR,
    Guarantee,
    guarantee,
    longest,
    part_guarantee,
)
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn, ValuableItem
from app.order.handover.cautions import usual_cautions
from app.order.handover.explanation import Topic
from app.order.handover.handover_paper import (
    AgreedFromAfar,
    GuaranteeEnd,
    HandoverContent,
    OldPartSeen,
    PutOff,
    Scope,
    TopicDone,
    ValuableReturned,
    WorkDone,
)
from app.order.handover.queries import HandoverRow, handover_in
from app.order.inspection.queries import findings, inspection_in
from app.order.paper_parts import car_block, store_block
from app.order.quote.queries import LineRow, agreed_lines_in, declined_lines_in
from app.order.supplement.queries import agreed_in
from app.order.tables import ServiceOrder
from app.records.catalogue.categories import LineKind, Payer, QualityClass
from app.records.checklists.queries import ItemRow
from app.records.staff.queries import names_in


def handover_content(session: Session, store: Store, order_id: int) -> HandoverContent:
    """The content of D12."""
    order, row = session.get_one(ServiceOrder, order_id), handover_in(session, order_id)
    check_in, lines = session.get_one(CheckIn, order_id), agreed_lines_in(session, order_id)
    left_on = business_day(row.signed_at or store.clock.now(), store.utc_offset_minutes)
    out_km = row.out_odometer_km or order.odometer_km
    cautions, cautions_en = _cautions(row.cautions, [line.name_zh for line in lines])
    return HandoverContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        handed_over_at=row.signed_at,
        out_odometer_km=out_km,
        work=_work(session, order, lines),
        cautions=cautions,
        cautions_en=cautions_en,
        put_off=_put_off(session, order_id),
        old_parts=tuple(
            OldPartSeen(line.name_zh, line.name_en, check_in.old_parts)
            for line in lines
            if line.kind is LineKind.PART and line.payer is not Payer.WARRANTY
        ),
        old_parts_shown=Topic.OLD_PARTS_SHOWN not in row.open_topics,
        next_service_on=row.next_service_on,
        next_service_km=row.next_service_km,
        guarantees=_guarantees(lines, left_on, out_km),
        topics=_topics(row),
        valuables=_valuables(session, order_id, row),
        grade=row.grade,
        follow_up_wish=row.follow_up_wish,
        agreed_from_afar=agreed_from_afar_in(session, order_id),
    )


def _cautions(written: str, works: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """In Chinese and in English where they are the usual ones; else as somebody wrote them, in no other language."""
    usual = {}
    for language in (Language.CHINESE, Language.ENGLISH):
        with speaking(language):
            usual[language] = usual_cautions(works)
    if written and written not in usual.values():
        return tuple(filter(None, written.splitlines())), ()
    chinese, english = (tuple(filter(None, usual[one].splitlines())) for one in usual)
    return chinese, english


def _work(session: Session, order: ServiceOrder, lines: Iterable[LineRow]) -> tuple[WorkDone, ...]:
    """Each labour line beside the need it answers: the customer's words, or what the inspection found."""
    found = _found(session, order.id)
    return tuple(
        WorkDone(
            need=item.name_zh if item is not None else order.summary,
            work=line.name_zh,
            before=_value(item),
            need_en=item.name_en if item is not None else "",
            work_en=line.name_en,
        )
        for line in lines
        if line.kind is LineKind.LABOUR
        for item in (found.get(line.finding_item),)
    )


def _found(session: Session, order_id: int) -> dict[str, ItemRow]:
    inspection = inspection_in(session, order_id)
    if inspection is None or inspection.sheet is None:
        return {}
    return {item.code: item for item in reversed(findings(inspection.sheet))}


def _value(item: ItemRow | None) -> str:
    return f"{quantity(item.value_milli)} {item.unit}" if item is not None and item.value_milli is not None else ""


def agreed_from_afar_in(session: Session, order_id: int) -> tuple[AgreedFromAfar, ...]:
    """Additional work the customer agreed to without a signature: they sign for it now."""
    return tuple(
        AgreedFromAfar(row.paper_number, row.ended_at, row.change_fen)
        for row in agreed_in(session, order_id)
        if row.is_from_afar and row.ended_at is not None
    )


def _put_off(session: Session, order_id: int) -> tuple[PutOff, ...]:
    return tuple(
        PutOff(line.name_zh, line.name_en, line.need, line.reason) for line in declined_lines_in(session, order_id)
    )


def _guarantees(lines: tuple[LineRow, ...], left_on: date, out_km: int) -> tuple[GuaranteeEnd, ...]:
    labour = [line.repair_category for line in lines if line.repair_category is not None]
    legal = longest(guarantee(kind, left_on=left_on, odometer_km=out_km, periods=LEGAL) for kind in labour)
    store = longest(guarantee(kind, left_on=left_on, odometer_km=out_km, periods=STORE_LABOUR) for kind in labour)
    ends = [_end(Scope.LABOUR, store, 0)]
    for scope, is_ours in ((Scope.OEM_PARTS, True), (Scope.OTHER_PARTS, False)):
        parts = [line for line in lines if line.quality_class and (line.quality_class is QualityClass.OEM) is is_ours]
        promises = Counter(
            one
            for line in parts
            if (
                one := part_guarantee(
                    line.quality_class or QualityClass.OEM, months=line.guarantee_months, km=line.guarantee_km,
                    left_on=left_on, odometer_km=out_km,
                )
            )
        )  # fmt: skip
        ends += [_end(scope, one, count) for one, count in sorted(promises.items())]
    return tuple(end for end in (*ends, _end(Scope.LEGAL, legal, 0)) if end is not None)


def _end(scope: Scope, one: Guarantee | None, count: int) -> GuaranteeEnd | None:
    return None if one is None else GuaranteeEnd(scope, one.last_on, one.last_km, count)


def _topics(row: HandoverRow) -> tuple[TopicDone, ...]:
    return tuple(TopicDone(topic, topic not in row.open_topics) for topic in row.topics)


def _valuables(session: Session, order_id: int, row: HandoverRow) -> tuple[ValuableReturned, ...]:
    names = session.scalars(
        select(ValuableItem.name).where(ValuableItem.order_id == order_id).order_by(ValuableItem.id)
    )
    is_there = Topic.VALUABLES_COMPARED not in row.open_topics
    return tuple(ValuableReturned(name, is_there) for name in names)
