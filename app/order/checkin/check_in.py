"""The car is received: customer and car registered or found, the order opened, D01 signed and frozen (T1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from app import drafts
from app.desk import DeedInProgress, Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import Language, _
from app.kernel.refusal import Missing, Refusal
from app.kernel.room import check_room
from app.order.arrival.pick_up import received
from app.order.checkin.checkin_content import checkin_content
from app.order.checkin.checkin_paper import CheckinContent, typeset
from app.order.checkin.form import LONGEST_STATEMENT, CheckinForm, lacks
from app.order.checkin.tables import CheckIn, DamageMark, ValuableItem
from app.order.moves import raise_flag
from app.order.notes import tidy_picture
from app.order.queries import OrderId, open_order_in
from app.order.tables import OrderPhoto, PromiseNotice, ServiceOrder
from app.order.workflow import Flag, Stage
from app.paper.content import Signed, SignerRole, Stamp, has_customer_signed
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind, sheet_number
from app.paper.number import Series, next_number
from app.records.customers.phone import read_phone
from app.records.customers.register import CustomerForm, find_customer_again, register_customer, same_person
from app.records.customers.tables import Customer
from app.records.vehicles.odometer import judge_odometer
from app.records.vehicles.register import VehicleForm, change_plate, find_vehicle_again, read_odometer, register_vehicle
from app.records.vehicles.tables import Vehicle
from app.search.index import SearchKind, index
from app.trust.deeds import Deed

DRAFT_PAGE = "checkin"
NO_NUMBER = "—"
LATEST_PROMISE = timedelta(days=120)
# What a later step writes in the same deed: of an order that is a comeback, the links (app/order/comeback/receive.py).
Beside: TypeAlias = "Callable[[DeedInProgress, ServiceOrder, CheckinForm], None]"


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What the desk goes on with."""

    order_id: OrderId
    number: str
    paper_id: int


def nothing_beside(_deed: DeedInProgress, _order: ServiceOrder, form: CheckinForm) -> None:
    """An ordinary visit; one that is a comeback comes in by `app.order.comeback.receive`."""
    assert not form.comeback_to, "a comeback must not be received as an ordinary visit"


def check_in(
    desk: Desk, form: CheckinForm, *, signatures: Sequence[Signed], number: str | None = None,
    beside: Beside = nothing_beside,
) -> CheckedIn:  # fmt: skip
    """Receive the car and make its D01. See `save_check_in`."""
    saved = save_check_in(desk, form, signatures=signatures, number=number, beside=beside)
    file(desk, saved.paper_id, kind=CheckinContent, typeset=typeset)
    return saved


def save_check_in(
    desk: Desk, form: CheckinForm, *, signatures: Sequence[Signed], number: str | None = None,
    beside: Beside = nothing_beside,
) -> CheckedIn:  # fmt: skip
    """Write the visit down and freeze D01; its file is made after. `number` only when a file brings its own.

    Refuses: checkin.missing (with every field), checkin.signature, checkin.statement, checkin.level, checkin.keys,
    promise.past, promise.far, order.open_already, odometer.*, plate.*, vin.*, phone.unreadable, customer.name.
    """
    _check_words(form)
    _check_signed(signatures)
    if form.photos:
        check_room(desk.store.folder)
    pictures = [(photo, desk.store.blobs.put(tidy_picture(photo.picture))) for photo in form.photos]
    with desk.deed(Deed.ORDER_CHECK_IN) as deed:
        order, vehicle, owner = _write(deed, form, number, beside)
        deed.session.add_all(
            OrderPhoto(
                order_id=order.id, subject=photo.subject, caption=photo.caption, file_sha256=digest,
                taken_at=deed.now, taken_by=deed.person.id,
            )
            for photo, digest in pictures
        )  # fmt: skip
        read_odometer(deed, vehicle, order.odometer_km, reason=form.odometer_reason)
        _make_findable(deed, order, vehicle, owner)
        paper_id = freeze(
            deed,
            PaperKind.CHECKIN,
            sheet_number(order.number, PaperKind.CHECKIN),
            content=checkin_content(deed.session, deed.store, order.id),
            signatures=signatures,
        )
        drafts.drop(deed.session, seat=desk.seat, person_id=desk.person.id, page=DRAFT_PAGE)
        deed.note(order=order.number, stage=order.stage.value)
    return CheckedIn(OrderId(order.id), order.number, paper_id)


def rehearse(desk: Desk, form: CheckinForm, *, beside: Beside = nothing_beside) -> CheckinContent:
    """Do everything but keep it: what D01 would say. Run before anyone is asked to sign.

    Refuses what `save_check_in` refuses, but for the signatures.
    """
    _check_words(form)
    try:
        with desk.deed(Deed.ORDER_CHECK_IN) as deed:
            # No number is drawn for what will not stay: a draft must not bear one that another car gets.
            order, _vehicle, _owner = _write(deed, form, NO_NUMBER, beside)
            raise _Rehearsed(checkin_content(deed.session, deed.store, order.id))
    except _Rehearsed as rehearsed:
        return rehearsed.content


