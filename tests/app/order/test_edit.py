"""Lines are added to a quote, changed and taken out."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.kernel.refusal import Clash, Conflict
from app.order.agreement.queries import agreement_standing
from app.order.inspection.inspect import skip_inspection
from app.order.quote.edit import LineChange, add_item, add_other, add_package, change_line, remove_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import LineId, LineRow, agreed_lines_in, versions
from app.order.quote.quote_content import quote_content
from app.order.workflow import Stage
from app.records.catalogue.categories import Decision, LineKind, Need, Payer, QualityClass, RepairCategory
from app.records.catalogue.queries import PackageHit, packages_for
from app.records.staff.step_up import step_up
from app.trust.deeds import Deed
from app.trust.queries import entries_of
from app.upkeep import visit
from app.upkeep.demo import PIN


def lines(store: Store, order_id: int) -> tuple[LineRow, ...]:
    return versions(make.desk(store), order_id)[-1].lines


def add(store: Store, order_id: int, code: str = make.PADS, *, staff_no: str = make.ADVISOR, **given: object) -> LineId:
    kind = LineKind.LABOUR if code.startswith("LB-") else LineKind.PART
    return add_item(make.desk(store, staff_no), order_id, kind=kind, code=code, **given)  # type: ignore[arg-type]


def change(store: Store, order_id: int, line_id: LineId, *, staff_no: str = make.ADVISOR, **changed: object) -> None:
    change_line(make.desk(store, staff_no), order_id, line_id=line_id, change=LineChange(**changed))  # type: ignore[arg-type]


def test_a_line_brings_price_and_class_from_the_catalogue(store: Store) -> None:
    order_id = make.order(store)
    add(store, order_id)
    add(store, order_id, make.OIL, need=Need.RECOMMENDED, is_safety=True, finding_item="MP-01")
    labour, part = lines(store, order_id)
    assert (labour.quantity_milli, labour.unit_price_fen, labour.net_fen) == (1_200, 20_000, 24_000)
    assert (labour.repair_category, labour.position) == (RepairCategory.MINOR, 1)
    assert (part.net_fen, part.quality_class, part.position) == (39_800, QualityClass.OEM, 2)
    assert (part.need, part.is_safety, part.finding_item) == (Need.RECOMMENDED, True, "MP-01")
    assert part.decision is Decision.UNDECIDED


def test_an_add_on_service_is_one_as_the_catalogue_says_unless_the_advisor_does(store: Store) -> None:
    order_id = make.order(store)
    add(store, order_id)
    wash = add(store, order_id, "LB-S001")
    kit = add(store, order_id, "GY-U123")
    assert [line.is_addon for line in lines(store, order_id)] == [False, True, False]
    change(store, order_id, kit, is_addon=True)
    change(store, order_id, wash, is_addon=False)
    assert [line.is_addon for line in lines(store, order_id)] == [False, False, True]


def test_who_does_not_pay_is_not_asked(store: Store) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id, payer=Payer.WARRANTY)
    assert lines(store, order_id)[0].decision is Decision.ACCEPTED
    change(store, order_id, line_id, payer=Payer.CUSTOMER)
    assert lines(store, order_id)[0].decision is Decision.UNDECIDED


def test_what_is_not_in_the_catalogue_is_refused(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "quote.unknown_item", field="quote.lines"):
        add(store, order_id, "LB-X999")


def test_a_package_adds_its_items_at_its_own_cost(store: Store) -> None:
    order_id = make.order(store)
    (package,) = packages_for(make.desk(store), model_code="A5")
    add_package(make.desk(store), order_id, package=package)
    assert {line.code for line in lines(store, order_id)} == {"LB-M001", "YJ-U101", "YJ-A5-1001", "YJ-U111"}
    assert {line.payer for line in lines(store, order_id)} == {Payer.PACKAGE}
    assert versions(make.desk(store), order_id)[-1].totals.accepted_customer_fen == 0


def test_a_package_with_an_unknown_item_adds_nothing(store: Store) -> None:
    order_id = make.order(store)
    broken = PackageHit(
        "PK99", "套餐", "Package", 0, 1, ((LineKind.LABOUR, make.PADS, 1000), (LineKind.PART, "X", 1000))
    )
    with refused(store, "quote.unknown_item"):
        add_package(make.desk(store), order_id, package=broken)


def test_a_line_is_changed_and_taken_out(store: Store) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id, make.OIL)
    change(store, order_id, line_id, quantity_milli=1_500, unit_price_fen=39_999, reason="客户指定")
    assert lines(store, order_id)[0].net_fen == 59_999  # 599.985 rounds half up
    remove_line(make.desk(store), order_id, line_id=line_id)
    assert lines(store, order_id) == ()
    with refused(store, "row.gone"):
        remove_line(make.desk(store), order_id, line_id=line_id)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"quantity_milli": 0}, "quantity.absurd"),
        ({"quantity_milli": 999_001}, "quantity.absurd"),
        ({"unit_price_fen": -1}, "price.absurd"),
        ({"unit_price_fen": 100_000_001}, "price.absurd"),
        ({"payable_bp": 7_999}, "discount.limit"),
        ({"payable_bp": 10_001}, "discount.limit"),
    ],
)
def test_a_change_beyond_reason_is_refused(store: Store, changed: dict[str, int], code: str) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id)
    with refused(store, code, field="quote.lines"):
        change(store, order_id, line_id, **changed)


def test_an_absurd_quantity_is_not_even_added(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "quantity.absurd"):
        add(store, order_id, quantity_milli=1_000_000)


def test_a_manager_may_give_more_than_an_advisor(store: Store) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id)
    change(store, order_id, line_id, payable_bp=9_500)
    with refused(store, "deed.needs_approval"):
        change(store, order_id, line_id, payable_bp=9_499)
    change(store, order_id, line_id, staff_no=make.MANAGER, payable_bp=8_000)
    assert lines(store, order_id)[0].net_fen == 19_200
    with refused(store, "discount.limit"):
        change(store, order_id, line_id, staff_no=make.MANAGER, payable_bp=7_999)


def test_an_advisor_gives_more_with_a_manager_who_agrees(store: Store) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id)
    approval = step_up(make.desk(store), Deed.QUOTE_DISCOUNT, make.MANAGER, pin=PIN)
    beyond = LineChange(payable_bp=8_000)
    change_line(make.desk(store), order_id, line_id=line_id, change=beyond, approval=approval)
    assert lines(store, order_id)[0].net_fen == 19_200
    with make.desk(store).look() as session:
        (newest, *_earlier) = entries_of(session, order_id)
    assert newest.deed is Deed.QUOTE_DISCOUNT
    assert dict(newest.details)["approved_by"] == str(approval.person_id)
    assert dict(newest.details)["payable_bp"] == "8000"


def test_nobody_goes_below_what_a_manager_may_give_even_together(store: Store) -> None:
    order_id = make.order(store)
    line_id = add(store, order_id)
    approval = step_up(make.desk(store), Deed.QUOTE_DISCOUNT, make.MANAGER, pin=PIN)
    with refused(store, "discount.limit"):
        change_line(make.desk(store), order_id, line_id=line_id, change=LineChange(payable_bp=7_999), approval=approval)


def test_a_quote_has_an_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.order.quote.edit.MOST_LINES", 2)
    order_id = make.order(store)
    add(store, order_id)
    add(store, order_id)
    with refused(store, "quote.too_long", field="quote.lines"):
        add(store, order_id)


def test_an_issued_version_is_never_edited_its_copy_is(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    issued = versions(make.desk(store), order_id)[-1]
    change(store, order_id, issued.lines[0].id, quantity_milli=2_000)
    first, second = versions(make.desk(store), order_id)
    assert (first.edition, second.edition) == (1, 2)
    assert first.lines == issued.lines
    assert second.lines[0].quantity_milli == 2_000
    assert second.issued_at is None


def test_a_line_taken_out_of_the_copy_is_not_found_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    line_id = versions(make.desk(store), order_id)[-1].lines[0].id
    remove_line(make.desk(store), order_id, line_id=line_id)
    with refused(store, "row.gone"):
        change(store, order_id, line_id, quantity_milli=2_000)


@pytest.mark.parametrize("stage", [Stage.AUTHORIZED, Stage.IN_WORK, Stage.COMPLETED, Stage.DELIVERED])
def test_what_was_signed_is_not_edited(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    line_id = lines(store, order_id)[0].id
    with refused(store, "order.stage"):
        change(store, order_id, line_id, unit_price_fen=1)
    with refused(store, "order.stage"):
        remove_line(make.desk(store), order_id, line_id=line_id)
    with refused(store, "order.stage"):
        add(store, order_id)


def test_a_technician_does_not_price(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "deed.not_allowed"):
        add(store, order_id, staff_no=make.TECHNICIAN)


def test_a_planned_part_may_be_taken_several_times(store: Store) -> None:
    order_id = make.order(store)
    visit.add_line(make.desk(store), order_id, make.part(times=3))
    assert lines(store, order_id)[0].quantity_milli == 3_000


def test_a_removed_line_leaves_the_others_where_they_stand(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    remove_line(make.desk(store), order_id, line_id=lines(store, order_id)[0].id)
    offer(make.desk(store), order_id)
    assert [line.code for line in lines(store, order_id)] == [make.OIL]


def test_costs_that_stand_in_no_catalogue_are_lines_of_their_own(store: Store) -> None:
    order_id = make.order(store)
    add(store, order_id)
    desk = make.desk(store)
    add_other(desk, order_id, name=" 拖车  20 公里 ", price_fen=30_000)
    second = add_other(desk, order_id, name="环保费", price_fen=1_500, payer=Payer.INTERNAL)
    towing, waste = lines(store, order_id)[1:]
    assert (towing.kind, towing.code, towing.net_fen) == (LineKind.OTHER, "QT01", 30_000)
    assert towing.name_zh == "拖车 20 公里"
    assert (waste.code, waste.payer, waste.decision) == ("QT02", Payer.INTERNAL, Decision.ACCEPTED)
    assert versions(desk, order_id)[-1].totals.other_fen == 31_500
    remove_line(desk, order_id, line_id=second)
    add_other(desk, order_id, name="诊断费", price_fen=10_000)
    assert [line.code for line in lines(store, order_id)[1:]] == ["QT01", "QT02"]


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_other_costs_say_what_they_are_for(store: Store, name: str) -> None:
    order_id = make.order(store)
    with refused(store, "other.name", field="quote.other.name"):
        add_other(make.desk(store), order_id, name=name, price_fen=100)


@pytest.mark.parametrize("price_fen", [0, -1, 100_000_001])
def test_other_costs_have_a_price(store: Store, price_fen: int) -> None:
    order_id = make.order(store)
    with refused(store, "other.price", field="quote.other.price"):
        add_other(make.desk(store), order_id, name="拖车", price_fen=price_fen)


def test_other_costs_stand_on_the_quotation_the_agreement_and_the_bill(store: Store) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    skip_inspection(desk, order_id, reason="known scope")
    add_other(desk, order_id, name="拖车费", price_fen=30_000)
    with desk.look() as session:
        (quoted,) = quote_content(session, store, order_id).others
    assert (quoted.code, quoted.name_zh, quoted.net_fen) == ("QT01", "拖车费", 30_000)
    offer(desk, order_id)
    decide(desk, order_id, decisions=((lines(store, order_id)[0].id, Decision.ACCEPTED),))
    with desk.look() as session:
        assert [line.name_zh for line in agreed_lines_in(session, order_id)] == ["拖车费"]
    assert [line.code for line in agreement_standing(desk, order_id).accepted] == ["QT01"]


@pytest.mark.parametrize("changed", [{"unit_price_fen": 30_000}, {"quantity_milli": 3_000}, {"payable_bp": 9_500}])
def test_another_price_is_decided_anew(store: Store, changed: dict[str, int]) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    first, second = versions(make.desk(store), order_id)[-1].lines
    decide(make.desk(store), order_id, decisions=((first.id, Decision.ACCEPTED), (second.id, Decision.REFUSED)))
    change(store, order_id, first.id, **changed)
    decisions = [line.decision for line in lines(store, order_id)]
    assert decisions == [Decision.UNDECIDED, Decision.REFUSED]


def test_the_same_price_keeps_the_decision(store: Store) -> None:
    order_id = make.order(store, stage=Stage.QUOTED)
    line = versions(make.desk(store), order_id)[-1].lines[0]
    decide(make.desk(store), order_id, decisions=((line.id, Decision.ACCEPTED),))
    change(store, order_id, line.id, quantity_milli=line.quantity_milli, is_safety=True)
    assert lines(store, order_id)[0].decision is Decision.ACCEPTED


def test_a_cell_that_two_people_wrote_keeps_the_first_and_shows_both(store: Store) -> None:
    order_id = make.order(store)
    line_id, desk = add(store, order_id), make.desk(store)
    seen = LineChange(quantity_milli=lines(store, order_id)[0].quantity_milli)
    change_line(desk, order_id, line_id=line_id, change=LineChange(quantity_milli=2_000), seen=seen)
    with refused(desk, "row.changed") as caught:
        change_line(desk, order_id, line_id=line_id, change=LineChange(quantity_milli=3_000), seen=seen)
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("quantity_milli", "2000", "3000"),)
    other = LineChange(need=Need.RECOMMENDED)
    change_line(desk, order_id, line_id=line_id, change=other, seen=LineChange(need=Need.REQUIRED))
    assert lines(store, order_id)[0].need is Need.RECOMMENDED, "another cell of the same line is free"
