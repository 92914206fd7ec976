"""Three levels of checking: begin a round, answer, pass a level, send back (T8), pass the car (T9)."""

from sqlalchemy import select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _, counted
from app.kernel.refusal import Missing, Refusal
from app.order.moves import move, raise_flag
from app.order.qc.certificate_content import certificate_content
from app.order.qc.certificate_paper import CertificateContent
from app.order.qc.certificate_paper import typeset as typeset_certificate
from app.order.qc.levels import LEVEL_WORDS, CheckLevel
from app.order.qc.list_choice import is_outdated, list_for
from app.order.qc.qc_record_content import qc_record_content
from app.order.qc.qc_record_paper import QcContent, typeset
from app.order.qc.queries import CheckRow, checks_in, last_round
from app.order.qc.tables import CompletionCertificate, QualityCheck
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.order.workshop.tables import Job
from app.order.workshop.work import report_complete, send_back
from app.order.workshop.work_order_paper import SelfCheck
from app.paper.content import Signed, SignerRole
from app.paper.issue import earlier_of, file, freeze, newest_of
from app.paper.kinds import PaperKind, sheet_number
from app.paper.number import Series, next_number
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer, answer, answer_all, close_sheet, open_sheet, unanswered
from app.records.staff.queries import names_in
from app.records.staff.sign_in import sign_in
from app.trust.deeds import Deed
from app.trust.queries import who_did


def begin_round(desk: Desk, order_id: int) -> None:
    """Open the three sheets of a round once the work is dispatched; anew where additional work outdated the newest.

    What nobody signed is asked by the list the work asks for now; what was signed stays as a round of its own.

    Refuses: order.stage.
    """
    with desk.deed(Deed.QC_ANSWER, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.IN_WORK, Stage.IN_QC)
        found = checks_in(deed.session, order_id)
        if not found.rounds:
            _open_round(deed, order, 1)
        elif found.is_outdated and any(check.decided_at is not None for check in found.rounds[-1]):
            open_next_round(deed, order)
        elif found.is_outdated:
            _change_list(deed, order, found.rounds[-1])


def _open_round(deed: DeedInProgress, order: ServiceOrder, number: int) -> None:
    template = list_for(deed.session, order)
    for level in CheckLevel:
        deed.session.add(
            QualityCheck(order_id=order.id, round_no=number, level=level, sheet_id=open_sheet(deed, template))
        )
    deed.session.flush()
    deed.note(list=template, round=number)


def _change_list(deed: DeedInProgress, order: ServiceOrder, newest: tuple[CheckRow, ...]) -> None:
    template = list_for(deed.session, order)
    for row in newest:
        deed.get(QualityCheck, row.id).sheet_id = open_sheet(deed, template)
    deed.note(list=template)


def open_next_round(deed: DeedInProgress, order: ServiceOrder) -> int:
    """Open three fresh sheets after the newest round, inside a deed; answers the number of the round."""
    number = last_round(deed.session, order.id) + 1
    _open_round(deed, order, number)
    return number


def answer_check(desk: Desk, order_id: int, *, level: CheckLevel, given: Answer) -> Verdict:
    """Answer one item of the newest round. Refuses: qc.none, qc.outdated, qc.decided, checklist.*."""
    with desk.deed(Deed.QC_ANSWER, order_id=order_id) as deed:
        check = _open_check(deed, order_id, level)
        verdict = answer(deed, check.sheet_id, given, field="qc.table")
        deed.touch("qc")
        deed.note(level=level.value, item=given.item_id, verdict=verdict.value)
    return verdict


def answer_many(desk: Desk, order_id: int, *, level: CheckLevel, given: tuple[Answer, ...]) -> None:
    """Answer several items at once; all or none. Refuses: as `answer_check`."""
    with desk.deed(Deed.QC_ANSWER, order_id=order_id) as deed:
        check = _open_check(deed, order_id, level)
        answer_all(deed, check.sheet_id, given, field="qc.table")
        deed.touch("qc")
        deed.note(level=level.value, items=len(given))


def answer_rest(desk: Desk, order_id: int, *, level: CheckLevel, item_ids: tuple[int, ...]) -> None:
    """Say “passed” to several word items at once. Refuses: qc.none, qc.outdated, qc.decided."""
    answer_many(desk, order_id, level=level, given=tuple(Answer(item_id, Verdict.OK) for item_id in item_ids))


