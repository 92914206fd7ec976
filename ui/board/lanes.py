"""What the board shows, before anything is drawn: its lanes, its filters, and what a card says at an instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.language import _, mark
from app.order.workflow import Flag, Stage
from app.overview.board import Board, Card
from app.records.vehicles.plate import shown
from ui import formats
from ui.order.marks import reopened_mark
from ui.widgets.pill import Kind, Mark
from ui.widgets.promise_clock import standing
from ui.widgets.shape import Shape


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: the stage, what it is called, its shape, and how many units of width it takes."""

    stage: Stage
    words: str
    shape: Shape
    tone: str
    units: int = 1


LANES = (
    Lane(Stage.CHECKED_IN, mark("Received"), Shape.RING, "muted"),
    Lane(Stage.QUOTED, mark("Quote given"), Shape.HALF, "info"),
    Lane(Stage.AUTHORIZED, mark("Agreed"), Shape.TICK, "info"),
    # Most cars stand here, so its cards lie in two columns.
    Lane(Stage.IN_WORK, mark("In repair"), Shape.DOT, "accent", units=2),
    Lane(Stage.IN_QC, mark("In check"), Shape.HALF, "accent"),
    Lane(Stage.COMPLETED, mark("Work done"), Shape.TICK, "good"),
    Lane(Stage.SETTLED, mark("Bill paid"), Shape.TICK, "good"),
)
DELIVERED_LANE = Lane(Stage.DELIVERED, mark("Handed over"), Shape.TICK, "muted")


class Filter(StrEnum):
    """Which cars are looked at."""

    ALL = "all"
    MINE = "mine"
    LATE = "late"
    NEAR = "near"
    CUSTOMER = "customer"
    PARTS = "parts"
    REWORK = "rework"


FILTER_WORDS = {
    Filter.ALL: mark("All"),
    Filter.MINE: mark("Mine"),
    Filter.LATE: mark("Late"),
    Filter.NEAR: mark("Due in 1 h"),
    Filter.CUSTOMER: mark("With customer"),
    Filter.PARTS: mark("Parts due"),
    Filter.REWORK: mark("Rework"),
}
FILTER_TONES = {Filter.LATE: "bad", Filter.NEAR: "warn"}
_FLAGS_OF = {
    Filter.CUSTOMER: frozenset({Flag.WAITING_CUSTOMER, Flag.SUPPLEMENT_PENDING}),
    Filter.PARTS: frozenset({Flag.WAITING_PARTS}),
    Filter.REWORK: frozenset({Flag.IS_COMEBACK, Flag.HAS_INTERNAL_REWORK}),
}


