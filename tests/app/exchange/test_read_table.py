"""Strangers' files: CSV in four encodings and XLSX are read; everything else is one sentence."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.exchange import read_table as reading
from app.exchange.read_table import Table, read_table, table_in
from app.exchange.workbook import FORMULA, xlsx_bytes
from app.kernel.apart import Limits
from app.kernel.refusal import Refusal, Trouble
from tests.app.exchange.tables import csv_file, repacked, workbook

HEAD, ROW = ("part_number", "name_zh"), ("ZZ-1", "雨刮𬭎")
SHEET = "xl/worksheets/sheet1.xml"


def code(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        table_in(content)
    assert caught.value.sentence
    return caught.value.code


def texts(table: Table) -> list[tuple[str, ...]]:
    return [table.head, *(row.cells for row in table.rows)]


def book(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    """A workbook as somebody else makes it, cells with types of their own."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_four_encodings(tmp_path: Path, encoding: str) -> None:
    file = csv_file(tmp_path, ",".join(HEAD), ",".join(ROW), encoding=encoding)
    assert texts(read_table(file)) == [HEAD, ROW]


def test_unicode_text_of_a_spreadsheet_is_read_whichever_byte_comes_first() -> None:
    for order, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert texts(table_in(mark + "编号\t名称\r\nZZ-1\t雨刮片\r\n".encode(order))) == [
            ("编号", "名称"),
            ("ZZ-1", "雨刮片"),
        ]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_a_tab_or_semicolon_separates_where_the_headings_have_no_comma(separator: str) -> None:
    content = f"\r\n{separator.join(HEAD)}\r\nZZ-1{separator}刮片, 左\r\n".encode("gb18030")
    assert texts(table_in(content)) == [HEAD, ("ZZ-1", "刮片, 左")]
    assert texts(table_in(f"a,b{separator}c\n1,2\n".encode())) == [("a", f"b{separator}c"), ("1", "2")]


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert texts(read_table(workbook(tmp_path, HEAD, ROW))) == [HEAD, ROW]


