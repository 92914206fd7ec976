"""A car that comes back with guaranteed work: linked at check-in, free, decided within three days (R072, R076)."""

from dataclasses import replace
from datetime import date, timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.order.checkin.form import CheckinForm
from app.order.comeback.decide import LONGEST_REASON, charge_comeback, decide_responsibility
from app.order.comeback.guaranteed import again_words
from app.order.comeback.link_later import link_later, linkable
from app.order.comeback.linked import linked_lines
from app.order.comeback.receive import preview, receive, rehearse
from app.order.queries import OrderId, comeback_of, head
from app.order.quote.edit import LineChange, add_item, add_other, add_package, change_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import LineRow, agreed_lines_in, versions
from app.order.quote.tables import OrderLine
from app.order.responsibility import ReworkResponsibility
from app.order.supplement.answer import sign_supplement, supplement_to_sign
from app.order.supplement.price import Written, begin, send, write_down
from app.order.workflow import Flag, Stage
from app.order.workshop.queries import queue
from app.order.workshop.shop import shop
from app.overview.car_history import car_history
from app.records.catalogue.categories import Decision, LineKind, Payer
from app.records.catalogue.queries import packages_for
from app.trust.deeds import Deed
from app.trust.queries import entries_of
from tests.papers.reading import text

WHY = "换件后仍异响，试车可重现"
UNDECIDED, QUALITY, USE = (
    ReworkResponsibility.UNDECIDED, ReworkResponsibility.REPAIR_QUALITY, ReworkResponsibility.CUSTOMER_USE,
)  # fmt: skip


@pytest.fixture
def first(store: Store) -> OrderId:
    """A visit that is over: brake pads and oil."""
    return make.order(store, stage=Stage.DELIVERED)


def lines_of(store: Store, order_id: int) -> dict[str, LineRow]:
    with Session(store.engine) as session:
        return {line.code: line for line in agreed_lines_in(session, order_id)}


def back_with(store: Store, order_id: int, *codes: str, odometer_km: int | None = None) -> CheckinForm:
    """The check-in of the same car, days later, with these lines ticked."""
    desk = make.desk(store)
    lines = lines_of(store, order_id)
    return make.checkin_form(
        vehicle_id=head(desk, order_id).vehicle_id,
        odometer_km=odometer_km or head(desk, order_id).odometer_km + 100,
        promised_at=store.clock.now() + make.STAY, comeback_to=tuple(lines[code].id for code in codes),
    )  # fmt: skip


def come_back(store: Store, order_id: int, *codes: str) -> OrderId:
    """The car is received again, a day later, with these lines."""
    clock = store.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(days=1))
    form = back_with(store, order_id, *(codes or (make.PADS,)))
    return receive(make.desk(store), form, signatures=make.signatures(store)).order_id


def guaranteed(desk: Desk, order_id: int, *, odometer_km: int | None = None) -> dict[str, date]:
    found = car_history(desk, head(desk, order_id).vehicle_id, odometer_km=odometer_km).guaranteed
    return {line.code: line.ends.last_on for line in found}


def only_line(desk: Desk, order_id: int) -> LineRow:
    (line,) = versions(desk, order_id)[-1].lines
    return line


def through(store: Store, order_id: OrderId) -> None:
    """The comeback goes on to the gate, its one line repeated."""
    make.go_on(store, order_id, stage=Stage.DELIVERED, lines=(make.labour(),))


# Linking


def test_what_is_guaranteed_is_listed_with_its_last_day(store: Store, first: OrderId) -> None:
    assert guaranteed(make.desk(store), first) == {make.PADS: date(2027, 2, 21), make.OIL: date(2027, 11, 23)}


def test_what_has_run_too_far_is_not(store: Store, first: OrderId) -> None:
    left_km = 86_210 + 2
    assert set(guaranteed(make.desk(store), first, odometer_km=left_km + 5_000)) == {make.PADS, make.OIL}
    assert set(guaranteed(make.desk(store), first, odometer_km=left_km + 5_001)) == {make.OIL}


