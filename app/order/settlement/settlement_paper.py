"""D09 维修费用结算清单: labour and parts apart, what each payer owes and has paid, the guarantee."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.capitals import capitals
from app.kernel.language import Language, _, current, mark, speaking
from app.kernel.money import yuan
from app.kernel.quantity import hours, quantity
from app.order.agreement.guarantee_paper import in_days, in_months
from app.order.checkin.choices import WORDS, OldParts
from app.order.quote.payer_paper import payer_name
from app.order.settlement.methods import INVOICE_WORDS, METHOD_WORDS, InvoiceState, PaymentMethod
from app.paper.blocks import Gap, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, MEASURE, NOTE, VALUE_STRONG, Align
from app.paper.head import Heading
from app.paper.labels import EMPTY, comma, dash, day, discount, joined, listed, money, name_of, note, span
from app.paper.opening import car_facts
from app.paper.pieces import Cell, Words
from app.paper.sections import Fact, Total, facts, led, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot, customer_slot
from app.paper.table import Column, Row, Table, figures, words
from app.records.catalogue.categories import Payer, QualityClass, RepairCategory, word
from app.records.catalogue.units import unit_words


@dataclass(frozen=True, slots=True)
class SettledLabour:
    """One labour line; a payer other than the customer sees its prices on its own bill, not here."""

    code: str
    name_zh: str
    name_en: str
    payer: Payer
    hours_x100: int
    rate_fen: int
    amount_fen: int
    net_fen: int


@dataclass(frozen=True, slots=True)
class SettledPart:
    """One part line."""

    code: str
    name_zh: str
    name_en: str
    payer: Payer
    quality_class: QualityClass
    brand: str
    quantity_milli: int
    unit: str
    unit_price_fen: int
    amount_fen: int
    net_fen: int


@dataclass(frozen=True, slots=True)
class SettledOther:
    """One line of other costs."""

    code: str
    name_zh: str
    name_en: str
    payer: Payer
    amount_fen: int
    net_fen: int


@dataclass(frozen=True, slots=True)
class PaymentSeen:
    """One payment; a refund is negative."""

    method: PaymentMethod
    amount_fen: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class BillSeen:
    """What one payer owes: `due_fen` before, `rounding_down_fen` (positive) taken off it; `who` and claim number."""

    payer: Payer
    who: str
    due_fen: int
    rounding_down_fen: int = 0
    paid_fen: int = 0
    payments: tuple[PaymentSeen, ...] = ()
    reference: str = ""

    @property
    def open_fen(self) -> int:
        """What is still to be paid."""
        return self.due_fen - self.rounding_down_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class LabourGuarantee:
    """Categories with the same promise on labour."""

    categories: tuple[RepairCategory, ...]
    days: int
    km: int


@dataclass(frozen=True, slots=True)
class PartGuarantee:
    """A quality class with its promise."""

    quality_class: QualityClass
    months: int
    km: int


@dataclass(frozen=True, slots=True)
class SettlementContent:
    """What the customer signs before paying or after; signed, it takes effect."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    cashier: str
    arrived_at: datetime | None
    completed_at: datetime | None
    agreement_number: str
    labour: tuple[SettledLabour, ...]
    parts: tuple[SettledPart, ...]
    bills: tuple[BillSeen, ...]
    signed_total_fen: int
    vat_bp: int
    vat_net_fen: int
    vat_tax_fen: int
    others: tuple[SettledOther, ...] = ()
    certificate_number: str = ""
    supplement_numbers: tuple[str, ...] = ()
    invoice_state: InvoiceState = InvoiceState.NOT_REQUESTED
    invoice_title: str = ""
    invoice_number: str = ""
    old_parts: str = ""
    left_on: date | None = None
    labour_guarantees: tuple[LabourGuarantee, ...] = ()
    part_guarantees: tuple[PartGuarantee, ...] = ()

    @property
    def own_bill(self) -> BillSeen | None:
        """The customer's bill; none if others pay everything."""
        return next((bill for bill in self.bills if bill.payer is Payer.CUSTOMER), None)


