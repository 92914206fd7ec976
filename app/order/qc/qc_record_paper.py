"""D07 维修质量检验记录单: the three levels of persons, the three phases where they are required, the verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.language import Language, _, mark, speaking
from app.order.inspection.measured_paper import CheckedItem, bound, marked, name, value_and_unit
from app.order.qc.levels import LEVEL_WORDS, CheckLevel
from app.paper.blocks import Block, Gap, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL, CELL_STRONG, HEAVY, MEASURE, NOTE, VALUE_STRONG, Align, Face, Ink, Style
from app.paper.head import Heading
from app.paper.labels import EMPTY, dash, km, moment
from app.paper.opening import car_facts, owner_fact
from app.paper.pen import Pen
from app.paper.pieces import Result, ResultMark, Run, Words, draw, ticked
from app.paper.sections import Fact, facts, led, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import RepairCategory, word
from app.records.checklists.limits import Verdict


@dataclass(frozen=True, slots=True)
class LevelRecord:
    """One level of one round: who decided, when, how; `items` as they were answered."""

    level: CheckLevel
    round_no: int
    person: str
    decided_at: datetime | None
    has_passed: bool | None
    items: tuple[CheckedItem, ...] = ()
    reason: str = ""
    sent_back_to: str = ""


class Phase(StrEnum):
    """The phases of inspection which categories with a certificate require; not the levels."""

    ENTRY = "entry_inspection"
    PROCESS = "process_inspection"
    COMPLETION = "completion_inspection"


PHASE_WORDS: dict[Phase, str] = {
    Phase.ENTRY: mark("Entry inspection"),
    Phase.PROCESS: mark("In-process inspection"),
    Phase.COMPLETION: mark("Completion inspection"),
}


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    """One phase: what was found, by whom, when."""

    phase: Phase
    finding: str
    person: str
    inspected_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoadTest:
    """The test drive of the final check."""

    start_km: int
    end_km: int
    route: str
    findings: str
    driver: str = ""


@dataclass(frozen=True, slots=True)
class QcContent:
    """All rounds of checking of one order."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    agreement_number: str
    repair_category: RepairCategory | None
    levels: tuple[LevelRecord, ...]
    completed_at: datetime | None = None
    phases: tuple[PhaseRecord, ...] = ()
    road_test: RoadTest | None = None
    has_passed: bool = True


