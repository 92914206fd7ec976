"""What still stands in the way of reporting the work complete (T7)."""

from app.kernel.language import _
from app.order.checkin.form import Lack
from app.order.workflow import Flag
from app.order.workshop.queries import Work
from app.order.workshop.states import JobState


def lacks_to_report(work: Work, flags: tuple[Flag, ...], *, is_self_checked: bool) -> tuple[Lack, ...]:
    """Every labour line dispatched and finished, every part issued, no open supplement, self check done."""
    undispatched = [job for job in work.jobs if job.state is None]
    unfinished = [job for job in work.jobs if job.state not in (None, JobState.FINISHED)]
    unissued = [part for part in work.parts if part.issued_at is None]
    checks = (
        (bool(undispatched), Lack("workshop.queue", _("Dispatch of {count} lines").format(count=len(undispatched)))),
        (bool(unfinished), Lack("workshop.queue", _("{count} lines not finished").format(count=len(unfinished)))),
        (bool(unissued), Lack("workshop.parts", _("{count} parts not issued").format(count=len(unissued)))),
        (Flag.SUPPLEMENT_PENDING in flags, Lack("workshop.additional", _("Customer's answer to the additional work"))),
        (not is_self_checked, Lack("order.step.qc", _("Self check"))),
    )
    return tuple(lack for is_missing, lack in checks if is_missing)