def pass_level(desk: Desk, order_id: int, *, level: CheckLevel) -> None:
    """Sign the self check (who did the work) or the mutual check (a colleague).

    Refuses: qc.none, qc.outdated, qc.decided, qc.failed_items, checklist.unanswered, qc.self_person, qc.mutual_person,
    order.stage.
    """
    deed_word = Deed.QC_SELF if level is CheckLevel.SELF else Deed.QC_MUTUAL
    with desk.deed(deed_word, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *((Stage.IN_WORK,) if level is CheckLevel.SELF else (Stage.IN_QC,)))
        _check_person(deed, order_id, level)
        _decide(deed, order_id, level)
        deed.note(level=level.value)


def fail(desk: Desk, order_id: int, *, level: CheckLevel, reason: str) -> None:
    """Send the car back to work and count a round of internal rework (T8).

    Refuses: qc.reason, qc.nothing_failed, qc.none, qc.outdated, qc.decided, order.stage.
    """
    if not reason.strip():
        raise Refusal("qc.reason", _("Write what is wrong, so that it can be put right."), field="qc.reason")
    with desk.deed(Deed.QC_FAIL, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.IN_QC)
        row = _current(deed, order_id, level)
        if not _failed(row):
            raise Refusal(
                "qc.nothing_failed", _("No item failed. Judge the item that is wrong first."), field="qc.table"
            )
        check = _open_check(deed, order_id, level)
        check.decided_at, check.decided_by, check.has_passed = deed.now, deed.person.id, False
        check.reason = reason.strip()
        move(deed, order, Stage.IN_WORK)
        order.rework_rounds += 1
        raise_flag(deed, order_id, Flag.HAS_INTERNAL_REWORK, reason=reason.strip())
        send_back(deed, order_id)
        open_next_round(deed, order)
        deed.note(level=level.value, round=check.round_no)
        deed.typed(reason=reason)


def pass_level_by_pin(desk: Desk, order_id: int, *, level: CheckLevel, staff_no: str, pin: str) -> None:
    """Sign a level with the PIN given on the spot. Refuses: sign_in.*, and what `pass_level` refuses."""
    pass_level(desk.by(sign_in(desk, staff_no, pin=pin, field="qc.pin")), order_id, level=level)


def fail_by_pin(desk: Desk, order_id: int, *, staff_no: str, pin: str, level: CheckLevel, reason: str) -> None:
    """Send back with the inspector's PIN given on the spot. Refuses: sign_in.*, and what `fail` refuses."""
    fail(desk.by(sign_in(desk, staff_no, pin=pin, field="qc.pin")), order_id, level=level, reason=reason)


def pass_by_pin(desk: Desk, order_id: int, *, staff_no: str, pin: str) -> None:
    """Pass the car with the inspector's PIN given on the spot. Refuses: sign_in.*, and what `pass_final` refuses."""
    pass_final(desk.by(sign_in(desk, staff_no, pin=pin, field="qc.pin")), order_id)


def pass_final(desk: Desk, order_id: int) -> None:
    """Pass the car: freeze D07 and D08, with a certificate number where the category requires it (T9, H4).

    Refuses: qc.own_work (SEP1), qc.levels, qc.failed_items, checklist.unanswered, order.stage.
    """
    with desk.deed(Deed.QC_PASS, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.IN_QC)
        _check_person(deed, order_id, CheckLevel.FINAL)
        _check_earlier_levels(deed, order_id)
        _decide(deed, order_id, CheckLevel.FINAL)
        move(deed, order, Stage.COMPLETED)
        order.completed_at = deed.now
        deed.session.flush()
        record_id = _freeze_record(deed, order)
        certificate_id = _freeze_certificate(deed, order)
    file(desk, record_id, kind=QcContent, typeset=typeset)
    file(desk, certificate_id, kind=CertificateContent, typeset=typeset_certificate)


def _freeze_record(deed: DeedInProgress, order: ServiceOrder) -> int:
    checks = checks_in(deed.session, order.id)
    roles = (SignerRole.TECHNICIAN, SignerRole.FOREMAN, SignerRole.INSPECTOR)
    signatures = tuple(
        Signed(role, check.decided_name, check.decided_at)
        for role, check in zip(roles, checks.current, strict=True)
        if check.decided_at is not None
    )
    number = sheet_number(order.number, PaperKind.QC, earlier_of(deed, PaperKind.QC))
    content, before = qc_record_content(deed.session, deed.store, order.id), newest_of(deed, PaperKind.QC)
    return freeze(deed, PaperKind.QC, number, content=content, signatures=signatures, in_place_of=before)


