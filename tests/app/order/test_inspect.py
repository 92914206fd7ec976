"""The inspection: opened, answered, closed, or skipped with a reason."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.kernel.refusal import Clash, Conflict
from app.order.inspection.inspect import (
    answer_item,
    answer_many,
    answer_rest,
    close_inspection,
    open_inspection,
    skip_inspection,
)
from app.order.inspection.inspection_content import inspection_content
from app.order.inspection.measured_paper import broken_bound, finding, value
from app.order.inspection.queries import findings, inspection
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow, SheetRow
from app.records.checklists.sheets import Answer
from app.records.store.rules import SIDES, change_rules, rules
from app.upkeep.visit import healthy


def sheet(store: Store, order_id: int) -> SheetRow:
    row = inspection(make.desk(store), order_id)
    assert row is not None
    assert row.sheet is not None
    return row.sheet


def item(store: Store, order_id: int, code: str) -> ItemRow:
    return next(item for item in sheet(store, order_id).items if item.code == code)


def opened(store: Store, **plan: object) -> int:
    order_id = make.order(store, **plan)
    open_inspection(make.desk(store, make.TECHNICIAN), order_id)
    return order_id


def answer_all(store: Store, order_id: int) -> None:
    given = tuple(healthy(one) for one in sheet(store, order_id).items)
    answer_many(make.desk(store, make.TECHNICIAN), order_id, given=given)


@pytest.mark.parametrize(("form", "template"), [(make.checkin_form(), "MP"), (make.electric(), "MP-EV")])
def test_each_kind_of_car_has_its_own_list(store: Store, form: object, template: str) -> None:
    assert sheet(store, opened(store, form=form)).template_code == template


def test_opening_twice_is_opening_once(store: Store) -> None:
    order_id = opened(store)
    assert open_inspection(make.desk(store), order_id) == sheet(store, order_id).id


def test_a_measured_value_judges_itself(store: Store) -> None:
    order_id = opened(store)
    water = item(store, order_id, "MP-06")
    desk = make.desk(store, make.TECHNICIAN)
    assert answer_item(desk, order_id, given=Answer(water.item_id, value_milli=3_500)) is Verdict.REPLACE
    assert answer_item(desk, order_id, given=Answer(water.item_id, value_milli=2_000)) is Verdict.ATTENTION
    assert answer_item(desk, order_id, given=Answer(water.item_id, value_milli=1_200)) is Verdict.OK
    assert item(store, order_id, "MP-06").value_milli == 1_200


def test_the_worst_findings_stand_first(store: Store) -> None:
    order_id = opened(store)
    desk = make.desk(store, make.TECHNICIAN)
    answer_item(desk, order_id, given=Answer(item(store, order_id, "MP-01").item_id, Verdict.ATTENTION))
    answer_item(desk, order_id, given=Answer(item(store, order_id, "MP-14").item_id, Verdict.REPLACE))
    assert [row.code for row in findings(sheet(store, order_id))] == ["MP-14", "MP-01"]


@pytest.mark.parametrize(
    ("code", "given", "refusal"),
    [
        ("MP-06", {}, "checklist.value"),
        ("MP-01", {}, "checklist.value"),
        ("MP-06", {"value_milli": 75_000}, "checklist.implausible"),
        ("MP-06", {"value_milli": 3_500, "verdict": Verdict.OK}, "checklist.better"),
        ("MP-01", {"verdict": Verdict.NA}, "checklist.na"),
        ("MP-01", {"verdict": Verdict.OK, "remark": "好" * 501}, "checklist.remark"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(
    store: Store, code: str, given: dict[str, object], refusal: str
) -> None:
    order_id = opened(store)
    row = item(store, order_id, code)
    with refused(store, refusal, field="inspection.table"):
        answer_item(
            make.desk(store, make.TECHNICIAN),
            order_id,
            given=Answer(row.item_id, **given),  # type: ignore[arg-type]
        )


def test_a_value_that_is_meant_stands_and_a_better_verdict_wants_a_reason(store: Store) -> None:
    order_id = opened(store)
    desk, row = make.desk(store, make.TECHNICIAN), item(store, order_id, "MP-06")
    assert answer_item(desk, order_id, given=Answer(row.item_id, value_milli=11_000, is_meant=True)) is Verdict.REPLACE
    better = Answer(row.item_id, Verdict.ATTENTION, 3_500, remark="复测两次，取平均")
    assert answer_item(desk, order_id, given=better) is Verdict.ATTENTION


def test_several_answers_are_all_or_none(store: Store) -> None:
    order_id = opened(store)
    good, bad = item(store, order_id, "MP-01"), item(store, order_id, "MP-06")
    with refused(store, "checklist.implausible"):
        answer_many(
            make.desk(store, make.TECHNICIAN), order_id,
            given=(Answer(good.item_id, Verdict.OK), Answer(bad.item_id, value_milli=75_000)),
        )  # fmt: skip


def test_an_advisor_judges_what_is_seen_walking_round_the_car_and_no_more(store: Store) -> None:
    order_id = opened(store)
    advisor = make.desk(store)
    wipers, oil = item(store, order_id, "MP-23"), item(store, order_id, "MP-01")
    assert answer_item(advisor, order_id, given=Answer(wipers.item_id, Verdict.REPLACE)) is Verdict.REPLACE
    with refused(store, "inspection.walk_around", field="inspection.table"):
        answer_item(advisor, order_id, given=Answer(oil.item_id, Verdict.OK))
    with refused(store, "inspection.walk_around"):
        answer_rest(advisor, order_id, item_ids=(wipers.item_id, oil.item_id))


def test_what_was_looked_at_and_found_good_is_said_at_once(store: Store) -> None:
    order_id = opened(store)
    words = tuple(row.item_id for row in sheet(store, order_id).items if row.value_type == "state4")
    answer_rest(make.desk(store, make.TECHNICIAN), order_id, item_ids=words)
    verdicts = {row.verdict for row in sheet(store, order_id).items if row.value_type == "state4"}
    assert verdicts == {Verdict.OK}


def test_a_closed_sheet_is_frozen_with_its_report(store: Store) -> None:
    order_id = opened(store)
    answer_all(store, order_id)
    technician = make.desk(store, make.TECHNICIAN)
    close_inspection(technician, order_id, cause="制动片磨损", evidence="2.1 mm", proposal="更换")
    row = inspection(technician, order_id)
    assert row is not None
    assert (row.cause, row.evidence, row.proposal, row.technician) == ("制动片磨损", "2.1 mm", "更换", "赵铁柱")
    assert row.closed_at == store.clock.now()
    assert papers_of(technician, order_id)[-1].kind is PaperKind.INSPECTION
    first = sheet(store, order_id).items[0]
    with refused(store, "checklist.closed"):
        answer_item(technician, order_id, given=Answer(first.item_id, Verdict.ATTENTION))
    with refused(store, "checklist.closed"):
        close_inspection(technician, order_id)


def test_a_sheet_with_open_items_is_not_closed(store: Store) -> None:
    order_id = opened(store)
    with refused(store, "checklist.unanswered", field="inspection.table"):
        close_inspection(make.desk(store, make.TECHNICIAN), order_id)


def test_the_front_desk_does_not_close_the_sheet(store: Store) -> None:
    order_id = opened(store)
    answer_all(store, order_id)
    with refused(store, "deed.not_allowed"):
        close_inspection(make.desk(store), order_id)


def test_before_the_sheet_is_open_nothing_is_answered_or_closed(store: Store) -> None:
    order_id = make.order(store)
    technician = make.desk(store, make.TECHNICIAN)
    with refused(store, "inspection.none"):
        answer_item(technician, order_id, given=Answer(1, Verdict.OK))
    with refused(store, "row.gone"):
        close_inspection(technician, order_id)
    assert inspection(technician, order_id) is None


def test_a_sheet_belongs_to_the_first_steps(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED, inspected=True)
    assert open_inspection(make.desk(store), order_id) == sheet(store, order_id).id
    skipped = make.order(store, stage=Stage.AUTHORIZED, form=make.another_car())
    with refused(store, "order.stage"):
        open_inspection(make.desk(store), skipped)


def test_an_inspection_is_skipped_with_a_reason_and_then_stays_skipped(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "inspection.reason", field="inspection.skip_reason"):
        skip_inspection(make.desk(store), order_id, reason=" ")
    skip_inspection(make.desk(store), order_id, reason="客户只做保养")
    row = inspection(make.desk(store), order_id)
    assert row is not None
    assert (row.sheet, row.skip_reason) == (None, "客户只做保养")
    with refused(store, "inspection.skipped"):
        open_inspection(make.desk(store), order_id)
    with refused(store, "inspection.none"):
        close_inspection(make.desk(store, make.TECHNICIAN), order_id)


def test_an_inspection_that_was_begun_is_finished(store: Store) -> None:
    order_id = opened(store)
    with refused(store, "inspection.begun"):
        skip_inspection(make.desk(store), order_id, reason="客户只做保养")


def test_nothing_is_skipped_once_the_customer_has_signed(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "order.stage"):
        skip_inspection(make.desk(store), order_id, reason="客户只做保养")


def test_who_closes_second_is_shown_what_stands_on_the_report(store: Store) -> None:
    order_id = opened(store)
    answer_all(store, order_id)
    close_inspection(make.desk(store, make.TECHNICIAN), order_id, cause="制动片磨损")
    with refused(store, "row.changed") as caught:
        close_inspection(make.desk(store, make.HV_TECHNICIAN), order_id, cause="制动盘变形", evidence="跳动 0.2 mm")
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("cause", "制动片磨损", "制动盘变形"), Clash("evidence", "", "跳动 0.2 mm"))
    with refused(store, "checklist.closed"):
        close_inspection(make.desk(store, make.HV_TECHNICIAN), order_id, cause="制动片磨损")


def measured(store: Store, order_id: int, code: str, **values: int) -> None:
    rows = {row.place: row.item_id for row in sheet(store, order_id).items if row.code == code}
    given = tuple(Answer(rows[place], value_milli=value) for place, value in values.items())
    answer_many(make.desk(store, make.TECHNICIAN), order_id, given=given)


def verdicts(store: Store, order_id: int, code: str) -> dict[str, Verdict | None]:
    return {row.place: row.verdict for row in sheet(store, order_id).items if row.code == code}


@pytest.mark.parametrize(("left", "right", "found"), [(6_500, 5_000, "ok"), (6_501, 5_000, "attention")])
def test_the_thinner_side_of_an_uneven_axle_deserves_attention(store: Store, left: int, right: int, found: str) -> None:
    order_id = opened(store)
    measured(store, order_id, "MP-32", FL=left, FR=right, RL=7_000, RR=7_000)
    assert verdicts(store, order_id, "MP-32") == {
        "FL": Verdict.OK, "FR": Verdict(found), "RL": Verdict.OK, "RR": Verdict.OK,
    }  # fmt: skip


def test_front_and_rear_are_not_compared(store: Store) -> None:
    order_id = opened(store)
    measured(store, order_id, "MP-32", FL=7_500, FR=7_500, RL=3_500, RR=3_500)
    assert findings(sheet(store, order_id)) == ()


def test_pads_are_compared_side_by_side_and_what_is_worse_stays_worse(store: Store) -> None:
    order_id = opened(store)
    measured(store, order_id, "MP-37", L=8_000, R=6_000)
    measured(store, order_id, "MP-38", L=8_000, R=2_000)
    assert verdicts(store, order_id, "MP-37")["R"] is Verdict.ATTENTION
    assert verdicts(store, order_id, "MP-38")["R"] is Verdict.REPLACE
    measured(store, order_id, "MP-37", L=6_000)
    assert verdicts(store, order_id, "MP-37")["R"] is Verdict.OK


def test_a_sheet_keeps_the_difference_it_was_opened_with(store: Store) -> None:
    order_id = opened(store)
    measured(store, order_id, "MP-37", L=8_000, R=6_000)
    manager = make.desk(store, make.MANAGER)
    change_rules(manager, tuple(str(50 if row.rule is SIDES else row.shown) for row in rules(manager)))
    assert verdicts(store, order_id, "MP-37")["R"] is Verdict.ATTENTION
    newer = opened(store, form=make.another_car())
    measured(store, newer, "MP-37", L=8_000, R=6_000)
    assert verdicts(store, newer, "MP-37")["R"] is Verdict.OK


def test_the_report_says_that_left_and_right_differ(store: Store) -> None:
    order_id = opened(store)
    answer_all(store, order_id)
    measured(store, order_id, "MP-37", L=9_000, R=6_900)
    close_inspection(make.desk(store, make.TECHNICIAN), order_id)
    with make.desk(store).look() as session:
        content = inspection_content(session, store, order_id)
    row = next(one for one in content.items if one.is_finding)
    assert (row.place, value(row), broken_bound(row)) == ("R", "6.9", "Δ ≤ 1.5 mm")
    assert finding(row) == "2.1 mm thinner than the other side"
