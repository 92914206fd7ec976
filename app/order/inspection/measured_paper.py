"""A checked item as it stands on paper: its mark, its value with unit, its two limits."""

import re
from dataclasses import dataclass

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.order.inspection.lines import unit_words
from app.paper.grid import CELL, CELL_STRONG, Face, Style
from app.paper.labels import EMPTY, name_of, note
from app.paper.pieces import Result, ResultMark, Run, Space, Words
from app.records.catalogue.categories import Need
from app.records.checklists.limits import WORDS, Limit, Verdict
from app.records.checklists.publish import PLACE_WORDS

SIGNS = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}
_LIMIT = re.compile(r"(<=|>=|<|>)\s*(-?)([\d.]+)")


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """One item of a closed sheet. Values in thousandths; limits as the template writes them.

    `place` is a wheel or side code (FL, RR, L …); `need` says when what was found should be done. `thinner_by_milli` is
    how much thinner it is than the other side of its axle, where that is more than `side_limit_milli`.
    """

    code: str
    name_zh: str
    name_en: str
    stage: str
    verdict: Verdict
    place: str = ""
    value_milli: int | None = None
    unit: str = ""
    warn: str = ""
    limit: str = ""
    remark: str = ""
    need: Need | None = None
    photo: str = ""
    side_limit_milli: int | None = None
    thinner_by_milli: int | None = None

    @property
    def is_finding(self) -> bool:
        """Whether the customer has something to decide."""
        return self.verdict in (Verdict.ATTENTION, Verdict.REPLACE)


def name(item: CheckedItem) -> str:
    """The item's name in the language of the paper, with its place."""
    return name_of(item.name_zh, item.name_en) + note(place(item.place))


def place(code: str) -> str:
    """A wheel or side in words; an unknown code as it is."""
    return name_of(*PLACE_WORDS[code]) if code in PLACE_WORDS else code


def value(item: CheckedItem) -> str:
    """The measured value with as many decimals as its limits have; — where nothing was measured."""
    if item.value_milli is None:
        return EMPTY
    written = quantity(item.value_milli)
    decimals = max((len(text.partition(".")[2]) for text in (item.warn, item.limit)), default=0)
    missing = decimals - len(written.partition(".")[2])
    if missing > 0:
        written += ("" if "." in written else ".") + "0" * missing
    return written


def value_and_unit(item: CheckedItem) -> str:
    """The value with its unit."""
    return f"{value(item)} {unit_words(item.unit)}".rstrip() if item.value_milli is not None else EMPTY


def bound(text: str) -> str:
    """A limit as people write it.

    >>> bound(">=3"), bound("<-30.0"), bound("")
    ('≥ 3', '< −30.0', '—')
    """
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        return text or EMPTY
    return f"{SIGNS[found[1]]} {'−' if found[2] else ''}{found[3]}"


def broken_bound(item: CheckedItem) -> str:
    """The limit that made the verdict, with the unit."""
    if is_uneven(item) and item.side_limit_milli is not None:
        return f"Δ ≤ {quantity(item.side_limit_milli)} {unit_words(item.unit)}"
    text = item.limit if item.verdict is Verdict.REPLACE else item.warn
    return f"{bound(text)} {unit_words(item.unit)}".rstrip() if text and item.value_milli is not None else EMPTY


def is_uneven(item: CheckedItem) -> bool:
    """Whether nothing but the difference to the other side makes it a finding."""
    if item.thinner_by_milli is None or item.value_milli is None or item.verdict is not Verdict.ATTENTION:
        return False
    warn = Limit.parse(item.warn)
    return warn is None or not warn.is_broken_by(item.value_milli)


def finding(item: CheckedItem) -> str:
    """What was found, in words: the remark, and by how much a side is thinner than the other."""
    if item.thinner_by_milli is None:
        return item.remark or EMPTY
    by = f"{quantity(item.thinner_by_milli)} {unit_words(item.unit)}"
    uneven = _("{value} thinner than the other side").format(value=by)
    return _("; ").join(part for part in (uneven, item.remark) if part)


def marked(item: CheckedItem, style: Style = CELL) -> Run:
    """The shape and word of a verdict; a finding is Medium."""
    return verdict_run(item.verdict, style)


def verdict_run(verdict: Verdict, style: Style = CELL) -> Run:
    """The shape and word of a verdict."""
    face = Face.REGULAR if verdict in (Verdict.OK, Verdict.NA) else Face.MEDIUM
    return ResultMark(Result(verdict.value)), Words(_(WORDS[verdict]), style.weighing(face))


def marked_value(item: CheckedItem | None) -> Run:
    """A figure of a matrix; what is not in order is Medium and followed by its mark."""
    if item is None:
        return (Words(EMPTY), Space(4.6))
    if not item.is_finding:
        return (Words(value(item)), Space(4.6))
    return Words(value(item), CELL_STRONG), Space(1.4), ResultMark(Result(item.verdict.value), 3.2)
