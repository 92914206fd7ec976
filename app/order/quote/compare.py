"""Two versions of a quote side by side: what changed, and what it means for the customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.order.quote.queries import LineRow, VersionRow
from app.order.quote.totals import net
from app.records.catalogue.categories import LineKind, Payer, QualityClass


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs; None where it is not in that version."""

    name_zh: str
    name_en: str
    before_fen: int | None
    after_fen: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changed lines, and what the customer would pay before and after."""

    before_edition: int
    after_edition: int
    changes: tuple[Change, ...]
    before_fen: int
    after_fen: int


def compare(before: VersionRow, after: VersionRow) -> Comparison:
    """Match the lines by what they are called, for another quality class is another code of the same name."""
    old, new = _by_name(before.lines), _by_name(after.lines)
    changes = [
        Change(line.name_zh, line.name_en, _fen(old.get(key)), _fen(new.get(key)))
        for key, line in {**old, **new}.items()
        if _said(old.get(key)) != _said(new.get(key))
    ]
    return Comparison(before.edition, after.edition, tuple(changes), _customer(before), _customer(after))


def class_of(version: VersionRow) -> QualityClass | None:
    """The quality class all parts of a version share, if they do: what people call the version by."""
    classes = {line.quality_class for line in version.lines if line.kind is LineKind.PART}
    return classes.pop() if len(classes) == 1 else None


def _by_name(lines: Sequence[LineRow]) -> dict[tuple[LineKind, str, int], LineRow]:
    """Lines of one name are told apart by their turn."""
    found: dict[tuple[LineKind, str, int], LineRow] = {}
    for line in lines:
        turn = sum(key[:2] == (line.kind, line.name_zh) for key in found)
        found[line.kind, line.name_zh, turn] = line
    return found


def _said(line: LineRow | None) -> tuple[str, int, Payer] | None:
    return None if line is None else (line.code, line.net_fen, line.payer)


def _fen(line: LineRow | None) -> int | None:
    return None if line is None else line.net_fen


def _customer(version: VersionRow) -> int:
    return net(tuple(line.amount for line in version.lines), payer=Payer.CUSTOMER)
