"""Erase a person: what the law does not want kept goes at once, the rest when its time is over (R121).

What is kept are the frozen papers of their visits, for they are evidence; all live rows lose the person. The chain
holds only ids and digests of reasons. A list beside the database remembers who was erased, so that a restored backup
erases them again.
"""

from datetime import date

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.care.complaints.states import OPEN_STATES
from app.care.complaints.tables import Complaint
from app.desk import DeedInProgress, Desk, Person
from app.drafts import Draft
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.supplement.tables import Supplement
from app.order.tables import ServiceOrder
from app.order.workflow import OPEN_STAGES
from app.paper.tables import PaperSignature
from app.privacy import erased_list
from app.privacy.audit_words import forget_reasons
from app.privacy.free_text import blank_complaints, blank_free_text
from app.privacy.person_copy import messages_in, papers_in
from app.privacy.retention import kept_until, retention_years
from app.privacy.tables import Erasure
from app.privacy.their_complaints import theirs_by_name
from app.records.customers.consents import check_not_erased
from app.records.customers.tables import Consent, Customer
from app.records.staff.tables import StaffMember
from app.records.vehicles.register import find_vehicle_again
from app.records.vehicles.tables import EarlierVisit, Vehicle
from app.search.index import SearchKind, forget, forget_traces
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role

# Who acts when a restored backup or the calendar, not a person at the desk, makes an erasure due.
KEEPER = Person(0, "", "", frozenset({Role.ADMIN}))


def ask_erasure(desk: Desk, customer_id: int) -> None:
    """Write down that the person asks to be erased. Refuses: consent.erased, row.gone, deed.not_allowed."""
    with desk.deed(Deed.ERASURE_ASK) as deed:
        check_not_erased(deed.get(Customer, customer_id))
        if _asked(deed.session, customer_id) is None:
            deed.session.add(Erasure(customer_id=customer_id, asked_at=deed.now, asked_of=deed.person.id))
        deed.note(customer=customer_id)


def withdraw_erasure(desk: Desk, customer_id: int) -> None:
    """The person takes the request back. Refuses: erasure.not_asked, row.gone."""
    with desk.deed(Deed.ERASURE_ASK) as deed:
        _waiting(deed, customer_id)
        deed.session.execute(delete(Erasure).where(Erasure.customer_id == customer_id))
        deed.touch("privacy")
        deed.note(customer=customer_id, withdrawn=True)


def erase(desk: Desk, customer_id: int, *, approval: Approval | None = None) -> None:
    """Erase the person for good; the frozen papers stay as long as they must.

    Refuses: erasure.not_asked, erasure.open_order, erasure.open_complaint, consent.erased, row.gone,
    deed.needs_approval.
    """
    with desk.deed(Deed.ERASURE_DO, approval=approval) as deed:
        _waiting(deed, customer_id)
        _check_no_open_order(deed.session, customer_id)
        _check_no_open_complaint(deed.session, deed.get(Customer, customer_id))
        until = forget_person(deed, customer_id)
        deed.note(customer=customer_id, kept_until=until.isoformat() if until else "")
    erased_list.remember(desk.store, customer_id)
    forget_traces(desk.store.engine)


def erase_again(desk: Desk) -> int:
    """Erase anew who stands on the list and came back with a restored backup, and drop papers whose time is over.

    Answers how many people. Run when a store opens.
    """
    keeper = desk.by(KEEPER)
    _remember_all(desk)
    back = _came_back(desk)
    over = _over(desk)
    if not back and not over:
        return 0
    with keeper.deed(Deed.ERASURE_AGAIN) as deed:
        for customer_id in back:
            if _asked(deed.session, customer_id) is None:
                deed.session.add(Erasure(customer_id=customer_id, asked_at=deed.now, asked_of=_anybody(deed.session)))
                deed.session.flush()
            forget_person(deed, customer_id)
        for customer_id in over:
            _drop_papers(deed, customer_id)
        deed.note(again=len(back), over=len(over))
    forget_traces(desk.store.engine)
    return len(back)


