"""The customer's answer to additional work: by signature, or from afar with who called, when, and who heard it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import Language, _
from app.kernel.money import yuan
from app.kernel.refusal import Missing, Refusal
from app.order.agreement.consent_ways import AnswerWay
from app.order.agreement.supplement_paper import RecordedConsent, SupplementContent, typeset
from app.order.moves import lower_flag, raise_flag
from app.order.quote.edit import SUPPLEMENTED
from app.order.quote.queries import category_in, declined_lines_in
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.supplement.missing import lacks_to_answer
from app.order.supplement.price import check_removable, require_open
from app.order.supplement.queries import SupplementRow, row_in
from app.order.supplement.raise_finding import lower_if_settled
from app.order.supplement.states import SupplementStatus
from app.order.supplement.supplement_content import supplement_content
from app.order.supplement.tables import Supplement
from app.order.tables import PromiseNotice, ServiceOrder
from app.order.typed_promise import read_promise
from app.order.workflow import Flag, require
from app.order.workshop.dispatch import await_no_parts
from app.order.workshop.work import leave_undone
from app.paper.content import Signed, SignerRole, Stamp, has_customer_signed
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.records.catalogue.categories import LineKind, Payer
from app.records.customers.phone import read_phone
from app.records.staff.queries import names_in
from app.records.store.rules import HEARD_BY_TWO, rule_in
from app.trust.deeds import Deed

LONGEST = 500
_JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer from afar, as it was typed. `evidence` is the SHA-256 of the kept picture of a message."""

    way: AnswerWay
    number: str
    at: str = ""
    said: str = ""
    witness_id: int | None = None
    second_witness_id: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ToSign:
    """What the customer reads before signing, and its digest."""

    content: SupplementContent
    digest: str


def supplement_to_sign(desk: Desk, order_id: int) -> ToSign:
    """What would be signed now. Refuses: supplement.not_sent, supplement.undecided."""
    with desk.look() as session:
        order = session.get_one(ServiceOrder, order_id)
        content = supplement_content(session, order, _asked(session, order))
    return ToSign(content, sha256(canonical(content)))


def preview_supplement(
    desk: Desk, order_id: int, *, language: Language = Language.BOTH, to_sign: bool = False
) -> bytes:
    """The PDF of D05 as it stands now, `to_sign` by a pen on paper. Refuses: supplement.none."""
    with desk.look() as session:
        order = session.get_one(ServiceOrder, order_id)
        content = supplement_content(session, order, _open(session, order))
    stamp = Stamp(
        number=paper_number(order.number, content.ordinal), issued_at=desk.store.clock.now(),
        printed_by=desk.person.name, digest=sha256(canonical(content)), chain_head="", is_draft=not to_sign,
        is_demo=desk.store.is_demo, utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)


def paper_number(order_number: str, ordinal: int) -> str:
    """ZX, the order's number, and which of its supplements it is (domain workflow §12)."""
    return f"ZX-{order_number}-z{ordinal}"


def sign_supplement(desk: Desk, order_id: int, *, shown: str, signatures: Sequence[Signed]) -> str:
    """The customer signs on the spot; answers the paper's number. `shown` is the digest of what they read.

    Refuses: signature.empty, supplement.not_sent, supplement.undecided, supplement.changed, supplement.finished,
    supplement.issued, promise.past, order.stage.
    """
    if not has_customer_signed(signatures):
        raise Refusal("signature.empty", _("Please sign in the field first."), field="sign.pad")
    with desk.deed(Deed.SUPPLEMENT_SIGN, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *SUPPLEMENTED)
        asked = _asked(deed.session, order)
        content = supplement_content(deed.session, order, asked)
        if shown != sha256(canonical(content)):
            raise Refusal("supplement.changed", _("It has changed meanwhile. Please read it again."))
        row = deed.get(Supplement, asked.id)
        row.way = AnswerWay.ON_SITE_SIGNATURE
        number, paper_id = _answered(deed, order, row, content, signatures)
    file(desk, paper_id, kind=SupplementContent, typeset=typeset)
    return number


