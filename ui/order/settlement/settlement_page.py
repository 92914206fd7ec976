"""Settlement: a bill for each payer, what was paid, and the customer's signature that makes it effective (T10)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.capitals import capitals
from app.kernel.language import _
from app.kernel.money import parse_yuan
from app.kernel.refusal import Clash, Conflict, Refusal
from app.order.queries import OrderId
from app.order.settlement.counter import Counter, counter
from app.order.settlement.methods import METHOD_WORDS, PaymentMethod
from app.order.settlement.on_account import PAID_OFF_IN, pay_off, put_on_account
from app.order.settlement.queries import BillRow
from app.order.settlement.settle import note_invoice, pay, prepare_settlement, round_down, settle
from app.order.workflow import BEFORE_COMPLETION, Stage
from app.paper.content import Given, Signed, SignerRole
from app.records.catalogue.categories import LineKind, Payer
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.order.settlement.bill_card import BillCard, promised_words
from ui.order.settlement.payer_tabs import payer_words
from ui.order.settlement.till import PaidCard, TillCard, WhoElse
from ui.order.side_column import side_column
from ui.order.signing import SignatureSheet
from ui.theme import Size
from ui.widgets.conflict import ConflictPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page
from ui.widgets.step_up import StepUp
from ui.widgets.typed import keys_under
from ui.worker import Worker

# What is done on another step leads there.
ELSEWHERE = {"workshop.parts": "order.step.work"}


class SettlementPage(Page):
    """The bills of one order at the till."""

    slices = frozenset({"settlement", "order", "workshop", "quote", "paper"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self.title = _("Settlement")
        self.order_id = order_id
        self.counter: Counter | None = None
        self._can_prepare, self._can_take = may(worker, Deed.SETTLEMENT_PREPARE), may(worker, Deed.SETTLEMENT_PAY)
        self._can_settle = may(worker, Deed.SETTLEMENT_SETTLE)
        self.bill_card, self.paid, self.till = BillCard(), PaidCard(), TillCard()
        self.who_else, self.step_up = WhoElse(done_by(Deed.SETTLEMENT_PAY)), StepUp(worker)
        self.conflict = ConflictPanel(lead=_("Nothing was saved. Choose what shall stand on the invoice; it is kept."))
        self.booking = Booking(worker, self, self.till.pay)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._front = QStackedLayout(self)
        self._front.setContentsMargins(0, 0, 0, 0)
        self._waiting = QWidget()
        words = _("When the final check has passed, a bill for each payer is made here from the signed lines.")
        self._too_early = EmptyState("settlement.too_early", icon="wallet", title=_("Not yet completed"), words=words)
        words = _("One bill for each payer, made from the lines the customer signed. Labour and parts stand apart.")
        button = _("Make the bills") if self._can_prepare else ""
        self._empty = EmptyState(
            "settlement.empty", icon="wallet", title=_("No bill yet"), words=words, button=button, key="Ctrl+Enter",
            button_name="settlement.prepare",
        )  # fmt: skip
        self._bills = self._columns()
        for widget in (self._waiting, self._too_early, self._empty, self._bills):
            self._front.addWidget(widget)

    def _columns(self) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        left = QVBoxLayout()
        left.setSpacing(Size.GAP)
        left.addWidget(self.bill_card, 1)
        left.addWidget(self.step_up)
        left.addWidget(self.conflict)
        row.addLayout(left, 1)
        row.addWidget(self._right())
        return inside

    def _right(self) -> QScrollArea:
        return side_column(self.paid, self.who_else, self.till)

    def _connect(self) -> None:
        self._empty.pressed.connect(self._prepare)
        self.bill_card.tabs.chosen.connect(lambda _payer: self._show())
        self.bill_card.tabs.chosen.connect(lambda _payer: self.conflict.close_up())
        self.bill_card.foot.rounding.editor.editingFinished.connect(self._round)
        self.till.asked.connect(self._pay)
        self.till.written.connect(self._note_invoice)
        self.paid.corrected.connect(lambda name: self.go.emit("form", name))
        self.step_up.cancelled.connect(self.till.reference.editor.setFocus)
        self.conflict.chosen.connect(self._choose)
        self.conflict.settled.connect(self.till.keep_invoice)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(counter, order_id=self.order_id), self._show_counter)

    def _show_counter(self, found: Counter) -> None:
        self.counter = found
        self.bill_card.tabs.show_bills(found.bills)
        self._show()

    def _show(self) -> None:
        found, bill = self.counter, self.bill
        if found is None:
            return
        front = self._bills if found.bills else self._too_early if found.stage in BEFORE_COMPLETION else self._empty
        self._front.setCurrentWidget(front)
        is_open = found.stage is Stage.COMPLETED
        self.bill_card.show_counter(found, bill, can_round=self._can_round(bill))
        if bill is not None:
            self.paid.show_bill(bill)
            self.paid.offer(self._corrections(found))
            self.till.show_bill(bill, can_pay=self._can_pay(), can_write=self._can_take, is_debt=self._is_debt())
        self.who_else.setVisible(is_open and not self._can_take)
        self.bar_changed.emit()

    @property
    def bill(self) -> BillRow | None:
        """The bill in front."""
        payer = self.bill_card.tabs.payer
        bills = self.counter.bills if self.counter else ()
        return next((bill for bill in bills if bill.payer is payer), None)

    def _can_pay(self) -> bool:
        is_open = self.counter is not None and self.counter.stage is Stage.COMPLETED
        is_owed = self._is_debt() or (is_open and self.bill is not None and self.bill.open_fen > 0)
        return is_owed and self._can_take

    def _is_debt(self) -> bool:
        """Whether what is paid now stands on account: the list is signed, the money comes later."""
        is_signed = self.counter is not None and self.counter.stage in PAID_OFF_IN
        return is_signed and self.bill is not None and self.bill.on_account_fen > 0

    def _corrections(self, found: Counter) -> tuple[str, ...]:
        """The forms that can correct what stands here, for who may ask for them."""
        has_money = any(one.is_refundable for bill in found.bills for one in bill.payments)
        offered = (
            ("reopen", found.stage is Stage.COMPLETED and may(self.worker, Deed.ORDER_REOPEN)),
            ("reverse", found.stage is Stage.SETTLED and may(self.worker, Deed.SETTLEMENT_REVERSE)),
            ("refund", has_money and may(self.worker, Deed.SETTLEMENT_REFUND)),
        )
        return tuple(name for name, is_offered in offered if is_offered)

    def _can_round(self, bill: BillRow | None) -> bool:
        is_open = self.counter is not None and self.counter.stage is Stage.COMPLETED
        is_whole = bill is not None and bill.payer is Payer.CUSTOMER and not bill.payments
        return is_open and is_whole and self._can_prepare

    # The bar

    def primary_words(self) -> str:
        found = self.counter
        if found is None or found.stage is not Stage.COMPLETED:
            return ""
        if not found.is_billed:
            return _("Make the bills") if self._can_prepare else ""
        return _("Settle, customer signs") if self._can_settle else ""

    def missing(self) -> tuple[tuple[str, str], ...]:
        found = self.counter
        if found is None or not found.is_billed or not self.primary_words():
            return ()
        return tuple((ELSEWHERE.get(lack.field, lack.field), lack.name) for lack in found.missing)

    def primary(self) -> None:
        if self.counter is None or self.booking.is_running:
            return
        if self.counter.is_billed:
            self._ask_signature(self.counter)
        else:
            self._prepare()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        till = (("F4", _("Take payment")),) if self._can_pay() else ()
        paper = (("Ctrl+P", _("Print the list")),) if self.counter and self.counter.paper else ()
        return (*till, *paper)

    def commands(self) -> tuple[Command, ...]:
        if not self._can_pay():
            return ()
        return (Command(_("Take payment"), self.till.take, key="F4", icon="wallet", also="pay"),)

    def focus_on(self, name: str) -> None:
        """What is open may stand on another payer's bill."""
        if name == "settlement.amount" and self.counter is not None:
            owing = next((bill for bill in self.counter.bills if bill.open_fen), None)
            if owing is not None:
                self.bill_card.tabs.choose(owing.payer)
        super().focus_on(name)

    # What the cashier does

    def _prepare(self) -> None:
        if self._can_prepare:
            use_case = partial(prepare_settlement, order_id=self.order_id)
            self.booking.do(use_case, done=lambda _none: self.bar_changed.emit(), refused=self.show_refusal)

    def _pay(self, method: PaymentMethod, amount_fen: int, reference: str) -> None:
        bill = self.bill
        if bill is None:
            return

        def taken(_none: object) -> None:
            self.till.taken()
            words = f"{_(METHOD_WORDS[method])} {formats.money(amount_fen)}"
            self.toast(_("Taken: {what}").format(what=words))

        if method is PaymentMethod.ON_ACCOUNT and not self._is_debt():
            self._put_on_account(bill, amount_fen, reference)
            return
        way = pay_off if self._is_debt() else pay
        use_case = partial(way, bill_id=bill.id, method=method, amount_fen=amount_fen, reference=reference)
        fields = (self.till.amount, self.till.reference)
        self.booking.do(use_case, done=taken, refused=self.show_refusal, saves=fields)

    def _put_on_account(self, bill: BillRow, amount_fen: int, reason: str) -> None:
        """A manager beside the cashier agrees to trust the customer, or it is paid otherwise."""
        amount = formats.money(amount_fen)

        def agreed(_none: object) -> None:
            self.till.taken()
            self.toast(_("On account, agreed to by a manager: {amount}").format(amount=amount))

        def refused(refusal: Refusal) -> None:
            if refusal.code == "deed.needs_approval":
                question = _("On account: {amount}, {reason}").format(amount=amount, reason=reason.strip())
                self.step_up.ask(
                    Deed.SETTLEMENT_ON_ACCOUNT, question, use_case=use_case, done=agreed, refused=self.show_refusal
                )
            else:
                self.show_refusal(refusal)

        use_case = partial(put_on_account, bill_id=bill.id, amount_fen=amount_fen, reason=reason)
        self.booking.do(use_case, done=agreed, refused=refused, saves=(self.till.amount, self.till.reference))

    def step_back(self) -> bool:
        return self.step_up.step_back() or self.conflict.close_up()

    def _round(self) -> None:
        bill, field = self.bill, self.bill_card.foot.rounding
        if bill is None or not self._can_round(bill):
            return
        try:
            fen = parse_yuan(field.text(), field="settlement.rounding") if field.text().strip() else 0
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            return
        if fen != bill.rounding_down_fen:
            self.worker.do(
                self, partial(round_down, order_id=self.order_id, rounding_fen=fen),
                refused=lambda refusal: field.set_error(refusal.sentence), saves=keys_under(field),
            )  # fmt: skip

    def _note_invoice(self, title: str, number: str, seen: tuple[str, str]) -> None:
        # The panel takes the cursor out of the field; that keeps nothing while its question is open.
        if self.bill is not None and self.conflict.isHidden():
            # Kept in passing, when the field is left: a refusal must not pull the cursor back.
            self.worker.do(
                self, partial(note_invoice, bill_id=self.bill.id, title=title, number=number, seen=seen),
                refused=self._invoice_refused, saves=keys_under(self.till.heading, self.till.number),
            )  # fmt: skip

    def _invoice_refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            labels = {name: field.label.text() for name, field in self.till.invoice_fields().items()}
            self.conflict.ask(refusal.clashes, labels=labels)
        else:
            self.till.heading.set_error(refusal.sentence)

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        self.till.choose(clash.name, clash.theirs, is_theirs=is_theirs)

    def _ask_signature(self, found: Counter) -> None:
        sheet = SignatureSheet(
            self, title=_("Settlement list"), facts=_facts(found), signer=found.signer,
            accept_words=_("Sign and settle"),
        )  # fmt: skip
        sheet.accepted.connect(lambda given: self._settle(found, given))
        sheet.cancelled.connect(self.bill_card.tabs.take_focus)

    def _settle(self, found: Counter, given: Given) -> None:
        use_case = partial(
            _sign_and_settle, order_id=self.order_id, given=given, signer=found.signer, role=found.signer_role
        )
        self.booking.do(use_case, done=self._settled, refused=self.show_refusal)

    def _settled(self, number: str) -> None:
        self.toast(_("Settled: {number}").format(number=number))


