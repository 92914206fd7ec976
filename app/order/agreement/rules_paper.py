"""The rules of the agreement: terms in two columns, privacy with its free choices, electronic signature."""

from dataclasses import dataclass

from app.kernel.language import Language, _, current, mark
from app.order.agreement.terms import Term, Terms
from app.paper import text as lines_of
from app.paper.blocks import Block, Columns, Gap, Rule, Solid, balanced
from app.paper.grid import CELL, CELL_STRONG, LEGAL, MEASURE, NOTE_STRONG, Face, Ink, Style
from app.paper.labels import dash, running
from app.paper.pen import Pen
from app.paper.pieces import Run, Space, Words, ticked
from app.paper.sections import Line, paragraph, section

NUMBER = Style(Face.MEDIUM, 9.0, Ink.ACCENT)


@dataclass(frozen=True)
class _Clause(Solid):
    number: int
    term: Term

    def height(self, width: float) -> float:
        return 6.7 + _step() * len(self._lines(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.text(x, y + 5.2, str(self.number), NUMBER)
        pen.text(x + 6.0, y + 5.2, title_of(self.term), CELL_STRONG)
        lines = self._lines(width)
        for index, line in enumerate(lines):
            spread = lines_of.spread(line, width - 6.0, _style()) if index + 1 < len(lines) else 0.0
            pen.text(x + 6.0, y + 10.2 + _step() * index, line, _style(), tracking=spread)

    def _lines(self, width: float) -> tuple[str, ...]:
        return lines_of.wrap(text_of(self.term), width - 6.0, _style())


def _style() -> Style:
    """English says the same in more lines: a little smaller it keeps to the same page."""
    return Style(size=8.2 if current() is Language.ENGLISH else 9.2)


def _step() -> float:
    return 4.0 if current() is Language.ENGLISH else 5.05


def title_of(term: Term) -> str:
    """The title in the language of the paper."""
    return term.title_en if current() is Language.ENGLISH else term.title_zh


def text_of(term: Term) -> str:
    """The paragraph in the language of the paper."""
    return term.en if current() is Language.ENGLISH else term.zh


def rules_pages(
    terms: Terms,
    *,
    wants_survey: bool,
    wants_greetings: bool,
    consents_to_privacy: bool,
    consents_to_e_signature: bool,
    choices_note: str,
    copy_given: str,
) -> tuple[Block, ...]:
    """All rules; the two free choices stand apart from the terms and were not ticked beforehand."""
    clauses = [_Clause(index + 1, term) for index, term in enumerate(terms.terms)]
    privacy = (_named(title_of(term), text_of(term)) for term in terms.privacy)
    is_read = ticked(_("I have read the privacy notice and agree"), consents_to_privacy, lead=4.2)
    signing = terms.e_signature_en if current() is Language.ENGLISH else terms.e_signature_zh
    return (
        section(mark("Terms"), Columns(balanced(clauses, MEASURE), ruled=True)),
        section(
            mark("Privacy"),
            Gap(1.0),
            *privacy,
            Rule(above=0.4, below=0.6),
            _named(_("Notice"), is_read),
            _named(_("Free choice"), _choices(wants_survey, wants_greetings, choices_note)),
            remark=_("please read; the two choices below are free"),
        ),
        section(
            mark("Electronic signature"),
            paragraph(signing, CELL, room=MEASURE, step=5.0, above=1.9),
            Gap(0.4),
            Line(*_agreed(consents_to_e_signature, copy_given), MEASURE, at=0.0),
        ),
    )


def _named(label: str, value: str | Run) -> Line:
    return Line(label, value, MEASURE, at=20.0, pitch=5.4, label_style=NOTE_STRONG)


def _choices(wants_survey: bool, wants_greetings: bool, choices_note: str) -> Run:
    free = _("Neither was ticked beforehand; declining does not affect the repair.")
    return (
        *ticked(_("Call me about my satisfaction"), wants_survey, lead=4.2),
        Space(6.0, breaks=True),
        *ticked(_("Send birthday and service greetings"), wants_greetings, lead=4.2),
        Space(6.0, breaks=True),
        Words(running(free, choices_note), LEGAL),
    )


def _agreed(consents: bool, copy_given: str) -> tuple[str, Run]:
    copy = _("Copy: {given}").format(given=dash(copy_given))
    return "", (*ticked(_("I agree to sign electronically"), consents, lead=4.2), Space(14.0, breaks=True), Words(copy))
