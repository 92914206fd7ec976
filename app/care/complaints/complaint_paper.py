"""D16 投诉处理记录: what was claimed, the four clocks, what was found, told, given and done, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.care.complaints.clocks import DEADLINE_WORDS, Clock, ClockState
from app.care.complaints.states import (
    CHANNEL_WORDS,
    COMPENSATION_WORDS,
    LEVEL_WORDS,
    OUTCOME_WORDS,
    RESPONSIBILITY_WORDS,
    STATE_WORDS,
    CompensationKind,
    ComplaintChannel,
    ComplaintLevel,
    ComplaintResponsibility,
    ComplaintState,
    ContactOutcome,
)
from app.kernel.capitals import capitals
from app.kernel.digest import short
from app.kernel.language import Language, _, mark, speaking
from app.kernel.money import yuan
from app.order.handover.explanation import GRADE_WORDS, Grade
from app.paper import handwriting
from app.paper.blocks import Gap, Solid, Stack, stack
from app.paper.content import CarBlock, PartyBlock, SignerRole, Stamp, StoreBlock, Strokes
from app.paper.grid import CELL, CELL_STRONG, LABEL, MEASURE, NOTE, VALUE_BOLD, VALUE_STRONG, Style
from app.paper.head import NO_CAR, Heading
from app.paper.kinds import CODES, TITLES, PaperKind
from app.paper.labels import dash, joined, label, moment
from app.paper.pen import Pen
from app.paper.sections import Fact, facts, paragraph, section
from app.paper.sheet import render
from app.paper.signing import Signatures, Slot
from app.paper.table import Column, Row, Table, words
from app.records.customers.phone import masked


@dataclass(frozen=True, slots=True)
class HeadGrant:
    """The store head's name and hand under a compensation, the digest of what they read, who named them and when."""

    name: str
    signed_at: datetime
    strokes: Strokes
    digest: str
    named_at: datetime | None = None
    named_by: str = ""


