"""A table goes out with a reason, entered with its digest; and what went out comes in again as it was."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import make
import pytest
from sqlalchemy import select

from app.desk import Desk, Store
from app.exchange.bring_in import bring_in
from app.exchange.headings import WORDS, column_of, spoken
from app.exchange.kinds import INCOMING, TableKind
from app.exchange.read_table import table_in
from app.exchange.take_out import take_out
from app.kernel.digest import sha256
from app.kernel.language import Language, use
from app.kernel.refusal import Trouble
from app.records.catalogue.tables import Part
from app.records.customers.tables import Customer
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found
from tests.refusing import refused

ORDER = (TableKind.CUSTOMERS, TableKind.VEHICLES, TableKind.LABOUR, TableKind.PARTS)
FORMULA, FOREIGN = '=HYPERLINK("x")', "+86 14000000001"


@pytest.fixture
def desk(demo_store: Store) -> Desk:
    """A manager who gave the password, in the demo store, one of whose parts looks like a formula."""
    manager = make.desk(replace(demo_store, makes_files_later=True), make.MANAGER)
    with manager.deed(Deed.CATALOGUE_LOAD) as deed:
        part = deed.get(Part, "YJ-A5-1001")
        part.brand, part.bin_location = FORMULA, FOREIGN
        deed.get(Part, "YJ-S7-1001").brand = f"'{FORMULA}"
    return manager


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("in_words", [False, True], ids=["columns", "words"])
def test_what_goes_out_comes_in_and_goes_out_the_same(
    desk: Desk, other: Desk, tmp_path: Path, ending: str, in_words: bool
) -> None:
    use(Language.CHINESE if in_words else Language.ENGLISH)
    for kind in ORDER:
        first, second = tmp_path / f"{kind}-1{ending}", tmp_path / f"{kind}-2{ending}"
        taken = take_out(desk, kind, first, reason="搬家", in_words=in_words)
        assert taken.rows > 20 and taken.sha256 == sha256(first.read_bytes())
        brought = bring_in(other, kind, first)
        assert (brought.is_done, brought.rows, brought.refused) == (True, taken.rows, ())
        take_out(other, kind, second, reason="搬家", in_words=in_words)
        one, two = table_in(first.read_bytes()), table_in(second.read_bytes())
        assert (one.head, one.rows) == (two.head, two.rows)
        if ending == ".csv":
            assert first.read_bytes() == second.read_bytes()


def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(desk: Desk, other: Desk, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    take_out(desk, TableKind.PARTS, file, reason="x")
    rows = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"))))
    one = next(row for row in rows if row["part_number"] == "YJ-A5-1001")
    assert (one["brand"], one["bin_location"]) == (f"'{FORMULA}", f"'{FOREIGN}")
    bring_in(other, TableKind.PARTS, file)
    with other.look() as session:
        brands = dict(session.execute(select(Part.part_number, Part.brand)).all())
    assert (brands["YJ-A5-1001"], brands["YJ-S7-1001"]) == (FORMULA, f"'{FORMULA}")


def test_who_took_what_and_why_stands_in_the_audit(desk: Desk, tmp_path: Path) -> None:
    taken = take_out(desk, TableKind.CUSTOMERS, tmp_path / "c.csv", reason="年检 ")
    with desk.look() as session:
        entry = next(found(session, AuditFilter(), most=1))
    assert entry.deed is Deed.TABLE_EXPORT
    details = dict(entry.details)
    assert (details["kind"], details["rows"], details["sha256"]) == ("customers", "25", taken.sha256)
    assert "年检" in details.values()


def test_it_takes_a_reason_a_password_a_place_and_a_kind_of_file(desk: Desk, tmp_path: Path) -> None:
    with refused(desk, "table.reason"):
        take_out(desk, TableKind.PARTS, tmp_path / "p.csv", reason="  ")
    with refused(desk, "table.ending"):
        take_out(desk, TableKind.PARTS, tmp_path / "p.xls", reason="x")
    with refused(desk, "deed.needs_password"):
        take_out(replace(desk, proof=None), TableKind.PARTS, tmp_path / "p.csv", reason="x")
    for staff_no in (make.ADVISOR, make.CASHIER, make.PARTS_CLERK):
        with refused(desk, "deed.not_allowed"):
            take_out(make.desk(desk, staff_no), TableKind.PARTS, tmp_path / "p.csv", reason="x")
    with pytest.raises(Trouble):
        take_out(desk, TableKind.PARTS, tmp_path / "nowhere" / "p.csv", reason="x")
    assert list(tmp_path.glob("*.csv")) == []


def test_who_was_erased_is_not_taken_out_nor_is_their_car(desk: Desk, tmp_path: Path) -> None:
    with desk.deed(Deed.CUSTOMER_SAVE) as deed:
        deed.session.scalars(select(Customer).where(Customer.customer_no == "C003")).one().erased_at = deed.now
    for kind in (TableKind.CUSTOMERS, TableKind.VEHICLES):
        take_out(desk, kind, tmp_path / "t.csv", reason="x")
        said = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
        assert "C002" in said and "C003" not in said


@pytest.mark.parametrize("kind", list(INCOMING))
def test_every_heading_names_one_column_in_both_languages(kind: TableKind) -> None:
    incoming = INCOMING[kind]
    every = (*incoming.columns, *incoming.further, *incoming.passed_over)
    for language in (Language.CHINESE, Language.ENGLISH):
        use(language)
        said = spoken(every)
        assert len(set(said)) == len(every)
        assert tuple(column_of(heading, every) for heading in said) == every
    assert set(every) <= set(WORDS)
