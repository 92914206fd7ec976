"""A customer's consents, each for one purpose: given, taken back, proven (R121, R140)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.customers.consent_kinds import ConsentKind, ConsentWay
from app.records.customers.tables import Consent, Customer
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent as it stands: given since when and how proven; `withdrawn_at` when it was taken back last."""

    kind: ConsentKind
    is_given: bool
    given_at: datetime | None = None
    given_way: ConsentWay | None = None
    paper_number: str = ""
    withdrawn_at: datetime | None = None


def give(deed: DeedInProgress, customer_id: int, kind: ConsentKind, *, way: ConsentWay, paper_number: str = "") -> None:
    """Write down inside another deed that the customer agrees; one that stands already stays as it is."""
    if _standing(deed.session, customer_id, kind) is None:
        consent = Consent(
            customer_id=customer_id, kind=kind, given_at=deed.now, given_way=way, paper_number=paper_number
        )
        deed.session.add(consent)


def give_consent(desk: Desk, customer_id: int, kind: ConsentKind, *, way: ConsentWay = ConsentWay.DESK) -> None:
    """The customer agrees to one purpose. Refuses: row.gone, consent.erased, deed.not_allowed."""
    with desk.deed(Deed.CONSENT_GIVE) as deed:
        check_not_erased(deed.get(Customer, customer_id))
        give(deed, customer_id, kind, way=way)
        deed.note(customer=customer_id, consent=kind.value, way=way.value)


def withdraw_consent(desk: Desk, customer_id: int, kind: ConsentKind, *, way: ConsentWay = ConsentWay.DESK) -> None:
    """The customer takes a consent back: from now on, not for what was done. Refuses: consent.not_given, row.gone."""
    with desk.deed(Deed.CONSENT_WITHDRAW) as deed:
        deed.get(Customer, customer_id)
        consent = _standing(deed.session, customer_id, kind)
        if consent is None:
            raise Refusal("consent.not_given", _("This consent is not given; there is nothing to take back."))
        consent.withdrawn_at, consent.withdrawn_way = deed.now, way
        deed.note(customer=customer_id, consent=kind.value, way=way.value)


def check_not_erased(customer: Customer) -> None:
    """Refuses: consent.erased."""
    if customer.erased_at is not None:
        raise Refusal("consent.erased", _("This person's data was erased. Register them anew if they come again."))


def consents_in(session: Session, customer_id: int) -> tuple[ConsentRow, ...]:
    """How each purpose stands, in their order."""
    query = select(Consent).where(Consent.customer_id == customer_id).order_by(Consent.id)
    newest = {consent.kind: consent for consent in session.scalars(query)}
    return tuple(_row(kind, newest.get(kind)) for kind in ConsentKind)


def standing_in(session: Session, *customer_ids: int) -> dict[int, frozenset[ConsentKind]]:
    """The purposes these customers agree to now, in one statement; some hundreds of them at a time."""
    query = select(Consent.customer_id, Consent.kind)
    stands = query.where(Consent.customer_id.in_(customer_ids), Consent.withdrawn_at.is_(None))
    given: dict[int, set[ConsentKind]] = {customer_id: set() for customer_id in customer_ids}
    for customer_id, kind in session.execute(stands):
        given[customer_id].add(kind)
    return {customer_id: frozenset(kinds) for customer_id, kinds in given.items()}


def _row(kind: ConsentKind, consent: Consent | None) -> ConsentRow:
    if consent is None:
        return ConsentRow(kind, is_given=False)
    return ConsentRow(
        kind, consent.withdrawn_at is None, consent.given_at, consent.given_way, consent.paper_number,
        consent.withdrawn_at,
    )  # fmt: skip


def _standing(session: Session, customer_id: int, kind: ConsentKind) -> Consent | None:
    query = select(Consent).where(
        Consent.customer_id == customer_id, Consent.kind == kind, Consent.withdrawn_at.is_(None)
    )
    return session.scalar(query)
