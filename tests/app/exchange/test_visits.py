"""Visits of an older system: in the car's history, found by its plate, never an order or a paper of ours."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import make
import pytest
from sqlalchemy import func, select

from app.desk import Desk, Store
from app.exchange.bring_in import BroughtIn, bring_in
from app.exchange.kinds import TableKind
from app.exchange.take_out import take_out
from app.order.tables import ServiceOrder
from app.overview.car_history import car_history
from app.paper.tables import NumberSeries, Paper
from app.privacy.copy_of_data import to_read
from app.privacy.erase import ask_erasure, erase
from app.privacy.person_copy import person_copy_in
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.records.vehicles.tables import EarlierVisit, Vehicle
from app.search.find import find
from app.trust.deeds import Deed
from app.upkeep.demo import PASSWORD
from tests.app.exchange.tables import csv_file
from tests.refusing import contents

HEAD = "order_no,vin,left_on,arrived_on,odometer_km,repair_category,lines,total_fen"
VIN = "LYJBA5G15KA000137"
ROW = f"OLD-77,{VIN},2024-05-02,2024-05-01,41000,minor,换刹车片,85000"


@pytest.fixture
def desk(store: Store) -> Desk:
    """A manager; one car of the house has been here once."""
    make.order(store)
    return make.desk(store, make.MANAGER)


def vehicle(desk: Desk) -> Vehicle:
    with desk.look() as session:
        return session.scalars(select(Vehicle)).one()


def row(desk: Desk, text: str = ROW) -> str:
    return text.replace(VIN, vehicle(desk).vin)


def told(brought: BroughtIn) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in brought.refused]


def counts(desk: Desk) -> tuple[int, ...]:
    with desk.look() as session:
        kept = (ServiceOrder, Paper, EarlierVisit)
        series = session.scalar(select(func.sum(NumberSeries.last)))
        return (*(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kept), series or 0)


def test_it_stands_in_the_history_and_is_no_order_no_paper_no_number(desk: Desk, tmp_path: Path) -> None:
    before = counts(desk)
    brought = bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk)))
    assert (brought.is_done, brought.new, brought.remarks) == (True, 1, ())
    assert counts(desk) == (before[0], before[1], before[2] + 1, before[3])
    car = vehicle(desk)
    history = car_history(desk, car.id)
    earlier = history.earlier[0]
    assert (earlier.number, earlier.left_on, earlier.odometer_km) == ("OLD-77", date(2024, 5, 2), 41_000)
    assert all(visit.number != "OLD-77" for visit in history.visits)
    assert history.guaranteed == car_history(desk, car.id).guaranteed
    with desk.look() as session:
        for typed in ("OLD-77", car.plate, car.vin):
            assert {(hit.kind.value, hit.subject_id) for hit in find(session, typed)} >= {("vehicle", car.id)}
    again = bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk)))
    assert (again.same, again.new) == (1, 0)


def test_a_car_is_named_by_vin_number_or_plate(desk: Desk, tmp_path: Path) -> None:
    car = vehicle(desk)
    for column, value in (("vehicle_no", car.vehicle_no), ("plate", car.plate)):
        file = csv_file(tmp_path, f"order_no,{column},left_on", f"{column},{value},2024-01-02")
        assert bring_in(desk, TableKind.ORDERS, file).new == 1


def test_what_cannot_be_a_closed_visit_is_refused(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk)))
    before = contents(desk.store.engine)
    car = vehicle(desk)
    brought = bring_in(
        desk, TableKind.ORDERS,
        csv_file(
            tmp_path, HEAD,
            "A,LYJBA5G17KA000138,2024-05-02,,,,,",
            f"B,{car.vin},2026-12-01,,,,,",
            f"C,{car.vin},2024-05-02,2024-05-03,,,,",
            f"D,{car.vin},,,,,,",
            f"E,{car.vin},2024-05-02,,2000000,,,",
            f"F,{car.vin},2024-05-02,,,huge,,",
            row(desk).replace("85000", "86000"),
        ),
    )  # fmt: skip
    assert told(brought) == [
        (2, "vin", "visit.car"), (3, "left_on", "visit.days"), (4, "left_on", "visit.days"),
        (5, "left_on", "cell.missing"), (6, "odometer_km", "odometer.absurd"), (7, "repair_category", "cell.choice"),
        (8, "total_fen", "visit.known"),
    ]  # fmt: skip
    assert contents(desk.store.engine) == before


def test_our_own_order_stays_ours_whoever_brings_its_number(desk: Desk, tmp_path: Path) -> None:
    with desk.look() as session:
        number = session.scalars(select(ServiceOrder.number)).one()
    own = bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk).replace("OLD-77", number)))
    assert (own.same, own.new) == (1, 0)
    like_ours = bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk).replace("OLD-77", "WX2024000001")))
    assert [remark.code for remark in like_ours.remarks] == ["visit.own_series"]
    with desk.deed(Deed.VEHICLE_SAVE) as deed:
        car = deed.session.scalars(select(Vehicle)).one()
        values = {column.key: getattr(car, column.key) for column in Vehicle.__mapper__.column_attrs}
        other = {"id": None, "vehicle_no": "other", "plate": "", "vin": "LYJBA5G17KA000138"}
        deed.session.add(Vehicle(**{**values, **other}))
    theirs = ROW.replace("OLD-77", number).replace(VIN, "LYJBA5G17KA000138")
    assert told(bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, theirs))) == [(2, "order_no", "visit.number")]


def test_it_goes_to_the_person_with_their_copy_and_its_words_go_when_they_are_erased(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, TableKind.ORDERS, csv_file(tmp_path, HEAD, row(desk).replace("换刹车片", "王先生的刹车片")))
    advisor, car = make.desk(desk, make.ADVISOR), vehicle(desk)
    with desk.look() as session:
        customer = session.get(Customer, car.customer_id)
        assert customer is not None
        assert "王先生的刹车片" in to_read(person_copy_in(session, customer), offset_minutes=480)
    with advisor.deed(Deed.ORDER_NOTE) as deed:
        deed.session.scalars(select(ServiceOrder)).one().stage = make.Stage.CLOSED
    ask_erasure(advisor, car.customer_id)
    erase(advisor, car.customer_id, approval=step_up(advisor, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    earlier = car_history(desk, car.id).earlier[0]
    assert (earlier.number, earlier.lines) == ("OLD-77", "")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_closed_visits_go_out_come_in_and_go_out_the_same(
    demo_store: Store, other: Desk, tmp_path: Path, ending: str
) -> None:
    here = make.desk(replace(demo_store, makes_files_later=True), make.MANAGER)
    for kind in (TableKind.CUSTOMERS, TableKind.VEHICLES, TableKind.ORDERS):
        first, second = tmp_path / f"{kind}-1{ending}", tmp_path / f"{kind}-2{ending}"
        rows = take_out(here, kind, first, reason="搬家").rows
        brought = bring_in(other, kind, first)
        assert (brought.is_done, brought.new) == (True, rows), brought.refused
        take_out(other, kind, second, reason="搬家")
        if ending == ".csv":
            assert first.read_bytes() == second.read_bytes()
    assert rows == 17
    with other.look() as session:
        assert session.scalar(select(func.count()).select_from(ServiceOrder)) == 0
