"""Chinese number plates: reading what was typed, the kind of plate, what its letter says about energy."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
LONGEST_TEMPORARY = 12

_PLACE = f"[{PROVINCES}]"
_SERIAL = "A-HJ-NP-Z0-9"
_AREA = "[A-HJ-NP-Z]"
_BLANKS = re.compile(r"[\s·•・‧∙.\-_]+")
_PURE_ELECTRIC, _NOT_PURE = "ABCDE", "FGHJK"


class PlateType(StrEnum):
    """The kinds of plate; `OTHER` is accepted with a warning (rules.md §4)."""

    NORMAL = "normal"
    NEV_SMALL = "nev_small"
    NEV_LARGE = "nev_large"
    HK_MACAU = "hk_macau"
    EMBASSY = "embassy"
    CONSULATE = "consulate"
    TRAINING = "training"
    POLICE = "police"
    TRAILER = "trailer"
    TEMPORARY = "temporary"
    NONE = "none"
    OTHER = "other"


WORDS: dict[PlateType, str] = {
    PlateType.NORMAL: mark("Ordinary plate"),
    PlateType.NEV_SMALL: mark("New-energy plate, small car"),
    PlateType.NEV_LARGE: mark("New-energy plate, large vehicle"),
    PlateType.HK_MACAU: mark("Hong Kong or Macau plate"),
    PlateType.EMBASSY: mark("Embassy plate"),
    PlateType.CONSULATE: mark("Consulate plate"),
    PlateType.TRAINING: mark("Driving-school plate"),
    PlateType.POLICE: mark("Police plate"),
    PlateType.TRAILER: mark("Trailer plate"),
    PlateType.TEMPORARY: mark("Temporary plate"),
    PlateType.NONE: mark("No plate yet"),
    PlateType.OTHER: mark("Other plate"),
}


@dataclass(frozen=True, slots=True)
class PlateReading:
    """A plate as it is stored (no dot, no blank), its kind, and what deserves a second look."""

    text: str
    plate_type: PlateType
    warning: str | None = None


_PATTERNS: tuple[tuple[PlateType, re.Pattern[str]], ...] = tuple(
    (plate_type, re.compile(pattern))
    for plate_type, pattern in (
        (PlateType.NORMAL, f"{_PLACE}{_AREA}[{_SERIAL}]{{5}}"),
        (PlateType.NEV_SMALL, f"{_PLACE}{_AREA}[A-HJK][{_SERIAL}][0-9]{{4}}"),
        (PlateType.NEV_LARGE, f"{_PLACE}{_AREA}[0-9]{{5}}[A-HJK]"),
        (PlateType.HK_MACAU, f"粤Z[{_SERIAL}]{{4}}[港澳]"),
        (PlateType.EMBASSY, "使[0-9]{6}|[0-9]{6}使"),
        (PlateType.CONSULATE, f"{_PLACE}[A-Z][0-9]{{4}}领"),
        (PlateType.TRAINING, f"{_PLACE}[A-Z][A-Z0-9]{{4}}学"),
        (PlateType.POLICE, f"{_PLACE}[A-Z][A-Z0-9]{{4}}警"),
        (PlateType.TRAILER, f"{_PLACE}[A-Z][A-Z0-9]{{4}}挂"),
    )
)
_SECOND_O = re.compile(f"{_PLACE}O[{_SERIAL}]{{5}}")
_MILITARY = re.compile(f"[A-Z]{{2}}[0-9]{{5}}|WJ{_PLACE}?[0-9]{{4,5}}[A-Z0-9]?")


def read_plate(typed: str, *, field: str = "checkin.plate") -> PlateReading:
    """The plate in what was typed: full-width, lower case, blanks, dots and hyphens are understood.

    Nothing typed (or 未上牌) is the kind `none`; a text with 临 is temporary. A second letter O and military
    plates are `other` with a warning. Refuses: plate.unreadable, saying what is wrong with that very plate.

    >>> read_plate("苏ａ·8k2m6")
    PlateReading(text='苏A8K2M6', plate_type=<PlateType.NORMAL: 'normal'>, warning=None)
    """
    text = _BLANKS.sub("", half_width(typed)).upper()
    if text in ("", "未上牌", "无牌"):
        return PlateReading("", PlateType.NONE)
    for plate_type, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return PlateReading(text, plate_type)
    if "临" in text and len(text) <= LONGEST_TEMPORARY:
        return PlateReading(text, PlateType.TEMPORARY)
    warning = _unusual(text)
    if warning is None:
        raise Refusal("plate.unreadable", _fault(text), field=field)
    return PlateReading(text, PlateType.OTHER, warning)


def plate_energy(plate: str) -> str | None:
    """What the letter of a new-energy plate says: 'ev' (A–E), 'not_pure' (F–K); None for all other plates.

    >>> plate_energy("苏AD12345"), plate_energy("苏AF20871"), plate_energy("苏A8K2M6")
    ('ev', 'not_pure', None)
    """
    reading = _kind(plate)
    if reading not in (PlateType.NEV_SMALL, PlateType.NEV_LARGE):
        return None
    letter = plate[2] if reading is PlateType.NEV_SMALL else plate[-1]
    return "ev" if letter in _PURE_ELECTRIC else "not_pure"


def shown(plate: str) -> str:
    """A stored plate as people write it, with the dot after province and letter.

    >>> shown("苏A8K2M6"), shown("使014578")
    ('苏A·8K2M6', '使014578')
    """
    has_dot = len(plate) > 2 and plate[0] in PROVINCES and "A" <= plate[1] <= "Z"
    return f"{plate[:2]}·{plate[2:]}" if has_dot else plate


def _kind(plate: str) -> PlateType | None:
    return next((plate_type for plate_type, pattern in _PATTERNS if pattern.fullmatch(plate)), None)


def _unusual(text: str) -> str | None:
    if _SECOND_O.fullmatch(text):
        return _("A plate with O after the province is no longer issued. Compare it with the car.")
    if _MILITARY.fullmatch(text):
        return _("This reads as a military or armed-police plate. Compare it with the car.")
    return None


def _fault(text: str) -> str:
    """The first thing that is wrong, in the order in which one reads a plate."""
    if "临" in text:
        return _("A temporary plate has at most {count} characters.").format(count=LONGEST_TEMPORARY)
    if "使" in text:
        return _("An embassy plate is 使 and six digits.")
    if text[0] not in PROVINCES:
        return _no_province(text)
    if len(text) == 1 or not "A" <= text[1] <= "Z":
        return _("After {province} comes a letter, as in {province}A.").format(province=text[0])
    return _serial_fault(text)


def _no_province(text: str) -> str:
    if text[0].isascii():
        return _("The province is missing in front of “{plate}”, such as 苏 or 京.").format(plate=text)
    return _("“{character}” is no province. A plate begins with one, such as 苏 or 京.").format(character=text[0])


def _serial_fault(text: str) -> str:
    strange = next(
        (sign for sign in text[2:] if not (sign.isascii() and sign.isalnum()) and sign not in "港澳领学警挂"), ""
    )
    if strange:
        return _("“{character}” cannot stand in a plate.").format(character=strange)
    if text[1] == "I":
        return _("No plate has the letter I after the province.")
    if set(text[2:]) & set("IO"):
        return _letters_fault(text[:2] + text[2:].replace("I", "1").replace("O", "0"))
    if len(text) not in (7, 8):
        return _("“{plate}” has {count} characters. A plate has 7, a new-energy plate 8.").format(
            plate=shown(text), count=len(text)
        )
    return _new_energy_fault(text) if len(text) == 8 else _suffix_fault(text)


def _letters_fault(corrected: str) -> str:
    if _kind(corrected) is None:
        return _("A plate has no letter I or O. Type the digits 1 and 0.")
    return _("A plate has no letter I or O. Did you mean {plate}?").format(plate=shown(corrected))


def _new_energy_fault(text: str) -> str:
    if text[2].isalpha() and text[2] not in _PURE_ELECTRIC + _NOT_PURE:
        return _("The third character of a new-energy plate is a letter from A to K; “{character}” is not.").format(
            character=text[2]
        )
    if text[2].isalpha():
        return _("A new-energy plate of a small car ends with four digits, as in 苏A·D12345.")
    if text[2:7].isdigit():
        return _(
            "The last character of a large new-energy plate is a letter from A to K; “{character}” is not."
        ).format(character=text[7])
    return _("Eight characters are a new-energy plate, as in 苏A·D12345 or 苏A·12345D.")


def _suffix_fault(text: str) -> str:
    if text[-1] in "港澳":
        return _("A Hong Kong or Macau plate is 粤Z, four characters and 港 or 澳.")
    if text[-1] == "领":
        return _("A consulate plate has four digits before 领.")
    return _("“{plate}” is not a plate. Compare it with the car.").format(plate=shown(text))