def preview_check_in(
    desk: Desk, form: CheckinForm, *, language: Language = Language.BOTH, to_sign: bool = False,
    beside: Beside = nothing_beside,
) -> bytes:  # fmt: skip
    """The PDF of D01 as it would be signed now: a draft, or `to_sign` by a pen on paper. Refuses as `rehearse` does."""
    content = rehearse(desk, form, beside=beside)
    stamp = Stamp(
        number="", issued_at=desk.store.clock.now(), printed_by=desk.person.name, digest=sha256(canonical(content)),
        chain_head="", is_draft=not to_sign, is_demo=desk.store.is_demo,
        utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)


class _Rehearsed(Exception):
    """Ends a rehearsal: the transaction takes everything back."""

    def __init__(self, content: CheckinContent) -> None:
        super().__init__()
        self.content = content


def _write(
    deed: DeedInProgress, form: CheckinForm, number: str | None, beside: Beside
) -> tuple[ServiceOrder, Vehicle, Customer]:
    _check_promise(deed.now, form.promised_at)
    vehicle, owner = _car_and_owner(deed, form)
    _check_no_open_order(deed, vehicle, form)
    order = _order(deed, form, vehicle, owner, number or next_number(deed, Series.ORDER))
    deed.order_id = order.id
    _write_details(deed, form, order)
    beside(deed, order, form)
    return order, vehicle, owner


def _check_words(form: CheckinForm) -> None:
    missing = lacks(form)
    if missing:
        raise Missing(
            "checkin.missing",
            _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
            fields=tuple(lack.field for lack in missing),
        )
    if len(form.customer_statement) > LONGEST_STATEMENT:
        raise Refusal(
            "checkin.statement",
            _("The customer's words are at most {most} characters.").format(most=LONGEST_STATEMENT),
            field="checkin.concern",
        )
    if not 0 <= (form.fuel_eighths or 0) <= 8 or not 0 <= (form.soc_percent or 0) <= 100:
        raise Refusal("checkin.level", _("Fuel is 0 to 8 eighths, charge 0 to 100 %."), field="checkin.energy_level")
    if not 0 <= form.key_count <= 9:
        raise Refusal("checkin.keys", _("A car is handed over with 0 to 9 keys."), field="checkin.key_count")


def _check_signed(signatures: Sequence[Signed]) -> None:
    if not has_customer_signed(signatures):
        raise Refusal("checkin.signature", _("The customer has not signed yet."), field="checkin.sign")
    if all(signed.role is not SignerRole.ADVISOR for signed in signatures):
        raise Refusal("checkin.signature", _("The advisor has not signed yet."), field="checkin.sign")


def _check_promise(now: datetime, promised_at: datetime | None) -> None:
    if promised_at is None or promised_at <= now:
        raise Refusal(
            "promise.past", _("The promised time is already past. Choose a later one."), field="checkin.promised_at"
        )
    if promised_at - now > LATEST_PROMISE:
        raise Refusal(
            "promise.far", _("Nobody can promise that far ahead. Check the date."), field="checkin.promised_at"
        )


def _car_and_owner(deed: DeedInProgress, form: CheckinForm) -> tuple[Vehicle, Customer]:
    if form.vehicle_id is None:
        owner = same_person(deed, form.customer_name.strip(), read_phone(form.phone)) or register_customer(
            deed, CustomerForm(name=form.customer_name, mobile=form.phone)
        )
        return register_vehicle(deed, _vehicle_form(form), owner=owner), owner
    vehicle = deed.get(Vehicle, form.vehicle_id)
    change_plate(deed, vehicle, form.plate)
    owner = _owner_of(deed, vehicle, form)
    find_vehicle_again(deed, vehicle, owner)
    return vehicle, owner


def _owner_of(deed: DeedInProgress, vehicle: Vehicle, form: CheckinForm) -> Customer:
    """The known owner with a mended phone, or, if another name was typed, the car's new owner."""
    owner = deed.get(Customer, vehicle.customer_id)
    name, phone = form.customer_name.strip(), read_phone(form.phone)
    if name == owner.name:
        if phone != owner.mobile:
            owner.mobile = phone
            find_customer_again(deed, owner)
        return owner
    new = same_person(deed, name, phone) or register_customer(deed, CustomerForm(name=name, mobile=phone))
    vehicle.customer_id = new.id
    return new


def _vehicle_form(form: CheckinForm) -> VehicleForm:
    assert form.energy_type is not None, "lacks() saw to it"
    return VehicleForm(
        plate=form.plate, vin=form.vin, model_name=form.model_name, model_code=form.model_code, colour=form.colour,
        energy_type=form.energy_type,
    )  # fmt: skip


