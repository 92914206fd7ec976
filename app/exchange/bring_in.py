"""A table comes into the store: every row by the rules of the desk, all of them or none."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from unicodedata import category

from app.desk import DeedInProgress, Desk
from app.exchange.headings import FEN, YUAN, as_shown, column_of, is_nearly_one
from app.exchange.kinds import CATALOGUE, INCOMING, Incoming, TableKind
from app.exchange.read_table import Table, TableRow, read_table
from app.exchange.workbook import FORMULA
from app.kernel.cells import Cells, Written
from app.kernel.language import _
from app.kernel.money import parse_yuan
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed

GoesOn = Callable[[int, int], bool]
TOLD_EVERY = 100
_STRANGE = "\0strange"  # stands for a column of some other system's, which is not read
_BREAKS = "\t\r\n"
_ROUNDED = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{2,3}")  # what Excel saves of a long number in a narrow cell


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row was refused, or what deserves a second look in it: where, the code that stays, the sentence."""

    line: int
    column: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a table came to. With one refused row, or when it was only tried (`is_dry_run`), nothing was changed."""

    kind: TableKind
    file: str
    is_dry_run: bool
    is_done: bool
    rows: int
    new: int
    changed: int
    same: int
    left_out: int
    refused: tuple[RowFault, ...]
    remarks: tuple[RowFault, ...]


class _NothingDone(Exception):
    """Ends a deed whose rows are not to be kept."""


def _to_the_end(_tried: int, _rows: int) -> bool:
    return True


def bring_in(
    desk: Desk, kind: TableKind, file: Path, *, is_dry_run: bool = False, goes_on: GoesOn = _to_the_end
) -> BroughtIn:
    """Read a file and take its rows, each by the rules of the window; with a refused row, none.

    `goes_on` hears how many rows were tried, of how many, and answers whether to go on. Refuses: deed.not_allowed,
    table.* (the file as a whole). Trouble: it cannot be opened.
    """
    table = read_for(desk, kind, file)
    return take_rows(desk, kind, table, name=file.name, is_dry_run=is_dry_run, goes_on=goes_on)


def booked_as(kind: TableKind) -> Deed:
    """The deed by which a kind comes in."""
    return Deed.CATALOGUE_LOAD if kind in CATALOGUE else Deed.RECORDS_IMPORT


def read_for(desk: Desk, kind: TableKind, file: Path) -> Table:
    """Read a file for who may bring it in. Refuses: deed.not_allowed, table.*. Trouble: it cannot be opened."""
    desk.require(booked_as(kind))
    return read_table(file)


def take_rows(
    desk: Desk, kind: TableKind, table: Table, *, name: str = "", is_dry_run: bool = False,
    goes_on: GoesOn = _to_the_end,
) -> BroughtIn:  # fmt: skip
    """The same with a table that was read. Refuses: deed.not_allowed, table.stopped; then nothing was changed."""
    incoming = INCOMING[kind]
    columns, refused = _columns(table, incoming)
    counts: Counter[Written] = Counter()
    remarks = _not_read(table, columns)
    is_done = False
    with suppress(_NothingDone):
        if refused:
            raise _NothingDone
        with desk.deed(booked_as(kind)) as deed:
            rows = _until_stopped(table.rows, goes_on)
            for fault in _take(deed, incoming, columns, rows, counts, remarks):
                refused.append(_as_headed(fault, columns, table.head))
            if refused or is_dry_run:
                raise _NothingDone
            said = {one.value: counts[one] for one in Written}
            deed.note(kind=kind.value, rows=len(table.rows), sha256=table.sha256, **said)
        is_done = True
    return BroughtIn(
        kind, name, is_dry_run, is_done, len(table.rows), counts[Written.NEW], counts[Written.CHANGED],
        counts[Written.SAME], counts[Written.LEFT_OUT], tuple(refused),
        tuple(_as_headed(remark, columns, table.head) for remark in remarks),
    )  # fmt: skip


def _columns(table: Table, incoming: Incoming) -> tuple[tuple[str | None, ...], list[RowFault]]:
    """The column of each heading (None where no heading stands), and what is wrong with them.

    A heading that is nearly one of ours which the file has not is refused, so that no column is lost by a slip; what
    another system has beside ours is left alone.
    """
    head, line = table.head, table.head_line
    known = (*incoming.columns, *incoming.further, *incoming.passed_over)
    columns = tuple(column_of(heading, known) if heading else None for heading in head)
    if not any(columns):
        first = _("No heading is known here. The first row that holds something must be the headings: {columns}.")
        return columns, [RowFault(line, "", "column.none", first.format(columns=_listed(known)))]
    in_fen = Counter(_in_fen(column) for column in columns if column)
    others = [column for column in known if column not in in_fen]
    unknown = [heading for heading, column in zip(head, columns, strict=True) if heading and column is None]
    slips = [heading for heading in unknown if is_nearly_one(heading, others)]
    strange = set(unknown).difference(slips)
    slip = _("This is nearly a column that is known here. Take it out, or call it one of these: {columns}.").format(
        columns=_listed(known)
    )
    twice = _("This column stands in the file twice.")
    return tuple(_STRANGE if heading in strange else column for heading, column in zip(head, columns, strict=True)), [
        *(RowFault(line, heading[:80], "column.unknown", slip) for heading in slips),
        *(RowFault(line, column, "column.twice", twice) for column, count in in_fen.items() if count > 1),
        *(RowFault(line, column, "column.missing", _missing(column))
          for column in incoming.needed if column not in in_fen),
    ]  # fmt: skip


def _not_read(table: Table, columns: tuple[str | None, ...]) -> list[RowFault]:
    """What is said of the columns of some other system's before the table is taken."""
    said = _("This column is not known here and is not read.")
    return [
        RowFault(table.head_line, heading[:80], "column.not_read", said)
        for heading, column in zip(table.head, columns, strict=True)
        if column == _STRANGE
    ]


