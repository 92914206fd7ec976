"""PINs: which are taken, how they are hashed and checked."""

import pytest

from app.kernel.refusal import Refusal
from app.trust.common_pins import COMMON_PINS
from app.trust.pin import check_pin, hash_pin, is_mixed, matches

SECRET, OTHER_SECRET = b"s" * 32, b"t" * 32
# As the first version wrote it: the bare hash of 135790.
OLD = "$argon2id$v=19$m=65536,t=3,p=4$"


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５７", " 35790"])
def test_a_pin_has_six_digits(pin: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_pin(pin)
    assert (caught.value.code, caught.value.field) == ("pin.length", "first_run.pin")


@pytest.mark.parametrize(
    "pin",
    [
        "000000", "121212", "112112", "123321", "112233",  # repetitions
        "123456", "654321", "890123", "135791", "246802",  # runs
        "850412", "120485", "041285", "198504", "202012", "000229",  # birthdays
        "520520", "131425", "147258", "147896", "314159", "201314",  # what many take
    ],
)  # fmt: skip
def test_a_pin_that_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_pin(pin, field="staff.pin")
    assert (caught.value.code, caught.value.field) == ("pin.weak", "staff.pin")


@pytest.mark.parametrize("pin", ["135790", "824613", "975318", "405186", "852913", "931375"])
def test_nine_in_ten_pins_are_free(pin: str) -> None:
    check_pin(pin)


def test_the_list_of_common_pins_holds_pins() -> None:
    assert len(COMMON_PINS) > 200
    assert all(len(pin) == 6 and pin.isdigit() for pin in COMMON_PINS)


def test_a_hash_knows_its_pin_with_the_secret_and_only_with_it() -> None:
    hashed = hash_pin("135790", SECRET)
    assert "135790" not in hashed and "argon2id" in hashed
    assert is_mixed(hashed)
    assert matches(hashed, "135790", SECRET)
    assert not matches(hashed, "135791", SECRET)
    assert not matches(hashed, "135790", OTHER_SECRET)
    assert hash_pin("135790", SECRET) != hashed


def test_a_hash_of_the_first_version_is_still_known() -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher().hash("135790")
    assert old.startswith(OLD) and not is_mixed(old)
    assert matches(old, "135790", SECRET)
    assert not matches(old, "135791", SECRET)
