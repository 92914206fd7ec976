"""What people typed, before it is read: full-width to half-width, a decimal to a whole number of parts."""

import re

# A Chinese input method gives full-width forms and 。 for the decimal point; superscripts and the like stay
# as they are (a general compatibility folding would read 1² as 12).
_HALF_WIDTH = {0xFF01 + step: 0x21 + step for step in range(94)} | {
    0x3000: " ",
    0x00A0: " ",
    ord("。"): ".",
    ord("￥"): "¥",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
}
_DECIMAL = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.([0-9]*))?")


def half_width(text: str) -> str:
    """The same text in half-width letters, digits and signs, without blanks at its ends.

    >>> half_width("　ＬＹＪ１２。５－Ａ ")
    'LYJ12.5-A'
    """
    return text.translate(_HALF_WIDTH).strip()


def scaled(text: str, places: int) -> int | None:
    """The decimal times ten to the power of `places`; None if it is no decimal or has more places than that.

    Commas stand between groups of three or nowhere: "1,5" is not read as fifteen.

    >>> scaled("1,234.5", 2), scaled("−０。５", 3), scaled("1,5", 2), scaled("1.005", 2)
    (123450, -500, None, None)
    """
    found = _DECIMAL.fullmatch(half_width(text))
    if found is None:
        return None
    sign, whole, fraction = found.group(1), found.group(2).replace(",", ""), found.group(3) or ""
    if len(fraction) > places:
        return None
    value = int(whole + fraction.ljust(places, "0"))
    return -value if sign else value
