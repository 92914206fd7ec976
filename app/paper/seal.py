"""The seal block: the whole digest, when the content was frozen, and what that proves."""

from dataclasses import dataclass

from app.kernel.digest import short
from app.kernel.language import _
from app.paper import text as lines_of
from app.paper.blocks import Solid
from app.paper.content import Stamp
from app.paper.grid import HAIRLINE, HEAVY, Align, Face, Ink, Style
from app.paper.labels import local
from app.paper.pen import Pen

HEIGHT = 19.6
LABEL = Style(size=7.2, ink=Ink.MUTED)
FIGURES = Style(size=9.0)
SENTENCE = Style(size=7.8, ink=Ink.MUTED)


@dataclass(frozen=True)
class Seal(Solid):
    """A typographic sign, not an imitation of a company chop."""

    stamp: Stamp
    place: str

    def height(self, width: float) -> float:
        return HEIGHT + 2.4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box((x, y), (width, HEIGHT), weight=HAIRLINE, ink=Ink.LINE, radius=1.2)
        self._draw_sign(pen, x + 9.8, y + 9.7)
        pen.text(x + 21.0, y + 4.9, _("Digest SHA-256"), LABEL)
        for index in range(0, 64, 4):
            row, group = divmod(index // 4, 8)
            pen.text(x + 46.0 + group * 11.0, y + 4.9 + row * 4.0, self.stamp.digest[index : index + 4], FIGURES)
        pen.text(x + 21.0, y + 13.0, _("Frozen, chain"), LABEL)
        pen.text(x + 46.0, y + 13.0, self._frozen(), FIGURES)
        sentence = self._sentence()
        style = lines_of.fitted(sentence, width - 23.0, SENTENCE, least=5.5)
        pen.text(x + 21.0, y + 16.9, sentence, style)

    def _sentence(self) -> str:
        if not self.stamp.certificate:
            return _(
                "Signed at: {place}. This digest stands in the store's audit chain: it proves that nothing was "
                "changed, not who someone is; the code on page 1 can be checked."
            ).format(place=self.place)
        return _(
            "Signed at: {place}. The file is sealed with the store's own key, certificate {certificate}: it proves "
            "that nothing was changed, not who someone is."
        ).format(place=self.place, certificate=short(self.stamp.certificate[:16]))

    def _frozen(self) -> str:
        at = local(self.stamp.issued_at, self.stamp)
        hours, minutes = divmod(abs(self.stamp.utc_offset_minutes), 60)
        sign = "+" if self.stamp.utc_offset_minutes >= 0 else "−"
        length = f"{self.stamp.chain_length:06d} " if self.stamp.chain_length else ""
        head = " ".join(self.stamp.chain_head[index : index + 4] for index in range(0, 12, 4))
        chain = _("Chain {head}").format(head=length + head.strip())
        return f"{at:%Y-%m-%d %H:%M:%S} {sign}{hours:02d}:{minutes:02d}　{chain}"

    def _draw_sign(self, pen: Pen, x: float, y: float) -> None:
        pen.circle((x, y), 6.9, weight=HEAVY, ink=Ink.ACCENT)
        pen.circle((x, y), 6.0, weight=HAIRLINE, ink=Ink.ACCENT)
        pen.text(x, y - 0.2, _("FROZEN"), Style(Face.MEDIUM, 8.5, Ink.ACCENT), align=Align.CENTRE)
        pen.text(x, y + 2.8, "SHA-256", Style(size=5.5, ink=Ink.ACCENT), align=Align.CENTRE)
