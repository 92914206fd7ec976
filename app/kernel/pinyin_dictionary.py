"""How Chinese is read, syllables without tones: pypinyin's dictionaries, packed (`resources/pinyin/build.py`).

Each text stands beside another of the same length that holds the sign of its reading at the same place. Longest phrase
first, as pypinyin does it; `tests/app/kernel/test_pinyin.py` compares the two.
"""

import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from resources import FOLDER

FIRST = 0x100


class Readings:
    """The packed dictionaries: 1 MiB. `chinese` is the pattern of a run of Chinese characters."""

    def __init__(
        self, *, chinese: str, readings: list[str], characters: str, sounds: str, phrases: str, spoken: str
    ) -> None:
        self._run = re.compile(chinese)
        self._readings, self._characters, self._sounds = readings, characters, sounds
        self._phrases, self._spoken = phrases, spoken

    def of_character(self, character: str) -> tuple[str, ...]:
        """All its readings, the usual one first; none for what is no Chinese character.

        >>> readings().of_character("中"), readings().of_character("a")
        (('zhong',), ())
        """
        at = bisect_left(self._characters, character)
        if self._characters[at : at + 1] != character:
            return ()
        return tuple(self._reading(self._sounds[at]).split(","))

    def of_text(self, text: str) -> list[str]:
        """A syllable for each Chinese character, as it is read in its phrase; all else is passed over.

        >>> readings().of_text("银行行长")
        ['yin', 'hang', 'hang', 'zhang']
        """
        return [syllable for run in self._run.findall(text) for syllable in self._of_run(run)]

    def _of_run(self, run: str) -> Iterator[str]:
        at = 0
        while at < len(run):
            said, is_open = self._longest_phrase(run, at)
            if said:
                yield from map(self._reading, said)
                at += len(said)
                continue
            # Where the run ends within a phrase that has none inside, what is left is read sign by sign.
            end = len(run) if is_open else at + 1
            for character in run[at:end]:
                yield from self.of_character(character)[:1]
            at = end

    def _longest_phrase(self, run: str, at: int) -> tuple[str, bool]:
        """The signs of the longest phrase that begins at a place, empty where none does; whether all that is left
        begins a longer one."""
        found, place = "", 0
        for end in range(at + 1, len(run) + 1):
            words = run[at:end]
            place = self._place(words, place)
            if not self._phrases.startswith(words, place):
                return found, False
            after = place + len(words)
            if self._phrases[after] == "\n":
                found = self._spoken[place:after]
        return found, True

    def _place(self, words: str, low: int = 0) -> int:
        """Where the first phrase stands that does not come before these words."""
        high = len(self._phrases)
        while low < high:
            middle = (low + high) // 2
            start = self._phrases.rfind("\n", low, middle) + 1 or low
            end = self._phrases.index("\n", middle)
            if self._phrases[start:end] < words:
                low = end + 1
            else:
                high = start
        return low

    def _reading(self, sign: str) -> str:
        return self._readings[ord(sign) - FIRST]


@cache
def readings() -> Readings:
    """Read when the first name is indexed or searched for: it takes 20 ms."""
    return Readings(**json.loads(zlib.decompress((FOLDER / "pinyin" / "readings.json.z").read_bytes())))
