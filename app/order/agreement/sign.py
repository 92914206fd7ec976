"""The agreement: prepared (frozen before it is shown), then signed, and the work may begin (T4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.desk import DeedInProgress, Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.agreement.agreement_content import agreement_content
from app.order.agreement.agreement_paper import AgreementContent, typeset
from app.order.agreement.tables import ServiceAgreement
from app.order.moves import lower_flag, move, raise_flag
from app.order.quote.free_rework import check_lines
from app.order.quote.missing import lacks_to_sign
from app.order.quote.queries import VersionRow, category_in, newest_in
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.paper.content import Signed, SignerRole
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.records.catalogue.categories import Decision, Payer
from app.records.customers.consent_kinds import ConsentKind, ConsentWay
from app.records.customers.consents import give
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the ceremony shows: the frozen text and its digest."""

    content: AgreementContent
    digest: str


@dataclass(frozen=True, slots=True)
class Consents:
    """The boxes of the ceremony; none is ever ticked beforehand. The last two are free."""

    to_privacy: bool = False
    to_e_signature: bool = False
    to_survey: bool = False
    to_greetings: bool = False


def prepare_agreement(desk: Desk, order_id: int) -> Prepared:
    """Freeze the agreement of the newest issued quote, so that it can be read and signed.

    Refuses: order.stage, agreement.no_quote, agreement.undecided, promise.past.
    """
    with desk.deed(Deed.AGREEMENT_PREPARE, order_id=order_id) as deed:
        version = _signable(deed, order_id)
        content = agreement_content(deed.session, deed.store, order_id)
        text = canonical(content)
        agreement = _agreement_of(deed, order_id) or ServiceAgreement(order_id=order_id)
        agreement.quote_version_id, agreement.content, agreement.digest = version.id, text, sha256(text)
        agreement.total_fen, agreement.prepared_at = version.totals.accepted_customer_fen, deed.now
        deed.session.add(agreement)
        deed.note(digest=agreement.digest, edition=version.edition)
    return Prepared(content, sha256(text))


def sign_agreement(desk: Desk, order_id: int, *, shown: str, consents: Consents, signatures: Sequence[Signed]) -> str:
    """Take the customer's signature and let the work begin; answers the agreement's number. Final.

    `shown` is the digest of the text that was on the screen: nobody signs what has changed meanwhile.

    Refuses: signature.empty, agreement.privacy, agreement.e_signature, agreement.none, agreement.signed,
    agreement.changed, agreement.undecided, comeback.free, promise.past, order.stage.
    """
    _check_ceremony(consents, signatures)
    with desk.deed(Deed.AGREEMENT_SIGN, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        agreement = _agreement_of(deed, order_id)
        if agreement is None:
            raise Refusal("agreement.none", _("Prepare the agreement first."))
        if agreement.signed_at is not None:
            raise Refusal("agreement.signed", _("This agreement is signed already."))
        version = _signable(deed, order_id)
        content = agreement_content(deed.session, deed.store, order_id)
        if not agreement.digest == shown == sha256(canonical(content)):
            raise Refusal("agreement.changed", _("The agreement has changed meanwhile. Please read it again."))
        move(deed, order, Stage.AUTHORIZED)
        number = next_number(deed, Series.AGREEMENT)
        agreement.number, agreement.signed_at = number, deed.now
        agreement.consents_to_privacy, agreement.consents_to_e_signature = consents.to_privacy, consents.to_e_signature
        agreement.consents_to_survey = consents.to_survey
        order.signed_at, order.signed_total_fen = deed.now, version.totals.accepted_customer_fen
        order.repair_category = category_in(deed.session, order_id)
        _flag(deed, order_id, version)
        deed.note(agreement=number, shown=shown, survey=consents.to_survey, greetings=consents.to_greetings)
        signed = replace(
            content,
            consents_to_privacy=consents.to_privacy,
            consents_to_e_signature=consents.to_e_signature,
            wants_survey=consents.to_survey,
            wants_greetings=consents.to_greetings,
        )
        _write_consents(deed, order.customer_id, consents, number)
        paper_id = freeze(deed, PaperKind.AGREEMENT, number, content=signed, signatures=signatures)
    file(desk, paper_id, kind=AgreementContent, typeset=typeset)
    return number


def _write_consents(deed: DeedInProgress, customer_id: int, consents: Consents, number: str) -> None:
    """What was ticked stands as a consent of its own, proven by this agreement; what was not changes nothing."""
    ticked = {
        ConsentKind.SERVICE: consents.to_privacy,
        ConsentKind.SURVEY: consents.to_survey,
        ConsentKind.BIRTHDAY_CARE: consents.to_greetings,
    }
    for kind in (kind for kind, is_ticked in ticked.items() if is_ticked):
        give(deed, customer_id, kind, way=ConsentWay.AGREEMENT, paper_number=number)


def _check_ceremony(consents: Consents, signatures: Sequence[Signed]) -> None:
    is_on_paper = any(signed.scan for signed in signatures)
    if not consents.to_e_signature and not is_on_paper:
        raise Refusal(
            "agreement.e_signature",
            _("Without consent to the electronic signature the agreement is signed on paper."),
            field="sign.e_signature_consent",
        )
    if not consents.to_privacy:
        raise Refusal(
            "agreement.privacy",
            _("Please read the privacy notice and tick it if you agree."),
            field="sign.privacy_consent",
        )
    ours = {signed.role for signed in signatures if signed.is_by_hand or signed.role is SignerRole.ADVISOR}
    if not ours & {SignerRole.CUSTOMER, SignerRole.REPRESENTATIVE}:
        raise Refusal("signature.empty", _("Please sign in the field first."), field="sign.pad")


def _signable(deed: DeedInProgress, order_id: int) -> VersionRow:
    order = deed.get(ServiceOrder, order_id)
    agreement = _agreement_of(deed, order_id)
    if agreement is not None and agreement.signed_at is not None:
        raise Refusal("agreement.signed", _("This agreement is signed already."))
    require(order.stage, Stage.QUOTED)
    version = newest_in(deed.session, order_id)
    if version is None or version.issued_at is None:
        raise Refusal("agreement.no_quote", _("The newest version of the quote is not issued yet. Issue it first."))
    check_lines(deed.session, order_id, version.lines)
    missing = lacks_to_sign(version)
    if missing:
        raise Missing(
            "agreement.undecided",
            _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
            fields=tuple(lack.field for lack in missing),
        )
    if order.promised_at <= deed.now:
        raise Refusal(
            "promise.past",
            _("The promised time is past. Agree on a new one with the customer first."),
            field="order.promise",
        )
    return version


def _agreement_of(deed: DeedInProgress, order_id: int) -> ServiceAgreement | None:
    return deed.session.scalar(select(ServiceAgreement).where(ServiceAgreement.order_id == order_id))


def _flag(deed: DeedInProgress, order_id: int, version: VersionRow) -> None:
    lower_flag(deed, order_id, Flag.WAITING_CUSTOMER)
    if any(line.is_safety and line.decision in (Decision.REFUSED, Decision.LATER) for line in version.lines):
        raise_flag(deed, order_id, Flag.SAFETY_ITEM_REFUSED)
    if any(line.payer is Payer.WARRANTY for line in version.lines):
        raise_flag(deed, order_id, Flag.IS_WARRANTY)
