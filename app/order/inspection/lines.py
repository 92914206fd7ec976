"""The sheet as a technician works through it: groups by place in the car, an item with all its wheels as one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.kernel.language import Language, _, current, mark
from app.kernel.quantity import quantity
from app.records.checklists.limits import Limit, Verdict, judge
from app.records.checklists.publish import PLACE_WORDS
from app.records.checklists.queries import ItemRow, SheetRow

# In the order in which one walks round a car: safe it first, lift it last, drive it at the end.
STAGE_WORDS: dict[str, str] = {
    "safety": mark("High-voltage safety"),
    "hv": mark("High-voltage system"),
    "engine_bay": mark("Under the bonnet"),
    "lights": mark("Lights"),
    "exterior": mark("Exterior"),
    "interior": mark("Interior"),
    "boot": mark("Boot"),
    "wheels": mark("Wheels and brakes"),
    "underbody": mark("Underbody"),
    "diagnosis": mark("Diagnosis"),
    "road": mark("Road test"),
    "finish": mark("Finish"),
}
TEMPLATE_WORDS: dict[str, str] = {
    "MP": mark("Multi-point check, petrol"),
    "MP-PHEV": mark("Multi-point check, hybrid"),
    "MP-EV": mark("Multi-point check, electric"),
}
# What stops, steers or holds: declined while it must be replaced, the customer signs for it (workflow 2.5).
_SAFETY = frozenset(
    f"MP-{n:02d}" for n in (5, 6, 19, 20, 21, 27, 29, 30, 31, 32, 35, 37, 38, 39, 40, 41, 42, 43, 44, 45, 49)
) | {"EV-02", "EV-06", "EV-07"}
_WORST = (Verdict.REPLACE, Verdict.ATTENTION, Verdict.OK, Verdict.NA)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list with all its places: four wheels, two sides, or just itself."""

    code: str
    items: tuple[ItemRow, ...]

    @property
    def first(self) -> ItemRow:
        """The item that stands for all: they differ only in place and answer."""
        return self.items[0]

    @property
    def is_measured(self) -> bool:
        """Whether a number is asked for."""
        return self.first.value_type == "num"

    @property
    def is_written(self) -> bool:
        """Whether words are asked for, a fault code or a version."""
        return self.first.value_type == "text"

    @property
    def is_yes_or_no(self) -> bool:
        """Whether only yes and no can be said."""
        return self.first.value_type == "yesno"

    @property
    def answered(self) -> int:
        """How many of the places are answered."""
        return sum(item.verdict is not None for item in self.items)

    @property
    def is_answered(self) -> bool:
        """Whether every place is."""
        return self.answered == len(self.items)

    @property
    def verdict(self) -> Verdict | None:
        """The worst of what was found so far; None before the first answer."""
        found = {item.verdict for item in self.items}
        return next((verdict for verdict in _WORST if verdict in found), None)

    @property
    def is_finding(self) -> bool:
        """Whether it deserves a line in the quote."""
        return self.verdict in (Verdict.ATTENTION, Verdict.REPLACE)

    @property
    def is_only_uneven(self) -> bool:
        """Whether nothing but the difference of left and right makes it a finding."""
        found = [item for item in self.items if item.verdict in (Verdict.ATTENTION, Verdict.REPLACE)]
        return bool(found) and all(
            item.thinner_by_milli is not None and judged(item, item.value_milli or 0) is Verdict.OK for item in found
        )

    @property
    def is_safety(self) -> bool:
        """Whether what was found must not be driven with."""
        return self.verdict is Verdict.REPLACE and self.code in _SAFETY

    @property
    def is_photo_wanted(self) -> bool:
        """Whether the template wants a photograph of it as it stands."""
        return self.first.photo == "req" or (self.first.photo == "fail" and self.is_finding)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one place in the car."""

    stage: str
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many lines are answered in full."""
        return sum(line.is_answered for line in self.lines)

    @property
    def is_done(self) -> bool:
        """Whether nothing that must be answered is open."""
        return all(line.is_answered or not line.first.is_mandatory for line in self.lines) and self.answered > 0

    @property
    def verdict(self) -> Verdict | None:
        """The worst of its lines."""
        found = {line.verdict for line in self.lines}
        return next((verdict for verdict in _WORST if verdict in found), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the whole sheet is; lines, not wheels, are counted."""

    total: int
    answered: int
    ok: int
    attention: int
    replace: int
    open_mandatory: int


def groups_of(sheet: SheetRow) -> tuple[Group, ...]:
    """The sheet's lines by place, in the order one walks; a place the table does not know comes last."""
    by_stage: dict[str, list[Line]] = {}
    for code, items in groupby(sheet.items, key=lambda item: item.code):
        line = Line(code, tuple(items))
        by_stage.setdefault(line.first.stage, []).append(line)
    order = list(STAGE_WORDS)
    stages = sorted(by_stage, key=lambda stage: order.index(stage) if stage in order else len(order))
    return tuple(Group(stage, tuple(by_stage[stage])) for stage in stages)


def counts(groups: Sequence[Group]) -> Counts:
    """The sheet added up."""
    lines = [line for group in groups for line in group.lines]
    verdicts = [line.verdict for line in lines if line.is_answered]
    return Counts(
        total=len(lines),
        answered=len(verdicts),
        ok=sum(verdict in (Verdict.OK, Verdict.NA) for verdict in verdicts),
        attention=verdicts.count(Verdict.ATTENTION),
        replace=verdicts.count(Verdict.REPLACE),
        open_mandatory=sum(line.first.is_mandatory and not line.is_answered for line in lines),
    )


def rest_of(group: Group) -> tuple[int, ...]:
    """The ids of what a look alone answers and nobody has answered yet: “the rest is in order”."""
    looked_at = (line for line in group.lines if not line.is_measured and not line.is_written)
    return tuple(item.item_id for line in looked_at for item in line.items if item.verdict is None)


def first_open(groups: Sequence[Group]) -> Line | None:
    """The first line that must be answered and is not."""
    lines = (line for group in groups for line in group.lines)
    return next((line for line in lines if line.first.is_mandatory and not line.is_answered), None)


def judged(item: ItemRow, value_milli: int) -> Verdict:
    """What the value says by the item's limits."""
    return judge(value_milli, Limit.parse(item.warn), Limit.parse(item.limit))


def span_of(item: ItemRow) -> tuple[int, int]:
    """From where to where a small scale of the item reaches, so that its limits stand in the first half."""
    low = item.plausible_min_milli or 0
    high = 100_000 if item.plausible_max_milli is None else item.plausible_max_milli
    bounds = [limit.at_milli for limit in (Limit.parse(item.warn), Limit.parse(item.limit)) if limit is not None]
    if low < 0 or not bounds:
        return low, high
    return low, min(high, max(bounds) * 5 // 2)


def limit_words(item: ItemRow) -> str:
    """`below 3.0 mm attention · below 1.6 mm replace`, without its separator: two sentences."""
    said = ((Limit.parse(item.warn), _("{bound} attention")), (Limit.parse(item.limit), _("{bound} replace")))
    bounds = [words.format(bound=_bound(limit, item.unit)) for limit, words in said if limit is not None]
    if item.side_limit_milli is not None:
        most = f"{_decimal(item.side_limit_milli)} {item.unit}"
        bounds.append(_("left and right differing by more than {value} attention").format(value=most))
    return _(", ").join(bounds)


def difference_words(line: Line) -> str:
    """`front left 2.1 mm thinner than the other side`; empty where the axles are even."""
    said = _("{place} {value} thinner than the other side")
    return _("; ").join(
        said.format(place=place_of(item), value=f"{_decimal(item.thinner_by_milli)} {item.unit}")
        for item in line.items
        if item.thinner_by_milli is not None
    )


def _bound(limit: Limit, unit: str) -> str:
    words = {
        "<": _("below {value}"), "<=": _("at most {value}"), ">": _("above {value}"), ">=": _("from {value}"),
    }[limit.sign]  # fmt: skip
    return words.format(value=f"{_decimal(limit.at_milli)} {unit_words(unit)}".strip())


def _decimal(milli: int) -> str:
    written = quantity(milli)
    return written if "." in written or abs(milli) >= 20_000 else f"{written}.0"


def name_of(item: ItemRow) -> str:
    """The item's name in the language in force, without its place."""
    return item.name_zh if current() is Language.CHINESE else item.name_en or item.name_zh


def place_of(item: ItemRow) -> str:
    """`front left`; empty for an item without places."""
    zh, en = PLACE_WORDS.get(item.place, (item.place, item.place))
    return zh if current() is Language.CHINESE else en


def places_of(line: Line) -> str:
    """What a line says of its places: four wheels, left and right."""
    return {4: _("four wheels"), 2: _("left / right")}.get(len(line.items), "")


def number_of(code: str) -> str:
    """`32` of `MP-32`, `E2` of `EV-02`: what stands before the line."""
    template, dash, number = code.partition("-")
    prefix = "" if template == "MP" else template[:1]
    return f"{prefix}{number.lstrip('0')}" if dash else code


def value_words(line: Line) -> str:
    """The measured value, the worst one of several."""
    values = [item for item in line.items if item.value_milli is not None]
    if not values:
        return ""
    worst = min(values, key=lambda item: _WORST.index(item.verdict or Verdict.NA))
    return quantity(worst.value_milli or 0)


def unit_words(unit: str) -> str:
    """The unit as it is read; a year is a word."""
    return _("years") if unit == "year" else unit
