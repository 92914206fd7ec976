"""A complaint is written down by anyone at the desk (R110), and mended as long as it is open."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import or_, select

from app.care.complaints.not_about_you import check_not_about, remember_about
from app.care.complaints.queries import ComplaintId, due_words
from app.care.complaints.states import ComplaintChannel, ComplaintLevel
from app.care.complaints.steps import begin, short_enough, written
from app.care.complaints.tables import Complaint
from app.care.complaints.typed_past import read_past
from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import what_i_wrote
from app.kernel.typed import half_width
from app.order.moves import raise_flag
from app.order.tables import ServiceOrder
from app.order.typed_promise import read_promise
from app.order.workflow import Flag
from app.paper.number import Series, next_number
from app.records.customers.phone import read_phone
from app.records.customers.register import LONGEST_NAME, same_person
from app.records.customers.tables import Customer
from app.records.staff.tables import StaffMember
from app.records.vehicles.tables import Vehicle
from app.search.index import SearchKind, index
from app.trust.deeds import Deed

FIELD = "complaint."


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed of a complaint. `concerns` is an order's number or a plate, `received` a time (empty: now).

    Where it concerns an order or a car whose owner is known, name and phone may be left to what is known.
    """

    claim: str
    name: str = ""
    phone: str = ""
    concerns: str = ""
    wish: str = ""
    channel: ComplaintChannel = ComplaintChannel.COUNTER
    level: ComplaintLevel = ComplaintLevel.NORMAL
    about_id: int | None = None
    received: str = ""
    authority_reference: str = ""
    authority_due: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """What may be mended later: everything but when and about what it came.

    `authority_due` is its deadline as it is typed; it stands where an authority does, by the channel or by its number.
    """

    claim: str
    name: str
    wish: str
    channel: ComplaintChannel
    level: ComplaintLevel
    about_id: int | None
    authority_reference: str
    authority_due: str = ""


def open_complaint(desk: Desk, *, entry: Entry) -> str:
    """Write a complaint down; its clocks run from when it was received. Answers its number.

    Refuses: complaint.claim, complaint.name, complaint.long, complaint.concerns, complaint.received,
    complaint.when, complaint.reference, complaint.about, complaint.due, promise.unreadable, phone.unreadable.
    """
    claim = _checked_claim(entry.claim)
    with desk.deed(Deed.COMPLAINT_OPEN) as deed:
        received_at = _received(deed, entry.received)
        order, vehicle = _concerned(deed, entry.concerns)
        customer = customer_of(deed, order, vehicle)
        name = _checked_name(entry.name or (customer.name if customer else ""))
        phone = _phone(entry.phone, order, customer)
        if customer is None and phone:
            customer = same_person(deed, name, phone)
        row = deed.add(
            Complaint(
                number=next_number(deed, Series.COMPLAINT), level=entry.level, channel=entry.channel,
                received_at=received_at, registered_at=deed.now, registered_by=deed.person.id,
                order_id=order.id if order else None, vehicle_id=vehicle.id if vehicle else None,
                customer_id=customer.id if customer else None, about_id=_checked_about(deed, entry.about_id),
                name=name, phone=phone, claim=claim, wish=short_enough(entry.wish, field=f"{FIELD}wish"),
                authority_reference=_checked_reference(entry.channel, entry.authority_reference),
                authority_due_at=_due(deed, entry, received_at),
            )
        )  # fmt: skip
        deed.order_id = row.order_id
        if row.about_id is not None:
            remember_about(deed, row.id, (row.about_id,))
        if row.order_id is not None:
            raise_flag(deed, row.order_id, Flag.OPEN_CASE, reason=row.number)
        find_again(deed, row)
        deed.note(complaint=row.id, complaint_number=row.number, level=row.level.value, channel=row.channel.value)
        return row.number


def change_complaint(
    desk: Desk, complaint_id: ComplaintId, *, mended: Mended, seen: Mended | None = None, due_reason: str = ""
) -> None:
    """Mend what was written down; `seen` is what stood before the eyes of who mends it.

    Whom it is about and an authority's deadline are not mended by who it is or was about (SEP3); why one deadline takes
    the place of another is `due_reason`.
    Refuses: complaint.claim, complaint.name, complaint.long, complaint.reference, complaint.about, complaint.about_you,
    complaint.due, complaint.due_reason, promise.unreadable, complaint.state, row.changed (a `Conflict`).
    """
    with desk.deed(Deed.COMPLAINT_CHANGE) as deed:
        row = begin(deed, complaint_id)
        mine = _values(mended)
        mine |= {
            "claim": _checked_claim(mended.claim), "name": _checked_name(mended.name),
            "wish": short_enough(mended.wish, field=f"{FIELD}wish"),
            "about_id": _checked_about(deed, mended.about_id),
            "authority_reference": _checked_reference(mended.channel, mended.authority_reference),
        }  # fmt: skip
        was = None if seen is None else _values(seen)
        offset = deed.store.utc_offset_minutes
        stands = {name: getattr(row, name) for name in mine if name != "authority_due"}
        stands["authority_due"] = due_words(row.authority_due_at, offset)
        due_at = _mended_due(deed, row, mended, seen)
        mine["authority_due"] = due_words(due_at, offset)
        for name, value in what_i_wrote(mine, seen=was, stands=stands, say=_said).items():
            if name == "about_id" and value != row.about_id:
                check_not_about(deed, row, Deed.COMPLAINT_CHANGE, field=f"{FIELD}about")
            if name != "authority_due":
                setattr(row, name, value)
            elif value != stands[name]:
                _move_due(deed, row, due_at, due_reason)
        if row.about_id is not None:
            remember_about(deed, row.id, (row.about_id,))
        find_again(deed, row)
        deed.note(level=row.level.value)


