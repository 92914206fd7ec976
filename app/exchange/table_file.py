"""Rows as a CSV file that a spreadsheet opens in Chinese and without calculating anything in it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# What a spreadsheet takes for the beginning of a formula, also in full width and behind blanks.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
_BOM = "\ufeff"


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark that Excel understands; every cell is text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (_BOM + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """The text as a spreadsheet shows it and never runs it: `'` before what would begin a formula.

    >>> harmless("=1+1"), harmless(" +86 1400000"), harmless("普通")
    ("'=1+1", "' +86 1400000", '普通')
    """
    return f"'{cell}" if cell.lstrip(" \u3000\u00a0").startswith(_STARTS_A_FORMULA) else cell
