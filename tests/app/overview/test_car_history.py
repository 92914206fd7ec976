"""What the house knows of a car: visits, running guarantees, what was put off, a possible comeback."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.desk import Desk
from app.overview.car_history import CarHistory, car_history
from app.records.vehicles.tables import Vehicle


@pytest.fixture
def desk(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("S02")


def history_of(desk: Desk, vehicle_no: str, *, odometer_km: int | None = None) -> CarHistory:
    with desk.look() as session:
        vehicle_id = session.scalar(select(Vehicle.id).where(Vehicle.vehicle_no == vehicle_no))
    assert vehicle_id is not None
    return car_history(desk, vehicle_id, odometer_km=odometer_km)


def test_a_car_back_after_six_days_may_be_a_comeback(desk: Desk) -> None:
    history = history_of(desk, "V009")
    assert history.comeback is not None
    visit = history.comeback
    assert (visit.number, (history.today - visit.left_on).days) == ("WXD000013", 6)
    assert visit.amount_fen == 222_700
    assert visit.labour is not None
    assert (visit.labour.days_left, visit.labour.km_left) == (84, 5_000)
    assert visit.parts is not None
    assert (visit.parts.months_left, visit.parts.odd_days_left) == (11, 25)


def test_the_kilometres_driven_since_count(desk: Desk) -> None:
    visit = history_of(desk, "V009", odometer_km=76_962).visits[0]
    assert visit.labour is not None  # an equal kilometre is still inside
    assert visit.labour.km_left == 0
    assert history_of(desk, "V009", odometer_km=76_963).visits[0].labour is None


def test_a_visit_long_ago_is_no_comeback(desk: Desk) -> None:
    history = history_of(desk, "V001")
    assert history.comeback is None
    assert (history.visits_in_year, history.spent_in_year_fen) == (1, 56_000)


def test_an_open_order_is_named(desk: Desk) -> None:
    assert history_of(desk, "V001").open_order == "WXD000033"
    assert history_of(desk, "V009").open_order is None


def test_what_was_put_off_is_remembered(desk: Desk) -> None:
    (one, *_rest) = history_of(desk, "V012").put_off
    assert (one.number, one.name_en) == ("WXD000014", "Replace rear brake pads")


def test_a_car_on_its_first_visit_has_no_history(desk: Desk) -> None:
    history = history_of(desk, "V004")
    assert (history.visits, history.visits_in_year, history.put_off) == ((), 0, ())
