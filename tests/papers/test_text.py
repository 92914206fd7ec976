"""Where a line of paper may break."""

import re

import pytest

from app.paper.grid import CELL, Face, Style
from app.paper.text import CLOSE, NO_END, NO_START, atoms, fitted, runs, spread, squeezed_end, width, wrap

MIXED = (
    "车辆识别代号LYJDH6P15NA000248的云骏H6（插电式混合动力）已行驶41,900 km，左后制动片2.8 mm、右后3.1 mm；"
    "“家里充电桩充电，最近三次充到一半自己停了”，客户说。应付¥1,891.10（含13%增值税），实付¥1,890.00；"
    "故障码P0D57历史3次（见照片P16），电导率138 µS/cm，限值100 µS/cm。"
    "请先致电服务经理（025-00000001），或到示例路1号！绝缘电阻12.8 MΩ…… Müller Hans和马依拉·吐尔逊都来过？"
)
RUN = re.compile(r"[A-Za-z0-9µΩü.,/¥%-]*[A-Za-z0-9µΩü][A-Za-z0-9µΩü.,/-]*")
# From 35 mm on: below, a VIN of this size is wider than the line.
WIDTHS = range(70, 410)


def lines_at(tenths: int) -> tuple[str, ...]:
    return wrap(MIXED, tenths / 2, CELL)


def test_over_340_widths_no_closing_mark_starts_a_line_and_no_opening_one_ends_it():
    lines = [line for tenths in WIDTHS for line in lines_at(tenths)]
    starts = [line for tenths in WIDTHS for line in lines_at(tenths)[1:] if line[0] in NO_START]
    ends = [line for tenths in WIDTHS for line in lines_at(tenths)[:-1] if line[-1] in NO_END]
    assert len(lines) > 1500
    assert (starts, ends) == ([], [])


def test_over_340_widths_no_vin_amount_or_word_is_split():
    whole = set(RUN.findall(MIXED))
    split = {run for tenths in WIDTHS for line in lines_at(tenths) for run in RUN.findall(line)} - whole
    assert split == set()


def test_a_figure_keeps_its_unit_beside_it():
    parted = [line for tenths in WIDTHS for line in lines_at(tenths) if re.match(r"(km|mm|MΩ|µS/cm)\b", line)]
    assert parted == []


def test_no_character_is_lost_at_any_width():
    written = MIXED.replace(" ", "")
    for tenths in WIDTHS:
        assert re.sub(r"[ \u00a0]", "", "".join(lines_at(tenths))) == written


def test_no_line_is_wider_than_its_room():
    for tenths in WIDTHS:
        assert all(width(line, CELL) <= tenths / 2 + 0.01 for line in lines_at(tenths))


def test_only_what_is_wider_than_a_line_is_cut():
    assert wrap("LYJDH6P15NA000248", 12, CELL)[0] != "LYJDH6P15NA000248"
    assert "".join(wrap("LYJDH6P15NA000248", 12, CELL)) == "LYJDH6P15NA000248"


def test_typed_line_ends_stay():
    assert wrap("第一行\n\n第三行", 100, CELL) == ("第一行", "", "第三行")


def test_an_indent_that_leaves_no_room_begins_on_the_next_line():
    assert wrap("LYJDH6P15NA000248", 40, CELL, indent=30) == ("", "LYJDH6P15NA000248")


def test_neighbouring_marks_are_set_closer():
    apart = width("好", CELL) * 4
    assert width("好。”", CELL) < apart
    assert len(runs("好。”好", CELL)) == 2


def test_a_squeezed_mark_at_the_end_is_kept_with_its_neighbour():
    before, end = squeezed_end(runs("一起做。”", CELL), CELL)
    assert ("".join(text for _, text in before), [text for _, text in end]) == ("一起做", ["。", "”"])


def test_a_dot_between_latin_letters_leaves_no_hole():
    assert width("N·m", CELL) < width("N", CELL) + width("m", CELL) + 0.6 * CELL.em


@pytest.mark.parametrize("mark", CLOSE)
def test_a_closing_mark_stays_with_its_word(mark):
    assert atoms(f"好{mark}") == [f"好{mark}"]


def test_a_long_value_becomes_smaller_but_never_too_small():
    style = fitted("很长的名字" * 6, 40, CELL, least=8.0)
    assert style.size == 8.0
    assert fitted("短", 40, CELL, least=8.0) == CELL


def test_only_chinese_lines_are_spread_to_the_edge():
    line = "我们只做本合同列明您已同意的项目"
    assert spread(line, width(line, CELL) + 3, CELL) > 0
    assert spread("We do only what is listed here", width(line, CELL) + 3, CELL) == 0
    assert spread(line, width(line, CELL) + 40, CELL) == 0


def test_weights_differ_in_width():
    assert width("41,900", Style(Face.BOLD)) > width("41,900", Style(Face.REGULAR))
