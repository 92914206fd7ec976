"""A form knows what it was filled from: what differs is written, and a field that someone else wrote too is refused."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from app.kernel.language import _
from app.kernel.refusal import Clash, Conflict

V = TypeVar("V")


def what_i_wrote(
    mine: Mapping[str, V], *, seen: Mapping[str, V] | None, stands: Mapping[str, V], say: Callable[[V], str] = str
) -> dict[str, V]:
    """What of `mine` differs from `seen`, unless someone else wrote it too; all of it without `seen`.

    Refuses: row.changed (a `Conflict`).

    >>> what_i_wrote({"a": "1", "b": "2"}, seen={"a": "1", "b": "1"}, stands={"a": "3", "b": "1"})
    {'b': '2'}
    """
    if seen is None:
        return dict(mine)
    written = {name: value for name, value in mine.items() if value != seen[name]}
    check_only_i_wrote(written, seen=seen, stands=stands, say=say)
    return written


def check_only_i_wrote(
    mine: Mapping[str, V], *, seen: Mapping[str, V], stands: Mapping[str, V], say: Callable[[V], str] = str
) -> None:
    """Refuses row.changed, a `Conflict` with both versions, if what stands is neither what was seen nor `mine`."""
    clashes = tuple(
        Clash(name, say(stands[name]), say(value))
        for name, value in mine.items()
        if stands[name] not in (seen[name], value)
    )
    if clashes:
        raise Conflict(
            "row.changed",
            _("Someone else has just changed this. Look at the new values, then decide again."),
            clashes=clashes,
        )
