"""The audit says what was changed, from what to what, and never a name."""

import json

import make
from sqlalchemy import select

from app.desk import Store
from app.order.workflow import Stage
from app.records.customers.tables import Customer
from app.records.store.change import change_profile
from app.records.store.setup import Profile
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry


def last_changes(store: Store) -> dict[str, object]:
    """What the newest entry says was changed."""
    with make.desk(store).look() as session:
        details = session.scalar(select(AuditEntry.details).order_by(AuditEntry.seq.desc()).limit(1))
    return json.loads(details or "{}").get("changes", {})


def test_figures_days_and_choices_are_said_before_and_after(store: Store) -> None:
    order_id = make.order(store)
    with make.desk(store).deed(Deed.VEHICLE_SAVE, order_id=order_id) as deed:
        car = deed.session.scalars(select(Vehicle)).one()
        before, car.odometer_km = car.odometer_km, 91_000
        key = f"vehicle.{car.id}.odometer_km"
    assert last_changes(store) == {key: [before, 91_000]}


def test_of_a_name_only_that_it_changed_is_said(store: Store) -> None:
    make.order(store)
    with make.desk(store).deed(Deed.CUSTOMER_SAVE) as deed:
        person = deed.session.scalars(select(Customer)).one()
        person.name, person.is_company = "改名人", True
        name, company = f"customer.{person.id}.name", f"customer.{person.id}.is_company"
    assert last_changes(store) == {name: "*", company: [False, True]}


def test_the_stores_own_profile_is_said_in_full(store: Store) -> None:
    with make.desk(store, make.MANAGER).look() as session:
        from app.records.store.tables import StoreProfile

        old = session.get_one(StoreProfile, 1).name
    change_profile(make.desk(store, make.MANAGER), Profile(name="新名字"))
    assert last_changes(store)["store_profile.1.name"] == [old, "新名字"]


def test_two_flushes_in_one_deed_are_one_change(store: Store) -> None:
    make.order(store)
    with make.desk(store).deed(Deed.VEHICLE_SAVE) as deed:
        car = deed.session.scalars(select(Vehicle)).one()
        before, key = car.odometer_km, f"vehicle.{car.id}.odometer_km"
        for reading in (91_000, 92_000):
            car.odometer_km = reading
            deed.session.flush()
    assert last_changes(store) == {key: [before, 92_000]}


def test_no_name_or_phone_of_a_visit_stands_in_the_chain(store: Store) -> None:
    form = make.checkin_form()
    make.order(store, form=form, stage=Stage.DELIVERED)
    with make.desk(store).look() as session:
        chain = "\n".join(session.scalars(select(AuditEntry.details)))
    assert not [word for word in (form.customer_name, form.phone, form.vin, form.plate) if word in chain]
