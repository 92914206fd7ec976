"""The sheet with the recovery key of an encrypted store: printed and locked away, so that no file need be left."""

from datetime import datetime
from io import BytesIO

from app.kernel.clock import business_day
from app.kernel.language import Language, _, current
from app.paper.fonts import outline
from app.paper.grid import MARGIN, MEASURE, POINTS_PER_MM, STRONG, VALUE, Align, Face, Ink, Style
from app.paper.pen import Pen
from app.paper.sheet import A4
from app.paper.text import wrap

TITLE = Style(face=Face.BOLD, size=20.0)
KEY = Style(face=Face.BOLD, size=26.0)
BODY = Style(size=11.0)
A_ROW, ROW_STEP, LINE_STEP = 3, 15.0, 6.4


def recovery_sheet(words: str, *, made_at: datetime, utc_offset_minutes: int) -> bytes:
    """One page A4: the key in groups as it is typed back, what it opens, and lines to write who keeps it where.

    `words` is the key as shown, its groups joined by `-`; `made_at` in UTC.
    """
    from reportlab.pdfgen.canvas import Canvas

    outline(Face.REGULAR)
    out = BytesIO()
    lang = "en" if current() is Language.ENGLISH else "zh-CN"
    size = (A4.wide * POINTS_PER_MM, A4.high * POINTS_PER_MM)
    canvas = Canvas(out, pagesize=size, invariant=1, lang=lang, initialFontName=Face.REGULAR.value)
    canvas.setTitle(_("Recovery key"))
    canvas.setCreator("Forecourt")
    pen = Pen(canvas, A4.high)
    pen.text(MARGIN, 30.0, _("Recovery key"), TITLE)
    day = business_day(made_at, utc_offset_minutes).isoformat()
    pen.text(MARGIN + MEASURE, 30.0, _("Made on {day}").format(day=day), VALUE, align=Align.RIGHT)
    y = _key(pen, 40.0, words.split("-"))
    for sentence in (
        _("Recovery key of an encrypted Forecourt store. Whoever has it and the files can read the store."),
        _("Should the computer break, the store and its backups open with it, and with nothing else."),
        _("Keep this sheet locked away, not beside the computer. Letters and digits only; O is 0, I and L are 1."),
    ):
        for line in wrap(sentence, MEASURE, BODY):
            pen.text(MARGIN, y, line, BODY)
            y += LINE_STEP
        y += 2.0
    for label in (_("Store"), _("Kept where"), _("Kept by, since")):
        y += 14.0
        pen.text(MARGIN, y, label, VALUE)
        pen.rule(MARGIN + 40.0, MARGIN + MEASURE, y + 1.0)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _key(pen: Pen, top: float, groups: list[str]) -> float:
    """The groups in a frame, three a row; answers where the text goes on."""
    rows = [groups[at : at + A_ROW] for at in range(0, len(groups), A_ROW)]
    high = ROW_STEP * len(rows) + 8.0
    pen.box((MARGIN, top), (MEASURE, high), weight=STRONG, ink=Ink.BLACK, radius=2.0)
    for at, row in enumerate(rows):
        for place, group in enumerate(row):
            x = MARGIN + MEASURE * (place + 0.5) / A_ROW
            pen.text(x, top + ROW_STEP * (at + 0.95), group, KEY, align=Align.CENTRE)
    return top + high + 14.0
