"""Pinyin for search and sort."""

import json
import subprocess
import sys

import pytest

from app.kernel.pinyin import full, initials
from app.kernel.pinyin_dictionary import pinyin

# Every thirtieth phrase with its neighbour behind it, so that where one ends is found too; and what is in none.
AS_IT_IS = """
import json
from pypinyin import pinyin
from pypinyin.constants import PHRASES_DICT
phrases = sorted(PHRASES_DICT)[::30]
pairs = [first + second for first, second in zip(phrases, phrases[7:])]
texts = [*pairs, "银行行长重庆长大", "更换前保险杠Ａ5", "㛃䶮𬭎"]
print(json.dumps({text: [pinyin(text, style=0, errors="ignore"), pinyin(text, heteronym=True)] for text in texts}))
"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("王建军", ("wjj",)),
        ("单雄信", ("sxx", "dxx")),
        ("曾国藩", ("zgf", "cgf")),
        ("解晓东", ("xxd", "jxd")),
        ("仇英", ("qy", "cy")),
        ("查良", ("zl", "cl")),
        ("欧阳若曦", ("oyrx",)),
        ("尉迟恭", ("ycg",)),
        ("长孙无忌", ("zswj",)),
        ("马依拉·吐尔逊", ("myltex",)),
        ("刘𬭎", ("lh",)),
        ("李㛃", ("lj",)),
        ("张䶮", ("zy",)),
        ("何䶮", ("hy",)),
        ("Müller Hans", ("mh",)),
        ("云骏 A5 1.5T 轿车", ("yja515tjc",)),
        ("云骏 H6 PHEV SUV", ("yjh6phevsuv",)),
    ],
)
def test_a_name_is_found_by_its_first_letters(name: str, found: tuple[str, ...]) -> None:
    assert initials(name) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("单雄信", ("shanxiongxin", "danxiongxin")),
        ("欧阳若曦", ("ouyangruoxi",)),
        ("刘𬭎", ("liuhong",)),
        ("吕布", ("lvbu",)),
    ],
)
def test_the_surname_s_own_reading_comes_first(name: str, found: tuple[str, ...]) -> None:
    assert full(name) == found


@pytest.mark.parametrize("character", ["䶮", "㛃", "㭎", "䒟", "𬭎", "𫖮", "𣲗"])
def test_every_rare_character_of_a_name_has_a_reading(character: str) -> None:
    assert full(character)[0].isascii() and full(character)[0]


@pytest.mark.parametrize("name", ["", "   ", "·", "😀"])
def test_what_has_no_sound_gives_nothing(name: str) -> None:
    assert initials(name) == full(name) == ()


def test_a_leading_dot_hides_no_surname() -> None:
    assert initials("·单雄信") == initials("单雄信")


def test_phrases_held_in_less_room_are_read_as_by_pypinyin_itself() -> None:
    told = subprocess.run([sys.executable, "-c", AS_IT_IS], capture_output=True, text=True, check=True, timeout=60)
    for text, (plain, every) in json.loads(told.stdout).items():
        assert pinyin()(text, style=0, errors="ignore") == plain, text
        assert pinyin()(text, heteronym=True) == every, text
