"""Customers and cars come in by the rules of check-in: the same sentences, nobody twice, nobody overwritten."""

from pathlib import Path

import make
import pytest
from sqlalchemy import func, select

from app.desk import Desk, Store
from app.exchange.bring_in import BroughtIn, bring_in
from app.exchange.kinds import TableKind
from app.privacy.erase import ask_erasure, erase
from app.records.customers.consent_kinds import ConsentKind, ConsentWay
from app.records.customers.consents import consents_in
from app.records.customers.register import CustomerForm, register_customer
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.register import VehicleForm, register_vehicle
from app.records.vehicles.tables import Vehicle
from app.search.find import find
from app.trust.deeds import Deed
from app.upkeep.demo import PASSWORD
from tests.app.exchange.tables import csv_file
from tests.refusing import contents, refused

DEMO = Path(__file__).parents[3] / "resources" / "demo"
WHO = "customer_no,customer_type,name,mobile,uscc"
CAR = "vehicle_no,plate,vin,model_code,model_name,energy_type,customer_no,odometer_km"


@pytest.fixture
def desk(store: Store) -> Desk:
    """A manager, in a store without a customer."""
    return make.desk(store, make.MANAGER)


@pytest.fixture
def people(desk: Desk) -> Desk:
    """The demo's customers have come in."""
    assert bring_in(desk, TableKind.CUSTOMERS, DEMO / "customers.csv").is_done
    return desk


def customer(desk: Desk, number: str) -> Customer | None:
    with desk.look() as session:
        return session.scalar(select(Customer).where(Customer.customer_no == number))


def told(brought: BroughtIn) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in brought.refused]


def remarked(brought: BroughtIn) -> list[tuple[int, str, str]]:
    return [(remark.line, remark.column, remark.code) for remark in brought.remarks]


def test_the_demo_s_customers_and_cars_come_in_and_are_found(people: Desk) -> None:
    brought = bring_in(people, TableKind.VEHICLES, DEMO / "vehicles.csv")
    assert (brought.is_done, brought.new, brought.left_out) == (True, 28, 2)
    assert [code for _line, _column, code in remarked(brought)] == ["vehicle.not_in_use"] * 2
    lady = customer(people, "C003")
    assert lady is not None and (lady.name, lady.mobile) == ("张䶮", "14000000003")
    with people.look() as session:
        given = {row.kind: row.given_way for row in consents_in(session, lady.id) if row.is_given}
        car = session.scalar(select(Vehicle).where(Vehicle.plate == "苏AD12345"))
        company = session.scalar(select(Vehicle).where(Vehicle.vehicle_no == "V023"))
        assert [hit.title for hit in find(session, "苏AD12345", limit=3)] == ["苏A·D12345"]
    assert given == {ConsentKind.SURVEY: ConsentWay.IMPORT}
    assert car is not None and (car.customer_id, car.odometer_km, car.has_three_guarantee) == (lady.id, 30_120, True)
    assert company is not None and not company.has_three_guarantee


def test_again_they_stand_there_already(people: Desk) -> None:
    again = bring_in(people, TableKind.CUSTOMERS, DEMO / "customers.csv")
    assert (again.is_done, again.same, again.new) == (True, 25, 0)
    bring_in(people, TableKind.VEHICLES, DEMO / "vehicles.csv")
    cars = bring_in(people, TableKind.VEHICLES, DEMO / "vehicles.csv")
    assert (cars.is_done, cars.same, cars.left_out) == (True, 28, 2)


def test_who_is_known_otherwise_is_told_not_overwritten(people: Desk, tmp_path: Path) -> None:
    bring_in(people, TableKind.VEHICLES, DEMO / "vehicles.csv")
    before = contents(people.store.engine)
    other = bring_in(people, TableKind.CUSTOMERS, csv_file(tmp_path, WHO, "C003,person,张䶮,14000009999,"))
    assert told(other) == [(2, "mobile", "customer.known")]
    row = "V003,苏AD12345,LYJEE3V12PA000211,E3,云骏 E3 纯电轿车,ev,C004,"
    assert told(bring_in(people, TableKind.VEHICLES, csv_file(tmp_path, CAR, row))) == [
        (2, "customer_no", "vehicle.known")
    ]
    assert contents(people.store.engine) == before


def test_a_blank_cell_says_nothing_against_who_is_known(people: Desk, tmp_path: Path) -> None:
    brought = bring_in(people, TableKind.CUSTOMERS, csv_file(tmp_path, WHO, "C003,,张䶮,140 0000 0003,"))
    assert (brought.same, brought.refused) == (1, ())


def test_every_rule_of_check_in_holds_with_its_own_sentence(people: Desk, tmp_path: Path) -> None:
    before = contents(people.store.engine)
    who = bring_in(
        people, TableKind.CUSTOMERS,
        csv_file(
            tmp_path, f"{WHO},gender,birthday",
            "X1,person,,14000000101,,,", "X2,person,甲,1234,,,", "X3,alien,乙,14000000103,,,",
            "X4,person,丙,14000000104,,,1990-02-30", f"X5,person,{'丁' * 61},14000000105,,,",
            "X6,person,戊,14000000106,,other,",
        ),
    )  # fmt: skip
    assert told(who) == [
        (2, "name", "cell.missing"), (3, "mobile", "phone.unreadable"), (4, "customer_type", "cell.choice"),
        (5, "birthday", "cell.day"), (6, "name", "cell.long"), (7, "gender", "cell.choice"),
    ]  # fmt: skip
    cars = bring_in(
        people, TableKind.VEHICLES,
        csv_file(
            tmp_path, CAR,
            "X1,苏A·I2345,LYJBA5G15KA000137,A5,云骏 A5,petrol,C001,1",
            "X2,苏A8K2M7,LYJBA5G15KA00013,A5,云骏 A5,petrol,C001,1",
            "X3,苏A8K2M8,LYJBA5G15KA000138,A5,云骏 A5,steam,C001,1",
            "X4,苏A8K2M9,LYJBA5G15KA000139,A5,云骏 A5,petrol,C999,1",
            "X5,苏A8K2N1,LYJBA5G15KA000140,A5,云骏 A5,petrol,C001,2000000",
            "X6,苏A8K2N2,LYJBA5G15KA000141,A5,,petrol,C001,",
        ),
    )  # fmt: skip
    assert told(cars) == [
        (2, "plate", "plate.unreadable"), (3, "vin", "vin.length"), (4, "energy_type", "cell.choice"),
        (5, "customer_no", "vehicle.owner"), (6, "odometer_km", "odometer.absurd"), (7, "model_name", "cell.missing"),
    ]  # fmt: skip
    assert contents(people.store.engine) == before


