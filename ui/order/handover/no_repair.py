"""A cancelled order at the door: odometer, keys, valuables, and the gate pass without repair (T5)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.kernel.refusal import Refusal
from app.order.checkin.form import Lack
from app.order.handover.explanation import Topic
from app.order.handover.farewell import Farewell
from app.order.handover.let_go import Unrepaired
from app.order.handover.missing import lacks_to_let_go
from app.order.handover.read_leaving import kilometres
from ui import formats
from ui.order.handover.gate_pass_card import GatePassCard
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.check import WORD_GAP, Check
from ui.widgets.field import LineField
from ui.widgets.icon import Icon
from ui.widgets.text import Paragraph

WIDTH, ODOMETER_WIDTH = 520, 220


class LeavesCard(Card):
    """What is seen to when nothing was repaired."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Leaves without repair"))
        self.why = Paragraph(tone="muted")
        self.odometer = LineField("let_go.odometer", _("Leaves with"), unit="km", bold=True)
        self.odometer.setFixedWidth(ODOMETER_WIDTH)
        self.valuables = Check(f"let_go.{Topic.VALUABLES_COMPARED.value}", "", size=Type.BODY)
        self.things = Paragraph(size=Type.DATA, tone="muted")  # evidence: it wraps, where a box's words are cut
        self.things.setContentsMargins(Size.CHECK + WORD_GAP, 0, 0, 0)
        self.keys = Check(f"let_go.{Topic.KEYS_RETURNED.value}", "", size=Type.BODY)
        self.add(self.why)
        self.column.addSpacing(14)
        self.add(self.odometer)
        for part in (self.valuables, self.things, self.keys):
            self.add(part)
            self.column.addSpacing(6)
        for box in (self.valuables, self.keys):
            box.toggled.connect(lambda _on: self.changed.emit())
        self.odometer.changed.connect(lambda _text: self.changed.emit())

    def show_farewell(self, found: Farewell, *, can_write: bool) -> None:
        """What is to be given back; once the pass is issued, what was."""
        when = formats.local(found.cancelled_at) if found.cancelled_at else None
        self.why.setText(formats.joined(_("Cancelled"), f"{when:%m-%d %H:%M}" if when else "", found.cancel_reason))
        self.odometer.set_remark(_("in: {km}").format(km=f"{found.odometer_km:,}"))
        if found.out_odometer_km is not None:
            self.odometer.set_text(f"{found.out_odometer_km:,}")
        things = _(", ").join(f"{thing.name} {thing.quantity}" for thing in found.valuables)
        self._say(self.valuables, _("Valuables compared and given back"))
        self.valuables.setAccessibleDescription(things)
        self.things.setText(things)
        count = counted("{count} key", "{count} keys", found.key_count)
        self._say(self.keys, formats.joined(_("Keys returned"), count))
        for part in (self.valuables, self.things):
            part.setVisible(Topic.VALUABLES_COMPARED in found.handover.topics)
        done = {tick.topic for tick in found.handover.ticks}
        for box, topic in ((self.valuables, Topic.VALUABLES_COMPARED), (self.keys, Topic.KEYS_RETURNED)):
            box.setEnabled(can_write)
            if topic in done:
                box.setChecked(True)
        self.odometer.editor.setEnabled(can_write)

    @staticmethod
    def _say(box: Check, words: str) -> None:
        box.setText(words)
        box.setAccessibleName(words)
        box.updateGeometry()

    def given_back(self) -> frozenset[Topic]:
        """What is ticked."""
        boxes = ((self.valuables, Topic.VALUABLES_COMPARED), (self.keys, Topic.KEYS_RETURNED))
        return frozenset(topic for box, topic in boxes if box.isChecked())


class NoRepairPanel(QWidget):
    """The card and the pass under it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.leaves, self.gate_pass, self.note = LeavesCard(), GatePassCard("let_go"), Card(fill="hover")
        self._found: Farewell | None = None
        self._build()
        self.leaves.changed.connect(self.changed.emit)

    def _build(self) -> None:
        words = _(
            "Nothing was repaired, so there is nothing to settle and no handover sheet to sign. "
            "The gatekeeper lets the car out with a gate pass of its own kind."
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon("info", side=18))
        row.addWidget(Paragraph(words, size=Type.DATA, tone="muted"), 1)
        self.note.column.addLayout(row)
        column = QVBoxLayout()
        column.setSpacing(Size.GAP)
        for card in (self.leaves, self.gate_pass, self.note):
            card.setFixedWidth(WIDTH)
            column.addWidget(card)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addLayout(column)
        outer.addStretch(1)

    def show_farewell(self, found: Farewell, *, can_write: bool) -> None:
        """The order as it stands."""
        self._found = found
        is_open = can_write and found.handover.gate_pass is None
        self.leaves.show_farewell(found, can_write=is_open)
        self.gate_pass.show_farewell(found, can_sign=False, can_release=is_open, needs_signature=False)

    def missing(self) -> tuple[Lack, ...]:
        """What is still to be done before the car may leave; what cannot be read counts as not read."""
        topics = self._found.handover.topics if self._found else ()
        try:
            out_km = kilometres(self.leaves.odometer.text(), "let_go.odometer")
        except Refusal:
            out_km = None
        return lacks_to_let_go(topics, out_km, self.leaves.given_back())

    def read(self) -> Unrepaired:
        """What is typed and ticked. Refuses: leaving.kilometres."""
        out_km = kilometres(self.leaves.odometer.text(), "let_go.odometer")
        return Unrepaired(out_km, self.leaves.given_back())