def forget_person(deed: DeedInProgress, customer_id: int) -> date | None:
    """Take the person out of every live row; answers until when their papers are kept, None when there are none."""
    customer = deed.get(Customer, customer_id)
    _find_complaints(deed, customer)
    _forget_drafts(deed, customer)
    _forget_orders(deed, customer)
    _forget_complaints(deed, customer_id)
    customer.name = customer.contact_name = customer.customer_no
    customer.mobile = customer.uscc = customer.gender = customer.preferences = ""
    customer.birthday, customer.erased_at = None, deed.now
    standing = (Consent.customer_id == customer_id, Consent.withdrawn_at.is_(None))
    deed.session.execute(update(Consent).where(*standing).values(withdrawn_at=deed.now))
    forget(deed.session, SearchKind.CUSTOMER, customer_id)
    for car in deed.session.scalars(select(Vehicle).where(Vehicle.customer_id == customer_id)):
        # What an older system wrote may name anybody.
        deed.session.execute(update(EarlierVisit).where(EarlierVisit.vehicle_id == car.id).values(lines=""))
        find_vehicle_again(deed, car, customer)
    erasure = deed.session.scalars(select(Erasure).where(Erasure.customer_id == customer_id)).one()
    erasure.done_at, erasure.kept_until = deed.now, _kept_until(deed, customer_id)
    deed.touch("customers", "privacy", "order", "complaints", "search")
    return erasure.kept_until


def _forget_orders(deed: DeedInProgress, customer: Customer) -> None:
    """The snapshots and free texts of their visits; what was done and paid stays, without the person."""
    session = deed.session
    ids = list(session.scalars(select(ServiceOrder.id).where(ServiceOrder.customer_id == customer.id)))
    own = update(ServiceOrder).where(ServiceOrder.id.in_(ids))
    session.execute(own.values(owner_name=customer.customer_no))
    blank_free_text(session, ids)
    forget_reasons(session, customer.id, ids)
    for order_id in ids:
        forget(session, SearchKind.ORDER, order_id)


def _find_complaints(deed: DeedInProgress, customer: Customer) -> None:
    """A complaint of nothing we know bears only a name: it is theirs too, and its record goes when theirs do."""
    ids = theirs_by_name(deed.session, customer)
    deed.session.execute(update(Complaint).where(Complaint.id.in_(ids)).values(customer_id=customer.id))


def _forget_complaints(deed: DeedInProgress, customer_id: int) -> None:
    """Who complained and what was said of it; that there was a complaint, and how it was kept in time, stays."""
    ids = list(deed.session.scalars(select(Complaint.id).where(Complaint.customer_id == customer_id)))
    blank_complaints(deed.session, ids)
    for complaint_id in ids:
        forget(deed.session, SearchKind.COMPLAINT, complaint_id)


def _forget_drafts(deed: DeedInProgress, customer: Customer) -> None:
    """What anybody typed of them and never saved."""
    named = [Draft.content.contains(words, autoescape=True) for words in (customer.name, customer.mobile) if words]
    if named:
        deed.session.execute(delete(Draft).where(or_(*named)))


def _drop_papers(deed: DeedInProgress, customer_id: int) -> None:
    """Their papers' time is over: contents and handwriting go, number and digest stay, so that none seems missing."""
    session = deed.session
    of_theirs = select(ServiceOrder.id).where(ServiceOrder.customer_id == customer_id)
    papers = papers_in(session, customer_id)
    ids = [paper.id for paper in papers]
    scans = select(PaperSignature.scan_file_sha256).where(PaperSignature.paper_id.in_(ids))
    for scan in session.scalars(scans.where(PaperSignature.scan_file_sha256 != "").distinct()):
        deed.store.blobs.drop(scan)
    for _number, picture in messages_in(session, customer_id):
        deed.store.blobs.drop(picture)
    theirs = update(Supplement).where(Supplement.order_id.in_(of_theirs))
    session.execute(theirs.values(evidence_file_sha256=""))
    nothing = {"name": "", "strokes": "", "scan_file_sha256": ""}
    session.execute(update(PaperSignature).where(PaperSignature.paper_id.in_(ids)).values(**nothing))
    for paper in papers:
        if paper.file_sha256 is not None:
            deed.store.blobs.drop(paper.file_sha256)
        paper.content, paper.file_sha256 = "", None
    session.scalars(select(Erasure).where(Erasure.customer_id == customer_id)).one().is_over = True