@dataclass(frozen=True, slots=True)
class SolutionRecord:
    """One solution as it was told, and what became of it; the amount in fen."""

    solution: str
    explanation: str
    compensation: CompensationKind
    amount_fen: int
    told_at: datetime
    told_channel: ComplaintChannel
    proposed_by: str
    approved_by: str
    head: HeadGrant | None
    answered_at: datetime | None
    is_accepted: bool | None
    answer: str
    executed_at: datetime | None
    executed_by: str
    execution: str
    preventive_measure: str


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One time the customer was asked whether it is good now."""

    at: datetime
    by: str
    channel: ComplaintChannel
    outcome: ContactOutcome
    grade: Grade | None
    words: str


@dataclass(frozen=True, slots=True)
class ComplaintContent:
    """The whole record; `car` is empty where it concerns no car the store knows. The party is who complains.

    The telephone is printed masked, as in the window (R121): anybody at the desk may open the record.
    """

    store: StoreBlock
    car: CarBlock
    party: PartyBlock
    number: str
    state: ComplaintState
    level: ComplaintLevel
    channel: ComplaintChannel
    received_at: datetime
    registered_by: str
    about: str
    claim: str
    wish: str
    authority_reference: str
    authority_due_at: datetime | None
    clocks: tuple[Clock, ...]
    stands_at: datetime
    reply: str
    replied_by: str
    facts: str
    heard: str
    evidence: str
    cause: str
    responsibility: ComplaintResponsibility | None
    investigated_by: str
    solutions: tuple[SolutionRecord, ...]
    contacts: tuple[ContactRecord, ...]
    reopen_count: int
    ended_reason: str
    authority_decision: str
    investigated_at: datetime | None = None


SAID_COLUMNS = (Column("", 38.0, style=Style(size=8.0)), Column("", 144.0))
CLOCK_COLUMNS = (
    Column(mark("What is due"), 50.0),
    Column(mark("Due at"), 48.0),
    Column(mark("Done at"), 48.0),
    words(mark("In time"), 36.0, style=CELL_STRONG),
)
CONTACT_COLUMNS = (
    Column(mark("Time"), 32.0),
    Column(mark("Contact by"), 28.0),
    Column(mark("Contact made by"), 24.0),
    words(mark("Grade"), 28.0, style=CELL_STRONG),
    Column(mark("What the customer said"), 70.0),
)
CLOCK_VERDICTS: dict[ClockState, str] = {
    ClockState.MET: mark("in time"),
    ClockState.MET_LATE: mark("late"),
    ClockState.RUNNING: mark("still open"),
    ClockState.OVERDUE: mark("not done in time"),
}


def typeset(content: ComplaintContent, *, stamp: Stamp, language: Language) -> bytes:
    """The PDF of D16."""
    with speaking(language):
        car = content.car if content.car.order_number else NO_CAR
        heading = Heading(TITLES[PaperKind.COMPLAINT], CODES[PaperKind.COMPLAINT], content.store, car, content.party)
        body = stack(
            _opening(content, stamp), _claim(content), _clocks(content, stamp), _reply(content),
            _investigation(content, stamp), *_solutions(content, stamp), *_contacts(content, stamp), *_end(content),
        )  # fmt: skip
        return render(body, _signatures(stamp), heading=heading, stamp=stamp)


def _opening(content: ComplaintContent, stamp: Stamp) -> Stack:
    of_authority = (
        (
            Fact(mark("Authority and its number"), dash(content.authority_reference), span=3),
            Fact(mark("Its deadline"), moment(content.authority_due_at, stamp)),
        )
        if content.channel is ComplaintChannel.AUTHORITY or content.authority_reference
        else ()
    )
    return facts(
        Fact(mark("Complainant"), dash(content.party.customer_name), VALUE_BOLD),
        Fact(mark("Phone"), dash(masked(content.party.customer_phone))),
        Fact(mark("Plate"), dash(content.car.name), VALUE_STRONG),
        Fact(mark("Model"), dash(content.car.model_name)),
        Fact(mark("Received at"), moment(content.received_at, stamp), VALUE_STRONG),
        Fact(mark("Came"), _(CHANNEL_WORDS[content.channel])),
        Fact(mark("Level"), _(LEVEL_WORDS[content.level]), VALUE_STRONG),
        Fact(mark("Written down by"), dash(content.registered_by)),
        Fact(mark("VIN"), dash(content.car.vin), span=2),
        Fact(mark("Person complained about"), dash(content.about)),
        Fact(mark("State"), _(STATE_WORDS[content.state]), VALUE_STRONG),
        *of_authority,
    )


def _said(*pairs: tuple[str, str], keeps: bool = False) -> Table:
    """Labels (source texts) at the left, what was typed beside them; what is empty is a dash."""
    rows = tuple(Row((label(name), dash(said))) for name, said in pairs)
    return Table(SAID_COLUMNS, rows, pitch=6.0, has_header=False, keeps=keeps)


def _claim(content: ComplaintContent) -> Stack:
    return section(
        mark("What the customer claims"), _said((mark("Facts claimed"), content.claim), (mark("Wish"), content.wish))
    )


def _clocks(content: ComplaintContent, stamp: Stamp) -> Stack:
    rows = tuple(
        Row(
            (
                label(DEADLINE_WORDS[clock.deadline]), moment(clock.target_at, stamp), moment(clock.met_at, stamp),
                _(CLOCK_VERDICTS[clock.state(content.stands_at)]),
            )
        )
        for clock in content.clocks
    )  # fmt: skip
    remark = _("The store's own run from when it was received; a serious complaint has half the time.")
    return section(mark("Clocks"), Table(CLOCK_COLUMNS, rows, pitch=5.8), remark=remark)


def _reply(content: ComplaintContent) -> Stack:
    return section(mark("First reply"), _said((mark("Told"), content.reply)), remark=content.replied_by)


def _investigation(content: ComplaintContent, stamp: Stamp) -> Stack:
    responsibility = _(RESPONSIBILITY_WORDS[content.responsibility]) if content.responsibility else ""
    table = _said(
        (mark("Facts"), content.facts), (mark("Who was heard"), content.heard), (mark("Evidence"), content.evidence),
        (mark("Cause"), content.cause), (mark("Who answers for it"), responsibility),
    )  # fmt: skip
    # Nothing, not a dash, beside a name or where nothing was found yet.
    found = joined(moment(content.investigated_at, stamp), content.investigated_by) if content.investigated_at else ""
    return section(mark("Investigation"), table, remark=found or content.investigated_by)


def _solutions(content: ComplaintContent, stamp: Stamp) -> Iterable[Stack]:
    if not content.solutions:
        yield section(mark("Solution"), _note(_("No solution was told.")))
    for number, one in enumerate(content.solutions, start=1):
        many = len(content.solutions) > 1
        told = joined(moment(one.told_at, stamp), _(CHANNEL_WORDS[one.told_channel]), one.proposed_by)
        remark = f"{number}/{len(content.solutions)}　{told}" if many else told
        yield section(mark("Solution"), *_solution(one, stamp), remark=remark)


def _solution(one: SolutionRecord, stamp: Stamp) -> Iterable[Stack | Table]:
    granted = ((mark("Granted by"), _granted(one)),) if one.compensation is not CompensationKind.NONE else ()
    yield _said(
        (mark("Solution"), one.solution), (mark("Explanation"), one.explanation),
        (mark("Compensation"), _compensation(one)), *granted, keeps=one.head is not None,
    )  # fmt: skip
    if one.head is not None:
        yield stack(_HeadHand(one.head, stamp))
    answer = "" if one.is_accepted is None else _("accepted") if one.is_accepted else _("refused")
    answered = joined(moment(one.answered_at, stamp), answer, one.answer) if answer else ""
    done = joined(moment(one.executed_at, stamp), one.execution) if one.executed_at else ""
    # Of one that was refused nothing was carried out.
    after = () if one.is_accepted is False else (
        (mark("Carried out"), done), (mark("Preventive measure"), one.preventive_measure),
    )  # fmt: skip
    yield _said((mark("Customer's answer"), answered), *after)


def _compensation(one: SolutionRecord) -> str:
    kind = _(COMPENSATION_WORDS[one.compensation])
    if not one.amount_fen:
        return kind
    return joined(kind, f"¥{yuan(one.amount_fen)}", capitals(one.amount_fen))


def _granted(one: SolutionRecord) -> str:
    """Whoever told it granted it, unless a second person did."""
    if one.head is not None:
        return _("{name}, store head, by hand").format(name=one.head.name)
    if one.approved_by:
        return _("{name}, by PIN on the spot; asked for by {asker}").format(name=one.approved_by, asker=one.proposed_by)
    return one.proposed_by


@dataclass(frozen=True)
class _HeadHand(Solid):
    """The store head's hand under the compensation; it was given for what is read above, not for the whole record."""

    grant: HeadGrant
    stamp: Stamp

    def height(self, width: float) -> float:
        return 16.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        handwriting.draw(pen, self.grant.strokes, corner=(x + 38.0, y + 1.0), size=(60.0, 11.0))
        pen.text(x, y + 5.0, _("Store head's hand"), Style(size=8.0))
        signed = joined(self.grant.name, moment(self.grant.signed_at, self.stamp))
        pen.text(x + 110.0, y + 6.0, signed, CELL)
        read = _("What was read: {digest}").format(digest=short(self.grant.digest[:12]))
        pen.text(x + 110.0, y + 10.5, read, LABEL)
        if self.grant.named_at is not None:
            named = _("named by {name}, {time}").format(
                name=self.grant.named_by, time=moment(self.grant.named_at, self.stamp)
            )
            pen.text(x + 110.0, y + 14.0, named, LABEL)


