"""How a complaint reads: its state and level as pills, its clocks in words and colour, what is to be done next."""

from datetime import datetime

from app.care.complaints.clocks import (
    DEADLINE_WORDS,
    ESCALATION_WORDS,
    Clock,
    ClockState,
    Escalation,
)
from app.care.complaints.queries import ComplaintRow
from app.care.complaints.states import LEVEL_WORDS, STATE_WORDS, ComplaintLevel, ComplaintState
from app.kernel.language import _, mark
from ui import formats
from ui.widgets.pill import Kind, Mark, pill_width
from ui.widgets.promise_clock import standing
from ui.widgets.shape import Shape

NEXT_WORDS: dict[ComplaintState, str] = {
    ComplaintState.REGISTERED: mark("Reply to the customer"),
    ComplaintState.INVESTIGATING: mark("Investigate"),
    ComplaintState.SOLUTION_PROPOSED: mark("Tell the customer a solution"),
    ComplaintState.EXECUTING: mark("Carry it out"),
    ComplaintState.VERIFYING: mark("Ask whether it is good now"),
}
_KINDS: dict[ComplaintState, Kind] = {
    ComplaintState.REGISTERED: Kind.WARN,
    ComplaintState.CLOSED_SATISFIED: Kind.GOOD,
    ComplaintState.CLOSED_NO_AGREEMENT: Kind.BAD,
    ComplaintState.MERGED: Kind.NEUTRAL,
    ComplaintState.WITHDRAWN: Kind.NEUTRAL,
}
_SHAPES: dict[ComplaintState, Shape] = {
    ComplaintState.CLOSED_SATISFIED: Shape.TICK,
    ComplaintState.CLOSED_NO_AGREEMENT: Shape.CROSS,
}


def state_mark(state: ComplaintState, *, has_solution: bool = True) -> Mark:
    """The state as a pill; what was found and answered by no solution yet is not called proposed."""
    is_awaited = state is ComplaintState.SOLUTION_PROPOSED and not has_solution
    words = _("Solution to be proposed") if is_awaited else _(STATE_WORDS[state])
    return Mark(words, _SHAPES.get(state, Shape.NONE), _KINDS.get(state, Kind.INFO))


def row_mark(row: ComplaintRow) -> Mark:
    """The state of this one."""
    return state_mark(row.state, has_solution=row.has_solution)


def widest_state() -> int:
    """The room the longest state takes, in px."""
    every = (state_mark(state, has_solution=told) for state in ComplaintState for told in (True, False))
    return max(pill_width(mark) for mark in every)


def level_mark(level: ComplaintLevel) -> Mark | None:
    """Said of a serious one."""
    return Mark(_(LEVEL_WORDS[level]), Shape.TRIANGLE, Kind.BAD) if level is ComplaintLevel.SERIOUS else None


def escalation_mark(row: ComplaintRow) -> Mark | None:
    """To whom it goes when it is behind."""
    if row.escalation is Escalation.ADVISOR:
        return None
    return Mark(_(ESCALATION_WORDS[row.escalation]), Shape.TRIANGLE, Kind.BAD)


def next_words(row: ComplaintRow) -> str:
    """What is to be done next; for one that has ended how it ended."""
    if row.state is ComplaintState.EXECUTING and row.waits_for_answer:
        return _("Hear the customer's answer")
    return _(NEXT_WORDS[row.state]) if row.state in NEXT_WORDS else _(STATE_WORDS[row.state])


def due_words(row: ComplaintRow, *, now: datetime) -> str:
    """`First reply, 2:10 left`; when it ended for one that has."""
    if row.next is None:
        return formats.when(row.stands_at, now=now)
    return formats.joined(_(DEADLINE_WORDS[row.next.deadline]), standing(row.due_at, now=now).words)


def due_tone(row: ComplaintRow, *, now: datetime) -> str:
    """Red what is late, amber what is near."""
    if row.next is None:
        return "muted"
    kind = standing(row.due_at, now=now).kind
    return kind.tone if kind in (Kind.BAD, Kind.WARN) else "ink"


def clock_mark(clock: Clock, *, stands_at: datetime, is_open: bool) -> Mark:
    """One clock as a pill; it stands still once the complaint has ended."""
    state = clock.state(stands_at)
    if state is ClockState.MET:
        return Mark(_("in time"), Shape.TICK, Kind.GOOD)
    if state is ClockState.MET_LATE:
        return Mark(_("done late"), Shape.TRIANGLE, Kind.WARN)
    if not is_open:
        return Mark(_("not done"), Shape.NONE, Kind.NEUTRAL)
    left = standing(clock.target_at, now=stands_at)
    return Mark(left.words, left.shape, left.kind)
