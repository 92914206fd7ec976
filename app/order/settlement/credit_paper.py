"""D09 with a minus: a settlement taken back (冲销), or money given back (退款); it names what it corrects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.capitals import capitals
from app.kernel.language import Language, _, mark, speaking
from app.kernel.money import yuan
from app.order.quote.payer_paper import payer_name
from app.order.settlement.methods import METHOD_WORDS, PaymentMethod
from app.paper.blocks import Gap, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, MEASURE, NOTE, VALUE_BOLD, VALUE_STRONG
from app.paper.head import Heading
from app.paper.labels import EMPTY, dash, moment, money
from app.paper.opening import car_facts
from app.paper.sections import Fact, Total, facts, led, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, figures
from app.records.catalogue.categories import Payer


class CreditKind(StrEnum):
    """What is taken back: a whole settlement, or money on a payment."""

    REVERSAL = "reversal"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class ReversedBill:
    """What one payer's bill came to, in fen; the paper writes it with a minus."""

    payer: Payer
    labour_fen: int
    parts_fen: int
    other_fen: int
    rounding_down_fen: int
    due_fen: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A payment, and how much of it is given back; fen, both without a sign."""

    payer: Payer
    method: PaymentMethod
    paid_at: datetime
    paid_fen: int
    back_fen: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CreditContent:
    """`corrects_number` is the settlement list this paper belongs to; empty for money given back before settlement."""

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    kind: CreditKind
    reason: str
    cashier: str
    approved_by: str
    corrects_number: str
    corrects_issued_at: datetime | None
    payments: tuple[GivenBack, ...]
    bills: tuple[ReversedBill, ...] = ()

    @property
    def total_fen(self) -> int:
        """What the customers and others are given back or released from, without a sign."""
        return sum(bill.due_fen for bill in self.bills) or sum(payment.back_fen for payment in self.payments)


TITLES = {CreditKind.REVERSAL: mark("Settlement reversal"), CreditKind.REFUND: mark("Refund note")}
BILL_COLUMNS = (
    Column(mark("Payer"), 52.0),
    figures(mark("Labour"), 26.0),
    figures(mark("Parts"), 26.0),
    figures(mark("Other costs"), 26.0),
    figures(mark("Rounding"), 24.0),
    figures(mark("Reversed"), 28.0, CELL_STRONG),
)
PAYMENT_COLUMNS = (
    Column(mark("Payer"), 40.0),
    Column(mark("Method and reference"), 62.0),
    Column(mark("Paid on"), 32.0),
    figures(mark("Paid"), 22.0),
    figures(mark("Taken back"), 26.0, CELL_STRONG),
)


def typeset(content: CreditContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of a reversal or of a refund."""
    with speaking(language):
        heading = Heading(TITLES[content.kind], "D09", content.store, content.car, content.party)
        body = stack(_opening(content, stamp), *_tables(content, stamp), _total(content), _notes(content))
        return render(body, _signatures(content, stamp), heading=heading, stamp=stamp)


def _opening(content: CreditContent, stamp: Stamp) -> Stack:
    issued = content.corrects_issued_at
    return facts(
        *car_facts(content.car),
        Fact(mark("Party A, customer"), dash(content.party.customer_name), VALUE_STRONG),
        Fact(mark("Corrects the list"), dash(content.corrects_number), VALUE_BOLD),
        Fact(mark("Signed on"), moment(issued, stamp) if issued else EMPTY),
        Fact(mark("Agreed to by"), dash(content.approved_by), VALUE_STRONG),
        pitch=9.0,
    )


def _tables(content: CreditContent, stamp: Stamp) -> Iterable[Stack]:
    if content.bills:
        bills = Table(BILL_COLUMNS, tuple(map(_bill_row, content.bills)), pitch=6.1)
        yield section(mark("Bills taken back"), bills, remark=_("tax included, yuan"))
    if content.payments:
        rows = tuple(_payment_row(payment, stamp) for payment in content.payments)
        yield section(mark("Payments given back"), Table(PAYMENT_COLUMNS, rows, pitch=6.1))


def _bill_row(bill: ReversedBill) -> Row:
    sums = (bill.labour_fen, bill.parts_fen, bill.other_fen)
    rounding = money(bill.rounding_down_fen) if bill.rounding_down_fen else EMPTY
    return Row((payer_name(bill.payer), *(_minus(fen) for fen in sums), rounding, _minus(bill.due_fen)))


def _payment_row(payment: GivenBack, stamp: Stamp) -> Row:
    how = f"{_(METHOD_WORDS[payment.method])} {payment.reference}".strip()
    paid = (moment(payment.paid_at, stamp), money(payment.paid_fen), _minus(payment.back_fen))
    return Row((payer_name(payment.payer), how, *paid))


def _minus(fen: int) -> str:
    return f"−{yuan(fen)}" if fen else EMPTY


def _total(content: CreditContent) -> Stack:
    title = _("Taken back in total") if content.kind is CreditKind.REVERSAL else _("Given back in total")
    return stack(Gap(2.0), Total(title, capitals(-content.total_fen), f"−¥{yuan(content.total_fen)}"))


def _notes(content: CreditContent) -> Stack:
    if content.kind is CreditKind.REVERSAL:
        effect = _("The list named above was signed and stays as it is; with this paper nothing of it holds any more.")
    elif content.corrects_number:
        effect = _("The list named above was signed and stays as it is; this paper belongs to it.")
    else:
        effect = _("The bill is not settled yet; its list will show what is left of the payment.")
    return stack(
        Gap(1.0),
        section(mark("Reason"), paragraph(content.reason, NOTE, room=MEASURE, step=4.8, above=1.4, is_flush=False)),
        led(_("Effect"), effect, NOTE, room=MEASURE, step=4.5, above=1.6),
    )


def _signatures(content: CreditContent, stamp: Stamp) -> Signatures:
    label = mark("Customer received") if content.kind is CreditKind.REFUND else mark("Customer informed")
    return Signatures(
        (
            Slot(label, hint=_("name and date")),
            Slot(mark("Cashier"), stamp.signed_by(SignerRole.CASHIER)),
            Slot(mark("Manager agrees"), stamp.signed_by(SignerRole.MANAGER)),
        ),
        stamp,
        count=3,
    )