def _kept_until(deed: DeedInProgress, customer_id: int) -> date | None:
    """The last day of the newest of their papers."""
    ended = select(ServiceOrder.delivered_at, ServiceOrder.cancelled_at, ServiceOrder.checked_in_at)
    rows = deed.session.execute(ended.where(ServiceOrder.customer_id == customer_id)).all()
    last = [row.delivered_at or row.cancelled_at or row.checked_in_at for row in rows]
    complaints = select(Complaint.ended_at).where(Complaint.customer_id == customer_id, Complaint.ended_at.is_not(None))
    last += [at for at in deed.session.scalars(complaints) if at is not None]
    if not last:
        return None
    years = retention_years(deed.session)
    return kept_until(business_day(max(last), deed.store.utc_offset_minutes), years=years)


def _remember_all(desk: Desk) -> None:
    """A store that was restored on another computer brings no list along; who is erased in it stands on a new one."""
    with desk.look() as session:
        erased = list(session.scalars(select(Customer.id).where(Customer.erased_at.is_not(None)).order_by(Customer.id)))
    listed = erased_list.remembered(desk.store)
    for customer_id in (one for one in erased if one not in listed):
        erased_list.remember(desk.store, customer_id)


def _came_back(desk: Desk) -> list[int]:
    listed = erased_list.remembered(desk.store)
    if not listed:
        return []
    with desk.look() as session:
        query = select(Customer.id).where(Customer.id.in_(listed), Customer.erased_at.is_(None))
        return list(session.scalars(query.order_by(Customer.id)))


def _over(desk: Desk) -> list[int]:
    today = business_day(desk.store.clock.now(), desk.store.utc_offset_minutes)
    with desk.look() as session:
        query = select(Erasure.customer_id).where(Erasure.kept_until < today, Erasure.is_over.is_(False))
        return list(session.scalars(query))


def _check_no_open_order(session: Session, customer_id: int) -> None:
    is_open = (ServiceOrder.customer_id == customer_id, ServiceOrder.stage.in_(OPEN_STAGES))
    number = session.scalar(select(ServiceOrder.number).where(*is_open).limit(1))
    if number is not None:
        raise Refusal(
            "erasure.open_order",
            _("Their car is in the house: order {number}. Erase them once it has left.").format(number=number),
        )


def _check_no_open_complaint(session: Session, customer: Customer) -> None:
    theirs = or_(Complaint.customer_id == customer.id, Complaint.id.in_(theirs_by_name(session, customer)))
    is_open = select(Complaint.number).where(theirs, Complaint.state.in_(OPEN_STATES))
    number = session.scalar(is_open.limit(1))
    if number is not None:
        raise Refusal(
            "erasure.open_complaint",
            _("Their complaint {number} is not closed yet. Erase them once it is.").format(number=number),
        )


def _waiting(deed: DeedInProgress, customer_id: int) -> Erasure:
    customer = deed.get(Customer, customer_id)
    check_not_erased(customer)
    asked = _asked(deed.session, customer_id)
    if asked is None:
        raise Refusal("erasure.not_asked", _("Nobody asked for this. Write the request down first."))
    return asked


def _asked(session: Session, customer_id: int) -> Erasure | None:
    return session.scalar(select(Erasure).where(Erasure.customer_id == customer_id))


def _anybody(session: Session) -> int:
    return session.scalars(select(StaffMember.id).order_by(StaffMember.id).limit(1)).one()
