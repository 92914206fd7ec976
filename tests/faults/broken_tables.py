"""Tables as strangers send them: sound ones of each kind, damaged in bytes, in the archive, in cells, in encoding."""

import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl

from app.exchange.kinds import TableKind
from app.exchange.table_file import csv_bytes
from app.exchange.workbook import xlsx_bytes
from app.kernel.csv_text import rows_of
from tests.faults.damaged import damaged
from tests.faults.payloads import PAYLOADS

Rows = list[list[str]]
RESOURCES = Path(__file__).parents[2] / "resources"
FILES = {
    TableKind.CUSTOMERS: RESOURCES / "demo" / "customers.csv",
    TableKind.VEHICLES: RESOURCES / "demo" / "vehicles.csv",
    TableKind.LABOUR: RESOURCES / "catalogue" / "labour.csv",
    TableKind.PARTS: RESOURCES / "catalogue" / "parts.csv",
}
MOST_ROWS = 8
# What stands in a cell of somebody else's table, and should not.
CELLS: tuple[str, ...] = (
    *PAYLOADS, "\0", "a\0b", "字" * 3_000, "x" * 140_000, "1e308", "-1e308", "nan", "inf", "9" * 400, "-1", "0", "1.5",
    "½", "٣", "2026-02-30", "0000-00-00", "9999-12-31", "2026-13-01T25:61", "46000", "#REF!", "#N/A", "TRUE", "\ud7ff",
    "\uffff", "\ue000", "\u202e", '"', '""', "\r", "\n", "a\r\nb", ",", ";", "\t", " ", "　", "'=1", "''", "=1+1",
    "=cmd|' /C calc'!A0", "\x1b[2J", "\x7f", "\U0010ffff", "C001", "V001", "LB-M001", "YJ-A5-1001",
)  # fmt: skip
ODD = (b"&#0;", b"&a;", b"<c r='A1' t='s'><v>999999</v></c>", b"\xff", b"<!--", b"]]>", b"<row r='9999999'>", b"<row/>")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5hkscs", "latin-1", "utf-7")


def sound_rows(kind: TableKind) -> Rows:
    """A few rows of the table that ships with the program, the headings first."""
    rows = rows_of(FILES[kind].read_text(encoding="utf-8-sig"))[:MOST_ROWS]
    return [list(rows[0]), *(list(row.values()) for row in rows)]


VISITS: Rows = [
    ["order_no", "vin", "arrived_on", "left_on", "odometer_km", "repair_category", "lines", "total_fen"],
    *([f"OLD-{n}", "LYJBA5G15KA000137", f"2024-0{n}-01", f"2024-0{n}-02", f"{n}0000", "minor", "换机油", "10800"]
      for n in range(1, 6)),
]  # fmt: skip
SOUND = {**{kind: sound_rows(kind) for kind in FILES}, TableKind.ORDERS: VISITS}


def broken_table(dice: random.Random, kind: TableKind) -> bytes:
    """A table of a kind, with something wrong about it; now and then with nothing wrong."""
    ways: tuple[Callable[[random.Random, Rows], bytes], ...] = (
        _bytes_of_csv, _bytes_of_xlsx, _cells_of_csv, _cells_of_csv, _cells_of_xlsx, _typed_cells, _member, _encoding,
        _bomb,
    )  # fmt: skip
    return dice.choice(ways)(dice, [list(row) for row in SOUND[kind]])


def _csv(rows: Rows) -> bytes:
    return csv_bytes(rows[0], rows[1:])


def _bytes_of_csv(dice: random.Random, rows: Rows) -> bytes:
    return damaged(dice, (_csv(rows),))


def _bytes_of_xlsx(dice: random.Random, rows: Rows) -> bytes:
    return damaged(dice, (xlsx_bytes(rows[0], rows[1:]),))


def _cells_of_csv(dice: random.Random, rows: Rows) -> bytes:
    return _csv(_mangled(dice, rows))


def _cells_of_xlsx(dice: random.Random, rows: Rows) -> bytes:
    # What XML cannot hold cannot be written by our own hand; the member mutations bring it in.
    rows = [
        [cell if cell.isprintable() and len(cell) < 32_000 else "?" for cell in row] for row in _mangled(dice, rows)
    ]
    return xlsx_bytes(rows[0], rows[1:])


