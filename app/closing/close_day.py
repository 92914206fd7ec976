"""Close a business day: freeze its closing sheet D13, which takes the head of the audit chain out of the house."""

from datetime import date

from sqlalchemy import select

from app.closing.closing_content import closing_content, span_of
from app.closing.closing_paper import ClosingContent, typeset
from app.desk import DeedInProgress, Desk
from app.kernel.clock import business_day
from app.kernel.digest import thaw
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.paper.content import Signed, SignerRole
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.paper.queries import PaperId
from app.paper.tables import Paper
from app.trust.deeds import Deed
from app.trust.roles import Role


def close_day(desk: Desk, *, on: date | None = None) -> PaperId:
    """Issue the closing sheet of a day, today without one; answers the paper.

    A day may be closed again when something was booked after it: the new sheet names the one it comes in place of, and
    both stay. Refuses: closing.ahead, clock.set_back, deed.not_allowed.
    """
    today = business_day(desk.store.clock.now(), desk.store.utc_offset_minutes)
    on = on or today
    if on > today:
        raise Refusal("closing.ahead", _("This day has not begun yet: it cannot be closed."))
    with desk.deed(Deed.DAY_CLOSE) as deed:
        content = closing_content(deed.session, deed.store, on)
        number = next_number(deed, Series.CLOSING)
        deed.note(day=on.isoformat())
        role = SignerRole.CASHIER if Role.CASHIER in deed.person.roles else SignerRole.MANAGER
        paper_id = freeze(
            deed, PaperKind.CLOSING, number, content=content,
            signatures=(Signed(role, deed.person.name, deed.now),), in_place_of=_earlier(deed, on),
        )  # fmt: skip
    file(desk, paper_id, kind=ClosingContent, typeset=typeset)
    return PaperId(paper_id)


def _earlier(deed: DeedInProgress, on: date) -> int | None:
    """The newest sheet of the same day, if it was closed before."""
    begun, _end = span_of(on, utc_offset_minutes=deed.store.utc_offset_minutes)
    # The day stands in the content alone; no sheet of it was issued before it began.
    since = (Paper.kind == PaperKind.CLOSING.value, Paper.issued_at >= begun)
    for paper in deed.session.scalars(select(Paper).where(*since).order_by(Paper.id.desc())):
        if thaw(paper.content, ClosingContent).on == on:
            return paper.id
    return None
