"""PINs: which are taken, how they are checked, when the next try is heard."""

from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.refusal import Refusal
from app.trust.pin import check_pin, hash_pin, locked_until, matches

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５７", " 35790"])
def test_a_pin_has_six_digits(pin: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_pin(pin)
    assert (caught.value.code, caught.value.field) == ("pin.length", "first_run.pin")


@pytest.mark.parametrize("pin", ["000000", "121212", "123456", "654321", "890123", "112233", "520520"])
def test_a_pin_that_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_pin(pin, field="staff.pin")
    assert (caught.value.code, caught.value.field) == ("pin.weak", "staff.pin")


def test_an_ordinary_pin_is_taken_and_known_again() -> None:
    check_pin("135790")
    hashed = hash_pin("135790")
    assert "135790" not in hashed
    assert hashed.startswith("$argon2id$")
    assert matches(hashed, "135790")
    assert not matches(hashed, "135791")
    assert hash_pin("135790") != hashed


@pytest.mark.parametrize(("failures", "minutes"), [(3, 1), (4, 2), (5, 4), (9, 64)])
def test_the_wait_doubles_with_each_failure(failures: int, minutes: int) -> None:
    assert locked_until(failures, AT) == AT + timedelta(minutes=minutes)


def test_the_first_tries_are_free_and_after_ten_only_a_manager_helps() -> None:
    assert locked_until(0, None) is None
    assert locked_until(2, AT) is None
    forever = locked_until(10, AT)
    assert forever is not None
    assert forever.year == 9999
