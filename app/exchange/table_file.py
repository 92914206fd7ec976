"""Rows as a file that a spreadsheet opens in Chinese and without calculating anything in it: CSV or XLSX."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from app.exchange.workbook import xlsx_bytes
from app.kernel.language import _
from app.kernel.refusal import Refusal

# What a spreadsheet takes for the beginning of a formula, also in full width and behind blanks; and what we made of it.
_FORMULA = re.compile("'*[ \u3000\u00a0]*[=+@\\-\t\r\n\0＝＋－＠]")
_BOM = "\ufeff"
CSV, XLSX = ".csv", ".xlsx"


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark that Excel understands; every cell is text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (_BOM + out.getvalue()).encode()


def table_bytes(file: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table in the kind that the file's ending names. Refuses: table.ending."""
    if file.suffix.lower() == XLSX:
        # Its cells are typed as text: only what looks like a mark of ours needs one more, so that it stays.
        return xlsx_bytes(head, ([harmless(cell) if cell[:1] == "'" else cell for cell in row] for row in rows))
    check_ending(file)
    return csv_bytes(head, rows)


def check_ending(file: Path) -> None:
    """Refuses: table.ending."""
    if file.suffix.lower() not in (CSV, XLSX):
        raise Refusal("table.ending", _("Let the file's name end in .csv or .xlsx."), field="tables.file")


def harmless(cell: str) -> str:
    """The text as a spreadsheet shows it and never runs it: `'` before what would begin a formula.

    >>> harmless("=1+1"), harmless(" +86 1400000"), harmless("普通"), harmless("'=1")
    ("'=1+1", "' +86 1400000", '普通', "''=1")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_typed(cell: str) -> str:
    """The text that `harmless` was given: its mark is taken off, and no other.

    >>> as_typed("'=1+1"), as_typed("'普通'"), as_typed("=1+1"), as_typed("''=1")
    ('=1+1', "'普通'", '=1+1', "'=1")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
