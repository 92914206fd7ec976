"""The left half of the ceremony, `sign.document`: car and customer, the work, the total, what was agreed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.order.agreement.queries import AgreementStanding
from ui import formats
from ui.order.agreement.deal import CUSTOMER, CUSTOMER_WIDE, DeclinedStrip, FactTiles, Scale, TotalRow, WorkRows
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.plate import Plate
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Link, Text

SIDE, PLATE, MOST_BESIDE_PROMISES = 28, 40, 4


class DocumentCard(Card):
    """What is signed, in large type; `paper_asked` when someone wants to read the paper itself."""

    paper_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=24)
        named(self, "sign.document", _("What is signed"))
        self.plate, self.name = Plate(height=PLATE), Text(size=Type.OBJECT, weight=Type.BOLD)
        self.car, self.count = Text(tone="muted"), Text(tone="muted", align=drawn.RIGHT)
        self.rows, self.total = WorkRows(CUSTOMER), TotalRow(CUSTOMER)
        self.tiles, self.declined, self.promises = FactTiles(CUSTOMER), DeclinedStrip(), Promises()
        self.read = named(Link(_("Read the whole agreement")), "sign.read", _("Read the whole agreement"))
        self.read.pressed.connect(self.paper_asked.emit)
        self._scale: Scale = CUSTOMER
        self._build()

    def _build(self) -> None:
        column = self.column
        column.setContentsMargins(SIDE, 24, SIDE, 20)
        column.addLayout(self._identity())
        column.addSpacing(20)
        head = QHBoxLayout()
        head.addWidget(Text(_("What is done this time"), tone="muted"))
        head.addStretch(1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.total)
        column.addWidget(self.tiles)
        column.addSpacing(12)
        column.addWidget(self.declined)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addWidget(self.read)
        foot.addStretch(1)
        foot.addWidget(Text(_("No further work and no further costs without your consent"), tone="muted"))
        column.addLayout(foot)
        column.addWidget(self.promises)
        self._slack = QWidget()
        column.addWidget(self._slack)

    def _identity(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(self.plate)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.name)
        words.addWidget(self.car)
        row.addLayout(words, 1)
        return row

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._area = scrolled(inside)
        return self._area

    def show_standing(self, standing: AgreementStanding) -> None:
        """Show what this customer is about to sign."""
        head = standing.head
        self.plate.show_plate(head.plate, head.plate_type.value)
        self.name.setText(standing.signer)
        owner = "" if standing.signer == head.owner_name else _("for {name}").format(name=head.owner_name)
        self.car.setText(formats.joined(owner, head.model_name, formats.kilometres(head.odometer_km)))
        self.rows.show_lines(standing.accepted)
        self.count.setText(counted("{count} item", "{count} items", len(standing.accepted)))
        self.total.show_fen(standing.version.totals.accepted_customer_fen if standing.version else 0)
        self.tiles.show_standing(standing)
        self.declined.show_lines(standing.declined_safety)
        self.promises.show_phone(standing.store.complaint_phone)
        self._fit()

    def show_scale(self, scale: Scale) -> None:
        """Write it larger or smaller."""
        if scale is not self._scale:
            self._scale = scale
            self.rows.show_lines(self.rows.lines, scale)
            self.total.show_scale(scale)
            self.tiles.show_scale(scale)
        self._fit()

    def _fit(self) -> None:
        """A large screen and a short list leave room for our promises; then the total follows the work closely."""
        has_room = self._scale is CUSTOMER_WIDE and len(self.rows.lines) <= MOST_BESIDE_PROMISES
        self.promises.setVisible(has_room)
        self._slack.setVisible(has_room)
        self._area.setMinimumHeight(self.rows.sizeHint().height() if has_room else self._scale.row)
        self.column.setStretchFactor(self._area, 0 if has_room else 1)
        self.column.setStretchFactor(self._slack, 1 if has_room else 0)


class Promises(QWidget):
    """What the store promises whatever happens, each with a tick."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(_("What we promise"), tone="muted"))
        self.complaints = Text(size=Type.BODY)
        sentences = (
            _("If it takes longer we tell you before the time, and agree on another"),
            _("Labour and parts stand apart, and the bill is never above what you signed"),
            _("You see the old parts that were replaced"),
            _("The same fault within the guarantee is repaired free of charge"),
        )
        for words in (*(Text(sentence, size=Type.BODY) for sentence in sentences), self.complaints):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Icon("check", side=16, tone="good"))
            row.addWidget(words, 1)
            column.addLayout(row)

    def show_phone(self, phone: str) -> None:
        """The complaint line."""
        self.complaints.setText(_("Complaints {phone}, answered within 12 hours").format(phone=phone))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 0, 8, self.width(), 8)