def test_the_order_knows_what_it_is_a_comeback_to(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first, make.PADS, make.OIL)
    comeback = comeback_of(desk, again)
    assert comeback is not None
    assert (comeback.original_number, comeback.responsibility) == (head(desk, first).number, UNDECIDED)
    assert comeback.due_at == head(desk, again).checked_in_at + timedelta(days=3)
    assert head(desk, again).flags == (Flag.IS_COMEBACK,)
    assert [line.code for line in linked_lines(desk, again)] == [make.PADS, make.OIL]
    assert comeback_of(desk, first) is None
    with desk.look() as session:
        entry = next(one for one in entries_of(session, again) if one.deed is Deed.ORDER_CHECK_IN)
    details = dict(entry.details)
    assert details["comeback_to"] == head(desk, first).number


def test_the_sheet_says_that_it_is_a_comeback(store: Store, first: OrderId) -> None:
    form = back_with(store, first, make.PADS)
    assert f"外返，原工单{head(make.desk(store), first).number}" in text(preview(make.desk(store), form))


def test_nobody_is_asked_to_sign_for_what_is_guaranteed_no_more(store: Store, first: OrderId) -> None:
    form = back_with(store, first, make.PADS, odometer_km=86_212 + 5_001)
    with refused(store, "comeback.not_guaranteed", field="checkin.comeback"):
        rehearse(make.desk(store), form)
    with refused(store, "comeback.not_guaranteed"):
        receive(make.desk(store), form, signatures=make.signatures(store))


def test_another_car_cannot_come_back_with_it(store: Store, first: OrderId) -> None:
    lines = lines_of(store, first)
    other = replace(make.another_car(), promised_at=store.clock.now() + make.STAY, comeback_to=(lines[make.PADS].id,))
    with refused(store, "comeback.not_guaranteed"):
        receive(make.desk(store), other, signatures=make.signatures(store))


def test_an_ordinary_visit_is_no_comeback(store: Store, first: OrderId) -> None:
    form = back_with(store, first)
    order_id = receive(make.desk(store), form, signatures=make.signatures(store)).order_id
    assert comeback_of(make.desk(store), order_id) is None
    assert head(make.desk(store), order_id).flags == ()


# The second and the third time


