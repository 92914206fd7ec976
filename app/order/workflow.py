"""The one table of an order's stages and the moves between them (domain workflow §2)."""

from enum import StrEnum

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal


class Stage(StrEnum):
    """Where an order stands; one at a time."""

    CHECKED_IN = "checked_in"
    QUOTED = "quoted"
    AUTHORIZED = "authorized"
    IN_WORK = "in_work"
    IN_QC = "in_qc"
    COMPLETED = "completed"
    SETTLED = "settled"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Flag(StrEnum):
    """What else is true of an order; flags never move the stage."""

    WAITING_PARTS = "waiting_parts"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_INSURANCE = "waiting_insurance"
    PAUSED_OTHER = "paused_other"
    SUPPLEMENT_PENDING = "supplement_pending"
    HAS_INTERNAL_REWORK = "has_internal_rework"
    IS_COMEBACK = "is_comeback"
    IS_WARRANTY = "is_warranty"
    IS_ACCIDENT = "is_accident"
    IS_ONSITE = "is_onsite"
    SAFETY_ITEM_REFUSED = "safety_item_refused"
    IS_URGENT = "is_urgent"
    ON_ACCOUNT = "on_account"
    OPEN_CASE = "open_case"


class Step(StrEnum):
    """The eight pages of an order."""

    CHECKIN = "checkin"
    INSPECTION = "inspection"
    QUOTE = "quote"
    AGREEMENT = "agreement"
    WORK = "work"
    QC = "qc"
    SETTLEMENT = "settlement"
    HANDOVER = "handover"


STAGE_WORDS: dict[Stage, str] = {
    Stage.CHECKED_IN: mark("Checked in"),
    Stage.QUOTED: mark("Quoted"),
    Stage.AUTHORIZED: mark("Authorized"),
    Stage.IN_WORK: mark("In work"),
    Stage.IN_QC: mark("In QC"),
    Stage.COMPLETED: mark("Completed"),
    Stage.SETTLED: mark("Settled"),
    Stage.DELIVERED: mark("Delivered"),
    Stage.CLOSED: mark("Closed"),
    Stage.CANCELLED: mark("Cancelled"),
}
FLAG_WORDS: dict[Flag, str] = {
    Flag.WAITING_PARTS: mark("Waiting for parts"),
    Flag.WAITING_CUSTOMER: mark("Waiting for customer"),
    Flag.WAITING_INSURANCE: mark("Waiting for insurer"),
    Flag.PAUSED_OTHER: mark("Stopped"),
    Flag.SUPPLEMENT_PENDING: mark("Additional work open"),
    Flag.HAS_INTERNAL_REWORK: mark("Internal rework"),
    Flag.IS_COMEBACK: mark("Comeback"),
    Flag.IS_WARRANTY: mark("Warranty"),
    Flag.IS_ACCIDENT: mark("Accident"),
    Flag.IS_ONSITE: mark("On site"),
    Flag.SAFETY_ITEM_REFUSED: mark("Safety item refused"),
    Flag.IS_URGENT: mark("Urgent"),
    Flag.ON_ACCOUNT: mark("On account"),
    Flag.OPEN_CASE: mark("Open complaint"),
}
STEP_WORDS: dict[Step, str] = {
    Step.CHECKIN: mark("Check-in"),
    Step.INSPECTION: mark("Inspection"),
    Step.QUOTE: mark("Quote"),
    Step.AGREEMENT: mark("Agreement"),
    Step.WORK: mark("Work"),
    Step.QC: mark("QC"),
    Step.SETTLEMENT: mark("Settlement"),
    Step.HANDOVER: mark("Handover"),
}

OPEN_STAGES = (
    Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED, Stage.IN_WORK, Stage.IN_QC, Stage.COMPLETED, Stage.SETTLED,
)  # fmt: skip
BEFORE_COMPLETION = (Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED, Stage.IN_WORK, Stage.IN_QC)
STEP_OF_STAGE: dict[Stage, Step] = {
    Stage.CHECKED_IN: Step.INSPECTION,
    Stage.QUOTED: Step.QUOTE,
    Stage.AUTHORIZED: Step.WORK,
    Stage.IN_WORK: Step.WORK,
    Stage.IN_QC: Step.QC,
    Stage.COMPLETED: Step.SETTLEMENT,
    Stage.SETTLED: Step.HANDOVER,
    Stage.DELIVERED: Step.HANDOVER,
    Stage.CLOSED: Step.HANDOVER,
    Stage.CANCELLED: Step.HANDOVER,  # the car still has to leave
}
_MOVES: frozenset[tuple[Stage, Stage]] = frozenset(
    {
        (Stage.CHECKED_IN, Stage.QUOTED),  # T2
        (Stage.QUOTED, Stage.QUOTED),  # T3
        (Stage.QUOTED, Stage.AUTHORIZED),  # T4
        (Stage.CHECKED_IN, Stage.CANCELLED),  # T5
        (Stage.QUOTED, Stage.CANCELLED),  # T5
        (Stage.AUTHORIZED, Stage.CANCELLED),  # T5
        (Stage.AUTHORIZED, Stage.IN_WORK),  # T6
        (Stage.IN_WORK, Stage.IN_QC),  # T7
        (Stage.IN_QC, Stage.IN_WORK),  # T8
        (Stage.IN_QC, Stage.COMPLETED),  # T9
        (Stage.COMPLETED, Stage.SETTLED),  # T10
        (Stage.SETTLED, Stage.DELIVERED),  # T11
        (Stage.DELIVERED, Stage.CLOSED),  # T12
        (Stage.COMPLETED, Stage.IN_WORK),  # T13
        (Stage.SETTLED, Stage.COMPLETED),  # T14
    }
)


def check_move(now: Stage, to: Stage) -> None:
    """Refuses: order.stage, naming where the order stands and what comes first."""
    if (now, to) not in _MOVES:
        raise Refusal(
            "order.stage",
            _("The order is “{now}”; it cannot become “{to}” from there.").format(
                now=_(STAGE_WORDS[now]), to=_(STAGE_WORDS[to])
            ),
        )


def require(now: Stage, *allowed: Stage) -> None:
    """Refuses: order.stage when the order does not stand in one of the allowed stages."""
    if now not in allowed:
        raise Refusal(
            "order.stage",
            _("The order is “{now}”; this belongs to “{allowed}”.").format(
                now=_(STAGE_WORDS[now]), allowed=_(", ").join(_(STAGE_WORDS[stage]) for stage in allowed)
            ),
        )
