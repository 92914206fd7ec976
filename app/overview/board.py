"""The cars in the house, by stage, late ones first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.arrival.queries import ArrivalRow, arrivals_in
from app.order.handover.tables import Handover
from app.order.queries import OrderId
from app.order.tables import OrderFlag, ServiceOrder
from app.order.workflow import OPEN_STAGES, Flag, Stage
from app.records.catalogue.categories import RepairCategory
from app.records.staff.queries import names_in
from app.records.store.rules import WAIT, rule_in

DELIVERED_SHOWN_FOR = timedelta(days=3)
STOPPING = (Flag.WAITING_PARTS, Flag.PAUSED_OTHER)


@dataclass(frozen=True, slots=True)
class Card:
    """One car on the board. `stopped_since` is when it began to wait for parts or was stopped for another reason."""

    order_id: OrderId
    number: str
    stage: Stage
    plate: str
    plate_type: str
    model_code: str
    owner_name: str
    summary: str
    advisor_id: int
    advisor: str
    promised_at: datetime
    ready_at: datetime | None
    flags: tuple[Flag, ...]
    rework_rounds: int
    repair_category: RepairCategory | None = None
    is_handover_signed: bool = False
    delivered_at: datetime | None = None
    stopped_since: datetime | None = None
    reopen_count: int = 0

    @property
    def needs_certificate(self) -> bool:
        """Whether this car may only leave with its completion certificate."""
        return self.repair_category is not None and self.repair_category.needs_certificate


@dataclass(frozen=True, slots=True)
class Board:
    """All cards, sorted by promise, the instant they were read at, and who waits to be received (how long one may)."""

    now: datetime
    cards: tuple[Card, ...]
    arrivals: tuple[ArrivalRow, ...] = ()
    wait_minutes: int = WAIT.default

    def of(self, stage: Stage) -> tuple[Card, ...]:
        """The cards of a stage: late, nearly late, then by promise."""
        return tuple(card for card in self.cards if card.stage is stage)


def board(desk: Desk) -> Board:
    """Every open order, what was delivered in the last three days, and who waits to be received."""
    now = desk.store.clock.now()
    o = ServiceOrder
    columns = (
        o.id, o.number, o.stage, o.plate, o.plate_type, o.model_name, o.owner_name, o.summary, o.advisor_id,
        o.promised_at, o.ready_at, o.rework_rounds, o.repair_category, o.delivered_at, o.reopen_count,
        Handover.signed_at,
    )  # fmt: skip
    shown = o.stage.in_(OPEN_STAGES) | ((o.stage == Stage.DELIVERED) & (o.delivered_at > now - DELIVERED_SHOWN_FOR))
    query = select(*columns).outerjoin(Handover, Handover.order_id == o.id).where(shown)
    with desk.look() as session:
        rows = session.execute(query.order_by(o.promised_at, o.id)).all()
        names, flags = names_in(session), _flags(session, [row.id for row in rows])
        waiting, limit = arrivals_in(session), rule_in(session, WAIT)
    return Board(
        now,
        tuple(
            Card(
                OrderId(r.id), r.number, r.stage, r.plate, r.plate_type.value, short_model(r.model_name), r.owner_name,
                r.summary, r.advisor_id, names.get(r.advisor_id, ""), r.promised_at, r.ready_at,
                tuple(flag for flag in Flag if flag in flags.get(r.id, {})), r.rework_rounds, r.repair_category,
                r.signed_at is not None, r.delivered_at, _stopped_since(flags.get(r.id, {})),
                r.reopen_count,
            )
            for r in rows
        ),
        waiting,
        limit,
    )  # fmt: skip


def short_model(model_name: str) -> str:
    """What fits on a card: `A5` of `云骏 A5 1.5T 轿车`; the first word where there is only one."""
    words = model_name.split()
    return words[1] if len(words) > 1 else model_name


def _flags(session: Session, order_ids: list[int]) -> dict[int, dict[Flag, datetime]]:
    """The standing flags of each order, and since when."""
    standing: dict[int, dict[Flag, datetime]] = {}
    query = select(OrderFlag.order_id, OrderFlag.flag, OrderFlag.started_at).where(
        OrderFlag.order_id.in_(order_ids), OrderFlag.ended_at.is_(None)
    )
    for row in session.execute(query):
        standing.setdefault(row.order_id, {})[row.flag] = row.started_at
    return standing


def _stopped_since(flags: dict[Flag, datetime]) -> datetime | None:
    return min((since for flag, since in flags.items() if flag in STOPPING), default=None)
