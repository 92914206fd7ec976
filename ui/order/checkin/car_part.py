"""Which car: a tile while it is known, else plate, model, colour and what it runs on."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.order.checkin.form import CheckinForm
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType, read_plate, shown
from app.records.vehicles.queries import VehicleRow
from ui import formats
from ui.dress import dressed_popup
from ui.order.checkin.column import side_by_side
from ui.order.checkin.plate_field import PlateField
from ui.order.checkin.vin_field import VinField
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.field import Field, LineField
from ui.widgets.named import named, tip
from ui.widgets.plate import Plate
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

# As people say it at the counter; four of them have to stand side by side.
SHORT_WORDS = {
    EnergyType.PETROL: mark("Petrol"),
    EnergyType.DIESEL: mark("Diesel"),
    EnergyType.PHEV: mark("Plug-in"),
    EnergyType.EV: mark("Electric"),
}
TILE_HEIGHT, TILE_PLATE, GAP, TIGHT = 64, 28, 10, 8
Model = tuple[str, str, EnergyType]


class CarTile(QWidget):
    """The known car: plate, model, year, energy and colour, and the way to change them."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "checkin.car", _("The car"))
        self.setFixedHeight(TILE_HEIGHT)
        self._facts = self._tail = ""
        self._tells_vin = False
        self.plate = Plate(height=TILE_PLATE)
        self.model = Text(size=Type.BODY, weight=Type.MEDIUM)
        self.facts = Text(size=Type.LABEL, tone="muted")
        change = Button("checkin.car.change", "", look=Look.QUIET, icon="pen", height=Size.BUTTON_ROW)
        change.setAccessibleName(_("Change plate or model"))
        tip(change, _("Change plate or model"))
        change.clicked.connect(self.change_asked.emit)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.model)
        words.addWidget(self.facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(self.plate)
        row.addLayout(words, 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_car(self, form: CheckinForm, model_year: int | None) -> None:
        """Show the car as it stands in the form."""
        plate, plate_type = _plate_of(form.plate)
        self.plate.show_plate(shown(plate), plate_type)
        self.model.setText(form.model_name)
        self._facts = self._facts_of(form, model_year)
        self._tail = f"…{form.vin[-8:]}" if form.vin else ""
        self.setAccessibleDescription(formats.joined(shown(plate), form.model_name, self._facts))
        self._say()

    def tell_vin(self, is_told: bool) -> None:
        """Whether the end of the VIN stands here: its field is folded away."""
        self._tells_vin = is_told
        self.setFixedHeight(TILE_HEIGHT - TIGHT if is_told else TILE_HEIGHT)
        self._say()

    def _say(self) -> None:
        self.facts.setText(f"VIN {self._tail}" if self._tells_vin else self._facts)

    @staticmethod
    def _facts_of(form: CheckinForm, model_year: int | None) -> str:
        year = _("model year {year}").format(year=model_year) if model_year else ""
        energy = _(SHORT_WORDS[form.energy_type]) if form.energy_type else ""
        return formats.joined(year, energy, form.colour)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="hover", edge="line", radius=Radius.CARD)


class CarPart(QWidget):
    """The car's half of the left column."""

    changed = Signal()
    energy_changed = Signal(object)  # EnergyType | None

    def __init__(self) -> None:
        super().__init__()
        self._vehicle: VehicleRow | None = None
        self._models: dict[str, Model] = {}
        self._model_code = ""
        self.tile, self.plate, self.vin = CarTile(), PlateField(), VinField()
        self.model = LineField("checkin.model", _("Model"), placeholder=_("As in the licence"))
        self.colour = LineField("checkin.colour", _("Colour"))
        kinds = [(energy.value, _(SHORT_WORDS[energy])) for energy in EnergyType]
        self.energy = Segmented("checkin.energy_type", _("Energy type"), kinds)
        self._energy_field = Field("checkin.energy_type", _("Energy type"), self.energy, boxed=False)
        self._typed, self._gap = QWidget(), QWidget()
        self._gap.setFixedHeight(GAP)
        self._build()
        self.tile.hide()
        self._connect()

    def _build(self) -> None:
        typed = QVBoxLayout(self._typed)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.setSpacing(0)
        typed.addWidget(self.plate)
        typed.addLayout(side_by_side(self.model, self.colour, shares=(62, 38)))
        typed.addWidget(self._energy_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tile)
        column.addWidget(self._typed)
        column.addWidget(self._gap)
        column.addWidget(self.vin)

    def _connect(self) -> None:
        for field in (self.plate, self.vin, self.model, self.colour):
            field.changed.connect(lambda _words: self.changed.emit())
        self.model.editor.editingFinished.connect(self._model_left)
        self.energy.chosen_changed.connect(lambda _key: self._energy_chosen())
        self.tile.change_asked.connect(self.reveal)

    def show_models(self, models: Sequence[Model]) -> None:
        """The models met so far: the box completes them and knows what they run on."""
        self._models = {name: (code, name, energy) for code, name, energy in models}
        completer = QCompleter(list(self._models), self.model.editor)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _name: self._model_left())
        if (offers := completer.popup()) is not None:
            dressed_popup(offers)
        self.model.editor.setCompleter(completer)

    def know(self, vehicle: VehicleRow | None) -> None:
        """The car is in the records, or it is not."""
        self._vehicle = vehicle
        self.tile.setVisible(vehicle is not None)
        self._typed.setVisible(vehicle is None)

    def fold_vin(self, is_folded: bool) -> None:
        """Fold the VIN of a known car away, its end into the tile; one that is worth a second look stays."""
        is_folded = is_folded and self._vehicle is not None and self.tile.isVisibleTo(self) and self.vin.is_sound
        self.vin.setHidden(is_folded)
        self._gap.setFixedHeight(0 if is_folded else GAP)
        self.tile.tell_vin(is_folded)

    def reveal(self) -> None:
        """Show the fields behind the tile: a new plate, a wrong colour."""
        self.tile.hide()
        self._typed.show()
        self.plate.editor.setFocus()

    @property
    def chosen_energy(self) -> EnergyType | None:
        return EnergyType(self.energy.chosen) if self.energy.chosen else None

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here."""
        return replace(
            form,
            vehicle_id=self._vehicle.id if self._vehicle else None,
            plate=self.plate.text().strip(),
            vin=self.vin.text().strip(),
            model_name=self.model.text().strip(),
            model_code=self._model_code,
            colour=self.colour.text().strip(),
            energy_type=self.chosen_energy,
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.plate.show_plate(form.plate)
        self.vin.show_vin(form.vin)
        self.model.set_text(form.model_name)
        self._model_code = form.model_code
        self.colour.set_text(form.colour)
        self.energy.show_chosen(form.energy_type.value if form.energy_type else None)
        self.tile.show_car(form, self._vehicle.model_year if self._vehicle else None)
        self.plate.judge_energy(form.energy_type)
        self.energy_changed.emit(form.energy_type)

    def tidy(self) -> None:
        """Plate and VIN as they are written, or what is wrong with them."""
        self.plate.tidy()
        self.vin.tidy()

    def clear_errors(self) -> None:
        """Take every red line away."""
        for field in (self.plate, self.vin, self.model, self.colour, self._energy_field):
            field.clear_error()

    def _model_left(self) -> None:
        known = self._models.get(self.model.text().strip())
        self._model_code = known[0] if known else ""
        if known and self.energy.chosen is None:
            self.energy.choose(known[2].value)

    def _energy_chosen(self) -> None:
        self._energy_field.clear_error()
        self.plate.judge_energy(self.chosen_energy)
        self.energy_changed.emit(self.chosen_energy)
        self.changed.emit()


def _plate_of(typed: str) -> tuple[str, str]:
    """The plate and its kind for drawing; one that does not read as a plate is drawn plain."""
    try:
        reading = read_plate(typed)
    except Refusal:
        return typed, PlateType.OTHER.value
    return reading.text, reading.plate_type.value
