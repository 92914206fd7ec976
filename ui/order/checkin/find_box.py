"""One box for who and which car: type a plate, a phone, a name or a VIN, pick below, or go on for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.kernel.language import _
from app.overview.search_box import search
from app.search.find import Found
from app.search.index import SearchKind
from ui import theme
from ui.theme import Size, Type
from ui.widgets.catalogue_popup import CataloguePopup, Offer
from ui.widgets.field import Edge
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.named import named
from ui.worker import Worker

ASKED, MOST = 40, 7
NEW, VEHICLE, CUSTOMER = "new:", "vehicle:", "customer:"


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked: a car, a customer, or the words of someone who is not known yet."""

    vehicle_id: int | None = None
    customer_id: int | None = None
    words: str = ""


class FindBox(QWidget):
    """`picked` carries what was chosen; the cursor stays in the box until then."""

    picked = Signal(object)  # Picked

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker, self._generation, self._answered = worker, 0, 0
        self.editor = named(QLineEdit(), "checkin.find", _("Find the car or the customer"))
        self.editor.setPlaceholderText(_("Plate, phone, name or VIN"))
        self.editor.setFont(theme.current().font(Type.BODY))
        self.editor.setProperty("enter_is_own", True)
        self.setFocusProxy(self.editor)
        edge = Edge(self.editor)
        edge.setFixedHeight(Size.FIELD)
        inner = QHBoxLayout(edge)
        inner.setContentsMargins(11, 1, 9, 1)
        inner.setSpacing(8)
        inner.addWidget(Icon("search", side=Size.ICON_SMALL, tone="muted"))
        inner.addWidget(self.editor, 1)
        inner.addWidget(KeyCap("Esc"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(edge)
        self.popup = CataloguePopup(self.editor, "checkin.find.list", take=_("take this one"))
        self.popup.taken.connect(lambda key, _with_partner: self._take(key))
        self.editor.textEdited.connect(self._ask)
        self.editor.returnPressed.connect(self._go_on)

    def text(self) -> str:
        return self.editor.text()

    def begin_with(self, words: str) -> None:
        """Put words in and look for them, as if they had been typed."""
        self.editor.setText(words)
        self._ask(words)

    def clear(self) -> None:
        """Empty the box and close its list."""
        self._generation += 1
        self.editor.clear()
        self.popup.close_up()

    def _ask(self, words: str) -> None:
        self._generation += 1
        if not words.strip():
            self.popup.close_up()
            return
        arrived = partial(self._show, self._generation, words.strip())
        self._worker.ask(self, partial(search, typed=words, limit=ASKED), arrived)

    def _show(self, generation: int, words: str, found: Sequence[Found]) -> None:
        # A slower answer to fewer letters must not cover the newest one.
        if generation != self._generation:
            return
        self._answered = generation
        hits = [one for one in found if one.kind in (SearchKind.VEHICLE, SearchKind.CUSTOMER)]
        hits.sort(key=lambda one: one.kind is not SearchKind.VEHICLE)
        new = Offer(f"{NEW}{words}", _("New car or customer “{words}”").format(words=words), icon="plus")
        self.popup.show_offers(_("Known cars and customers"), [*map(_offer, hits[:MOST]), new])

    def _take(self, key: str) -> None:
        kind, _colon, value = key.partition(":")
        if f"{kind}:" == NEW:
            self._pick(Picked(words=value))
        elif f"{kind}:" == VEHICLE:
            self._pick(Picked(vehicle_id=int(value)))
        else:
            self._pick(Picked(customer_id=int(value)))

    def _pick(self, picked: Picked) -> None:
        self.clear()
        self.picked.emit(picked)

    def _go_on(self) -> None:
        """Enter without a list: on to the first field; while the list is on its way, what it will offer first."""
        if self.popup.isVisible():
            return
        if self.text().strip() and self._answered != self._generation:
            self.popup.hurry()
        else:
            self.focusNextPrevChild(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.text().strip():
            self._ask(self.text())
            return
        super().keyPressEvent(event)


def _offer(one: Found) -> Offer:
    if one.kind is SearchKind.VEHICLE:
        return Offer(f"{VEHICLE}{one.subject_id}", formats_joined(one.title, one.subtitle), icon="car")
    words = formats_joined(one.title, one.subtitle)
    return Offer(f"{CUSTOMER}{one.subject_id}", words, icon="person", remark=_("another car of this customer"))


def formats_joined(*parts: str) -> str:
    """The parts in one line, a blank wider than usual between them."""
    return "  ".join(part for part in parts if part)
