"""An amount in Chinese capitals, as payment papers want it: 人民币壹仟捌佰玖拾壹元壹角整."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
# Above it the units of the writing rules end; no bill comes near.
_END_YUAN = 10**16


def capitals(fen: int) -> str:
    """The amount in words. 整 follows 元 and 角, never 分; several zeros inside are one 零 (rules.md §3).

    Between 元 and 角 the 零 is optional and omitted; before 分 it stands when there is no 角.

    >>> capitals(32_504), capitals(-5_000)
    ('人民币叁佰贰拾伍元零肆分', '人民币负伍拾元整')
    """
    yuan, rest = divmod(abs(fen), 100)
    if yuan >= _END_YUAN:
        raise ValueError(f"{fen} fen have no name in capitals")
    return f"人民币{'负' if fen < 0 else ''}{_whole(yuan)}{_rest(yuan, rest)}"


def _whole(yuan: int) -> str:
    if yuan == 0:
        return ""
    digits, said, zero_pending = str(yuan), "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            zero_pending = True
        else:
            said += ("零" if zero_pending else "") + _DIGITS[int(digit)] + _PLACES[place % 4]
            zero_pending = False
        said += _group(yuan, place)
    return said + "元"


def _group(yuan: int, place: int) -> str:
    """万 or 亿 where a group of four digits ends; an empty group of 万 is not said."""
    if place == 8:
        return "亿"
    return "万" if place in (4, 12) and yuan // 10**place % 10_000 else ""


def _rest(yuan: int, rest: int) -> str:
    jiao, fen = divmod(rest, 10)
    if rest == 0:
        return "整" if yuan else "零元整"
    if fen == 0:
        return f"{_DIGITS[jiao]}角整"
    before = f"{_DIGITS[jiao]}角" if jiao else "零" if yuan else ""
    return f"{before}{_DIGITS[fen]}分"
