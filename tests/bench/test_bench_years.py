"""What is asked for all day, in a store of many years, held against the same in a new one of forty orders."""

import os
from collections.abc import Callable
from functools import partial
from statistics import median

import pytest

from app.care.complaints.queries import complaints
from app.closing.queries import closing
from app.desk import Store
from app.kernel.apart import apart
from app.order.workshop.shop import shop
from app.overview.audit import AuditForm, audit_page
from app.overview.board import board
from app.overview.orders import orders
from app.overview.search_box import search
from app.overview.standing import standing
from app.upkeep.demo import demo_desk
from tests.bench.figures import Figure, milliseconds
from tests.bench.many_orders import multiply

pytestmark = pytest.mark.bench
ORDERS = 100_000 if "FORECOURT_LONG" in os.environ else 5_000
RUNS, MOST_RATIO = 9, 3


def test_the_past_slows_nothing_down(demo_store: Store, figures: list[Figure]) -> None:
    desk = demo_desk(demo_store, "S01")
    asked: dict[str, Callable[[], object]] = {
        "board": lambda: board(desk),
        "orders, a page": lambda: orders(desk),
        "workshop": lambda: shop(desk),
        "complaints": lambda: complaints(desk),
        "closing the day": lambda: closing(desk),
        "audit, a page": lambda: audit_page(desk, AuditForm()),
        "search": lambda: search(desk, "8K2"),
        "how the store stands": lambda: standing(desk),
    }
    new = {name: _median(call) for name, call in asked.items()}
    many = apart(partial(multiply, demo_store.folder / "forecourt.db", demo_store.chain_key, orders=ORDERS))
    old = {name: _median(call) for name, call in asked.items()}
    for name in asked:
        words = f"{name}: {many:,} orders of ten years ÷ forty"
        figures.append(Figure(words, old[name], new[name], "ms", RUNS, MOST_RATIO))


def _median(call: Callable[[], object]) -> float:
    call()
    return median(milliseconds(call) for _run in range(RUNS))