def _facts(found: Counter) -> tuple[tuple[str, str], ...]:
    """What the customer reads before signing."""
    own = next((bill for bill in found.bills if bill.payer is Payer.CUSTOMER), None)
    others = [bill for bill in found.bills if bill.payer is not Payer.CUSTOMER]
    work = (formats.item_name(line.name_zh, line.name_en) for line in found.lines if line.kind is LineKind.LABOUR)
    return (
        (_("Order"), found.number),
        (_("Done"), _(", ").join(work)),
        *(_own_facts(own) if own is not None else ()),
        *((payer_words(bill.payer), formats.money(bill.due_fen)) for bill in others),
        (_("Guarantee"), promised_words(found.promised)),
    )


def _own_facts(bill: BillRow) -> tuple[tuple[str, str], ...]:
    paid = (f"{_(METHOD_WORDS[payment.method])} {formats.money(payment.amount_fen)}" for payment in bill.payments)
    sums = (
        (_("Labour charges"), bill.labour_fen),
        (_("Parts charges"), bill.parts_fen),
        (_("Other charges"), bill.other_fen),
    )
    return (
        *((label, formats.money(fen)) for label, fen in sums if fen),
        (payer_words(bill.payer), f"{formats.money(bill.due_fen)}　{capitals(bill.due_fen)}"),
        (_("Paid so far"), _(", ").join(paid)),
    )


def _sign_and_settle(desk: Desk, order_id: int, *, given: Given, signer: str, role: SignerRole) -> str:
    now = desk.store.clock.now()
    signatures = (given.by(role, signer, now), Signed(SignerRole.CASHIER, desk.person.name, now))
    return settle(desk, order_id, signatures=signatures)
