"""How a time, a day, an amount and a kilometre are written on the screen."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from app.kernel.language import Language, _, current, mark, plural
from app.kernel.money import yuan
from ui import theme

NOTHING = "—"
WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))

# The store's own clock; None is the clock of this PC.
_zone: tzinfo | None = None


def show_times_in(utc_offset_minutes: int | None) -> None:
    """Show all times in the store's zone; None goes back to the zone of this PC."""
    global _zone
    _zone = None if utc_offset_minutes is None else timezone(timedelta(minutes=utc_offset_minutes))


def local(at: datetime) -> datetime:
    """An instant on the store's clock."""
    return at.astimezone(_zone)


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def start_of_day(at: datetime) -> datetime:
    """Midnight of that day on the store's clock."""
    return local(at).replace(hour=0, minute=0, second=0, microsecond=0)


def time_of_day(at: datetime) -> str:
    """`14:30` on the store's clock."""
    return f"{local(at):%H:%M}"


def day(on: date, *, today: date) -> str:
    """`11-24` within the year, `2025-11-24` otherwise."""
    return f"{on:%m-%d}" if on.year == today.year else f"{on:%Y-%m-%d}"


def weekday(on: date) -> str:
    """`Mon`, `周一`."""
    return _(WEEKDAYS[on.weekday()])


def when(at: datetime, *, now: datetime) -> str:
    """`14:30` today, `11-24 14:30` otherwise."""
    then, today = local(at), local(now).date()
    return f"{then:%H:%M}" if then.date() == today else f"{day(then.date(), today=today)} {then:%H:%M}"


def promised(at: datetime, *, now: datetime) -> str:
    """`Today 17:00`, `Tomorrow 11:00`, `11-25 17:00`."""
    then, today = local(at), local(now).date()
    words = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}.get(then.date())
    return f"{words or day(then.date(), today=today)} {then:%H:%M}"


def left(minutes: int) -> str:
    """What is left of a promise: under an hour in minutes, then `2:42`, from two days on in days; late likewise."""
    if minutes < 0:
        return _late(-minutes)
    if minutes < 60:
        return _("{minutes} min left").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{clock} left").format(clock=f"{minutes // 60}:{minutes % 60:02d}")
    days = minutes // (24 * 60)
    return plural("{days} day left", "{days} days left", days).format(days=days)


def _late(minutes: int) -> str:
    if minutes < 60:
        return _("{minutes} min late").format(minutes=minutes)
    if minutes < 24 * 60:
        return _("{hours} h late").format(hours=minutes // 60)
    days = minutes // (24 * 60)
    return plural("{days} day late", "{days} days late", days).format(days=days)


def waited(minutes: int) -> str:
    """How long somebody has waited: `12 min`, `1 h 05`, from two days on in days."""
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    days = minutes // (24 * 60)
    return plural("{days} day", "{days} days", days).format(days=days)


def stopped(days: int) -> str:
    """`6 days idle`."""
    return plural("{days} day idle", "{days} days idle", days).format(days=days)


def ago(at: datetime, *, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `2 days ago`."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{minutes} min ago").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h ago").format(hours=minutes // 60)
    return _("{days} days ago").format(days=minutes // (24 * 60))


def money(fen: int | None) -> str:
    """`¥1,234.50`; nothing known is `—`."""
    if fen is None:
        return NOTHING
    return f"−¥{yuan(-fen)}" if fen < 0 else f"¥{yuan(fen)}"


def change(fen: int) -> str:
    """What is added or taken off.

    >>> change(89_000), change(-1_000)
    ('+¥890.00', '−¥10.00')
    """
    return f"+{money(fen)}" if fen >= 0 else money(fen)


def amount(fen: int | None) -> str:
    """`1,234.50` for the columns of a table."""
    return NOTHING if fen is None else yuan(fen)


def kilometres(km: int | None) -> str:
    """`48,210 km`."""
    return NOTHING if km is None else f"{km:,} km"


def percent(basis_points: int | None) -> str:
    """`90.48 %`; a ratio without cases is `—`."""
    return NOTHING if basis_points is None else f"{basis_points // 100}.{basis_points % 100:02d} %"


def joined(*parts: str) -> str:
    """The parts that are not empty, with “·” between them as our face needs it."""
    return theme.current().separator().join(part for part in parts if part)


def item_name(name_zh: str, name_en: str) -> str:
    """What a catalogue calls a thing, in the window's language; Chinese where no English is known."""
    return name_en if name_en and current() is Language.ENGLISH else name_zh