def test_the_same_line_is_counted_through_its_comebacks(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    second = come_back(store, first)
    through(store, second)
    with Session(store.engine) as session:
        repeated = session.scalar(select(OrderLine.original_line_id).where(OrderLine.order_id == second))
    assert repeated == lines_of(store, first)[make.PADS].id
    found = car_history(desk, head(desk, first).vehicle_id).guaranteed
    assert [(line.code, line.number, line.comebacks) for line in found] == [
        (make.PADS, head(desk, second).number, 1),
        (make.PADS, head(desk, first).number, 1),
        (make.OIL, head(desk, first).number, 0),
    ]
    third = come_back(store, second)
    assert [line.comeback_no for line in linked_lines(desk, third)] == [2]
    assert [line.comeback_no for line in linked_lines(desk, second)] == [1]


def test_the_second_time_is_noticed_and_the_third_is_to_be_checked() -> None:
    assert again_words(1) == ""
    assert "Second comeback" in again_words(2)
    third = again_words(3)
    assert "another repairer at the store's cost" in third
    assert "Check" in third
    assert "must" not in third


# Free


def test_every_new_line_is_the_store_s_while_nobody_decided(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first)
    add_item(desk, again, kind=LineKind.PART, code=make.OIL, payer=Payer.WARRANTY, reason="索赔")
    add_other(desk, again, name="拖车", price_fen=20_000)
    lines = versions(desk, again)[-1].lines
    assert [line.payer for line in lines] == [Payer.INTERNAL, Payer.WARRANTY, Payer.INTERNAL]
    assert lines[0].reason == f"Comeback to {head(desk, first).number}"
    assert lines[0].decision is Decision.ACCEPTED
    assert versions(desk, again)[-1].totals.accepted_customer_fen == 0


def test_a_package_of_the_customer_is_not_used_up_for_it(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first)
    add_package(desk, again, package=packages_for(desk, model_code="A5")[0])
    assert {line.payer for line in versions(desk, again)[-1].lines} == {Payer.INTERNAL}


@pytest.mark.parametrize("payer", [Payer.CUSTOMER, Payer.PACKAGE])
def test_the_customer_cannot_be_made_to_pay(store: Store, first: OrderId, payer: Payer) -> None:
    desk = make.desk(store)
    again = come_back(store, first)
    with refused(store, "comeback.free", field="quote.lines"):
        change_line(desk, again, line_id=only_line(desk, again).id, change=LineChange(payer=payer))


def test_an_ordinary_order_is_priced_as_ever(store: Store) -> None:
    desk = make.desk(store)
    order_id = make.order(store)
    add_item(desk, order_id, kind=LineKind.LABOUR, code=make.PADS)
    assert only_line(desk, order_id).payer is Payer.CUSTOMER


def test_decided_against_the_customer_a_normal_quote_is_signed(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first)
    decide_responsibility(make.desk(store, make.INSPECTOR), again, responsibility=USE, reason=WHY)
    make.go_on(store, again, stage=Stage.AUTHORIZED, lines=(make.labour(),))
    assert only_line(desk, again).payer is Payer.CUSTOMER
    assert head(desk, again).signed_total_fen == 24_000


def test_decided_anew_in_their_favour_nothing_priced_is_issued_or_signed(store: Store, first: OrderId) -> None:
    desk, inspector = make.desk(store), make.desk(store, make.INSPECTOR)
    again = come_back(store, first)
    decide_responsibility(inspector, again, responsibility=USE, reason=WHY)
    make.go_on(store, again, stage=Stage.QUOTED, lines=(make.labour(),))
    decide_responsibility(inspector, again, responsibility=QUALITY, reason=WHY)
    with pytest.raises(Exception, match="free for the customer"):
        make.go_on(store, again, stage=Stage.AUTHORIZED, lines=())
    assert head(desk, again).stage is Stage.QUOTED
    change_line(desk, again, line_id=only_line(desk, again).id, change=LineChange(quantity_milli=1_000))
    with refused(store, "comeback.free"):
        offer(desk, again)


# Charging


def test_a_manager_agrees_that_the_customer_pays(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first)
    with refused(store, "deed.needs_approval"):
        charge_comeback(desk, again, reason="客户另加刹车油")
    charge_comeback(desk, again, reason="客户另加刹车油", approval=make.agreed(store, Deed.COMEBACK_CHARGE))
    change_line(desk, again, line_id=only_line(desk, again).id, change=LineChange(payer=Payer.CUSTOMER))
    assert only_line(desk, again).payer is Payer.CUSTOMER
    comeback = comeback_of(desk, again)
    assert comeback is not None
    assert (comeback.is_free, comeback.charge_reason, comeback.responsibility) == (False, "客户另加刹车油", UNDECIDED)


@pytest.mark.parametrize("reason", ["", "  ", "长" * (LONGEST_REASON + 1)])
def test_charging_takes_a_reason(store: Store, first: OrderId, reason: str) -> None:
    again = come_back(store, first)
    with refused(store, "comeback.reason", field="charge.reason"):
        charge_comeback(make.desk(store), again, reason=reason, approval=make.agreed(store, Deed.COMEBACK_CHARGE))


def test_nobody_agrees_twice(store: Store, first: OrderId) -> None:
    again = come_back(store, first)
    approval = make.agreed(store, Deed.COMEBACK_CHARGE)
    charge_comeback(make.desk(store), again, reason=WHY, approval=approval)
    with refused(store, "comeback.priced_already"):
        charge_comeback(make.desk(store), again, reason=WHY, approval=approval)


def test_under_repair_a_price_is_agreed_to_as_additional_work(store: Store, first: OrderId) -> None:
    again, desk = come_back(store, first), make.desk(store)
    make.go_on(store, again, stage=Stage.IN_WORK, lines=(make.labour(),))
    begin(desk, again)
    write_down(desk, again, written=Written("刹车油含水"))
    added = add_item(desk, again, kind=LineKind.LABOUR, code="LB-M012")
    with refused(store, "comeback.free"):
        change_line(desk, again, line_id=added, change=LineChange(payer=Payer.CUSTOMER))
    charge_comeback(desk, again, reason=WHY, approval=make.agreed(store, Deed.COMEBACK_CHARGE))
    change_line(desk, again, line_id=added, change=LineChange(payer=Payer.CUSTOMER))
    send(desk, again)
    decide(desk, again, decisions=((added, Decision.ACCEPTED),))
    shown = supplement_to_sign(desk, again).digest
    sign_supplement(desk, again, shown=shown, signatures=make.signatures(store))
    with desk.look() as session:
        payers = [line.payer for line in agreed_lines_in(session, again)]
    assert payers == [Payer.INTERNAL, Payer.CUSTOMER], "what was agreed to as free stays free"
    assert head(desk, again).signed_total_fen == 14_400


def test_once_the_work_is_done_nothing_is_charged_any_more(store: Store, first: OrderId) -> None:
    again = come_back(store, first)
    make.go_on(store, again, stage=Stage.IN_QC, lines=(make.labour(),))
    with refused(store, "order.stage"):
        charge_comeback(make.desk(store), again, reason=WHY, approval=make.agreed(store, Deed.COMEBACK_CHARGE))


# Deciding


@pytest.mark.parametrize("by", [make.INSPECTOR, make.MANAGER])
def test_the_inspector_or_a_manager_decides_also_when_the_car_is_gone(store: Store, first: OrderId, by: str) -> None:
    again = come_back(store, first)
    through(store, again)
    decide_responsibility(make.desk(store, by), again, responsibility=QUALITY, reason=WHY)
    comeback = comeback_of(make.desk(store), again)
    assert comeback is not None
    assert (comeback.responsibility, comeback.reason, comeback.decided_at) == (QUALITY, WHY, store.clock.now())
    assert comeback.decided_by == make.desk(store, by).person.name
    assert comeback.is_free


def test_three_days_later_it_is_overdue_until_it_is_decided(store: Store, first: OrderId) -> None:
    again = come_back(store, first)
    comeback = comeback_of(make.desk(store), again)
    assert comeback is not None
    assert not comeback.is_overdue(comeback.due_at)
    assert comeback.is_overdue(comeback.due_at + timedelta(minutes=1))
    decided = replace(comeback, responsibility=QUALITY)
    assert not decided.is_overdue(comeback.due_at + timedelta(days=9))


def test_an_advisor_decides_nothing(store: Store, first: OrderId) -> None:
    again = come_back(store, first)
    with refused(store, "deed.not_allowed"):
        decide_responsibility(make.desk(store), again, responsibility=QUALITY, reason=WHY)


@pytest.mark.parametrize(
    ("responsibility", "reason", "code"),
    [(UNDECIDED, WHY, "comeback.undecided"), (QUALITY, " ", "comeback.reason")],
)
def test_a_decision_says_what_and_why(
    store: Store, first: OrderId, responsibility: ReworkResponsibility, reason: str, code: str
) -> None:
    again = come_back(store, first)
    with refused(store, code):
        decide_responsibility(make.desk(store, make.INSPECTOR), again, responsibility=responsibility, reason=reason)


def test_only_of_a_comeback(store: Store, first: OrderId) -> None:
    with refused(store, "comeback.none"):
        decide_responsibility(make.desk(store, make.INSPECTOR), first, responsibility=QUALITY, reason=WHY)


# The quote repeats the work; a comeback found after the check-in; who is served first


def test_the_quote_repeats_what_the_car_came_back_with(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    again = come_back(store, first, make.PADS, make.OIL)
    before, lines = lines_of(store, first), versions(desk, again)[-1].lines
    assert [(line.code, line.payer, line.decision) for line in lines] == [
        (make.PADS, Payer.INTERNAL, Decision.ACCEPTED), (make.OIL, Payer.INTERNAL, Decision.ACCEPTED),
    ]  # fmt: skip
    with Session(store.engine) as session:
        repeated = session.scalars(select(OrderLine.original_line_id).where(OrderLine.order_id == again)).all()
    assert repeated == [before[make.PADS].id, before[make.OIL].id]
    assert [line.quantity_milli for line in lines] == [before[code].quantity_milli for code in (make.PADS, make.OIL)]
    assert versions(desk, again)[-1].issued_at is None


def received_as_usual(store: Store, first: OrderId) -> OrderId:
    form = back_with(store, first)
    return receive(make.desk(store), form, signatures=make.signatures(store)).order_id


def test_a_comeback_is_linked_after_the_check_in(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    order_id = received_as_usual(store, first)
    add_item(desk, order_id, kind=LineKind.LABOUR, code=make.PADS)
    pads = next(line.id for line in linkable(desk, order_id) if line.code == make.PADS)
    link_later(desk, order_id, line_ids=(pads,))
    comeback = comeback_of(desk, order_id)
    assert comeback is not None and comeback.is_free
    assert comeback.original_number == head(desk, first).number
    assert head(desk, order_id).flags == (Flag.IS_COMEBACK,)
    assert only_line(desk, order_id).payer is Payer.INTERNAL
    with Session(store.engine) as session:
        assert session.scalar(select(OrderLine.original_line_id).where(OrderLine.order_id == order_id)) == pads


def test_what_was_quoted_already_is_free_in_a_version_of_its_own(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    order_id = received_as_usual(store, first)
    make.go_on(store, order_id, stage=Stage.QUOTED, lines=(make.labour(),))
    link_later(desk, order_id, line_ids=(lines_of(store, first)[make.PADS].id,))
    issued, newest = versions(desk, order_id)[-2:]
    assert [line.payer for line in issued.lines] == [Payer.CUSTOMER] and issued.issued_at is not None
    assert [line.payer for line in newest.lines] == [Payer.INTERNAL] and newest.issued_at is None


def test_linking_refuses_what_cannot_be(store: Store, first: OrderId) -> None:
    desk = make.desk(store)
    order_id = received_as_usual(store, first)
    pads = lines_of(store, first)[make.PADS].id
    with refused(store, "comeback.nothing"):
        link_later(desk, order_id, line_ids=())
    with refused(store, "comeback.not_guaranteed"):
        link_later(desk, order_id, line_ids=(pads, 999_999))
    with refused(store, "deed.not_allowed"):
        link_later(make.desk(store, make.TECHNICIAN), order_id, line_ids=(pads,))
    link_later(desk, order_id, line_ids=(pads,))
    with refused(store, "comeback.linked"):
        link_later(desk, order_id, line_ids=(pads,))


def test_once_signed_it_is_linked_no_more(store: Store, first: OrderId) -> None:
    order_id = received_as_usual(store, first)
    make.go_on(store, order_id, stage=Stage.AUTHORIZED, lines=(make.labour(),))
    with refused(store, "order.stage"):
        link_later(make.desk(store), order_id, line_ids=(lines_of(store, first)[make.PADS].id,))


def test_a_comeback_stands_on_top_of_the_workshop_s_queue(store: Store, first: OrderId) -> None:
    ordinary = make.order(store, stage=Stage.AUTHORIZED, form=make.another_car())
    again = come_back(store, first)
    make.go_on(store, again, stage=Stage.AUTHORIZED, lines=())
    desk = make.desk(store, make.FOREMAN)
    waiting = shop(desk).waiting
    assert [order.head.id for order in waiting] == [again, ordinary]
    assert waiting[0].head.promised_at > waiting[1].head.promised_at
    assert [(one.order_id, one.is_comeback) for one in queue(desk)] == [(again, True), (ordinary, False)]
