"""Saving a check-in in an encrypted store against the same in a plain one, both durable."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.desk import Store
from app.kernel.cipher import StoreKey
from app.kernel.clock import FrozenClock
from app.order.checkin.check_in import save_check_in
from app.upkeep.encryption import Switch, switch
from app.upkeep.opening import FILE_NAME, open_store
from tests import make
from tests.bench.figures import Figure, in_turns, milliseconds

pytestmark = pytest.mark.bench
RUNS, MOST = 15, 2


@pytest.fixture
def encrypted(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """A second copy of the store, encrypted."""
    database = tmp_path / "encrypted" / FILE_NAME
    shutil.copytree(furnished_template, database.parent)
    switch(database, Switch(StoreKey.new()), clock=clock)
    store = replace(open_store(database, clock=clock), makes_files_later=True)
    yield store
    store.engine.dispose()


def test_saving_encrypted_is_told_against_saving_plain(store: Store, encrypted: Store, figures: list[Figure]) -> None:
    def saving(where: Store) -> Callable[[], float]:
        desk, cars = make.desk(where), iter(range(1, 100))

        def save() -> float:
            form = replace(make.another_car(next(cars)), promised_at=where.clock.now() + timedelta(hours=8))
            signatures = make.signatures(where)
            return milliseconds(lambda: save_check_in(desk, form, signatures=signatures))

        return save

    assert encrypted.key is not None and store.key is None
    locked, plain = in_turns(saving(encrypted), saving(store), runs=RUNS)
    figures.append(Figure("saving a check-in, encrypted ÷ plain", locked, plain, "ms", RUNS, most=MOST))
    assert locked / plain < MOST
