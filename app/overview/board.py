"""The cars in the house, by stage, late ones first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.queries import OrderId
from app.order.tables import OrderFlag, ServiceOrder
from app.order.workflow import OPEN_STAGES, Flag, Stage
from app.records.staff.queries import names_in

DELIVERED_SHOWN_FOR = timedelta(hours=16)


@dataclass(frozen=True, slots=True)
class Card:
    """One car on the board."""

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


@dataclass(frozen=True, slots=True)
class Board:
    """All cards, sorted by promise, and the instant they were read at."""

    now: datetime
    cards: tuple[Card, ...]

    def of(self, stage: Stage) -> tuple[Card, ...]:
        """The cards of a stage: late, nearly late, then by promise."""
        return tuple(card for card in self.cards if card.stage is stage)


def board(desk: Desk) -> Board:
    """Every open order, and what was delivered today."""
    now = desk.store.clock.now()
    o = ServiceOrder
    columns = (
        o.id, o.number, o.stage, o.plate, o.plate_type, o.model_name, o.owner_name, o.summary, o.advisor_id,
        o.promised_at, o.ready_at, o.rework_rounds,
    )  # fmt: skip
    shown = o.stage.in_(OPEN_STAGES) | ((o.stage == Stage.DELIVERED) & (o.delivered_at > now - DELIVERED_SHOWN_FOR))
    with desk.look() as session:
        rows = session.execute(select(*columns).where(shown).order_by(o.promised_at, o.id)).all()
        names, flags = names_in(session), _flags(session, [row.id for row in rows])
    return Board(
        now,
        tuple(
            Card(
                OrderId(r.id), r.number, r.stage, r.plate, r.plate_type.value, short_model(r.model_name), r.owner_name,
                r.summary, r.advisor_id, names.get(r.advisor_id, ""), r.promised_at, r.ready_at,
                flags.get(r.id, ()), r.rework_rounds,
            )
            for r in rows
        ),
    )  # fmt: skip


def short_model(model_name: str) -> str:
    """What fits on a card: `A5` of `云骏 A5 1.5T 轿车`; the first word where there is only one."""
    words = model_name.split()
    return words[1] if len(words) > 1 else model_name


def _flags(session: Session, order_ids: list[int]) -> dict[int, tuple[Flag, ...]]:
    standing: dict[int, set[Flag]] = {}
    query = select(OrderFlag.order_id, OrderFlag.flag).where(
        OrderFlag.order_id.in_(order_ids), OrderFlag.ended_at.is_(None)
    )
    for row in session.execute(query):
        standing.setdefault(row.order_id, set()).add(row.flag)
    return {order_id: tuple(flag for flag in Flag if flag in found) for order_id, found in standing.items()}
