"""Pack pypinyin's dictionaries: `python -m resources.pinyin.build`, after another version of it is installed.

Taken as they are they hold 36 MiB in memory, for each of 47,000 phrases is a list of lists; packed it is one. Only
syllables without tones are kept, and of phrases only those that can be met: pypinyin cuts a text at all that is no
Chinese character.
"""

import json
import zlib
from pathlib import Path
from typing import Any

PACKED = Path(__file__).with_name("readings.json.z")
# Below it stands nothing that ends a line or needs more room.
FIRST = 0x100


def packed() -> dict[str, Any]:
    """What is kept: see `app/kernel/pinyin_dictionary.py`, which reads it."""
    from pypinyin import Style, pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS
    from pypinyin.style import convert

    readings: dict[str, str] = {}

    def sign(reading: str) -> str:
        return readings.setdefault(reading, chr(FIRST + len(readings)))

    def plain(syllable: str) -> str:
        return str(convert(syllable, Style.NORMAL, True, default=syllable))

    characters = [char for char in map(chr, sorted(PINYIN_DICT)) if RE_HANS.match(char)]
    every = [pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore") for char in characters]
    sounds = "".join(sign(",".join(found[0])) for found in every)
    phrases = sorted(phrase for phrase in PHRASES_DICT if len(phrase) > 1 and RE_HANS.match(phrase))
    spoken = ["".join(sign(plain(syllable[0])) for syllable in PHRASES_DICT[phrase]) for phrase in phrases]
    assert all(map(lambda phrase, said: len(phrase) == len(said), phrases, spoken)), "a syllable for each character"
    return {
        "chinese": RE_HANS.pattern.removeprefix("^").removesuffix("$"),
        "readings": list(readings), "characters": "".join(characters), "sounds": sounds,
        "phrases": "".join(f"{phrase}\n" for phrase in phrases), "spoken": "".join(f"{said}\n" for said in spoken),
    }  # fmt: skip


if __name__ == "__main__":
    PACKED.write_bytes(zlib.compress(json.dumps(packed(), ensure_ascii=False).encode(), 9))
