"""D05 增项确认单: what was found, what is added and taken out, old and new total and promise, how it was agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.capitals import capitals
from app.kernel.digest import short
from app.kernel.language import Language, _, mark, speaking
from app.kernel.money import yuan
from app.kernel.quantity import quantity
from app.order.agreement.agreement_paper import AgreedLine, DeclinedSafety
from app.order.agreement.consent_ways import WAY_WORDS, AnswerWay
from app.order.quote.payer_paper import decided, payer_short
from app.paper.blocks import Block, Gap, Stack, stack
from app.paper.content import CarBlock, PartyBlock, Photo, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, MEASURE, NOTE, VALUE, VALUE_BOLD, VALUE_STRONG, Align
from app.paper.head import Heading
from app.paper.labels import EMPTY, dash, listed, moment, money, name_of
from app.paper.opening import bringer_fact, car_facts, owner_fact
from app.paper.sections import Bullet, Fact, Total, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Decision, LineKind, Payer, QualityClass, RepairCategory, word
from app.records.catalogue.units import unit_words
from app.records.customers.phone import shown


@dataclass(frozen=True, slots=True)
class SupplementLine:
    """A line that is added, with the customer's decision; labour has its category, a part its class and quantity."""

    kind: LineKind
    name_zh: str
    name_en: str
    payer: Payer
    net_fen: int
    decision: Decision
    quantity_milli: int
    unit: str = ""
    category: RepairCategory | None = None
    quality_class: QualityClass | None = None
    is_safety: bool = False
    risk: str = ""

    @property
    def is_declined_safety(self) -> bool:
        """Whether it matters for safety and is not done now: the customer signs for declining it."""
        return self.is_safety and self.decision in (Decision.REFUSED, Decision.LATER)


@dataclass(frozen=True, slots=True)
class RecordedConsent:
    """An answer given from afar: by whom it was asked for, at which number, when, what was said, who heard it.

    `evidence` is the SHA-256 of the picture of a message.
    """

    way: AnswerWay
    asked_by: str
    number: str
    at: datetime
    said: str
    witnesses: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SupplementContent:
    """One change of what was agreed; totals are the customer's, in fen. Without `consent` the customer signs here."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    agreement_number: str
    ordinal: int
    finding: str
    lines: tuple[SupplementLine, ...]
    taken_out: tuple[AgreedLine, ...]
    old_total_fen: int
    new_total_fen: int
    old_promised_at: datetime
    new_promised_at: datetime
    photos: tuple[Photo, ...] = ()
    consent: RecordedConsent | None = None
    safety_taken_out: tuple[DeclinedSafety, ...] = ()

    @property
    def accepted(self) -> tuple[SupplementLine, ...]:
        """The added lines the customer agreed to."""
        return tuple(line for line in self.lines if line.decision is Decision.ACCEPTED)

    @property
    def is_agreed(self) -> bool:
        """Whether anything of it holds."""
        return bool(self.accepted or self.taken_out)


def typeset(content: SupplementContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D05."""
    with speaking(language):
        heading = Heading(mark("Supplementary agreement"), "D05", content.store, content.car, content.party)
        body = stack(
            _opening(content),
            _found(content),
            *_added(content),
            *_taken_out(content),
            _price(content),
            _time(content, stamp),
            *_declined(content),
            *_consent(content, stamp),
            _effect(content),
        )
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: SupplementContent) -> Stack:
    return facts(
        *car_facts(content.car),
        owner_fact(content.party),
        bringer_fact(content.party),
        Fact(mark("Belongs to the agreement"), dash(content.agreement_number), VALUE_BOLD),
        Fact(mark("Advisor"), dash(content.advisor)),
    )


def _found(content: SupplementContent) -> Stack:
    said = paragraph(content.finding, VALUE, room=MEASURE, step=5.0, above=1.6, below=0.8, is_flush=False)
    pictures = (
        Bullet(f"{photo.number}　{photo.caption}　SHA-256 {short(photo.digest[:12])}", MEASURE, style=NOTE)
        for photo in content.photos
    )
    return section(mark("What was found, and why"), said, *pictures)


COLUMNS = (
    Column(mark("Item"), 66.0),
    words(mark("Category or class"), 26.0),
    words(mark("Quantity"), 18.0, Align.RIGHT),
    Column(mark("Payer"), 24.0, lead=5.0),
    figures(mark("Amount"), 22.0, CELL_STRONG),
    Column(mark("Decision"), 26.0, lead=4.0),
)


def _added(content: SupplementContent) -> Iterable[Block]:
    if content.lines:
        order = list(LineKind)
        lines = sorted(content.lines, key=lambda line: order.index(line.kind))
        table = Table(COLUMNS, tuple(map(_added_row, lines)), pitch=6.1)
        yield section(mark("Added"), table, remark=_("tax included, yuan"))


