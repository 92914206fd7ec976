"""How a job, a bay and a technician are written in the workshop."""

from datetime import datetime

from app.kernel.language import _, mark
from app.order.workshop.queries import JobRow
from app.order.workshop.shop import Technician
from app.order.workshop.states import PAUSE_WORDS, STATE_WORDS, JobState, PauseReason
from app.records.store.queries import BayRow
from ui import formats
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

_LOOKS: dict[JobState, tuple[Shape, Kind]] = {
    JobState.DISPATCHED: (Shape.RING, Kind.NEUTRAL),
    JobState.WORKING: (Shape.DOT, Kind.ACCENT),
    JobState.PAUSED: (Shape.PAUSE, Kind.WARN),
    JobState.FINISHED: (Shape.TICK, Kind.GOOD),
    JobState.REWORK: (Shape.LOOP, Kind.BAD),
    JobState.TAKEN_OUT: (Shape.CROSS, Kind.NEUTRAL),
}
BAY_KINDS = {
    "general": mark("general"),
    "alignment": mark("alignment"),
    "high_voltage": mark("high voltage"),
    "body": mark("body and paint"),
}


def job_mark(job: JobRow) -> Mark:
    """The state as a pill; a pause says why, a line without a technician says so."""
    if job.state is None:
        return Mark(_("To dispatch"), Shape.RING, Kind.WARN)
    words = _(STATE_WORDS[job.state])
    if job.state is JobState.PAUSED and job.pause_reason:
        words = _(PAUSE_WORDS[PauseReason(job.pause_reason)])
    return Mark(words, *_LOOKS[job.state])


def bay_words(bay: BayRow) -> str:
    """`Bay 1 · general`."""
    kind = _(BAY_KINDS[bay.kind]) if bay.kind in BAY_KINDS else bay.kind
    return formats.joined(_("Bay {name}").format(name=bay.name), kind)


def technician_words(technician: Technician) -> str:
    """The name, and how much is in these hands."""
    load = _("{count} in hand").format(count=technician.open_jobs) if technician.open_jobs else _("free")
    voltage = _("high voltage") if technician.has_high_voltage else ""
    return formats.joined(technician.name, load, voltage)


def worked_words(job: JobRow, *, now: datetime) -> str:
    """`09:10 – 10:25`, `since 09:10`, empty before it was begun; the day stands before it unless it is today."""
    if job.started_at is None:
        return ""
    begun = formats.when(job.started_at, now=now)
    if job.finished_at is None:
        return _("since {time}").format(time=begun)
    return f"{begun} – {formats.time_of_day(job.finished_at)}"
