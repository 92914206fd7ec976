"""The store's own figures: what may be set, within what bounds; whoever needs one reads it here."""

from dataclasses import dataclass

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
RULES = (ADVISOR_SHARE, MANAGER_SHARE, LOCK, RETENTION, WAIT, SIDES, HEARD_BY_TWO)


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
    chosen = dict(zip(RULES, wanted, strict=True))
    if chosen[MANAGER_SHARE] > chosen[ADVISOR_SHARE]:
        raise Refusal(
            "rule.order",
            _("A manager may take off as much as an advisor, or more."),
            field=f"settings.rule.{MANAGER_SHARE.key}",
        )
    with desk.deed(Deed.STORE_SETUP) as deed:
        for rule, value in zip(RULES, wanted, strict=True):
            before = rule_in(deed.session, rule)
            if value != before:
                deed.session.merge(Setting(key=rule.key, value=str(value)))
                deed.note(**{rule.key: f"{before} → {value}"})


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
