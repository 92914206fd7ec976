"""The faces of paper and the characters they have."""

import pytest

from app.paper.fonts import FILES, advance, character_map, missing_characters, outline, printable
from app.paper.grid import Face


@pytest.mark.parametrize("name", ["刘𬭎", "李㛃", "何䶮", "𣲗", "㭎", "䒟", "𫖮", "Müller Hans", "马依拉·吐尔逊"])
def test_every_rare_name_of_the_demo_has_its_glyphs(name):
    assert missing_characters(name) == ()


def test_a_character_that_would_print_as_a_box_is_named_once():
    assert missing_characters("☑好☑😀\n") == ("☑", "😀")


def test_unseen_characters_are_no_missing_characters():
    assert missing_characters("a\u200bb\ufe0f\t\r\n") == ()


def test_a_character_beyond_the_bmp_is_written_as_utf_16():
    assert "<00> <D872DF4E>" in character_map("Face", [0x2CB4E])


def test_no_block_of_the_character_map_has_more_than_a_hundred_entries():
    written = character_map("Face", list(range(0x4E00, 0x4E00 + 250)))
    assert [line for line in written.split("\n") if line.endswith("beginbfchar")] == [
        "100 beginbfchar", "100 beginbfchar", "50 beginbfchar",
    ]  # fmt: skip


@pytest.mark.parametrize("face", list(FILES))
def test_chinese_is_full_width_in_every_weight(face):
    assert advance(face, "车") == 1000


def test_a_face_is_registered_once():
    assert outline(Face.REGULAR) is outline(Face.REGULAR)


def test_text_is_printed_as_typed_but_for_control_characters():
    assert printable("<b>&\"'\x07\r\n第二行") == "<b>&\"'\n第二行"
