"""What the catalogue offers for a finding."""

from app.desk import Store
from app.order.inspection.suggest import suggest, words_for
from app.records.vehicles.energy import EnergyType
from app.upkeep.demo import demo_desk


def found(store: Store, code: str, name: str) -> list[str]:
    desk = demo_desk(store, "S02")
    hits = suggest(desk, words_for(code, name), model_code="A5", energy_type=EnergyType.PETROL)
    return [hit.name_zh for hit in hits]


def test_a_tread_depth_is_cured_by_a_tyre(demo_store: Store) -> None:
    assert any("轮胎" in name for name in found(demo_store, "MP-32", "胎纹深度"))


def test_worn_pads_offer_pads_and_their_labour(demo_store: Store) -> None:
    names = found(demo_store, "MP-37", "前制动片厚度")
    assert "前制动片（套）" in names and "更换前制动片" in names


def test_an_item_without_other_words_is_shortened_until_something_fits(demo_store: Store) -> None:
    assert any("空气滤" in name for name in found(demo_store, "MP-15", "空气滤清器脏污"))


def test_what_nothing_fits_ends_with_nothing(demo_store: Store) -> None:
    assert found(demo_store, "XX-01", "没有这种东西") == []


def test_a_tyre_worn_on_one_side_asks_for_the_alignment(demo_store: Store) -> None:
    words = words_for("MP-32", "胎纹深度", is_uneven=True)
    hits = suggest(demo_desk(demo_store, "S02"), words, model_code="A5", energy_type=EnergyType.PETROL)
    assert "四轮定位" in [hit.name_zh for hit in hits]