def record_answer(desk: Desk, order_id: int, *, answer: Answer) -> str:
    """Write down an answer given by telephone or message; answers the paper's number.

    From a sum the store sets a second person must have heard it. The customer signs for it at handover.

    Refuses: supplement.not_sent, supplement.undecided, answer.way, answer.time, answer.said, answer.witness,
    answer.second_witness, answer.evidence, phone.unreadable, supplement.finished, supplement.issued, promise.past,
    order.stage.
    """
    number_called = read_phone(answer.number, field="answer.number")
    if not answer.said.strip() or len(answer.said) > LONGEST:
        raise Refusal(
            "answer.said",
            _("Write what the customer said, in at most {most} characters.").format(most=LONGEST),
            field="answer.said",
        )
    with desk.deed(Deed.SUPPLEMENT_ANSWER, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *SUPPLEMENTED)
        asked = _asked(deed.session, order)
        at = _when(deed, answer.at, asked)
        plain = supplement_content(deed.session, order, asked)
        witnesses = _witnesses(deed, answer, added_fen=plain.new_total_fen - plain.old_total_fen)
        row = deed.get(Supplement, asked.id)
        row.way, row.asked_by, row.called_number, row.called_at = answer.way, deed.person.id, number_called, at
        # A picture attached before the way was changed is no proof of a call.
        evidence = answer.evidence if answer.way is AnswerWay.MESSAGE_CONFIRMED else ""
        row.said, row.evidence_file_sha256 = answer.said.strip(), evidence
        row.witness_id, row.second_witness_id = answer.witness_id, answer.second_witness_id
        consent = RecordedConsent(
            way=answer.way, asked_by=deed.person.name, number=number_called, at=at, said=row.said,
            witnesses=witnesses, evidence=evidence,
        )  # fmt: skip
        content = supplement_content(deed.session, order, asked, consent=consent)
        signatures = (Signed(SignerRole.ADVISOR, deed.person.name, deed.now),)
        number, paper_id = _answered(deed, order, row, content, signatures)
        deed.note(way=answer.way.value, heard_by=len(witnesses))
    file(desk, paper_id, kind=SupplementContent, typeset=typeset)
    return number


def _when(deed: DeedInProgress, typed: str, asked: SupplementRow) -> datetime:
    """When it was said: now, or a time since it was put to the customer."""
    if not typed.strip():
        return deed.now
    field, offset = "answer.at", deed.store.utc_offset_minutes
    at = read_promise(typed, now=deed.now, utc_offset_minutes=offset, field=field, is_exact=True)
    assert asked.sent_at is not None, "what is asked was sent"
    # People say the minute; it was sent at some second of it.
    if not asked.sent_at - _JUST_NOW < at <= deed.now:
        raise Refusal(
            "answer.time", _("The answer came between the offer and now. Write the time of the call."), field=field
        )
    return at


def _witnesses(deed: DeedInProgress, answer: Answer, *, added_fen: int) -> tuple[str, ...]:
    if answer.way is AnswerWay.MESSAGE_CONFIRMED:
        if not answer.evidence or not deed.store.blobs.path(answer.evidence).exists():
            raise Refusal("answer.evidence", _("Attach the picture of the message."), field="answer.evidence")
        return ()
    if answer.way is not AnswerWay.PHONE_RECORDED:
        raise Refusal("answer.way", _("Choose how the customer answered."), field="answer.way")
    names, limit_fen = names_in(deed.session), rule_in(deed.session, HEARD_BY_TWO)
    heard = [answer.witness_id, answer.second_witness_id if added_fen > limit_fen else None]
    if heard[0] not in names or heard[0] == deed.person.id:
        raise Refusal(
            "answer.witness", _("Choose the colleague who heard the call, not yourself."), field="answer.witness"
        )
    if added_fen > limit_fen and (heard[1] not in names or heard[1] in (heard[0], deed.person.id)):
        raise Refusal(
            "answer.second_witness",
            _("Above {limit} yuan a second colleague must have heard it.").format(limit=yuan(limit_fen)),
            field="answer.second_witness",
        )
    return tuple(names[one] for one in heard if one is not None)


