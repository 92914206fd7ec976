"""What stands over the lines of additional work: what was found, in words that fit on the paper, however many findings
share the room; and why failed work is left out, which its line keeps.
"""

from collections.abc import Sequence

from app.kernel.language import _
from app.order.quote.queries import LineRow
from app.order.supplement.tables import SupplementFinding

LONGEST = 1_000
LEAST = 40  # fewer characters of a finding say nothing
CUT = "…"
ENDS = " .;,。；，"


def said(found: SupplementFinding, *, most: int = LONGEST) -> str:
    """A finding with what was measured, in at most so many characters: its words are cut, the measurement stays."""
    words = _with_measured(found.text, found.measured)
    over = len(words) - most
    if over <= 0:
        return words
    if len(found.text) - over >= LEAST:
        return _with_measured(_cut(found.text, len(found.text) - over), found.measured)
    return _cut(words, most)


def joined(findings: Sequence[SupplementFinding], *, most: int = LONGEST) -> str:
    """The findings one after another in at most so many characters; the longest are cut, each to the same room."""
    between = _("; ")
    left = most - len(between) * (len(findings) - 1)
    room: dict[int, int] = {}
    for done, found in enumerate(sorted(findings, key=lambda one: len(said(one)))):
        room[found.id] = min(len(said(found)), left // (len(findings) - done))
        left -= room[found.id]
    return _in_a_row([said(found, most=room[found.id]) for found in findings])


def over_the_lines(finding: str, taken_out: Sequence[LineRow]) -> str:
    """What the customer reads and signs: what was found, and why failed work is left out instead of put right."""
    return _in_a_row([finding, *(left_out(line) for line in taken_out if line.taken_out_reason)])


def before_another(words: str) -> str:
    """Words with the sign that parts them from what comes next, which takes the place of a mark at their end."""
    return f"{words.rstrip(ENDS)}{_('; ')}" if words else ""


def left_out(line: LineRow) -> str:
    """Why one line is left out."""
    words = _("“{work}” failed its check and is left out: {reason}")
    return words.format(work=line.name_zh, reason=line.taken_out_reason)


def _in_a_row(parts: Sequence[str]) -> str:
    *first, last = [part for part in parts if part] or [""]
    return "".join([*map(before_another, first), last])


def _with_measured(text: str, measured: str) -> str:
    return _("{finding} ({measured})").format(finding=text, measured=measured) if measured else text


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - len(CUT)]}{CUT}"
