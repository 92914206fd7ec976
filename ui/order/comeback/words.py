"""What a comeback is said to be: in the head's pill, and in one sentence on a page."""

from datetime import datetime, timedelta

from app.kernel.language import _, plural
from app.order.queries import ComebackRow
from app.order.responsibility import RESPONSIBILITY_WORDS, ReworkResponsibility
from ui import formats
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

DAY = timedelta(days=1)


def comeback_mark(comeback: ComebackRow, *, now: datetime) -> Mark:
    """The pill in the head: an undecided one says how long there is left, an overdue one since when."""
    if comeback.responsibility is not ReworkResponsibility.UNDECIDED:
        words = _("Comeback: {responsibility}").format(responsibility=_(RESPONSIBILITY_WORDS[comeback.responsibility]))
        return Mark(words, Shape.LOOP, Kind.INFO)
    if comeback.is_overdue(now):
        days = max((now - comeback.due_at) // DAY, 1)
        late = plural("Comeback: decision {days} day late", "Comeback: decision {days} days late", days)
        return Mark(late.format(days=days), Shape.TRIANGLE, Kind.BAD)
    return Mark(_("Comeback: to be decided"), Shape.LOOP, Kind.WARN)


def standing(comeback: ComebackRow, *, now: datetime) -> str:
    """Who answers for it, or until when that is decided."""
    if comeback.responsibility is not ReworkResponsibility.UNDECIDED:
        return _(RESPONSIBILITY_WORDS[comeback.responsibility])
    due = f"{formats.local(comeback.due_at):%m-%d %H:%M}"
    if comeback.is_overdue(now):
        return _("not decided, was due {time}").format(time=due)
    return _("to be decided by {time}").format(time=due)


def who_pays(comeback: ComebackRow) -> str:
    """What it costs the customer."""
    if comeback.is_free:
        return _("free for the customer")
    return _("the customer pays what they sign")
