"""Read a promised time as people type it: `17:00`, `明天 11:00`, `11-25 9:30`, `+2h`."""

import re
from datetime import date, datetime, timedelta, timezone

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.order.delay import move_promise

_CLOCK = re.compile(r"(?:(?P<day>.+?)\s+)?(?P<hour>\d{1,2})[:.点时](?P<minute>\d{0,2})分?")
_LATER = re.compile(r"\+(?P<count>\d{1,2})\s*(?:h|小时)")
_DATE = re.compile(r"(?:(?P<year>\d{4})[-/.])?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAYS = {"today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2}


def read_promise(typed: str, *, now: datetime, utc_offset_minutes: int, field: str) -> datetime:
    """The instant that was typed, in the store's zone; a time without a day is today's. Refuses: promise.unreadable.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    >>> read_promise("明天 11:00", now=now, utc_offset_minutes=480, field="f").isoformat()
    '2026-11-24T03:00:00+00:00'
    """
    zone = timezone(timedelta(minutes=utc_offset_minutes))
    here, text = now.astimezone(zone), half_width(typed).lower()
    later = _LATER.fullmatch(text)
    if later:
        return (now + timedelta(hours=int(later["count"]))).replace(second=0, microsecond=0)
    found = _CLOCK.fullmatch(text)
    day = _day(found["day"] or "", here.date()) if found else None
    if found is None or day is None:
        raise _unreadable(typed, field)
    try:
        local = datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"] or 0), tzinfo=zone)
    except ValueError as error:
        raise _unreadable(typed, field) from error
    return local.astimezone(now.tzinfo)


def move_to_typed(desk: Desk, order_id: int, *, typed: str, reason: str, channel: str, answer: str) -> datetime:
    """Promise the time that was typed. Refuses: promise.unreadable and as `move_promise`."""
    promised_at = read_promise(
        typed, now=desk.store.clock.now(), utc_offset_minutes=desk.store.utc_offset_minutes, field="promise.at"
    )
    move_promise(desk, order_id, promised_at=promised_at, reason=reason, channel=channel, answer=answer)
    return promised_at


def _day(words: str, today: date) -> date | None:
    words = words.strip()
    if not words:
        return today
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    try:
        day = date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    # In December “1-3” means next January.
    is_long_past = found["year"] is None and (today - day).days > 180
    return day.replace(year=day.year + 1) if is_long_past else day


def _unreadable(typed: str, field: str) -> Refusal:
    return Refusal(
        "promise.unreadable",
        _("“{typed}” is not a time. Type 17:00, tomorrow 11:00 or 11-25 9:30.").format(typed=typed),
        field=field,
    )
