"""What of value lies in the car: chips for the usual things, a row each for where it is and whether it stays."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.typed import scaled
from app.order.checkin.form import CheckinForm, Valuable
from ui import theme
from ui.theme import Size, Type
from ui.widgets.button import Button, Look
from ui.widgets.check import Check
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import Edge
from ui.widgets.named import named
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

NONE, OTHER, CAMERA = "none", "other", "camera"
USUAL = {CAMERA: mark("Dash-cam"), "cash": mark("Cash"), "papers": mark("Documents")}
STAYS, GOES = "stays", "goes"
LABEL_WIDTH, QUANTITY_WIDTH = 60, 44


class ValuablesList(QWidget):
    """`checkin.valuables` are the chips; `checkin.valuables_confirmed` says that both went through them together.

    `dash_cam_named` says whether a dash-cam is among them.
    """

    changed = Signal()
    dash_cam_named = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Valuable, ...] = ()
        chips = [Chip(NONE, _("None")), *(Chip(key, _(words)) for key, words in USUAL.items())]
        self.chips = Chips(
            "checkin.valuables", _("Valuables"), [*chips, Chip(OTHER, _("Other …"))], many=True, none_key=NONE
        )
        self.confirmed = Check("checkin.valuables_confirmed", _("Gone through with the customer, one by one"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(labelled(_("Things of value"), self.chips))
        column.addLayout(self._rows)
        column.addWidget(self.confirmed)
        self.chips.chosen_changed.connect(self._chosen)
        self.confirmed.toggled.connect(lambda _on: self.changed.emit())

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here; a row without a name does not count."""
        return replace(
            form,
            valuables=tuple(item for item in self._items if item.name.strip()),
            has_no_valuables=NONE in self.chips.chosen,
            valuables_confirmed=self.confirmed.isChecked(),
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self._items = form.valuables
        self._light_chips(none=form.has_no_valuables)
        self.confirmed.setChecked(form.valuables_confirmed)
        self._show_rows()

    def _light_chips(self, *, none: bool = False) -> None:
        names = {item.name for item in self._items}
        usual = [key for key, words in USUAL.items() if _(words) in names]
        known = {_(words) for words in USUAL.values()}
        other = [OTHER] if any(item.name not in known for item in self._items) else []
        self.chips.show_chosen([NONE] if none and not names else [*usual, *other])

    def _chosen(self, keys: frozenset[str]) -> None:
        if NONE in keys:
            self._items = ()
        else:
            self._items = self._fitting(keys)
        self._show_rows()
        self.confirmed.setChecked(False)  # what is changed has to be gone through again
        self._light_chips(none=NONE in keys)
        self.dash_cam_named.emit(CAMERA in keys)
        self.changed.emit()

    def _fitting(self, keys: frozenset[str]) -> tuple[Valuable, ...]:
        """The things as the chips have them now: those chosen are there, those left are gone."""
        known = {_(words): key for key, words in USUAL.items()}
        kept = [item for item in self._items if known.get(item.name, OTHER) in keys]
        names = {item.name for item in kept}
        kept += [Valuable(name) for name, key in known.items() if key in keys and name not in names]
        if OTHER in keys and not any(item.name not in known for item in kept):
            kept.append(Valuable(""))
        return tuple(kept)

    def _show_rows(self) -> None:
        while (place := self._rows.takeAt(0)) is not None:
            if (old := place.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, item in enumerate(self._items):
            row = ValuableRow(at, item)
            row.changed.connect(self._row_changed)
            row.removed.connect(self._row_removed)
            self._rows.addWidget(row)
            if not item.name:
                row.name.setFocus()

    def _row_changed(self, at: int, item: Valuable) -> None:
        self._items = (*self._items[:at], item, *self._items[at + 1 :])
        self.confirmed.setChecked(False)
        self.changed.emit()

    def _row_removed(self, at: int) -> None:
        self._items = (*self._items[:at], *self._items[at + 1 :])
        self._light_chips()
        self._show_rows()
        self.changed.emit()


class ValuableRow(QWidget):
    """One thing: its name, how many, where, and whether it stays in the car."""

    changed = Signal(int, object)
    removed = Signal(int)

    def __init__(self, at: int, item: Valuable) -> None:
        super().__init__()
        self._at, self._item = at, item
        self.name = _line(f"checkin.valuable.{at + 1}.name", _("What"), item.name)
        self.quantity = _line(f"checkin.valuable.{at + 1}.quantity", _("How many"), str(item.quantity))
        self.place = _line(f"checkin.valuable.{at + 1}.place", _("Where"), item.place)
        self.stays = Segmented(
            f"checkin.valuable.{at + 1}.stays",
            _("Stays in the car"),
            [(STAYS, _("Stays")), (GOES, _("Taken along"))],
            chosen=STAYS if item.stays else GOES,
        )
        remove = Button(f"checkin.valuable.{at + 1}.remove", "", look=Look.QUIET, icon="trash", height=Size.BUTTON_ROW)
        remove.setAccessibleName(_("Take this row away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        count = _boxed(self.quantity)
        count.setFixedWidth(QUANTITY_WIDTH)
        row.addWidget(_boxed(self.name), 40)
        row.addWidget(count)
        row.addWidget(_boxed(self.place), 28)
        row.addWidget(self.stays)
        row.addWidget(remove)
        for editor in (self.name, self.quantity, self.place):
            editor.textEdited.connect(lambda _words: self._tell())
        self.stays.chosen_changed.connect(lambda _key: self._tell())
        remove.clicked.connect(lambda: self.removed.emit(self._at))

    def _tell(self) -> None:
        quantity = scaled(self.quantity.text(), 0) or 1
        item = Valuable(self.name.text(), max(1, min(quantity, 999)), self.place.text(), self.stays.chosen != GOES)
        self.changed.emit(self._at, item)


def labelled(words: str, widget: QWidget) -> QHBoxLayout:
    """A small label at the left, chips at its right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    label = Text(words, size=Type.LABEL, tone="muted")
    label.setFixedSize(max(LABEL_WIDTH, label.sizeHint().width()), Size.CHIP)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(widget, 1)
    return row


def _line(name: str, label: str, words: str) -> QLineEdit:
    editor = named(QLineEdit(words), name, label)
    editor.setPlaceholderText(label)
    editor.setFont(theme.current().font(Type.DATA))
    return editor


def _boxed(editor: QLineEdit) -> Edge:
    edge = Edge(editor)
    edge.setFixedHeight(Size.BUTTON_ROW)
    inner = QHBoxLayout(edge)
    inner.setContentsMargins(8, 1, 6, 1)
    inner.addWidget(editor)
    return edge