def _freeze_certificate(deed: DeedInProgress, order: ServiceOrder) -> int:
    number = sheet_number(order.number, PaperKind.CERTIFICATE, earlier_of(deed, PaperKind.CERTIFICATE))
    if order.repair_category is not None and order.repair_category.needs_certificate:
        number = next_number(deed, Series.CERTIFICATE)
        deed.session.add(
            CompletionCertificate(order_id=order.id, number=number, issued_at=deed.now, issued_by=deed.person.id)
        )
        deed.session.flush()
    content = certificate_content(deed.session, deed.store, order.id)
    signed = (Signed(SignerRole.INSPECTOR, deed.person.name, deed.now),)
    before = newest_of(deed, PaperKind.CERTIFICATE)
    return freeze(deed, PaperKind.CERTIFICATE, number, content=content, signatures=signed, in_place_of=before)


def _check(deed: DeedInProgress, order_id: int, level: CheckLevel) -> QualityCheck:
    query = select(QualityCheck).where(QualityCheck.order_id == order_id, QualityCheck.level == level)
    check = deed.session.scalar(query.order_by(QualityCheck.round_no.desc()).limit(1))
    if check is None:
        raise Refusal("qc.none", _("The checks open when the work is dispatched."))
    if is_outdated(deed.session, order_id):
        raise Refusal("qc.outdated", _("Additional work was agreed since: begin the checks anew."))
    return check


def _open_check(deed: DeedInProgress, order_id: int, level: CheckLevel) -> QualityCheck:
    check = _check(deed, order_id, level)
    if check.decided_at is not None:
        raise Refusal("qc.decided", _("This level is signed already."))
    return check


def _current(deed: DeedInProgress, order_id: int, level: CheckLevel) -> CheckRow:
    """The same with its items, also where it is signed."""
    _check(deed, order_id, level)
    row = checks_in(deed.session, order_id).level(level)
    assert row is not None, "it was found just now"
    return row


def _decide(deed: DeedInProgress, order_id: int, level: CheckLevel) -> None:
    check, row = _open_check(deed, order_id, level), _current(deed, order_id, level)
    if _failed(row):
        raise Refusal("qc.failed_items", _("An item failed: send the car back, or put it right."), field="qc.table")
    open_items = unanswered(row.sheet.items)
    if open_items:
        raise Missing(
            "checklist.unanswered",
            counted("{count} item is not yet answered.", "{count} items are not yet answered.", len(open_items)),
            fields=("qc.table",),
        )
    close_sheet(deed, check.sheet_id, row.sheet.items, field="qc.table")
    check.decided_at, check.decided_by, check.has_passed = deed.now, deed.person.id, True
    deed.session.flush()


def _failed(row: CheckRow) -> bool:
    return any(item.verdict is Verdict.REPLACE for item in row.sheet.items)


def _check_person(deed: DeedInProgress, order_id: int, level: CheckLevel) -> None:
    workers = set(deed.session.scalars(select(Job.technician_id).where(Job.order_id == order_id)))
    me = deed.person.id
    if level is CheckLevel.SELF and me not in workers:
        names = names_in(deed.session)
        raise Refusal(
            "qc.self_person",
            _("The self check is signed by who did the work: {names}.").format(
                names=_(", ").join(names[worker] for worker in workers)
            ),
        )
    if level is CheckLevel.MUTUAL and me in workers:
        raise Refusal("qc.mutual_person", _("The mutual check is signed by a colleague who did not do the work."))
    # A line may have changed hands after a failed check: whoever once began it does not pass it either (SEP1).
    if level is CheckLevel.FINAL and me in workers | who_did(deed.session, order_id, Deed.WORK_START):
        raise Refusal("qc.own_work", _("Nobody passes their own work. Another inspector must sign."), field="qc.pin")


def _check_earlier_levels(deed: DeedInProgress, order_id: int) -> None:
    for level in (CheckLevel.SELF, CheckLevel.MUTUAL):
        row = _current(deed, order_id, level)
        if not row.has_passed:
            raise Refusal("qc.levels", _("“{level}” is not signed yet.").format(level=_(LEVEL_WORDS[level])))


def is_self_checked(desk: Desk, order_id: int) -> bool:
    """Whether the self check of the newest round is signed."""
    with desk.look() as session:
        row = checks_in(session, order_id).level(CheckLevel.SELF)
    return row is not None and bool(row.has_passed)


def report(desk: Desk, order_id: int) -> None:
    """Report the work complete, with the self check as it was signed. Refuses: report.missing, order.stage."""
    with desk.look() as session:
        row = checks_in(session, order_id).level(CheckLevel.SELF)
    items = row.sheet.items if row is not None else ()
    report_complete(
        desk,
        order_id,
        is_self_checked=row is not None and bool(row.has_passed),
        self_checks=tuple(SelfCheck(item.name_zh, item.name_en, item.verdict) for item in items),
    )
