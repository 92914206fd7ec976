"""The customer signs additional work: what they read beside the field, on the screen or on the printed sheet."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.kernel.capitals import capitals
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.agreement.agreement_paper import AgreedLine
from app.order.agreement.supplement_paper import SupplementContent, SupplementLine
from app.order.quote.payer_paper import borne_by
from app.order.supplement.answer import ToSign, preview_supplement, sign_supplement, supplement_to_sign
from app.order.supplement.queries import SupplementStanding
from app.paper.content import Given, Signed, SignerRole
from app.records.catalogue.categories import word
from ui import formats
from ui.order.booking import Booking
from ui.order.on_paper import OnPaper, Sheet
from ui.order.signing import SignatureSheet
from ui.widgets.page import Notice
from ui.worker import Worker


def ask_signature(
    over: QWidget, worker: Worker, booking: Booking, standing: SupplementStanding, *, said: Callable[[object], object],
    refused: Callable[[Refusal], object],
) -> None:  # fmt: skip
    """Read what is to be signed, show it, and take the signature; a refusal says what is still to be decided."""
    order_id = standing.head.id

    def show(found: ToSign) -> None:
        party = found.content.party
        role = SignerRole.REPRESENTATIVE if party.representative_name else SignerRole.CUSTOMER
        title = _("Supplementary agreement")
        preview = partial(preview_supplement, order_id=order_id, to_sign=True)
        sheet = SignatureSheet(
            over, title=title, facts=facts(found.content, now=standing.now), signer=party.bringer,
            accept_words=_("Sign the additional work"), on_paper=OnPaper(worker, Sheet(title, preview)),
        )  # fmt: skip
        sheet.accepted.connect(lambda given: sign(given, found, role))

    def sign(given: Given, found: ToSign, role: SignerRole) -> None:
        signer = found.content.party.bringer
        use_case = partial(_sign, order_id=order_id, shown=found.digest, given=given, signer=signer, role=role)
        booking.do(use_case, done=signed, refused=refused, saves=())

    def signed(number: str) -> None:
        said(Notice(_("Signed: {number}").format(number=number)))

    booking.do(partial(supplement_to_sign, order_id=order_id), done=show, refused=refused, saves=())


def facts(content: SupplementContent, *, now: datetime) -> tuple[tuple[str, str], ...]:
    """What the customer reads before signing."""
    rows = [(_("Order"), content.car.order_number), (_("The finding"), content.finding)]
    rows += [(_(word(line.decision)), _priced(line, is_at_risk=line.is_declined_safety)) for line in content.lines]
    at_risk = {one.name_zh for one in content.safety_taken_out}
    rows += [(_("Taken out"), _priced(one, sign="−", is_at_risk=one.name_zh in at_risk)) for one in content.taken_out]
    change = content.new_total_fen - content.old_total_fen
    rows += [
        (_("Signed so far"), f"{formats.money(content.old_total_fen)}　{formats.change(change)}"),
        (_("New signed amount"), f"{formats.money(content.new_total_fen)}　{capitals(content.new_total_fen)}"),
        (_("Promised"), formats.promised(content.new_promised_at, now=now)),
    ]
    return tuple(rows)


def _priced(line: SupplementLine | AgreedLine, *, sign: str = "", is_at_risk: bool) -> str:
    name = formats.item_name(line.name_zh, line.name_en)
    risk = _("safety: not done at your own risk") if is_at_risk else ""
    return formats.joined(f"{name}　{sign}{formats.money(line.net_fen)}", borne_by(line.payer), risk)


def _sign(desk: Desk, order_id: int, *, shown: str, given: Given, signer: str, role: SignerRole) -> str:
    now = desk.store.clock.now()
    signatures = (given.by(role, signer, now), Signed(SignerRole.ADVISOR, desk.person.name, now))
    return sign_supplement(desk, order_id, shown=shown, signatures=signatures)
