"""A table comes in by the rules of the desk: whole or not at all, each refused row with line, column and reason."""

from functools import partial
from pathlib import Path

import make
import openpyxl
import pytest
from sqlalchemy import select

from app.desk import Desk, Store
from app.exchange.bring_in import BroughtIn, booked_as, bring_in
from app.exchange.kinds import INCOMING, TableKind
from app.kernel.language import Language, use
from app.order.quote.queries import versions
from app.order.workflow import Stage
from app.records.catalogue.tables import Labour, Part
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found
from tests.app.exchange.tables import PART, PART_HEAD, csv_file
from tests.refusing import audit_count, contents, refused

POSTS = (
    make.MANAGER, make.ADVISOR, make.FOREMAN, make.TECHNICIAN, make.INSPECTOR, make.PARTS_CLERK, make.CASHIER,
    make.CONSULTANT,
)  # fmt: skip
CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"


@pytest.fixture
def desk(store: Store) -> Desk:
    """The parts clerk, in a store with its catalogue."""
    return make.desk(store, make.PARTS_CLERK)


def part(desk: Desk, number: str) -> Part | None:
    with desk.look() as session:
        return session.get(Part, number)


def faults(brought: BroughtIn) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in brought.refused]


def nothing_taken(desk: Desk, brought: BroughtIn, before: dict[str, str]) -> bool:
    return not brought.is_done and contents(desk.store.engine) == before


def test_the_catalogue_that_ships_with_the_program_stands_there_already(desk: Desk) -> None:
    for kind, rows in ((TableKind.LABOUR, 60), (TableKind.PARTS, 120)):
        brought = bring_in(desk, kind, CATALOGUE / f"{kind.value}.csv")
        assert (brought.is_done, brought.rows, brought.same, brought.refused) == (True, rows, rows, ())


def test_a_fault_of_the_headings_stands_in_their_line_wherever_they_are(desk: Desk, tmp_path: Path) -> None:
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "", " ,", "part_number,brnad", "ZZ-1,云"))
    assert {line for line, _column in faults(brought)} == {3}
    strange = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "", f"{PART_HEAD},会员等级", f"{PART},金"))
    assert [(remark.line, remark.column) for remark in strange.remarks] == [(2, "会员等级")]


def test_a_new_part_comes_with_what_the_table_says_and_its_opening_stock(desk: Desk, tmp_path: Path) -> None:
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, f"{PART_HEAD},opening_stock", f"{PART},2.5"))
    assert (brought.is_done, brought.new) == (True, 1)
    row = part(desk, "ZZ-1")
    assert row is not None
    assert (row.price_fen, row.unit, row.stock_milli, row.initials) == (15_800, "对", 2_500, "ygp")
    with desk.look() as session:
        entry = next(found(session, AuditFilter(), most=1))
    assert entry.deed is Deed.CATALOGUE_LOAD
    assert dict(entry.details)["rows"] == "1" and dict(entry.details)["new"] == "1"


def test_a_price_list_changes_prices_and_leaves_the_rest(desk: Desk, tmp_path: Path) -> None:
    before = part(desk, "YJ-A5-1001")
    prices = csv_file(tmp_path, "part_number,price_fen,opening_stock", "YJ-A5-1001,5200,7")
    brought = bring_in(desk, TableKind.PARTS, prices)
    after = part(desk, "YJ-A5-1001")
    assert before is not None and after is not None
    assert (brought.changed, after.price_fen, after.name_zh) == (1, 5_200, before.name_zh)
    assert after.stock_milli == before.stock_milli, "what lies on the shelf is counted elsewhere"
    assert [(remark.line, remark.column) for remark in brought.remarks] == [(2, "opening_stock")]


def test_prices_may_come_in_yuan_where_the_heading_says_so(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "零件号,单价（元）", "YJ-A5-1001,52.5"))
    changed = part(desk, "YJ-A5-1001")
    assert changed is not None and changed.price_fen == 5_250
    refused_one = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "part_number,price_yuan", "YJ-A5-1001,-1"))
    assert faults(refused_one) == [(2, "price_yuan")]