def typeset(content: QcContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D07."""
    with speaking(language):
        heading = Heading(mark("QC record"), "D07", content.store, content.car, content.party)
        body = stack(
            _opening(content, stamp),
            _overview(content, stamp),
            *_items(content),
            *_phases(content, stamp),
            _road_test(content),
            Gap(3.4),
            _Verdict(content.has_passed),
        )
        return render(body, _signatures(stamp), heading=heading, stamp=stamp)


def _opening(content: QcContent, stamp: Stamp) -> Stack:
    category = word(content.repair_category) if content.repair_category else EMPTY
    return facts(
        *car_facts(content.car),
        owner_fact(content.party),
        Fact(mark("Agreement no."), dash(content.agreement_number)),
        Fact(mark("Repair category"), category, VALUE_STRONG),
        Fact(mark("Completed at"), moment(content.completed_at, stamp)),
    )


LEVEL_COLUMNS = (
    words(mark("Level"), 26.0, style=CELL_STRONG),
    words(mark("Round"), 14.0, Align.CENTRE),
    words(mark("Checked by"), 26.0),
    words(mark("Checked at"), 34.0),
    words(mark("Verdict"), 22.0),
    Column(mark("Reason, sent back to"), 60.0),
)


def _overview(content: QcContent, stamp: Stamp) -> Stack:
    rows = tuple(_level_row(record, stamp) for record in content.levels)
    return section(mark("Three levels of checking"), Table(LEVEL_COLUMNS, rows, pitch=6.4))


def _level_row(record: LevelRecord, stamp: Stamp) -> Row:
    back = _("; ").join(text for text in (record.reason, record.sent_back_to) if text)
    return Row(
        (
            _(LEVEL_WORDS[record.level]),
            str(record.round_no),
            dash(record.person),
            moment(record.decided_at, stamp),
            _passed(record.has_passed),
            dash(back),
        )
    )


def _passed(has_passed: bool | None) -> Run:
    if has_passed is None:
        return (Words(EMPTY),)
    if has_passed:
        return ResultMark(Result.OK), Words(_("Passed"), CELL)
    return ResultMark(Result.REPLACE), Words(_("Failed"), CELL_STRONG)


ITEM_COLUMNS = (
    Column(mark("Item"), 84.0),
    figures(mark("Measured"), 24.0),
    figures(mark("Limit"), 22.0),
    Column(mark("Result"), 26.0, lead=6.0),
    Column(mark("Remark"), 26.0),
)


def _items(content: QcContent) -> Iterable[Stack]:
    """The items of each level of the last round; of earlier rounds those that failed."""
    last = max((record.round_no for record in content.levels), default=1)
    for record in content.levels:
        items = record.items if record.round_no == last else tuple(item for item in record.items if item.is_finding)
        if items:
            rows = tuple(map(_item, items))
            remark = _("round {number}, {person}").format(number=record.round_no, person=dash(record.person))
            yield section(LEVEL_WORDS[record.level], Table(ITEM_COLUMNS, rows, pitch=5.6), remark=remark)


def _item(item: CheckedItem) -> Row:
    return Row((name(item), value_and_unit(item), bound(item.limit or item.warn), _judged(item), dash(item.remark)))


def _judged(item: CheckedItem) -> Run:
    """A checked piece of work passes or fails; it is not replaced."""
    if item.verdict in (Verdict.OK, Verdict.REPLACE):
        return _passed(item.verdict is Verdict.OK)
    return marked(item)


PHASE_COLUMNS = (
    words(mark("Phase"), 36.0, style=CELL_STRONG),
    Column(mark("Found"), 86.0),
    words(mark("Inspected by"), 26.0),
    words(mark("Inspected at"), 34.0),
)


def _phases(content: QcContent, stamp: Stamp) -> Iterable[Stack]:
    rows = tuple(
        Row((_(PHASE_WORDS[each.phase]), dash(each.finding), dash(each.person), moment(each.inspected_at, stamp)))
        for each in content.phases
    )
    if rows:
        yield section(mark("Phases of inspection"), Table(PHASE_COLUMNS, rows, pitch=6.4))


def _road_test(content: QcContent) -> Stack:
    test = content.road_test
    if test is None:
        none: Block = led(_("None"), _("no road test was needed or allowed"), NOTE, room=MEASURE, above=1.4)
        return section(mark("Road test done"), none)
    return section(
        mark("Road test done"),
        facts(
            Fact(mark("Odometer from / to"), f"{km(test.start_km)} / {km(test.end_km)}"),
            Fact(mark("Driver"), dash(test.driver)),
            Fact(mark("Route"), dash(test.route), span=2),
            Fact(mark("Found on the road"), dash(test.findings), span=4),
        ),
    )


@dataclass(frozen=True)
class _Verdict(Solid):
    """The one word that counts, with the other beside it."""

    has_passed: bool

    def height(self, width: float) -> float:
        return 12.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, x + width, y, HEAVY, Ink.ACCENT)
        style = Style(size=12.0)
        pen.text(x, y + 7.6, _("Final verdict"), Style(Face.MEDIUM, 10.0))
        passed = ticked(_("Passed"), self.has_passed, style, lead=4.6)
        failed = ticked(_("Failed"), not self.has_passed, style, lead=4.6)
        draw(pen, x + width - 62.0, y + 7.8, passed)
        draw(pen, x + width, y + 7.8, failed, align=Align.RIGHT)
        pen.rule(x, x + width, y + 11.4)


def _signatures(stamp: Stamp) -> Signatures:
    slots = (
        Slot(mark("Self check, technician"), stamp.signed_by(SignerRole.TECHNICIAN)),
        Slot(mark("Mutual check, foreman"), stamp.signed_by(SignerRole.FOREMAN)),
        Slot(mark("Final check, inspector"), stamp.signed_by(SignerRole.INSPECTOR)),
    )
    return Signatures(slots, stamp, count=3)
