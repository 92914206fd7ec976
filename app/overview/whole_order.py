"""The whole order for other programs: what `forecourt order --json` prints."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import Desk
from app.order.queries import head, order_of_number
from app.order.quote.queries import LineRow, versions
from app.overview.timeline import timeline
from app.paper.queries import papers_of


@dataclass(frozen=True, slots=True)
class LineOut:
    """One line: quantity in units (1.5 h), prices in fen."""

    kind: str
    code: str
    name: str
    quantity: str
    unit_price_fen: int
    discount_fen: int
    net_fen: int
    payer: str
    decision: str


@dataclass(frozen=True, slots=True)
class DocumentOut:
    """One issued paper."""

    kind: str
    number: str
    issued_at: datetime
    digest: str
    sha256: str | None
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventOut:
    """One deed of the timeline."""

    at: datetime
    person: str
    deed: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """Everything; instants in UTC."""

    number: str
    stage: str
    flags: tuple[str, ...]
    plate: str
    vin: str
    model: str
    customer: str
    phone: str
    advisor: str
    odometer_km: int
    arrived_at: datetime
    promised_at: datetime
    signed_total_fen: int
    lines: tuple[LineOut, ...]
    totals: dict[str, int]
    documents: tuple[DocumentOut, ...]
    timeline: tuple[EventOut, ...]


def whole_order(desk: Desk, number: str) -> WholeOrder:
    """The order of a number. Refuses: order.unknown."""
    order = head(desk, order_of_number(desk, number))
    newest = versions(desk, order.id)[-1:]
    return WholeOrder(
        number=order.number,
        stage=order.stage.value,
        flags=tuple(flag.value for flag in order.flags),
        plate=order.plate,
        vin=order.vin,
        model=order.model_name,
        customer=order.owner_name,
        phone=order.owner_phone,
        advisor=order.advisor_name,
        odometer_km=order.odometer_km,
        arrived_at=order.arrived_at,
        promised_at=order.promised_at,
        signed_total_fen=order.signed_total_fen,
        lines=tuple(_line(line) for version in newest for line in version.lines),
        totals={payer.value: fen for version in newest for payer, fen in version.totals.by_payer},
        documents=tuple(
            DocumentOut(p.kind.value, p.number, p.issued_at, p.digest, p.file_sha256, p.signed_by)
            for p in papers_of(desk, order.id)
        ),
        timeline=tuple(
            EventOut(row.at, row.person, row.deed.value, dict(row.details))
            for row in reversed(timeline(desk, order.id, everything=True))
        ),
    )


def _line(line: LineRow) -> LineOut:
    whole, part = divmod(line.quantity_milli, 1000)
    return LineOut(
        kind=line.kind.value,
        code=line.code,
        name=line.name_zh,
        quantity=f"{whole}.{part:03d}".rstrip("0").rstrip("."),
        unit_price_fen=line.unit_price_fen,
        discount_fen=line.amount_fen - line.net_fen,
        net_fen=line.net_fen,
        payer=line.payer.value,
        decision=line.decision.value,
    )
