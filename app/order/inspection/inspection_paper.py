"""D02 车辆检查报告: four counts, what needs a decision, why, the measurements, then every item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.language import Language, _, mark, speaking
from app.order.inspection.item_list_paper import Counts, Legend, item_columns
from app.order.inspection.lines import unit_words
from app.order.inspection.measured_paper import (
    CheckedItem,
    bound,
    broken_bound,
    finding,
    marked,
    marked_value,
    name,
    value_and_unit,
)
from app.paper.blocks import Block, Columns, Gap, Stack, stack
from app.paper.content import CarBlock, PartyBlock, Photo, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL, CELL_STRONG, MEASURE, NOTE, VALUE, Align, Face
from app.paper.head import Heading
from app.paper.labels import EMPTY, dash, name_of, note, span
from app.paper.opening import car_facts, owner_fact
from app.paper.photos import Pictures, no_pictures, photo_rows
from app.paper.pieces import Words
from app.paper.sections import Fact, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Need
from app.records.checklists.limits import Verdict

WHEELS = ("FL", "FR", "RL", "RR")
# Both sides of an axle stand under the wheels of their axle: front pads L is FL.
AXLE_SIDES = {"L": ("FL", "RL"), "R": ("FR", "RR")}
NEED_WORDS: dict[Need, str] = {
    Need.REQUIRED: mark("now, required"),
    Need.RECOMMENDED: mark("now, advised"),
    Need.OPTIONAL: mark("next service"),
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """From the customer's complaint to its cause, the evidence, the proposal."""

    complaint: str
    cause: str
    evidence: str
    proposal: str


