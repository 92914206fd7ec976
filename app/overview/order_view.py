"""An order as its workspace opens it: the head, the sum that stands in it, the step it is at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import mark
from app.order.inspection.queries import inspection_in
from app.order.queries import ComebackRow, OrderHead, OrderId, comeback_in, head_in, order_of_number
from app.order.quote.queries import newest_in
from app.order.workflow import STEP_OF_STAGE, Stage, Step
from app.records.vehicles.queries import vehicle_in


class SumKind(StrEnum):
    """What the sum in the head means."""

    ESTIMATE = "estimate"
    QUOTED = "quoted"
    SIGNED = "signed"


SUM_WORDS: dict[SumKind, str] = {
    SumKind.ESTIMATE: mark("Estimated total"),
    SumKind.QUOTED: mark("Quoted in total"),
    SumKind.SIGNED: mark("Agreed in total"),
}


@dataclass(frozen=True, slots=True)
class OrderView:
    """`sum_fen` is None before there is a line; `now` is the store's clock when this was read."""

    now: datetime
    head: OrderHead
    model_code: str
    model_year: int | None
    sum_kind: SumKind
    sum_fen: int | None
    step: Step
    done: frozenset[Step]
    comeback: ComebackRow | None = None


@dataclass(frozen=True, slots=True)
class OrderPlace:
    """Which order it is, and the step it is at."""

    id: OrderId
    step: Step


def place_of_number(desk: Desk, number: str) -> OrderPlace:
    """The order of a number as it stands on its papers, and its step. Refuses: order.unknown."""
    order_id = order_of_number(desk, number)
    with desk.look() as session:
        return OrderPlace(order_id, _step(session, head_in(session, order_id)))


def order_view(desk: Desk, order_id: int) -> OrderView:
    """The order's head with its sum and its step. Refuses: order.unknown."""
    with desk.look() as session:
        head = head_in(session, order_id)
        vehicle = vehicle_in(session, head.vehicle_id)
        kind, fen = _sum(session, head)
        step = _step(session, head)
        comeback = comeback_in(session, order_id)
    return OrderView(
        now=desk.store.clock.now(), head=head, model_code=vehicle.model_code, model_year=vehicle.model_year,
        sum_kind=kind, sum_fen=fen, step=step, done=steps_done(head.stage, step), comeback=comeback,
    )  # fmt: skip


def steps_done(stage: Stage, step: Step) -> frozenset[Step]:
    """The steps that lie behind: all before the present one, all eight once the car has left."""
    if stage is Stage.CANCELLED:
        return frozenset({Step.CHECKIN})
    every = tuple(Step)
    return frozenset(every if stage in (Stage.DELIVERED, Stage.CLOSED) else every[: every.index(step)])


def _step(session: Session, head: OrderHead) -> Step:
    """The step of the stage; a finished inspection leads on to the quote though the stage stays."""
    if head.stage is Stage.CHECKED_IN:
        inspection = inspection_in(session, head.id)
        if inspection is not None and inspection.closed_at is not None:
            return Step.QUOTE
    return STEP_OF_STAGE[head.stage]


def _sum(session: Session, head: OrderHead) -> tuple[SumKind, int | None]:
    if head.signed_at is not None:
        return SumKind.SIGNED, head.signed_total_fen
    version = newest_in(session, head.id)
    kind = SumKind.QUOTED if version is not None and version.issued_at is not None else SumKind.ESTIMATE
    return kind, version.totals.total_fen if version is not None and version.lines else None
