"""A sheet is opened by its list's newest edition, answered and closed."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.records.checklists.limits import Verdict
from app.records.checklists.publish import COMPOSED, NOT_FOR_EV, publish_all
from app.records.checklists.queries import SheetRow, sheet_in
from app.records.checklists.sheets import Answer, answer, close_sheet, open_sheet, unanswered
from app.trust.deeds import Deed
from app.upkeep.found import resource
from app.upkeep.visit import healthy

FIELD = "inspection.table"


def opened(store: Store, template: str) -> SheetRow:
    with make.desk(store).deed(Deed.INSPECTION_OPEN) as deed:
        return sheet_in(deed.session, open_sheet(deed, template))


def say(store: Store, sheet: SheetRow, given: Answer) -> Verdict:
    with make.desk(store).deed(Deed.INSPECTION_ANSWER) as deed:
        return answer(deed, sheet.id, given, field=FIELD)


def again(store: Store, sheet: SheetRow) -> SheetRow:
    with make.desk(store).look() as session:
        return sheet_in(session, sheet.id)


@pytest.mark.parametrize("template", [composed.code for composed in COMPOSED])
def test_a_sound_car_can_be_answered_in_full_and_closed(store: Store, template: str) -> None:
    sheet = opened(store, template)
    with make.desk(store).deed(Deed.INSPECTION_ANSWER) as deed:
        verdicts = {answer(deed, sheet.id, healthy(item), field=FIELD) for item in sheet.items}
    assert verdicts == {Verdict.OK}
    filled = again(store, sheet)
    assert unanswered(filled.items) == ()
    with make.desk(store).deed(Deed.INSPECTION_ANSWER) as deed:
        close_sheet(deed, sheet.id, filled.items, field=FIELD)
    assert again(store, sheet).closed_at == store.clock.now()


def test_an_item_on_four_wheels_is_asked_four_times(store: Store) -> None:
    places = [item.place for item in opened(store, "MP").items if item.code == "MP-32"]
    assert places == ["FL", "FR", "RL", "RR"]


def test_an_electric_car_is_not_asked_for_its_oil(store: Store) -> None:
    codes = {item.code for item in opened(store, "MP-EV").items}
    assert not codes & NOT_FOR_EV
    assert any(code.startswith("EV-") for code in codes)


def test_a_new_edition_leaves_sheets_of_the_old_one_alone(store: Store) -> None:
    old = opened(store, "QG")
    with make.desk(store, make.MANAGER).deed(Deed.STORE_SETUP) as deed:
        publish_all(deed, resource("checklists", "checklists.csv"))
    assert opened(store, "QG").edition == 2
    assert again(store, old).edition == 1


def test_an_unknown_list_is_not_opened(store: Store) -> None:
    with refused(store, "checklist.unknown"):
        opened(store, "XX")


def test_not_applicable_is_for_items_that_may_be_skipped_and_says_why(store: Store) -> None:
    sheet = opened(store, "QG")
    must = next(item for item in sheet.items if item.is_mandatory and not item.may_skip_with_reason)
    with refused(store, "checklist.na", field=FIELD):
        say(store, sheet, Answer(must.item_id, Verdict.NA, remark="不适用"))
    may = next((item for item in sheet.items if item.may_skip_with_reason), None)
    if may is not None:
        with refused(store, "checklist.na", field=FIELD):
            say(store, sheet, Answer(may.item_id, Verdict.NA))
        assert say(store, sheet, Answer(may.item_id, Verdict.NA, remark="无此装置")) is Verdict.NA


def test_an_optional_item_may_stay_open(store: Store) -> None:
    sheet = opened(store, "MP")
    with make.desk(store).deed(Deed.INSPECTION_ANSWER) as deed:
        for item in sheet.items:
            if item.is_mandatory:
                answer(deed, sheet.id, healthy(item), field=FIELD)
    assert unanswered(again(store, sheet).items) == ()
    assert any(item.verdict is None for item in again(store, sheet).items)


def test_a_second_answer_replaces_the_first(store: Store) -> None:
    sheet = opened(store, "MP")
    item = next(item for item in sheet.items if item.value_type == "state4")
    say(store, sheet, Answer(item.item_id, Verdict.REPLACE, remark="裂纹"))
    say(store, sheet, Answer(item.item_id, Verdict.OK))
    row = next(one for one in again(store, sheet).items if one.item_id == item.item_id)
    assert (row.verdict, row.remark) == (Verdict.OK, "")
