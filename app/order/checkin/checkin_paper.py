"""D01 接车预检单: how the car came in, what the customer said and chose. Signing it is not an order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.language import Language, _, counted, current, mark, speaking
from app.kernel.money import yuan
from app.order.checkin.choices import WORDS, DashCam, OldParts, Waits, Wash, lamp_word
from app.order.checkin.walk_around_paper import DamageItem, walk_around
from app.paper.blocks import Block, Columns, Gap, Rule, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, GUTTER, LEGAL, MEASURE, NOTE, VALUE, VALUE_STRONG
from app.paper.head import Heading
from app.paper.labels import comma, dash, joined, km, listed, moment, note, span
from app.paper.opening import bringer, car_facts, model_and_colour, owner_fact
from app.paper.pieces import Cell, ChargeBar, FuelCells, Words, choice
from app.paper.sections import Boxes, Fact, Line, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.records.customers.phone import shown
from app.records.vehicles.energy import WORDS as ENERGY_WORDS
from app.records.vehicles.energy import EnergyType

HALF = (MEASURE - GUTTER) / 2


class Source(StrEnum):
    """How the car came to the store."""

    WALK_IN = "walk_in"
    APPOINTMENT = "appointment"
    TOWED = "towed"
    PICKED_UP = "picked_up"


class CarItem(StrEnum):
    """What belongs into the car and is looked for."""

    SPARE_WHEEL = "spare_wheel"
    JACK = "jack"
    TRIANGLE = "triangle"
    VEST = "vest"
    TOOLS = "tools"
    CHARGING_CABLE = "charging_cable"
    MATS = "mats"
    EXTINGUISHER = "extinguisher"


SOURCE_WORDS: dict[Source, str] = {
    Source.WALK_IN: mark("Walk-in"),
    Source.APPOINTMENT: mark("Appointment"),
    Source.TOWED: mark("Towed in"),
    Source.PICKED_UP: mark("Fetched by us"),
}
ITEM_WORDS: dict[CarItem, str] = {
    CarItem.SPARE_WHEEL: mark("Spare wheel or kit"),
    CarItem.JACK: mark("Jack"),
    CarItem.TRIANGLE: mark("Warning triangle"),
    CarItem.VEST: mark("Reflective vest"),
    CarItem.TOOLS: mark("Tools"),
    CarItem.CHARGING_CABLE: mark("Charging cable"),
    CarItem.MATS: mark("Floor mats"),
    CarItem.EXTINGUISHER: mark("Extinguisher"),
}
CHANNEL_WORDS: dict[str, str] = {
    "phone": mark("prefers calls"),
    "wechat": mark("prefers WeChat"),
    "sms": mark("prefers text messages"),
}
DASH_CAM_WORDS: dict[DashCam, str] = {
    DashCam.ABSENT: mark("No dash-cam in the car"),
    DashCam.LEAVE_ON: mark("Dash-cam stays on during the repair"),
    DashCam.SWITCH_OFF: mark("Dash-cam is switched off during the repair"),
}


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One thing of the car and whether it is there."""

    item: CarItem
    is_present: bool


@dataclass(frozen=True, slots=True)
class ValuableSeen:
    """One thing of value that the customer named."""

    name: str
    quantity: int = 1
    place: str = ""
    stays: bool = True


