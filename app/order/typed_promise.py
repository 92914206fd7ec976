"""The promised time as people say it, `17:00`, `明天 11:00`, `2小时后`, `11-25 9:30`; the usual ones at a touch."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.order.delay import move_promise

_LEAST_AHEAD = timedelta(minutes=30)
_QUARTER = timedelta(minutes=15)
_LONG_PAST = timedelta(days=180)
_DAYS = {
    "": 0, "今天": 0, "今日": 0, "今": 0, "today": 0,
    "明天": 1, "明日": 1, "明": 1, "tomorrow": 1, "tmr": 1,
    "后天": 2, "后": 2,
}  # fmt: skip
_HOURS_AHEAD = re.compile(r"\+?([0-9]{1,2}(?:\.5)?)(?:h|小时后?|个小时后?)")
_WHEN = re.compile(
    r"(?P<day>今天|今日|今|明天|明日|明|后天|后|today|tomorrow|tmr)?"
    r"(?:(?:(?P<year>20[0-9]{2})[-/.年])?(?P<month>[0-9]{1,2})[-/.月](?P<date>[0-9]{1,2})[日号]?\s)?"
    r"(?P<half>上午|下午|晚上)?"
    r"(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.点时])(?P<minute>[0-9]{1,2}|半)?分?|(?P<compact>[0-9]{2}))?"
)
_DATE_FIRST = re.compile(r"^((?:20[0-9]{2}[-/年])?[0-9]{1,2}[-/月][0-9]{1,2}[日号]?)\s*")


def read_promise(typed: str, *, now: datetime, utc_offset_minutes: int, field: str, is_exact: bool = False) -> datetime:
    """The instant in UTC that was meant; a bare time is today's, by the store's clock.

    Roughly, `17` is an hour and two hours ahead end on a full quarter; `is_exact` wants the minute said.
    Refuses: promise.unreadable. Whether it lies ahead is judged where it is booked (promise.past).

    >>> now = datetime(2026, 11, 23, 6, 18, tzinfo=UTC)
    >>> read_promise("明天 11:00", now=now, utc_offset_minutes=480, field="promise.at").isoformat()
    '2026-11-24T03:00:00+00:00'
    """
    here = now.astimezone(timezone(timedelta(minutes=utc_offset_minutes)))
    text = " ".join(half_width(typed).lower().replace("：", ":").split())
    ahead = _HOURS_AHEAD.fullmatch(text.replace(" ", ""))
    if ahead is not None:
        at = here + timedelta(hours=float(ahead.group(1)))
        return (at.replace(second=0, microsecond=0) if is_exact else _quarter(at)).astimezone(UTC)
    found = _WHEN.fullmatch(_spaced(text))
    if found is None or (is_exact and not (found["mark"] or found["compact"])):
        raise _unreadable(field)
    try:
        return _meant(found, here).astimezone(UTC)
    except ValueError as error:
        raise _unreadable(field) from error


def usual_promises(now: datetime, *, utc_offset_minutes: int) -> tuple[datetime, ...]:
    """The times one touch away: in two hours, today at 17:00 while that is ahead, tomorrow at 11:00 and 17:00."""
    here = now.astimezone(timezone(timedelta(minutes=utc_offset_minutes)))
    tomorrow = here + timedelta(days=1)
    usual = [_quarter(here + timedelta(hours=2)), _at(here, 17), _at(tomorrow, 11), _at(tomorrow, 17)]
    ahead = [at for at in usual if at - here >= _LEAST_AHEAD]
    return tuple(at.astimezone(UTC) for at in dict.fromkeys(ahead))


def move_to_typed(
    desk: Desk, order_id: int, *, typed: str, reason: str, channel: str, answer: str, seen_at: datetime | None = None
) -> datetime:
    """Promise the time that was typed. Refuses: promise.unreadable and as `move_promise`."""
    now, offset = desk.store.clock.now(), desk.store.utc_offset_minutes
    # The customer was told this very minute.
    promised_at = read_promise(typed, now=now, utc_offset_minutes=offset, field="promise.at", is_exact=True)
    move_promise(
        desk, order_id, promised_at=promised_at, reason=reason, channel=channel, answer=answer, seen_at=seen_at
    )
    return promised_at


def _spaced(text: str) -> str:
    """A date and the time after it apart by one blank; a day word and its time together."""
    text = _DATE_FIRST.sub(r"\1 ", text)
    head, _blank, tail = text.partition(" ")
    return head + tail if head in _DAYS else f"{head} {tail}".strip()


def _meant(found: re.Match[str], here: datetime) -> datetime:
    day = here + timedelta(days=_DAYS[found["day"] or ""])
    if found["month"]:
        year = int(found["year"] or here.year)
        day = day.replace(year=year, month=int(found["month"]), day=int(found["date"]))
        # In December “1-3” means next January; a day just past is a slip, and refused where it is booked.
        if not found["year"] and here - day > _LONG_PAST:
            day = day.replace(year=year + 1)
    minute = found["minute"] or found["compact"] or "0"
    hour = int(found["hour"])
    if found["half"] in ("下午", "晚上") and hour < 12:
        hour += 12
    return _at(day, hour, 30 if minute == "半" else int(minute))


def _at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day.date(), time(hour, minute), tzinfo=day.tzinfo)


def _quarter(at: datetime) -> datetime:
    """The next full quarter of an hour: nobody promises 16:18."""
    start = at.replace(minute=0, second=0, microsecond=0)
    return start + -(-(at - start) // _QUARTER) * _QUARTER


def _unreadable(field: str) -> Refusal:
    return Refusal("promise.unreadable", _("Write a time such as 17:30, 明天 17:00 or 11-25 16:00."), field=field)
