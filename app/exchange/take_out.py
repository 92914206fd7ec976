"""A table goes out of the store: who took it, why, how many rows and the digest of the file stand in the audit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.exchange.headings import spoken
from app.exchange.kinds import INCOMING, TableKind
from app.exchange.table_file import check_ending, table_bytes
from app.exchange.visits import AT_A_TIME, visit_rows
from app.kernel.database import troubles
from app.kernel.digest import sha256
from app.kernel.durable import write_durably
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Refusal, Trouble
from app.records.catalogue.cells import labour_cells, part_cells
from app.records.catalogue.tables import Labour, Part
from app.records.customers.cells import customer_cells
from app.records.customers.consents import standing_in
from app.records.customers.tables import Customer
from app.records.vehicles.cells import vehicle_cells
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed

Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was written: how many rows, and the digest of the file, which stands in the audit too."""

    kind: TableKind
    file: str
    rows: int
    sha256: str


def take_out(desk: Desk, kind: TableKind, file: Path, *, reason: str, in_words: bool = False) -> TakenOut:
    """Write all rows of a kind as CSV or XLSX, by the file's ending; `in_words` with the headings people read.

    Refuses: table.reason, table.ending, deed.not_allowed, deed.needs_password. Trouble: the place cannot be written.
    """
    check_reason(reason)
    check_ending(file)
    with desk.deed(Deed.TABLE_EXPORT) as deed, troubles():
        deed.typed(reason=reason)
        return write_table(deed, kind, file, INCOMING[kind].columns, _rows(deed, kind), in_words=in_words)


def check_reason(reason: str) -> None:
    """Refuses: table.reason."""
    if not reason.strip():
        raise Refusal("table.reason", _("Write what the table is for: it stands in the audit."), field="tables.reason")


def write_table(
    deed: DeedInProgress, kind: TableKind, file: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]],
    *, in_words: bool,
) -> TakenOut:  # fmt: skip
    """Write a table inside the deed that takes it out: what nobody could write down is not booked as taken.

    Trouble: the place cannot be written.
    """
    every = list(rows)
    content = table_bytes(file, spoken(columns) if in_words else columns, every)
    taken = TakenOut(kind, str(file), len(every), sha256(content))
    deed.note(kind=kind.value, rows=taken.rows, sha256=taken.sha256)
    try:
        write_durably(file, content)
    except OSError as error:
        raise Trouble(
            _("{file} cannot be written: {reason}.").format(file=file, reason=reason_of(error)),
            _("Choose another place."),
        ) from error
    return taken


def _rows(deed: DeedInProgress, kind: TableKind) -> Rows:
    if kind is TableKind.ORDERS:
        return visit_rows(deed.session, utc_offset_minutes=deed.store.utc_offset_minutes)
    return _ROWS[kind](deed.session)


def _customers(session: Session) -> Rows:
    query = select(Customer).where(Customer.erased_at.is_(None)).order_by(Customer.id)
    for customers in session.scalars(query.execution_options(yield_per=AT_A_TIME)).partitions():
        consents = standing_in(session, *(customer.id for customer in customers))
        yield from (customer_cells(customer, consents[customer.id]) for customer in customers)


def _vehicles(session: Session) -> Rows:
    """Not those of an erased owner: whoever takes the table in has nobody to give them to."""
    query = (
        select(Vehicle, Customer.customer_no)
        .join(Customer, Customer.id == Vehicle.customer_id)
        .where(Customer.erased_at.is_(None))
        .order_by(Vehicle.id)
    )
    return (vehicle_cells(vehicle, customer_no=number) for vehicle, number in session.execute(query))


def _labour(session: Session) -> Rows:
    return map(labour_cells, session.scalars(select(Labour).order_by(Labour.code)))


def _parts(session: Session) -> Rows:
    return map(part_cells, session.scalars(select(Part).order_by(Part.part_number)))


_ROWS: dict[TableKind, Callable[[Session], Rows]] = {
    TableKind.CUSTOMERS: _customers,
    TableKind.VEHICLES: _vehicles,
    TableKind.LABOUR: _labour,
    TableKind.PARTS: _parts,
}
