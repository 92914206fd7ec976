"""A disk that answers COMMIT with an error, after or instead of doing it."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from app.desk import Store


@contextmanager
def failing_commit(store: Store, *, is_booked: bool, then_dead: bool = False) -> Iterator[None]:
    """The disk answers the next COMMIT with an error, after or instead of doing it; `then_dead`: it stays so."""
    error = sqlcipher3.dbapi2.OperationalError("disk I/O error")

    def fail(connection: Connection) -> None:
        if is_booked:
            connection.exec_driver_sql("COMMIT")
        if then_dead:
            event.listen(store.engine, "begin", die)
        raise OperationalError("COMMIT", None, error)

    def die(_connection: Connection) -> None:
        raise OperationalError("BEGIN", None, error)

    event.listen(store.engine, "commit", fail, once=True)
    yield
    if then_dead:
        event.remove(store.engine, "begin", die)
