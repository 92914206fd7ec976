"""The check-in as it was signed, to read: words and wishes, what the instruments showed, marks and valuables."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.order.checkin.choices import LETTERS, WORDS, lamp_word
from app.order.checkin.form import Damage, Valuable
from app.order.checkin.queries import CheckInRow, check_in_of
from app.order.checkin.walk_around_paper import severity_word
from app.order.comeback.guaranteed import again_words
from app.order.comeback.linked import LinkedLine, linked_lines
from app.order.queries import ComebackRow, OrderHead, OrderId, comeback_of, head
from app.records.customers import phone as phones
from ui import formats
from ui.order.comeback.words import standing, who_pays
from ui.order.discard import discard
from ui.order.photos import opened_photos
from ui.order.quote.offers import item_name
from ui.theme import Size, Type
from ui.widgets.car_outline import CarOutline
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.photo_strip import Photo, PhotoStrip
from ui.widgets.scrolled import ScrollArea
from ui.widgets.table import Column, TableView
from ui.widgets.text import Link, Paragraph, Text
from ui.worker import Worker

OUTLINE_HEIGHT = 236


class Facts(QWidget):
    """Label and value in rows, in one column or two; what is empty is left out."""

    def __init__(self, *, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def show_facts(self, *facts: tuple[str, str]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                discard(old)
        for at, (label, value) in enumerate(fact for fact in facts if fact[1]):
            row, column = at // self._columns, 2 * (at % self._columns)
            name = Text(label, size=Type.LABEL, tone="muted")
            name.setFixedHeight(20)
            self._grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Paragraph(value, size=Type.DATA), row, column + 1, Qt.AlignmentFlag.AlignTop)


class CheckinView(Page):
    """The first step of an order: read only, for it was signed."""

    slices = frozenset({"checkin", "order"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self._order_id = order_id
        self.words = named(Paragraph(size=Type.BODY), "checkin.view.words")
        self.interview = Paragraph(size=Type.DATA, tone="muted")
        self.wishes, self.people, self.comeback = Facts(columns=2), Facts(), Facts()
        self.outline = CarOutline("checkin.view.damage", _("Marks on the car"), can_mark=False)
        self.marks = TableView[tuple[int, Damage]](
            "checkin.view.marks",
            _("Marks on the car"),
            (
                Column[tuple[int, Damage]](_("Mark no."), lambda row: str(row[0]), width=52, bold=True),
                Column[tuple[int, Damage]](_("Where"), lambda row: _(WORDS[row[1].view]), width=92),
                Column[tuple[int, Damage]](
                    _("Damage"), lambda row: f"{LETTERS[row[1].kind]} {_(WORDS[row[1].kind])}", width=120
                ),
                Column[tuple[int, Damage]](
                    _("Remark"), lambda row: formats.joined(severity_word(row[1].severity), row[1].remark), stretch=True
                ),
            ),
        )
        self.no_marks = Text(_("No visible damage, confirmed with the customer."), tone="muted")
        self.valuables = Facts()
        self.outline.setFixedHeight(OUTLINE_HEIGHT)
        self.photos = PhotoStrip("checkin.view.photos", _("Photos"), can_add=False)
        self._build()

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Size.GAP)
        for card in (
            _card(_("In the customer's words"), self.words, self.interview),
            _card(_("Wishes and instruments"), self.wishes),
            _card(_("Who brought the car"), self.people),
        ):
            left.addWidget(card)
        self.original = named(Link(size=Type.DATA), "checkin.view.original")
        self.original.pressed.connect(lambda: self.go.emit("order", self.original.text()))
        self.comeback_card = _card(_("Comeback"), self.comeback, self.original)
        left.insertWidget(1, self.comeback_card)
        left.addStretch(1)
        walk = _card(_("Walk-around"), self.outline, self.no_marks, self.marks)
        right.addWidget(walk)
        self.valuables_card = _card(_("Valuables"), self.valuables)
        right.addWidget(self.valuables_card)
        self.photo_card = _card(_("Photos"), self.photos)
        right.addWidget(self.photo_card)
        right.addStretch(1)
        inner = QWidget()
        inner.setProperty("clear", True)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(left, 4)
        row.addLayout(right, 5)
        area = ScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(area)

    def refresh(self) -> None:
        self.ask_latest(partial(_read, order_id=self._order_id), self._show)

    def _show(self, read: "_Read") -> None:
        row, order, pictures = read.row, read.order, read.pictures
        self.words.setText(row.customer_statement)
        self.interview.setText(row.fault_interview)
        self.interview.setVisible(bool(row.fault_interview))
        self.wishes.show_facts(*_wishes(row, order), *_instruments(row, order))
        self.people.show_facts(*_people(row, order))
        self.comeback_card.setVisible(read.comeback is not None)
        if read.comeback is not None:
            self.comeback.show_facts(*_comeback(read.comeback, read.linked, read.now))
            self.original.setText(read.comeback.original_number)
        self.outline.show_marks(row.damages)
        self.marks.show_rows(tuple(enumerate(row.damages, start=1)))
        self.marks.setVisible(bool(row.damages))
        self.marks.setFixedHeight(self.marks.content_height())
        self.no_marks.setVisible(not row.damages)
        self.valuables.show_facts(*map(_valuable, row.valuables))
        self.valuables_card.setVisible(bool(row.valuables))
        self.photos.show_photos(pictures)
        self.photo_card.setVisible(bool(pictures))


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page shows."""

    now: datetime
    row: CheckInRow
    order: OrderHead
    pictures: tuple[Photo, ...]
    comeback: ComebackRow | None
    linked: tuple[LinkedLine, ...]


