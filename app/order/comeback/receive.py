"""Receive a car that comes back: the check-in, and in the same deed the links to what is still guaranteed (R072)."""

from collections.abc import Sequence
from functools import partial

from app.desk import DeedInProgress, Desk
from app.kernel.clock import business_day
from app.kernel.language import Language, _
from app.kernel.refusal import Refusal
from app.order.checkin import check_in as checkin
from app.order.checkin.check_in import CheckedIn
from app.order.checkin.checkin_paper import CheckinContent
from app.order.checkin.form import CheckinForm
from app.order.comeback.guaranteed import GuaranteedLine, again, guaranteed_lines_in
from app.order.moves import raise_flag
from app.order.quote.edit import repeat_lines
from app.order.quote.tables import OrderLine
from app.order.responsibility import TO_DECIDE
from app.order.tables import Comeback, ComebackLink, ServiceOrder
from app.order.workflow import Flag
from app.paper.content import Signed


def receive(desk: Desk, form: CheckinForm, *, signatures: Sequence[Signed], number: str | None = None) -> CheckedIn:
    """Receive a car, whether it comes back or not. Refuses: as `save_check_in`, comeback.not_guaranteed."""
    return checkin.check_in(desk, form, signatures=signatures, number=number, beside=link)


def rehearse(desk: Desk, form: CheckinForm) -> CheckinContent:
    """Everything but keeping it, before anyone signs. Refuses: as `receive`, but for the signatures."""
    return checkin.rehearse(desk, form, beside=link)


def preview(desk: Desk, form: CheckinForm, *, language: Language = Language.BOTH, to_sign: bool = False) -> bytes:
    """The PDF of D01 as it would be signed now. Refuses: as `rehearse`."""
    draft = partial(checkin.preview_check_in, language=language, to_sign=to_sign, beside=link)
    return draft(desk, form)


def link(deed: DeedInProgress, order: ServiceOrder, form: CheckinForm) -> None:
    """Write what the order is a comeback to; nothing for an ordinary visit. Refuses: comeback.not_guaranteed."""
    if form.comeback_to:
        link_lines(deed, order, form.comeback_to, field="checkin.comeback")


def link_lines(deed: DeedInProgress, order: ServiceOrder, line_ids: Sequence[int], *, field: str) -> None:
    """Write the links, and put what is repeated into the quote. Refuses: comeback.not_guaranteed."""
    lines = _chosen(deed, order, line_ids, field=field)
    order.original_order_id = lines[0].order_id
    deed.session.add(Comeback(order_id=order.id, due_at=deed.now + TO_DECIDE))
    roots = dict.fromkeys(line.root_id for line in lines)
    deed.session.add_all(ComebackLink(order_id=order.id, original_line_id=root_id) for root_id in roots)
    raise_flag(deed, order.id, Flag.IS_COMEBACK)
    deed.session.flush()
    repeat_lines(deed, order.id, [deed.get(OrderLine, line.id) for line in lines])
    deed.note(comeback_to=lines[0].number, comeback_lines=len(roots), comeback_no=again(lines))


def _chosen(
    deed: DeedInProgress, order: ServiceOrder, line_ids: Sequence[int], *, field: str
) -> tuple[GuaranteedLine, ...]:
    """The chosen lines, the newest visit first: of this car, and inside their guarantee at this odometer."""
    offset = deed.store.utc_offset_minutes
    found = guaranteed_lines_in(
        deed.session, order.vehicle_id, today=business_day(deed.now, offset), odometer_km=order.odometer_km,
        utc_offset_minutes=offset,
    )  # fmt: skip
    chosen = tuple(line for line in found if line.id in line_ids)
    if len(chosen) < len(set(line_ids)):
        raise Refusal(
            "comeback.not_guaranteed",
            _("Work that was ticked is not guaranteed any more at this day and odometer. Take the tick off."),
            field=field,
        )
    return chosen
