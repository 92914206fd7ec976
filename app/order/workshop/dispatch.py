"""Give a labour line to a technician and a bay (T6); hand out the parts."""

from app.desk import DeedInProgress, Desk
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.order.agreement.signed_limit import check_signed_prices
from app.order.moves import lower_flag, move, raise_flag
from app.order.quote.queries import LineId, LineRow, agreed_lines_in
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.order.workshop.queries import work_in
from app.order.workshop.states import JobState
from app.order.workshop.tables import Job, PartIssue
from app.records.catalogue.categories import LineKind
from app.records.catalogue.tables import Part
from app.records.staff.queries import has_high_voltage, members_in
from app.records.staff.tables import StaffMember
from app.records.store.tables import Bay
from app.trust.deeds import Deed
from app.trust.roles import Role


def dispatch(
    desk: Desk, order_id: int, *, line_ids: tuple[LineId, ...], technician_id: int, bay_id: int | None
) -> None:
    """Dispatch labour lines; the first one begins the work. A line that waits may be given to another.

    Refuses: order.stage, dispatch.not_agreed, price.above_signed, dispatch.technician, dispatch.high_voltage,
    dispatch.begun, row.gone (the bay).
    """
    with desk.deed(Deed.WORK_DISPATCH, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.AUTHORIZED, Stage.IN_WORK)
        lines = {line.id: line for line in agreed_lines_in(deed.session, order_id) if line.kind is LineKind.LABOUR}
        if not line_ids or any(line_id not in lines for line_id in line_ids):
            raise Refusal("dispatch.not_agreed", _("Only labour the customer has signed can be dispatched."))
        check_signed_prices(deed.session, order_id)
        if bay_id is not None:
            deed.get(Bay, bay_id)
        _check_technician(deed, technician_id, tuple(lines[line_id] for line_id in line_ids))
        for line_id in line_ids:
            _give(deed, order_id, line_id, technician_id, bay_id)
        if order.stage is Stage.AUTHORIZED:
            move(deed, order, Stage.IN_WORK)
            order.dispatched_at = deed.now
        deed.note(technician=technician_id, bay=bay_id, lines=len(line_ids))


def _check_technician(deed: DeedInProgress, technician_id: int, lines: tuple[LineRow, ...]) -> None:
    if technician_id not in {member.id for member in members_in(deed.session, Role.TECHNICIAN)}:
        raise Refusal("dispatch.technician", _("Choose a technician."), field="workshop.technician")
    today = business_day(deed.now, deed.store.utc_offset_minutes)
    needs_high_voltage = [line for line in lines if line.needs_hv_qualification]
    if needs_high_voltage and not has_high_voltage(deed.session, technician_id, on=today):
        name = deed.get(StaffMember, technician_id).name
        raise Refusal(
            "dispatch.high_voltage",
            _("{name} has no valid high-voltage qualification for “{work}”. Choose someone who has.").format(
                name=name, work=needs_high_voltage[0].name_zh
            ),
            field="workshop.technician",
        )


def _give(deed: DeedInProgress, order_id: int, line_id: LineId, technician_id: int, bay_id: int | None) -> None:
    job = deed.session.get(Job, line_id)
    if job is None:
        deed.session.add(
            Job(
                line_id=line_id, order_id=order_id, technician_id=technician_id, bay_id=bay_id,
                state=JobState.DISPATCHED, dispatched_at=deed.now, dispatched_by=deed.person.id,
            )
        )  # fmt: skip
        return
    if job.state not in (JobState.DISPATCHED, JobState.REWORK):
        raise Refusal("dispatch.begun", _("This line is begun already. Pause it before it changes hands."))
    job.technician_id, job.bay_id, job.dispatched_by = technician_id, bay_id, deed.person.id


def issue_parts(desk: Desk, order_id: int, *, line_ids: tuple[LineId, ...]) -> None:
    """Hand parts to the workshop and lower the shelf.

    Refuses: order.stage, parts.not_agreed, price.above_signed, parts.issued, parts.short.
    """
    with desk.deed(Deed.PART_ISSUE, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, Stage.AUTHORIZED, Stage.IN_WORK)
        parts = {line.id: line for line in agreed_lines_in(deed.session, order_id) if line.kind is LineKind.PART}
        for line_id in line_ids:
            if line_id not in parts:
                raise Refusal("parts.not_agreed", _("Only parts the customer has signed can be issued."))
            _issue(deed, order_id, parts[line_id])
        check_signed_prices(deed.session, order_id)
        await_no_parts(deed, order_id)
        deed.note(lines=len(line_ids))


def await_no_parts(deed: DeedInProgress, order_id: int) -> None:
    """Every agreed part was handed out, or agreed to no longer: the order waits for none."""
    deed.session.flush()
    if all(part.issued_at is not None for part in work_in(deed.session, order_id).parts):
        lower_flag(deed, order_id, Flag.WAITING_PARTS)


def _issue(deed: DeedInProgress, order_id: int, line: LineRow) -> None:
    if deed.session.get(PartIssue, line.id) is not None:
        raise Refusal("parts.issued", _("{name} is issued already.").format(name=line.name_zh))
    shelf = deed.get(Part, line.code)
    if shelf.stock_milli < line.quantity_milli:
        raise Refusal(
            "parts.short",
            _(
                "Only {stock} of {name} are on the shelf. Order the rest, and mark the order as waiting for parts."
            ).format(stock=quantity(shelf.stock_milli), name=line.name_zh),
            field="workshop.parts",
        )
    shelf.stock_milli -= line.quantity_milli
    deed.session.add(
        PartIssue(
            line_id=line.id, order_id=order_id, quantity_milli=line.quantity_milli, issued_at=deed.now,
            issued_by=deed.person.id,
        )
    )  # fmt: skip


def wait_for_parts(desk: Desk, order_id: int, *, reason: str) -> None:
    """Mark that a part must come first. Refuses: flag.reason, order.stage."""
    if not reason.strip():
        raise Refusal("flag.reason", _("Write which part is missing and when it comes."), field="workshop.wait_reason")
    with desk.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, Stage.AUTHORIZED, Stage.IN_WORK)
        raise_flag(deed, order_id, Flag.WAITING_PARTS, reason=reason.strip())
