"""Consents: each for one purpose, given and taken back, proven by a paper where one was signed."""

import make
import pytest
from sqlalchemy import select

from app.desk import Desk, Store
from app.order.agreement.sign import Consents, prepare_agreement, sign_agreement
from app.order.quote.offer import decide
from app.order.quote.queries import versions
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.privacy.people import people, show_contact
from app.records.catalogue.categories import Decision
from app.records.customers.consent_kinds import ConsentKind, ConsentWay
from app.records.customers.consents import consents_in, give_consent, standing_in, withdraw_consent
from app.records.customers.tables import Consent, Customer
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found
from tests.refusing import refused


@pytest.fixture
def desk(store: Store) -> Desk:
    """An advisor; one customer, whose order is quoted."""
    make.order(store, stage=Stage.QUOTED)
    return make.desk(store)


def customer_id(desk: Desk) -> int:
    with desk.look() as session:
        return session.scalars(select(Customer.id)).one()


def given(desk: Desk) -> set[ConsentKind]:
    with desk.look() as session:
        return {row.kind for row in consents_in(session, customer_id(desk)) if row.is_given}


def test_one_purpose_says_nothing_of_another(desk: Desk) -> None:
    give_consent(desk, customer_id(desk), ConsentKind.SURVEY)
    assert given(desk) == {ConsentKind.SURVEY}
    with desk.look() as session:
        assert standing_in(session, customer_id(desk)) == {customer_id(desk): {ConsentKind.SURVEY}}


def test_given_twice_is_given_once(desk: Desk) -> None:
    for _time in range(2):
        give_consent(desk, customer_id(desk), ConsentKind.SURVEY)
    with desk.look() as session:
        assert len(list(session.scalars(select(Consent)))) == 1


def test_taken_back_it_is_kept_as_history(desk: Desk) -> None:
    give_consent(desk, customer_id(desk), ConsentKind.MARKETING)
    withdraw_consent(desk, customer_id(desk), ConsentKind.MARKETING, way=ConsentWay.PHONE)
    assert given(desk) == set()
    row = next(row for row in people(desk).rows[0].consents if row.kind is ConsentKind.MARKETING)
    assert row.given_at is not None and row.withdrawn_at == desk.store.clock.now()


def test_what_was_never_given_cannot_be_taken_back(desk: Desk) -> None:
    one = customer_id(desk)
    with refused(desk, "consent.not_given"):
        withdraw_consent(desk, one, ConsentKind.SURVEY)


def test_what_is_ticked_in_the_agreement_is_proven_by_it(desk: Desk) -> None:
    with desk.look() as session:
        order_id = session.scalars(select(ServiceOrder.id)).one()
    lines = versions(desk, order_id)[-1].lines
    decide(desk, order_id, decisions=tuple((line.id, Decision.ACCEPTED) for line in lines))
    shown = prepare_agreement(desk, order_id).digest
    consents = Consents(to_privacy=True, to_e_signature=True, to_greetings=True)
    number = sign_agreement(desk, order_id, shown=shown, consents=consents, signatures=make.signatures(desk.store))
    assert given(desk) == {ConsentKind.SERVICE, ConsentKind.BIRTHDAY_CARE}
    with desk.look() as session:
        rows = consents_in(session, customer_id(desk))
    assert {row.paper_number for row in rows if row.is_given} == {number}


def test_a_number_stands_masked_until_somebody_asks_and_that_is_written_down(desk: Desk) -> None:
    row = people(desk).rows[0]
    assert row.phone == "140****0001"
    assert show_contact(desk, row.id) == "140 0000 0001"
    with desk.look() as session:
        newest = next(found(session, AuditFilter(), most=1))
    assert newest.deed is Deed.CONTACT_SHOW and dict(newest.details) == {"customer": str(row.id)}


def test_the_workshop_does_not_see_numbers(desk: Desk) -> None:
    one = customer_id(desk)
    for staff_no in (make.TECHNICIAN, make.FOREMAN, make.INSPECTOR, make.PARTS_CLERK):
        with refused(desk, "deed.not_allowed"):
            show_contact(make.desk(desk, staff_no), one)
