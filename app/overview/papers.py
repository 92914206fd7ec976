"""Every kind of paper and what typesets it: open one, make what is unfiled, render another language."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from app.care.complaints import complaint_paper
from app.closing import closing_paper
from app.desk import Desk
from app.kernel.database import troubles
from app.kernel.digest import thaw
from app.kernel.language import Language, _
from app.kernel.refusal import Refusal, Trouble
from app.order.agreement import agreement_paper, supplement_paper
from app.order.checkin import checkin_paper
from app.order.handover import gate_pass_paper, handover_paper
from app.order.inspection import inspection_paper
from app.order.qc import certificate_paper, qc_record_paper
from app.order.quote import quote_paper
from app.order.settlement import credit_paper, settlement_paper
from app.order.tables import ServiceOrder
from app.order.workshop import work_order_paper
from app.paper.issue import make_file, stamp_of
from app.paper.kinds import PaperKind
from app.paper.queries import PaperId, file_of
from app.paper.tables import Paper


@dataclass(frozen=True, slots=True)
class Form:
    """The frozen content of a kind of paper, and what typesets it."""

    content: type
    typeset: Callable[..., bytes]
    has_pictures: bool = False


FORMS: dict[PaperKind, Form] = {
    PaperKind.CHECKIN: Form(checkin_paper.CheckinContent, checkin_paper.typeset),
    PaperKind.INSPECTION: Form(inspection_paper.InspectionContent, inspection_paper.typeset, has_pictures=True),
    PaperKind.QUOTE: Form(quote_paper.QuoteContent, quote_paper.typeset),
    PaperKind.AGREEMENT: Form(agreement_paper.AgreementContent, agreement_paper.typeset),
    PaperKind.SUPPLEMENT: Form(supplement_paper.SupplementContent, supplement_paper.typeset),
    PaperKind.WORK_ORDER: Form(work_order_paper.WorkOrderContent, work_order_paper.typeset),
    PaperKind.QC: Form(qc_record_paper.QcContent, qc_record_paper.typeset),
    PaperKind.CERTIFICATE: Form(certificate_paper.CertificateContent, certificate_paper.typeset),
    PaperKind.SETTLEMENT: Form(settlement_paper.SettlementContent, settlement_paper.typeset),
    PaperKind.REVERSAL: Form(credit_paper.CreditContent, credit_paper.typeset),
    PaperKind.REFUND: Form(credit_paper.CreditContent, credit_paper.typeset),
    PaperKind.GATE_PASS: Form(gate_pass_paper.GatePassContent, gate_pass_paper.typeset),
    PaperKind.HANDOVER: Form(handover_paper.HandoverContent, handover_paper.typeset),
    PaperKind.CLOSING: Form(closing_paper.ClosingContent, closing_paper.typeset),
    PaperKind.COMPLAINT: Form(complaint_paper.ComplaintContent, complaint_paper.typeset),
}


def open_paper(desk: Desk, paper_id: PaperId) -> bytes:
    """The file of an issued paper; made first when it was left unfiled (a power cut, the demo store).

    The file of a voided paper stays as it was issued, but never leaves the house looking valid: it is shown, printed
    and saved as a copy marked void.
    """
    _make(desk, paper_id)
    with desk.look() as session:
        voided = session.execute(select(Paper.voided_at, Paper.language).where(Paper.id == paper_id)).one()
    if voided.voided_at is not None:
        return render(desk, paper_id, Language(voided.language))
    return file_of(desk, paper_id)


def file_what_is_left(desk: Desk) -> int:
    """Make the file of every frozen paper that has none; answers how many. Run when a store opens.

    What cannot be made now (no room, no key for the seal) waits: a store opens for its people all the same.
    """
    with desk.look() as session:
        left = session.scalars(
            select(Paper.id).where(Paper.file_sha256.is_(None), Paper.content != "").order_by(Paper.id)
        ).all()
    made = 0
    for paper_id in left:
        try:
            _make(desk, PaperId(paper_id))
        except Trouble as trouble:
            logging.getLogger("forecourt").warning("Paper %s still has no file: %s", paper_id, trouble.sentence)
            break
        made += 1
    return made


def _make(desk: Desk, paper_id: PaperId) -> None:
    with desk.look() as session:
        columns = (Paper.kind, Paper.file_sha256, (Paper.content == "").label("is_erased"))
        row = session.execute(select(*columns).where(Paper.id == paper_id)).one()
    if row.is_erased:
        raise Refusal("paper.erased", _("This paper was erased at its owner's wish when its time of keeping was over."))
    if row.file_sha256 is None:
        form = FORMS[PaperKind(row.kind)]
        with troubles():
            make_file(desk, paper_id, kind=form.content, typeset=_with_pictures(desk, form))


def render(desk: Desk, paper_id: PaperId, language: Language) -> bytes:
    """The same frozen content in another language: a reading copy, not the issued file."""
    with desk.look() as session:
        paper = session.get_one(Paper, paper_id)
        stamp, form = stamp_of(session, paper, desk), FORMS[PaperKind(paper.kind)]
        content: object = thaw(paper.content, form.content)
    return _with_pictures(desk, form)(content, stamp=stamp, language=language)


def _with_pictures(desk: Desk, form: Form) -> Callable[..., bytes]:
    """Papers that show photographs fetch them from the store's files."""
    return partial(form.typeset, pictures=desk.store.blobs.found) if form.has_pictures else form.typeset


def paper_of(desk: Desk, kind: PaperKind, number: str) -> PaperId:
    """The newest paper of a kind, by its own number or the order's. Refuses: paper.unknown."""
    wanted = number.strip().upper()
    with desk.look() as session:
        own = session.scalar(select(Paper.id).where(Paper.kind == kind.value, Paper.number.ilike(wanted)))
        order = (
            select(Paper.id)
            .join(ServiceOrder, ServiceOrder.id == Paper.order_id)
            .where(Paper.kind == kind.value, ServiceOrder.number == wanted)
            .order_by(Paper.id.desc())
        )
        found = own or session.scalars(order.limit(1)).first()
    if found is None:
        raise Refusal("paper.unknown", _("There is no such paper for {number}.").format(number=number))
    return PaperId(found)
