"""A row of many lines is divided by its lines wherever it stands, and none of them is lost."""

import pytest

from app.kernel.language import Language, speaking
from app.paper.table import Column, Row, Table

WIDTH = 182.0
LONG = "。".join(f"第{number}句话说的是同一件事的另一个方面" for number in range(1, 120))
COLUMNS = (Column("", 38.0), Column("", 144.0))


def table(*said: str) -> Table:
    return Table(COLUMNS, tuple(Row((f"字段{at}", words)) for at, words in enumerate(said)), has_header=False)


@pytest.mark.parametrize("before", [0, 1, 3])
def test_a_long_field_begins_on_the_page_where_there_is_room(before: int) -> None:
    with speaking(Language.BOTH):
        whole = table(*("短" for _row in range(before)), LONG)
        room = 6.0 * before + 60.0
        parts = whole.split(WIDTH, room)
        assert parts is not None
        above, below = parts
        assert isinstance(above, Table) and isinstance(below, Table)
        assert room - 5.0 < above.height(WIDTH) <= room, "the page is filled"
        assert len(above.rows) == before + 1 and len(below.rows) == 1
        left = below.split(WIDTH, 60.0)
        assert left is not None, "what is left is divided again"


def test_a_row_of_a_few_lines_stays_whole() -> None:
    with speaking(Language.BOTH):
        parts = table("短", "中" * 200).split(WIDTH, 14.0)
        assert parts is not None and isinstance(parts[0], Table)
        assert [len(part.rows) for part in parts if isinstance(part, Table)] == [1, 1]


def test_nothing_is_divided_where_not_three_lines_have_room() -> None:
    with speaking(Language.BOTH):
        parts = table("短", LONG).split(WIDTH, 6.0 + 12.0)
        assert parts is not None and isinstance(parts[0], Table) and len(parts[0].rows) == 1
        assert table(LONG).split(WIDTH, 12.0) is None
