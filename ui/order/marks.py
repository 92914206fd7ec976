"""How a stage and a flag of an order look as a pill: word, shape, kind."""

from app.kernel.language import _
from app.order.workflow import FLAG_WORDS, STAGE_WORDS, Flag, Stage
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

_STAGES: dict[Stage, tuple[Shape, Kind]] = {
    Stage.CHECKED_IN: (Shape.DOT, Kind.ACCENT),
    Stage.QUOTED: (Shape.HALF, Kind.INFO),
    Stage.AUTHORIZED: (Shape.TICK, Kind.ACCENT),
    Stage.IN_WORK: (Shape.DOT, Kind.ACCENT),
    Stage.IN_QC: (Shape.HALF, Kind.ACCENT),
    Stage.COMPLETED: (Shape.TICK, Kind.GOOD),
    Stage.SETTLED: (Shape.TICK, Kind.GOOD),
    Stage.DELIVERED: (Shape.TICK, Kind.GOOD),
    Stage.CLOSED: (Shape.SQUARE, Kind.NEUTRAL),
    Stage.CANCELLED: (Shape.CROSS, Kind.NEUTRAL),
}
_FLAGS: dict[Flag, tuple[Shape, Kind]] = {
    Flag.WAITING_PARTS: (Shape.PAUSE, Kind.WARN),
    Flag.WAITING_CUSTOMER: (Shape.CLOCK, Kind.WARN),
    Flag.WAITING_INSURANCE: (Shape.CLOCK, Kind.WARN),
    Flag.PAUSED_OTHER: (Shape.PAUSE, Kind.WARN),
    Flag.SUPPLEMENT_PENDING: (Shape.CLOCK, Kind.WARN),
    Flag.HAS_INTERNAL_REWORK: (Shape.LOOP, Kind.BAD),
    Flag.IS_COMEBACK: (Shape.LOOP, Kind.BAD),
    Flag.IS_WARRANTY: (Shape.DIAMOND, Kind.INFO),
    Flag.IS_ACCIDENT: (Shape.DIAMOND, Kind.INFO),
    Flag.IS_ONSITE: (Shape.DOT, Kind.INFO),
    Flag.SAFETY_ITEM_REFUSED: (Shape.TRIANGLE, Kind.BAD),
    Flag.IS_URGENT: (Shape.TRIANGLE, Kind.BAD),
    Flag.ON_ACCOUNT: (Shape.DIAMOND, Kind.WARN),
    Flag.OPEN_CASE: (Shape.TRIANGLE, Kind.BAD),
}


def stage_mark(stage: Stage) -> Mark:
    """The stage as a pill."""
    return Mark(_(STAGE_WORDS[stage]), *_STAGES[stage])


def reopened_mark() -> Mark:
    """That a completed order went back to work (T13)."""
    return Mark(_("Reopened: rework"), Shape.LOOP, Kind.BAD)


def flag_mark(flag: Flag, *, rework_rounds: int = 0) -> Mark:
    """The flag as a pill; an internal rework says its round."""
    words = _(FLAG_WORDS[flag])
    if flag is Flag.HAS_INTERNAL_REWORK and rework_rounds:
        words = _("Rework, round {round}").format(round=rework_rounds + 1)
    return Mark(words, *_FLAGS[flag])
