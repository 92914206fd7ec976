"""When a complaint came, as people say it: `昨天 17:00`, `前天 9点`, `2小时前`, `12-30 10:00`, `yesterday 5:30`."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width

_DAYS = {
    "今天": 0, "今日": 0, "今": 0, "today": 0, "昨天": 1, "昨日": 1, "昨": 1, "yesterday": 1, "前天": 2, "前日": 2,
}  # fmt: skip
_AGO = re.compile(r"([0-9]{1,3}(?:\.5)?) ?(?:(个?小时|个?钟头|h|hours?)|(分钟?|min|minutes?)) ?(?:前|之前|以前|ago)")
_WHEN = re.compile(
    r"(?:(?P<day>今天|今日|今|昨天|昨日|昨|前天|前日|today|yesterday)"
    r"|(?:(?P<year>20[0-9]{2})[-/.年])?(?P<month>[0-9]{1,2})[-/.月](?P<date>[0-9]{1,2})(?:[日号]| ))? ?"
    r"(?P<half>早上|上午|中午|下午|晚上|早|晚)? ?"
    r"(?P<hour>[0-9]{1,2})(?:[:点时](?P<minute>[0-9]{1,2}|半)?分?|(?P<compact>[0-9]{2}))"
)
_AFTER_NOON = ("下午", "晚上", "晚", "中午")
# 29 February comes back after eight years at the latest.
_YEARS_BACK = 9


def read_past(typed: str, *, now: datetime, utc_offset_minutes: int, field: str) -> datetime:
    """The instant in UTC that was meant: a bare time is today's, a date without a year the latest that has passed.

    Refuses: complaint.when. Whether it lies ahead all the same is judged where it is booked (complaint.received).

    >>> now = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    >>> read_past("12-30 10:00", now=now, utc_offset_minutes=480, field="complaint.received").isoformat()
    '2026-12-30T02:00:00+00:00'
    """
    here = now.astimezone(timezone(timedelta(minutes=utc_offset_minutes)))
    text = " ".join(half_width(typed).lower().replace("：", ":").split())
    ago = _AGO.fullmatch(text)
    if ago is not None:
        step = timedelta(hours=1) if ago.group(2) else timedelta(minutes=1)
        return (here - float(ago.group(1)) * step).replace(second=0, microsecond=0).astimezone(UTC)
    found = _WHEN.fullmatch(text)
    try:
        if found is not None:
            return _meant(found, here).astimezone(UTC)
    except ValueError:
        pass
    raise Refusal("complaint.when", _("Write a time such as 17:00, 昨天 17:00, 2小时前 or 11-25 16:00."), field=field)


def _meant(found: re.Match[str], here: datetime) -> datetime:
    """Raises ValueError for a day or an hour that there is not."""
    hour, minute = int(found["hour"]), found["minute"] or found["compact"] or "0"
    if found["half"] in _AFTER_NOON and (hour < 11 or (hour == 11 and found["half"] != "中午")):
        hour += 12
    at = time(hour, 30 if minute == "半" else int(minute))
    if not found["month"]:
        return datetime.combine(here.date() - timedelta(days=_DAYS[found["day"] or "今"]), at, tzinfo=here.tzinfo)
    month, day = int(found["month"]), int(found["date"])
    if found["year"]:
        return datetime.combine(here.replace(year=int(found["year"]), month=month, day=day).date(), at, here.tzinfo)
    return datetime.combine(_latest(here, month, day).date(), at, here.tzinfo)


def _latest(here: datetime, month: int, day: int) -> datetime:
    """The latest such day that is not ahead; today's date is today's."""
    for year in range(here.year, here.year - _YEARS_BACK, -1):
        try:
            found = here.replace(year=year, month=month, day=day)
        except ValueError:
            continue
        if found <= here:
            return found
    raise ValueError("no such day")
