"""XLSX: strangers' workbooks read behind guards (R27), our own written with every cell as text (R30)."""

import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.kernel.language import _
from app.kernel.refusal import Refusal

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO, SMALL = 200, 50_000_000, 100, 100_000
MOST_COLUMNS = 100
LOWEST_ROW = 1_048_576  # no spreadsheet has one below it
_PIECE = 1 << 16
# What openpyxl, its XML and its ZIP raise on files that are none, or not whole.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
FORMULA = "\0formula"  # what a formula is handed on as: a cell that nobody can type


def check_workbook(content: bytes) -> None:
    """Look at the archive before anything reads it: few members, little in them, no DTD.

    Refuses: table.broken, table.bomb, table.dtd.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            said = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or said > MOST_UNPACKED:
                raise _bomb()
            _check_members(archive, members)
    except BROKEN as error:
        raise _broken() from error


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    unpacked = 0
    for member in members:
        if member.flag_bits & 1:
            raise Refusal("table.locked", _("This workbook is locked with a password. Save it without one."))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _broken()
        size, tail = 0, b""
        with archive.open(member) as file:
            # Counted as it comes: what the head says of a size need not be so.
            while piece := file.read(_PIECE):
                size, unpacked = size + len(piece), unpacked + len(piece)
                too_dense = size > SMALL and size > MOST_RATIO * max(member.compress_size, 1)
                if unpacked > MOST_UNPACKED or too_dense:
                    raise _bomb()
                _check_no_dtd(tail + piece, is_start=size == len(piece))
                tail = piece[-16:]


def _check_no_dtd(piece: bytes, *, is_start: bool) -> None:
    """UTF-16 would hide a DTD from this look, and no spreadsheet writes it."""
    hides = is_start and (piece[:2] in (b"\xff\xfe", b"\xfe\xff") or (piece[:1] == b"<" and b"\0" in piece[:4]))
    if hides or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise Refusal("table.dtd", _("This workbook brings definitions of its own (DTD), as no spreadsheet does."))


def read_workbook(content: bytes, *, most_rows: int) -> tuple[tuple[str, ...], ...]:
    """The rows of its one visible sheet as texts; of a formula `FORMULA`. Row one is the first.

    Refuses: table.broken, table.sheets, table.empty, table.rows, table.columns, and as `check_workbook`.
    """
    check_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: styles, drawings, macros
            return _rows_of(content, most_rows)
    except BROKEN as error:
        raise _broken() from error


def _rows_of(content: bytes, most_rows: int) -> tuple[tuple[str, ...], ...]:
    book = _load(content)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        filled = [(sheet, rows) for sheet in sheets if (rows := tuple(_texts(sheet, most_rows)))]
        if not filled:
            raise Refusal("table.empty", _("This file has no rows."))
        if len(filled) > 1:
            names = _(", ").join(sheet.title for sheet, _rows in filled[:3])
            raise Refusal(
                "table.sheets",
                _("Several sheets hold rows ({names}). Leave one, and save the others apart.").format(names=names),
            )
        return filled[0][1]
    finally:
        with suppress(*BROKEN):
            book.close()


def _load(content: bytes) -> "Workbook":
    book: Workbook = _openpyxl().load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    return book


def _openpyxl() -> ModuleType:
    """Comes in with the first table: it takes 200 ms."""
    # WORKAROUND https://foss.heptapod.net/openpyxl/openpyxl: it takes lxml where some other package brought it along;
    # without, it reads by defusedxml, which is a dependency of ours.
    os.environ["OPENPYXL_LXML"] = "False"
    import openpyxl

    return openpyxl


def _texts(sheet: Any, most_rows: int) -> Iterator[tuple[str, ...]]:
    """Up to the last row that holds something; what the sheet says of its own size is not asked."""
    sheet.reset_dimensions()  # which the types know nothing of
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell.value, cell.data_type) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            check_count(number - 1, most=most_rows)
            _check_width(len(texts))
            yield from (() for _row in range(empty))
            yield tuple(texts)
        elif number > LOWEST_ROW:
            raise _broken()
        empty = 0 if texts else empty + 1


def _check_width(columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise Refusal("table.columns", _("At most {most} columns can be read.").format(most=MOST_COLUMNS))


def _text(value: object, data_type: str) -> str:
    """A cell as one would have typed it."""
    if value is None:
        return ""
    if data_type == "f":
        return FORMULA
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # A telephone number that was typed as a number is whole; beyond 2^53 digits are made up.
        is_whole = isfinite(value) and value == int(value) and abs(value) < 2**53
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def xlsx_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet; every cell is text, also one that begins like a formula."""
    openpyxl = _openpyxl()
    book: Workbook = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()

    def text_cell(text: str) -> "Cell":
        cell: Cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
        cell.data_type = "s"
        cell.number_format = "@"
        return cell

    for row in (head, *rows):
        sheet.append([text_cell(text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _broken() -> Refusal:
    return Refusal("table.broken", _("This file is damaged, or it is no table. Save it anew in a spreadsheet."))


def check_count(rows: int, *, most: int) -> None:
    """Refuses: table.rows, when there are more than one file may bring."""
    if rows > most:
        raise Refusal("table.rows", _("At most {most} rows in one file. Divide it.").format(most=f"{most:,}"))


def _bomb() -> Refusal:
    return Refusal("table.bomb", _("Far more is packed into this file than a table needs. It is not opened."))
