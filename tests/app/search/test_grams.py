"""Search by pieces, tried in the index it is made for."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.search.grams import folded, grams, is_hit, match, words

ROWS: dict[int, dict[str, Any]] = {
    1: {"texts": ["苏A8K2M6", "王建军", "wjj", "WXD000018"], "phone": "14000000001", "tail": "5KA000137"},
    2: {"texts": ["苏AF20871", "刘𬭎", "lh", "WXD000021"], "phone": "14000000004", "tail": "5NA000248"},
    3: {"texts": ["苏AD12345", "张䶮", "zy"], "phone": "14000000003", "tail": "2PA000211"},
    4: {"texts": ["新A4C8K5", "马依拉·吐尔逊", "myltex"], "phone": "14000000013", "tail": "5NA000999"},
    5: {"texts": ["使014578", "Müller Hans", "mh", "mullerhans"], "phone": "+4930123456", "tail": ""},
}


@pytest.fixture
def index() -> Iterator[Any]:
    connection = dbapi2.connect(":memory:")
    connection.execute(
        "create virtual table pieces using fts5(g, content='', tokenize='unicode61 remove_diacritics 0',"
        " detail=none, columnsize=0)"
    )
    for seq, row in ROWS.items():
        connection.execute("insert into pieces(rowid, g) values (?, ?)", (seq, grams(**row)))
    yield connection
    connection.close()


def found(index: Any, query: str) -> list[int]:
    asked = match(query)
    if asked is None:
        return []
    rows = [seq for (seq,) in index.execute("select rowid from pieces where pieces match ? order by rowid", (asked,))]
    return [seq for seq in rows if is_hit(query, (*ROWS[seq]["texts"], ROWS[seq]["phone"], ROWS[seq]["tail"]))]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("王", [1]),
        ("𬭎", [2]),
        ("刘𬭎", [2]),
        ("䶮", [3]),
        ("建军", [1]),
        ("马依拉吐尔逊", [4]),
        ("马依拉·吐", [4]),
        ("苏A", [1, 2, 3]),
        ("苏A·8K2M6", [1]),
        ("苏ａ 8k2m6", [1]),
        ("8K2", [1]),
        ("20871", [2]),
        ("WXD000021", [2]),
        ("wjj", [1]),
        ("WJJ", [1]),
        ("0013", [1, 4]),
        ("14000000004", [2]),
        ("140 0000 0004", [2]),
        ("000248", [2]),
        ("刘 871", [2]),
        ("王 871", []),
        ("müller hans", [5]),
        ("muller", [5]),
        ("'); drop table pieces; --", []),
        ('"王"', [1]),
        ("王*", [1]),
        ("没有", []),
        ("", []),
        ("·", []),
    ],
)
def test_a_row_is_found_by_any_piece_of_it(index: Any, query: str, rows: list[int]) -> None:
    assert found(index, query) == rows


def test_a_row_can_be_taken_out_of_the_index_again(index: Any) -> None:
    index.execute("insert into pieces(pieces, rowid, g) values ('delete', 2, ?)", (grams(**ROWS[2]),))
    assert found(index, "刘") == []
    assert found(index, "苏A") == [1, 3]


def test_all_pieces_of_a_long_word_are_not_yet_the_word() -> None:
    assert is_hit("12312", ["12312"]) and not is_hit("12312", ["1231", "2312"])


def test_phone_and_vin_give_only_pieces_of_three() -> None:
    assert grams(texts=[], phone="14000", tail="AB12") == "140 400 000 ab1 b12"


def test_dots_blanks_and_quotes_play_no_part() -> None:
    assert folded("马依拉·吐尔逊 '\"_-") == "马依拉吐尔逊"
    assert words("  a·b  ' c ") == ("ab", "c")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=80))
def test_no_query_upsets_the_index(index: Any, query: str) -> None:
    assert all(seq in ROWS for seq in found(index, query))


@given(st.text(min_size=1, max_size=20))
def test_a_text_is_always_a_hit_for_itself(text: str) -> None:
    assert is_hit(folded(text), [text])