def test_one_refused_row_keeps_all_out_and_each_says_where_and_why(desk: Desk, tmp_path: Path) -> None:
    before = contents(desk.store.engine)
    brought = bring_in(
        desk, TableKind.PARTS,
        csv_file(
            tmp_path, PART_HEAD, PART,
            PART.replace("ZZ-1", "ZZ-2").replace("15800", "158.00"),
            PART.replace("ZZ-1", "ZZ-3").replace("oem", "golden"),
            PART,
            PART.replace("ZZ-1", "ZZ 4"),
            PART.replace("ZZ-1", "ZZ-5").replace("雨刮片", ""),
            f"{PART},beyond",
        ),
    )  # fmt: skip
    assert faults(brought) == [
        (3, "price_fen"), (4, "quality_class"), (5, "part_number"), (6, "part_number"), (7, "name_zh"), (8, ""),
    ]  # fmt: skip
    assert [fault.code for fault in brought.refused] == [
        "cell.number", "cell.choice", "cell.twice", "cell.key", "cell.missing", "cell.beyond",
    ]  # fmt: skip
    assert "line 2" in brought.refused[2].reason
    assert all(fault.reason for fault in brought.refused)
    assert nothing_taken(desk, brought, before)


def test_a_dry_run_counts_and_changes_nothing_not_even_the_audit(desk: Desk, tmp_path: Path) -> None:
    before = contents(desk.store.engine)
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, PART_HEAD, PART), is_dry_run=True)
    assert (brought.new, brought.is_done, brought.refused) == (1, False, ())
    assert nothing_taken(desk, brought, before)


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("part_number,pirce_fen", ["pirce_fen"]),
        ("price_fen", ["part_number"]),
        ("part_number,price_fen,price_yuan", ["price_fen"]),
        ("part_number,part_number", ["part_number"]),
    ],
)
def test_headings_are_known_there_and_once(desk: Desk, tmp_path: Path, head: str, columns: list[str]) -> None:
    before = contents(desk.store.engine)
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, head, "1,2,3"))
    assert faults(brought) == [(1, column) for column in columns]
    assert nothing_taken(desk, brought, before)


def test_a_title_above_the_headings_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "Parts of 2026,,", PART_HEAD, PART))
    assert [fault.code for fault in brought.refused] == ["column.none"]
    assert "part_number" in brought.refused[0].reason


def test_chinese_headings_come_in_and_faults_bear_them(desk: Desk, tmp_path: Path) -> None:
    use(Language.CHINESE)
    file = csv_file(tmp_path, "配件编号,单价（元）,期初库存", "YJ-A5-1001,52.5,7", "YJ-A5-1002,贵,", encoding="gb18030")
    brought = bring_in(desk, TableKind.PARTS, file)
    assert faults(brought) == [(3, "单价（元）")]
    assert [remark.column for remark in brought.remarks] == ["期初库存"]
    slip = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, "单价（元）,配件编吗", "1,2"))
    assert [fault.code for fault in slip.refused] == ["column.unknown", "column.missing"]
    assert "零件号" in slip.refused[0].reason and "零件号" in slip.refused[1].reason
    assert "part_number" not in slip.refused[0].reason


def test_a_column_of_some_other_system_s_is_not_read_and_that_is_said_first(desk: Desk, tmp_path: Path) -> None:
    head, row = "part_number,price_fen,member_level,price_2", "YJ-A5-1001,5200,gold\x1b,1.4E+10"
    for is_dry_run in (True, False):
        brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, head, row), is_dry_run=is_dry_run)
        assert (brought.refused, brought.changed) == ((), 1)
        assert [(one.line, one.column, one.code) for one in brought.remarks] == [
            (1, "member_level", "column.not_read"), (1, "price_2", "column.not_read"),
        ]  # fmt: skip
    changed = part(desk, "YJ-A5-1001")
    assert changed is not None and changed.price_fen == 5_200


@pytest.mark.parametrize("slip", ["opening_stok", "Opening Stok", "bin-location", "core_retrun", "单价", "期初存库"])
def test_no_column_is_lost_by_a_slip(desk: Desk, tmp_path: Path, slip: str) -> None:
    before = contents(desk.store.engine)
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, f"part_number,{slip}", "YJ-A5-1001,1"))
    assert [(fault.line, fault.column, fault.code) for fault in brought.refused] == [(1, slip, "column.unknown")]
    assert brought.remarks == ()
    assert nothing_taken(desk, brought, before)


def test_how_far_it_is_can_be_heard_and_stopped(desk: Desk, tmp_path: Path) -> None:
    rows = csv_file(tmp_path, PART_HEAD, *(PART.replace("ZZ-1", f"ZZ-{number}") for number in range(250)))
    heard: list[tuple[int, int]] = []

    def go_on_until(last: int, tried: int, of: int) -> bool:
        heard.append((tried, of))
        return tried < last

    with refused(desk, "table.stopped"):
        bring_in(desk, TableKind.PARTS, rows, goes_on=partial(go_on_until, 200))
    assert heard == [(0, 250), (100, 250), (200, 250)]
    assert bring_in(desk, TableKind.PARTS, rows, goes_on=partial(go_on_until, 1_000)).new == 250


