"""The foreman's form: who does it, in which bay; for all lines without a technician, or for the one in hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.workshop.shop import Crew
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.workshop.job_marks import bay_words, technician_words

NO_BAY = "0"


class DispatchForm(QWidget):
    """`asked` when the button is pressed; `changed` with each choice."""

    asked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.technician = Field(
            "workshop.technician", _("Technician"), Choice(placeholder=_("Who does it?")), boxed=False
        )
        self.bay = Field("workshop.bay", _("Bay"), Choice(placeholder=_("Where?")), boxed=False)
        self.button = Button("workshop.dispatch", _("Dispatch"), icon="forward", height=Size.BUTTON)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.technician, self.bay, self.button):
            column.addWidget(widget)
        self.button.clicked.connect(self.asked.emit)
        for field in (self.technician, self.bay):
            field.editor.chosen_changed.connect(self._chosen)

    def show_crew(self, crew: Crew) -> None:
        """Who and where can be chosen; what was chosen stays."""
        technicians = [(str(one.id), technician_words(one)) for one in crew.technicians]
        self.technician.editor.show_options(technicians)
        self.bay.editor.show_options([(str(bay.id), bay_words(bay)) for bay in crew.bays] + [(NO_BAY, _("No bay"))])
        if len(technicians) == 1:
            self.technician.editor.show_chosen(technicians[0][0])

    def say(self, words: str) -> None:
        """What the button will do."""
        self.button.say(words)

    def propose(self, *, technician_id: int | None, bay_id: int | None) -> None:
        """Choose what stands already."""
        self.technician.editor.show_chosen(str(technician_id) if technician_id else None)
        self.bay.editor.show_chosen(str(bay_id) if bay_id else None)

    @property
    def technician_id(self) -> int | None:
        """Who was chosen."""
        return int(self.technician.editor.chosen) if self.technician.editor.chosen else None

    @property
    def bay_id(self) -> int | None:
        """Where; none is an answer too."""
        chosen = self.bay.editor.chosen
        return int(chosen) if chosen and chosen != NO_BAY else None

    def missing(self) -> tuple[tuple[str, str], ...]:
        """What must be chosen before it can be dispatched."""
        return () if self.technician_id is not None else (("workshop.technician", _("Technician")),)

    def clear(self) -> None:
        """Choose nobody."""
        self.propose(technician_id=None, bay_id=None)

    def _chosen(self, _key: str) -> None:
        self.technician.clear_error()
        self.changed.emit()
