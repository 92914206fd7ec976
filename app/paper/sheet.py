"""Sets blocks on pages: how they are divided, where the signatures stand, and the file that comes of it."""

from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Any

from app.kernel.language import Language, _, current, mark
from app.paper.blocks import Block, Stack
from app.paper.content import Stamp
from app.paper.fonts import let_go, outline
from app.paper.grid import FOOT, HEAD_RULE, MARGIN, MEASURE, POINTS_PER_MM, RUNNING_RULE, Face
from app.paper.head import Heading, draw_foot, draw_head, draw_running_head, draw_watermark, store_name
from app.paper.pen import Pen


@dataclass(frozen=True, slots=True)
class Sheet:
    """The format of the paper in millimetres."""

    wide: float
    high: float

    @property
    def foot(self) -> float:
        """Where the rule of the foot stands."""
        return self.high - FOOT


A4 = Sheet(210.0, 297.0)
A5_LANDSCAPE = Sheet(210.0, 148.0)
# White between the body and the foot rule, and between the body and the signatures.
ABOVE_FOOT = 3.0
# How much of the body goes to a new page with the signatures, if it can be had in whole sections.
COMPANY, MOST_MOVED = 40.0, 110.0
DEMO_WORDS = mark("Demo data")


@dataclass(frozen=True, slots=True)
class Page:
    """The body of one page, and the signatures if they stand on it."""

    body: Block
    tail: Block | None = None


def paginate(body: Stack, tail: Block | None, sheet: Sheet) -> tuple[Page, ...]:
    """The body on as many pages as it needs, the tail at the foot of the last with at least its end above it."""
    pages, rest, whole = list[Block](), body, body
    while rest.height(MEASURE) > _room(sheet, len(pages)) + 0.01:
        parts = rest.split(MEASURE, _room(sheet, len(pages)))
        if parts is None:
            break
        whole = rest
        pages.append(parts[0])
        rest = parts[1]
    if tail is None:
        return (*map(Page, pages), Page(rest))
    taken = tail.height(MEASURE)
    if rest.height(MEASURE) > sheet.foot - _top(len(pages)) - taken + 0.01:
        first, rest = _moved(rest, sheet, len(pages), taken) or _divided(rest, sheet, len(pages), taken)
        pages.append(first)
    elif pages and rest.height(MEASURE) < COMPANY:
        better = _moved(whole, sheet, len(pages) - 1, taken)
        if better is not None:
            pages[-1], rest = better
    return (*map(Page, pages), Page(rest, tail))


def _moved(whole: Stack, sheet: Sheet, page: int, taken: float) -> tuple[Stack, Stack] | None:
    """Whole sections for the page of the signatures, so that they do not stand there with a line or two."""
    for at in range(len(whole.blocks) - 1, 0, -1):
        first, rest = Stack(whole.blocks[:at]), Stack(whole.blocks[at:])
        high = rest.height(MEASURE)
        is_seemly = COMPANY <= high <= MOST_MOVED and high + taken <= sheet.foot - RUNNING_RULE
        if is_seemly and not whole.blocks[at - 1].keeps and first.height(MEASURE) <= _room(sheet, page):
            return first, rest
    return None


def _divided(rest: Stack, sheet: Sheet, page: int, taken: float) -> tuple[Stack, Stack]:
    """What fits above the signatures stays, the end goes with them; what cannot be divided stays whole."""
    return rest.split(MEASURE, sheet.foot - _top(page) - taken) or (rest, Stack(()))


def _top(page: int) -> float:
    return RUNNING_RULE if page else HEAD_RULE


def _room(sheet: Sheet, page: int) -> float:
    return sheet.foot - ABOVE_FOOT - _top(page)


def render(body: Stack, tail: Block | None, *, heading: Heading, stamp: Stamp, sheet: Sheet = A4) -> bytes:
    """The PDF. The same blocks and stamp give the same bytes: its date is the time of issue."""
    out = BytesIO()
    canvas = _canvas(out, heading, stamp, sheet)
    pages = paginate(body, tail, sheet)
    for index, page in enumerate(pages):
        pen = Pen(canvas, sheet.high)
        draw_watermark(pen, stamp, sheet.high)
        (draw_running_head if index else draw_head)(pen, heading, stamp)
        page.body.draw(pen, MARGIN, _top(index), MEASURE)
        if page.tail is not None:
            page.tail.draw(pen, MARGIN, sheet.foot - page.tail.height(MEASURE), MEASURE)
        draw_foot(pen, sheet.foot, heading, stamp, page=index + 1, pages=len(pages))
        canvas.showPage()
    canvas.save()
    let_go()
    return out.getvalue()


def _canvas(out: BytesIO, heading: Heading, stamp: Stamp, sheet: Sheet) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    size = (sheet.wide * POINTS_PER_MM, sheet.high * POINTS_PER_MM)
    lang = "en" if current() is Language.ENGLISH else "zh-CN"
    # Without a first font of ours the file would name Helvetica, which it does not embed.
    outline(Face.REGULAR)
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang=lang, initialFontName=Face.REGULAR.value)
    _date(canvas, stamp)
    canvas.setTitle(f"{_(heading.title)} {stamp.number}".strip())
    canvas.setSubject(heading.title)
    canvas.setAuthor(store_name(heading.store))
    canvas.setCreator("Forecourt")
    canvas.setKeywords(_(DEMO_WORDS) if stamp.is_demo else "")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _date(canvas: Any, stamp: Stamp) -> None:
    """Give the file the time of issue: reportlab knows only now, or the year 2000 for files that repeat."""
    at = stamp.issued_at.astimezone(UTC)
    times = canvas._doc._timeStamp
    times.t, times.lt = at.timestamp(), at.timetuple()
    times.YMDhms = tuple(at.timetuple())[:6]
    times.dhh = times.dmm = 0
