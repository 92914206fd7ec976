"""Typesetting the handover sheet against a plain reportlab table: as many rows, the same words, the same faces.

The floor embeds the same letters of the same three faces, but has no head, no signatures, no marks, no QR code, no
rules and no line breaking: each row says what it says in one line.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate, Table

from app.kernel.language import Language
from app.order.handover.handover_paper import HandoverContent, typeset
from app.paper.fonts import FILES, printable
from resources import FOLDER
from tests.bench.figures import Figure, in_turns, milliseconds
from tests.papers import handover_samples

pytestmark = pytest.mark.bench
RUNS = 11
FACES = tuple(f"bare {face}" for face in FILES)
MOST = 2


def row_count() -> int:
    """How many entries the sheet lists: work, cautions, what was put off, old parts, guarantees, topics, valuables."""
    values = (getattr(handover_samples.CONTENT, field.name) for field in fields(handover_samples.CONTENT))
    return sum(len(value) for value in values if isinstance(value, tuple))


def words_of(thing: object) -> Iterator[str]:
    """Every text that the sheet holds, from the store's name to the last remark."""
    if type(thing) is str:
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from words_of(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from words_of(getattr(thing, field.name))


def renumbered(thing: Any, number: int) -> Any:
    """The same with a number behind every text of it."""
    if type(thing) is str:
        return f"{thing} {number}"
    if isinstance(thing, tuple):
        return tuple(renumbered(part, number) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{field.name: renumbered(getattr(thing, field.name), number) for field in fields(thing)})
    return thing


def of_another_visit(number: int) -> HandoverContent:
    """A sheet of another car and other work, so that nothing is warm but what stands on every sheet."""
    content = handover_samples.CONTENT
    names = ("car", "party", "work", "cautions", "put_off", "old_parts", "valuables", "follow_up_wish")
    return replace(content, **{name: renumbered(getattr(content, name), number) for name in names})


def bare_document(words: tuple[str, ...]) -> bytes:
    """A table of the sheet's rows with a third of its words in each face, stock reportlab."""
    out, columns = BytesIO(), len(FACES)
    cells = [" ".join(words[at :: columns * row_count()]) for at in range(columns * row_count())]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    style = [("FONT", (at, 0), (at, -1), face, 9) for at, face in enumerate(FACES)]
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, style=style)])
    return out.getvalue()


def test_the_handover_sheet_is_told_against_a_plain_table(figures: list[Figure]) -> None:
    for name, file in zip(FACES, FILES.values(), strict=True):
        registerFont(TTFont(name, str(FOLDER / "fonts" / file)))
    stamp, numbers = handover_samples.STAMP, count(1)
    words = tuple(printable(text).replace("\n", " ") for text in words_of(handover_samples.CONTENT))

    def ours() -> float:
        content = of_another_visit(next(numbers))
        return milliseconds(lambda: typeset(content, stamp=stamp, language=Language.BOTH))

    sheet, bare = in_turns(ours, lambda: milliseconds(lambda: bare_document(words)), runs=RUNS)
    name = f"handover sheet, warm ÷ a plain reportlab table of {row_count()} rows, same words and faces"
    figures.append(Figure(name, sheet, bare, "ms", RUNS, most=MOST))
    assert sheet / bare < MOST
