"""The strip above the lanes: a car's arrival is written down here, and who waits is picked up here (R022)."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, plural
from app.kernel.refusal import Refusal
from app.order.arrival.arrive import FIELD, arrive
from app.order.arrival.pick_up import PickedUp, pick_up
from app.order.arrival.queries import ArrivalId, ArrivalRow
from app.order.arrival.take_away import take_away
from app.records.vehicles.plate import shown
from ui.board.arrival_tile import HEIGHT, WIDTH, ArrivalTile, wait_face
from ui.board.taking_away import TakeAwayForm
from ui.order.booking import Booking
from ui.theme import Size, Type
from ui.widgets.button import Button, Look
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.named import named
from ui.widgets.page import Notice
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.widgets.typed import stand_in
from ui.worker import Worker

GAP, MOST_ROWS, ENTRY_WIDTH = 8, 3, 320


class ArrivalsStrip(QWidget):
    """`picked_up` carries what check-in begins with, `said` a notice, `closed` that the entry or a form went away."""

    picked_up = Signal(object)  # PickedUp
    said = Signal(object)
    closed = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        named(self, "board.arrivals", _("Waiting to be received"))
        self._rows: tuple[ArrivalRow, ...] = ()
        self.title = Text("", size=Type.DATA, weight=Type.BOLD)
        self.entry = _Entry()
        self.tiles = _Tiles()
        self.form = TakeAwayForm(worker)
        self._booking = Booking(worker, self, self.entry.save)
        head = QHBoxLayout()
        head.setSpacing(Size.GAP)
        head.addWidget(self.title)
        head.addStretch(1)
        self._area = scrolled(self.tiles)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.entry)
        column.addWidget(self.form)
        column.addWidget(self._area)
        self.entry.save.clicked.connect(self.book)
        self.entry.words.editor.returnPressed.connect(self.book)
        self.tiles.pressed.connect(self._pick_up)
        self.tiles.unwanted.connect(self._ask_why)
        self.form.said.connect(self.said.emit)
        self.form.closed.connect(self._form_closed)
        self._fit()

    # Showing

    def show_rows(self, rows: Sequence[ArrivalRow], *, now: datetime, limit_minutes: int) -> None:
        """Who waits, the longest first; the minutes as they are now."""
        self._rows = tuple(rows)
        words = plural("{count} car waits to be received", "{count} cars wait to be received", len(rows))
        self.title.setText(words.format(count=len(rows)) if rows else "")
        self.tiles.show_rows(self._rows, now=now, limit_minutes=limit_minutes)
        if not self.form.isHidden() and self.form.arrival_id not in {row.id for row in rows}:
            self.form.close_up()
        self._fit()

    def _fit(self) -> None:
        self.title.setVisible(bool(self._rows))
        self._area.setVisible(bool(self._rows))
        self._area.setFixedHeight(min(self.tiles.minimumHeight(), MOST_ROWS * (HEIGHT + GAP)))
        self.setVisible(bool(self._rows) or not self.entry.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Writing down who came

    def open_entry(self) -> None:
        """Show the field for the next car, with the cursor in it."""
        self.form.hide()
        self.entry.show()
        self._fit()
        self.entry.words.editor.setFocus()

    def book(self) -> None:
        """Write down that it has come."""
        self._booking.do(
            partial(arrive, typed=self.entry.words.text()), done=self._noted, refused=self._refused,
            saves=(self.entry,),
        )  # fmt: skip

    def _noted(self, arrival_id: ArrivalId) -> None:
        words = " ".join(self.entry.words.text().split())
        self.entry.words.set_text("")
        undo = partial(self._take_back, arrival_id)
        self.said.emit(Notice(_("{car} has arrived.").format(car=words), undo=undo))
        self.close_entry()

    def _take_back(self, arrival_id: ArrivalId) -> None:
        reason = _("Taken back at once")
        self._booking.do(
            partial(take_away, arrival_id=arrival_id, reason=reason), done=lambda _none: None, refused=self._say_refusal
        )

    def _refused(self, refusal: Refusal) -> None:
        self.entry.words.set_error(refusal.sentence)
        self.entry.words.editor.setFocus()

    def close_entry(self) -> None:
        """Put the field away; what stands in it stays."""
        self.entry.hide()
        self._fit()
        self.closed.emit()

    def step_back(self) -> bool:
        """Close what is open; True if there was something."""
        if not self.form.isHidden():
            self.form.close_up()
            return True
        if not self.entry.isHidden():
            self.close_entry()
            return True
        return False

    def has_cursor(self) -> bool:
        """Whether something is being typed here."""
        now = QApplication.focusWidget()
        return now is not None and (self.entry.isAncestorOf(now) or self.form.isAncestorOf(now))

    # Seeing to who waits

    def take_focus(self) -> bool:
        """Put the focus on who waits longest; False where nobody waits."""
        return self.tiles.take_focus()

    def _pick_up(self, arrival_id: int) -> None:
        self._booking.do(partial(pick_up, arrival_id=arrival_id), done=self._begun, refused=self._say_refusal)

    def _begun(self, picked: PickedUp) -> None:
        self.picked_up.emit(picked)

    def _say_refusal(self, refusal: Refusal) -> None:
        self.said.emit(Notice(refusal.sentence, "bad"))

    def _ask_why(self, arrival_id: int) -> None:
        row = next((row for row in self._rows if row.id == arrival_id), None)
        if row is not None:
            self.entry.hide()
            self.form.come_up(row.id, shown(row.plate) or row.words)

    def _form_closed(self) -> None:
        if not self.tiles.take_focus():
            self.closed.emit()


class _Entry(QWidget):
    """The one field of an arrival, and its button."""

    def __init__(self) -> None:
        super().__init__()
        stand_in(self, "board.arrival")
        self.words = LineField(FIELD, _("Who has arrived"), placeholder=_("Plate, or a word about the car"), icon="car")
        self.words.editor.setProperty("enter_is_own", True)
        self.words.setFixedWidth(ENTRY_WIDTH)
        self.save = Button("arrival.save", _("Arrived"), look=Look.PRIMARY, key="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.words)
        beside = QVBoxLayout()
        beside.addSpacing(LABEL_ROW + LABEL_GAP)
        beside.addWidget(self.save)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        self.hide()


class _Tiles(QWidget):
    """The tiles, row by row."""

    pressed = Signal(int)
    unwanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.tiles: dict[int, ArrivalTile] = {}

    def show_rows(self, rows: Sequence[ArrivalRow], *, now: datetime, limit_minutes: int) -> None:
        gone = set(self.tiles) - {int(row.id) for row in rows}
        for arrival_id in gone:
            tile = self.tiles.pop(arrival_id)
            tile.hide()
            tile.deleteLater()
        for row in rows:
            tile = self.tiles.get(int(row.id)) or self._made(row)
            tile.show_row(row, wait_face(row, now=now, limit_minutes=limit_minutes))
        self.tiles = {int(row.id): self.tiles[int(row.id)] for row in rows}
        self._place()

    def _made(self, row: ArrivalRow) -> ArrivalTile:
        tile = self.tiles[int(row.id)] = ArrivalTile(row)
        tile.setParent(self)
        tile.pressed.connect(self.pressed.emit)
        tile.unwanted.connect(self.unwanted.emit)
        tile.moved.connect(self._move)
        return tile

    def take_focus(self) -> bool:
        first = next(iter(self.tiles.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def _move(self, arrival_id: int, key: int) -> None:
        tiles = list(self.tiles)
        at, columns = tiles.index(arrival_id), self._columns()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(tiles) - 1}
        to = ends.get(Qt.Key(key), at + step.get(Qt.Key(key), 0))
        if 0 <= to < len(tiles):
            self.tiles[tiles[to]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> int:
        return max((self.width() + GAP) // (WIDTH + GAP), 1)

    def _place(self) -> None:
        columns = self._columns()
        for at, tile in enumerate(self.tiles.values()):
            tile.move(at % columns * (WIDTH + GAP), at // columns * (HEIGHT + GAP))
            tile.show()
        lines = -(-len(self.tiles) // columns)
        self.setMinimumHeight(max(lines * (HEIGHT + GAP) - GAP, 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
