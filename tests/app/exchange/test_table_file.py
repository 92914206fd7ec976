"""A file for a spreadsheet: Chinese is read, and no cell is ever a formula."""

import csv
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from app.exchange.read_table import table_in
from app.exchange.table_file import as_typed, csv_bytes, harmless, table_bytes
from app.kernel.refusal import Refusal

FORMULAS = ("=1+1", "+86 14000000001", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠A",
            "  =1+1", "\u3000=HYPERLINK(\"x\")")  # fmt: skip


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_begins_a_formula(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ("王建军", "1,234.50", "a=b", "苏A8K2M6", "", "1-2"))
def test_other_text_stays_as_it_is(typed: str) -> None:
    assert harmless(typed) == typed


def test_what_is_written_is_read_back(typed: str = '他说“"好"”,\n第二行') -> None:
    content = csv_bytes(("甲", "乙"), [(typed, "𬭎"), ("=1", "")])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["甲", "乙"], [typed, "𬭎"], ["'=1", ""]]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".CSV", ".XLSX"])
def test_every_text_comes_back_as_it_was_typed(ending: str) -> None:
    rows = [(typed, f"'{typed}", f"''{typed}", f"' '{typed}", f"“{typed}”") for typed in (*FORMULAS, "𬭎", "'", "''")]
    rows = [row for row in rows if "\0" not in row[0]]
    read = table_in(table_bytes(Path(f"x{ending}"), tuple("abcde"), rows))
    assert [row.cells for row in read.rows] == rows
    assert all(as_typed(harmless(cell)) == cell for row in rows for cell in row)


def test_every_cell_of_a_workbook_is_text_and_stands_as_it_was_typed() -> None:
    rows = [("+86 14000000001", "=1+1", "14000000001", "00123", "2026-01-02")]
    sheet = openpyxl.load_workbook(BytesIO(table_bytes(Path("x.xlsx"), tuple("abcde"), rows))).active
    assert sheet is not None
    cells = list(sheet.iter_rows())[1]
    assert [cell.value for cell in cells] == list(rows[0])
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_file_of_another_kind_is_not_written() -> None:
    with pytest.raises(Refusal) as caught:
        table_bytes(Path("x.xls"), ("a",), [])
    assert caught.value.code == "table.ending"


def test_spreadsheets_are_imported_by_the_first_table_only() -> None:
    """What the pages ask of the store is imported while the window comes up: openpyxl is not of it."""
    asked = "import sys, app.exchange.take_out, app.exchange.bring_in; print('openpyxl' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "False"
