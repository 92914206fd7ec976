"""D13 日结单: the money of a day by method, its corrections, the papers issued, and the head of the audit chain.

It names orders by their numbers and nobody else than the staff: it belongs to no order, and outlives every erasure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.kernel.capitals import capitals
from app.kernel.digest import short
from app.kernel.language import Language, _, mark, speaking
from app.kernel.money import yuan
from app.order.settlement.methods import METHOD_WORDS, TILL_METHODS, PaymentMethod
from app.paper.blocks import Gap, Stack, stack
from app.paper.content import SignerRole, Stamp, StoreBlock
from app.paper.grid import CELL_STRONG, MEASURE, NOTE, VALUE_BOLD, VALUE_STRONG
from app.paper.head import Heading
from app.paper.kinds import CODES, TITLES, PaperKind
from app.paper.labels import EMPTY, dash, day, money
from app.paper.sections import Fact, Total, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, figures


@dataclass(frozen=True, slots=True)
class Takings:
    """One way of paying: how many payments, what came in, what was given back; fen, both without a sign."""

    method: PaymentMethod
    payments: int
    taken_fen: int
    given_back_fen: int

    @property
    def left_fen(self) -> int:
        """What is left of it."""
        return self.taken_fen - self.given_back_fen


@dataclass(frozen=True, slots=True)
class Correction:
    """A reversal or a refund of the day; fen without a sign."""

    kind: PaperKind
    number: str
    corrects_number: str
    amount_fen: int
    approved_by: str


@dataclass(frozen=True, slots=True)
class Range:
    """The papers of a kind issued that day: how many, the first and the last number, how many of them are void."""

    kind: PaperKind
    count: int
    first: str
    last: str
    voided: int


@dataclass(frozen=True, slots=True)
class ClosingContent:
    """One business day; `chain_seq` and `chain_mac` are the head of the audit chain when it was closed."""

    store: StoreBlock
    on: date
    takings: tuple[Takings, ...]
    settled: int
    settled_fen: int
    corrections: tuple[Correction, ...]
    papers: tuple[Range, ...]
    delivered: tuple[str, ...]
    entries: int
    chain_seq: int
    chain_mac: str

    @property
    def till(self) -> tuple[Takings, ...]:
        """What went through the till."""
        return tuple(one for one in self.takings if one.method in TILL_METHODS)

    @property
    def booked(self) -> tuple[Takings, ...]:
        """What was booked on an account or a claim: no money of this day."""
        return tuple(one for one in self.takings if one.method not in TILL_METHODS)

    @property
    def till_fen(self) -> int:
        """What the till holds of this day."""
        return sum(one.left_fen for one in self.till)


TAKINGS_COLUMNS = (
    Column(mark("Method"), 62.0),
    figures(mark("No. of payments"), 24.0),
    figures(mark("Taken"), 32.0),
    figures(mark("Paid back"), 32.0),
    figures(mark("Remains"), 32.0, CELL_STRONG),
)
CORRECTION_COLUMNS = (
    Column(mark("Paper"), 36.0),
    Column(mark("Number"), 38.0),
    Column(mark("Corrects the list"), 38.0),
    Column(mark("Agreed to by"), 36.0),
    figures(mark("Amount"), 34.0, CELL_STRONG),
)
PAPER_COLUMNS = (
    Column(mark("Paper"), 62.0),
    figures(mark("Issued"), 20.0),
    figures(mark("Void"), 16.0),
    Column(mark("From number"), 42.0, lead=6.0),
    Column(mark("To number"), 42.0),
)


def typeset(content: ClosingContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D13."""
    with speaking(language):
        heading = Heading(TITLES[PaperKind.CLOSING], CODES[PaperKind.CLOSING], content.store)
        body = stack(
            _opening(content), _takings(content), _total(content), *_corrections(content), *_papers(content),
            _delivered(content), _chain(content),
        )  # fmt: skip
        return render(body, _signatures(stamp), heading=heading, stamp=stamp)