def _check_no_open_order(deed: DeedInProgress, vehicle: Vehicle, form: CheckinForm) -> None:
    number = open_order_in(deed.session, vehicle.id)
    if number is not None and not form.second_order_reason.strip():
        raise Refusal(
            "order.open_already",
            _("Order {number} of this car is still open. Open that one, or write why a second is needed.").format(
                number=number
            ),
            field="checkin.second_order_reason",
        )


def _order(deed: DeedInProgress, form: CheckinForm, vehicle: Vehicle, owner: Customer, number: str) -> ServiceOrder:
    odometer_km = judge_odometer(
        form.odometer_km, vehicle.odometer_km, replaced=bool(form.odometer_reason.strip()), reason=form.odometer_reason
    )
    assert form.promised_at is not None, "lacks() saw to it"
    waited = received(deed, arrival_id=form.arrival_id, plate=vehicle.plate)
    started = (waited and waited.reception_started_at) or form.reception_started_at or deed.now
    # Never after the reception began: somebody may write down a car that already stands at the counter (H7).
    arrived_at = min(waited.arrived_at if waited is not None else form.arrived_at or started, started)
    order = deed.add(
        ServiceOrder(
            number=number, stage=Stage.CHECKED_IN, vehicle_id=vehicle.id, customer_id=owner.id,
            advisor_id=deed.person.id, plate=vehicle.plate, plate_type=vehicle.plate_type, vin=vehicle.vin,
            model_name=vehicle.model_name, energy_type=vehicle.energy_type, owner_name=owner.name,
            owner_phone=owner.mobile, odometer_km=odometer_km, arrived_at=arrived_at,
            reception_started_at=started, checked_in_at=deed.now, promised_at=form.promised_at,
            summary=form.summary.strip() or _first_words(form.customer_statement),
            second_order_reason=form.second_order_reason.strip(),
        )
    )  # fmt: skip
    deed.session.add(PromiseNotice(order_id=order.id, promised_at=form.promised_at, notice_at=deed.now))
    if waited is not None:
        waited.order_id, waited.reception_started_at = order.id, started
        waited.picked_up_by = waited.picked_up_by or deed.person.id
        deed.note(arrival=waited.id)
    if form.is_urgent:
        raise_flag(deed, order.id, Flag.IS_URGENT)
    return order


def _first_words(statement: str) -> str:
    return " ".join(statement.split())[:24]


def _write_details(deed: DeedInProgress, form: CheckinForm, order: ServiceOrder) -> None:
    deed.session.add(
        CheckIn(
            order_id=order.id,
            representative_name=form.representative_name.strip(),
            representative_relation=form.representative_relation.strip(),
            representative_phone=_representative_phone(form),
            is_authorised_by_owner=form.is_authorised_by_owner,
            customer_statement=form.customer_statement.strip(),
            fault_interview=form.fault_interview.strip(),
            fuel_eighths=form.fuel_eighths if order.energy_type.has_fuel else None,
            soc_percent=form.soc_percent if order.energy_type.has_traction_battery else None,
            key_count=form.key_count,
            key_tag=form.key_tag.strip(),
            warning_lamps=" ".join(form.warning_lamps or ()),
            waits=form.waits,
            wash=form.wash,
            old_parts=form.old_parts,
            dash_cam=form.dash_cam,
            allows_road_test=form.allows_road_test,
            spend_limit_fen=form.spend_limit_fen,
            has_no_visible_damage=not form.damages,
            has_no_valuables=not form.valuables,
        )
    )
    deed.session.add_all(
        DamageMark(
            order_id=order.id, position=position, view=damage.view, x=damage.x, y=damage.y, kind=damage.kind,
            severity=damage.severity, remark=damage.remark,
        )
        for position, damage in enumerate(form.damages, start=1)
    )  # fmt: skip
    deed.session.add_all(
        ValuableItem(order_id=order.id, name=v.name, quantity=v.quantity, place=v.place, stays=v.stays)
        for v in form.valuables
    )
    deed.session.flush()


def _representative_phone(form: CheckinForm) -> str:
    typed = form.representative_phone.strip()
    return read_phone(typed, field="checkin.representative_phone") if typed else ""


def _make_findable(deed: DeedInProgress, order: ServiceOrder, vehicle: Vehicle, owner: Customer) -> None:
    index(
        deed.session,
        SearchKind.ORDER,
        order.id,
        title=order.number,
        subtitle=f"{owner.name} {vehicle.model_name}",
        texts=(order.number, order.plate, owner.name),
        names=(owner.name,),
        phone=owner.mobile,
        tail=order.vin,
        plate=order.plate,
        plate_type=order.plate_type.value,
    )