def _contacts(content: ComplaintContent, stamp: Stamp) -> Iterable[Stack]:
    if not content.contacts:
        yield section(mark("Verification"), _note(_("The customer was not asked afterwards.")))
        return
    rows = tuple(
        Row(
            (
                moment(one.at, stamp), _(CHANNEL_WORDS[one.channel]), one.by,
                _(GRADE_WORDS[one.grade]) if one.grade else _(OUTCOME_WORDS[one.outcome]), dash(one.words),
            )
        )
        for one in content.contacts
    )  # fmt: skip
    yield section(mark("Verification"), Table(CONTACT_COLUMNS, rows, pitch=5.8))


def _end(content: ComplaintContent) -> Iterable[Stack]:
    """Only where there is more to say than the state at the head."""
    every = (
        (mark("Investigated anew"), str(content.reopen_count) if content.reopen_count else ""),
        (mark("Why it ended so"), content.ended_reason),
        (mark("Authority's decision"), content.authority_decision),
    )
    pairs = tuple(pair for pair in every if pair[1])
    if pairs:
        yield section(mark("How it ended"), _said(*pairs), remark=_(STATE_WORDS[content.state]))


def _note(said: str) -> Stack:
    return stack(paragraph(said, NOTE, room=MEASURE, step=4.8, above=1.4, is_flush=False), Gap(0.8))


def _signatures(stamp: Stamp) -> Signatures:
    hint = _("name and date")
    if stamp.signed_by(SignerRole.CUSTOMER_CARE) is not None:
        mine = Slot(mark("Customer care"), stamp.signed_by(SignerRole.CUSTOMER_CARE))
    else:
        mine = Slot(mark("Service manager"), stamp.signed_by(SignerRole.MANAGER), hint=hint)
    customer = Slot(mark("Customer, if present"), stamp.signed_by(SignerRole.CUSTOMER), hint=hint)
    return Signatures((mine, customer), stamp)
