"""Where a complaint stands, how grave it is, how it came, who answers for it, what is given for it."""

from enum import StrEnum

from app.kernel.language import mark


class ComplaintState(StrEnum):
    """Each ends as domain workflow §7 says; the last four are ends."""

    REGISTERED = "registered"
    INVESTIGATING = "investigating"
    SOLUTION_PROPOSED = "solution_proposed"
    EXECUTING = "executing"
    VERIFYING = "verifying"
    CLOSED_SATISFIED = "closed_satisfied"
    CLOSED_NO_AGREEMENT = "closed_no_agreement"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class ComplaintLevel(StrEnum):
    """Serious: safety, injury, media or an authority; every deadline is halved."""

    NORMAL = "normal"
    SERIOUS = "serious"


class ComplaintChannel(StrEnum):
    """By which way the customer and the store speak."""

    COUNTER = "counter"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    AUTHORITY = "authority"


class ComplaintResponsibility(StrEnum):
    """What the investigation found."""

    STORE = "store"
    MAKER = "maker"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class CompensationKind(StrEnum):
    """What the customer is given; a document of its own, never a discount on an old settlement."""

    NONE = "none"
    MONEY = "money"
    VOUCHER = "voucher"
    FREE_SERVICE = "free_service"
    GIFT = "gift"


class ContactOutcome(StrEnum):
    """What came of asking whether it is good now."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_REACHED = "not_reached"


State, Level, Channel = ComplaintState, ComplaintLevel, ComplaintChannel
OPEN_STATES = (
    State.REGISTERED, State.INVESTIGATING, State.SOLUTION_PROPOSED, State.EXECUTING, State.VERIFYING,
)  # fmt: skip
STATE_WORDS: dict[ComplaintState, str] = {
    State.REGISTERED: mark("Complaint registered"),
    State.INVESTIGATING: mark("Investigating"),
    State.SOLUTION_PROPOSED: mark("Solution proposed"),
    State.EXECUTING: mark("Executing"),
    State.VERIFYING: mark("Verifying"),
    State.CLOSED_SATISFIED: mark("Closed, satisfied"),
    State.CLOSED_NO_AGREEMENT: mark("Closed without agreement"),
    State.MERGED: mark("Merged"),
    State.WITHDRAWN: mark("Withdrawn"),
}
LEVEL_WORDS: dict[ComplaintLevel, str] = {Level.NORMAL: mark("Ordinary"), Level.SERIOUS: mark("Serious")}
CHANNEL_WORDS: dict[ComplaintChannel, str] = {
    Channel.COUNTER: mark("At the desk"),
    Channel.PHONE: mark("By telephone"),
    Channel.MESSAGE: mark("By text message or chat"),
    Channel.LETTER: mark("By letter"),
    Channel.AUTHORITY: mark("Through an authority"),
}
RESPONSIBILITY_WORDS: dict[ComplaintResponsibility, str] = {
    ComplaintResponsibility.STORE: mark("The store"),
    ComplaintResponsibility.MAKER: mark("Maker or supplier"),
    ComplaintResponsibility.CUSTOMER: mark("The customer's use"),
    ComplaintResponsibility.NOBODY: mark("Nobody, unjustified"),
}
COMPENSATION_WORDS: dict[CompensationKind, str] = {
    CompensationKind.NONE: mark("No compensation"),
    CompensationKind.MONEY: mark("Money"),
    CompensationKind.VOUCHER: mark("Voucher"),
    CompensationKind.FREE_SERVICE: mark("Free service"),
    CompensationKind.GIFT: mark("Gift"),
}
OUTCOME_WORDS: dict[ContactOutcome, str] = {
    ContactOutcome.SATISFIED: mark("Satisfied now"),
    ContactOutcome.NOT_SATISFIED: mark("Not satisfied"),
    ContactOutcome.NOT_REACHED: mark("Not reached"),
}