class Urgency(StrEnum):
    """How a card's promise stands, most urgent first."""

    LATE = "late"
    NEAR = "near"
    CALM = "calm"
    READY = "ready"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says now: its clock row and its pills."""

    urgency: Urgency
    shape: Shape
    time: str
    left: str
    left_tone: str
    pills: tuple[Mark, ...]


def is_running(card: Card) -> bool:
    """Whether the promise still counts: the car is neither ready nor gone."""
    return card.ready_at is None and card.stage is not Stage.DELIVERED


def passes(card: Card, chosen: Filter, *, now: datetime, person_id: int) -> bool:
    """Whether a car is looked at under a filter."""
    if chosen is Filter.MINE:
        return card.advisor_id == person_id
    if chosen in (Filter.LATE, Filter.NEAR):
        return _urgency(card, now) is Urgency(chosen.value)
    if chosen is Filter.REWORK and card.reopen_count:
        return True
    return chosen is Filter.ALL or bool(_FLAGS_OF[chosen].intersection(card.flags))


def counts(board: Board, *, now: datetime, person_id: int) -> dict[Filter, int]:
    """How many cars in the house each filter shows; those that left are not counted."""
    here = [card for card in board.cards if card.stage is not Stage.DELIVERED]
    return {chosen: sum(passes(card, chosen, now=now, person_id=person_id) for card in here) for chosen in Filter}


def cards_of(board: Board, stage: Stage, keeps: Callable[[Card], bool], *, now: datetime) -> tuple[Card, ...]:
    """The cards of a lane: late, nearly late, then by promise; those that left, the last first."""
    cards = [card for card in board.of(stage) if keeps(card)]
    if stage is Stage.DELIVERED:
        return tuple(sorted(cards, key=lambda card: card.delivered_at or card.promised_at, reverse=True))
    order = list(Urgency)
    return tuple(sorted(cards, key=lambda card: (order.index(_urgency(card, now)), card.promised_at, card.number)))


def face(card: Card, *, now: datetime) -> Face:
    """What a card says at an instant."""
    urgency = _urgency(card, now)
    if urgency is Urgency.GONE:
        left_at = card.delivered_at or card.promised_at
        return Face(urgency, Shape.TICK, formats.when(left_at, now=now), "", "muted", pills(card))
    time = _time(card.promised_at, now)
    if urgency is Urgency.READY:
        return Face(urgency, Shape.TICK, time, _ready_words(card), "good", pills(card))
    if card.stopped_since is not None and urgency is Urgency.CALM:
        days = (now - card.stopped_since) // timedelta(days=1)
        words = formats.stopped(days) if days else ""
        return Face(Urgency.NEAR if days else urgency, Shape.CLOCK, time, words, "warn", pills(card))
    stands = standing(card.promised_at, now=now)
    tone = {Urgency.LATE: "bad", Urgency.NEAR: "warn"}.get(urgency, "muted")
    is_soon = urgency is not Urgency.CALM or formats.local(card.promised_at).date() == formats.local(now).date()
    return Face(urgency, stands.shape, time, stands.words if is_soon else "", tone, pills(card))


def words(card: Card, at: Face) -> str:
    """The whole card for a screen reader and as its tooltip."""
    parts = (
        shown(card.plate), card.owner_name, card.model_code, card.summary, at.time, at.left,
        *(pill.words for pill in at.pills), card.advisor,
    )  # fmt: skip
    return formats.joined(*parts)


def pills(card: Card) -> tuple[Mark, ...]:
    """What else is true of the car, in words and shapes; what one must act on first."""
    found = [_FLAG_PILLS[flag]() for flag in _FLAG_PILLS if flag in card.flags]
    if Flag.HAS_INTERNAL_REWORK in card.flags:
        words = _("Rework, no. {round}").format(round=card.rework_rounds + 1)
        found.insert(0, Mark(words, Shape.LOOP, Kind.BAD))
    elif card.reopen_count:
        found.insert(0, reopened_mark())
    if card.needs_certificate and card.stage in (Stage.IN_WORK, Stage.IN_QC):
        found.append(Mark(_("To be certified"), Shape.SQUARE, Kind.INFO))
    elif card.needs_certificate and card.stage in (Stage.COMPLETED, Stage.SETTLED):
        found.append(Mark(_("Certified"), Shape.SQUARE, Kind.INFO))
    return tuple(found)


_FLAG_PILLS: dict[Flag, Callable[[], Mark]] = {
    Flag.IS_COMEBACK: lambda: Mark(_("Came back"), Shape.LOOP, Kind.BAD),
    Flag.IS_URGENT: lambda: Mark(_("Urgent"), Shape.TRIANGLE, Kind.BAD),
    Flag.OPEN_CASE: lambda: Mark(_("Open complaint"), Shape.TRIANGLE, Kind.BAD),
    Flag.SUPPLEMENT_PENDING: lambda: Mark(_("Extra work open"), Shape.CLOCK, Kind.WARN),
    Flag.WAITING_CUSTOMER: lambda: Mark(_("With customer"), Shape.CLOCK, Kind.WARN),
    Flag.WAITING_INSURANCE: lambda: Mark(_("With insurer"), Shape.CLOCK, Kind.WARN),
    Flag.WAITING_PARTS: lambda: Mark(_("Parts due"), Shape.PAUSE, Kind.WARN),
    Flag.PAUSED_OTHER: lambda: Mark(_("Paused"), Shape.PAUSE, Kind.WARN),
    Flag.SAFETY_ITEM_REFUSED: lambda: Mark(_("Safety refused"), Shape.TRIANGLE, Kind.BAD),
    Flag.IS_WARRANTY: lambda: Mark(_("Claim"), Shape.DIAMOND, Kind.INFO),
    Flag.IS_ACCIDENT: lambda: Mark(_("Accident repair"), Shape.DIAMOND, Kind.INFO),
    Flag.IS_ONSITE: lambda: Mark(_("Out on site"), Shape.DOT, Kind.INFO),
    Flag.ON_ACCOUNT: lambda: Mark(_("On account"), Shape.DIAMOND, Kind.WARN),
}


def _urgency(card: Card, now: datetime) -> Urgency:
    if card.stage is Stage.DELIVERED:
        return Urgency.GONE
    if not is_running(card):
        return Urgency.READY
    kind = standing(card.promised_at, now=now).kind
    return {Kind.BAD: Urgency.LATE, Kind.WARN: Urgency.NEAR}.get(kind, Urgency.CALM)


def _time(promised_at: datetime, now: datetime) -> str:
    """`17:00` today, `Tomorrow 11:00`, `11-25` after that or before today."""
    then, today = formats.local(promised_at).date(), formats.local(now).date()
    if then == today:
        return formats.time_of_day(promised_at)
    if then == today + timedelta(days=1):
        return formats.promised(promised_at, now=now)
    return formats.day(then, today=today)


def _ready_words(card: Card) -> str:
    if card.stage is not Stage.SETTLED:
        return _("Ready")
    return _("To release") if card.is_handover_signed else _("To sign")
