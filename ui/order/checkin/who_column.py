"""The left column: find or type the car and its people; what the house knows of them at once."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.order.checkin.form import CheckinForm
from app.overview.car_history import CarHistory
from app.records.customers.queries import CustomerRow
from app.records.vehicles.queries import CarAndOwner
from ui import formats
from ui.order.checkin.car_part import CarPart
from ui.order.checkin.column import Column
from ui.order.checkin.comeback_part import ComebackPart
from ui.order.checkin.find_box import FindBox
from ui.order.checkin.people_part import PeoplePart
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.field import LineField
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Link, Paragraph, Text
from ui.worker import Worker

BEHIND_TILE = ("checkin.plate", "checkin.model", "checkin.energy_type", "checkin.colour")


class WhoColumn(Column):
    """Find box, car, what it comes back with, people; below them what is quietly worth knowing.

    That is wishes of the customer, an open order, the last twelve months.
    """

    order_asked = Signal(str)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._wants_vin = False
        self.finder, self.car, self.people = FindBox(worker), CarPart(), PeoplePart()
        self.note = Note("checkin.customer_note")
        self.open_order, self.comeback = OpenOrder(), ComebackPart()
        self.year = _Year()
        self.rows.addWidget(self.finder)
        self.rows.addSpacing(8)
        self.rows.addWidget(self.open_order)
        self.rows.addWidget(self.car)
        self.rows.addWidget(self.comeback)
        self.rows.addWidget(self.people)
        self.rows.addWidget(self.note)
        self.rows.addWidget(self.year)
        self.rows.addStretch(1)
        for part in (self.car, self.people, self.open_order, self.comeback):
            part.changed.connect(self.changed.emit)
        self.open_order.asked.connect(self.order_asked.emit)

    def know(self, known: CarAndOwner | None) -> None:
        """What the records say of car and owner; None for those not known yet."""
        self._wants_vin = False
        self.car.know(known.vehicle if known else None)
        self.people.know(known.owner if known else None)
        self._show_note(known.owner if known else None, known.vehicle.invoice_on if known else None)

    def know_history(self, history: CarHistory | None) -> None:
        """What the car's orders say."""
        self.open_order.show_number(history.open_order if history else None)
        self.comeback.show_lines(history.guaranteed if history else ())
        self.year.show_history(history)
        self._fit()

    def reveal(self, name: str) -> None:
        """Show a field that is folded away: what stands behind the car's tile."""
        if name in BEHIND_TILE:
            self.car.reveal()
        if name == "checkin.vin":
            self._wants_vin = True
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold away as much as is needed for the column to stand without scrolling, and no more."""
        room = self.area.viewport().height()
        for level in range(3):
            self.year.set_folded(level > 0)
            self.comeback.fold(level > 0)
            self.car.fold_vin(level > 1 and not self._wants_vin)
            if self._height_needed() <= room:
                return

    def _height_needed(self) -> int:
        for part in (self.open_order, self.car, self.comeback, self.people, self.note):
            inside = part.layout()
            if inside is not None:
                inside.activate()
        self.rows.invalidate()
        width = self.area.viewport().width()
        return self.rows.heightForWidth(width) if self.rows.hasHeightForWidth() else self.rows.minimumSize().height()

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands in this column."""
        return self.comeback.write(self.open_order.write(self.people.write(self.car.write(form))))

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.car.read(form)
        self.people.read(form)
        self.open_order.reason.set_text(form.second_order_reason)
        self.comeback.read(form)
        self._fit()

    def clear_errors(self) -> None:
        """Take every red line away."""
        self.car.clear_errors()
        self.people.clear_errors()
        self.open_order.reason.clear_error()
        self.comeback.clear_error()

    def _show_note(self, owner: CustomerRow | None, bought_on: date | None) -> None:
        if owner is None:
            self.note.hide()
            return
        channels = {"phone": _("Prefers to be called"), "wechat": _("Prefers WeChat"), "sms": _("Prefers messages")}
        bought = _("Bought {day}").format(day=bought_on.isoformat()) if bought_on else ""
        self.note.say(
            owner.preferences or channels.get(owner.preferred_channel, ""),
            formats.joined(channels.get(owner.preferred_channel, "") if owner.preferences else "", bought),
        )


class Note(QWidget):
    """A quiet notice on `info_tint`: what one should know before the first word."""

    def __init__(self, name: str, *, kind: str = "info", icon: str = "person") -> None:
        super().__init__()
        named(self, name)
        self._kind = kind
        self.words = Paragraph(size=Type.DATA, tone=kind)
        self.more = Text(size=Type.LABEL, tone=kind)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.more)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(10)
        row.addWidget(Icon(icon, side=18, tone=kind))
        row.addLayout(column, 1)
        self.hide()

    def add(self, widget: QWidget) -> None:
        """Put something at its right end."""
        self._row.addWidget(widget)

    def say(self, words: str, more: str) -> None:
        """Show these words; without any it is not there."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setAccessibleName(formats.joined(words, more))
        self.setVisible(bool(words or more))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill=f"{self._kind}_tint")


class OpenOrder(QWidget):
    """An order of this car that still stands: open that one, or say why a second is needed."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._number = ""
        self.words = Note("checkin.open_order", kind="warn", icon="order")
        self.link = named(Link(_("Open that order"), size=Type.DATA), "checkin.open_order.go")
        self.words.add(self.link)
        self.link.pressed.connect(lambda: self.asked.emit(self._number))
        why = _("Why a second order is needed")
        self.reason = LineField("checkin.second_order_reason", "", placeholder=why)
        self.reason.editor.setAccessibleName(why)
        self.reason.changed.connect(lambda _words: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.reason)
        self.hide()

    def show_number(self, number: str | None) -> None:
        """The number of the open order; None takes the notice away, with the reason."""
        self._number = number or ""
        if number is None:
            self.reason.set_text("")
        self.words.say(_("{number} is still open.").format(number=self._number), "")
        self.setVisible(number is not None)

    def lacks_reason(self) -> bool:
        """Whether the reason is still to be written."""
        return bool(self._number) and not self.reason.text().strip()

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with the reason."""
        return replace(form, second_order_reason=self.reason.text().strip() if self._number else "")


class _Year(QWidget):
    """The last twelve months of this car, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = ""
        self._is_folded = self._has_visits = False
        self.setFixedHeight(30)
        self.hide()

    def set_folded(self, is_folded: bool) -> None:
        """Away where the column is too low: the strip at the foot of the page says the same and more."""
        self._is_folded = is_folded
        self.setVisible(self._has_visits and not is_folded)

    def show_history(self, history: CarHistory | None) -> None:
        self._has_visits = history is not None and bool(history.visits)
        self.set_folded(self._is_folded)
        if history is None:
            return
        count = history.visits_in_year
        visits = counted("{count} visit", "{count} visits", count)
        self._figures = formats.joined(visits, formats.money(history.spent_in_year_fen))
        self.setAccessibleName(formats.joined(_("Last 12 months"), self._figures))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.text(painter, self.rect(), _("Last 12 months"), size=Type.LABEL, tone="muted")
        drawn.text(painter, self.rect(), self._figures, size=Type.LABEL, weight=Type.MEDIUM, align=drawn.RIGHT)
