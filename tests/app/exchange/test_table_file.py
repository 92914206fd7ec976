"""A file for a spreadsheet: Chinese is read, and no cell is ever a formula."""

import csv
from io import StringIO

import pytest

from app.exchange.table_file import csv_bytes, harmless

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
