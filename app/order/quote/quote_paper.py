"""D03 维修报价单: every line with its need, its payer and the customer's decision; information, not a contract."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.capitals import capitals
from app.kernel.language import Language, _, mark, speaking
from app.kernel.money import yuan
from app.kernel.quantity import hours, quantity
from app.order.quote.payer_paper import Priced, by_payer_table, decided, payer_short, sum_of
from app.paper.blocks import Gap, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL, CELL_STRONG, LEGAL, MEASURE, NOTE, Align
from app.paper.head import Heading
from app.paper.labels import discount, km, listed, moment, money, name_of, running
from app.paper.opening import car_facts, owner_fact
from app.paper.pieces import Cell, Words
from app.paper.sections import Fact, Total, facts, led, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Decision, Need, Payer, QualityClass, word
from app.records.catalogue.units import unit_words


@dataclass(frozen=True, slots=True)
class QuotedLabour:
    """One labour line; `explanation` says in plain words what it is good for."""

    code: str
    name_zh: str
    name_en: str
    need: Need
    hours_x100: int
    rate_fen: int
    amount_fen: int
    net_fen: int
    payer: Payer
    decision: Decision
    explanation: str = ""


TO_ORDER = "to_order"


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """One part line; `availability` is empty when it lies in the store, `to_order` when it does not.

    Papers of the first version froze a sentence there: it stands as it was.
    """

    code: str
    name_zh: str
    name_en: str
    quality_class: QualityClass
    brand: str
    quantity_milli: int
    unit: str
    unit_price_fen: int
    amount_fen: int
    net_fen: int
    payer: Payer
    decision: Decision
    guarantee_months: int = 0
    guarantee_km: int = 0
    availability: str = ""


@dataclass(frozen=True, slots=True)
class QuotedOther:
    """One line of other costs: towing, diagnosis, disposal, a wash."""

    code: str
    name_zh: str
    name_en: str
    amount_fen: int
    net_fen: int
    payer: Payer
    decision: Decision


@dataclass(frozen=True, slots=True)
class QuoteContent:
    """One issued version of a quotation; `remark` is the advisor's own note on parts or price."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    edition: int
    valid_until: datetime | None
    estimated_ready_at: datetime | None
    labour: tuple[QuotedLabour, ...]
    parts: tuple[QuotedPart, ...]
    others: tuple[QuotedOther, ...] = ()
    vat_bp: int = 1300
    remark: str = ""


QUALITY_SENTENCES: dict[QualityClass, str] = {
    QualityClass.OEM: mark("OEM parts are supplied or approved by the maker of the car"),
    QualityClass.EQUIVALENT: mark("equivalent parts match OEM parts in quality and come from another maker"),
    QualityClass.AFTERMARKET: mark("aftermarket parts are other makers' parts without the car maker's approval"),
    QualityClass.REMANUFACTURED: mark("remanufactured parts are old parts restored to their function"),
    QualityClass.CUSTOMER_SUPPLIED: mark("for parts you bring we guarantee the labour, not the part"),
}
_TAIL = (
    figures(mark("Price"), 16.0),
    figures(mark("Discount"), 15.0),
    figures(mark("To pay"), 19.0, CELL_STRONG),
    words(mark("Payer"), 19.0, Align.CENTRE),
    words(mark("Decision"), 18.0),
)
LABOUR_COLUMNS = (
    Column(mark("Code"), 20.0),
    Column(mark("Item"), 50.0),
    words(mark("Need"), 14.0),
    figures(mark("Hours"), 11.0),
    *_TAIL,
)
PART_COLUMNS = (
    Column(mark("Number"), 20.0),
    Column(mark("Name"), 50.0),
    words(mark("Quality class"), 14.0),
    words(mark("Quantity"), 11.0, Align.RIGHT),
    *_TAIL,
)
OTHER_COLUMNS = (Column(mark("Code"), 20.0), Column(mark("Item"), 91.0), *_TAIL[1:])


