"""Typesetting the handover sheet against a plain reportlab table with as many rows in the same face."""

from dataclasses import fields
from importlib.resources import files
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate, Table

from app.kernel.language import Language
from app.order.handover.handover_paper import typeset
from tests.bench.figures import Figure, in_turns, milliseconds
from tests.papers import handover_samples

pytestmark = pytest.mark.bench
RUNS = 11
FACE = "bare"


def row_count() -> int:
    """How many entries the sheet lists: work, cautions, what was put off, old parts, guarantees, topics, valuables."""
    values = (getattr(handover_samples.CONTENT, field.name) for field in fields(handover_samples.CONTENT))
    return sum(len(value) for value in values if isinstance(value, tuple))


def bare_document() -> bytes:
    """A table of that many rows and nothing else: no head, no signatures, no marks, stock line breaking."""
    out = BytesIO()
    rows = [
        [str(row), "更换后制动片一套，清洁并润滑导向销", "2.8 / 3.1 mm", "11.0 / 11.0 mm"] for row in range(row_count())
    ]
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, style=[("FONT", (0, 0), (-1, -1), FACE, 9)])])
    return out.getvalue()


def test_the_handover_sheet_is_told_against_a_plain_table(figures: list[Figure]) -> None:
    registerFont(TTFont(FACE, str(files("resources") / "fonts" / "NotoSansSC_400Regular.ttf")))
    content, stamp = handover_samples.CONTENT, handover_samples.STAMP
    ours, bare = in_turns(
        lambda: milliseconds(lambda: typeset(content, stamp=stamp, language=Language.BOTH)),
        lambda: milliseconds(bare_document),
        runs=RUNS,
    )
    name = f"handover sheet, warm ÷ a plain reportlab table of {row_count()} rows"
    figures.append(Figure(name, ours, bare, "ms", RUNS))
