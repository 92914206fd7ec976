"""What still stands in the way of reporting the work complete (T7)."""

from app.kernel.language import _, plural
from app.order.checkin.form import Lack
from app.order.workflow import Flag
from app.order.workshop.queries import Work
from app.order.workshop.states import JobState


def lacks_to_report(work: Work, flags: tuple[Flag, ...], *, is_self_checked: bool) -> tuple[Lack, ...]:
    """Every labour line dispatched and finished, every part issued, no open supplement, self check done."""
    undispatched = sum(job.state is None for job in work.jobs)
    unfinished = sum(job.state not in (None, JobState.FINISHED) for job in work.jobs)
    unissued = sum(part.issued_at is None for part in work.parts)
    to_dispatch = plural("Dispatch of {count} line", "Dispatch of {count} lines", undispatched)
    to_finish = plural("{count} line not finished", "{count} lines not finished", unfinished)
    to_issue = plural("{count} part not issued", "{count} parts not issued", unissued)
    checks = (
        (undispatched > 0, Lack("workshop.queue", to_dispatch.format(count=undispatched))),
        (unfinished > 0, Lack("workshop.queue", to_finish.format(count=unfinished))),
        (unissued > 0, Lack("workshop.parts", to_issue.format(count=unissued))),
        (Flag.SUPPLEMENT_PENDING in flags, Lack("workshop.additional", _("Customer's answer to the additional work"))),
        (not is_self_checked, Lack("order.step.qc", _("Self check"))),
    )
    return tuple(lack for is_missing, lack in checks if is_missing)
