"""The demo store against the figures of the domain's demo data (§8)."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.capitals import capitals
from app.kernel.clock import FrozenClock
from app.kernel.csv_text import rows_of
from app.order.correction.reverse import reverse_settlement
from app.order.promise import Promise, effective_promise, is_kept
from app.order.queries import order_of_number
from app.order.quote.queries import LineRow, supplements_in, versions
from app.order.settlement.queries import bills
from app.order.settlement.refund import refund
from app.order.tables import OrderFlag, PromiseNotice, ServiceOrder
from app.order.workflow import Flag, Stage
from app.order.workshop.tables import Job
from app.overview.papers import open_paper
from app.overview.search_box import search
from app.overview.standing import standing
from app.paper.kinds import PaperKind
from app.paper.queries import PaperId
from app.paper.tables import Paper
from app.records.catalogue.categories import Decision, LineKind, Payer
from app.records.catalogue.load import opening_stock
from app.records.catalogue.tables import Part
from app.records.customers.tables import Customer
from app.records.staff.queries import has_high_voltage
from app.records.vehicles.tables import Vehicle
from app.search.index import SearchKind
from app.trust import chain
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.upkeep.demo import demo_desk
from app.upkeep.found import resource
from app.upkeep.opening import FILE_NAME, open_store

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ORDERS = {row["order_no"]: row for row in rows_of(resource("demo", "demo_orders.csv"))}
READY = (Stage.CLOSED, Stage.DELIVERED, Stage.SETTLED, Stage.COMPLETED)
RARE = ("张䶮", "李㛃", "胡㭎", "孙䒟", "刘𬭎", "周𫖮", "林𣲗", "欧阳若曦", "马依拉·吐尔逊", "Müller Hans", "杨玥")


@pytest.fixture(scope="module")
def demo(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A demo store to be read only; not the template, which another test may be copying."""
    folder = tmp_path_factory.mktemp("read") / "store"
    shutil.copytree(demo_template, folder)
    store = open_store(folder / FILE_NAME, clock=FrozenClock(NOW))
    yield store
    store.engine.dispose()


@pytest.fixture(scope="module")
def desk(demo: Store) -> Desk:
    return demo_desk(demo, "S02")


@pytest.fixture(scope="module")
def orders(demo: Store) -> dict[str, ServiceOrder]:
    """Every order by its number."""
    with Session(demo.engine) as session:
        return {order.number: order for order in session.scalars(select(ServiceOrder))}


def agreed(desk: Desk, order: ServiceOrder) -> list[LineRow]:
    """The lines of the newest version and of agreed additional work, what was declined left out."""
    with desk.look() as session:
        more = [version for version in supplements_in(session, order.id) if version.is_agreed]
    every = (*versions(desk, order.id)[-1:], *more)
    declined = (Decision.REFUSED, Decision.LATER)
    return [line for version in every for line in version.lines if line.decision not in declined]


def customer_fen(desk: Desk, order: ServiceOrder) -> int:
    return sum(bill.due_fen for bill in bills(desk, order.id) if bill.payer is Payer.CUSTOMER)


def promises(demo: Store, order: ServiceOrder) -> list[Promise]:
    with Session(demo.engine) as session:
        query = select(PromiseNotice).where(PromiseNotice.order_id == order.id).order_by(PromiseNotice.id)
        return [Promise(row.promised_at, row.notice_at) for row in session.scalars(query)]


def test_forty_orders_stand_where_the_file_says(orders: dict[str, ServiceOrder]) -> None:
    assert {number: order.stage.value for number, order in orders.items()} == {
        number: row["state"] for number, row in ORDERS.items()
    }
    assert Counter(order.stage.value for order in orders.values()) == {
        "closed": 9, "delivered": 8, "settled": 2, "completed": 2, "in_qc": 2, "in_work": 6, "authorized": 2,
        "quoted": 3, "checked_in": 3, "cancelled": 3,
    }  # fmt: skip


@pytest.mark.parametrize("number", list(ORDERS))
def test_each_order_comes_to_the_sums_of_the_file(desk: Desk, orders: dict[str, ServiceOrder], number: str) -> None:
    row, order = ORDERS[number], orders[number]
    lines = agreed(desk, order)
    quoted = {
        "labour_fen": sum(line.net_fen for line in lines if line.kind is LineKind.LABOUR),
        "parts_fen": sum(line.net_fen for line in lines if line.kind is LineKind.PART),
        "total_fen": sum(line.net_fen for line in lines),
        **{f"{payer}_fen": sum(line.net_fen for line in lines if line.payer is payer) for payer in Payer},
    }
    if order.stage is Stage.CANCELLED and not lines:
        return  # cancelled before it was quoted: the file tells what it would have come to
    assert quoted == {name: int(row[name]) for name in quoted}
    if order.stage in READY and order.stage is not Stage.COMPLETED:
        billed = {f"{bill.payer}_fen": bill.due_fen for bill in bills(desk, order.id)}
        assert billed == {name: fen for name, fen in quoted.items() if fen and name in billed}
        assert all(bill.open_fen == 0 for bill in bills(desk, order.id))


