"""D11 出门证, A5: the plate large, until when it is valid; no amounts, no telephone number."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.language import Language, _, mark, speaking
from app.order.handover.explanation import PASS_WORDS, PassKind
from app.paper import text as lines_of
from app.paper.blocks import Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock
from app.paper.grid import HAIRLINE, HEAVY, VALUE_BOLD, VALUE_STRONG, Align, Face, Ink, Style
from app.paper.head import Heading
from app.paper.labels import clock, dash, day, km, label, local, moment
from app.paper.opening import model_and_colour
from app.paper.pen import Pen
from app.paper.pieces import Words, draw, fold, ticked
from app.paper.sections import Fact, facts
from app.paper.sheet import A5_LANDSCAPE, render
from app.paper.signing import Signatures, Slot

PLATE = Style(Face.BOLD, 50.0)
FIELD = (104.0, 38.2)
FACTS_AT = 112.0


@dataclass(frozen=True, slots=True)
class GatePassContent:
    """Leave to drive out once, until `valid_until`."""

    store: StoreBlock
    car: CarBlock
    customer_name: str
    kind: PassKind
    advisor: str
    settlement_number: str
    handover_number: str
    valid_until: datetime
    out_odometer_km: int = 0


def typeset(content: GatePassContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D11."""
    with speaking(language):
        party = PartyBlock(content.customer_name, "")
        heading = Heading(mark("Gate pass"), "D11", content.store, content.car, party)
        body = stack(_Pass(content, stamp))
        return render(body, _signatures(stamp), heading=heading, stamp=stamp, sheet=A5_LANDSCAPE)


@dataclass(frozen=True)
class _Pass(Solid):
    content: GatePassContent
    stamp: Stamp

    def height(self, width: float) -> float:
        return 70.8

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._draw_plate(pen, x, y + 6.0)
        self._facts().draw(pen, x + FACTS_AT, y + 3.8, width - FACTS_AT)
        pen.rule(x, x + width, y + 49.8, HEAVY, Ink.ACCENT)
        self._draw_validity(pen, x, y + 49.8)
        pen.line((x + 84.0, y + 53.0), (x + 84.0, y + 68.4))
        self._draw_checks(pen, x + 90.0, y + 56.2, width - 90.0)
        pen.rule(x, x + width, y + 70.8)

    def _draw_plate(self, pen: Pen, x: float, y: float) -> None:
        pen.box((x, y), FIELD, weight=1.6, radius=3.0)
        pen.box((x + 1.4, y + 1.4), (FIELD[0] - 2.8, FIELD[1] - 2.8), weight=HAIRLINE, radius=2.0)
        name = self.content.car.name
        style = lines_of.fitted(name, FIELD[0] - 14.0, PLATE, least=20.0)
        pen.text(x + FIELD[0] / 2, y + FIELD[1] / 2 + style.em * 0.37, name, style, align=Align.CENTRE, tracking=0.9)

    def _facts(self) -> Stack:
        content = self.content
        kind = Fact(mark("Kind of leaving"), _(PASS_WORDS[content.kind]), VALUE_BOLD)
        model = Fact(mark("Model"), dash(model_and_colour(content.car)))
        papers = Fact(mark("Settlement no."), dash(content.settlement_number))
        if content.kind is PassKind.NO_REPAIR:
            papers = Fact(mark("Odometer at leaving"), km(content.out_odometer_km), VALUE_STRONG)
        issued = Fact(mark("Issued at"), moment(self.stamp.issued_at, self.stamp))
        advisor = Fact(mark("Advisor"), dash(content.advisor), VALUE_STRONG)
        rows = ((kind,), (model,), (papers,), (issued, advisor))
        return Stack(tuple(facts(*row, count=len(row), pitch=10.05) for row in rows))

    def _draw_validity(self, pen: Pen, x: float, y: float) -> None:
        until, issued = self.content.valid_until, self.stamp.issued_at
        pen.text(x, y + 6.2, label(mark("Valid to")), Style(size=8.0, ink=Ink.MUTED))
        wide = pen.text(x, y + 16.6, clock(until, self.stamp), Style(Face.BOLD, 30.0))
        hours = round((until - issued).total_seconds() / 3600)
        once = _("{hours} h from issue, once").format(hours=hours)
        at = x + max(34.0, wide + 4.0)
        style = lines_of.fitted(once, x + 82.0 - at, Style(size=8.0, ink=Ink.MUTED), least=6.0)
        pen.text(at, y + 10.2, once, style)
        pen.text(at, y + 16.4, day(local(until, self.stamp).date()), Style(Face.MEDIUM, 13.0))

    def _given_back(self) -> tuple[str, bool]:
        """What proves that the customer has everything; without repair no handover sheet is signed."""
        if self.content.kind is PassKind.NO_REPAIR:
            return _("Keys and valuables given back, nothing was repaired"), True
        number = self.content.handover_number
        return _("Handover sheet signed {number}").format(number=dash(number)), bool(number)

    def _draw_checks(self, pen: Pen, x: float, y: float, room: float) -> None:
        checks = (
            self._given_back(),
            (_("No store tools or test plates in the car"), True),
            (_("Plate agrees with this pass (gatekeeper)"), False),
        )
        for index, (text, is_ticked) in enumerate(checks):
            run = ticked(text, False, lead=4.2) if not is_ticked else (*ticked("", True, lead=4.2), Words(text))
            for line_number, line in enumerate(fold(run, room)):
                draw(pen, x + (4.2 if line_number else 0.0), y + index * 5.8 + line_number * 3.6, line)


def _signatures(stamp: Stamp) -> Signatures:
    slots = (
        Slot(mark("Advisor"), stamp.signed_by(SignerRole.ADVISOR, SignerRole.MANAGER)),
        Slot(mark("Gatekeeper"), hint=_("name")),
        Slot(mark("Left at"), hint=_("h : min")),
    )
    return Signatures(slots, stamp, count=3)
