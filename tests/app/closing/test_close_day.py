"""The business day is closed: its sheet adds up, is frozen and sealed like any paper, and holds the chain's head."""

from datetime import date, timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.closing.close_day import close_day
from app.closing.closing_paper import ClosingContent
from app.closing.queries import closing
from app.desk import Desk, Store
from app.kernel.clock import FrozenClock, business_day
from app.kernel.digest import thaw
from app.kernel.refusal import Refusal
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import bills
from app.order.settlement.refund import refund
from app.order.workflow import Stage
from app.overview.audit import verdict_in
from app.overview.papers import open_paper
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.paper.verify import verify_file, verify_paper
from app.records.catalogue.categories import Payer
from app.trust.chain import Fault
from app.trust.deeds import Deed
from tests.papers.reading import pages


@pytest.fixture
def cashier(store: Store) -> Desk:
    """The cashier's desk; one car was settled and delivered today, one only paid."""
    make.order(store, stage=Stage.DELIVERED)
    make.order(store, stage=Stage.SETTLED, form=make.another_car())
    return make.desk(store, make.CASHIER)


def frozen(store: Store, paper_id: int) -> ClosingContent:
    with Session(store.engine) as session:
        return thaw(session.get_one(Paper, paper_id).content, ClosingContent)


def test_the_sheet_adds_up_what_the_day_brought(store: Store, cashier: Desk) -> None:
    content = frozen(store, close_day(cashier))
    assert content.on == date(2026, 11, 23)
    assert (content.settled, content.settled_fen) == (2, 2 * make.TOTAL_FEN)
    assert content.till_fen == 2 * make.TOTAL_FEN
    assert sum(one.payments for one in content.till) == 2
    assert len(content.delivered) == 1
    agreements = next(one for one in content.papers if one.kind is PaperKind.AGREEMENT)
    assert (agreements.count, agreements.voided) == (2, 0)
    assert (agreements.first, agreements.last) == ("HT2026000001", "HT2026000002")


def test_money_given_back_is_taken_off_and_named_as_a_correction(store: Store, cashier: Desk) -> None:
    with Session(store.engine) as session:
        order_id = session.scalars(select(Paper.order_id).where(Paper.kind == PaperKind.SETTLEMENT.value)).all()[-1]
    assert order_id is not None
    bill = next(one for one in bills(cashier, order_id) if one.payer is Payer.CUSTOMER)
    approval = make.agreed(store, Deed.SETTLEMENT_REFUND)
    refund(cashier, bill.payments[0].id, amount_fen=5_000, reason="退还", approval=approval)
    content = frozen(store, close_day(cashier))
    assert content.till_fen == 2 * make.TOTAL_FEN - 5_000
    assert [(one.kind, one.amount_fen, one.approved_by) for one in content.corrections] == [
        (PaperKind.REFUND, 5_000, "周明远")
    ]
    way = next(one for one in content.takings if one.method is PaymentMethod.WECHAT)
    assert (way.taken_fen, way.given_back_fen) == (2 * make.TOTAL_FEN, 5_000)


def test_it_is_typeset_sealed_and_verified_like_any_paper(store: Store, cashier: Desk) -> None:
    paper_id = close_day(cashier)
    content = frozen(store, paper_id)
    file = open_paper(cashier, paper_id)
    first = pages(file)[0]
    assert "日结单" in first and "RJ2026000001" in first
    assert f"--head {content.chain_seq}:{content.chain_mac[:12]}" in first
    assert verify_paper(cashier, paper_id).is_sound
    verdict = verify_file(cashier, file)
    assert verdict.is_intact and verdict.paper is not None and verdict.paper.number == "RJ2026000001"


def test_a_day_closed_again_names_the_sheet_before_and_both_stay(store: Store, cashier: Desk) -> None:
    first, second = close_day(cashier), close_day(cashier)
    found = closing(cashier)
    assert [sheet.number for sheet in found.sheets] == ["RJ2026000002", "RJ2026000001"]
    assert found.is_closed
    assert {paper.id: paper.replaces for paper in found.papers} == {first: "", second: "RJ2026000001"}


def test_an_earlier_sheet_is_named_however_many_came_between(
    store: Store, cashier: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the window lists ends somewhere; what a sheet comes in place of does not."""
    monkeypatch.setattr("app.closing.queries.MOST_SHEETS", 1)
    today = business_day(store.clock.now(), store.utc_offset_minutes)
    first = close_day(cashier)
    close_day(cashier, on=today - timedelta(days=1))
    again = close_day(cashier)
    with cashier.look() as session:
        assert session.get_one(Paper, again).replaces_id == first


def test_midnight_is_the_store_s_own(store: Store, cashier: Desk) -> None:
    clock = store.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(days=1)
    yesterday = frozen(store, close_day(cashier, on=date(2026, 11, 23)))
    today = frozen(store, close_day(cashier))
    assert (yesterday.settled, today.settled) == (2, 0)
    assert today.on == date(2026, 11, 24) and today.takings == ()


def test_a_day_ahead_is_refused(store: Store, cashier: Desk) -> None:
    with refused(cashier, "closing.ahead"):
        close_day(cashier, on=(store.clock.now() + timedelta(days=2)).date())


def test_an_advisor_closes_no_day(store: Store) -> None:
    with refused(make.desk(store), "deed.not_allowed"):
        close_day(make.desk(store))


def test_no_customer_and_no_plate_stand_on_it(store: Store, cashier: Desk) -> None:
    with Session(store.engine) as session:
        content = session.get_one(Paper, close_day(cashier)).content
    assert "王建军" not in content and "苏A" not in content and "14000000001" not in content


def test_the_audit_is_held_against_the_heads_on_closing_sheets(store: Store, cashier: Desk) -> None:
    """The rows after the newest other head are cut, as by an insider; the sheet's own head is what tells."""
    paper_id = close_day(cashier)
    seq = frozen(store, paper_id).chain_seq
    with store.engine.begin() as connection:
        others = connection.execute(text("SELECT max(chain_seq) FROM paper WHERE id <> :id"), {"id": paper_id})
        assert others.scalar_one() < seq, "no other paper would tell"
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        ).scalars()
        for name in tuple(names):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("DELETE FROM audit_entry WHERE seq >= :seq"), {"seq": seq})
    with cashier.look() as session:
        verdict = verdict_in(session, store)
    assert (verdict.fault, verdict.broken_seq) == (Fault.CUT, seq)


def test_a_head_read_off_a_print_is_compared_too(store: Store, cashier: Desk) -> None:
    content = frozen(store, close_day(cashier))
    head = f"{content.chain_seq}:{content.chain_mac[:4]} {content.chain_mac[4:12].upper()}"
    with cashier.look() as session:
        assert verdict_in(session, store, from_paper=(head,)).broken_seq is None
        other = verdict_in(session, store, from_paper=(f"{content.chain_seq}:00000000",))
        assert (other.fault, other.broken_seq) == (Fault.REWRITTEN, content.chain_seq)
        beyond = verdict_in(session, store, from_paper=("999999:00000000",))
        assert beyond.fault is Fault.CUT
        with pytest.raises(Refusal) as caught:
            verdict_in(session, store, from_paper=("yesterday",))
    assert caught.value.code == "audit.head"
