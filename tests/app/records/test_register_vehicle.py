"""A car is written down, gets another plate, has its odometer read."""

from dataclasses import replace

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.overview.search_box import search
from app.records.customers.register import CustomerForm, register_customer
from app.records.customers.tables import Customer
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType
from app.records.vehicles.queries import cars_of, models
from app.records.vehicles.register import VehicleForm, change_plate, read_odometer, register_vehicle
from app.records.vehicles.tables import OdometerReading, PlateHistory, Vehicle
from app.trust.deeds import Deed

FORM = VehicleForm(
    plate="苏A·8K2M6", vin="lyjba5g15ka000137", model_name=" 云骏 A5  1.5T 轿车 ", energy_type=EnergyType.PETROL,
    model_code="A5",
)  # fmt: skip


def register(store: Store, form: VehicleForm) -> int:
    with make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        owner = deed.session.scalar(select(Customer)) or register_customer(
            deed, CustomerForm(name="王建军", mobile="14000000001")
        )
        return register_vehicle(deed, form, owner=owner).id


def vehicle(store: Store, vehicle_id: int) -> Vehicle:
    with Session(store.engine) as session:
        return session.get_one(Vehicle, vehicle_id)


def test_a_car_is_kept_in_form(store: Store) -> None:
    car = vehicle(store, register(store, FORM))
    assert (car.plate, car.plate_type, car.vin) == ("苏A8K2M6", PlateType.NORMAL, "LYJBA5G15KA000137")
    assert (car.model_name, car.model_year, car.vehicle_no) == ("云骏 A5 1.5T 轿车", 2019, "V2026000001")


def test_a_car_without_a_plate_is_known_by_its_vin(store: Store) -> None:
    car = vehicle(store, register(store, replace(FORM, plate=" ")))
    assert (car.plate, car.plate_type) == ("", PlateType.NONE)
    assert [hit.title for hit in search(make.desk(store), "5KA000137")] == ["KA000137"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"plate": "苏A1"}, "plate.unreadable"),
        ({"vin": "LYJ"}, "vin.length"),
        ({"vin": "LYJBA5GI5KA000137"}, "vin.letters"),
        ({"model_name": " "}, "vehicle.model"),
        ({"vin": "LYJBA5G13TA001210"}, "plate.taken"),
        ({"plate": "苏A00001"}, "vin.taken"),
    ],
)
def test_a_car_that_cannot_be_or_is_there_already_is_refused(store: Store, changed: dict[str, str], code: str) -> None:
    register(store, FORM)
    with refused(store, code):
        register(store, replace(FORM, **changed))  # type: ignore[arg-type]


def test_a_new_plate_leaves_the_old_one_in_the_history(store: Store) -> None:
    vehicle_id = register(store, FORM)
    with make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        change_plate(deed, deed.get(Vehicle, vehicle_id), "苏AD12345")
    car = vehicle(store, vehicle_id)
    assert (car.plate, car.plate_type) == ("苏AD12345", PlateType.NEV_SMALL)
    with Session(store.engine) as session:
        assert session.scalars(select(PlateHistory.plate)).all() == ["苏A8K2M6"]


def test_the_same_plate_again_is_no_change(store: Store) -> None:
    vehicle_id = register(store, FORM)
    with make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        change_plate(deed, deed.get(Vehicle, vehicle_id), "苏A8K2M6")
    with Session(store.engine) as session:
        assert session.scalars(select(PlateHistory)).all() == []


def test_a_plate_that_another_car_bears_is_refused(store: Store) -> None:
    register(store, FORM)
    other = register(store, replace(FORM, plate="苏A00001", vin="LYJBA5G13TA001210"))
    with refused(store, "plate.taken"), make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        change_plate(deed, deed.get(Vehicle, other), "苏A8K2M6")


def test_each_reading_of_the_odometer_is_kept(store: Store) -> None:
    vehicle_id = register(store, FORM)
    with make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        for km, reason in ((86_210, ""), (1_200, "更换仪表")):
            read_odometer(deed, deed.get(Vehicle, vehicle_id), km, reason=reason)
    assert vehicle(store, vehicle_id).odometer_km == 1_200
    with Session(store.engine) as session:
        rows = session.scalars(select(OdometerReading).order_by(OdometerReading.id)).all()
    assert [(row.odometer_km, row.reason) for row in rows] == [(86_210, ""), (1_200, "更换仪表")]


def test_an_owner_s_cars_and_the_models_met_so_far_are_known(store: Store) -> None:
    register(store, FORM)
    register(store, replace(FORM, plate="", vin="LYJBA5G13TA001210"))
    desk = make.desk(store)
    assert [car.vin for car in cars_of(desk, 1)] == ["LYJBA5G13TA001210", "LYJBA5G15KA000137"]
    assert models(desk) == (("A5", "云骏 A5 1.5T 轿车", EnergyType.PETROL),)
