"""A table somebody else wrote, CSV or XLSX, as headings and rows of text; read in a process of its own."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from app.exchange.table_file import as_typed
from app.exchange.workbook import check_count, read_workbook
from app.kernel.apart import Limits, TookTooMuch, apart
from app.kernel.digest import sha256
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Refusal, Trouble

MOST_BYTES, MOST_ROWS = 20_000_000, 50_000
LIMITS = Limits(seconds=120, memory_bytes=800_000_000)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line of the file (the row of the sheet) in which it begins, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds; `head_line` is where its headings stand. Its digest is that of the file."""

    head_line: int
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sha256: str


def read_table(file: Path) -> Table:
    """Read a file in a process of its own, with little time and memory.

    Refuses: table.folder, table.size, table.heavy, and as `table_in`. Trouble: the file cannot be opened.
    """
    try:
        if file.is_dir():
            raise Refusal("table.folder", _("This is a folder. Choose the table that lies in it."))
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise Refusal(
                "table.size",
                _("This file has {size} MB, at most {most} can be read. Divide it.").format(
                    size=-(-size // 1_000_000), most=MOST_BYTES // 1_000_000
                ),
            )
        content = file.read_bytes()
    except OSError as error:
        raise Trouble(
            _("{file} cannot be read: {reason}.").format(file=file, reason=reason_of(error)),
            _("Look whether the file is there, and whether another program has it open."),
        ) from error
    try:
        return apart(table_in, content, gives_way=False, limits=LIMITS)
    except TookTooMuch as error:
        raise Refusal("table.heavy", _("Reading this file takes too long. Divide it, or save it as CSV.")) from error


def table_in(content: bytes) -> Table:
    """The table in the bytes of a file, whatever the file is called.

    Refuses: table.old_excel, table.encoding, table.line, table.empty, table.rows, and as `read_workbook`.
    """
    if content.startswith(_OLD_EXCEL):
        raise Refusal("table.old_excel", _("This is the old Excel format, or it is locked. Save it as .xlsx or .csv."))
    if content.startswith(_ZIP):
        numbered = [*enumerate(read_workbook(content, most_rows=MOST_ROWS), start=1)]
    else:
        numbered = _csv_rows(_decoded(content))
    filled = [(line, cells) for line, cells in numbered if any(cell.strip() for cell in cells)]
    if not filled:
        raise Refusal("table.empty", _("This file has no rows."))
    (head_line, head), *rows = filled
    return Table(
        head_line,
        tuple(name.strip() for name in head),
        tuple(TableRow(line, tuple(as_typed(cell) for cell in cells)) for line, cells in rows),
        sha256(content),
    )


def _decoded(content: bytes) -> str:
    # Spreadsheets call it “Unicode text”; without its mark it cannot be told from anything else.
    is_wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and not content.startswith(BOM_UTF32_LE)
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(
        "table.encoding", _("These letters are neither UTF-8, UTF-16 nor GB18030. Save the file as “CSV UTF-8”.")
    )


def _separator(text: str) -> str:
    """A comma; where the first line has none, the tab or semicolon that stands there instead."""
    first = text.lstrip("\r\n ").partition("\n")[0]
    return next((sign for sign in ",\t;" if sign in first), ",")


def _csv_rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    begins = 1
    try:
        for cells in reader:
            rows.append((begins, tuple(cells)))
            begins = reader.line_num + 1
            check_count(len(rows) - 1, most=MOST_ROWS)
    except csv.Error as error:
        raise Refusal(
            "table.line",
            _(
                "Line {line} is no line of a CSV file: look at its quotation marks, or whether the file is a table."
            ).format(line=begins),
        ) from error
    return rows
