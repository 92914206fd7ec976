"""Passwords: which are refused, and that the hash is worth nothing without the store's secret."""

import pytest

from app.kernel.refusal import Refusal
from app.trust.password import check_password, hash_password, is_password
from app.trust.pin import hash_pin
from app.trust.proof import HOLDS_MS, Proof

SECRET, OTHER_SECRET = b"s" * 32, b"o" * 32
KNOWN = ("周明远", "S01", "824613")


@pytest.mark.parametrize(
    "password", ["four green horses", "forecourt-demo", "绿马过河不问路今晚下雨啦", "Tr0ub4dor&3xyz"]
)
def test_a_few_words_are_a_password(password: str) -> None:
    check_password(password, known=KNOWN, field="password.new")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elf chars.1", "password.length"),
        ("   elf chars.1   ", "password.length"),
        ("x" * 129, "password.length"),
        ("aaaaaaaaaaaaaa", "password.simple"),
        ("abcabcabcabcabc", "password.simple"),
        ("xkcdqxkcdqxkcdq", "password.simple"),
        ("qwertyuiop[]", "password.simple"),
        ("zyxwvutsrqponm", "password.simple"),
        ("140000010019", "password.simple"),
        ("Password2026!", "password.simple"),
        ("周明远周明远周明远周明远a", "password.simple"),
        ("周明远 S01 824613!", "password.known"),
        ("824613-S01-周明远", "password.known"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_password(password, known=KNOWN, field="password.new")
    assert (caught.value.code, caught.value.field) == (code, "password.new")


def test_the_hash_needs_the_secret_and_is_no_pin_s() -> None:
    hashed = hash_password("four green horses", SECRET)
    assert "argon2id" in hashed and "horses" not in hashed
    assert is_password(hashed, "four green horses", SECRET)
    assert is_password(hashed, "ｆｏｕｒ green horses ", SECRET), "typed with another keyboard"
    assert not is_password(hashed, "four green horsez", SECRET)
    assert not is_password(hashed, "four green horses", OTHER_SECRET)
    assert not is_password(hash_pin("824613", SECRET), "824613", SECRET)


def test_a_proof_ends_after_five_minutes_and_with_the_person_and_the_seat() -> None:
    proof = Proof.given(1, "desk", elapsed=100.0)
    assert proof.holds(1, "desk", elapsed=100.0 + HOLDS_MS / 1_000 - 1)
    assert not proof.holds(1, "desk", elapsed=100.0 + HOLDS_MS / 1_000)
    assert not proof.holds(2, "desk", elapsed=100.0)
    assert not proof.holds(1, "other", elapsed=100.0)
    assert not proof.holds(1, "desk", elapsed=99.0)