@pytest.mark.parametrize("typed", ["1.4E+10", "1.23457E+17", "9E+12"])
def test_a_number_a_spreadsheet_rounded_is_no_code(desk: Desk, tmp_path: Path, typed: str) -> None:
    brought = bring_in(desk, TableKind.PARTS, csv_file(tmp_path, PART_HEAD, PART.replace("ZZ-1", typed)))
    assert [(fault.line, fault.column, fault.code) for fault in brought.refused] == [(2, "part_number", "cell.rounded")]


def test_a_cell_of_a_formula_or_with_a_hidden_sign_is_refused(desk: Desk, tmp_path: Path) -> None:
    brought = bring_in(
        desk, TableKind.PARTS, csv_file(tmp_path, "part_number,brand", "YJ-A5-1001,a\0b", "YJ-S7-1001,a\x1bb")
    )
    assert [(fault.line, fault.column, fault.code) for fault in brought.refused] == [
        (2, "brand", "cell.sign"), (3, "brand", "cell.sign"),
    ]  # fmt: skip
    formula = tmp_path / "formula.xlsx"
    made = openpyxl.Workbook()
    made.active.append(("part_number", "brand"))  # type: ignore[union-attr]
    made.active.append(("YJ-A5-1001", "=1+1"))  # type: ignore[union-attr]
    made.save(formula)
    told = bring_in(desk, TableKind.PARTS, formula)
    assert [(fault.line, fault.column, fault.code) for fault in told.refused] == [(2, "brand", "cell.formula")]


def test_labour_is_changed_by_its_code(desk: Desk, tmp_path: Path) -> None:
    brought = bring_in(desk, TableKind.LABOUR, csv_file(tmp_path, "labour_code,hours_x100", "LB-M001,75"))
    with desk.look() as session:
        hours = session.scalar(select(Labour.hours_x100).where(Labour.code == "LB-M001"))
    assert (brought.changed, hours) == (1, 75)


@pytest.mark.parametrize(
    ("kind", "deed", "who"),
    [
        (TableKind.CUSTOMERS, Deed.RECORDS_IMPORT, {make.MANAGER}),
        (TableKind.VEHICLES, Deed.RECORDS_IMPORT, {make.MANAGER}),
        (TableKind.LABOUR, Deed.CATALOGUE_LOAD, {make.MANAGER, make.PARTS_CLERK}),
        (TableKind.PARTS, Deed.CATALOGUE_LOAD, {make.MANAGER, make.PARTS_CLERK}),
        (TableKind.ORDERS, Deed.RECORDS_IMPORT, {make.MANAGER}),
    ],
)
def test_who_brings_in_each_kind(desk: Desk, tmp_path: Path, kind: TableKind, deed: Deed, who: set[str]) -> None:
    assert booked_as(kind) is deed
    needed = INCOMING[kind].needed
    file = csv_file(tmp_path, ",".join(needed), ",".join("1" for _column in needed))
    for staff_no in POSTS:
        own = make.desk(desk, staff_no)
        if staff_no in who:
            assert bring_in(own, kind, file, is_dry_run=True).rows == 1
        else:
            with refused(desk, "deed.not_allowed"):
                bring_in(own, kind, file, is_dry_run=True)


def test_a_price_list_changes_no_line_that_was_offered(store: Store, tmp_path: Path) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    clerk = make.desk(store, make.PARTS_CLERK)
    before = versions(clerk, order_id)
    assert {line.unit_price_fen for line in before[-1].lines if line.code == make.OIL} == {39_800}
    dearer = csv_file(tmp_path, "part_number,price_fen,name_zh", f"{make.OIL},99900,贵机油")
    assert bring_in(clerk, TableKind.PARTS, dearer).changed == 1
    assert versions(clerk, order_id) == before


def test_a_table_that_was_taken_is_one_entry(desk: Desk, tmp_path: Path) -> None:
    entries = audit_count(desk.store.engine)
    bring_in(desk, TableKind.PARTS, csv_file(tmp_path, PART_HEAD, PART, PART.replace("ZZ-1", "ZZ-2")))
    assert audit_count(desk.store.engine) == entries + 1
