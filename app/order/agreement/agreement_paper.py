"""D04 机动车维修委托合同: page 1 is the deal, what follows the rules, the choices and both signatures."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from app.kernel.capitals import capitals
from app.kernel.language import Language, _, current, mark, speaking
from app.kernel.money import yuan
from app.order.agreement.guarantee_paper import GuaranteePromise, guarantee_section
from app.order.agreement.rules_paper import rules_pages
from app.order.agreement.terms import Terms
from app.order.checkin.choices import WORDS, OldParts, Wash
from app.order.quote.payer_paper import payer_name, payer_short
from app.paper import hands, handwriting
from app.paper.blocks import PAGE_BREAK, Block, Columns, Gap, Rule, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, Signed, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL, CELL_STRONG, LABEL, MEASURE, STRONG, VALUE, VALUE_STRONG, Face, Ink, Style
from app.paper.head import Heading
from app.paper.labels import dash, english, listed, moment, money, name_of, running
from app.paper.opening import bringer_fact, car_facts, owner_fact
from app.paper.pen import Pen
from app.paper.pieces import Cell, Words, choice, ticked
from app.paper.seal import Seal
from app.paper.sections import Fact, Total, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot, on_paper
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Payer, QualityClass, RepairCategory, word
from app.records.customers.phone import shown


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """An accepted line of labour (with its category), of parts (with its class) or of other costs."""

    name_zh: str
    name_en: str
    payer: Payer
    net_fen: int
    category: RepairCategory | None = None
    quality_class: QualityClass | None = None


@dataclass(frozen=True, slots=True)
class DeclinedSafety:
    """A safety item the customer does not want done, and what may come of it."""

    name_zh: str
    name_en: str
    risk: str


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """What is signed; `total_fen` is the limit for the customer. The terms are frozen with their wording."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    advisor: str
    checkin_number: str
    inspection_number: str
    quote_number: str
    promised_at: datetime | None
    labour: tuple[AgreedLine, ...]
    parts: tuple[AgreedLine, ...]
    total_fen: int
    old_parts: OldParts
    wash: Wash
    allows_road_test: bool
    guarantees: tuple[GuaranteePromise, ...]
    terms: Terms
    others: tuple[AgreedLine, ...] = ()
    is_authorised_by_owner: bool = False
    payment: str = ""
    invoice_title: str = ""
    pick_up_days: int = 7
    needs_certificate: bool = False
    own_parts: str = ""
    declined_safety: tuple[DeclinedSafety, ...] = ()
    postponed: tuple[str, ...] = ()
    postponed_en: tuple[str, ...] = ()  # the same in English, one for one; older contents have none
    wants_survey: bool = False
    wants_greetings: bool = False
    consents_to_privacy: bool = True
    consents_to_e_signature: bool = True
    choices_note: str = ""
    copy_given: str = ""