def test_lines_are_those_of_the_file_also_behind_blank_ones_and_breaks() -> None:
    table = table_in(b'a,b\n\n"one\ntwo",x\n  ,\nlast,y\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [(3, "one\ntwo"), (6, "last")]
    gaps = book(("a",), ("x",))
    gaps.active["A9"] = "last"  # type: ignore[index]
    assert [row.line for row in table_in(saved(gaps)).rows] == [2, 9]


def test_what_a_spreadsheet_took_for_numbers_and_days_is_what_was_typed() -> None:
    table = table_in(
        saved(book(("a", "b", "c", "d", "e", "f"), (14_000_000_001, 4800.0, 0.5, True, datetime(2026, 1, 2), 1e308)))
    )
    assert table.rows[0].cells == ("14000000001", "4800", "0.5", "1", "2026-01-02", "1e+308")


def test_a_formula_is_told_from_a_text_that_looks_like_one() -> None:
    made = book(("a", "b"), ("=1+1", "x"))
    made.active["B2"].value = "=2"  # type: ignore[index]
    made.active["B2"].data_type = "s"  # type: ignore[index]
    assert table_in(saved(made)).rows[0].cells == (FORMULA, "=2")


def test_our_mark_is_taken_off_and_no_other() -> None:
    content = "a\n'=1\n'普通'\n''=1\n".encode()
    assert [row.cells for row in table_in(content).rows] == [("=1",), ("'普通'",), ("'=1",)]


def test_of_several_sheets_only_one_may_hold_rows_and_a_hidden_one_is_not_read() -> None:
    made = book(("a",), ("x",))
    hidden = made.create_sheet("hidden")
    hidden.append(("secret",))
    hidden.sheet_state = "hidden"
    made.create_sheet("empty")
    assert texts(table_in(saved(made))) == [("a",), ("x",)]
    made.create_sheet("second").append(("y",))
    assert code(saved(made)) == "table.sheets"


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    sound = xlsx_bytes(HEAD, [ROW])
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        sheet = archive.read(SHEET)
    lies = sheet.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    assert texts(table_in(repacked(sound, [(SHEET, lies)]))) == [HEAD, ROW]


def xml_with(start: bytes, *, at: str = SHEET) -> bytes:
    """A sound workbook, one of whose parts begins otherwise."""
    sound = xlsx_bytes(HEAD, [ROW])
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        part = archive.read(at)
    body = part[part.index(b"?>") + 2 :] if part.startswith(b"<?xml") else part
    return repacked(sound, [(at, start + body)])


def bomb(size: int, *, members: int = 1) -> bytes:
    return repacked(xlsx_bytes(HEAD, [ROW]), [(f"xl/media/{n}.xml", b"0" * size) for n in range(members)])


def test_what_lies_far_below_or_at_the_right_is_refused_not_left_out() -> None:
    for place, wanted in (("A60000", "table.rows"), ("CZ2", "table.columns")):
        made = book(("a",), ("x",))
        made.active[place] = "last"  # type: ignore[index]
        assert code(saved(made)) == wanted


def locked() -> bytes:
    content = bytearray(xlsx_bytes(HEAD, [ROW]))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "table.empty"),
        (b"\n ,\n", "table.empty"),
        (saved(openpyxl.Workbook()), "table.empty"),
        (b"\xff\xfea\0,", "table.encoding"),
        ("a,b\n1,2\n".encode("utf-32"), "table.encoding"),
        (b"\x81", "table.encoding"),
        (b'a,b\n"open', "table.line"),
        (b'a\n"x"y\n', "table.line"),
        (b"a\n" + b"x" * 200_000, "table.line"),
        (b"a\n" + b"1\n" * 50_001, "table.rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table.old_excel"),
        (b"PK\x03\x04", "table.broken"),
        (repacked(xlsx_bytes(HEAD, [ROW]), [(SHEET, b"<worksheet>")]), "table.broken"),
        (repacked(xlsx_bytes(HEAD, [ROW]), [("xl/workbook.xml", b"<a/>")]), "table.empty"),
        (locked(), "table.locked"),
        (bomb(30_000_000), "table.bomb"),
        (bomb(99_000, members=600), "table.bomb"),
        (xml_with(b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'), "table.dtd"),
        (xml_with(b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'), "table.dtd"),
        (repacked(xlsx_bytes(HEAD, [ROW]), [(SHEET, '<?xml version="1.0"?><a/>'.encode("utf-16"))]), "table.dtd"),
        (repacked(xlsx_bytes(HEAD, [ROW]), [(SHEET, "<a/>".encode("utf-16-le"))]), "table.dtd"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_one_sentence(content: bytes, wanted: str) -> None:
    assert code(content) == wanted


def test_a_size_that_the_head_understates_is_counted_while_it_is_read() -> None:
    content = bytearray(bomb(30_000_000))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        info = next(member for member in archive.infolist() if member.filename.startswith("xl/media"))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.index(mark)
        while content[at + offset : at + offset + 4] != info.file_size.to_bytes(4, "little"):
            at = content.index(mark, at + 4)
        content[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert code(bytes(content)) in ("table.bomb", "table.broken")


def test_a_folder_is_told_apart_from_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        read_table(tmp_path)
    assert caught.value.code == "table.folder"


def test_a_file_that_is_too_large_or_not_there_is_not_opened(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(Refusal) as caught:
        read_table(large)
    assert caught.value.code == "table.size"
    with pytest.raises(Trouble):
        read_table(tmp_path / "nowhere.csv")


def test_reading_ends_at_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = csv_file(tmp_path, "a", "1")
    for limits in (Limits(seconds=0, memory_bytes=800_000_000), Limits(seconds=60, memory_bytes=100_000_000)):
        monkeypatch.setattr(reading, "LIMITS", limits)
        if limits.seconds == 0:
            with pytest.raises(Refusal) as caught:
                read_table(file)
            assert caught.value.code == "table.heavy"
        else:
            with pytest.raises((Refusal, Trouble)):
                file.write_bytes(b"a\n" + b"1\n" * 40_000 + b"x" * 19_000_000)
                read_table(file)
