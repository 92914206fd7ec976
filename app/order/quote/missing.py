"""What still stands in the way of issuing a quote, and of signing it."""

from collections.abc import Sequence

from app.kernel.language import _, counted
from app.order.checkin.form import Lack
from app.order.quote.queries import LineRow, VersionRow
from app.records.catalogue.categories import Decision, LineKind, Payer


def lacks_to_offer(version: VersionRow | None, *, is_inspected: bool) -> tuple[Lack, ...]:
    """T2: at least one line; each with payer, class (parts), category (labour); inspection closed or skipped."""
    lines = version.lines if version else ()
    checks = [
        (not is_inspected, Lack("order.step.inspection", _("Inspection"))),
        (not lines, Lack("quote.lines", _("At least one line"))),
    ]
    return (*(lack for is_missing, lack in checks if is_missing), *(lack for _line, lack in line_lacks(lines)))


def line_lacks(lines: Sequence[LineRow]) -> tuple[tuple[LineRow, Lack], ...]:
    """What is missing on single lines, with the line: the page leads to the very line."""
    found = []
    for line in lines:
        if _is_incomplete(line):
            found.append((line, Lack("quote.lines", _("Class of {name}").format(name=line.name_zh))))
        if lacks_reason(line):
            found.append((line, Lack("quote.lines", _("Claim reason of {name}").format(name=line.name_zh))))
    return tuple(found)


def lacks_to_sign(version: VersionRow) -> tuple[Lack, ...]:
    """T4: every line decided, at least one accepted."""
    undecided = [line for line in version.lines if line.decision is Decision.UNDECIDED]
    if undecided:
        return (
            Lack(
                "quote.lines",
                counted("Decision on {count} line", "Decision on {count} lines", len(undecided)),
            ),
        )
    if not any(line.decision is Decision.ACCEPTED for line in version.lines):
        return (Lack("quote.lines", _("At least one accepted line")),)
    return ()


def _is_incomplete(line: LineRow) -> bool:
    return (line.kind is LineKind.PART and line.quality_class is None) or (
        line.kind is LineKind.LABOUR and line.repair_category is None
    )


def lacks_reason(line: LineRow) -> bool:
    """Whether the maker or the store pays and nobody has written why."""
    return line.payer in (Payer.WARRANTY, Payer.INTERNAL) and not line.reason.strip()
