"""Tables for tests: CSV texts, workbooks, and what a store made of them."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from app.exchange.workbook import xlsx_bytes

PART_HEAD = (
    "part_number,name_zh,name_en,quality_class,brand,applies_to,unit,price_fen,cost_fen,guarantee_months,"
    "guarantee_km,bin_location,core_return,needs_hv_qualification,oem_part_number"
)
PART = "ZZ-1,雨刮片,Wiper,oem,云骏原厂,A5,对,15800,9000,12,20000,A9-001,0,0,"


def csv_file(folder: Path, *lines: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    """A CSV file of these lines."""
    file = folder / name
    file.write_bytes("\n".join(lines).encode(encoding))
    return file


def workbook(folder: Path, *rows: Sequence[str], name: str = "table.xlsx") -> Path:
    """A workbook of these rows, every cell text."""
    file = folder / name
    file.write_bytes(xlsx_bytes(rows[0], rows[1:]))
    return file


def repacked(content: bytes, changes: Iterable[tuple[str, bytes]]) -> bytes:
    """The same workbook with some of its members replaced or added."""
    changed = dict(changes)
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, changed.pop(member.filename, None) or old.read(member))
        for name, added in changed.items():
            new.writestr(name, added)
    return out.getvalue()
