"""The row of signatures at the foot of a paper: label, strokes, rule, typed name and time."""

from dataclasses import dataclass

from app.kernel.digest import short
from app.kernel.language import _
from app.paper import hands, handwriting
from app.paper import text as lines_of
from app.paper.blocks import Solid
from app.paper.content import PartyBlock, Signed, SignerRole, Stamp
from app.paper.grid import LABEL, STRONG, Align, Face, Ink, Style, columns
from app.paper.labels import english, moment
from app.paper.pen import Pen

NAME = Style(Face.MEDIUM, 9.0)
ASIDE = Style(size=7.5, ink=Ink.MUTED)
TIME = Style(size=7.5)


def on_paper(scan: str) -> str:
    """What stands where the handwriting would: it is on another sheet, whose scan the store keeps."""
    return _("Signed on paper, scan {digest}").format(digest=short(scan[:12]))


def by_pin() -> str:
    """What stands where the handwriting would: who belongs to the store confirms with a PIN of their own."""
    return _("Confirmed in person with own PIN")


@dataclass(frozen=True, slots=True)
class Slot:
    """Who is to sign (source text), the signature if there is one, a note after the name, a hint for the pen."""

    label: str
    signed: Signed | None = None
    note: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Signatures(Solid):
    """Two or three signatures side by side; one piece."""

    slots: tuple[Slot, ...]
    stamp: Stamp
    count: int = 2

    def height(self, width: float) -> float:
        return 25.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for slot, (at, room) in zip(self.slots, columns(self.count, width), strict=False):
            self._draw_slot(pen, x + at, y, room, slot)

    def _draw_slot(self, pen: Pen, x: float, y: float, room: float, slot: Slot) -> None:
        wide = pen.text(x, y + 4.2, _(slot.label), Style(Face.MEDIUM, 8.5))
        pen.text(x + wide + 1.7, y + 4.2, english(slot.label), LABEL)
        pen.rule(x, x + room, y + 17.2, STRONG, Ink.BLACK)
        if slot.signed is None:
            pen.text(x + room, y + 20.9, slot.hint, TIME, align=Align.RIGHT)
            return
        corner, size = (x + 6.0, y + 5.5), (room - 12.0, 11.3)
        handwriting.draw(pen, slot.signed.strokes, corner=corner, size=size)
        if slot.signed.scan:
            said = on_paper(slot.signed.scan)
            pen.text(corner[0], y + 13.6, said, lines_of.fitted(said, size[0], ASIDE, least=5.5))
        elif not slot.signed.strokes:
            pen.text(corner[0], y + 13.6, by_pin(), lines_of.fitted(by_pin(), size[0], ASIDE, least=5.5))
        hands.note(pen, slot.signed, corner=corner, size=size)
        time = pen.text(x + room, y + 20.9, moment(slot.signed.signed_at, self.stamp), TIME, align=Align.RIGHT)
        self._draw_name(pen, x, y + 20.9, room - time - 3.0, slot.signed.name, slot.note)

    def _draw_name(self, pen: Pen, x: float, y: float, room: float, name: str, note: str) -> None:
        """The name and, in the same line or under it, in whose name it stands."""
        style = lines_of.fitted(name, room, NAME, least=6.5)
        names = lines_of.wrap(name, room, style)
        for index, line in enumerate(names):
            wide = pen.text(x, y + 3.0 * index, line, style)
        if not note:
            return
        if len(names) == 1 and wide + 1.8 + lines_of.width(note, ASIDE) <= room:
            pen.text(x + wide + 1.8, y, note, ASIDE)
        else:
            pen.text(x, y + 3.0 * len(names), note, lines_of.fitted(note, room, ASIDE, least=5.5))


def customer_slot(label: str, party: PartyBlock, stamp: Stamp, sentence: str) -> Slot:
    """The customer's place; `sentence` with {name} says for whom a representative signs."""
    signed = stamp.signed_by(SignerRole.CUSTOMER, SignerRole.REPRESENTATIVE)
    stands_in = signed is not None and signed.role is SignerRole.REPRESENTATIVE
    return Slot(label, signed, sentence.format(name=party.customer_name) if stands_in else "")
