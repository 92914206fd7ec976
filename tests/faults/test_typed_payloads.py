"""Forty payloads in every field of every paper and list: what comes out is what was typed, and nothing else happens."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import make
import openpyxl
import pytest
from pypdf import PdfReader

from app.desk import Store
from app.exchange.kinds import TableKind
from app.exchange.table_file import as_typed, csv_bytes, harmless
from app.exchange.take_out import take_out
from app.kernel.language import Language
from app.paper.fonts import missing_characters, printable
from app.records.catalogue.tables import Part
from app.trust.deeds import Deed
from tests.faults.payloads import PAYLOADS
from tests.papers.reading import PAPERS, text

pytestmark = pytest.mark.faults
Way = tuple[str | int, ...]
SHORT = 3
# Chosen from a list, read by a rule (a plate, a VIN) or made by the program: nobody can type just anything there.
MADE = {
    "plate", "vin", "plate_type", "energy_type", "digest", "chain_mac", "file_sha256", "sha256", "kind", "unit",
    "severity", "side", "edition", "number", "order_number", "settlement_number", "paper_number", "certificate_number",
}  # fmt: skip


def ways(content: object, so_far: Way = ()) -> Iterator[Way]:
    """The way to every text in a content, through values and rows; not to what is chosen from a list."""
    if is_dataclass(content):
        for field in fields(content):
            if field.name not in MADE:
                yield from ways(getattr(content, field.name), (*so_far, field.name))
    elif isinstance(content, tuple):
        for index, one in enumerate(content):
            yield from ways(one, (*so_far, index))
    elif type(content) is str:
        yield so_far


def typed(content: Any, way: Way, words: str) -> Any:
    """The same content with other words there."""
    if not way:
        return words
    first, rest = way[0], way[1:]
    if isinstance(first, int):
        return (*content[:first], typed(content[first], rest, words), *content[first + 1 :])
    return replace(content, **{first: typed(getattr(content, first), rest, words)})


def made(code: str, words: dict[Way, str]) -> bytes:
    """The paper of the story with other words in these places."""
    typeset, story = PAPERS[code]
    content = story.CONTENT
    for way, said in words.items():
        content = typed(content, way, said)
    return typeset(content, stamp=story.STAMP, language=Language.BOTH)


def printed(code: str) -> list[Way]:
    """The places whose words stand on the paper as they are; a place may be there only while another one is empty."""
    places = list(ways(PAPERS[code][1].CONTENT))
    while True:
        marks = {way: f"字样{index:03d}终" for index, way in enumerate(places)}
        seen = text(made(code, marks))
        if all(mark in seen for mark in marks.values()):
            return places
        places = [way for way, mark in marks.items() if mark in seen]


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", printable(words))


def things_in(pdf: bytes) -> Counter[str]:
    """What a paper holds beside its words: links, programs, pictures."""
    reader, found = PdfReader(BytesIO(pdf)), Counter[str]()
    for page in reader.pages:
        found["annotations"] += len(page.get("/Annots", ()))
        found["pictures"] += len(page.images)
    found["programs"] += sum(name in reader.trailer["/Root"] for name in ("/OpenAction", "/AA", "/Names"))
    return found


def test_the_payloads_are_forty_and_can_be_printed() -> None:
    assert len(set(PAYLOADS)) == 40
    assert [payload for payload in PAYLOADS if missing_characters(payload)] == []


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_every_text_of_a_paper_is_printed_as_it_was_typed(
    code: str, is_long: bool, counted: Callable[[str], None]
) -> None:
    places = printed(code)
    assert places
    per_page = things_in(made(code, {}))["pictures"]
    for turn in range(40 if is_long else SHORT):
        words = {way: f"{PAYLOADS[(turn + at) % 40]}#{at:03d}" for at, way in enumerate(places)}
        pdf = made(code, words)
        seen = text(pdf)
        assert [said for said in words.values() if squeezed(said) not in seen] == []
        things = things_in(pdf)
        assert things["annotations"] == things["programs"] == 0
        assert things["pictures"] <= per_page * len(PdfReader(BytesIO(pdf)).pages)
    counted(f"payloads on {code}: {len(places)} fields × {40 if is_long else SHORT}, all as typed")


def test_control_a_paper_that_reads_markup_is_told() -> None:
    """Were words read as markup anywhere on the way, this way of looking would see it."""
    real = squeezed(PAYLOADS[0])
    pdf = made("D01", {("statement",): re.sub(r"<[^>]*>", "", PAYLOADS[0])})
    assert real not in text(pdf)


def test_every_cell_of_a_list_is_read_back_as_typed_and_none_begins_a_formula() -> None:
    rows = [[payload, f" {payload}", f"“{payload}"] for payload in PAYLOADS]
    content = csv_bytes(("甲", "乙", "丙"), rows).decode("utf-8-sig")
    read = list(csv.reader(StringIO(content, newline="")))[1:]
    assert read == [[harmless(cell) for cell in row] for row in rows]
    assert all(cell == typed or cell == f"'{typed}" for row, given in zip(read, rows, strict=True)
               for cell, typed in zip(row, given, strict=True))  # fmt: skip
    assert not [cell for row in read for cell in row if cell.strip()[:1] in set("=+-@＝＋－＠")]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_every_cell_of_a_table_that_goes_out_is_what_was_typed_and_no_formula(
    store: Store, tmp_path: Path, ending: str, counted: Callable[[str], None]
) -> None:
    manager = make.desk(store, make.MANAGER)
    with manager.deed(Deed.CATALOGUE_LOAD) as deed:
        for number, payload in enumerate(PAYLOADS):
            words = {"name_zh": payload, "name_en": f" {payload}", "brand": f"'{payload}", "bin_location": payload[:9]}
            known = deed.get(Part, "YJ-A5-1001")
            same = {column.key: getattr(known, column.key) for column in Part.__mapper__.column_attrs}
            deed.session.add(Part(**{**same, **words, "part_number": f"P{number:02d}"}))
    file = tmp_path / f"parts{ending}"
    take_out(manager, TableKind.PARTS, file, reason="x")
    head, *rows = _cells_of(file)
    read = {row[0][0]: dict(zip((name for name, _type in head), row, strict=True)) for row in rows}
    for number, payload in enumerate(PAYLOADS):
        row = read[f"P{number:02d}"]
        for column, typed_there in (
            ("name_zh", payload), ("name_en", f" {payload}"), ("brand", f"'{payload}"), ("bin_location", payload[:9]),
        ):  # fmt: skip
            said, kind = row[column]
            assert as_typed(said) == typed_there
            assert kind == "s"
            assert ending == ".xlsx" or said.strip()[:1] not in set("=+-@＝＋－＠")
    counted(f"payloads in a table as {ending}: 40 × 4 cells, all as typed, none a formula")


def _cells_of(file: Path) -> list[list[tuple[str, str]]]:
    """Each cell as it stands in the file, with its kind: a text or a formula."""
    if file.suffix == ".csv":
        lines = csv.reader(StringIO(file.read_text(encoding="utf-8-sig"), newline=""))
        return [[(cell, "s") for cell in line] for line in lines]
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    return [[(cell.value or "", "s" if cell.value is None else cell.data_type) for cell in row] for row in sheet.rows]