def _mangled(dice: random.Random, rows: Rows) -> Rows:
    for _turn in range(dice.randint(1, 3)):
        row = dice.choice(rows)
        way = dice.randrange(6)
        if way < 3 and row:
            row[dice.randrange(len(row))] = dice.choice(CELLS)
        elif way == 3:
            rows.append(list(dice.choice(rows)))
        elif way == 4 and row:
            del row[dice.randrange(len(row)) :]
        else:
            row.extend(dice.choice(CELLS) for _more in range(dice.randint(1, 4)))
    return rows


def _typed_cells(dice: random.Random, rows: Rows) -> bytes:
    """A workbook of another hand: numbers, days, formulas, merged cells, sheets hidden and seen."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([_as_a_spreadsheet_takes_it(cell) for cell in row])
    for _turn in range(dice.randint(1, 3)):
        cell = sheet.cell(dice.randint(1, len(rows)), dice.randint(1, len(rows[0])))
        cell.value = dice.choice((1e308, -1.5, 2**70, True, datetime(1900, 1, 1), "=1+1", "=A1", 0, None, "x"))
    if dice.random() < 0.3:
        first = dice.randint(1, len(rows))
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=1, end_column=3)
    for number in range(dice.choice((0, 0, 1, 3))):
        other = book.create_sheet(f"s{number}")
        other.sheet_state = dice.choice(("visible", "hidden", "veryHidden"))
        if dice.random() < 0.5:
            other.append(["secret"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _as_a_spreadsheet_takes_it(cell: str) -> str | int:
    return int(cell) if cell.isascii() and cell.isdigit() and not cell.startswith("0") else cell


def _member(dice: random.Random, rows: Rows) -> bytes:
    """A workbook with one of its parts damaged, left out, or lying about its size."""
    content = xlsx_bytes(rows[0], rows[1:])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    name = dice.choice(sorted(members))
    way = dice.randrange(4)
    if way == 0:
        del members[name]
    elif way == 1:
        members[name] = damaged(dice, (members[name],))
    elif way == 2:
        at = dice.randrange(len(members[name]))
        odd = dice.choice(
            (b"&#0;", b"&a;", b"<c r='A1' t='s'><v>999999</v></c>", b"\xff", b"<!--", b"]]>", b"<row r='9999999'>")
        )
        members[name] = members[name][:at] + odd + members[name][at:]
    packed = bytearray(_packed(members.items()))
    if way == 3:
        at = packed.rindex(b"PK\x01\x02")
        packed[at + 20 : at + 28] = dice.randbytes(8)
    return bytes(packed)


def _packed(members: Sequence[tuple[str, bytes]] | object) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:  # type: ignore[attr-defined]
            archive.writestr(name, content)
    return out.getvalue()


def _encoding(dice: random.Random, rows: Rows) -> bytes:
    return _csv(rows).decode("utf-8-sig").encode(dice.choice(ENCODINGS), "replace")


BOMBS: tuple[str, ...] = ("packed", "members", "entities", "outside", "wide", "tall")


def bomb(which: str, rows: Rows) -> bytes:
    """A small file that wants to be a large one."""
    with zipfile.ZipFile(BytesIO(xlsx_bytes(rows[0], rows[1:]))) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    if which == "packed":
        members[sheet] = members[sheet].replace(b"</sheetData>", b"<row/>" * 4_000_000 + b"</sheetData>")
    elif which == "members":
        members |= {f"xl/media/{number}.xml": b"<a/>" for number in range(300)}
    elif which == "entities":
        entities = b'<!ENTITY a0 "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9)
        )
        members[sheet] = b"<!DOCTYPE x [" + entities + b"]><worksheet>&a8;</worksheet>"
    elif which == "outside":
        members[sheet] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet>&e;</worksheet>'
    elif which == "wide":
        wide = b'<c r="XFD1" t="inlineStr"><is><t>x</t></is></c>'
        members[sheet] = members[sheet].replace(b"</row>", wide + b"</row>", 1)
    else:
        tall = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        members[sheet] = members[sheet].replace(b"</sheetData>", tall)
    return _packed(members.items())


def _bomb(dice: random.Random, rows: Rows) -> bytes:
    # Packing 24 MB takes its time: that one comes seldom.
    return bomb("packed" if dice.random() < 0.02 else dice.choice(BOMBS[1:]), rows)
