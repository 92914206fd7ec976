"""The last step of a check-in: what both sides read before they sign, and the booking with both hands."""

from app.desk import Desk
from app.kernel.language import _, plural
from app.kernel.money import yuan
from app.order.checkin.check_in import CheckedIn
from app.order.checkin.choices import WORDS, lamp_word
from app.order.checkin.form import CheckinForm, Valuable
from app.order.comeback import receive as comeback
from app.paper.content import Given, SignerRole
from app.records.vehicles.plate import read_plate, shown
from ui import formats

Fact = tuple[str, str]


def signer(form: CheckinForm) -> tuple[SignerRole, str]:
    """Who stands at the counter: the customer, or the person who brought the car."""
    if form.representative_name.strip():
        return SignerRole.REPRESENTATIVE, form.representative_name.strip()
    return SignerRole.CUSTOMER, form.customer_name.strip()


def facts(form: CheckinForm) -> tuple[Fact, ...]:
    """What the customer confirms: car, words, state, wishes, until when."""
    limit = _("call before spending over ¥{amount}").format(amount=yuan(form.spend_limit_fen))
    plate = shown(read_plate(form.plate).text) if form.plate.strip() else _("No plate yet")
    pairs = (
        (_("Car"), formats.joined(plate, form.model_name)),
        (_("Your words"), form.customer_statement.strip()),
        (_("Comeback"), _comeback(form)),
        (_("Instruments"), formats.joined(formats.kilometres(form.odometer_km), *_levels(form), _lamps(form))),
        (_("Damage seen"), _damages(form)),
        (_("Things of value"), _valuables(form)),
        (_("Your wishes"), formats.joined(*_wishes(form))),
        (_("Cost limit"), limit if form.spend_limit_fen else _("always call first")),
        (_("Keys"), formats.joined(str(form.key_count), form.key_tag)),
        (_("Promised for"), _promised(form)),
    )
    return tuple((label, value) for label, value in pairs if value)


def receive(desk: Desk, *, form: CheckinForm, customer: Given, advisor: Given) -> CheckedIn:
    """Book the check-in, both signatures at the store's own instant."""
    now = desk.store.clock.now()
    role, name = signer(form)
    signatures = (
        customer.by(role, name, now),
        advisor.by(SignerRole.ADVISOR, desk.person.name, now),
    )
    return comeback.receive(desk, form, signatures=signatures)


def _comeback(form: CheckinForm) -> str:
    count = len(form.comeback_to)
    words = plural(
        "{count} guaranteed item, free until it is decided who answers for it",
        "{count} guaranteed items, free until it is decided who answers for them",
        count,
    )
    return words.format(count=count) if count else ""


def _wishes(form: CheckinForm) -> tuple[str, ...]:
    wash = f"{_('Wash')} {_(WORDS[form.wash])}" if form.wash else ""
    old_parts = f"{_('Old parts')} {_(WORDS[form.old_parts])}" if form.old_parts else ""
    waits = _(WORDS[form.waits]) if form.waits else ""
    road_test = _("road test allowed") if form.allows_road_test else _("no road test")
    return wash, old_parts, waits, _(WORDS[form.dash_cam]), road_test


def _levels(form: CheckinForm) -> tuple[str, ...]:
    fuel = _("fuel {level}").format(level=f"{form.fuel_eighths}/8") if form.fuel_eighths is not None else ""
    charge = _("charge {level}").format(level=f"{form.soc_percent} %") if form.soc_percent is not None else ""
    return fuel, charge


def _lamps(form: CheckinForm) -> str:
    return _(", ").join(map(lamp_word, form.warning_lamps or ())) or _("no warning lamp")


def _damages(form: CheckinForm) -> str:
    lines = (
        f"{number} " + " ".join(part for part in (_(WORDS[one.view]), _(WORDS[one.kind]), one.remark) if part)
        for number, one in enumerate(form.damages, start=1)
    )
    return _(", ").join(lines) or _("No visible damage")


def _valuables(form: CheckinForm) -> str:
    return _(", ").join(map(_valuable, form.valuables)) or _("None")


def _valuable(one: Valuable) -> str:
    count = f"×{one.quantity}" if one.quantity > 1 else ""
    what = " ".join(part for part in (one.name, count, one.place) if part)
    return (_("{what} (stays in the car)") if one.stays else _("{what} (taken along)")).format(what=what)


def _promised(form: CheckinForm) -> str:
    return f"{formats.local(form.promised_at):%Y-%m-%d %H:%M}" if form.promised_at is not None else ""
