"""The whole order for other programs, and its timeline."""

import make
from refusing import refused

from app.desk import Store
from app.order.workflow import Stage
from app.overview.timeline import timeline
from app.overview.whole_order import whole_order
from app.trust.deeds import Deed


def test_a_delivered_order_tells_everything(store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED, lines=(make.labour(), make.part(times=2)))
    order = whole_order(make.desk(store), "wx2026000001")
    assert (order.stage, order.plate, order.customer, order.advisor) == ("delivered", "苏A8K2M6", "王建军", "林晓岚")
    assert [(line.code, line.quantity, line.net_fen, line.decision) for line in order.lines] == [
        (make.PADS, "1.2", 24_000, "accepted"),
        (make.OIL, "2", 79_600, "accepted"),
    ]
    assert order.totals == {"customer": 103_600}
    assert [document.kind for document in order.documents] == [
        "checkin", "quote", "agreement", "workorder", "qc", "certificate", "settlement", "handover", "gatepass",
    ]  # fmt: skip
    deeds = [event.deed for event in order.timeline]
    assert deeds[0] == Deed.ORDER_CHECK_IN.value
    assert deeds[-1] == Deed.HANDOVER_RELEASE.value
    assert [event.at for event in order.timeline] == sorted(event.at for event in order.timeline)


def test_an_unknown_number_tells_nothing(store: Store) -> None:
    with refused(store, "order.unknown"):
        whole_order(make.desk(store), "WX2099000001")


def test_the_timeline_names_people_and_leaves_out_each_single_tick(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    rows = timeline(make.desk(store), order_id)
    assert (rows[0].deed, rows[0].person) == (Deed.HANDOVER_RELEASE, "林晓岚")
    assert not {row.deed for row in rows} & {Deed.HANDOVER_TICK, Deed.QC_ANSWER, Deed.QUOTE_EDIT}
    assert len(timeline(make.desk(store), order_id, everything=True)) > len(rows)
