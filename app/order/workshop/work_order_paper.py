"""D06 派工单: what the workshop needs, without prices and with the telephone masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.kernel.language import Language, _, mark, speaking
from app.kernel.quantity import hours, quantity
from app.order.checkin.choices import WORDS, DamageKind, OldParts, View, Wash
from app.order.inspection.measured_paper import verdict_run
from app.paper import text as lines_of
from app.paper.blocks import Block, Columns, Gap, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import (
    CELL,
    CELL_STRONG,
    HEAVY,
    MEASURE,
    NOTE,
    VALUE,
    VALUE_BOLD,
    VALUE_STRONG,
    Align,
    Face,
    Ink,
    Style,
)
from app.paper.head import Heading
from app.paper.labels import dash, joined, moment, name_of, span
from app.paper.opening import car_facts
from app.paper.pen import Pen
from app.paper.pieces import CheckBox, Result, ResultMark, Run, Space, Words, choice, draw, fold
from app.paper.sections import Bullet, Fact, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.units import unit_words
from app.records.checklists.limits import Verdict
from app.records.customers.phone import masked


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One agreed labour line in a technician's hands; `procedure` holds torques and notes of the maker."""

    code: str
    name_zh: str
    name_en: str
    hours_x100: int
    technician: str
    started_at: datetime | None = None
    finished_at: datetime | None = None
    needs_hv_qualification: bool = False
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class WorkPart:
    """One agreed part: where it lies and whether it was handed out."""

    code: str
    name_zh: str
    name_en: str
    quantity_milli: int
    unit: str
    bin_location: str
    is_issued: bool = False


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One point of the self check; no verdict before it was made."""

    name_zh: str
    name_en: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class DamageBefore:
    """A mark of the walk-around: it was there before the work began."""

    view: View
    kind: DamageKind
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WorkOrderContent:
    """The work of one order as dispatched or, frozen at the end of the work, as done."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    bay: str
    promised_at: datetime | None
    statement: str
    lines: tuple[WorkLine, ...]
    parts: tuple[WorkPart, ...]
    old_parts: OldParts
    wash: Wash
    allows_road_test: bool
    has_high_voltage: bool = False
    power_off_done: bool = False
    is_urgent: bool = False
    urgency_reason: str = ""
    warnings: tuple[str, ...] = ()
    damages: tuple[DamageBefore, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()


def typeset(content: WorkOrderContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D06."""
    with speaking(language):
        heading = Heading(mark("Work order"), "D06", content.store, content.car, content.party)
        banner: tuple[Block, ...] = (_HighVoltage(content.power_off_done),) if content.has_high_voltage else ()
        body = stack(
            _opening(content, stamp),
            *banner,
            _needs(content),
            _work(content, stamp),
            *_parts(content),
            _choices(content),
            *_self_checks(content),
        )
        return render(body, _signatures(stamp), heading=heading, stamp=stamp)


def _opening(content: WorkOrderContent, stamp: Stamp) -> Stack:
    urgency = (_("Urgent") + "　" + content.urgency_reason).strip() if content.is_urgent else _("Usual")
    return facts(
        *car_facts(content.car),
        Fact(mark("Bay"), dash(content.bay), VALUE_BOLD),
        Fact(mark("Promised"), moment(content.promised_at, stamp), VALUE_STRONG),
        Fact(mark("Urgency"), Words(urgency, VALUE_STRONG if content.is_urgent else VALUE)),
        Fact(mark("Advisor"), dash(content.advisor)),
        Fact(mark("Owner"), joined(content.party.customer_name, masked(content.party.customer_phone)), span=2),
    )


POWER_OFF = (
    mark("switched off"),
    mark("key put away"),
    mark("waited 10 min"),
    mark("no voltage measured"),
    mark("tagged and locked"),
)


@dataclass(frozen=True)
class _HighVoltage(Solid):
    """The warning of a traction battery, in a frame that black and white does not lose."""

    is_done: bool

    def height(self, width: float) -> float:
        return 17.4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box((x, y + 3.4), (width, 14.0), weight=HEAVY, ink=Ink.BLACK, radius=1.2)
        ResultMark(Result.ATTENTION).draw(pen, x + 4.0, y + 9.2)
        words_of = _("High voltage: no work on orange parts before all of this is done")
        style = lines_of.fitted(words_of, width - 14.0, Style(Face.BOLD, 10.5), least=8.0)
        pen.text(x + 9.2, y + 9.4, words_of, style)
        steps = (
            _("switched off"),
            _("key put away"),
            _("waited 10 min"),
            _("no voltage measured"),
            _("tagged and locked"),
        )
        pieces: list[CheckBox | Words | Space] = []
        for step in steps:
            pieces += [CheckBox(self.is_done), Words(step), Space(5.0, breaks=True)]
        for index, line in enumerate(fold(tuple(pieces[:-1]), width - 12.0)):
            draw(pen, x + 9.2, y + 15.0 + 4.0 * index, line)


def _needs(content: WorkOrderContent) -> Stack:
    words_of = _("“{words}”").format(words=content.statement)
    said = paragraph(words_of, VALUE, room=MEASURE, step=5.2, above=1.6, below=0.8)
    damages = (f"{_(WORDS[one.view])} {_(WORDS[one.kind])} {one.remark}".strip() for one in content.damages)
    warnings = (Bullet(text, MEASURE, style=NOTE) for text in (*content.warnings, *damages))
    return section(mark("In the customer's own words"), said, *warnings)


LINE_COLUMNS = (
    words(mark("Code"), 22.0),
    Column(mark("Work and procedure"), 82.0),
    figures(mark("Hours"), 12.0),
    Column(mark("Technician"), 26.0, lead=5.0),
    Column(mark("From / to"), 40.0, Align.RIGHT),
)


def _work(content: WorkOrderContent, stamp: Stamp) -> Stack:
    rows = tuple(_line(line, stamp) for line in content.lines)
    return section(mark("The work to do"), Table(LINE_COLUMNS, rows, pitch=6.4))


def _line(line: WorkLine, stamp: Stamp) -> Row:
    name: list[Words] = [Words(name_of(line.name_zh, line.name_en), CELL_STRONG)]
    if line.needs_hv_qualification:
        name.append(Words("　" + _("HV qualification"), NOTE.sized(8.0)))
    if line.procedure:
        name.append(Words("\n" + line.procedure, NOTE.sized(8.0)))
    times = span(line.started_at, line.finished_at, stamp)
    return Row((line.code, tuple(name), hours(line.hours_x100), dash(line.technician), times))


PART_COLUMNS = (
    words(mark("Bin"), 22.0, style=CELL_STRONG),
    words(mark("Number"), 30.0),
    Column(mark("Name"), 84.0),
    words(mark("Quantity"), 20.0, Align.RIGHT),
    Column(mark("Issued to workshop"), 26.0, lead=6.0),
)


def _parts(content: WorkOrderContent) -> Iterable[Stack]:
    rows = tuple(
        Row(
            (
                dash(part.bin_location),
                part.code,
                name_of(part.name_zh, part.name_en),
                f"{quantity(part.quantity_milli)} {unit_words(part.unit)}".strip(),
                (CheckBox(part.is_issued),),
            )
        )
        for part in content.parts
    )
    if rows:
        yield section(mark("Parts to fetch"), Table(PART_COLUMNS, rows, pitch=5.8))


def _choices(content: WorkOrderContent) -> Stack:
    road_test = ((_("Allowed"), content.allows_road_test), (_("Not allowed"), not content.allows_road_test))
    return section(
        mark("Customer's choices"),
        facts(
            Fact(mark("Old parts"), choice((_(WORDS[each]), each is content.old_parts) for each in OldParts)),
            Fact(mark("Road test"), choice(road_test)),
            Fact(mark("Wash"), choice((_(WORDS[each]), each is content.wash) for each in Wash)),
            count=3,
        ),
    )


def _self_checks(content: WorkOrderContent) -> Iterable[Stack]:
    if content.self_checks:
        half = (len(content.self_checks) + 1) // 2
        halves = (content.self_checks[:half], content.self_checks[half:])
        yield section(mark("Self check"), Gap(0.6), Columns(tuple(_check_list(each) for each in halves)))


def _check_list(checks: tuple[SelfCheck, ...]) -> Table:
    columns = (Column(mark("Item"), 62.0), Column(mark("Result"), 26.0))
    return Table(columns, tuple(map(_check, checks)), pitch=5.6, has_header=False)


def _check(check: SelfCheck) -> Row:
    result: Run = (CheckBox(is_ticked=False), Words(_("checked"), CELL))
    return Row((name_of(check.name_zh, check.name_en), verdict_run(check.verdict) if check.verdict else result))


def _signatures(stamp: Stamp) -> Signatures:
    foreman = Slot(mark("Dispatched by foreman"), stamp.signed_by(SignerRole.FOREMAN, SignerRole.MANAGER))
    technician = Slot(mark("Done by technician"), stamp.signed_by(SignerRole.TECHNICIAN))
    return Signatures((foreman, technician), stamp)
