"""What was done to an order, read from the chain."""

import make

from app.desk import Store
from app.order.workflow import Stage
from app.trust.deeds import Deed
from app.trust.queries import entries_of, who_did


def test_an_order_tells_its_own_deeds_newest_first(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    make.order(store, form=make.another_car())
    with make.desk(store).look() as session:
        entries = entries_of(session, order_id)
    assert [entry.deed for entry in entries] == [
        Deed.QUOTE_OFFER, Deed.QUOTE_EDIT, Deed.QUOTE_EDIT, Deed.INSPECTION_SKIP, Deed.ORDER_CHECK_IN,
    ]  # fmt: skip
    assert ("edition", "1") in entries[0].details


def test_who_did_something_to_an_order_is_known(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    with make.desk(store).look() as session:
        assert who_did(session, order_id, Deed.WORK_START) == {make.desk(store, make.TECHNICIAN).person.id}
        assert who_did(session, order_id, Deed.QC_PASS) == frozenset()