@pytest.mark.parametrize("number", list(ORDERS))
def test_each_order_is_whose_car_s_whose_hands_as_the_file_says(
    demo: Store, orders: dict[str, ServiceOrder], number: str
) -> None:
    row, order = ORDERS[number], orders[number]
    with Session(demo.engine) as session:
        vehicle, customer = session.get_one(Vehicle, order.vehicle_id), session.get_one(Customer, order.customer_id)
        technicians = set(session.scalars(select(Job.technician_id).where(Job.order_id == order.id)))
        original = session.get(ServiceOrder, order.original_order_id or 0)
    desk = demo_desk(demo, row["advisor"])
    assert (vehicle.vehicle_no, customer.customer_no) == (row["vehicle_no"], row["customer_no"])
    assert order.odometer_km == int(row["odometer_km"])
    assert order.advisor_id == desk.person.id
    assert technicians <= {demo_desk(demo, row["technician"] or "S05").person.id}
    assert (original.number if original else "") == row["original_order_no"]
    if order.stage not in (Stage.CHECKED_IN, Stage.CANCELLED):
        assert (order.repair_category.value if order.repair_category else "") == row["repair_category"]


def test_seventeen_delivered_orders_come_to_fifteen_thousand_yuan(desk: Desk, orders: dict[str, ServiceOrder]) -> None:
    left = [order for order in orders.values() if order.stage in (Stage.DELIVERED, Stage.CLOSED)]
    total = sum(customer_fen(desk, order) for order in left)
    assert (len(left), total) == (17, 1_500_000)
    assert capitals(total) == "人民币壹万伍仟元整"


def test_with_what_is_settled_and_still_here_it_is_15_790(desk: Desk, orders: dict[str, ServiceOrder]) -> None:
    settled = [order for order in orders.values() if order.stage in (Stage.DELIVERED, Stage.CLOSED, Stage.SETTLED)]
    assert sum(customer_fen(desk, order) for order in settled) == 1_579_000


def test_one_of_twenty_one_finished_cars_was_sent_back(orders: dict[str, ServiceOrder]) -> None:
    finished = [order for order in orders.values() if order.completed_at is not None]
    sent_back = [order.number for order in finished if order.rework_rounds]
    assert (len(finished), sent_back) == (21, ["WXD000007"])
    assert orders["WXD000036"].rework_rounds == 1


def test_nineteen_of_twenty_one_cars_were_ready_in_time(demo: Store, orders: dict[str, ServiceOrder]) -> None:
    late = []
    finished = [order for order in orders.values() if order.stage in READY]
    for order in finished:
        ready_at = order.ready_at or order.completed_at
        assert ready_at is not None
        if not is_kept(promises(demo, order), ready_at):
            late.append(order.number)
    assert (len(finished), sorted(late)) == (21, ["WXD000008", "WXD000016"])


def test_a_delay_told_in_time_counts_and_one_told_too_late_does_not(
    demo: Store, orders: dict[str, ServiceOrder]
) -> None:
    told, late = promises(demo, orders["WXD000015"]), promises(demo, orders["WXD000016"])
    assert effective_promise(told) == told[1]
    assert effective_promise(late) == late[0]


def test_every_car_that_is_still_here_is_promised_for_later(orders: dict[str, ServiceOrder]) -> None:
    for order in orders.values():
        if order.stage not in (*READY, Stage.CANCELLED):
            assert order.promised_at > NOW, order.number


def test_flags_stand_as_the_file_says(demo: Store, orders: dict[str, ServiceOrder]) -> None:
    with Session(demo.engine) as session:
        rows = session.execute(select(OrderFlag.order_id, OrderFlag.flag).where(OrderFlag.ended_at.is_(None))).all()
    up = {order.number: {row.flag.value for row in rows if row.order_id == order.id} for order in orders.values()}
    known = {flag.value for flag in Flag}
    for number, row in ORDERS.items():
        wanted = {word for word in row["flags"].split(";") if word in known}
        assert wanted <= up[number], number


def test_one_car_has_at_most_one_open_order(orders: dict[str, ServiceOrder]) -> None:
    gone = (Stage.DELIVERED, Stage.CLOSED, Stage.CANCELLED)
    open_cars = Counter(order.vehicle_id for order in orders.values() if order.stage not in gone)
    assert set(open_cars.values()) == {1}