def _opening(content: ClosingContent) -> Stack:
    return facts(
        Fact(mark("Business day"), day(content.on), VALUE_BOLD),
        Fact(mark("Orders settled"), str(content.settled), VALUE_STRONG),
        Fact(mark("Settled in total"), money(content.settled_fen), VALUE_STRONG),
        Fact(mark("Cars delivered"), str(len(content.delivered)), VALUE_STRONG),
        pitch=9.0,
    )


def _takings(content: ClosingContent) -> Stack:
    rows = (*map(_takings_row, content.till), *map(_takings_row, content.booked))
    if not rows:
        return section(mark("Payments by method"), _said(_("No payment was booked this day.")))
    aside = _("What stands on account or was booked as a claim is not in the till.") if content.booked else ""
    return section(mark("Payments by method"), Table(TAKINGS_COLUMNS, rows, pitch=6.1), remark=aside)


def _takings_row(one: Takings) -> Row:
    back = f"−{yuan(one.given_back_fen)}" if one.given_back_fen else EMPTY
    return Row((_(METHOD_WORDS[one.method]), str(one.payments), money(one.taken_fen), back, _signed(one.left_fen)))


def _total(content: ClosingContent) -> Stack:
    fen = content.till_fen
    sign = "−" if fen < 0 else ""
    return stack(Gap(2.0), Total(_("Through the till"), capitals(fen), f"{sign}¥{yuan(abs(fen))}"))


def _corrections(content: ClosingContent) -> Iterable[Stack]:
    if content.corrections:
        rows = tuple(map(_correction_row, content.corrections))
        yield section(mark("Reversals and refunds"), Table(CORRECTION_COLUMNS, rows, pitch=6.1))


def _correction_row(one: Correction) -> Row:
    named = (one.number, dash(one.corrects_number), dash(one.approved_by))
    return Row((_(TITLES[one.kind]), *named, f"−{yuan(one.amount_fen)}"))


def _papers(content: ClosingContent) -> Iterable[Stack]:
    if content.papers:
        rows = tuple(
            Row((f"{CODES[one.kind]} {_(TITLES[one.kind])}", str(one.count), str(one.voided), one.first, one.last))
            for one in content.papers
        )
        yield section(mark("Papers issued"), Table(PAPER_COLUMNS, rows, pitch=6.1))


def _delivered(content: ClosingContent) -> Stack:
    return section(mark("Orders delivered"), _said("　".join(content.delivered) or _("None.")))


def _chain(content: ClosingContent) -> Stack:
    """What a printed sheet vouches for: whoever cuts or rewrites the chain cannot change this paper."""
    said = _("Whoever shortens or rewrites the audit chain later cannot change this sheet. To compare:")
    return section(
        mark("Audit chain"),
        facts(
            Fact(mark("Entries this day"), str(content.entries)),
            Fact(mark("Newest entry"), str(content.chain_seq), VALUE_BOLD),
            Fact(mark("Its code"), short(content.chain_mac[:24]), VALUE_BOLD, span=2),
            is_ruled=False,
        ),
        _said(f"{said} forecourt audit --head {content.chain_seq}:{content.chain_mac[:12]}"),
    )


def _said(words: str) -> Stack:
    return stack(paragraph(words, NOTE, room=MEASURE, step=4.8, above=1.4, is_flush=False))


def _signed(fen: int) -> str:
    return f"−{yuan(-fen)}" if fen < 0 else yuan(fen)


def _signatures(stamp: Stamp) -> Signatures:
    return Signatures(
        (
            Slot(mark("Cashier"), stamp.signed_by(SignerRole.CASHIER), hint=_("name and date")),
            Slot(mark("Service manager"), stamp.signed_by(SignerRole.MANAGER), hint=_("name and date")),
        ),
        stamp,
    )
