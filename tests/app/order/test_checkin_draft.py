"""A check-in as it is kept while it is typed, and where the words of a search go."""

from datetime import UTC, datetime

from app.order.checkin.choices import DamageKind, OldParts, View, Wash
from app.order.checkin.draft import decode, encode, is_blank, title
from app.order.checkin.form import CheckinForm, Damage, NewPhoto, Valuable
from app.order.checkin.placing import placed
from app.records.vehicles.energy import EnergyType

FULL = CheckinForm(
    plate="苏AD12345", vin="LYJEE3V13TA000504", energy_type=EnergyType.EV, customer_name="张䶮 <b>&\"'",
    customer_statement="原话\n第二行", wash=Wash.FULL, old_parts=OldParts.LOOK_FIRST, soc_percent=62,
    warning_lamps=(), promised_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    damages=(Damage(View.TOP, 1, 9999, DamageKind.RUST, "light", "顶"),), valuables=(Valuable("现金", 2, "手套箱"),),
    photos=(NewPhoto("walk_around", "照片 1", bytes(range(256))),),
)  # fmt: skip


def test_a_draft_brings_back_every_field_and_the_photos() -> None:
    assert decode(encode(FULL)) == FULL


def test_a_draft_of_another_version_is_left_alone() -> None:
    assert decode('{"plate": 5}') is None
    assert decode("not json") is None


def test_the_times_of_arrival_alone_are_not_worth_keeping() -> None:
    assert is_blank(CheckinForm(arrived_at=FULL.promised_at, reception_started_at=FULL.promised_at))
    assert not is_blank(CheckinForm(key_tag="K-1"))


def test_a_draft_is_known_by_plate_and_name_or_by_the_end_of_the_vin() -> None:
    assert title(FULL) == ("苏AD12345", "张䶮 <b>&\"'")
    assert title(CheckinForm(vin="LYJEE3V13TA000504")) == ("TA000504", "")


def test_words_go_where_they_belong() -> None:
    assert placed(FULL, "140 0000 0001")[0].phone == "140 0000 0001"
    assert placed(FULL, "苏ａ·8k2m6")[0].plate == "苏A8K2M6"
    assert placed(FULL, "lyjcs7g28ma000433")[0].vin == "LYJCS7G28MA000433"
    assert placed(FULL, "王建军")[0].customer_name == "王建军"
