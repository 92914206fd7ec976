"""An empty database is filled with realistic orders; the same seed gives the same store."""

from collections import Counter
from pathlib import Path

import make
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.trust import chain
from app.upkeep.opening import FILE_NAME, desk_for, open_store
from app.upkeep.seed import seed

Told = list[tuple[str, str, str, str, int]]


def seeded(folder: Path, clock: FrozenClock, *, number: int = 1) -> Told:
    """What a small seeded store holds, order by order."""
    store = open_store(folder / FILE_NAME, clock=clock)
    done: list[int] = []
    seed(store, orders=8, customers=4, seed_number=number, told=done.append)
    assert done == list(range(1, 9))
    with Session(store.engine) as session:
        told = [
            (order.number, order.stage.value, order.plate, order.owner_name, order.signed_total_fen)
            for order in session.scalars(select(ServiceOrder).order_by(ServiceOrder.id))
        ]
    with desk_for(store).look() as session:
        assert chain.verify(session, store.chain_key).broken_seq is None
    store.engine.dispose()
    return told


def test_the_same_seed_gives_the_same_store_and_another_one_another(tmp_path: Path, clock: FrozenClock) -> None:
    first = seeded(tmp_path / "a", clock)
    assert seeded(tmp_path / "b", clock) == first
    assert seeded(tmp_path / "c", clock, number=2) != first
    assert len({number for number, *_rest in first}) == 8
    assert Counter(stage for _number, stage, *_rest in first)[Stage.DELIVERED.value] >= 4


def test_a_store_that_is_founded_is_not_seeded(store: Store) -> None:
    with refused(store, "seed.not_empty"):
        seed(make.desk(store).store, orders=1, customers=1, seed_number=1)
