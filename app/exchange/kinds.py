"""The tables there are: their columns, by what a row is known, and what takes a row."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.desk import DeedInProgress
from app.exchange.visits import VISIT_COLUMNS, take_visit
from app.kernel.cells import Cells, Taken
from app.kernel.language import mark
from app.records.catalogue.cells import LABOUR_COLUMNS, OPENING_STOCK, PART_COLUMNS, take_labour, take_part
from app.records.customers.cells import CUSTOMER_COLUMNS, take_customer
from app.records.vehicles.cells import VEHICLE_COLUMNS, take_vehicle


class TableKind(StrEnum):
    """What a table is of."""

    CUSTOMERS = "customers"
    VEHICLES = "vehicles"
    LABOUR = "labour"
    PARTS = "parts"
    ORDERS = "orders"
    HEALTH_RECORD = "health-record"


# Whoever keeps the catalogue loads it; people, cars and their visits are brought in by who manages.
CATALOGUE = (TableKind.LABOUR, TableKind.PARTS)
WORDS: dict[TableKind, str] = {
    TableKind.CUSTOMERS: mark("Customers"),
    TableKind.VEHICLES: mark("Cars"),
    TableKind.LABOUR: mark("Labour"),
    TableKind.PARTS: mark("Parts"),
    TableKind.ORDERS: mark("Closed visits"),
    TableKind.HEALTH_RECORD: mark("Vehicle health record"),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """How a kind is brought in. `needed` columns must be there, `further` may be, `passed_over` are known and not kept.

    A value of a column of `keys` stands in a file once.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    keys: tuple[str, ...]
    take: Callable[[DeedInProgress, Cells], Taken]
    further: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


INCOMING: dict[TableKind, Incoming] = {
    TableKind.CUSTOMERS: Incoming(
        CUSTOMER_COLUMNS, ("name", "mobile"), ("customer_no",), take_customer
    ),
    TableKind.VEHICLES: Incoming(
        VEHICLE_COLUMNS, ("vin", "customer_no"), ("vehicle_no", "vin", "plate"), take_vehicle
    ),
    TableKind.LABOUR: Incoming(
        LABOUR_COLUMNS, ("labour_code",), ("labour_code",), take_labour,
        passed_over=("amount_fen",),
    ),
    TableKind.PARTS: Incoming(
        PART_COLUMNS, ("part_number",), ("part_number",), take_part,
        further=(OPENING_STOCK,), passed_over=("needs_hv_qualification",),
    ),
    TableKind.ORDERS: Incoming(VISIT_COLUMNS, ("order_no", "left_on"), ("order_no",), take_visit),
}  # fmt: skip
