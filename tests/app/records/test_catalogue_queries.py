"""The catalogue: loaded from its files, searched for what fits a car."""

import make
import pytest

from app.desk import Store
from app.records.catalogue.categories import LineKind, QualityClass
from app.records.catalogue.load import opening_stock
from app.records.catalogue.queries import find_items, fits, packages_for
from app.records.vehicles.energy import EnergyType


def codes(
    store: Store, typed: str, *, model: str = "A5", energy: EnergyType = EnergyType.PETROL, **more: object
) -> list[str]:
    hits = find_items(make.desk(store), typed, model_code=model, energy_type=energy, **more)  # type: ignore[arg-type]
    return [hit.code for hit in hits]


def test_parts_come_before_labour_and_the_cheapest_first(store: Store) -> None:
    assert codes(store, "前制动片") == ["TZ-A5-2001", "YJ-A5-2001", "LB-R001"]


@pytest.mark.parametrize("typed", ["LB-R001", "lb-r001", "front brake pads", "更换前制动片", "ghqzdp"])
def test_an_item_is_found_by_code_name_and_initials(store: Store, typed: str) -> None:
    assert "LB-R001" in codes(store, typed)


def test_what_does_not_fit_the_car_is_not_offered(store: Store) -> None:
    assert "LB-R025" not in codes(store, "车载充电机")
    assert "LB-R025" in codes(store, "车载充电机", model="E3", energy=EnergyType.EV)
    assert "YJ-A5-2001" not in codes(store, "前制动片", model="S7")


def test_one_kind_may_be_asked_for(store: Store) -> None:
    assert codes(store, "制动", kinds=(LineKind.LABOUR,), limit=20)
    assert all(code.startswith("LB-") for code in codes(store, "制动", kinds=(LineKind.LABOUR,), limit=20))


def test_a_percent_sign_finds_no_more_than_nothing_typed(store: Store) -> None:
    assert codes(store, "%_%") == codes(store, "")


def test_a_hit_tells_price_class_stock_and_shelf(store: Store) -> None:
    (hit,) = find_items(make.desk(store), "YJ-A5-2001", model_code="A5", energy_type=EnergyType.PETROL)
    assert (hit.unit_price_fen, hit.quality_class, hit.stock_milli, hit.bin_location) == (
        52_000, QualityClass.OEM, 4_000, "A2-001",
    )  # fmt: skip


def test_a_model_has_its_packages(store: Store) -> None:
    (package,) = packages_for(make.desk(store), model_code="E3")
    assert (package.code, package.price_fen, len(package.items)) == ("PK03", 69_900, 4)
    assert packages_for(make.desk(store), model_code="H6") == ()


@pytest.mark.parametrize(
    ("applies_to", "energy", "fit"),
    [
        ("all", EnergyType.EV, True),
        ("all_ice", EnergyType.PHEV, True),
        ("all_ice", EnergyType.EV, False),
        ("nev", EnergyType.PHEV, True),
        ("nev", EnergyType.PETROL, False),
        ("ev", EnergyType.PHEV, False),
        ("phev", EnergyType.PHEV, True),
        ("A5", EnergyType.PETROL, True),
        ("S7", EnergyType.PETROL, False),
    ],
)
def test_an_item_fits_a_group_of_cars_or_a_model(applies_to: str, energy: EnergyType, fit: bool) -> None:
    assert fits(applies_to, "A5", energy) is fit


@pytest.mark.parametrize(
    ("number", "price_fen", "stock_milli"),
    [
        ("A", 30_000, 20_000), ("A", 30_001, 4_000), ("A", 300_000, 4_000), ("A", 300_001, 0),
        ("YJ-S7-5001", 1, 0), ("YJ-S7-2002", 1, 1_000),
    ],
)  # fmt: skip
def test_the_shelf_of_the_demo_holds_much_of_what_is_cheap(number: str, price_fen: int, stock_milli: int) -> None:
    assert opening_stock(number, price_fen) == stock_milli
