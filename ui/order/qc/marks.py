"""How a verdict and a level of checking look: word, shape, kind."""

from app.kernel.language import _
from app.order.qc.progress import answered_count, failed_items
from app.order.qc.queries import CheckRow
from app.records.checklists.limits import Verdict
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

# The keys of the list; a measured item takes digits for its value, so only the letter is left for “not applicable”.
KEYS: dict[str, Verdict] = {"1": Verdict.OK, "2": Verdict.REPLACE, "0": Verdict.NA}
NOT_APPLICABLE_KEY = "N"


def verdict_mark(verdict: Verdict) -> Mark:
    """Passed, failed, attention, not applicable."""
    return {
        Verdict.OK: Mark(_("passed"), Shape.TICK, Kind.GOOD),
        Verdict.ATTENTION: Mark(_("Attention"), Shape.TRIANGLE, Kind.WARN),
        Verdict.REPLACE: Mark(_("failed"), Shape.CROSS, Kind.BAD),
        Verdict.NA: Mark(_("Not applicable"), Shape.RING),
    }[verdict]


def level_mark(check: CheckRow) -> Mark:
    """Signed, sent back, how many failed, under way, not begun."""
    failed = len(failed_items(check))
    if check.has_passed is False:
        return Mark(_("sent back"), Shape.LOOP, Kind.BAD)
    if check.has_passed:
        return verdict_mark(Verdict.OK)
    if failed:
        return Mark(_("{count} failed").format(count=failed), Shape.CROSS, Kind.BAD)
    if answered_count(check):
        return Mark(_("under way"), Shape.DOT, Kind.ACCENT)
    return Mark(_("not begun"), Shape.RING)
