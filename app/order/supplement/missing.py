"""What still stands in the way of asking the customer, and of writing down the answer."""

from collections.abc import Sequence
from datetime import datetime

from app.kernel.language import _, counted
from app.order.checkin.form import Lack
from app.order.quote.missing import line_lacks
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import Decision


def lacks_to_send(
    *, finding: str, is_safety: bool, lines: Sequence[LineRow], taken_out: Sequence[LineRow],
    new_promise_at: datetime | None, now: datetime,
) -> tuple[Lack, ...]:  # fmt: skip
    """What was found, a line added or taken out, complete lines, a new promise that lies ahead if there is one.

    If something found matters for safety, so does a line: who declines it must be told the risk (workflow 2.5).
    """
    is_unmarked = is_safety and bool(lines) and not any(line.is_safety for line in lines)
    checks = (
        (not finding.strip(), Lack("supplement.finding", _("The finding"))),
        (not lines and not taken_out, Lack("quote.lines", _("A line added, or one taken out"))),
        (is_unmarked, Lack("quote.lines", _("Which line matters for safety (F4)"))),
        (
            new_promise_at is not None and new_promise_at <= now,
            Lack("supplement.promise", _("A new promise that lies ahead")),
        ),
    )
    return (*(lack for is_missing, lack in checks if is_missing), *(lack for _line, lack in line_lacks(lines)))


def lacks_to_answer(lines: Sequence[LineRow]) -> tuple[Lack, ...]:
    """A decision on every line the customer is asked about."""
    undecided = sum(line.decision is Decision.UNDECIDED for line in lines)
    return (
        (
            Lack(
                "quote.lines",
                counted("Decision on {count} line", "Decision on {count} lines", undecided),
            ),
        )
        if undecided
        else ()
    )