def _answered(
    deed: DeedInProgress, order: ServiceOrder, row: Supplement, content: SupplementContent, signatures: Sequence[Signed]
) -> tuple[str, int]:
    """Freeze D05; what was agreed to holds from now on."""
    is_moved = content.new_promised_at != content.old_promised_at
    if is_moved and content.new_promised_at <= deed.now:
        raise Refusal(
            "promise.past", _("The new promise is past already. Take the offer back and write a later one."),
            field="supplement.promise",
        )  # fmt: skip
    # The workshop went on while the customer thought about it.
    for line_id in _out(deed, row):
        check_removable(deed, order.id, line_id)
    version = deed.get(QuoteVersion, row.quote_version_id)
    version.answered_at, version.is_agreed = deed.now, content.is_agreed
    row.status = SupplementStatus.ACCEPTED if content.is_agreed else SupplementStatus.REFUSED
    row.ended_at, row.old_total_fen, row.new_total_fen = deed.now, content.old_total_fen, content.new_total_fen
    row.paper_number = paper_number(order.number, row.ordinal)
    order.signed_total_fen = content.new_total_fen
    _stop_others_work(deed, row)
    _tell(deed, order, row, content)
    _flag(deed, order, content)
    deed.note(supplement=row.ordinal, old_fen=content.old_total_fen, new_fen=content.new_total_fen)
    paper_id = freeze(deed, PaperKind.SUPPLEMENT, row.paper_number, content=content, signatures=signatures)
    return row.paper_number, paper_id


def _stop_others_work(deed: DeedInProgress, row: Supplement) -> None:
    """What was taken out goes out of the technicians' hands, and is no longer waited for."""
    out = _out(deed, row)
    leave_undone(deed, out)
    if any(deed.get(OrderLine, line_id).kind is LineKind.PART for line_id in out):
        await_no_parts(deed, row.order_id)


def _out(deed: DeedInProgress, row: Supplement) -> Sequence[int]:
    return deed.session.scalars(select(OrderLine.id).where(OrderLine.taken_out_by_id == row.quote_version_id)).all()


def _tell(deed: DeedInProgress, order: ServiceOrder, row: Supplement, content: SupplementContent) -> None:
    """The new promise counts as told at this moment (docs/rules/promise.md)."""
    if content.new_promised_at == content.old_promised_at:
        return
    order.promised_at = content.new_promised_at
    deed.session.add(
        PromiseNotice(
            order_id=order.id, promised_at=order.promised_at, notice_at=deed.now, reason=row.finding,
            channel=_("additional work"), answer=row.said,
        )
    )  # fmt: skip


def _flag(deed: DeedInProgress, order: ServiceOrder, content: SupplementContent) -> None:
    if any(line.payer is Payer.WARRANTY for line in content.accepted):
        raise_flag(deed, order.id, Flag.IS_WARRANTY)
    deed.session.flush()
    order.repair_category = category_in(deed.session, order.id)
    if any(line.is_safety for line in declined_lines_in(deed.session, order.id)):
        raise_flag(deed, order.id, Flag.SAFETY_ITEM_REFUSED)
    else:
        lower_flag(deed, order.id, Flag.SAFETY_ITEM_REFUSED)
    lower_if_settled(deed, order.id)


def _open(session: Session, order: ServiceOrder) -> SupplementRow:
    return row_in(session, order, require_open(session, order.id).id)


def _asked(session: Session, order: ServiceOrder) -> SupplementRow:
    """The one that waits for an answer, every line decided."""
    row = _open(session, order)
    if row.status is not SupplementStatus.SENT:
        raise Refusal("supplement.not_sent", _("Put it to the customer first."))
    missing = lacks_to_answer(row.version.lines)
    if missing:
        raise Missing(
            "supplement.undecided",
            _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
            fields=tuple(lack.field for lack in missing),
        )
    return row
