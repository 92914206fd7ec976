"""D12 交车单: what we did for the customer's own complaints, what to note, the next service, the guarantee."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.language import Language, _, current, mark, speaking
from app.kernel.money import yuan
from app.order.checkin.choices import WORDS, OldParts
from app.order.handover.explanation import GRADE_WORDS, GROUPS, TOPIC_WORDS, Grade, Topic
from app.paper.blocks import Block, Columns, Gap, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, GUTTER, HAIRLINE, MEASURE, VALUE, VALUE_STRONG, Align, Face, Ink, Style
from app.paper.head import Heading
from app.paper.labels import EMPTY, dash, day, km, moment, name_of, note
from app.paper.opening import bringer, car_facts, owner_fact
from app.paper.pen import Pen
from app.paper.pieces import Words
from app.paper.sections import Boxes, Bullet, Fact, Line, facts, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Need, word

LEFT, RIGHT = 56.67, MEASURE - 62.67


@dataclass(frozen=True, slots=True)
class WorkDone:
    """One need of the customer in plain words, what was done, a value before and after."""

    need: str
    work: str
    before: str = ""
    after: str = ""
    need_en: str = ""
    work_en: str = ""


@dataclass(frozen=True, slots=True)
class PutOff:
    """An item declined or postponed, how urgent it is, when to do it."""

    name_zh: str
    name_en: str
    need: Need | None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class OldPartSeen:
    """A part taken out and where it goes."""

    name_zh: str
    name_en: str
    outcome: OldParts


class Scope(StrEnum):
    """What a guarantee covers."""

    LABOUR = "labour"
    OEM_PARTS = "oem_parts"
    OTHER_PARTS = "other_parts"
    LEGAL = "legal"


SCOPE_WORDS: dict[Scope, str] = {
    Scope.LABOUR: mark("Labour, all items"),
    Scope.OEM_PARTS: mark("OEM parts"),
    Scope.OTHER_PARTS: mark("Other parts"),
    Scope.LEGAL: mark("Legal minimum, this work"),
}


@dataclass(frozen=True, slots=True)
class GuaranteeEnd:
    """The last day and kilometre of a guarantee; `count` parts, 0 where it does not count."""

    scope: Scope
    last_on: date
    last_km: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class TopicDone:
    """One point of the handover list."""

    topic: Topic
    is_done: bool


@dataclass(frozen=True, slots=True)
class ValuableReturned:
    """A thing of value named at check-in and whether it is there."""

    name: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class AgreedFromAfar:
    """Additional work agreed to by telephone or message, in fen: with this sheet the customer signs for it."""

    number: str
    at: datetime
    change_fen: int


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """What the customer signs on taking the car back; `car.odometer_km` is that of arrival."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    handed_over_at: datetime | None
    out_odometer_km: int
    work: tuple[WorkDone, ...]
    cautions: tuple[str, ...] = ()
    put_off: tuple[PutOff, ...] = ()
    old_parts: tuple[OldPartSeen, ...] = ()
    old_parts_shown: bool = True
    next_service_on: date | None = None
    next_service_km: int | None = None
    guarantees: tuple[GuaranteeEnd, ...] = ()
    topics: tuple[TopicDone, ...] = ()
    valuables: tuple[ValuableReturned, ...] = ()
    grade: Grade | None = None
    follow_up_wish: str = ""
    cautions_en: tuple[str, ...] = ()  # the usual ones; what somebody wrote themselves is in no other language
    agreed_from_afar: tuple[AgreedFromAfar, ...] = ()


