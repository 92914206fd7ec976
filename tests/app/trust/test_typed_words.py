"""Reasons lie beside the chain: told to whoever reads the audit, proved by it, and forgotten without breaking it."""

from datetime import timedelta

import make
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.order.delay import move_promise
from app.trust import chain, typed_words
from app.trust.chain import Fault
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, Entry, found
from app.trust.tables import AuditEntry, AuditWords

REASON = "王女士的儿子来电：晚点取车"


@pytest.fixture
def desk(store: Store) -> Desk:
    """A promise was moved, with a reason."""
    order_id = make.order(store)
    desk = make.desk(store)
    later = store.clock.now() + timedelta(hours=5)
    move_promise(desk, order_id, promised_at=later, reason=f" {REASON} ", channel="phone", answer="同意")
    return desk


def moved(desk: Desk) -> Entry:
    with desk.look() as session:
        return next(found(session, AuditFilter(deed=Deed.PROMISE_MOVE)))


def verdict(desk: Desk) -> chain.Verdict:
    with desk.look() as session:
        return chain.verify(session, desk.store.chain_key)


def by_force(desk: Desk, *statements: str) -> None:
    """What somebody with the file in their hands can do, triggers or not."""
    with desk.store.engine.begin() as connection:
        for trigger in ("audit_words_stay", "audit_words_no_DELETE"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            connection.execute(text(statement))


def test_the_chain_holds_a_digest_and_whoever_reads_sees_the_words(desk: Desk) -> None:
    assert dict(moved(desk).details)["reason"] == REASON
    with desk.look() as session:
        details = session.scalars(select(AuditEntry.details)).all()
        beside = session.scalars(select(AuditWords)).one()
    assert not any("王女士" in one for one in details)
    assert (beside.seq, beside.name, beside.words) == (moved(desk).seq, "reason", REASON)
    assert verdict(desk).broken_seq is None


def test_forgotten_they_are_said_to_be_and_the_chain_stays_whole(desk: Desk) -> None:
    seq = moved(desk).seq
    with Session(desk.store.engine) as session, session.begin():
        typed_words.forget(session, [seq])
    assert dict(moved(desk).details)["reason"] == "(erased with the person it may have named)"
    assert verdict(desk).broken_seq is None
    with desk.look() as session:
        beside = session.scalars(select(AuditWords)).one()
    assert (beside.salt, beside.words) == ("", ""), "with the salt one could try out what it was"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit_words SET words = '客户要求'", id="other words"),
        pytest.param("UPDATE audit_words SET salt = 'ab'", id="another salt"),
        pytest.param("UPDATE audit_words SET words = ''", id="the words alone blanked"),
        pytest.param("DELETE FROM audit_words", id="taken away"),
    ],
)
def test_words_that_were_changed_or_taken_away_are_told(desk: Desk, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only ever forgotten"), desk.store.engine.begin() as connection:
        connection.execute(text(statement))
    by_force(desk, statement)
    seen = verdict(desk)
    assert (seen.broken_seq, seen.fault) == (moved(desk).seq, Fault.ALTERED)


def test_the_same_words_twice_have_two_digests(desk: Desk) -> None:
    (one,), (other,) = (typed_words.salted({"reason": REASON}) for _time in range(2))
    assert one.words == other.words and one.digest != other.digest


def test_no_words_are_no_detail(store: Store) -> None:
    desk = make.desk(store, make.MANAGER)
    with desk.deed(Deed.STORE_SETUP) as deed:
        deed.typed(reason="   ")
    with desk.look() as session:
        assert session.scalars(select(AuditWords)).all() == []