def _read(desk: Desk, order_id: int) -> _Read:
    order = head(desk, order_id)
    return _Read(
        now=desk.store.clock.now(), row=check_in_of(desk, order_id), order=order,
        pictures=opened_photos(desk, order_id, until=order.checked_in_at), comeback=comeback_of(desk, order_id),
        linked=linked_lines(desk, order_id),
    )  # fmt: skip


def _card(title: str, *widgets: QWidget) -> Card:
    card = Card(title)
    card.column.setSpacing(8)
    for widget in widgets:
        card.add(widget)
    return card


def _wishes(row: CheckInRow, order: OrderHead) -> tuple[tuple[str, str], ...]:
    limit = formats.money(row.spend_limit_fen) if row.spend_limit_fen else _("always call first")
    return (
        (_("Arrived"), f"{formats.local(order.arrived_at):%m-%d %H:%M}"),
        (_("Waits or leaves"), _(WORDS[row.waits])),
        (_("Wash"), _(WORDS[row.wash])),
        (_("Old parts"), _(WORDS[row.old_parts])),
        (_("Road test"), _("allowed") if row.allows_road_test else _("not allowed")),
        (_("Dash-cam"), _(WORDS[row.dash_cam])),
        (_("Without asking"), limit),
    )


def _comeback(row: ComebackRow, linked: tuple[LinkedLine, ...], now: datetime) -> tuple[tuple[str, str], ...]:
    names = (item_name(line.name_zh, line.name_en) for line in linked)
    decided = f"{formats.local(row.decided_at):%m-%d %H:%M}" if row.decided_at is not None else ""
    return (
        (_("Comes back with"), _(", ").join(names)),
        (_("Notice"), again_words(max((line.comeback_no for line in linked), default=0))),
        (_("Who answers for it"), standing(row, now=now)),
        (_("Why"), row.reason),
        (_("Decided"), formats.joined(row.decided_by, decided)),
        (_("Who pays"), formats.joined(who_pays(row), row.charge_reason)),
    )


def _instruments(row: CheckInRow, order: OrderHead) -> tuple[tuple[str, str], ...]:
    keys = formats.joined(str(row.key_count), row.key_tag)
    return (
        (_("Odometer"), formats.kilometres(order.odometer_km)),
        (_("Fuel"), "" if row.fuel_eighths is None else f"{row.fuel_eighths}/8"),
        (_("Charge"), "" if row.soc_percent is None else f"{row.soc_percent} %"),
        (_("Warning lamps"), _(", ").join(map(lamp_word, row.warning_lamps)) or _("none lit")),
        (_("Keys"), keys),
        (_("Valuables"), "" if row.valuables else _("none, confirmed")),
    )


def _people(row: CheckInRow, order: OrderHead) -> tuple[tuple[str, str], ...]:
    phone, theirs = phones.masked(order.owner_phone), phones.masked(row.representative_phone)
    bringer = formats.joined(row.representative_name, row.representative_relation, theirs)
    return (
        (_("Owner"), formats.joined(order.owner_name, phone)),
        (_("Brought by"), bringer or _("the owner")),
        (_("Received by"), order.advisor_name),
    )


def _valuable(item: Valuable) -> tuple[str, str]:
    where = item.place or (_("stays in the car") if item.stays else _("taken along"))
    return item.name, formats.joined(f"× {item.quantity}" if item.quantity > 1 else "", where)
