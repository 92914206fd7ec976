"""Settle: a bill for each payer, payments, and the signed list that makes it effective (T10)."""

from collections.abc import Sequence

from sqlalchemy import select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.refusal import Missing, Refusal
from app.kernel.seen import what_i_wrote
from app.order.agreement.signed_limit import check_signed_bill, check_signed_prices
from app.order.moves import move
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.methods import TILL_METHODS, InvoiceState, PaymentMethod
from app.order.settlement.missing import lacks_to_settle
from app.order.settlement.payments import add_payment, book_claim, check_amount, take_back
from app.order.settlement.queries import BillId, BillRow, bills_in, follow
from app.order.settlement.settlement_content import settlement_content
from app.order.settlement.settlement_paper import SettlementContent, typeset
from app.order.settlement.tables import Bill
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.order.workshop.queries import work_in
from app.paper.content import Signed, has_customer_signed
from app.paper.issue import file, freeze, newest_of
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.records.catalogue.categories import LineKind, Payer
from app.trust.deeds import Deed

MOST_ROUNDING_FEN = 999


def prepare_settlement(desk: Desk, order_id: int) -> None:
    """Make a bill for every payer of the agreed lines. Payers other than the customer are booked as claims.

    Once: again only where additional work changed the lines since; payments stay with their bills.

    Refuses: order.stage, settlement.above_signed, price.above_signed.
    """
    with desk.deed(Deed.SETTLEMENT_PREPARE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.COMPLETED)
        rows, lines = bills_in(deed.session, order_id), agreed_lines_in(deed.session, order_id)
        if follow(rows, lines):
            return
        check_signed_prices(deed.session, order_id)
        made = {row.payer: row for row in rows}
        for payer in Payer:
            mine = tuple(line for line in lines if line.payer is payer)
            if payer in made:
                _bill_again(deed, order, made[payer], mine)
            elif mine:
                _bill(deed, order, payer, mine)
        deed.note(lines=len(lines))


def _bill(deed: DeedInProgress, order: ServiceOrder, payer: Payer, lines: tuple[LineRow, ...]) -> None:
    sums = _sums(order, payer, lines)
    due_fen = sum(sums.values())
    bill = deed.add(
        Bill(
            order_id=order.id, payer=payer, labour_fen=sums[LineKind.LABOUR], parts_fen=sums[LineKind.PART],
            other_fen=sums[LineKind.OTHER], due_fen=due_fen, rounding_down_fen=0,
            invoice_title=order.owner_name if payer is Payer.CUSTOMER else "", invoice_number="",
            invoice_state=InvoiceState.NOT_REQUESTED,
        )
    )  # fmt: skip
    book_claim(deed, bill)


def _bill_again(deed: DeedInProgress, order: ServiceOrder, row: BillRow, lines: tuple[LineRow, ...]) -> None:
    sums, bill = _sums(order, row.payer, lines), deed.get(Bill, row.id)
    bill.labour_fen, bill.parts_fen, bill.other_fen = (sums[kind] for kind in LineKind)
    bill.rounding_down_fen = min(bill.rounding_down_fen, sum(sums.values()))
    bill.due_fen = sum(sums.values()) - bill.rounding_down_fen
    if row.payer is not Payer.CUSTOMER:
        for claim in row.standing:
            take_back(deed, row.id, claim, amount_fen=claim.left_fen, reference=claim.reference, approved_by=None)
        if bill.due_fen:
            book_claim(deed, bill)


def _sums(order: ServiceOrder, payer: Payer, lines: tuple[LineRow, ...]) -> dict[LineKind, int]:
    sums = {kind: sum(line.net_fen for line in lines if line.kind is kind) for kind in LineKind}
    due_fen = sum(sums.values())
    if payer is Payer.CUSTOMER and due_fen > order.signed_total_fen:
        raise Refusal(
            "settlement.above_signed",
            _("The bill of {due} is above the signed {signed}. More than was signed needs a signed supplement.").format(
                due=yuan(due_fen), signed=yuan(order.signed_total_fen)
            ),
        )
    return sums