@dataclass(frozen=True, slots=True)
class FaultCode:
    """One code read out of the car."""

    code: str
    control_unit: str
    meaning: str
    state: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class InspectionContent:
    """A closed inspection sheet; `template` is its name and edition as printed at the foot of the list."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    technician: str
    opened_at: datetime | None
    closed_at: datetime | None
    template: str
    items: tuple[CheckedItem, ...]
    qualification: str = ""
    tools: str = ""
    diagnoses: tuple[Diagnosis, ...] = ()
    fault_codes: tuple[FaultCode, ...] = ()
    photos: tuple[Photo, ...] = ()
    next_visit: str = ""


def typeset(content: InspectionContent, *, stamp: Stamp, language: Language, pictures: Pictures = no_pictures) -> bytes:
    """The PDF of D02; `pictures` gives the bytes of a photograph by its SHA-256."""
    with speaking(language):
        heading = Heading(mark("Inspection report"), "D02", content.store, content.car, content.party)
        body = stack(
            _opening(content, stamp),
            Counts(tuple(item.verdict for item in content.items)),
            *_findings(content),
            *_diagnoses(content),
            *_wheels(content),
            *_photos(content, pictures),
            Legend(),
            *_measured(content),
            *_codes(content),
            *_every_item(content),
            _next_visit(content),
        )
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: InspectionContent, stamp: Stamp) -> Stack:
    return facts(
        *car_facts(content.car),
        owner_fact(content.party),
        Fact(mark("Inspecting technician"), dash(content.technician) + note(content.qualification)),
        Fact(mark("Begun / ended"), span(content.opened_at, content.closed_at, stamp)),
        Fact(mark("Tools used"), dash(content.tools)),
    )


FINDING_COLUMNS = (
    words(mark("Result"), 19.0),
    Column(mark("Item"), 42.0),
    Column(mark("Measured"), 29.0, Align.RIGHT, CELL_STRONG),
    Column(mark("Limit"), 22.0, Align.RIGHT),
    Column(mark("Finding and advice"), 46.0, lead=3.0),
    words(mark("When to do it"), 24.0),
)


def _findings(content: InspectionContent) -> Iterable[Stack]:
    worst_first = sorted(
        (item for item in content.items if item.is_finding), key=lambda item: item.verdict is not Verdict.REPLACE
    )
    if not worst_first:
        nothing = _("Nothing needs your decision: every item is in order.")
        yield section(mark("Needs your decision"), paragraph(nothing, room=MEASURE, above=1.6, below=1.0))
        return
    yield section(mark("Needs your decision"), Table(FINDING_COLUMNS, tuple(map(_finding, worst_first)), pitch=6.6))


def _finding(item: CheckedItem) -> Row:
    when = Words(_(NEED_WORDS[item.need]), CELL_STRONG if item.need is Need.REQUIRED else CELL) if item.need else EMPTY
    return Row((marked(item), name(item), value_and_unit(item), broken_bound(item), finding(item), when))


DIAGNOSIS_COLUMNS = (
    Column(mark("Complaint"), 34.0),
    Column(mark("Cause"), 40.0),
    Column(mark("Evidence"), 54.0),
    Column(mark("Proposal"), 54.0),
)


def _diagnoses(content: InspectionContent) -> Iterable[Stack]:
    rows = tuple(
        Row((dash(each.complaint), dash(each.cause), dash(each.evidence), dash(each.proposal)))
        for each in content.diagnoses
    )
    if rows:
        yield section(mark("Diagnosis"), Table(DIAGNOSIS_COLUMNS, rows, pitch=6.8))


WHEEL_COLUMNS = (
    Column(mark("Item"), 36.0),
    words(mark("Unit"), 14.0),
    Column(mark("Attention limit"), 18.0, Align.RIGHT),
    Column(mark("Replace limit"), 18.0, Align.RIGHT),
    Column(mark("Front left"), 24.0, Align.RIGHT, tail=4.6),
    Column(mark("Front right"), 24.0, Align.RIGHT, tail=4.6),
    Column(mark("Rear left"), 24.0, Align.RIGHT, tail=4.6),
    Column(mark("Rear right"), 24.0, Align.RIGHT, tail=4.6),
)


def _wheels(content: InspectionContent) -> Iterable[Stack]:
    rows = tuple(_wheel_row(group) for group in _placed(content.items))
    if rows:
        remark = _("limits decide the mark")
        yield section(mark("Wheels and brakes"), Table(WHEEL_COLUMNS, rows, pitch=6.6), remark=remark)


def _placed(items: Sequence[CheckedItem]) -> list[list[CheckedItem]]:
    """The measured items of one name at several wheels, in the order of the sheet."""
    groups: dict[str, list[CheckedItem]] = {}
    for item in items:
        if item.place and item.value_milli is not None:
            groups.setdefault(item.code, []).append(item)
    return list(groups.values())


def _wheel_row(group: Sequence[CheckedItem]) -> Row:
    first = group[0]
    at_wheel = {wheel: item for item in group for wheel in _wheels_of(item)}
    cells = tuple(marked_value(at_wheel.get(wheel)) for wheel in WHEELS)
    return Row(
        (
            name_of(first.name_zh, first.name_en),
            dash(unit_words(first.unit)),
            bound(first.warn),
            bound(first.limit),
            *cells,
        )
    )


def _wheels_of(item: CheckedItem) -> tuple[str, ...]:
    if item.place in WHEELS:
        return (item.place,)
    axle = 1 if "后" in item.name_zh else 0
    return (AXLE_SIDES[item.place][axle],) if item.place in AXLE_SIDES else ()


def _photos(content: InspectionContent, pictures: Pictures) -> Iterable[Stack]:
    if content.photos:
        remark = _("originals are kept with this report")
        yield section(mark("Photographs"), photo_rows(content.photos, pictures), remark=remark)


MEASURED_COLUMNS = (
    Column(mark("Item"), 24.0),
    figures(mark("Measured"), 17.5),
    figures(mark("Attention limit"), 11.5),
    figures(mark("Replace limit"), 12.0),
    Column(mark("Result"), 23.0, lead=2.6),
)


def _measured(content: InspectionContent) -> Iterable[Block]:
    measured = [item for item in content.items if item.value_milli is not None and not item.place]
    high_voltage = [item for item in measured if item.stage == "hv"]
    others = [item for item in measured if item.stage != "hv"]
    if high_voltage:
        left = section(mark("Fluids, 12 V, A/C"), _measured_table(others))
        yield Columns((left, section(mark("Traction battery, HV"), _measured_table(high_voltage))))
    elif others:
        half = (len(others) + 1) // 2
        tables = Columns((_measured_table(others[:half]), _measured_table(others[half:])))
        yield section(mark("Fluids, 12 V, A/C"), tables)


def _measured_table(items: Sequence[CheckedItem]) -> Table:
    return Table(MEASURED_COLUMNS, tuple(map(_measured_row, items)))


def _measured_row(item: CheckedItem) -> Row:
    style = CELL.weighing(Face.MEDIUM) if item.is_finding else CELL
    return Row((name(item), Words(value_and_unit(item), style), bound(item.warn), bound(item.limit), (*marked(item),)))


CODE_COLUMNS = (
    words(mark("Code"), 24.0, style=CELL_STRONG),
    Column(mark("Control unit"), 40.0),
    Column(mark("Meaning"), 72.0),
    Column(mark("State"), 30.0),
    figures(mark("Seen"), 16.0),
)


def _codes(content: InspectionContent) -> Iterable[Stack]:
    rows = tuple(
        Row((each.code, dash(each.control_unit), dash(each.meaning), dash(each.state), str(each.count)))
        for each in content.fault_codes
    )
    if rows:
        yield section(mark("Fault codes"), Table(CODE_COLUMNS, rows, pitch=5.8))


def _every_item(content: InspectionContent) -> Iterable[Stack]:
    judged = [item for item in content.items if item.value_milli is None]
    if not judged:
        return
    blocks: list[Block] = [item_columns(judged)]
    not_applicable = [item for item in content.items if item.verdict is Verdict.NA and item.remark]
    if not_applicable:
        reasons = _("; ").join(f"{name(item)} – {item.remark}" for item in not_applicable)
        text = _("Not applicable: {reasons}.").format(reasons=reasons)
        blocks.append(paragraph(text, NOTE.sized(8.0), room=MEASURE, step=4.4, above=1.6, is_flush=False))
    yield section(mark("Item by item"), Gap(0.4), *blocks, remark=content.template)


def _next_visit(content: InspectionContent) -> Stack:
    words_of = paragraph(dash(content.next_visit), VALUE, room=MEASURE, step=5.0, above=1.6, is_flush=False)
    return section(mark("Next visit"), words_of)


def _signatures(content: InspectionContent, stamp: Stamp) -> Signatures:
    slots = (
        Slot(mark("Inspecting technician"), stamp.signed_by(SignerRole.TECHNICIAN)),
        Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR)),
        customer_slot(mark("Seen by customer"), content.party, stamp, _("for {name}")),
    )
    return Signatures(slots, stamp, count=3)
