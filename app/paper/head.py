"""What stands round the body of a page: head, running head, foot, QR code, watermark."""

from dataclasses import dataclass
from functools import cache

from app.kernel.digest import short
from app.kernel.language import Language, _, current, mark
from app.paper import text as lines_of
from app.paper.content import CarBlock, PartyBlock, Stamp, StoreBlock
from app.paper.grid import HEAD_RULE, HEAVY, LABEL, MARGIN, MEASURE, RUNNING_RULE, THIN, Align, Face, Ink, Style
from app.paper.labels import clock, dash, english, local, moment
from app.paper.pen import Pen, Point

RIGHT = MARGIN + MEASURE
CENTRE = 106.0
QR_MM = 14.0
REFERENCE_ROOM = 46.0
WATERMARK = Style(Face.BOLD, 120.0, Ink.WATERMARK)
NO_CAR, NOBODY = CarBlock("", "", "", "", "", "", 0, ""), PartyBlock("", "")
DRAFT, VOID = mark("DRAFT"), mark("VOID")


@dataclass(frozen=True, slots=True)
class Heading:
    """Of what paper, whose car and whose house the page is. `title` is source text, `code` as D01.

    A paper of the house itself is about no car and nobody.
    """

    title: str
    code: str
    store: StoreBlock
    car: CarBlock = NO_CAR
    party: PartyBlock = NOBODY


def store_name(store: StoreBlock) -> str:
    """The store's name in the language of the paper."""
    return store.name_en if current() is Language.ENGLISH and store.name_en else store.name


def draw_head(pen: Pen, heading: Heading, stamp: Stamp) -> None:
    """The full head of the first page."""
    draw_logo(pen, (MARGIN, 14.4), 9.4)
    left = CENTRE - _draw_title(pen, heading.title) / 2
    _draw_store(pen, heading.store, left - 4.0 - 25.8)
    right = RIGHT - QR_MM - 2.6
    number = Style(Face.MEDIUM, 9.5)
    pen.text(right, 17.4, dash(stamp.number), number, align=Align.RIGHT)
    pen.text(right, 21.6, moment(stamp.issued_at, stamp), Style(size=8.0), align=Align.RIGHT)
    order = "" if heading.car is NO_CAR else _("Order {number}").format(number=dash(heading.car.order_number))
    if stamp.replaces:
        order = _in_place_of(order, heading.car.order_number, stamp.replaces)
    small = lines_of.fitted(order, REFERENCE_ROOM, Style(size=7.2, ink=Ink.MUTED), least=5.0)
    pen.text(right, 25.4, order, small, align=Align.RIGHT)
    draw_qr(pen, (RIGHT - QR_MM, 14.0), QR_MM, qr_text(stamp))
    pen.rule(MARGIN, RIGHT, HEAD_RULE, HEAVY, Ink.ACCENT)


def _in_place_of(order: str, order_number: str, replaced: str) -> str:
    """Which paper this one comes in place of; the order is named only where that number does not begin with it."""
    if not order or (order_number and replaced.startswith(order_number)):
        return _("in place of {number}").format(number=replaced)
    return _("{order}, in place of {number}").format(order=order, number=replaced)


def _draw_title(pen: Pen, title: str) -> float:
    words, tracking = _(title), 0.9
    if len(words) >= 8:
        tracking = 0.35 if lines_of.is_wide(words[0]) else 0.1
    style = lines_of.fitted(words, 58.0 - tracking * len(words), Style(Face.MEDIUM, 17.0), least=9.0)
    aside = english(title)
    wide = pen.text(CENTRE, 20.6 if aside else 22.4, words, style, align=Align.CENTRE, tracking=tracking)
    pen.text(CENTRE, 25.4, aside, Style(size=8.0, ink=Ink.MUTED), align=Align.CENTRE, tracking=0.12)
    return max(wide, lines_of.width(aside, Style(size=8.0)))


def _draw_store(pen: Pen, store: StoreBlock, room: float) -> None:
    """Name, phones, address: three lines, or as many as their length asks for, closer together."""
    small = Style(size=7.2, ink=Ink.MUTED)
    name = lines_of.fitted(store_name(store), room, Style(Face.BOLD, 10.0), least=8.0)
    service = _("Service {phone}").format(phone=dash(store.service_phone))
    complaints = _("Complaints {phone}").format(phone=dash(store.complaint_phone))
    both = f"{service}　{complaints}"
    phones = (both,) if lines_of.width(both, small) <= room else (service, complaints)
    lines = [(line, name) for line in lines_of.wrap(store_name(store), room, name)]
    lines += [(line, small) for text in (*phones, dash(store.address)) for line in lines_of.wrap(text, room, small)]
    if len(lines) == 3:
        baselines = [18.2, 22.2, 25.6]
    else:
        step = 11.2 / max(len(lines) - 1, 1)
        baselines = [16.6 + step * index for index in range(len(lines))]
    for (line, style), baseline in zip(lines, baselines, strict=True):
        pen.text(25.8, baseline, line, style)


