"""Who pays and what was decided, in the words of paper, and the table of totals by payer."""

from collections.abc import Sequence
from typing import Protocol

from app.kernel.language import _, mark
from app.paper.grid import CELL_STRONG, Style
from app.paper.labels import money
from app.paper.pieces import Cell, Run, Space, Words, ticked
from app.paper.table import Column, Row, Table, figures
from app.records.catalogue.categories import Decision, Payer, word


class Priced(Protocol):
    """What every priced line has."""

    @property
    def net_fen(self) -> int: ...

    @property
    def payer(self) -> Payer: ...

    @property
    def decision(self) -> Decision: ...


# The screen says 索赔 of a line; a customer reads who pays it.
SHORT: dict[Payer, str] = {Payer.WARRANTY: mark("Maker")}
NAMES: dict[Payer, str] = {
    Payer.CUSTOMER: mark("Customer"),
    Payer.WARRANTY: mark("Maker's warranty"),
    Payer.INSURANCE: mark("Insurer"),
    Payer.INTERNAL: mark("The store itself"),
    Payer.PACKAGE: mark("Prepaid package"),
}
ASIDE = Style(size=8.0)


def payer_short(payer: Payer) -> str:
    """The payer in a narrow column."""
    return _(SHORT[payer]) if payer in SHORT else word(payer)


def payer_name(payer: Payer) -> str:
    """The payer in full."""
    return _(NAMES[payer])


def borne_by(payer: Payer) -> str:
    """Who pays a line instead of the customer, as the customer reads it; "" for their own."""
    return "" if payer is Payer.CUSTOMER else _("{payer} pays").format(payer=payer_name(payer))


def decided(line: Priced) -> Cell:
    """The customer's decision; a box to tick where there is none yet."""
    if line.decision is Decision.LATER:
        return Words("→", CELL_STRONG), Words(" " + _("next time"))
    if line.decision is Decision.ACCEPTED:
        return ticked(word(Decision.ACCEPTED), True)
    if line.decision is Decision.REFUSED:
        return Words(word(Decision.REFUSED))
    # Still to be decided, perhaps with a pen.
    return ticked(word(Decision.ACCEPTED), False)


def sum_of(lines: Sequence[Priced]) -> int:
    """What the lines come to, in fen."""
    return sum(line.net_fen for line in lines)


def by_payer_table(
    labour: Sequence[Priced], parts: Sequence[Priced], others: Sequence[Priced], *, customer: str
) -> Table:
    """One row a payer: labour, parts, other costs if there are any, the whole and the accepted part."""
    groups = (labour, parts, others) if others else (labour, parts)
    titles = (mark("Labour"), mark("Parts"), mark("Other costs"))[: len(groups)]
    columns = (
        Column(mark("Payer"), 68.0),
        *(figures(title, 26.0) for title in titles),
        figures(mark("Quoted in all"), 28.0),
        figures(mark("Accepted of it"), 50.0 - 16.0 * (len(groups) - 2), CELL_STRONG),
    )
    every = [line for group in groups for line in group]
    payers = [payer for payer in Payer if any(line.payer is payer for line in every)]
    return Table(columns, tuple(_row(payer, groups, customer) for payer in payers))


def _row(payer: Payer, groups: Sequence[Sequence[Priced]], customer: str) -> Row:
    own = [[line for line in group if line.payer is payer] for group in groups]
    every = [line for group in own for line in group]
    accepted = [line for line in every if line.decision is Decision.ACCEPTED]
    return Row(
        (_who(payer, customer), *(money(sum_of(group)) for group in own), money(sum_of(every)), money(sum_of(accepted)))
    )


def _who(payer: Payer, customer: str) -> Run:
    aside = customer if payer is Payer.CUSTOMER else _("customer pays nothing")
    return Words(payer_name(payer), CELL_STRONG), Space(2.0), Words(aside, ASIDE)