def typeset(content: QuoteContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D03."""
    with speaking(language):
        heading = Heading(mark("Quotation"), "D03", content.store, content.car, content.party)
        body = stack(_opening(content, stamp), *_tables(content), _totals(content), _notes(content))
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: QuoteContent, stamp: Stamp) -> Stack:
    return facts(
        *car_facts(content.car),
        owner_fact(content.party),
        Fact(mark("Brought by"), content.party.bringer),
        Fact(mark("Valid until"), moment(content.valid_until, stamp)),
        Fact(mark("Estimated ready"), Words(moment(content.estimated_ready_at, stamp), CELL_STRONG.sized(9.5))),
    )


def _tables(content: QuoteContent) -> Iterable[Stack]:
    taxed = _("tax included, yuan")
    if content.labour:
        rows = tuple(map(_labour_row, content.labour))
        subtotal = _subtotal(_("Labour subtotal"), content.labour, LABOUR_COLUMNS)
        yield section(mark("Labour"), Table(LABOUR_COLUMNS, rows, subtotal), remark=taxed)
    if content.parts:
        rows = tuple(map(_part_row, content.parts))
        subtotal = _subtotal(_("Parts subtotal"), content.parts, PART_COLUMNS)
        yield section(mark("Parts"), Table(PART_COLUMNS, rows, subtotal), remark=taxed)
    if content.others:
        rows = tuple(map(_other_row, content.others))
        subtotal = _subtotal(_("Other subtotal"), content.others, OTHER_COLUMNS)
        yield section(mark("Other costs"), Table(OTHER_COLUMNS, rows, subtotal), remark=taxed)


def _labour_row(line: QuotedLabour) -> Row:
    need = Words(word(line.need), CELL_STRONG if line.need is Need.REQUIRED else CELL)
    figures_of = (hours(line.hours_x100), money(line.rate_fen), discount(line.net_fen - line.amount_fen))
    name = _named(name_of(line.name_zh, line.name_en), line.explanation)
    return Row((line.code, name, need, *figures_of, money(line.net_fen), payer_short(line.payer), decided(line)))


def _part_row(line: QuotedPart) -> Row:
    count = f"{quantity(line.quantity_milli)} {unit_words(line.unit)}".strip()
    figures_of = (money(line.unit_price_fen), discount(line.net_fen - line.amount_fen), money(line.net_fen))
    name = _named(name_of(line.name_zh, line.name_en), _about(line))
    return Row((line.code, name, word(line.quality_class), count, *figures_of, payer_short(line.payer), decided(line)))


def _about(line: QuotedPart) -> str:
    """The brand where it is not the maker's own, and what is not on the shelf."""
    brand = line.brand if line.quality_class is not QualityClass.OEM else ""
    shelf = _("to be ordered") if line.availability == TO_ORDER else line.availability
    return listed(tuple(text for text in (brand, shelf) if text)) if brand or shelf else ""


def _other_row(line: QuotedOther) -> Row:
    figures_of = (discount(line.net_fen - line.amount_fen), money(line.net_fen))
    return Row((line.code, name_of(line.name_zh, line.name_en), *figures_of, payer_short(line.payer), decided(line)))


def _named(name: str, small: str) -> Cell:
    return (Words(name), Words("\n" + small, LEGAL)) if small else name


def _subtotal(title: str, lines: Sequence[Priced], columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = [""] * len(columns)
    cells[0], cells[-3] = title, money(sum_of(lines))
    return tuple(cells)


def _totals(content: QuoteContent) -> Stack:
    lines: tuple[Priced, ...] = (*content.labour, *content.parts, *content.others)
    table = by_payer_table(content.labour, content.parts, content.others, customer=content.party.customer_name)
    due = tuple(line for line in lines if line.payer is Payer.CUSTOMER and line.decision is not Decision.REFUSED)
    if any(line.decision is Decision.UNDECIDED for line in lines):
        fen, title = sum_of(due), _("Customer pays if everything is accepted")
    else:
        fen = sum_of(tuple(line for line in due if line.decision is Decision.ACCEPTED))
        title = _("Customer pays (accepted items)")
    return section(mark("Totals by payer"), table, Total(title, capitals(fen), f"¥{yuan(fen)}"))


def _notes(content: QuoteContent) -> Stack:
    return stack(
        Gap(0.7),
        led(_("About the parts"), _about_parts(content), NOTE, room=MEASURE, above=0.9),
        led(_("About the price"), _about_price(content), NOTE, room=MEASURE, above=0.6),
    )


def _about_parts(content: QuoteContent) -> str:
    classes = tuple(dict.fromkeys(line.quality_class for line in content.parts))
    sentences = [_(QUALITY_SENTENCES[quality]) + _guaranteed(content, quality) for quality in classes]
    if QualityClass.CUSTOMER_SUPPLIED not in classes:
        sentences.append(_(QUALITY_SENTENCES[QualityClass.CUSTOMER_SUPPLIED]))
    joined = _("; ").join(sentences)
    return running(_("{sentences}.").format(sentences=joined[0].upper() + joined[1:]), content.remark)


def _guaranteed(content: QuoteContent, quality: QualityClass) -> str:
    """The guarantee of a class in words, if it is the same on every line."""
    found = {(line.guarantee_months, line.guarantee_km) for line in content.parts if line.quality_class is quality}
    if len(found) != 1:
        return ""
    months, distance = found.pop()
    if not months:
        return ""
    return _(", guaranteed {months} months or {km}, whichever comes first").format(months=months, km=km(distance))


def _about_price(content: QuoteContent) -> str:
    rate = quantity(content.vat_bp * 10)
    return _(
        "Prices include {rate}% VAT. What is not listed is not charged; additional work is announced with its price "
        "and time first and done after you agree. This is a quotation, not a contract."
    ).format(rate=rate)


def _signatures(content: QuoteContent, stamp: Stamp) -> Signatures:
    customer = customer_slot(mark("Read and understood"), content.party, stamp, _("for {name}"))
    return Signatures((customer, Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR))), stamp)