def draw_running_head(pen: Pen, heading: Heading, stamp: Stamp) -> None:
    """The small head of every further page."""
    draw_logo(pen, (MARGIN, 14.0), 5.2)
    wide = pen.text(21.0, 17.8, _(heading.title), Style(Face.MEDIUM, 10.5))
    pen.text(21.0 + wide + 2.5, 17.8, english(heading.title), Style(size=7.5, ink=Ink.MUTED))
    number = pen.text(RIGHT, 17.8, dash(stamp.number), Style(Face.MEDIUM, 9.0), align=Align.RIGHT)
    whose = f"{heading.car.name}　{heading.party.customer_name}"
    room = RIGHT - number - 4.0 - (21.0 + wide + 34.0)
    style = lines_of.fitted(whose, room, Style(size=8.0, ink=Ink.MUTED), least=5.5)
    pen.text(RIGHT - number - 4.0, 17.8, whose, style, align=Align.RIGHT)
    pen.rule(MARGIN, RIGHT, RUNNING_RULE, HEAVY, Ink.ACCENT)


def draw_foot(pen: Pen, rule_at: float, heading: Heading, stamp: Stamp, *, page: int, pages: int) -> None:
    """Store and complaint line, digest of the content, page, template and printing."""
    pen.rule(MARGIN, RIGHT, rule_at, THIN, Ink.BLACK)
    store = "　".join(
        (
            store_name(heading.store),
            dash(heading.store.address),
            _("Complaint line {phone}").format(phone=dash(heading.store.complaint_phone)),
        )
    )
    place = _("Page {page} of {pages}").format(page=page, pages=pages)
    wide = pen.text(RIGHT, rule_at + 3.4, place, Style(Face.MEDIUM, 7.5), align=Align.RIGHT)
    pen.text(MARGIN, rule_at + 3.4, store, lines_of.fitted(store, MEASURE - wide - 3.0, LABEL, least=5.0))
    made = _made(heading, stamp)
    wide = pen.text(RIGHT, rule_at + 6.8, made, LABEL, align=Align.RIGHT)
    sealed = _sealed(stamp)
    pen.text(MARGIN, rule_at + 6.8, sealed, lines_of.fitted(sealed, MEASURE - wide - 3.0, LABEL, least=5.0))


def _sealed(stamp: Stamp) -> str:
    if not stamp.digest:
        return ""
    digest = _("Digest SHA-256  {digest} …").format(digest=short(stamp.digest))
    if stamp.chain_head:
        digest += "  " + _("Chain {head}").format(head=short(stamp.chain_head[:8]))
    if stamp.certificate:
        seal = _("Seal {certificate}: proves no change, not who someone is")
        digest += "  " + seal.format(certificate=short(stamp.certificate[:8]))
    return digest


def _made(heading: Heading, stamp: Stamp) -> str:
    printed = f"{local(stamp.issued_at, stamp):%m-%d} {clock(stamp.issued_at, stamp)}"
    words = [
        _("Demo data") if stamp.is_demo else "",
        _("Template {code}-{version}").format(code=heading.code, version=stamp.template_version),
        _("Printed by {name} {at}").format(name=dash(stamp.printed_by), at=printed),
    ]
    return "　".join(word for word in words if word)


def draw_watermark(pen: Pen, stamp: Stamp, height: float) -> None:
    """草稿 on what is not issued, 作废 on what no longer holds, in a faint grey under everything else."""
    words = VOID if stamp.is_void else DRAFT if stamp.is_draft else ""
    if words:
        pen.turned(MARGIN + MEASURE / 2, height / 2, _(words), WATERMARK, angle=30.0)


# The mark of the house as fractions of its edge: three bars, cut aslant.
BARS = (
    ((0.31, 0.225), (0.62, 0.225), (0.53, 0.315), (0.20, 0.315)),
    ((0.31, 0.455), (0.80, 0.455), (0.71, 0.545), (0.20, 0.545)),
    ((0.31, 0.685), (0.46, 0.685), (0.37, 0.775), (0.20, 0.775)),
)


def draw_logo(pen: Pen, corner: Point, edge: float) -> None:
    """The mark of the house."""
    pen.box(corner, (edge, edge), fill=Ink.ACCENT, radius=edge * 0.16)
    for bar in BARS:
        first, *others = ((corner[0] + x * edge, corner[1] + y * edge) for x, y in bar)
        pen.path((("M", (first,)), *(("L", (point,)) for point in others), ("Z", ())), fill=Ink.WHITE)


def qr_text(stamp: Stamp) -> str:
    """Number and short digest, at most 50 characters; what stands at the foot, for a camera.

    Capitals only: the alphanumeric mode keeps the modules large.
    """
    return f"{stamp.number.upper()[:25]} {stamp.digest[:24].upper()}".strip() or "-"


@cache
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def draw_qr(pen: Pen, corner: Point, edge: float, text: str) -> None:
    """The code without a quiet zone: the margin is one. The dark modules of a row are merged."""
    rows = _modules(text)
    module = edge / len(rows)
    boxes = []
    for down, row in enumerate(rows):
        for start, length in _dark(row):
            # A little higher than a module, so that rows meet without a seam.
            boxes.append(((corner[0] + start * module, corner[1] + down * module), (length * module, module * 1.01)))
    pen.boxes(boxes)


def _dark(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    spans, start = list[tuple[int, int]](), None
    for index, is_dark in enumerate((*row, False)):
        if is_dark and start is None:
            start = index
        elif not is_dark and start is not None:
            spans.append((start, index - start))
            start = None
    return spans