def _added_row(line: SupplementLine) -> Row:
    kind = line.category or line.quality_class
    unit = _("h") if line.kind is LineKind.LABOUR else unit_words(line.unit)
    count = EMPTY if line.kind is LineKind.OTHER else f"{quantity(line.quantity_milli)} {unit}".strip()
    named = (name_of(line.name_zh, line.name_en), word(kind) if kind else EMPTY, count)
    return Row((*named, payer_short(line.payer), money(line.net_fen), decided(line)))


OUT_COLUMNS = (Column(mark("Item"), 139.0), words(mark("Payer"), 21.0), figures(mark("Amount"), 22.0, CELL_STRONG))


def _taken_out(content: SupplementContent) -> Iterable[Block]:
    if content.taken_out:
        rows = (
            Row((name_of(line.name_zh, line.name_en), payer_short(line.payer), f"−{yuan(line.net_fen)}"))
            for line in content.taken_out
        )
        yield section(mark("Taken out of the agreement"), Table(OUT_COLUMNS, tuple(rows), pitch=6.1))


def _price(content: SupplementContent) -> Stack:
    total = Total(
        _("New signed amount"), capitals(content.new_total_fen), f"¥{yuan(content.new_total_fen)}",
        _("Only a further signed supplement can raise this amount."),
    )  # fmt: skip
    sums = facts(
        Fact(mark("Signed so far"), f"¥{yuan(content.old_total_fen)}"),
        Fact(mark("Labour"), _signed(_change(content, LineKind.LABOUR))),
        Fact(mark("Parts"), _signed(_change(content, LineKind.PART))),
        Fact(mark("Other and taken out"), _signed(_rest(content))),
    )
    return section(mark("What the customer pays"), sums, Gap(1.4), total)


def _change(content: SupplementContent, kind: LineKind) -> int:
    return sum(line.net_fen for line in content.accepted if line.payer is Payer.CUSTOMER and line.kind is kind)


def _rest(content: SupplementContent) -> int:
    out = sum(line.net_fen for line in content.taken_out if line.payer is Payer.CUSTOMER)
    return _change(content, LineKind.OTHER) - out


def _signed(fen: int) -> str:
    return EMPTY if not fen else f"+{yuan(fen)}" if fen > 0 else f"−{yuan(-fen)}"


def _time(content: SupplementContent, stamp: Stamp) -> Stack:
    is_moved = content.new_promised_at != content.old_promised_at
    new = moment(content.new_promised_at, stamp) if is_moved else _("as before")
    return section(
        mark("Promised time"),
        facts(
            Fact(mark("Promised so far"), moment(content.old_promised_at, stamp), span=2),
            Fact(mark("New promise"), new, VALUE_STRONG, span=2),
        ),
    )


def _declined(content: SupplementContent) -> Iterable[Block]:
    declined = [
        *(DeclinedSafety(line.name_zh, line.name_en, line.risk) for line in content.lines if line.is_declined_safety),
        *content.safety_taken_out,
    ]
    if declined:
        points = (Bullet(_risk(line), MEASURE) for line in declined)
        yield section(mark("Safety items declined"), *points)


def _risk(line: DeclinedSafety) -> str:
    name, risk = name_of(line.name_zh, line.name_en), line.risk.strip()
    warning = _("Declined against our advice; driving on with it is not safe.")
    return "　".join(part for part in (name, risk, warning) if part)


def _consent(content: SupplementContent, stamp: Stamp) -> Iterable[Block]:
    consent = content.consent
    if consent is None:
        return
    yield section(
        mark("How the customer answered"),
        facts(
            Fact(mark("Way"), _(WAY_WORDS[consent.way]), VALUE_STRONG),
            Fact(mark("Asked by"), consent.asked_by),
            Fact(mark("Telephone number"), dash(shown(consent.number))),
            Fact(mark("At"), moment(consent.at, stamp), VALUE_STRONG),
            Fact(mark("Answer in their words"), dash(consent.said), span=2),
            *_proof(consent),
        ),
    )


def _proof(consent: RecordedConsent) -> Sequence[Fact]:
    if consent.way is AnswerWay.MESSAGE_CONFIRMED:
        return (Fact(mark("Picture of the message"), f"SHA-256 {short(consent.evidence[:12])}", span=2),)
    return (Fact(mark("Heard by"), listed(consent.witnesses), span=2),)


def _effect(content: SupplementContent) -> Block:
    if not content.is_agreed:
        said = _("Nothing of it is done; the agreement stays as it was signed.")
    elif content.consent is None:
        said = _("With this signature the agreement named above is changed as written here; all else of it stands.")
    else:
        said = _(
            "With this answer the agreement named above is changed as written here; all else of it stands. The "
            "customer signs for it at handover."
        )
    return paragraph(said, NOTE, room=MEASURE, step=4.6, above=2.0)


def _signatures(content: SupplementContent, stamp: Stamp) -> Signatures:
    advisor = Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR, SignerRole.MANAGER))
    customer = customer_slot(mark("Customer"), content.party, stamp, _("authorised by {name}"))
    if content.consent is not None:
        customer = Slot(mark("Customer"), hint=_("answered from afar, signs at handover"))
    return Signatures((customer, advisor), stamp)