@dataclass(frozen=True, slots=True)
class CheckinContent:
    """What both sides sign at check-in. The spend limit in fen, 0: always call."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    arrived_at: datetime | None
    reception_started_at: datetime | None
    statement: str
    waits: Waits
    wash: Wash
    old_parts: OldParts
    dash_cam: DashCam
    allows_road_test: bool
    source: Source = Source.WALK_IN
    appointment_number: str = ""
    preferred_channel: str = ""
    is_authorised_by_owner: bool = False
    key_count: int = 1
    key_tag: str = ""
    fuel_eighths: int | None = None
    soc_percent: int | None = None
    remaining_range_km: int | None = None
    warning_lamps: tuple[str, ...] = ()
    fault_when: str = ""
    fault_frequency: str = ""
    fault_since: str = ""
    fault_elsewhere: str = ""
    fault_interview: str = ""
    damages: tuple[DamageItem, ...] = ()
    has_no_visible_damage: bool = False
    items: tuple[ItemSeen, ...] = ()
    valuables: tuple[ValuableSeen, ...] = ()
    reminded_of_phone_sync: bool = True
    covers_fitted: bool = True
    spend_limit_fen: int = 0
    photo_count: int = 0
    estimate_low_fen: int | None = None
    estimate_high_fen: int | None = None
    promised_at: datetime | None = None
    inspection_fee_fen: int = 0
    fee_falls_with_repair: bool = True
    remark: str = ""
    comeback_to: str = ""


def typeset(content: CheckinContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D01."""
    with speaking(language):
        heading = Heading(mark("Check-in sheet"), "D01", content.store, content.car, content.party)
        body = stack(
            _opening(content, stamp),
            _said(content),
            walk_around(content.damages, has_no_visible_damage=content.has_no_visible_damage),
            _in_the_car(content),
            _chosen(content, stamp),
        )
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: CheckinContent, stamp: Stamp) -> Stack:
    plate, _model, vin, odometer = car_facts(content.car)
    bringing = bringer(content.party)
    if content.party.representative_name and content.is_authorised_by_owner:
        words = (content.party.representative_relation, _("authorised by the owner"))
        bringing = content.party.representative_name + note(comma().join(word for word in words if word))
    return facts(
        plate,
        Fact(mark("Model"), dash(model_and_colour(content.car))),
        vin,
        Fact(mark("Energy"), _(ENERGY_WORDS[EnergyType(content.car.energy_type)])),
        owner_fact(content.party),
        Fact(mark("Brought by"), bringing),
        Fact(mark("Contact phone"), _phone(content)),
        Fact(mark("Advisor"), dash(content.advisor)),
        Fact(mark("Arrived / received"), span(content.arrived_at, content.reception_started_at, stamp)),
        Fact(mark("Source"), _source(content)),
        Fact(mark("Stay"), _(WORDS[content.waits])),
        Fact(mark("Keys"), _keys(content)),
        odometer,
        *_levels(content),
        pitch=9.0,
    )


def _source(content: CheckinContent) -> str:
    words = f"{_(SOURCE_WORDS[content.source])} {content.appointment_number}".strip()
    back = _("comeback to {number}").format(number=content.comeback_to) if content.comeback_to else ""
    return joined(words, back)


def _phone(content: CheckinContent) -> str:
    phone = content.party.representative_phone or content.party.customer_phone
    channel = CHANNEL_WORDS.get(content.preferred_channel)
    return joined(shown(phone), _(channel) if channel else content.preferred_channel)


def _keys(content: CheckinContent) -> str:
    count = counted("{count} key", "{count} keys", content.key_count)
    return joined(count, _("tag {tag}").format(tag=content.key_tag) if content.key_tag else "")


def _levels(content: CheckinContent) -> tuple[Fact, ...]:
    """Fuel and charge, those which the car has, each drawn and in figures; then range and lamps."""
    levels = []
    if content.fuel_eighths is not None or content.soc_percent is None:
        levels.append(Fact(mark("Fuel"), _fuel(content.fuel_eighths)))
    if content.soc_percent is not None:
        words = Words(f"{content.soc_percent} %", VALUE_STRONG)
        levels.append(Fact(mark("Traction battery SOC"), (ChargeBar(content.soc_percent), words)))
    lamps = (
        _("lamps on: {lamps}").format(lamps=listed(tuple(map(lamp_word, content.warning_lamps))))
        if content.warning_lamps
        else ""
    )
    distance = _("range {km}").format(km=km(content.remaining_range_km)) if content.remaining_range_km else ""
    seen = joined(distance, lamps or _("no warning lamp on"))
    return (*levels, Fact(mark("Range, warning lamps"), seen, span=3 - len(levels)))


def _fuel(eighths: int | None) -> Cell:
    return dash("") if eighths is None else (FuelCells(eighths), Words(f"{eighths}/8", VALUE_STRONG))


def _said(content: CheckinContent) -> Stack:
    words = paragraph(
        _("“{words}”").format(words=content.statement), VALUE, room=MEASURE, step=5.4, above=1.7, below=1.3
    )
    asked = (content.fault_when, content.fault_frequency, content.fault_since, content.fault_elsewhere)
    blocks: list[Block] = [words]
    if any(asked):
        blocks.append(_asked(*asked))
    if content.fault_interview:
        asked_of = Line(_("Fault interview"), content.fault_interview, MEASURE, at=_at(), is_ruled=True)
        blocks.append(asked_of)
    return section(mark("In the customer's own words"), *blocks)


def _asked(when: str, frequency: str, since: str, elsewhere: str) -> Stack:
    return facts(
        Fact(mark("When"), dash(when)),
        Fact(mark("How often"), dash(frequency)),
        Fact(mark("Since"), dash(since)),
        Fact(mark("Repaired elsewhere"), dash(elsewhere)),
    )


def _in_the_car(content: CheckinContent) -> Block:
    valuables = _valuables(content, HALF if content.items else MEASURE)
    if not content.items:
        return valuables
    boxes = tuple((_item(seen), seen.is_present) for seen in content.items)
    count = 3 if current() is Language.ENGLISH else 4
    return Columns((section(mark("In the car"), Boxes(boxes, count, NOTE, above=1.2)), valuables))