def test_a_plate_or_number_of_another_car_is_refused(people: Desk, tmp_path: Path) -> None:
    bring_in(people, TableKind.VEHICLES, DEMO / "vehicles.csv")
    rows = csv_file(
        tmp_path, CAR, "X1,苏AD12345,LYJBA5G15KA000140,A5,云骏 A5,petrol,C001,",
        "V003,苏A8K2N1,LYJBA5G15KA000141,A5,云骏 A5,petrol,C001,",
    )  # fmt: skip
    assert told(bring_in(people, TableKind.VEHICLES, rows)) == [
        (2, "plate", "plate.taken"), (3, "vehicle_no", "vehicle.number"),
    ]  # fmt: skip


def test_what_deserves_a_second_look_is_taken_and_told(people: Desk, tmp_path: Path) -> None:
    cars = bring_in(
        people, TableKind.VEHICLES,
        csv_file(tmp_path, CAR, "X1,苏AF12399,LYJBA5G10KA000137,A5,云骏 A5,ev,C001,"),
    )  # fmt: skip
    assert remarked(cars) == [(2, "vin", "vin.check_digit"), (2, "plate", "plate.energy")]
    who = bring_in(
        people, TableKind.CUSTOMERS,
        csv_file(tmp_path, WHO, "X1,company,某公司,025-00000009,91350100M000100Y44", "X2,person,张䶮,14000000003,"),
    )  # fmt: skip
    assert remarked(who) == [(2, "uscc", "uscc.check"), (3, "name", "customer.twin")]
    assert cars.is_done and who.is_done


def test_without_a_number_the_store_gives_one_and_nobody_comes_twice(desk: Desk, tmp_path: Path) -> None:
    rows = csv_file(tmp_path, "name,mobile", "甲,14000000101")
    assert bring_in(desk, TableKind.CUSTOMERS, rows).new == 1
    assert customer(desk, "C2026000001") is not None
    assert bring_in(desk, TableKind.CUSTOMERS, rows).same == 1


def test_a_number_of_our_own_series_that_came_in_is_not_given_out_again(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, TableKind.CUSTOMERS, csv_file(tmp_path, WHO, "C2026000007,person,甲,14000000101,"))
    bring_in(desk, TableKind.CUSTOMERS, csv_file(tmp_path, WHO, "C2026000003,person,乙,14000000102,"))
    bring_in(
        desk, TableKind.VEHICLES,
        csv_file(tmp_path, CAR, "V2026000005,苏A8K2N1,LYJBA5G15KA000137,A5,云骏 A5,petrol,C2026000007,"),
    )  # fmt: skip
    with desk.deed(Deed.CUSTOMER_SAVE) as deed:
        next_one = register_customer(deed, CustomerForm(name="丙", mobile="14000000103"))
        form = VehicleForm("苏A8K2N2", "LYJBA5G17KA000138", "云骏 A5", EnergyType.PETROL)
        next_car = register_vehicle(deed, form, owner=next_one)
        assert (next_one.customer_no, next_car.vehicle_no) == ("C2026000008", "V2026000006")


@pytest.mark.parametrize(("came_in", "next_one"), [("C2026999999", "C20261000000"), ("C20261000000", "C20261000001")])
def test_a_series_that_outgrew_its_six_digits_goes_on(desk: Desk, tmp_path: Path, came_in: str, next_one: str) -> None:
    bring_in(desk, TableKind.CUSTOMERS, csv_file(tmp_path, WHO, f"{came_in},person,甲,14000000101,"))
    with desk.deed(Deed.CUSTOMER_SAVE) as deed:
        given = register_customer(deed, CustomerForm(name="乙", mobile="14000000102")).customer_no
    assert given == next_one


def test_who_was_erased_does_not_come_back_by_a_table(people: Desk) -> None:
    one = customer(people, "C003")
    assert one is not None
    advisor = make.desk(people, make.ADVISOR)
    ask_erasure(advisor, one.id)
    erase(advisor, one.id, approval=step_up(advisor, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    before = contents(people.store.engine)
    again = bring_in(people, TableKind.CUSTOMERS, DEMO / "customers.csv")
    assert told(again) == [(4, "", "consent.erased")]
    assert contents(people.store.engine) == before


@pytest.mark.parametrize("staff_no", [make.ADVISOR, make.PARTS_CLERK, make.CASHIER, make.TECHNICIAN])
def test_people_and_cars_are_brought_in_by_who_manages(desk: Desk, staff_no: str) -> None:
    with refused(desk, "deed.not_allowed"):
        bring_in(make.desk(desk, staff_no), TableKind.CUSTOMERS, DEMO / "customers.csv")
    with desk.look() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 0
