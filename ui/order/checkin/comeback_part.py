"""What this car was repaired with that is still guaranteed: tick what it comes back with, and it is a comeback."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _, plural
from app.order.checkin.form import CheckinForm
from app.order.comeback.guaranteed import GuaranteedLine, again, again_words
from app.order.quote.queries import LineId
from ui import formats
from ui.order.discard import discard
from ui.order.quote.offers import item_name
from ui.theme import Type
from ui.widgets.check import Check
from ui.widgets.named import named, tip
from ui.widgets.text import Link, Paragraph, Text

NAME = "checkin.comeback"


class ComebackPart(QWidget):
    """`checkin.comeback`: a tick for each line, the newest visit first; not there for a car without any."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, NAME, _("Comes back with"))
        self._lines: tuple[GuaranteedLine, ...] = ()
        self._wanted: frozenset[int] = frozenset()
        self.checks: dict[LineId, Check] = {}
        self.title = Text(_("Still guaranteed: tick what it comes back with"), size=Type.LABEL, tone="muted")
        self.notice = named(Paragraph(size=Type.LABEL, tone="warn"), "checkin.comeback.again")
        self.error = named(Paragraph(size=Type.LABEL, tone="bad"), "checkin.comeback.error")
        self._is_folded = self._is_opened = False
        self.unfold = named(Link(size=Type.DATA), f"{NAME}.unfold")
        self.unfold.pressed.connect(self.open)
        self._list = QWidget()
        self._ticks = QVBoxLayout(self._list)
        self._ticks.setContentsMargins(0, 0, 0, 0)
        self._ticks.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 10)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.unfold)
        column.addWidget(self._list)
        column.addWidget(self.notice)
        column.addWidget(self.error)
        self._say()
        self.hide()

    def show_lines(self, lines: Sequence[GuaranteedLine]) -> None:
        """What the records know; a draft's ticks are set again."""
        self._lines = tuple(lines)
        for check in self.checks.values():
            discard(check)
        self.checks = {line.id: self._check(line) for line in self._lines}
        for check in self.checks.values():
            self._ticks.addWidget(check)
        self._is_opened = False
        self.setVisible(bool(self._lines))
        self._say()

    def _check(self, line: GuaranteedLine) -> Check:
        words = formats.joined(item_name(line.name_zh, line.name_en), line.number[-6:], _left(line))
        check = Check(f"{NAME}.{line.code}", words, checked=line.id in self._wanted)
        until = _("{number}, guaranteed until {day} or {km}").format(
            number=line.number, day=line.ends.last_on.isoformat(), km=formats.kilometres(line.ends.last_km)
        )
        tip(check, until)
        check.clicked.connect(lambda _is_on: self._ticked())
        return check

    def fold(self, is_folded: bool) -> None:
        """Where the column is too low: one line says how much there is; what is ticked or was opened stays open."""
        self._is_folded = is_folded
        self._say()

    def open(self) -> None:
        """Show the list, with the focus on its first line."""
        self._is_opened = True
        self._say()
        if self.checks:
            next(iter(self.checks.values())).setFocus()

    def _ticked(self) -> None:
        self._wanted = frozenset(line_id for line_id, check in self.checks.items() if check.isChecked())
        self.clear_error()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        is_ticked = any(line.id in self._wanted for line in self._lines)
        is_folded = self._is_folded and not (self._is_opened or is_ticked)
        words = plural(
            "{count} guaranteed item: a comeback?", "{count} guaranteed items: a comeback?", len(self._lines)
        )
        self.unfold.setText(words.format(count=len(self._lines)))
        self.unfold.setAccessibleName(self.unfold.text())
        self.unfold.setVisible(is_folded)
        inside = self.layout()
        if inside is not None:
            inside.setContentsMargins(0, *((2, 0, 4) if is_folded else (4, 0, 10)))
        self.title.setVisible(not is_folded)
        self._list.setVisible(not is_folded)
        if self.checks:
            self.setFocusProxy(self.unfold if is_folded else next(iter(self.checks.values())))
        count = again(line for line in self._lines if line.id in self._wanted)
        self.notice.setText(again_words(count))
        self.notice.set_tone("bad" if count > 2 else "warn")
        self.notice.setVisible(count > 1)
        self.error.setVisible(bool(self.error.text()))

    def set_error(self, words: str) -> None:
        """Say under the ticks what is wrong with them."""
        self.error.setText(words)
        self._say()

    def clear_error(self) -> None:
        """Take the red line away."""
        self.set_error("")

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what is ticked, in the order of the list."""
        return replace(form, comeback_to=tuple(line.id for line in self._lines if line.id in self._wanted))

    def read(self, form: CheckinForm) -> None:
        """Set the ticks of a form; lines that are not known yet get theirs when they come."""
        self._wanted = frozenset(form.comeback_to)
        for line_id, check in self.checks.items():
            check.setChecked(line_id in self._wanted)
        self._say()


def _left(line: GuaranteedLine) -> str:
    days = line.days_left
    return plural("{days} day left", "{days} days left", days).format(days=days)