def typeset(content: HandoverContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D12."""
    with speaking(language):
        heading = Heading(mark("Handover sheet"), "D12", content.store, content.car, content.party)
        body = stack(
            _opening(content, stamp),
            _work(content),
            *_agreed_from_afar(content, stamp),
            *_cautions(content),
            Columns((_put_off(content), _old_parts(content))),
            _next(content),
            *_list(content),
            _grade(content),
        )
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: HandoverContent, stamp: Stamp) -> Stack:
    plate, model, vin, _odometer = car_facts(content.car)
    return facts(
        plate,
        model,
        vin,
        Fact(mark("Odometer at leaving"), km(content.out_odometer_km), VALUE_STRONG),
        owner_fact(content.party),
        Fact(mark("Collected by"), bringer(content.party)),
        Fact(mark("Handover advisor"), dash(content.advisor)),
        Fact(mark("Handed over at"), moment(content.handed_over_at, stamp)),
    )


WORK_COLUMNS = (
    Column(mark("What you needed"), 36.0),
    Column(mark("What was done"), 84.0),
    words(mark("Before"), 30.0, Align.RIGHT),
    words(mark("After"), 32.0, Align.RIGHT),
)


def _work(content: HandoverContent) -> Stack:
    rows = tuple(
        Row(
            (
                dash(name_of(each.need, each.need_en)),
                dash(name_of(each.work, each.work_en)),
                dash(each.before),
                Words(dash(each.after), CELL_STRONG),
            )
        )
        for each in content.work
    )
    return section(mark("What we did"), Table(WORK_COLUMNS, rows, pitch=6.5))


def _agreed_from_afar(content: HandoverContent, stamp: Stamp) -> tuple[Block, ...]:
    if not content.agreed_from_afar:
        return ()
    said = _("{number}, answered {time}: {change} yuan")
    bullets = (
        Bullet(said.format(number=one.number, time=moment(one.at, stamp), change=_signed(one.change_fen)), MEASURE)
        for one in content.agreed_from_afar
    )
    remark = _("the customer's signature below is for it too")
    return (section(mark("Additional work agreed to from afar"), Gap(1.5), *bullets, remark=remark),)


def _signed(fen: int) -> str:
    return f"+{yuan(fen)}" if fen >= 0 else f"−{yuan(-fen)}"


def _cautions(content: HandoverContent) -> tuple[Block, ...]:
    cautions = content.cautions_en if current() is Language.ENGLISH and content.cautions_en else content.cautions
    if not cautions:
        return ()
    bullets = (Bullet(text, MEASURE) for text in cautions)
    return (section(mark("Please note"), Gap(1.5), *bullets),)


PUT_OFF_COLUMNS = (Column(mark("Item"), 38.0), words(mark("Urgency"), 18.0), Column(mark("Advice"), 32.0, Align.RIGHT))
OLD_PART_COLUMNS = (Column(mark("Old part"), 56.0), words(mark("Goes to"), 32.0, Align.RIGHT))


def _put_off(content: HandoverContent) -> Stack:
    rows = tuple(
        Row((name_of(each.name_zh, each.name_en), word(each.need) if each.need else EMPTY, dash(each.advice)))
        for each in content.put_off
    ) or (Row((_("None"), EMPTY, EMPTY)),)
    return section(mark("Put off"), Table(PUT_OFF_COLUMNS, rows))


def _old_parts(content: HandoverContent) -> Stack:
    rows = tuple(Row((name_of(each.name_zh, each.name_en), _(WORDS[each.outcome]))) for each in content.old_parts) or (
        Row((_("None"), EMPTY)),
    )
    shown = _("shown in person") if content.old_parts_shown and content.old_parts else ""
    return section(mark("Old parts taken out"), Table(OLD_PART_COLUMNS, rows), remark=shown)


GUARANTEE_COLUMNS = (
    Column(mark("Covered"), 56.0),
    figures(mark("Last day"), 30.0, CELL_STRONG),
    figures(mark("Last km"), 33.3, CELL_STRONG),
)


def _next(content: HandoverContent) -> Stack:
    rows = tuple(map(_guarantee_row, content.guarantees)) or (Row((_("None"), EMPTY, EMPTY)),)
    table = Table(GUARANTEE_COLUMNS, rows, pitch=5.8)
    return section(
        mark("Next service, guarantee"), _NextService(content.next_service_on, content.next_service_km, table)
    )


def _guarantee_row(end: GuaranteeEnd) -> Row:
    scope = _(SCOPE_WORDS[end.scope])
    if end.count:
        scope += note(_("{count} pcs").format(count=end.count))
    return Row((scope, day(end.last_on), km(end.last_km)))


@dataclass(frozen=True)
class _NextService(Solid):
    """The one large figure of the paper, and beside it where each guarantee ends."""

    on: date | None
    at_km: int | None
    table: Table

    def height(self, width: float) -> float:
        return max(21.5, self.table.height(RIGHT) + 0.8)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.text(x, y + 5.4, _("Next service, whichever comes first"), Style(size=7.5, ink=Ink.MUTED))
        pen.text(x, y + 14.2, day(self.on), Style(Face.MEDIUM, 20.0))
        if self.at_km:
            pen.text(x, y + 21.0, _("or {km}").format(km=km(self.at_km)), Style(Face.MEDIUM, 13.0))
        at = x + LEFT + GUTTER / 2
        pen.line((at, y + 2.6), (at, y + self.height(width)), weight=HAIRLINE)
        self.table.draw(pen, x + width - RIGHT, y, RIGHT)


def _list(content: HandoverContent) -> tuple[Block, ...]:
    """The points that were seen to: the car itself at the left, what was explained and given at the right."""
    done = {each.topic: each.is_done for each in content.topics}
    groups = [
        tuple((_(TOPIC_WORDS[topic]), done[topic]) for topic in group if topic in done) for _title, group in GROUPS
    ]
    valuables = tuple((each.name, each.is_there) for each in content.valuables)
    car, given = groups[0] + groups[1] + valuables, groups[2] + groups[3]
    if not car and not given:
        return ()
    count = 1 if current() is Language.ENGLISH else 2
    pitch = 4.8 if count == 1 else 5.6
    left = section(mark("The car"), Boxes(car, count, pitch=pitch))
    right = section(mark("Explained and handed back"), Boxes(given, count, pitch=pitch))
    return (Columns((left, right)),)


def _grade(content: HandoverContent) -> Stack:
    grades = tuple((_(GRADE_WORDS[grade]), grade is content.grade) for grade in Grade)
    wish = Line(_("Follow-up wish"), dash(content.follow_up_wish), MEASURE, at=22.0, is_ruled=True)
    return section(
        mark("How did we do"),
        Boxes(grades, 5, VALUE, above=1.2, has_strong_choice=True),
        wish,
        remark=_("chosen by the customer"),
    )


def _signatures(content: HandoverContent, stamp: Stamp) -> Signatures:
    customer = customer_slot(mark("Collected by"), content.party, stamp, _("for {name}"))
    advisor = Slot(mark("Handover advisor"), stamp.signed_by(SignerRole.ADVISOR, SignerRole.MANAGER))
    return Signatures((customer, advisor), stamp)