def _listed(columns: tuple[str, ...]) -> str:
    return _(", ").join(as_shown(columns))


def _missing(column: str) -> str:
    return _("The column “{heading}” is missing.").format(heading=_listed((column,)))


def _until_stopped(rows: tuple[TableRow, ...], goes_on: GoesOn) -> Iterator[TableRow]:
    for tried, row in enumerate(rows):
        if tried % TOLD_EVERY == 0 and not goes_on(tried, len(rows)):
            raise Refusal("table.stopped", _("Stopped: nothing was changed."))
        yield row


def _take(
    deed: DeedInProgress, incoming: Incoming, columns: tuple[str | None, ...], rows: Iterable[TableRow],
    counts: Counter[Written], remarks: list[RowFault],
) -> Iterator[RowFault]:  # fmt: skip
    """Take row after row; yields those that are refused."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        try:
            given = _given(row, columns, incoming)
            _check_once(given, row.line, incoming, seen)
            # What a row wrote before it was refused is of no matter: with one refused row nothing is kept.
            taken = incoming.take(deed, given)
        except Refusal as refusal:
            yield RowFault(row.line, refusal.field or "", refusal.code, refusal.sentence)
            continue
        counts[taken.written] += 1
        remarks.extend(RowFault(row.line, remark.column, remark.code, remark.sentence) for remark in taken.remarks)


def _given(row: TableRow, columns: tuple[str | None, ...], incoming: Incoming) -> Cells:
    """The cells of a row by column, amounts in fen. Refuses: cell.beyond, cell.formula, cell.rounded,
    cell.sign, money.*"""
    given: dict[str, str] = {}
    for column, cell in zip(chain(columns, repeat(None)), row.cells, strict=False):
        if column is None:
            if cell.strip():
                raise Refusal("cell.beyond", _("This row has more cells than there are headings."))
        elif column != _STRANGE and column not in incoming.passed_over:
            _check_signs(cell, column)
            given[_in_fen(column)] = str(parse_yuan(cell, field=column)) if column.endswith(YUAN) and cell else cell
    return given


def _check_signs(cell: str, column: str) -> None:
    if cell == FORMULA:
        raise Refusal("cell.formula", _("A formula stands here. Paste what it comes to as a value."), field=column)
    if _ROUNDED.fullmatch(cell):
        raise Refusal(
            "cell.rounded",
            _("A spreadsheet rounded “{typed}”. Format the column as text, and type the number whole.").format(
                typed=cell
            ),
            field=column,
        )
    if any(category(sign) in ("Cc", "Cs", "Cn") and sign not in _BREAKS for sign in cell):
        raise Refusal("cell.sign", _("A sign stands here that no keyboard types. Take it out."), field=column)


def _check_once(given: Cells, line: int, incoming: Incoming, seen: dict[tuple[str, str], int]) -> None:
    for column in incoming.keys:
        said = "".join(given.get(column, "").split()).upper()
        if not said:
            continue
        if (column, said) in seen:
            raise Refusal(
                "cell.twice",
                _("The same stands in line {line} already.").format(line=seen[column, said]),
                field=column,
            )
        seen[column, said] = line


def _as_headed(fault: RowFault, columns: tuple[str | None, ...], head: tuple[str, ...]) -> RowFault:
    """The same under the heading the file has: in words, or an amount in yuan."""
    for column in (fault.column, fault.column.removesuffix(FEN) + YUAN):
        if column in columns:
            return replace(fault, column=head[columns.index(column)])
    return fault


def _in_fen(column: str) -> str:
    return column.removesuffix(YUAN) + FEN if column.endswith(YUAN) else column
