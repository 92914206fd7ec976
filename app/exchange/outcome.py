"""What a table came to, in the sentences the window and the terminal say."""

from app.exchange.bring_in import BroughtIn
from app.kernel.language import _, counted


def counts(brought: BroughtIn) -> str:
    """How many rows, and what became of them."""
    return counted(
        "{count} row: {new} new, {changed} changed, {same} as they stood, {left_out} left out.",
        "{count} rows: {new} new, {changed} changed, {same} as they stood, {left_out} left out.",
        brought.rows, new=brought.new, changed=brought.changed, same=brought.same, left_out=brought.left_out,
    )  # fmt: skip


def so_far(tried: int, rows: int) -> str:
    """How far it is while it runs."""
    return counted(
        "{tried} of {count} row so far. Nothing is changed before the last one.",
        "{tried} of {count} rows so far. Nothing is changed before the last one.",
        rows, tried=tried,
    )  # fmt: skip


def outcome(brought: BroughtIn) -> str:
    """Whether it came in."""
    if brought.refused:
        return counted(
            "{count} row is refused: nothing was changed.", "{count} rows are refused: nothing was changed.",
            len(brought.refused),
        )  # fmt: skip
    return _("Only tried: nothing was changed.") if brought.is_dry_run else _("Brought in.")


def what_it_came_to(brought: BroughtIn) -> str:
    """Both, one sentence after the other."""
    return _("{counts} {outcome}").format(counts=counts(brought), outcome=outcome(brought))
