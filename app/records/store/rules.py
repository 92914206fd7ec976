"""The store's own figures: what may be set, within what bounds; whoever needs one reads it here."""

from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.records.store.tables import Setting
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure with its unit and bounds, both inside; `label` and `unit` are for people.

    What is kept is `per` times what people read and type: 9,500 basis points are 95 %.
    """

    key: str
    label: str
    unit: str
    default: int
    least: int
    most: int
    per: int = 1

    def read(self, value: int) -> int:
        """As people read it."""
        return value // self.per


ADVISOR_SHARE = Rule(
    "discount.advisor_lowest_bp", mark("An advisor alone leaves to be paid at least"), mark("% of the price"),
    9_500, 5_000, 10_000, per=100,
)  # fmt: skip
MANAGER_SHARE = Rule(
    "discount.manager_lowest_bp", mark("A manager leaves to be paid at least"), mark("% of the price"),
    8_000, 5_000, 10_000, per=100,
)  # fmt: skip
LOCK = Rule("desk.lock_minutes", mark("The desk locks by itself after"), mark("minutes"), 3, 1, 30)
# Two years are the law's (domain documents); thirty is longer than any car stays.
RETENTION = Rule("privacy.retention_years", mark("Papers are kept for"), mark("years"), 6, 2, 30)
# At half of it a wait on the board turns amber, at the whole red (R022).
WAIT = Rule("reception.wait_minutes", mark("An arriving customer is received within"), mark("minutes"), 10, 2, 60)
# Tyres and pads of one axle (domain checklists, notes); a sheet keeps the figure it was opened with.
SIDES = Rule(
    "inspection.sides_tenths_mm", mark("Tread and pads, left and right, differ by at most"), mark("× 0.1 mm"), 15, 5, 50
)
# From there on what a customer agrees to by telephone is heard by two (domain workflow §3).
HEARD_BY_TWO = Rule(
    "supplement.heard_by_two_fen", mark("By telephone only: a second witness above"), mark("yuan"),
    200_000, 0, 10_000_000, per=100,
)  # fmt: skip
# The four clocks of a complaint, from when it was received; a serious one has half of each (domain workflow §7).
COMPLAINT_REPLY = Rule("complaint.reply_hours", mark("A complaint is replied to within"), mark("hours"), 12, 1, 240)
COMPLAINT_INVESTIGATION = Rule(
    "complaint.investigation_hours", mark("A complaint is investigated within"), mark("hours"), 24, 1, 240
)
COMPLAINT_SOLUTION = Rule(
    "complaint.solution_hours", mark("The customer is told the solution within"), mark("hours"), 48, 1, 480
)
COMPLAINT_VERIFICATION = Rule(
    "complaint.verification_hours", mark("The customer is satisfied and said so within"), mark("hours"), 72, 1, 960
)
COMPLAINT_CLOCKS = (COMPLAINT_REPLY, COMPLAINT_INVESTIGATION, COMPLAINT_SOLUTION, COMPLAINT_VERIFICATION)
# Who prepares a solution grants so much alone, a manager so much; above it signs the store head.
COMPENSATION_ALONE = Rule(
    "complaint.handler_limit_fen", mark("Compensation without a manager up to"), mark("yuan"),
    0, 0, 10_000_000, per=100,
)  # fmt: skip
COMPENSATION_MANAGER = Rule(
    "complaint.manager_limit_fen", mark("Compensation by a manager up to"), mark("yuan"),
    200_000, 0, 10_000_000, per=100,
)  # fmt: skip
COMPLAINT_ATTEMPTS = Rule(
    "complaint.least_attempts", mark("Closed without agreement after"), mark("attempts"), 3, 1, 20
)
COMPLAINT_RULES = (*COMPLAINT_CLOCKS, COMPENSATION_ALONE, COMPENSATION_MANAGER, COMPLAINT_ATTEMPTS)
RULES = (ADVISOR_SHARE, MANAGER_SHARE, LOCK, RETENTION, WAIT, SIDES, HEARD_BY_TWO, *COMPLAINT_RULES)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and the figure in force, as people read it."""

    rule: Rule
    shown: int


def rule_in(session: Session, rule: Rule) -> int:
    """The figure in force; what was written past this program is kept within the bounds."""
    row = session.get(Setting, rule.key)
    if row is None or not row.value.isdigit():
        return rule.default
    return min(max(int(row.value), rule.least), rule.most)


def rules(desk: Desk) -> tuple[RuleRow, ...]:
    """Every rule in its order."""
    with desk.look() as session:
        return tuple(RuleRow(rule, rule.read(rule_in(session, rule))) for rule in RULES)


def change_rules(desk: Desk, typed: tuple[str, ...]) -> None:
    """Other figures, as they were typed, in the order of `RULES`; the audit holds what each was and is.

    Refuses: rule.bounds, rule.order, deed.not_allowed.
    """
    wanted = tuple(_read(rule, words) for rule, words in zip(RULES, typed, strict=True))
    _check_order(dict(zip(RULES, wanted, strict=True)))
    with desk.deed(Deed.STORE_SETUP) as deed:
        for rule, value in zip(RULES, wanted, strict=True):
            before = rule_in(deed.session, rule)
            if value != before:
                deed.session.merge(Setting(key=rule.key, value=str(value)))
                deed.note(**{rule.key: f"{before} → {value}"})


def _check_order(chosen: dict[Rule, int]) -> None:
    """Figures that stand in one order. Refuses: rule.order."""
    if chosen[MANAGER_SHARE] > chosen[ADVISOR_SHARE]:
        raise _in_disorder(MANAGER_SHARE, _("A manager may take off as much as an advisor, or more."))
    if chosen[COMPENSATION_ALONE] > chosen[COMPENSATION_MANAGER]:
        raise _in_disorder(COMPENSATION_MANAGER, _("A manager may grant as much as who prepares it, or more."))
    for earlier, later in pairwise(COMPLAINT_CLOCKS):
        if chosen[earlier] > chosen[later]:
            raise _in_disorder(later, _("What comes later has as much time as what comes before it, or more."))


def _in_disorder(rule: Rule, words: str) -> Refusal:
    return Refusal("rule.order", words, field=f"settings.rule.{rule.key}")


def _read(rule: Rule, words: str) -> int:
    text = half_width(words).strip()
    least, most = rule.read(rule.least), rule.read(rule.most)
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise Refusal(
            "rule.bounds",
            _("A whole number from {least} to {most}.").format(least=least, most=most),
            field=f"settings.rule.{rule.key}",
        )
    return int(text) * rule.per