@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_is_kept_and_found(desk: Desk, name: str) -> None:
    hits = search(desk, name)
    assert name in {hit.title for hit in hits if hit.kind is SearchKind.CUSTOMER}


@pytest.mark.parametrize("character", "䶮㛃㭎䒟𬭎𫖮𣲗")
def test_one_rare_character_finds_its_person(desk: Desk, character: str) -> None:
    assert any(character in hit.title for hit in search(desk, character))


@pytest.mark.parametrize("plate", ["苏A8K2M6", "苏AD12345", "苏AF20871", "苏AQ012学", "粤Z12C4港", "使014578"])
def test_each_kind_of_plate_is_there_and_found(desk: Desk, plate: str) -> None:
    assert plate in {hit.plate for hit in search(desk, plate)}


def test_the_shelf_holds_what_the_demo_says(demo: Store) -> None:
    with Session(demo.engine) as session:
        parts = session.scalars(select(Part)).all()
    assert len(parts) == 120
    assert {part.part_number: part.stock_milli for part in parts} == {
        part.part_number: opening_stock(part.part_number, part.price_fen) for part in parts
    }


def test_the_people_and_their_qualifications(demo: Store, desk: Desk) -> None:
    today = NOW.date()
    with desk.look() as session:
        numbers = {person.id: person.staff_no for person in standing(desk).people}
        may = {no for member_id, no in numbers.items() if has_high_voltage(session, member_id, on=today)}
        soon = today + timedelta(days=21)
        then = {no for member_id, no in numbers.items() if has_high_voltage(session, member_id, on=soon)}
    assert len(numbers) == 10
    assert "S05" not in may
    assert may - then == {"S06"}


def test_high_voltage_work_was_given_to_the_qualified_only(demo: Store, orders: dict[str, ServiceOrder]) -> None:
    with Session(demo.engine) as session:
        jobs = session.scalars(select(Job).where(Job.order_id == orders["WXD000032"].id)).all()
    assert {job.technician_id for job in jobs} == {demo_desk(demo, "S06").person.id}


def test_the_demo_says_that_it_is_one(demo: Store, desk: Desk) -> None:
    now = standing(desk)
    assert (now.is_demo, demo.is_demo, now.name) == (True, True, "骏驰汽车销售服务（演示店）")


def test_the_chain_of_the_demo_is_whole(demo: Store, desk: Desk) -> None:
    with desk.look() as session:
        verdict = chain.verify(session, demo.chain_key)
    assert verdict.broken_seq is None
    assert verdict.entries > 500


def test_numbers_of_papers_have_no_gap(demo: Store) -> None:
    with Session(demo.engine) as session:
        numbers = session.scalars(select(Paper.number)).all()
    for prefix in ("HT", "JS", "CM"):
        ends = sorted(int(number[-6:]) for number in numbers if number.startswith(prefix + "2026"))
        assert ends == list(range(1, len(ends) + 1)), prefix


def test_every_kind_of_paper_that_was_left_unfiled_is_made_when_it_is_opened(demo_store: Store) -> None:
    desk, cashier = demo_desk(demo_store, "S01"), demo_desk(demo_store, "S09")
    # The demo's own forty orders went well: one is taken back, on another money is given back.
    settled = order_of_number(cashier, "WXD000039")
    payment = bills(cashier, settled)[0].payments[0].id
    agreed = Approval(Deed.SETTLEMENT_REFUND, desk.person.id, desk.person.staff_no)
    refund(cashier, payment, amount_fen=100, reason="优惠", approval=agreed)
    reverse_settlement(cashier, settled, reason="抬头开错", approval=replace(agreed, deed=Deed.SETTLEMENT_REVERSE))
    with desk.look() as session:
        one_each = {paper.kind: PaperId(paper.id) for paper in session.scalars(select(Paper).order_by(Paper.id.desc()))}
    assert set(one_each) == set(PaperKind) - {PaperKind.CLOSING}, "a day's sheet is of no order; its own tests make it"
    for paper_id in one_each.values():
        assert open_paper(desk, paper_id).startswith(b"%PDF-")


def test_exactly_the_add_on_services_are_marked_so(demo: Store, desk: Desk) -> None:
    marked: dict[str, int] = {}
    for number in ORDERS:
        for version in versions(desk, order_of_number(desk, number))[-1:]:
            fen = sum(line.net_fen for line in version.lines if line.is_addon)
            marked |= {number: fen} if fen else {}
    assert marked == {"WXD000011": 18_000 + 11_800, "WXD000036": 27_000, "WXD000040": 6_000}
    with Session(demo.engine) as session:
        settled = set(session.scalars(select(ServiceOrder.number).where(ServiceOrder.settled_at.is_not(None))))
    assert sum(fen for number, fen in marked.items() if number in settled) == 35_800  # K14
