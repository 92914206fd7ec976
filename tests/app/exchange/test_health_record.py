"""The vehicle health record: delivered orders of a period, each told once unless asked for again, nobody named."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import make
import pytest
from sqlalchemy import select

from app.desk import Desk, Store
from app.exchange.health_record import HEALTH_RECORD_COLUMNS, Period, export_health_record
from app.exchange.tables import ExportedRecord
from app.kernel.refusal import Trouble
from app.records.customers.tables import Customer
from app.trust.queries import AuditFilter, found
from tests.refusing import refused


@pytest.fixture
def desk(demo_store: Store) -> Desk:
    """A manager of the demo store."""
    return make.desk(replace(demo_store, makes_files_later=True), make.MANAGER)


def rows(desk: Desk, file: Path, period: Period) -> list[dict[str, str]]:
    taken = export_health_record(desk, file, period=period, reason="上报")
    told = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    assert taken.rows == len(told)
    return told


def test_delivered_orders_are_told_with_what_was_done_and_nobody_s_name(desk: Desk, tmp_path: Path) -> None:
    told = rows(desk, tmp_path / "h.csv", Period())
    assert len(told) == 17 and tuple(told[0]) == HEALTH_RECORD_COLUMNS
    one = next(row for row in told if row["order_no"] == "WXD000010")
    assert (one["plate"], one["repair_category"], one["total_fen"]) == ("苏A0V5B3", "minor", "242000")
    assert one["settlement_no"].startswith("JS") and "LB-R006" in one["labour"] and "×" in one["parts"]
    assert one["vin"] and one["left_on"] >= one["arrived_on"]
    assert int(one["odometer_in_km"]) <= int(one["odometer_out_km"])
    with desk.look() as session:
        people = session.execute(select(Customer.name, Customer.mobile)).all()
    said = (tmp_path / "h.csv").read_text(encoding="utf-8-sig")
    assert [person for person in people if person.name in said or person.mobile in said] == []


def test_what_was_told_is_marked_and_told_again_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    assert len(rows(desk, tmp_path / "1.csv", Period())) == 17
    assert rows(desk, tmp_path / "2.csv", Period()) == []
    assert len(rows(desk, tmp_path / "3.csv", Period(again=True))) == 17
    with desk.look() as session:
        marked = list(session.scalars(select(ExportedRecord)))
        entry = next(found(session, AuditFilter(), most=1))
    assert len(marked) == 17
    assert {one.file_sha256 for one in marked} == {dict(entry.details)["sha256"]}
    assert dict(entry.details)["kind"] == "health-record"


def test_a_period_is_of_the_days_of_leaving_both_included(desk: Desk, tmp_path: Path) -> None:
    days = sorted(row["left_on"] for row in rows(desk, tmp_path / "0.csv", Period()))
    first, last = date.fromisoformat(days[3]), date.fromisoformat(days[8])
    told = rows(desk, tmp_path / "1.csv", Period(first, last, again=True))
    assert sorted(row["left_on"] for row in told) == [day for day in days if days[3] <= day <= days[8]]
    with refused(desk, "table.period"):
        export_health_record(desk, tmp_path / "2.csv", period=Period(last, first), reason="x")


def test_what_could_not_be_written_is_not_marked(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        export_health_record(desk, tmp_path / "nowhere" / "h.csv", period=Period(), reason="x")
    with refused(desk, "table.reason"):
        export_health_record(desk, tmp_path / "h.csv", period=Period(), reason="")
    with desk.look() as session:
        assert list(session.scalars(select(ExportedRecord))) == []
