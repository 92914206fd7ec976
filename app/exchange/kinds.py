"""The tables there are: their columns, by what a row is known, who may bring them in, and what takes a row."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.desk import DeedInProgress
from app.kernel.cells import Cells, Taken
from app.kernel.language import mark
from app.records.catalogue.cells import LABOUR_COLUMNS, OPENING_STOCK, PART_COLUMNS, take_labour, take_part
from app.trust.deeds import Deed


class TableKind(StrEnum):
    """What a table is of."""

    LABOUR = "labour"
    PARTS = "parts"


WORDS: dict[TableKind, str] = {
    TableKind.LABOUR: mark("Labour"),
    TableKind.PARTS: mark("Parts"),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """How a kind is brought in. `needed` columns must be there, `further` may be, `passed_over` are known and not kept.

    A value of a column of `keys` stands in a file once.
    """

    deed: Deed
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    keys: tuple[str, ...]
    take: Callable[[DeedInProgress, Cells], Taken]
    further: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


INCOMING: dict[TableKind, Incoming] = {
    TableKind.LABOUR: Incoming(
        Deed.CATALOGUE_LOAD, LABOUR_COLUMNS, ("labour_code",), ("labour_code",), take_labour,
        passed_over=("amount_fen",),
    ),
    TableKind.PARTS: Incoming(
        Deed.CATALOGUE_LOAD, PART_COLUMNS, ("part_number",), ("part_number",), take_part,
        further=(OPENING_STOCK,), passed_over=("needs_hv_qualification",),
    ),
}  # fmt: skip
