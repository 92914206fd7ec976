"""Vehicle identification numbers: reading, check digit, model year."""

from dataclasses import dataclass

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width

LENGTH = 17
_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_YEARS = {letter: 2010 + step for step, letter in enumerate("ABCDEFGHJKLMNPRSTVWXY1")}
_MEANT = str.maketrans("IOQ", "100")
_BLANKS = str.maketrans("", "", " \t\u3000-.·")


@dataclass(frozen=True, slots=True)
class VinReading:
    """A VIN of 17 possible characters.

    `check_digit_ok` false is only a warning: some markets do not use it. `corrected` is the text again if
    blanks or signs were taken out of what was typed. `model_year` is None where the letter tells no year.
    """

    text: str
    check_digit_ok: bool
    corrected: str | None
    model_year: int | None


def read_vin(typed: str, *, field: str = "checkin.vin") -> VinReading:
    """The VIN in what was typed: full-width, lower case, blanks and hyphens are understood (rules.md §4).

    Refuses: vin.length, vin.letters (I, O, Q with the correction in the sentence; `offered` gives it alone).

    >>> read_vin("1m8gdm9axkp042788")
    VinReading(text='1M8GDM9AXKP042788', check_digit_ok=True, corrected=None, model_year=2019)
    """
    given = half_width(typed).upper()
    text = given.translate(_BLANKS)
    strange = next((sign for sign in text if sign not in _VALUES), None)
    if strange is not None and strange not in "IOQ":
        raise Refusal(
            "vin.letters",
            _("“{character}” cannot stand in a VIN, only letters and digits.").format(character=strange),
            field=field,
        )
    if len(text) != LENGTH:
        raise Refusal(
            "vin.length", _("A VIN has 17 characters, this one has {count}.").format(count=len(text)), field=field
        )
    if strange is not None:
        raise Refusal(
            "vin.letters",
            _("A VIN has no letter I, O or Q. Did you mean {vin}?").format(vin=text.translate(_MEANT)),
            field=field,
        )
    return VinReading(text, check_digit(text) == text[8], text if text != given else None, _YEARS.get(text[9]))


def offered(typed: str) -> str | None:
    """The correction I→1, O→0, Q→0 for one click; None if there is nothing to correct or no VIN comes of it.

    >>> offered("LYJBA5GI5KAOOO137")
    'LYJBA5G15KA000137'
    """
    text = half_width(typed).upper().translate(_BLANKS)
    meant = text.translate(_MEANT)
    return meant if meant != text and len(meant) == LENGTH and set(meant) <= _VALUES.keys() else None


def check_digit(vin: str) -> str:
    """What stands at the ninth place of a right VIN: the weighted sum modulo 11, ten is X.

    >>> check_digit("1M8GDM9AXKP042788")
    'X'
    """
    total = sum(weight * _VALUES[sign] for weight, sign in zip(_WEIGHTS, vin, strict=True))
    return "X" if total % 11 == 10 else str(total % 11)
