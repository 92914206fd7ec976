"""The strip below the check-in: a visit of an older system says so before anything else, and may be all there is."""

from datetime import date

from pytestqt.qtbot import QtBot

from app.overview.car_history import CarHistory
from app.records.vehicles.earlier_visits import EarlierVisitRow
from ui.order.checkin.history_strip import HistoryStrip

EARLIER = EarlierVisitRow("OLD-77", date(2024, 5, 1), date(2024, 5, 2), 41_000, "minor", "换刹车片", 85_000)
UNKNOWN = EarlierVisitRow("OLD-12", date(2023, 1, 1), date(2023, 1, 1), None, "", "", None)


def history(*earlier: EarlierVisitRow) -> CarHistory:
    return CarHistory(date(2026, 11, 23), (), 0, 0, (), None, (), earlier)


def test_a_car_known_only_from_an_older_system_was_here_before(qtbot: QtBot) -> None:
    strip = HistoryStrip()
    qtbot.addWidget(strip)
    strip.show_history(history(EARLIER, UNKNOWN))
    told = strip.accessibleDescription()
    assert not strip.isHidden()
    assert "last here 935 days ago" in told
    assert "From an older system·OLD-77·2024-05-02·41,000 km" in told
    assert "换刹车片" in told and "850.00" in told
    assert "From an older system·OLD-12·2023-01-01" in told
    strip.show_history(history())
    assert strip.isHidden()
