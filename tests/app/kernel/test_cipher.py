"""The secret of a store: written down and typed back, locking files, and betraying nothing."""

import os

import pytest

from app.kernel.cipher import StoreKey, key_id_of, locked, typed_key, unlocked
from app.kernel.refusal import Refusal

KEY, OTHER = StoreKey(bytes(range(20))), StoreKey(bytes(20))


def test_what_is_written_down_is_typed_back_however_it_is_typed() -> None:
    for _time in range(50):
        key = StoreKey.new()
        words = key.words
        assert [len(group) for group in words.split("-")] == [4] * 9
        for typed in (words, words.lower(), words.replace("-", ""), words.replace("1", "I").replace("0", "o")):
            assert typed_key(f"  {typed} ") == key


def test_each_single_slip_is_told() -> None:
    letters = KEY.words.replace("-", "")
    for at, letter in enumerate(letters):
        slip = letters[:at] + ("7" if letter != "7" else "8") + letters[at + 1 :]
        with pytest.raises(Refusal) as caught:
            typed_key(slip)
        assert caught.value.code == "recovery_key.mistyped"


def test_two_purposes_have_two_keys() -> None:
    keys = {KEY.derived("database"), KEY.derived("files"), KEY.derived("keys"), OTHER.derived("files")}
    assert len(keys) == 4 and all(len(key) == 32 for key in keys)
    assert KEY.secret not in b"".join(keys)


def test_what_is_locked_opens_only_whole_with_its_key_under_its_name() -> None:
    stored = locked("王建军".encode(), KEY, purpose="files", name="a")
    assert "王建军".encode() not in stored and key_id_of(stored) == KEY.id
    assert unlocked(stored, KEY, purpose="files", name="a") == "王建军".encode()
    assert unlocked(stored, OTHER, purpose="files", name="a") is None
    assert unlocked(stored, KEY, purpose="files", name="b") is None
    assert unlocked(stored, KEY, purpose="keys", name="a") is None
    assert unlocked(stored[:-1] + bytes([stored[-1] ^ 1]), KEY, purpose="files", name="a") is None
    assert unlocked(stored[:30], KEY, purpose="files", name="a") is None
    assert key_id_of(os.urandom(100)) == ""