LABOUR_COLUMNS = (
    Column(mark("Code"), 22.0),
    Column(mark("Item"), 54.0),
    words(mark("Payer"), 18.0),
    figures(mark("Hours"), 13.0),
    figures(mark("Price"), 18.0),
    figures(mark("Amount"), 18.0),
    figures(mark("Discount"), 16.0),
    figures(mark("Customer pays"), 23.0, CELL_STRONG),
)
_PART = (
    Column(mark("Number"), 22.0),
    Column(mark("Name"), 54.0),
    words(mark("Payer"), 18.0),
    words(mark("Class"), 13.0),
    Column(mark("Brand"), 14.0),
    words(mark("Quantity"), 14.0, Align.RIGHT),
)
PART_COLUMNS = (*_PART, figures(mark("Price"), 24.0), figures(mark("Customer pays"), 23.0, CELL_STRONG))
REDUCED_PART_COLUMNS = (
    *_PART,
    figures(mark("Price"), 15.0),
    figures(mark("Discount"), 12.0),
    figures(mark("Customer pays"), 20.0, CELL_STRONG),
)
OTHER_COLUMNS = (
    Column(mark("Code"), 22.0),
    Column(mark("Item"), 103.0),
    words(mark("Payer"), 18.0),
    figures(mark("Discount"), 16.0),
    figures(mark("Customer pays"), 23.0, CELL_STRONG),
)
BILL_COLUMNS = (
    Column(mark("Payer"), 58.0),
    figures(mark("To pay"), 16.0),
    figures(mark("Rounding"), 24.0),
    figures(mark("Paid"), 22.0),
    Column(mark("Method and reference"), 44.0, lead=8.0),
    figures(mark("Still open"), 18.0),
)


