"""The cells of a table's row, read one by one: what is wrong with one names its column."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, StrEnum
from typing import TypeVar

from app.kernel.language import Language, _, translate
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width, scaled

LONGEST_TEXT = 2_000
_DAY = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
    r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_YES, _NO = frozenset({"1", "是", "yes", "true"}), frozenset({"0", "", "否", "no", "false"})
Cells = Mapping[str, str]
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Written(Enum):
    """What a row of a table came to: it was new, it changed what stood there, or the same stood there already."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Remark:
    """What deserves a second look in a row that was taken."""

    column: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One row, taken."""

    written: Written
    remarks: tuple[Remark, ...] = ()


def text(cells: Cells, column: str, *, most: int = LONGEST_TEXT) -> str:
    """What stands in the cell, without blanks at its ends; nothing without the column. Refuses: cell.long."""
    typed = cells.get(column, "").strip()
    if len(typed) > most:
        raise Refusal("cell.long", _("At most {most} characters fit here.").format(most=most), field=column)
    return typed


def required(cells: Cells, column: str, *, most: int = LONGEST_TEXT) -> str:
    """The same, and something must stand there. Refuses: cell.missing, cell.long."""
    typed = text(cells, column, most=most)
    if not typed:
        raise Refusal("cell.missing", _("Nothing stands here, and it is needed."), field=column)
    return typed


def key(cells: Cells, column: str, *, most: int = 40) -> str:
    """A code or number by which a row is found again: it has no blanks inside. Refuses: cell.missing, cell.long,
    cell.key."""
    typed = required(cells, column, most=most)
    if typed != "".join(typed.split()):
        raise Refusal("cell.key", _("A number or code has no blanks inside."), field=column)
    return typed


def whole(cells: Cells, column: str, *, least: int = 0, most: int) -> int:
    """A whole number, thousands separated or not. Refuses: cell.missing, cell.number, cell.range."""
    typed = required(cells, column)
    value = scaled(typed, 0) if len(typed) <= 20 and not typed.endswith(".") else None
    if value is None:
        raise Refusal("cell.number", _number_fault(typed, column), field=column)
    if not least <= value <= most:
        raise Refusal(
            "cell.range",
            _("Only {least} to {most} can be right here.").format(least=f"{least:,}", most=f"{most:,}"),
            field=column,
        )
    return value


def whole_or_none(cells: Cells, column: str, *, least: int = 0, most: int) -> int | None:
    """The same, and None where nothing stands. Refuses: cell.number, cell.range."""
    return whole(cells, column, least=least, most=most) if text(cells, column) else None


def day(cells: Cells, column: str) -> date | None:
    """A day as 2026-11-23, 2026/11/23, 2026.11.23 or 2026年11月23日; None where nothing stands. Refuses: cell.day.

    A time behind it, which a spreadsheet adds, is of no matter.
    """
    typed = half_width(text(cells, column))
    if not typed:
        return None
    found = _DAY.fullmatch(typed)
    if found is not None:
        year, _sign, *parts = found.groups()
        with suppress(ValueError):
            month, of_month = (int(part) for part in parts if part)
            return date(int(year), month, of_month)
    raise Refusal(
        "cell.day", _("“{typed}” is no day. Write it as 2026-11-23.").format(typed=_short(typed)), field=column
    )


def is_yes(cells: Cells, column: str) -> bool:
    """1 or 0, 是 or 否; nothing is no. Refuses: cell.yes_no."""
    typed = half_width(text(cells, column)).lower()
    if typed not in _YES | _NO:
        raise Refusal("cell.yes_no", _("Write 1 for yes or 0 for no."), field=column)
    return typed in _YES


def one_of(cells: Cells, column: str, words: Mapping[E, str]) -> E:
    """One of a closed set, by its value or by its word in Chinese or English. Refuses: cell.missing, cell.choice."""
    typed = required(cells, column).lower()
    for member, word in words.items():
        if typed in (member.value.lower(), word.lower(), translate(word, Language.CHINESE).lower()):
            return member
    raise Refusal("cell.choice", _one_of([member.value for member in words]), field=column)


def written(value: object) -> str:
    """A value as it stands in a cell: 1 or 0, a day as 2026-11-23, nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else str(value)


def row_of(values: Iterable[object]) -> tuple[str, ...]:
    """Values as the cells of a row."""
    return tuple(written(value) for value in values)


def of(row: object, form: type) -> tuple[str, ...]:
    """The attributes of a row that a form has, each as it stands in a cell."""
    return row_of(getattr(row, field.name) for field in fields(form))


def over(given: Cells, columns: tuple[str, ...], stands: tuple[str, ...]) -> Cells:
    """What a row gives, over what stands there of the columns it does not bring."""
    return {**dict(zip(columns, stands, strict=False)), **given}


def first_difference(columns: tuple[str, ...], stands: tuple[str, ...], wanted: tuple[str, ...]) -> str | None:
    """The first column in which a row would have to be changed."""
    rows = zip(columns, stands, wanted, strict=True)
    return next((column for column, here, there in rows if here != there), None)


def filled(given: Cells) -> Cells:
    """Without the cells in which nothing stands."""
    return {column: cell for column, cell in given.items() if cell.strip()}


def chosen(cells: Cells, column: str, choices: Mapping[str, T]) -> T:
    """What the text in the cell stands for. Refuses: cell.choice."""
    typed = text(cells, column).lower()
    if typed not in choices:
        raise Refusal("cell.choice", _one_of([choice for choice in choices if choice]), field=column)
    return choices[typed]


def _number_fault(typed: str, column: str) -> str:
    if column.endswith("_fen"):
        return _(
            "“{typed}” is not a whole number of fen. Write fen without a decimal point, or name the column {yuan} "
            "and write yuan."
        ).format(typed=_short(typed), yuan=f"{column.removesuffix('_fen')}_yuan")
    return _("“{typed}” is not a whole number.").format(typed=_short(typed))


def _one_of(choices: list[str]) -> str:
    return _("It must be one of: {choices}.").format(choices=_(", ").join(choices))


def _short(typed: str) -> str:
    return typed if len(typed) <= 40 else f"{typed[:39]}…"
