"""What a table that goes out asks of the store does not grow with its rows: other desks wait meanwhile."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import make
from sqlalchemy import event

from app.desk import Store
from app.exchange.bring_in import bring_in
from app.exchange.health_record import Period, export_health_record
from app.exchange.kinds import INCOMING, TableKind
from app.exchange.take_out import TakenOut, take_out
from app.order.workflow import Stage
from tests.app.exchange.tables import csv_file


def visits(store: Store, folder: Path, *numbers: int) -> None:
    """Cars that came and left, each with somebody else, and came once more to an older system."""
    for number in numbers:
        form = make.another_car(number)
        make.order(store, stage=Stage.DELIVERED, form=form)
        row = csv_file(folder, "order_no,plate,left_on,lines", f"OLD-{number},{form.plate},2024-05-02,换刹车片")
        assert bring_in(make.desk(store, make.MANAGER), TableKind.ORDERS, row).new == 1


def asked(store: Store, act: Callable[[], TakenOut]) -> tuple[int, int]:
    """The rows that went out, and the statements it took."""
    statements: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        return act().rows, len(statements)
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)


def taken_out(store: Store, file: Path) -> dict[TableKind, tuple[int, int]]:
    """Rows and statements of every table, the health record told for the second time."""
    desk = make.desk(store, make.MANAGER)
    tell = partial(export_health_record, desk, file, period=Period(again=True), reason="上报")
    tell()
    kinds = {kind: asked(store, partial(take_out, desk, kind, file, reason="搬家")) for kind in INCOMING}
    return {**kinds, TableKind.HEALTH_RECORD: asked(store, tell)}


def test_twice_the_rows_take_as_many_statements(store: Store, tmp_path: Path) -> None:
    visits(store, tmp_path, 1, 2)
    before = taken_out(store, tmp_path / "out.csv")
    visits(store, tmp_path, 3, 4)
    after = taken_out(store, tmp_path / "out.csv")
    for kind, rows in ((TableKind.CUSTOMERS, 2), (TableKind.ORDERS, 4), (TableKind.HEALTH_RECORD, 2)):
        assert (before[kind][0], after[kind][0]) == (rows, 2 * rows), kind
    assert [count for _rows, count in before.values()] == [count for _rows, count in after.values()]


def test_the_first_telling_takes_as_many_too(store: Store, tmp_path: Path) -> None:
    counted = []
    for numbers in ((1,), (2, 3)):
        visits(store, tmp_path, *numbers)
        desk = make.desk(store, make.MANAGER)
        counted.append(
            asked(store, partial(export_health_record, desk, tmp_path / "out.csv", period=Period(), reason="上报"))
        )
    assert [rows for rows, _count in counted] == [1, 2]
    assert counted[0][1] == counted[1][1]
