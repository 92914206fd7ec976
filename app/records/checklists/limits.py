"""Measured values of a checklist: reading them, their limits, the verdict a value gives."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.language import _, mark
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width, scaled

_WRITTEN = re.compile(r"(<=|>=|<|>)(.+)")


class Verdict(StrEnum):
    """What a checklist item came to."""

    OK = "ok"
    ATTENTION = "attention"
    REPLACE = "replace"
    NA = "na"


WORDS: dict[Verdict, str] = {
    Verdict.OK: mark("Normal"),
    Verdict.ATTENTION: mark("Attention"),
    Verdict.REPLACE: mark("Replace"),
    Verdict.NA: mark("Not applicable"),
}
_SEVERITY = {Verdict.OK: 0, Verdict.ATTENTION: 1, Verdict.REPLACE: 2}


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound; a value that meets it is broken: `<3.0` is broken by 2.9, `>=3` by 3."""

    sign: str
    at_milli: int

    @classmethod
    def parse(cls, text: str, *, field: str | None = None) -> "Limit | None":
        """The bound as a template writes it; None for an empty text. Refuses: limit.unreadable.

        >>> Limit.parse("<3.0"), Limit.parse("")
        (Limit(sign='<', at_milli=3000), None)
        """
        written = half_width(text).replace(" ", "").replace("≤", "<=").replace("≥", ">=")
        if not written:
            return None
        found = _WRITTEN.fullmatch(written)
        at_milli = scaled(found.group(2), 3) if found else None
        if found is None or at_milli is None:
            raise Refusal(
                "limit.unreadable",
                _("“{typed}” is not a limit. Write it like <3.0 or >=3.").format(typed=text),
                field=field,
            )
        return cls(found.group(1), at_milli)

    def is_broken_by(self, value_milli: int) -> bool:
        """Whether the value meets the bound."""
        if value_milli == self.at_milli:
            return self.sign.endswith("=")
        return (value_milli < self.at_milli) == self.sign.startswith("<")

    def __str__(self) -> str:
        return f"{self.sign}{quantity(self.at_milli)}"


def judge(value_milli: int, warn: Limit | None, limit: Limit | None) -> Verdict:
    """The verdict of a value: limit broken means replace, warn broken attention, else in order.

    >>> judge(2_800, Limit.parse("<5.0"), Limit.parse("<3.0")).value
    'replace'
    """
    if limit is not None and limit.is_broken_by(value_milli):
        return Verdict.REPLACE
    if warn is not None and warn.is_broken_by(value_milli):
        return Verdict.ATTENTION
    return Verdict.OK


def needs_reason(computed: Verdict, chosen: Verdict) -> bool:
    """Whether a verdict set by hand wants a reason: worse than the value says is free, better is not.

    “Not applicable” beside a measured value wants one too.
    """
    return chosen is Verdict.NA or _SEVERITY[chosen] < _SEVERITY.get(computed, 0)


def is_plausible(value_milli: int, low_milli: int | None, high_milli: int | None) -> bool:
    """Whether the value can have been measured at all; outside, it is asked again (75 typed for 7.5)."""
    return (low_milli is None or value_milli >= low_milli) and (high_milli is None or value_milli <= high_milli)


def read_value(text: str, *, field: str | None = None) -> int:
    """Thousandths from what was typed, at most three decimals, a minus allowed. Refuses: value.unreadable.

    >>> read_value("7.5"), read_value("－３５")
    (7500, -35000)
    """
    value_milli = scaled(text, 3)
    if value_milli is None:
        raise Refusal(
            "value.unreadable",
            _("“{typed}” is not a measured value. Type a number with at most three decimals.").format(typed=text),
            field=field,
        )
    return value_milli
