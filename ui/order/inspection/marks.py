"""How a verdict looks: word, shape, kind."""

from app.kernel.language import _
from app.order.inspection.lines import Line
from app.records.checklists.limits import WORDS, Verdict
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

LOOKS: dict[Verdict, tuple[Shape, Kind]] = {
    Verdict.OK: (Shape.TICK, Kind.GOOD),
    Verdict.ATTENTION: (Shape.TRIANGLE, Kind.WARN),
    Verdict.REPLACE: (Shape.CROSS, Kind.BAD),
    Verdict.NA: (Shape.RING, Kind.NEUTRAL),
}
# The keys of the list, as its head shows them.
KEYS: dict[str, Verdict] = {
    "1": Verdict.OK,
    "2": Verdict.ATTENTION,
    "3": Verdict.REPLACE,
    "0": Verdict.NA,
}
# In a cell digits are the value; these letters never are.
CELL_KEYS: dict[str, Verdict] = {"A": Verdict.ATTENTION, "R": Verdict.REPLACE, "N": Verdict.NA}


def verdict_mark(verdict: Verdict, *, yes_or_no: bool = False) -> Mark:
    """The verdict as a pill; of a yes-or-no item it is the answer."""
    shape, kind = LOOKS[verdict]
    if yes_or_no and verdict is not Verdict.NA:
        return Mark(_("Yes") if verdict is Verdict.OK else _("No"), shape, kind)
    return Mark(_(WORDS[verdict]), shape, kind)


def line_mark(line: Line) -> Mark | None:
    """The worst verdict of a line so far."""
    return None if line.verdict is None else verdict_mark(line.verdict, yes_or_no=line.is_yes_or_no)