def typeset(content: AgreementContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D04."""
    with speaking(language):
        heading = Heading(mark("Service agreement"), "D04", content.store, content.car, content.party)
        body = stack(
            _parties(content),
            _papers(content, stamp),
            _work(content),
            _agreed(content),
            guarantee_section(content.guarantees),
            _declined(content, stamp),
            # Page 1 is the deal; English needs more room and simply flows on.
            Gap(0.0) if language is Language.ENGLISH else PAGE_BREAK,
            *rules_pages(
                content.terms,
                wants_survey=content.wants_survey,
                wants_greetings=content.wants_greetings,
                consents_to_privacy=content.consents_to_privacy,
                consents_to_e_signature=content.consents_to_e_signature,
                choices_note=content.choices_note,
                copy_given=content.copy_given,
            ),
        )
        return render(body, _end(content, stamp), heading=heading, stamp=stamp)


@dataclass(frozen=True)
class _PartyTitle(Solid):
    title: str
    keeps = True

    def height(self, width: float) -> float:
        return 5.6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide = pen.text(x, y + 4.6, _(self.title), CELL_STRONG)
        pen.text(x + wide + 2.0, y + 4.6, english(self.title), LABEL)


def _parties(content: AgreementContent) -> Columns:
    party, store = content.party, content.store
    own = (
        owner_fact(party),
        Fact(mark("Phone"), dash(shown(party.customer_phone))),
        bringer_fact(party),
        Fact(mark("Authorised"), _authorised(content)),
    )
    repairer = (
        Fact(mark("Name, phone"), f"{store.name}　{store.service_phone}", VALUE_STRONG, span=2),
        Fact(mark("Credit code"), dash(store.uscc)),
        Fact(mark("Filing number"), dash(store.filing_number)),
    )
    return Columns(
        (
            stack(_PartyTitle(mark("Party A, customer")), facts(*own, count=2)),
            stack(_PartyTitle(mark("Party B, repairer")), facts(*repairer, count=2)),
        )
    )


def _authorised(content: AgreementContent) -> Cell:
    if not content.party.representative_name:
        return dash("")
    return ticked(_("by the owner"), content.is_authorised_by_owner, VALUE, lead=4.2)


def _papers(content: AgreementContent, stamp: Stamp) -> Stack:
    return facts(
        *car_facts(content.car),
        Fact(mark("Check-in sheet"), dash(content.checkin_number)),
        Fact(mark("Inspection report"), dash(content.inspection_number)),
        Fact(mark("Quotation"), dash(content.quote_number)),
        Fact(mark("Promised"), moment(content.promised_at, stamp), VALUE_STRONG),
    )


LABOUR_COLUMNS = (
    Column(mark("Labour item"), 39.0),
    words(mark("Repair category"), 18.0),
    words(mark("Payer"), 13.0),
    figures(mark("Amount"), 18.0, CELL_STRONG),
)
PART_COLUMNS = (
    Column(mark("Parts"), 45.0),
    words(mark("Class"), 12.0),
    words(mark("Payer"), 13.0),
    figures(mark("Amount"), 18.0, CELL_STRONG),
)
OTHER_COLUMNS = (
    Column(mark("Other costs"), 139.0),
    words(mark("Payer"), 25.0),
    figures(mark("Amount"), 18.0, CELL_STRONG),
)


def _work(content: AgreementContent) -> Stack:
    labour = Table(LABOUR_COLUMNS, _rows(content.labour), _subtotal(_("Labour"), content.labour, 4), pitch=6.1)
    parts = Table(PART_COLUMNS, _rows(content.parts), _subtotal(_("Parts"), content.parts, 4), pitch=6.1)
    others: tuple[Block, ...] = ()
    if content.others:
        rows = tuple(Row((_name(line), payer_short(line.payer), money(line.net_fen))) for line in content.others)
        others = (Gap(1.0), Table(OTHER_COLUMNS, rows, pitch=6.1))
    total = Total(_("Signed amount"), capitals(content.total_fen), f"¥{yuan(content.total_fen)}", _limit(content))
    tables: Block = Columns((stack(labour), stack(parts)))
    return section(mark("Work and price"), tables, *others, Gap(1.6), total, remark=_("tax included, yuan"))


def _rows(lines: tuple[AgreedLine, ...]) -> tuple[Row, ...]:
    return tuple(Row((_name(line), _kind(line), payer_short(line.payer), money(line.net_fen))) for line in lines)


def _name(line: AgreedLine) -> str:
    return name_of(line.name_zh, line.name_en)


def _kind(line: AgreedLine) -> str:
    kind = line.category or line.quality_class
    return word(kind) if kind else dash("")


def _subtotal(title: str, lines: tuple[AgreedLine, ...], count: int) -> tuple[str | Words, ...]:
    """The sum, and before it what each payer bears of it."""
    parts = [f"{payer_short(payer)} {yuan(_sum(lines, payer))}" for payer in _payers(lines)]
    words = Words("　".join((title, *parts)) if len(parts) > 1 else title, CELL)
    return words, *([""] * (count - 2)), money(sum(line.net_fen for line in lines))


def _payers(lines: tuple[AgreedLine, ...]) -> list[Payer]:
    return [payer for payer in Payer if any(line.payer is payer for line in lines)]


def _sum(lines: tuple[AgreedLine, ...], payer: Payer) -> int:
    return sum(line.net_fen for line in lines if line.payer is payer)


def _limit(content: AgreementContent) -> str:
    lines = (*content.labour, *content.parts, *content.others)
    sentences = [_("Only a signed supplement can raise this amount.")]
    for payer in _payers(lines):
        if payer is not Payer.CUSTOMER:
            sentence = _("{payer} bears {amount} yuan, nothing to pay for the customer.")
            sentences.append(sentence.format(payer=payer_name(payer), amount=yuan(_sum(lines, payer))))
    return ("" if current() is not Language.ENGLISH else " ").join(sentences)


def _agreed(content: AgreementContent) -> Stack:
    late = _("We call before the promised time with a new time and the reason")
    pick_up = _("Within {days} days of our notice, free parking").format(days=content.pick_up_days)
    invoice = _("invoice to {title}").format(title=content.invoice_title) if content.invoice_title else ""
    certificate = _("Issued with the car") if content.needs_certificate else _("Not required for this category")
    road_test = ((_("Allowed"), content.allows_road_test), (_("Not allowed"), not content.allows_road_test))
    return section(
        mark("What we agreed"),
        facts(
            Fact(mark("Old parts"), choice((_(WORDS[each]), each is content.old_parts) for each in OldParts)),
            Fact(mark("Road test"), choice(road_test)),
            Fact(mark("Wash"), choice((_(WORDS[each]), each is content.wash) for each in Wash)),
            Fact(mark("If late"), late),
            Fact(mark("Pick-up"), pick_up),
            Fact(mark("Payment and invoice"), dash(_("; ").join(text for text in (content.payment, invoice) if text))),
            Fact(mark("Checks"), _("Self, mutual and final check; result at handover")),
            Fact(mark("Certificate"), certificate),
            Fact(mark("Own parts"), _own_parts(content)),
            count=3,
        ),
    )


def _own_parts(content: AgreementContent) -> str:
    own = (line for line in content.parts if line.quality_class is QualityClass.CUSTOMER_SUPPLIED)
    names = tuple(name_of(line.name_zh, line.name_en) for line in own)
    return listed(names) if names else content.own_parts or _("None")


def _declined(content: AgreementContent, stamp: Stamp) -> Stack:
    if content.declined_safety:
        signed = _second_signature(stamp)
        rows = (
            _DeclinedRow(name_of(each.name_zh, each.name_en), each.risk, signed) for each in content.declined_safety
        )
        return section(mark("Safety items declined"), *rows)
    words = _("If one is declined, its risk is written here and signed by the customer.")
    if content.postponed:
        both = zip_longest(content.postponed, content.postponed_en[: len(content.postponed)], fillvalue="")
        items = listed(tuple(name_of(chinese, translated) for chinese, translated in both))
        words = running(words, _("Postponed, not a safety item: {items}.").format(items=items))
    run = (Words(_("None.") + "　", CELL_STRONG), Words(words))
    return section(mark("Safety items declined"), paragraph(run, room=MEASURE, step=4.8, above=1.6, below=1.4), Rule())


def _second_signature(stamp: Stamp) -> Signed | None:
    """The customer's further signature, given for the declined items alone."""
    own = [each for each in stamp.signatures if each.role in (SignerRole.CUSTOMER, SignerRole.REPRESENTATIVE)]
    return own[1] if len(own) > 1 else None


@dataclass(frozen=True)
class _DeclinedRow(Solid):
    name: str
    risk: str
    signed: Signed | None

    def height(self, width: float) -> float:
        return max(11.0, 2.4 + self._words(width).height(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._words(width).draw(pen, x, y + 1.2, width)
        low, left = y + self.height(width), x + width - 50.0
        pen.text(left, low - 1.6, _("Customer signs"), Style(size=7.0, ink=Ink.MUTED))
        if self.signed is not None:
            corner, size = (left + 16.0, low - 9.8), (32.0, 8.8)
            handwriting.draw(pen, self.signed.strokes, corner=corner, size=size)
            if self.signed.scan:
                pen.text(corner[0], low - 3.0, on_paper(self.signed.scan), Style(size=6.0, ink=Ink.MUTED))
            hands.note(pen, self.signed, corner=corner, size=size)
        pen.rule(left, x + width, low - 0.4, STRONG, Ink.BLACK)
        pen.rule(x, left - 4.0, low)

    def _words(self, width: float) -> Block:
        run = (Words(self.name + "　", CELL.weighing(Face.MEDIUM)), Words(self.risk))
        return paragraph(run, room=width - 56.0, step=4.8, is_flush=False)


def _end(content: AgreementContent, stamp: Stamp) -> Stack:
    customer = customer_slot(mark("Party A, customer"), content.party, stamp, _("authorised by {name}"))
    signed = stamp.signed_by(SignerRole.ADVISOR, SignerRole.MANAGER)
    repairer = Slot(mark("Party B, repairer"), signed, _("Advisor") if signed else "")
    signatures = Signatures((customer, repairer), stamp)
    if not stamp.digest:
        return stack(signatures)
    return stack(Rule(STRONG, Ink.BLACK, above=1.2), signatures, Seal(stamp, content.store.address))