def _mended_due(deed: DeedInProgress, row: Complaint, mended: Mended, seen: Mended | None) -> datetime | None:
    """What is meant by what stands in the field; what was seen there and left is not read as if it were new."""
    if seen is not None and mended.authority_due == seen.authority_due and _has_authority(mended):
        return row.authority_due_at
    return _due(deed, mended, row.received_at)


def _move_due(deed: DeedInProgress, row: Complaint, due_at: datetime | None, reason: str) -> None:
    """Another deadline; why it takes the place of one that stood there."""
    check_not_about(deed, row, Deed.COMPLAINT_CHANGE, field=f"{FIELD}authority_due")
    if row.authority_due_at is not None:
        otherwise = Refusal(
            "complaint.due_reason", _("Write why the authority's deadline is another one."), field=f"{FIELD}due_reason"
        )
        deed.typed(reason=written(reason, otherwise))
    row.authority_due_at = due_at


def _values(mended: Mended) -> dict[str, object]:
    return {field.name: getattr(mended, field.name) for field in fields(Mended)}


def _said(value: object) -> str:
    return "" if value is None else str(value)


def find_again(deed: DeedInProgress, row: Complaint) -> None:
    """Put it into the search box's index, newest first: by its number, who complains, the plate and the order."""
    order = deed.session.get(ServiceOrder, row.order_id) if row.order_id is not None else None
    vehicle = deed.session.get(Vehicle, row.vehicle_id) if row.vehicle_id is not None else None
    texts = (row.number, row.name, order.number if order else "", vehicle.plate if vehicle else "")
    index(
        deed.session, SearchKind.COMPLAINT, row.id, title=row.number, subtitle=row.name, texts=texts,
        names=(row.name,), phone=row.phone,
    )  # fmt: skip


def _checked_claim(typed: str) -> str:
    otherwise = Refusal(
        "complaint.claim", _("Write what the customer complains about, in their words."), field=f"{FIELD}claim"
    )
    return written(typed, otherwise)


def _checked_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(
            "complaint.name",
            _("Write who complains, in at most {most} characters.").format(most=LONGEST_NAME),
            field=f"{FIELD}name",
        )
    return name


def _checked_about(deed: DeedInProgress, about_id: int | None) -> int | None:
    if about_id is not None and deed.session.get(StaffMember, about_id) is None:
        raise Refusal("complaint.about", _("Nobody here is called so. Choose from the list."), field=f"{FIELD}about")
    return about_id


def _checked_reference(channel: ComplaintChannel, typed: str) -> str:
    """Of an authority's complaint its number there (R115)."""
    words = short_enough(typed, field=f"{FIELD}authority_reference")
    if channel is ComplaintChannel.AUTHORITY and not words:
        raise Refusal(
            "complaint.reference",
            _("Write the authority and the number it gave the complaint."),
            field=f"{FIELD}authority_reference",
        )
    return words


def _received(deed: DeedInProgress, typed: str) -> datetime:
    if not typed.strip():
        return deed.now
    field, offset = f"{FIELD}received", deed.store.utc_offset_minutes
    at = read_past(typed, now=deed.now, utc_offset_minutes=offset, field=field)
    if at > deed.now:
        raise Refusal("complaint.received", _("This time lies ahead. Write when the complaint came."), field=field)
    return at


def _has_authority(entry: Entry | Mended) -> bool:
    return entry.channel is ComplaintChannel.AUTHORITY or bool(entry.authority_reference.strip())


def _due(deed: DeedInProgress, entry: Entry | Mended, received_at: datetime) -> datetime | None:
    if not _has_authority(entry) or not entry.authority_due.strip():
        return None
    field, offset = f"{FIELD}authority_due", deed.store.utc_offset_minutes
    due_at = read_promise(entry.authority_due, now=deed.now, utc_offset_minutes=offset, field=field, is_exact=True)
    if due_at <= received_at:
        raise Refusal(
            "complaint.due",
            _("The authority's deadline lies before the complaint came. Look at the date."),
            field=field,
        )
    return due_at


def _concerned(deed: DeedInProgress, typed: str) -> tuple[ServiceOrder | None, Vehicle | None]:
    order, vehicle = named_by(deed, typed)
    if typed.strip() and vehicle is None:
        raise Refusal(
            "complaint.concerns",
            _("There is neither an order nor a car {typed}. Type it whole, or leave it empty.").format(typed=typed),
            field=f"{FIELD}concerns",
        )
    return order, vehicle


def named_by(deed: DeedInProgress, typed: str) -> tuple[ServiceOrder | None, Vehicle | None]:
    """The order of a number with its car, or the car of a plate or a VIN; neither for anything else."""
    text = half_width(typed).upper().replace(" ", "").replace("·", "")
    if not text:
        return None, None
    order = deed.session.scalar(select(ServiceOrder).where(ServiceOrder.number == text))
    if order is not None:
        return order, deed.get(Vehicle, order.vehicle_id)
    return None, deed.session.scalar(select(Vehicle).where(or_(Vehicle.plate == text, Vehicle.vin == text)))


def customer_of(deed: DeedInProgress, order: ServiceOrder | None, vehicle: Vehicle | None) -> Customer | None:
    """Whose visit it was, or whose car it is."""
    customer_id = order.customer_id if order is not None else vehicle.customer_id if vehicle is not None else None
    return deed.session.get(Customer, customer_id) if customer_id is not None else None


def _phone(typed: str, order: ServiceOrder | None, customer: Customer | None) -> str:
    if typed.strip():
        return read_phone(typed, field=f"{FIELD}phone")
    return order.owner_phone if order is not None else customer.mobile if customer is not None else ""