def _item(seen: ItemSeen) -> str:
    word = _(ITEM_WORDS[seen.item])
    return word if seen.is_present else _("{item}: absent").format(item=word)


def _valuables(content: CheckinContent, room: float) -> Stack:
    named = _("; ").join(map(_valuable, content.valuables)) if content.valuables else _("None in the car")
    recorded = _(DASH_CAM_WORDS[content.dash_cam])
    if content.reminded_of_phone_sync:
        recorded += _("; ") + _("reminded to disconnect the phone")
    lines = (paragraph(text, NOTE, room=room, step=6.0, is_flush=False) for text in (named, recorded))
    return section(mark("Valuables, data"), Gap(1.0), *lines)


def _valuable(seen: ValuableSeen) -> str:
    what = f"{seen.name} ×{seen.quantity}" if seen.quantity != 1 else seen.name
    return f"{what}{note(seen.place)}" + comma() + (_("stays in the car") if seen.stays else _("taken along"))


def _at() -> float:
    """Where values stand beside their labels: English ones are longer."""
    return 26.0 if current() is Language.ENGLISH else 14.0


def _chosen(content: CheckinContent, stamp: Stamp) -> Stack:
    left = stack(
        _line(_("Old parts"), choice(_options(OldParts, content.old_parts), gap=3.4)),
        _line(_("Road test"), choice(_yes_no(content.allows_road_test, _("Allowed"), _("Not allowed")), gap=3.4)),
        _line(_("Covers"), choice(_yes_no(content.covers_fitted, _("Fitted"), _("Not fitted")), gap=3.4)),
    )
    right = stack(
        _line(_("Wash"), choice(_options(Wash, content.wash), gap=3.4), at=20.0),
        _line(_("Call above"), Words(_limit(content), CELL_STRONG), at=20.0),
        _line(_("Photographs"), _photographs(content), at=20.0),
    )
    estimate = Columns(
        (
            stack(_line(_("Estimate"), _estimate(content, stamp))),
            stack(_line(_("Inspection fee"), _fee(content), at=20.0)),
        )
    )
    remark = Line(_("Remark"), dash(content.remark), MEASURE, at=_at(), pitch=7.0, is_ruled=True)
    legal = paragraph(
        _(
            "Old warranty parts stay with us for the maker. Signing confirms that the above agrees with the car; "
            "it is not an order: work follows the agreement signed by both sides."
        ),
        LEGAL,
        room=MEASURE,
        step=4.2,
        above=1.4,
        is_flush=False,
    )
    choices = Columns((left, right))
    return section(mark("Customer's choices"), Gap(1.4), choices, Gap(-0.2), Rule(), estimate, Rule(), remark, legal)


def _line(label: str, value: Cell, *, at: float = 14.0) -> Line:
    return Line(label, value, HALF, at=max(at, _at()))


def _options(kind: type[StrEnum], chosen: StrEnum) -> tuple[tuple[str, bool], ...]:
    return tuple((_(WORDS[option]), option is chosen) for option in kind)


def _yes_no(is_yes: bool, yes: str, no: str) -> tuple[tuple[str, bool], ...]:
    return (yes, is_yes), (no, not is_yes)


def _limit(content: CheckinContent) -> str:
    limit = _("{amount} yuan").format(amount=yuan(content.spend_limit_fen))
    return limit if content.spend_limit_fen else limit + note(_("always call first"))


def _photographs(content: CheckinContent) -> str:
    if not content.photo_count:
        return _("None")
    return _("P01–P{last:02d}, {count} in all, sealed with this sheet").format(
        last=content.photo_count, count=content.photo_count
    )


def _estimate(content: CheckinContent, stamp: Stamp) -> str:
    bounds = [yuan(fen).removesuffix(".00") for fen in (content.estimate_low_fen, content.estimate_high_fen) if fen]
    cost = _("{amount} yuan").format(amount="–".join(bounds)) if bounds else ""
    ready = _("ready by {at}").format(at=moment(content.promised_at, stamp)) if content.promised_at else ""
    words = comma().join(word for word in (cost, ready) if word)
    return words + note(_("not a quote")) if words else dash("")


def _fee(content: CheckinContent) -> str:
    if not content.inspection_fee_fen:
        return _("None")
    fee = _("{amount} yuan").format(amount=yuan(content.inspection_fee_fen))
    return fee + comma() + _("waived if we repair") if content.fee_falls_with_repair else fee


def _signatures(content: CheckinContent, stamp: Stamp) -> Signatures:
    label = mark("Representative") if content.party.representative_name else mark("Customer signs")
    customer = customer_slot(label, content.party, stamp, _("for {name}"))
    return Signatures((customer, Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR))), stamp)
