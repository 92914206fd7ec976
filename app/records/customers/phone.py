"""Telephone numbers: reading, showing, masking."""

import re

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_HOTLINE = re.compile(r"400[0-9]{7}")
_FOREIGN = re.compile(r"\+[0-9]{6,15}")
# Beijing and the 02x cities have three-digit area codes, all others four.
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([0-9]{7,8})(-[0-9]{1,6})?")
_BLANKS = re.compile(r"[\s()]+")


def read_phone(typed: str, *, field: str = "checkin.phone") -> str:
    """The number in what was typed, as it is stored: 14000000001, 025-00000000, 4001234567, +4930123456.

    Blanks, brackets, hyphens, +86 and 0086 are understood. Refuses: phone.unreadable (rules.md §4).

    >>> read_phone("+86 140-0000-0001"), read_phone("（025）0000 0000")
    ('14000000001', '025-00000000')
    """
    text = _BLANKS.sub("", half_width(typed))
    national = re.sub(r"^(\+86|0086)-?", "", text)
    compact = national.replace("-", "")
    if _MOBILE.fullmatch(compact) or _HOTLINE.fullmatch(compact):
        return compact
    landline = _landline(national, abroad=national != text)
    if landline is not None:
        return landline
    foreign = text.replace("-", "")
    if national == text and _FOREIGN.fullmatch(foreign):
        return foreign
    raise Refusal("phone.unreadable", _fault(compact), field=field)


def shown(phone: str) -> str:
    """A stored number in the groups in which people read it aloud.

    >>> shown("14000000001"), shown("4001234567"), shown("025-00000000")
    ('140 0000 0001', '400 123 4567', '025-00000000')
    """
    if _MOBILE.fullmatch(phone):
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    if _HOTLINE.fullmatch(phone):
        return f"{phone[:3]} {phone[3:6]} {phone[6:]}"
    return phone


def masked(phone: str) -> str:
    """A stored number for eyes that need not ring it (R121): at least four digits are hidden.

    >>> masked("14000000001"), masked("025-00000000"), masked("")
    ('140****0001', '025****0000', '')
    """
    if not phone:
        return ""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 10 else f"****{phone[-2:]}"


def _landline(text: str, *, abroad: bool) -> str | None:
    # +86 25 … is written without the zero that the same number has inside the country.
    found = _LANDLINE.fullmatch(_joined(text)) or (_LANDLINE.fullmatch(_joined("0" + text)) if abroad else None)
    return f"{found.group(1)}-{found.group(2)}{found.group(3) or ''}" if found else None


def _joined(text: str) -> str:
    """Without the hyphens inside the number, such as 025-8888-1234; the one before an extension stays."""
    parts = text.split("-")
    for count in range(len(parts), 0, -1):
        number = "".join(parts[:count])
        if _LANDLINE.fullmatch(number):
            return "-".join([number, *parts[count:]])
    return text


def _fault(compact: str) -> str:
    if compact.isascii() and compact.isdigit() and compact.startswith("1"):
        if len(compact) != 11:
            return _("A mobile number has 11 digits, this one has {count}.").format(count=len(compact))
        return _("No mobile number begins with {digits}.").format(digits=compact[:2])
    return _("This is no phone number. Type a mobile number, a landline with its area code, or + and the country code.")
