"""What was found or advised and not done."""

import make

from app.desk import Store
from app.order.handover.explanation import Topic
from app.order.handover.left_undone import LeftUndone, left_undone_in
from app.order.handover.queries import handover
from app.order.inspection.inspect import answer_many, close_inspection, open_inspection
from app.order.inspection.queries import inspection
from app.order.quote.edit import add_item
from app.order.quote.offer import decide, offer
from app.order.quote.queries import versions
from app.order.workflow import Stage
from app.records.catalogue.categories import Decision, LineKind, Need
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from app.upkeep.visit import PlannedLine, healthy


def left(store: Store, order_id: int) -> tuple[LeftUndone, ...]:
    with make.desk(store).look() as session:
        return left_undone_in(session, order_id)


def test_when_everything_was_done_nothing_is_left(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    assert left(store, order_id) == ()


def test_safety_comes_first_then_what_was_refused_then_what_was_put_off(store: Store) -> None:
    lines = (
        make.labour(),
        make.labour("LB-R002", decision=Decision.LATER),
        make.labour("LB-M009", decision=Decision.REFUSED),
        PlannedLine(LineKind.LABOUR, "LB-R003", need=Need.REQUIRED, decision=Decision.LATER, is_safety=True),
    )
    order_id = make.order(store, stage=Stage.AUTHORIZED, lines=lines)
    rows = left(store, order_id)
    assert [(row.is_safety, row.decision) for row in rows] == [
        (True, Decision.LATER), (False, Decision.REFUSED), (False, Decision.LATER),
    ]  # fmt: skip
    assert Topic.DECLINED_REMINDED in handover(make.desk(store), order_id).topics


def test_declined_labour_speaks_for_its_parts(store: Store) -> None:
    lines = (
        make.part(),
        make.labour("LB-R002", decision=Decision.LATER),
        make.part("YJ-A5-2002", decision=Decision.LATER),
    )
    (row,) = left(store, make.order(store, stage=Stage.AUTHORIZED, lines=lines))
    assert row.name_zh == "更换后制动片"


def test_declined_labour_does_not_hide_a_part_that_may_be_another_s(store: Store) -> None:
    lines = (
        make.labour(),
        make.labour("LB-R002", decision=Decision.LATER),
        make.part(decision=Decision.LATER),
    )
    rows = left(store, make.order(store, stage=Stage.AUTHORIZED, lines=lines))
    assert {row.name_zh for row in rows} == {"更换后制动片", "全合成机油 5W-30 4L"}


def test_labour_and_part_that_were_answered_otherwise_are_both_told(store: Store) -> None:
    lines = (
        make.part(),
        make.labour("LB-R002", decision=Decision.LATER),
        make.part("YJ-A5-2002", decision=Decision.REFUSED),
    )
    rows = left(store, make.order(store, stage=Stage.AUTHORIZED, lines=lines))
    assert [(row.name_zh, row.decision) for row in rows] == [
        ("后制动片（套）", Decision.REFUSED), ("更换后制动片", Decision.LATER),
    ]  # fmt: skip


def test_a_declined_part_alone_is_told_itself(store: Store) -> None:
    lines = (make.labour(), make.part(decision=Decision.REFUSED))
    (row,) = left(store, make.order(store, stage=Stage.AUTHORIZED, lines=lines))
    assert row.decision is Decision.REFUSED


def test_a_finding_without_a_line_is_reminded_of_one_with_a_line_is_not(store: Store) -> None:
    order_id = make.order(store)
    technician, advisor = make.desk(store, make.TECHNICIAN), make.desk(store)
    open_inspection(technician, order_id)
    row = inspection(technician, order_id)
    assert row is not None
    assert row.sheet is not None
    bad = {"MP-14": Answer(0, Verdict.ATTENTION), "MP-19": Answer(0, Verdict.REPLACE)}
    given = tuple(
        Answer(item.item_id, bad[item.code].verdict, remark="见照片") if item.code in bad else healthy(item)
        for item in row.sheet.items
    )
    answer_many(technician, order_id, given=given)
    close_inspection(technician, order_id)
    add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS, finding_item="MP-19")
    offer(advisor, order_id)
    decide(advisor, order_id, decisions=((versions(advisor, order_id)[-1].lines[0].id, Decision.ACCEPTED),))
    (found,) = left(store, order_id)
    assert (found.name_zh, found.verdict, found.decision, found.remark) == (
        "传动皮带",
        Verdict.ATTENTION,
        None,
        "见照片",
    )
