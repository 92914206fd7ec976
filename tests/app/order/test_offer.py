"""A quote is issued (T2, T3), and decided on line by line."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.queries import head
from app.order.quote.edit import LineChange, add_item, change_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import versions
from app.order.quote.tables import OrderLine
from app.order.workflow import Flag, Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, LineKind, Payer, RepairCategory


def numbers(store: Store, order_id: int) -> list[str]:
    return [paper.number for paper in papers_of(make.desk(store), order_id) if paper.kind is PaperKind.QUOTE]


def test_an_issued_quote_waits_for_the_customer(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    order = head(make.desk(store), order_id)
    (version,) = versions(make.desk(store), order_id)
    assert order.stage is Stage.QUOTED
    assert order.flags == (Flag.WAITING_CUSTOMER,)
    assert order.repair_category is RepairCategory.MINOR
    assert version.totals.total_fen == make.TOTAL_FEN
    assert version.issued_at is not None
    assert version.valid_until == version.issued_at + timedelta(days=7)
    assert numbers(store, order_id) == ["BJ-WX2026000001-v1"]


def test_a_later_version_stands_beside_the_earlier_one(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    line = versions(make.desk(store), order_id)[-1].lines[0]
    change_line(make.desk(store), order_id, line_id=line.id, change=LineChange(payable_bp=9_500))
    offer(make.desk(store), order_id)
    assert numbers(store, order_id) == ["BJ-WX2026000001-v1", "BJ-WX2026000001-v2"]
    assert head(make.desk(store), order_id).stage is Stage.QUOTED


def test_a_version_is_issued_once(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    with refused(store, "quote.issued"):
        offer(make.desk(store), order_id)


def test_without_inspection_and_lines_there_is_no_quote(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "quote.missing", field="order.step.inspection") as caught:
        offer(make.desk(store), order_id)
    assert "At least one line" in caught.value.sentence


def test_an_inspection_that_is_not_closed_holds_the_quote_back(store: Store) -> None:
    order_id = make.order(store)
    add_item(make.desk(store), order_id, kind=LineKind.LABOUR, code=make.PADS)
    with refused(store, "quote.missing", field="order.step.inspection"):
        offer(make.desk(store), order_id)


def test_a_claim_is_issued_with_its_reason(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    add_item(make.desk(store), order_id, kind=LineKind.LABOUR, code="LB-R002", payer=Payer.WARRANTY)
    with refused(store, "quote.missing", field="quote.lines"):
        offer(make.desk(store), order_id)


@pytest.mark.parametrize("column", ["quality_class", "repair_category"])
def test_a_part_without_class_or_labour_without_category_is_not_offered(store: Store, column: str) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    line = versions(make.desk(store), order_id)[-1].lines[0]
    change_line(make.desk(store), order_id, line_id=line.id, change=LineChange(payable_bp=9_500))
    with Session(store.engine) as session, session.begin():
        session.execute(update(OrderLine).values({column: None}))
    with refused(store, "quote.missing", field="quote.lines"):
        offer(make.desk(store), order_id)


def test_decisions_are_kept_and_end_the_waiting(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    labour, part = versions(make.desk(store), order_id)[-1].lines
    decide(make.desk(store), order_id, decisions=((labour.id, Decision.ACCEPTED),))
    assert head(make.desk(store), order_id).flags == (Flag.WAITING_CUSTOMER,)
    decide(make.desk(store), order_id, decisions=((part.id, Decision.LATER),))
    assert head(make.desk(store), order_id).flags == ()
    totals = versions(make.desk(store), order_id)[-1].totals
    assert (totals.accepted_customer_fen, totals.later_fen, totals.total_fen) == (24_000, 39_800, make.TOTAL_FEN)


def test_a_decision_may_be_changed_until_it_is_signed(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    labour = versions(make.desk(store), order_id)[-1].lines[0]
    decide(make.desk(store), order_id, decisions=((labour.id, Decision.REFUSED),))
    decide(make.desk(store), order_id, decisions=((labour.id, Decision.ACCEPTED),))
    assert versions(make.desk(store), order_id)[-1].lines[0].decision is Decision.ACCEPTED


def test_the_customer_decides_on_what_was_offered(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    line = versions(make.desk(store), order_id)[-1].lines[0]
    change_line(make.desk(store), order_id, line_id=line.id, change=LineChange(payable_bp=9_500))
    with refused(store, "quote.not_issued"):
        decide(make.desk(store), order_id, decisions=((line.id, Decision.ACCEPTED),))


def test_a_line_of_an_older_version_cannot_be_decided_any_more(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    old = versions(make.desk(store), order_id)[-1].lines[0]
    change_line(make.desk(store), order_id, line_id=old.id, change=LineChange(payable_bp=9_500))
    offer(make.desk(store), order_id)
    with refused(store, "row.gone"):
        decide(make.desk(store), order_id, decisions=((old.id, Decision.ACCEPTED),))


def test_what_another_pays_is_not_asked(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED, lines=(make.labour(payer=Payer.WARRANTY), make.part()))
    claim = versions(make.desk(store), order_id)[-1].lines[0]
    with refused(store, "quote.not_asked"):
        decide(make.desk(store), order_id, decisions=((claim.id, Decision.REFUSED),))


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.AUTHORIZED])
def test_decisions_belong_to_a_quoted_order(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        decide(make.desk(store), order_id, decisions=())


def test_a_signed_quote_is_not_issued_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "order.stage"):
        offer(make.desk(store), order_id)


def test_a_technician_neither_issues_nor_decides(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    with refused(store, "deed.not_allowed"):
        offer(make.desk(store, make.TECHNICIAN), order_id)
    with refused(store, "deed.not_allowed"):
        decide(make.desk(store, make.TECHNICIAN), order_id, decisions=())
