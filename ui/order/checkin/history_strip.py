"""The strip at the bottom: what this car was here for, what still is guaranteed, what was put off."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import Language, _, counted, current, plural
from app.overview.car_history import CarHistory, PutOff, Running, Visit
from app.records.vehicles.earlier_visits import EarlierVisitRow
from ui import formats
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.named import named, tip

ABOVE, HEIGHT, PAD, LEAD, LEAST_CELL, LINE_GAP = 12, 68, 18, 136, 380, 11
MOST_NAMES = 2


class HistoryStrip(QWidget):
    """Shown while the car is known and was here before. A visit it may be coming back from makes it `warn`."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "checkin.history", _("What this car was here for"))
        self._history: CarHistory | None = None
        self.setFixedHeight(ABOVE + HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_history(self, history: CarHistory | None) -> None:
        """Show what is known; nothing known is not shown."""
        # A car that is known and was never here has nothing to tell.
        history = history if history is not None and (history.visits or history.earlier) else None
        self._history = history
        self.setVisible(history is not None)
        if history is not None:
            told = [line for cell in self._cells(history) for line in cell]
            self.setAccessibleDescription("; ".join((*self._lead(history), *told)))
            tip(self, "\n".join(told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._history is None:
            return
        painter = drawn.painter_on(self)
        painter.translate(0, ABOVE)
        tone = "warn" if self._history.comeback else "muted"
        fill, edge = ("warn_tint", "warn") if self._history.comeback else ("surface", "line")
        drawn.box(painter, QRectF(0, 0, self.width(), HEIGHT), fill=fill, edge=edge, radius=Radius.CARD)
        middle = HEIGHT / 2
        draw_icon(painter, "loop" if self._history.comeback else "order", left=PAD, middle=middle, side=20, tone=tone)
        first, second = self._lead(self._history)
        lead = QRectF(PAD + 34, 0, self._lead_width() - 34, HEIGHT)
        self._draw_lines(painter, lead, first, second, tone="warn" if self._history.comeback else "ink", is_bold=True)
        self._draw_cells(painter, self._cells(self._history))

    @staticmethod
    def _draw_lines(
        painter: QPainter, area: QRectF, first: str, second: str, *, tone: str = "ink", is_bold: bool = False
    ) -> None:
        upper = QRectF(area.left(), area.center().y() - LINE_GAP - 10, area.width(), 20)
        lower = QRectF(area.left(), area.center().y() + LINE_GAP - 10, area.width(), 20)
        size, weight = (Type.BODY, Type.BOLD) if is_bold else (Type.DATA, Type.MEDIUM)
        drawn.text(painter, upper, first, size=size, weight=weight, tone=tone)
        lower_tone = tone if is_bold and tone != "ink" else "muted"
        drawn.text(painter, lower, second, size=Type.LABEL, tone=lower_tone)

    def _lead_width(self) -> float:
        """As wide as its words need, within bounds."""
        if self._history is None:
            return LEAD
        first, second = self._lead(self._history)
        widest = max(drawn.width_of(first, Type.BODY, Type.BOLD), drawn.width_of(second, Type.LABEL))
        return min(max(34 + widest + 8, LEAD), 2 * LEAD)

    def _draw_cells(self, painter: QPainter, cells: list[tuple[str, str]]) -> None:
        """As many cells as fit, the newest first; the first has what the others leave."""
        start = PAD + self._lead_width() + 14
        room = self.width() - start - PAD
        count = max(1, min(len(cells), int(room // LEAST_CELL)))
        width = room / count
        for at, (first, second) in enumerate(cells[:count]):
            left = start + at * width
            tone = "warn" if self._history and self._history.comeback and at == 0 else "line"
            drawn.line(painter, round(left), 14, round(left), HEIGHT - 14, tone)
            self._draw_lines(painter, QRectF(left + 14, 0, width - 28, HEIGHT), first, second)

    def _lead(self, history: CarHistory) -> tuple[str, str]:
        if history.comeback is not None:
            days = (history.today - history.comeback.left_on).days
            return _("May be a comeback"), plural("left {days} day ago", "left {days} days ago", days).format(days=days)
        newest = history.visits[0].left_on if history.visits else history.earlier[0].left_on
        days = (history.today - newest).days
        last = plural("last here {days} day ago", "last here {days} days ago", days).format(days=days)
        return _("Was here before"), last

    def _cells(self, history: CarHistory) -> list[tuple[str, str]]:
        """The newest visit, what was put off, then the visits before, last those of an older system."""
        cells = [*map(_visit_words, history.visits), *map(_earlier_words, history.earlier)]
        if history.put_off:
            cells.insert(1, _put_off_words(history.put_off))
        return cells


def _visit_words(visit: Visit) -> tuple[str, str]:
    who = " / ".join((visit.advisor, *visit.technicians[:1]))
    first = formats.joined(visit.number, f"{visit.left_on:%Y-%m-%d}", formats.kilometres(visit.odometer_km), who)
    names = visit.lines_zh if current() is Language.CHINESE else visit.lines_en
    done = _(", ").join(names[:MOST_NAMES]) or visit.summary
    return first, "  ".join(part for part in (done, formats.money(visit.amount_fen), _guarantee_words(visit)) if part)


def _earlier_words(visit: EarlierVisitRow) -> tuple[str, str]:
    """Said to be of an older system before anything else: it is no order of ours, and has no paper."""
    km = "" if visit.odometer_km is None else formats.kilometres(visit.odometer_km)
    first = formats.joined(_("From an older system"), visit.number, f"{visit.left_on:%Y-%m-%d}", km)
    money = "" if visit.total_fen is None else formats.money(visit.total_fen)
    return first, "  ".join(part for part in (visit.lines.replace("\n", " "), money) if part)


def _guarantee_words(visit: Visit) -> str:
    """What still is guaranteed: labour in days, parts in months and kilometres."""
    parts = []
    if visit.labour is not None:
        days = visit.labour.days_left
        parts.append(plural("labour {days} day left", "labour {days} days left", days).format(days=days))
    if visit.parts is not None:
        parts.append(_("parts {time} / {km} left").format(time=_time(visit.parts), km=_km(visit.parts)))
    return _("Guaranteed: {what}").format(what=_(", ").join(parts)) if parts else ""


def _time(running: Running) -> str:
    months, days = running.months_left, running.odd_days_left
    if not months:
        return plural("{days} day", "{days} days", days).format(days=days)
    return _("{months} months {days} days").format(months=months, days=days)


def _km(running: Running) -> str:
    return formats.kilometres(running.km_left)


def _put_off_words(put_off: tuple[PutOff, ...]) -> tuple[str, str]:
    names = [one.name_zh if current() is Language.CHINESE else one.name_en for one in put_off]
    first = counted("{count} thing put off", "{count} things put off", len(put_off))
    safety = _("concerns safety") if any(one.is_safety for one in put_off) else ""
    advised = _("advised {day}").format(day=put_off[0].advised_on.isoformat())
    return formats.joined(first, safety, advised), _(", ").join(names)
