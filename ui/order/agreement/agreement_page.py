"""The agreement of an order: what will be signed, the ceremony, what was signed (T4)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.agreement.preview import preview_agreement
from app.order.agreement.queries import AgreementStanding, SignedAgreement, agreement_standing
from app.order.agreement.sign import Consents, Prepared, prepare_agreement, sign_agreement
from app.order.queries import OrderId
from app.order.workflow import Stage, Step
from app.paper.content import Given, Signed, SignerRole
from app.trust.deeds import Deed
from ui.order.agreement.ceremony import Ceremony
from ui.order.agreement.privacy import PrivacySheet
from ui.order.agreement.summary import DealCard, DeclinedCard, SignedCard, TermsCard
from ui.order.booking import Booking
from ui.order.draft_sheet import DraftSheet
from ui.order.on_paper import OnPaper, Sheet
from ui.order.posts import done_by, may
from ui.order.side_column import side_column
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page
from ui.widgets.text import Paragraph
from ui.worker import Worker

BEFORE = (Stage.CHECKED_IN, Stage.QUOTED)


class AgreementPage(Page):
    """One page for both: before the signature and after it."""

    slices = frozenset({"agreement", "quote", "order", "paper"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self.title = _("Agreement")
        self.order_id = order_id
        self.standing: AgreementStanding | None = None
        self.prepared: Prepared | None = None
        self.ceremony: Ceremony | None = None
        self._can_sign = may(worker, Deed.AGREEMENT_SIGN)
        self.deal, self.terms, self.declined, self.signed = DealCard(), TermsCard(), DeclinedCard(), SignedCard()
        self.booking = Booking(worker, self)
        self._build()
        self.signed.opened.connect(self.print_page)
        self._empty.pressed.connect(lambda: self.go.emit("step", Step.QUOTE))
        worker.troubled.connect(self._set_free)
        worker.fault.connect(self._set_free)

    def _build(self) -> None:
        self._front = QStackedLayout(self)
        self._front.setContentsMargins(0, 0, 0, 0)
        self._waiting = QWidget()
        self._empty = EmptyState(
            "agreement.empty", icon="pen", title=_("Nothing to sign yet"),
            words=_("First issue the quote and note what the customer says to each line. Then it is signed here."),
            button=_("To the quote"), button_name="agreement.to_quote",
        )  # fmt: skip
        self._full = QWidget()
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addWidget(self.deal, 1)
        row.addWidget(self._right())
        for widget in (self._waiting, self._empty, self._full):
            self._front.addWidget(widget)

    def _right(self) -> QScrollArea:
        self.who_else = Card()
        self.who_else.add(Paragraph(done_by(Deed.AGREEMENT_SIGN), size=Type.DATA, tone="muted"))
        return side_column(self.signed, self.declined, self.terms, self.who_else)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(agreement_standing, order_id=self.order_id), self._show)

    def _show(self, found: AgreementStanding) -> None:
        self.standing = found
        is_early = found.version is None or (found.signed is None and found.version.issued_at is None)
        self._front.setCurrentWidget(self._empty if is_early else self._full)
        self.deal.show_standing(found)
        self.terms.show_standing(found)
        self.declined.show_standing(found)
        self.signed.show_signed(found.signed)
        self.who_else.setVisible(self._is_open() and not self._can_sign)
        self.bar_changed.emit()

    def _is_open(self) -> bool:
        found = self.standing
        return found is not None and found.signed is None and found.head.stage in BEFORE

    # The bar

    def primary_words(self) -> str:
        return _("Let the customer sign") if self._is_open() and self._can_sign else ""

    def primary_icon(self) -> str:
        return "pen"

    def missing(self) -> tuple[tuple[str, str], ...]:
        if self.standing is None or not self.primary_words():
            return ()
        return tuple((lack.field, lack.name) for lack in self.standing.lacks)

    def primary(self) -> None:
        if self.ceremony is None:
            use_case = partial(_prepare, order_id=self.order_id)
            self.booking.do(use_case, done=self._begin, refused=self.show_refusal)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        found = self.standing
        if found is None or found.version is None:
            return ()
        return (("Ctrl+P", _("Open the paper") if found.signed else _("Read the draft")),)

    def commands(self) -> tuple[Command, ...]:
        if not self._is_open() or self.standing is None or self.standing.version is None:
            return ()
        return (Command(_("Read the draft"), self.print_page, icon="doc", also="agreement"),)

    def print_page(self) -> None:
        """Open the signed paper; before that its draft."""
        found = self.standing
        if found is not None and found.signed is not None:
            self.go.emit("paper", found.signed.paper)
        elif found is not None and found.version is not None:
            self._read_draft(self)

    def _read_draft(self, over: QWidget) -> None:
        preview = partial(preview_agreement, order_id=self.order_id)
        sheet = DraftSheet(over, self.worker, title=_("Service agreement, draft"), preview=preview)
        sheet.cancelled.connect(over.setFocus)

    # The ceremony

    def _begin(self, begun: tuple[Prepared, AgreementStanding]) -> None:
        self.prepared, standing = begun
        preview = partial(preview_agreement, order_id=self.order_id, to_sign=True)
        paper = OnPaper(self.worker, Sheet(_("Service agreement"), preview))
        self.ceremony = ceremony = Ceremony(self, standing, on_paper=paper)
        ceremony.accepted.connect(self._sign)
        ceremony.cancelled.connect(self._end)
        ceremony.paper_asked.connect(lambda: self._read_draft(ceremony))
        ceremony.privacy_asked.connect(self._read_privacy)

    def _end(self) -> None:
        self.ceremony = None
        self.setFocus()

    def _read_privacy(self) -> None:
        if self.ceremony is not None and self.prepared is not None:
            sheet = PrivacySheet(self.ceremony, self.prepared.content.terms.privacy)
            sheet.cancelled.connect(self.ceremony.consents.privacy.check.setFocus)

    def _sign(self, consents: Consents, hands: tuple[Given, ...]) -> None:
        if self.ceremony is None or self.prepared is None:
            return
        standing = self.ceremony.standing
        use_case = partial(
            _sign, order_id=self.order_id, shown=self.prepared.digest, consents=consents, hands=hands,
            signer=standing.signer, role=standing.signer_role,
        )  # fmt: skip
        self.ceremony.set_busy(True)
        self.booking.do(use_case, done=self._signed, refused=self._refused)

    def _signed(self, signed: SignedAgreement) -> None:
        if self.ceremony is not None:
            self.ceremony.leave()
            self._end()
        if signed.paper.file_sha256 is not None:
            self.toast(_("Agreement {number} is signed and sealed.").format(number=signed.number))
        else:
            words = _("Agreement {number} is signed; its file is sealed when it is next opened.")
            self.toast(words.format(number=signed.number), kind="info")

    def _refused(self, refusal: Refusal) -> None:
        if self.ceremony is None:
            self.show_refusal(refusal)
        elif refusal.code == "agreement.changed":
            self._read_again(refusal)
        elif refusal.code in ("agreement.signed", "agreement.undecided", "promise.past", "order.stage"):
            # Nothing the customer can put right: the advisor's page says it.
            self.ceremony.cancel()
            self.show_refusal(refusal)
        else:
            self.ceremony.show_refusal(refusal)

    def _set_free(self, _why: object) -> None:
        """The world said no while it was being sealed: ticks and signature stay, to try again."""
        if self.ceremony is not None:
            self.ceremony.set_busy(False)

    def _read_again(self, why: Refusal) -> None:
        def begun(again: tuple[Prepared, AgreementStanding]) -> None:
            if self.ceremony is not None:
                self.prepared = again[0]
                self.ceremony.show_changed(again[1], why.sentence)

        self.booking.do(partial(_prepare, order_id=self.order_id), done=begun, refused=self._refused)


def _prepare(desk: Desk, order_id: int) -> tuple[Prepared, AgreementStanding]:
    return prepare_agreement(desk, order_id), agreement_standing(desk, order_id)


def _sign(
    desk: Desk, order_id: int, *, shown: str, consents: Consents, hands: tuple[Given, ...], signer: str,
    role: SignerRole,
) -> SignedAgreement:  # fmt: skip
    now = desk.store.clock.now()
    customer = tuple(given.by(role, signer, now) for given in hands)
    advisor = Signed(SignerRole.ADVISOR, desk.person.name, now)
    sign_agreement(desk, order_id, shown=shown, consents=consents, signatures=(*customer, advisor))
    signed = agreement_standing(desk, order_id).signed
    assert signed is not None, "it was signed in the line above"
    return signed
