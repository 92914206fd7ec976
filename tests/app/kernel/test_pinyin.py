"""Pinyin for search and sort."""

import json
import zlib
from itertools import cycle

import pypinyin
import pytest
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from app.kernel.pinyin import full, initials
from app.kernel.pinyin_dictionary import readings
from resources.pinyin import build


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


def test_the_packed_dictionaries_are_read_as_by_pypinyin_itself() -> None:
    """Every character; every thirtieth phrase with the beginning of another behind it, so that it is cut there too."""
    for code in PINYIN_DICT:
        found = pypinyin.pinyin(chr(code), style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
        assert readings().of_character(chr(code)) == tuple(found[0]), chr(code)
    phrases = sorted(PHRASES_DICT)[::30]
    texts = [f"{first}{second}{between}{second[:2]}" for first, second, between in zip(
        phrases, phrases[7:], cycle(("", "·", "A5", "，", phrases[3]))
    )]  # fmt: skip
    for text in (*phrases, *texts, "银行行长重庆长大", "更换前保险杠Ａ5", "㛃䶮𬭎", "摊主不着边·词不", "𰻞a"):
        spoken = pypinyin.pinyin(text, style=pypinyin.Style.NORMAL, errors="ignore")
        assert readings().of_text(text) == [syllable[0] for syllable in spoken], text


def test_what_is_packed_is_what_is_installed() -> None:
    assert json.loads(zlib.decompress(build.PACKED.read_bytes())) == build.packed()
