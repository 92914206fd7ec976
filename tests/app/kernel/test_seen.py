"""What a form may write when someone else may have saved it meanwhile."""

import pytest

from app.kernel.refusal import Clash, Conflict
from app.kernel.seen import check_only_i_wrote, what_i_wrote


def test_a_form_that_knows_nothing_writes_all_of_it() -> None:
    assert what_i_wrote({"a": "1"}, seen=None, stands={"a": "9"}) == {"a": "1"}


def test_only_what_differs_is_written_and_what_others_wrote_elsewhere_stays() -> None:
    mine, seen, stands = {"a": "1", "b": "2"}, {"a": "1", "b": "0"}, {"a": "9", "b": "0"}
    assert what_i_wrote(mine, seen=seen, stands=stands) == {"b": "2"}


def test_two_who_wrote_the_same_do_not_clash() -> None:
    assert what_i_wrote({"a": "2"}, seen={"a": "1"}, stands={"a": "2"}) == {"a": "2"}


def test_a_field_both_wrote_is_refused_with_both_versions_in_words() -> None:
    with pytest.raises(Conflict) as caught:
        check_only_i_wrote({"a": 2, "b": 5}, seen={"a": 1, "b": 5}, stands={"a": 3, "b": 5}, say=lambda one: f"{one} h")
    assert caught.value.code == "row.changed"
    assert caught.value.clashes == (Clash("a", "3 h", "2 h"),)