def typeset(content: SettlementContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D09."""
    with speaking(language):
        heading = Heading(mark("Settlement list"), "D09", content.store, content.car, content.party)
        body = stack(_opening(content, stamp), *_tables(content), _payment(content), _notes(content))
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: SettlementContent, stamp: Stamp) -> Stack:
    agreed = " +".join(
        (content.agreement_number, *(number.rpartition("-")[2] for number in content.supplement_numbers))
    )
    papers = joined(agreed, content.certificate_number, content.cashier)
    return facts(
        *car_facts(content.car),
        Fact(mark("Party A, customer"), dash(content.party.customer_name), VALUE_STRONG),
        Fact(mark("Brought by"), content.party.bringer),
        Fact(mark("Arrived / completed"), span(content.arrived_at, content.completed_at, stamp)),
        Fact(mark("Agreement, cashier"), papers),
        pitch=9.0,
    )


def _tables(content: SettlementContent) -> Iterable[Stack]:
    tables = (
        (mark("Labour"), _labour(content)),
        (mark("Parts"), _parts(content)),
        (mark("Other costs"), _others(content)),
    )
    for title, table in tables:
        if table.rows:
            yield section(title, table, remark=_("tax included, yuan"))


def _labour(content: SettlementContent) -> Table:
    own = [line for line in content.labour if line.payer is Payer.CUSTOMER]
    amount, net = sum(line.amount_fen for line in own), _own(own)
    sums = (_("Labour charge subtotal"), "", "", "", "", money(amount), discount(net - amount), money(net))
    return Table(LABOUR_COLUMNS, tuple(map(_labour_row, content.labour)), sums, pitch=6.1)


def _parts(content: SettlementContent) -> Table:
    """The discount has a column only where there is one."""
    is_reduced = any(line.net_fen != line.amount_fen for line in content.parts if line.payer is Payer.CUSTOMER)
    columns = REDUCED_PART_COLUMNS if is_reduced else PART_COLUMNS
    sums = (_("Parts charge subtotal"), *([""] * (len(columns) - 2)), money(_own(content.parts)))
    return Table(columns, tuple(_part_row(line, is_reduced) for line in content.parts), sums, pitch=6.1)


def _others(content: SettlementContent) -> Table:
    sums = (_("Other subtotal"), "", "", "", money(_own(content.others)))
    return Table(OTHER_COLUMNS, tuple(map(_other_row, content.others)), sums, pitch=6.1)


def _own(lines: Iterable[SettledLabour | SettledPart | SettledOther]) -> int:
    return sum(line.net_fen for line in lines if line.payer is Payer.CUSTOMER)


def _labour_row(line: SettledLabour) -> Row:
    prices: tuple[Cell, ...] = (EMPTY, EMPTY, EMPTY, money(0))
    if line.payer is Payer.CUSTOMER:
        saved = discount(line.net_fen - line.amount_fen)
        prices = (money(line.rate_fen), money(line.amount_fen), saved, money(line.net_fen))
    name = name_of(line.name_zh, line.name_en)
    return Row((line.code, name, payer_name(line.payer), hours(line.hours_x100), *prices))


def _part_row(line: SettledPart, is_reduced: bool) -> Row:
    price, saved, net = EMPTY, EMPTY, money(0)
    if line.payer is Payer.CUSTOMER:
        price, net = money(line.unit_price_fen), money(line.net_fen)
        saved = discount(line.net_fen - line.amount_fen)
    count = f"{quantity(line.quantity_milli)} {unit_words(line.unit)}".strip()
    kind = (payer_name(line.payer), word(line.quality_class), dash(line.brand), count)
    prices = (price, saved, net) if is_reduced else (price, net)
    return Row((line.code, name_of(line.name_zh, line.name_en), *kind, *prices))


def _other_row(line: SettledOther) -> Row:
    prices: tuple[Cell, ...] = (EMPTY, money(0))
    if line.payer is Payer.CUSTOMER:
        prices = (discount(line.net_fen - line.amount_fen), money(line.net_fen))
    return Row((line.code, name_of(line.name_zh, line.name_en), payer_name(line.payer), *prices))


def _payment(content: SettlementContent) -> Stack:
    bill = content.own_bill
    payable = bill.due_fen - bill.rounding_down_fen if bill else 0
    is_paid = bill is not None and bill.open_fen == 0 and payable != 0
    title = _("Customer paid") if is_paid else _("Customer's amount")
    remark = "" if content.others else _("Other costs: none")
    return section(
        mark("Payment"),
        Table(BILL_COLUMNS, tuple(map(_bill_row, content.bills)), pitch=5.6),
        Total(title, capitals(payable), f"¥{yuan(payable)}"),
        _beside(content, payable),
        remark=remark,
    )


def _bill_row(bill: BillSeen) -> Row:
    who = Words("　".join(text for text in (payer_name(bill.payer), bill.who, bill.reference) if text), CELL_STRONG)
    rounding = discount(bill.rounding_down_fen)
    methods = _("; ").join(map(_paid_by, bill.payments)) or EMPTY
    return Row((who, money(bill.due_fen), rounding, money(bill.paid_fen), methods, money(bill.open_fen)))


def _paid_by(payment: PaymentSeen) -> str:
    """The method; amounts only where a payment is not the whole: the column “paid” has the sum."""
    return f"{_(METHOD_WORDS[payment.method])} {payment.reference}".strip()


def _beside(content: SettlementContent, payable: int) -> Stack:
    rate = quantity(content.vat_bp * 10)
    within = _("not exceeded") if payable <= content.signed_total_fen else _("exceeded")
    return facts(
        Fact(
            mark("Without tax / tax"), f"{money(content.vat_net_fen)} / {money(content.vat_tax_fen)}" + note(f"{rate}%")
        ),
        Fact(mark("Invoice"), invoice_words(content)),
        Fact(mark("Old parts"), _old_parts(content)),
        Fact(mark("Agreed limit"), f"{money(content.signed_total_fen)}{comma()}{within}"),
        pitch=9.0,
    )


def _old_parts(content: SettlementContent) -> str:
    """The choice in the paper's language; lists settled earlier hold the words themselves."""
    choices = set(OldParts)
    return dash(_(WORDS[OldParts(content.old_parts)]) if content.old_parts in choices else content.old_parts)


def invoice_words(content: SettlementContent) -> str:
    """State and number of the invoice, and its title below."""
    state = _(INVOICE_WORDS[content.invoice_state])
    title = _("to {title}").format(title=content.invoice_title) if content.invoice_title else ""
    # A line of its own: the word before a long title never breaks.
    return "\n".join(text for text in (joined(state, content.invoice_number), title) if text)


def _notes(content: SettlementContent) -> Stack:
    return stack(
        Gap(0.7),
        led(_("Guarantee"), _guaranteed(content), NOTE, room=MEASURE, step=4.5, above=0.9),
        led(_("Effect"), _effect(content), NOTE, room=MEASURE, step=4.5, above=0.5),
    )


def _guaranteed(content: SettlementContent) -> str:
    promises = [_labour_promise(each, len(content.labour_guarantees)) for each in content.labour_guarantees]
    promises += [
        _("{quality} parts").format(quality=word(each.quality_class)) + " " + in_months(each.km, each.months)
        for each in content.part_guarantees
    ]
    begins = _("from the day of leaving")
    if content.left_on is not None:
        begins = _("from leaving on {day}").format(day=day(content.left_on))
    sentence = _("{begins}: {promises}; whichever comes first.").format(
        begins=begins[0].upper() + begins[1:], promises=_("; ").join(promises) or EMPTY
    )
    blank = " " if current() is Language.ENGLISH else ""
    return sentence + blank + _("The same fault is repaired free of charge; parts you brought are not covered.")


def _labour_promise(promise: LabourGuarantee, count: int) -> str:
    period = in_days(promise.km, promise.days)
    if count == 1:
        return f"{_('Labour')} {period}"
    return f"{_('Labour')}{note(listed(tuple(word(each) for each in promise.categories)))} {period}"


def _effect(content: SettlementContent) -> str:
    return _(
        "This list takes effect with the customer's signature. If you have questions about amount or quality, "
        "call {phone}; we answer within one working day."
    ).format(phone=dash(content.store.complaint_phone))


def _signatures(content: SettlementContent, stamp: Stamp) -> Signatures:
    customer = customer_slot(mark("Customer confirms"), content.party, stamp, _("for {name}"))
    cashier = stamp.signed_by(SignerRole.CASHIER, SignerRole.ADVISOR, SignerRole.MANAGER)
    return Signatures((customer, Slot(mark("Cashier"), cashier)), stamp)
