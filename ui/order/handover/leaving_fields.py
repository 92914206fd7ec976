"""What is written down when the car leaves: odometer, next service, cautions, grade, how to be called."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from app.order.handover.explanation import GRADE_WORDS, Grade
from app.order.handover.farewell import Farewell
from app.order.handover.read_leaving import TypedLeaving
from ui.order.settlement.bill_card import promised_words
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.field import LineField, LinesField
from ui.widgets.icon import Icon
from ui.widgets.segmented import Segmented
from ui.widgets.text import Paragraph, Text

GRADE_HEIGHT, CAUTIONS_HEIGHT = 40, 84
UNSATISFIED = (Grade.UNSATISFIED, Grade.VERY_UNSATISFIED)


class LeavingCard(Card):
    """Odometer at leaving and the next service, proposed and open to change."""

    def __init__(self) -> None:
        super().__init__(_("Odometer and next service"), remark=_("Whichever comes first"))
        self.odometer = LineField("handover.odometer", _("Leaves with"), unit="km", bold=True)
        self.day = LineField("handover.next_service", _("Next service on"))
        self.km = LineField("handover.next_service_km", _("or at"), unit="km")
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, share in ((self.odometer, 5), (self.day, 4), (self.km, 4)):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.guarantee = Text()
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(Icon("shield", side=20, tone="good"))
        below.addWidget(self.guarantee, 1)
        self.column.addLayout(below)


class CautionsCard(Card):
    """What the driver should mind: the usual sentences for this work, to be changed where need be."""

    def __init__(self) -> None:
        super().__init__(_("What to mind"), remark=_("Printed on the handover sheet"))
        self.words = LinesField("handover.cautions", "", height=CAUTIONS_HEIGHT)
        self.words.editor.setAccessibleName(_("What to mind"))
        self.column.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 2)
        self.add(self.words)


class GradeCard(Card):
    """How the customer feels now, in five grades, and how they want to be called; below, what a bad grade asks for."""

    def __init__(self) -> None:
        super().__init__(_("Satisfied just now?"))
        options = [(grade.value, _(GRADE_WORDS[grade])) for grade in Grade]
        self.grade = Segmented(
            "handover.grade", _("Satisfied just now?"), options, height=GRADE_HEIGHT, even=False, wraps=True
        )
        self.wish = LineField("handover.follow_up", _("Follow-up call"), placeholder=_("When and how to reach"))
        self.override = LineField("handover.override", _("Why it may leave all the same"))
        self.notice = Paragraph(size=Type.DATA, tone="bad")
        self.column.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 2)
        self.add(self.grade)
        self.column.addSpacing(8)
        for widget in (self.wish, self.override, self.notice):
            self.add(widget)

    @property
    def chosen(self) -> Grade | None:
        """The grade that was given."""
        return Grade(self.grade.chosen) if self.grade.chosen else None

    def show_override(self, *, is_asked: bool, can_release: bool) -> None:
        """After a bad grade a reason is written down, and a manager who has spoken with the customer agrees."""
        self.wish.setVisible(not is_asked)
        self.override.setVisible(is_asked and can_release)
        self.notice.setVisible(is_asked)
        self.notice.setText(
            _("The customer is not satisfied. A manager speaks with them and lets the car go with a reason.")
        )


class LeavingFields(QWidget):
    """The three cards as one form. `changed` comes with each change a person makes; what is typed is never put away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.leaving, self.cautions, self.grade = LeavingCard(), CautionsCard(), GradeCard()
        self._shown: TypedLeaving | None = None
        self.fields: tuple[LineField | LinesField, ...] = (
            self.leaving.odometer, self.leaving.day, self.leaving.km, self.cautions.words, self.grade.wish,
        )  # fmt: skip
        for field in self.fields:
            field.changed.connect(self._typed)
        self.grade.grade.chosen_changed.connect(lambda _key: self.changed.emit())
        self._is_filling = False

    def _typed(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def typed(self) -> TypedLeaving:
        """What stands in the fields."""
        return TypedLeaving(
            odometer=self.leaving.odometer.text(), next_service_on=self.leaving.day.text(),
            next_service_km=self.leaving.km.text(), cautions=self.cautions.words.text(), grade=self.grade.chosen,
            follow_up_wish=self.grade.wish.text(),
        )  # fmt: skip

    def show_farewell(self, found: Farewell, *, can_write: bool) -> None:
        """Show what is kept, or else proposed; a field in which someone is writing is left alone."""
        before, self._shown = self._shown, _as_typed(found)
        typed, now = self.typed(), self._shown
        self._is_filling = True
        for field, old, is_, new in zip(
            self.fields,
            _texts(before or TypedLeaving()),
            _texts(typed),
            _texts(now),
            strict=True,
        ):
            if is_ == old:
                field.set_text(new)
            field.editor.setEnabled(can_write)
        self._is_filling = False
        if before is None or typed.grade is before.grade:
            self.grade.grade.show_chosen(now.grade.value if now.grade else None)
        self.grade.grade.setEnabled(can_write)
        self.leaving.odometer.set_remark(_("in: {km}").format(km=f"{found.odometer_km:,}"))
        self.leaving.guarantee.setText(_("Guarantee: {words}").format(words=promised_words(found.promised)))

    def show_error(self, field: str, sentence: str) -> bool:
        """Say under a field what is wrong; whether there is such a field."""
        found = next((each for each in self.fields if each.editor.objectName() == field), None)
        if found is not None:
            found.set_error(sentence)
        return found is not None


def _texts(typed: TypedLeaving) -> tuple[str, ...]:
    return typed.odometer, typed.next_service_on, typed.next_service_km, typed.cautions, typed.follow_up_wish


def _as_typed(found: Farewell) -> TypedLeaving:
    row, proposal = found.handover, found.proposal
    on, km = row.next_service_on or proposal.due_on, row.next_service_km or proposal.due_km
    return TypedLeaving(
        odometer=f"{row.out_odometer_km}" if row.out_odometer_km is not None else "",
        next_service_on=on.isoformat(), next_service_km=f"{km:,}", cautions=row.cautions or found.cautions,
        grade=row.grade, follow_up_wish=row.follow_up_wish,
    )  # fmt: skip
