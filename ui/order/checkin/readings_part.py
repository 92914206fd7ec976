"""What the instruments say: the odometer against its last reading, fuel in eighths, charge in per cent."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import scaled
from app.order.checkin.form import CheckinForm
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.odometer import judge_odometer
from ui.order.checkin.column import GAP, Warned
from ui.widgets.energy_level import EnergyLevel
from ui.widgets.field import Field, LineField


class ReadingsPart(QWidget):
    """Odometer and levels. A reading that goes back, or leaps, asks for its reason; nothing is decided silently."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._last_km: int | None = None
        self._energy: EnergyType | None = None
        self.odometer = LineField("checkin.odometer", _("Odometer"), placeholder=_("Kilometres"), unit="km", bold=True)
        self.doubt = Warned()
        self.reason = LineField("checkin.odometer_reason", _("Why this reading"), placeholder=_("Cluster replaced …"))
        self.reason.hide()
        self.fuel, self.charge = EnergyLevel(), EnergyLevel(is_charge=True)
        self.fuel_field = Field("checkin.energy_level", _("Fuel"), self.fuel, boxed=False)
        self.charge_field = Field("checkin.charge", _("Charge"), self.charge, boxed=False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        fields: tuple[QWidget, ...] = (self.odometer, self.fuel_field)
        for at, field in enumerate(fields):
            grid.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
        self._grid = grid
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(grid)
        column.addWidget(self.doubt)
        column.addWidget(self.reason)
        self._connect()
        self.show_energy(None)

    def _connect(self) -> None:
        self.odometer.changed.connect(lambda _words: self._odometer_typed())
        self.odometer.editor.editingFinished.connect(self.tidy)
        self.reason.changed.connect(lambda _words: self._odometer_typed())
        for level, field in ((self.fuel, self.fuel_field), (self.charge, self.charge_field)):
            level.changed.connect(lambda _value, field=field: self._level_set(field))

    def know_last(self, last_km: int | None) -> None:
        """The last reading in the records."""
        self._last_km = last_km
        self.odometer.set_remark(_("last {km}").format(km=f"{last_km:,}") if last_km is not None else "")
        self._judge()

    def show_energy(self, energy: EnergyType | None) -> None:
        """A tank, a battery, or both; while it is not known, a tank."""
        self._energy = energy
        has_fuel = energy is None or energy.has_fuel
        has_charge = energy is not None and energy.has_traction_battery
        self.fuel_field.setVisible(has_fuel)
        self.charge_field.setVisible(has_charge)
        # Beside the odometer, or under it and the tank of a hybrid.
        self._grid.removeWidget(self.charge_field)
        place = (1, 0, 1, 2) if has_fuel else (0, 1, 1, 1)
        self._grid.addWidget(self.charge_field, *place, Qt.AlignmentFlag.AlignTop)
        # `checkin.energy_level` is what the car has: the contract's name goes to the battery of an electric one.
        self.fuel.setObjectName("checkin.energy_level" if has_fuel else "checkin.fuel")
        self.charge.setObjectName("checkin.charge" if has_fuel else "checkin.energy_level")
        self._say_levels()

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here; a level the car does not have is left out."""
        has_battery = self._energy is not None and self._energy.has_traction_battery
        return replace(
            form,
            odometer_km=self._km(),
            odometer_reason=self.reason.text().strip() if not self.reason.isHidden() else "",
            fuel_eighths=self.fuel.value if self._energy is None or self._energy.has_fuel else None,
            soc_percent=self.charge.value if has_battery else None,
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.reason.set_text(form.odometer_reason)
        self.odometer.set_text("" if form.odometer_km is None else f"{form.odometer_km:,}")
        self.fuel.show_value(form.fuel_eighths)
        self.charge.show_value(form.soc_percent)
        self.show_energy(form.energy_type)
        self._judge()

    def clear_errors(self) -> None:
        """Take every red line away."""
        for field in (self.odometer, self.reason, self.fuel_field, self.charge_field):
            field.clear_error()

    def tidy(self) -> None:
        """When the field is left: the kilometres in groups of three, or what is wrong with them."""
        typed = self.odometer.text().strip()
        kilometres = self._km()
        if not typed:
            return
        if kilometres is None:
            self.odometer.set_error(_("Only kilometres, in figures."))
            return
        self.odometer.set_text(f"{kilometres:,}")
        self._judge()

    def _km(self) -> int | None:
        typed = self.odometer.text().lower().replace("km", "").replace("公里", "").replace(" ", "")
        return scaled(typed, 0) if typed else None

    def lacks_reason(self) -> bool:
        """Whether the reading is in doubt and nobody has written why it is right."""
        return not self.reason.isHidden() and not self.reason.text().strip()

    def _odometer_typed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """What the rules say to this reading; the reason's field comes with the doubt and stays while it has words."""
        kilometres, reason = self._km(), self.reason.text()
        self.doubt.say("")
        if kilometres is None:
            self.reason.setVisible(bool(reason.strip()))
            return
        needs_reason = _refusal(kilometres, self._last_km, "") is not None
        self.reason.setVisible(needs_reason and _refusal(kilometres, None, "") is None)
        refusal = _refusal(kilometres, self._last_km, reason)
        self.doubt.say(refusal.sentence if refusal is not None else "")

    def _level_set(self, field: Field[EnergyLevel]) -> None:
        field.clear_error()
        self._say_levels()
        self.changed.emit()

    def _say_levels(self) -> None:
        for level, field in ((self.fuel, self.fuel_field), (self.charge, self.charge_field)):
            field.set_remark(level.words() if level.value is not None else "", tone="ink")


def _refusal(kilometres: int, last_km: int | None, reason: str) -> Refusal | None:
    try:
        judge_odometer(kilometres, last_km, replaced=bool(reason.strip()), reason=reason)
    except Refusal as refusal:
        return refusal
    return None
