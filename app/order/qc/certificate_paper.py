"""D08 机动车维修竣工出厂合格证, or, where no certificate is required, the plainer 维修质量保证卡."""

from dataclasses import dataclass
from datetime import date

from app.kernel.language import Language, _, current, mark, speaking
from app.order.agreement.guarantee_paper import in_days, in_months
from app.paper.blocks import Block, Gap, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import HAIRLINE, LEGAL, MEASURE, VALUE, VALUE_BOLD, VALUE_STRONG, Align, Ink, Style
from app.paper.head import Heading
from app.paper.labels import dash, day, km
from app.paper.opening import car_facts
from app.paper.pen import Pen
from app.paper.sections import Bullet, Fact, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, words
from app.records.catalogue.categories import RepairCategory, word

REWORK_LINES = 4


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """The certificate of a category that needs one; of any other the same facts as a guarantee card."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    repair_category: RepairCategory
    agreement_number: str
    inspector: str
    in_on: date | None
    out_on: date | None
    out_odometer_km: int
    guarantee_days: int
    guarantee_km: int
    part_months: int = 0
    part_km: int = 0
    last_on: date | None = None
    last_km: int = 0
    engine_number: str = ""
    motor_number: str = ""

    @property
    def is_certificate(self) -> bool:
        """Whether the law wants a certificate for this category (R071)."""
        return self.repair_category.needs_certificate


def typeset(content: CertificateContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D08."""
    with speaking(language):
        title = mark("Completion certificate") if content.is_certificate else mark("Repair guarantee card")
        heading = Heading(title, "D08", content.store, content.car, content.party)
        conclusion: tuple[Block, ...] = (Gap(4.0), _Conclusion()) if content.is_certificate else ()
        body = stack(_opening(content), *conclusion, _guarantee(content), _conditions(), _rework())
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: CertificateContent) -> Stack:
    plate, model, vin, _odometer = car_facts(content.car)
    return facts(
        plate,
        model,
        vin,
        Fact(mark("Odometer at leaving"), km(content.out_odometer_km), VALUE_STRONG),
        Fact(mark("Party A, customer"), dash(content.party.customer_name), VALUE_STRONG),
        Fact(mark("Engine number"), dash(content.engine_number)),
        Fact(mark("Motor number"), dash(content.motor_number)),
        Fact(mark("Repair category"), word(content.repair_category), VALUE_STRONG),
        Fact(mark("Party B, repairer"), content.store.name, span=2),
        Fact(mark("Filing number"), dash(content.store.filing_number)),
        Fact(mark("Agreement no."), dash(content.agreement_number)),
        Fact(mark("Brought in on"), day(content.in_on)),
        Fact(mark("Left on"), day(content.out_on)),
        Fact(mark("Inspector"), dash(content.inspector), VALUE_STRONG, span=2),
    )


@dataclass(frozen=True)
class _Conclusion(Solid):
    """The sentence that certifies, large, and the place for the store's seal beside it."""

    def height(self, width: float) -> float:
        return 36.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = width - 46.0
        style = Style(size=11.0 if current() is Language.ENGLISH else 12.5)
        text = _(
            "This vehicle was repaired as agreed, passed the completion inspection, meets the standard and may leave "
            "the works."
        )
        pen.text(x, y + 6.0, _("Conclusion"), Style(size=8.0, ink=Ink.MUTED))
        sentence = paragraph(text, style, room=room, step=7.4, above=7.0, is_flush=False)
        sentence.draw(pen, x, y, room)
        pen.box((x + width - 38.0, y + 1.0), (38.0, 32.0), weight=HAIRLINE, ink=Ink.LINE, radius=1.2)
        middle = x + width - 19.0
        pen.text(middle, y + 31.0, _("store seal"), Style(size=7.0, ink=Ink.MUTED), align=Align.CENTRE)


def _guarantee(content: CertificateContent) -> Stack:
    parts = in_months(content.part_km, content.part_months) if content.part_months else dash("")
    remark = _("from the day of leaving; days or km, whichever comes first")
    ends: tuple[Fact, ...] = ()
    if content.last_on is not None:
        ends = (
            Fact(mark("Labour until"), day(content.last_on), VALUE_BOLD),
            Fact(mark("Labour up to"), km(content.last_km), VALUE_BOLD),
        )
    return section(
        mark("Guarantee"),
        facts(
            Fact(mark("On labour"), in_days(content.guarantee_km, content.guarantee_days), VALUE_STRONG),
            Fact(mark("On OEM parts"), parts, VALUE_STRONG),
            *ends,
        ),
        remark=remark,
    )


def _conditions() -> Stack:
    conditions = (
        _("Within the guarantee the same fault or a fault of our work is repaired free of labour and parts."),
        _("Unless we show within three days that the fault is not due to our repair, we repair it free of charge."),
        _("Not covered: accidents, flooding, modification, use against the manual, parts you brought."),
        _("Please bring this sheet along; every repair under it is entered below."),
    )
    return section(mark("Conditions"), Gap(1.4), *(Bullet(text, MEASURE, style=VALUE) for text in conditions))


REWORK_COLUMNS = (
    Column(mark("Date"), 28.0),
    Column(mark("Fault"), 62.0),
    Column(mark("Repair and result"), 56.0),
    words(mark("Signature"), 36.0),
)


def _rework() -> Stack:
    rows = tuple(Row(("", "", "", "")) for _line in range(REWORK_LINES))
    legal = _("This sheet is made by the repairer; the customer keeps it, the store keeps a copy.")
    return section(
        mark("Repairs under guarantee"),
        Table(REWORK_COLUMNS, rows, pitch=8.4),
        paragraph(legal, LEGAL, room=MEASURE, step=4.2, above=1.4, is_flush=False),
    )


def _signatures(content: CertificateContent, stamp: Stamp) -> Signatures:
    inspector = Slot(mark("Inspector"), stamp.signed_by(SignerRole.INSPECTOR))
    if not content.is_certificate:
        return Signatures((inspector, Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR))), stamp)
    return Signatures((inspector, Slot(mark("Customer received"), hint=_("name and date"))), stamp)