def round_down(desk: Desk, order_id: int, *, rounding_fen: int) -> None:
    """Take up to 9.99 yuan off the customer's bill (抹零); 0 takes it back.

    Refuses: settlement.rounding, settlement.none, settlement.paid, order.stage.
    """
    with desk.deed(Deed.SETTLEMENT_PREPARE, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, Stage.COMPLETED)
        bill = _customer_bill(deed, order_id)
        if not 0 <= rounding_fen <= min(MOST_ROUNDING_FEN, bill.due_fen + bill.rounding_down_fen):
            raise Refusal("settlement.rounding", _("At most 9.99 may be rounded off."), field="settlement.rounding")
        if any(row.standing for row in bills_in(deed.session, order_id) if row.id == bill.id):
            raise Refusal(
                "settlement.paid", _("A payment was taken already; the amount stays."), field="settlement.rounding"
            )
        bill.due_fen += bill.rounding_down_fen - rounding_fen
        bill.rounding_down_fen = rounding_fen
        deed.note(rounding_fen=rounding_fen)


def pay(desk: Desk, bill_id: BillId, *, method: PaymentMethod, amount_fen: int, reference: str = "") -> None:
    """Take a payment on a bill. Refuses: payment.amount, payment.too_much, payment.method, order.stage."""
    with desk.deed(Deed.SETTLEMENT_PAY) as deed:
        bill = deed.get(Bill, bill_id)
        deed.order_id = bill.order_id
        require(deed.get(ServiceOrder, bill.order_id).stage, Stage.COMPLETED)
        if method not in TILL_METHODS:
            raise Refusal("payment.method", _("This way of paying is booked by the store, not taken at the till."))
        check_amount(deed, bill, amount_fen)
        add_payment(deed, bill_id, method=method, amount_fen=amount_fen, reference=reference)
        deed.note(bill=bill_id, method=method.value, amount_fen=amount_fen)


def note_invoice(desk: Desk, bill_id: BillId, *, title: str, number: str, seen: tuple[str, str] | None = None) -> None:
    """Write down whom the invoice names and its number; without a number it is requested.

    `seen` are title and number the fields were filled from. Refuses: invoice.title, row.changed (a `Conflict`).
    """
    with desk.deed(Deed.SETTLEMENT_PAY) as deed:
        bill = deed.get(Bill, bill_id)
        deed.order_id = bill.order_id
        if not title.strip():
            raise Refusal(
                "invoice.title", _("An invoice names someone: write the title."), field="settlement.invoice_title"
            )
        stands = {"title": bill.invoice_title, "number": bill.invoice_number}
        was = None if seen is None else {"title": seen[0], "number": seen[1]}
        mine = {"title": title.strip(), "number": number.strip()}
        now = {**stands, **what_i_wrote(mine, seen=was, stands=stands)}
        bill.invoice_title, bill.invoice_number = now["title"], now["number"]
        bill.invoice_state = InvoiceState.ISSUED if bill.invoice_number else InvoiceState.REQUESTED
        deed.note(bill=bill_id, invoice=bill.invoice_number)


def settle(desk: Desk, order_id: int, *, signatures: Sequence[Signed]) -> str:
    """Freeze the signed settlement list; answers its number.

    Refuses: settlement.missing, price.above_signed, order.stage.
    """
    with desk.deed(Deed.SETTLEMENT_SETTLE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.COMPLETED)
        rows, signed_fen = bills_in(deed.session, order_id), check_signed_prices(deed.session, order_id)
        is_billed = follow(rows, agreed_lines_in(deed.session, order_id))
        missing = lacks_to_settle(
            rows, work_in(deed.session, order_id), is_billed=is_billed, has_signed=has_customer_signed(signatures)
        )
        if missing:
            raise Missing(
                "settlement.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        for row in rows:
            if row.payer is Payer.CUSTOMER:
                check_signed_bill(row.due_fen, signed_fen=signed_fen)
        move(deed, order, Stage.SETTLED)
        order.settled_at = deed.now
        deed.session.flush()
        number = next_number(deed, Series.SETTLEMENT)
        deed.note(settlement=number, due_fen=sum(row.due_fen for row in rows))
        content = settlement_content(deed.session, deed.store, order_id)
        paper_id = freeze(
            deed, PaperKind.SETTLEMENT, number, content=content, signatures=signatures,
            in_place_of=newest_of(deed, PaperKind.SETTLEMENT),
        )  # fmt: skip
    file(desk, paper_id, kind=SettlementContent, typeset=typeset)
    return number


def _customer_bill(deed: DeedInProgress, order_id: int) -> Bill:
    bill = deed.session.scalar(select(Bill).where(Bill.order_id == order_id, Bill.payer == Payer.CUSTOMER))
    if bill is None:
        raise Refusal("settlement.none", _("There is no customer's bill to round."))
    return bill
