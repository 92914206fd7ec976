"""A second person agrees on the spot: who, with which PIN; then what was asked for is done with their agreement."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.queries import MemberRow
from app.records.staff.step_up import approvers, step_up, whose
from app.trust.deeds import Deed
from app.trust.roles import needs_password, words
from ui import formats
from ui.order.booking import Booking
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.choice import Choice
from ui.widgets.cursor_back import CursorBack
from ui.widgets.field import LABEL_GAP, LABEL_ROW, Field, LineField
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

T = TypeVar("T")
PIN_DIGITS, LONGEST_PASSWORD = 6, 128
PERSON_WIDTH, PIN_WIDTH, PASSWORD_WIDTH = 280, 132, 230


class StepUp(QWidget):
    """`step_up`: a panel in place, hidden until `ask`; Enter in the PIN agrees, Esc (`step_back`) takes it back.

    `cancelled` when it is taken back. A page shows it below what it is about.
    """

    cancelled = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        named(self, "step_up", _("Agreement of a second person"))
        self._worker, self._asked, self._least = worker, 0, PIN_DIGITS
        self._cursor = CursorBack(self)
        self._agreed: Callable[[str, str], object] | None = None
        self.question = Text(size=Type.BODY, weight=Type.BOLD)
        self.who = Paragraph(size=Type.DATA, tone="muted")
        self.person = Field("step_up.person", _("Who agrees"), Choice(placeholder=_("Choose a person")), boxed=False)
        self.pin = LineField("step_up.pin", _("PIN"), placeholder=_("six digits"), secret=True)
        self.cancel = Button("step_up.cancel", _("Not now"), key="Esc")
        self.accept = Button("step_up.accept", _("Agree"), look=Look.PRIMARY, icon="key", key="Enter")
        self.booking = Booking(worker, self, self.accept)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.pin.editor.setProperty("enter_is_own", True)
        self.person.setFixedWidth(PERSON_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.person, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        for button in (self.cancel, self.accept):
            beside = QVBoxLayout()
            beside.addSpacing(LABEL_ROW + LABEL_GAP)
            beside.addWidget(button)
            beside.addStretch(1)
            row.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.CARD_PADDING, 12, Size.CARD_PADDING, 6)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon("key", side=Size.ICON, tone="warn"))
        head.addWidget(self.question, 1)
        column.addLayout(head)
        column.addWidget(self.who)
        column.addSpacing(6)
        column.addLayout(row)

    def _connect(self) -> None:
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.step_back)
        self.pin.editor.returnPressed.connect(self._accept)
        self.pin.changed.connect(lambda _words: self._judge())
        self.person.editor.chosen_changed.connect(self._person_chosen)

    # What is asked

    def ask(
        self,
        deed: Deed,
        question: str,
        *,
        use_case: Callable[..., T],
        done: Callable[[T], object],
        refused: Callable[[Refusal], object],
    ) -> None:
        """Ask for the agreement; `use_case(desk, approval=…)` is done with it in one go, then the panel closes.

        A wrong PIN is said under the PIN and asked again; whatever the use case itself refuses goes to `refused`.
        """
        self._agreed = partial(self._carry_out, deed, use_case=use_case, done=done, refused=refused)
        self._asked += 1
        asked = self._asked
        self.question.setText(question)
        self.setAccessibleDescription(question)
        self._show_secret(deed)
        self._worker.ask(self, partial(_look, deed=deed), partial(self._show_people, asked))

    def _show_people(self, asked: int, found: tuple[tuple[MemberRow, ...], str]) -> None:
        people, whose_words = found
        if asked != self._asked or self._agreed is None:
            return
        self.person.editor.show_options([(one.staff_no, formats.joined(one.name, words(one.roles))) for one in people])
        if self.person.editor.chosen is None and people:
            self.person.editor.show_chosen(people[0].staff_no)
        self.who.setText(whose_words)
        for widget in (self.person, self.pin, self.accept):
            widget.setVisible(bool(people))
        self._judge()
        self._cursor.remember()
        self.show()
        (self.pin.editor if people else self.cancel).setFocus()

    def _show_secret(self, deed: Deed) -> None:
        """A PIN, or the password for what a PIN is not enough for."""
        self._least = 1 if needs_password(deed) else PIN_DIGITS
        by_pin = self._least == PIN_DIGITS
        self.pin.label.setText(_("PIN") if by_pin else _("Password"))
        self.pin.editor.setPlaceholderText(_("six digits") if by_pin else _("not the PIN"))
        self.pin.editor.setMaxLength(PIN_DIGITS if by_pin else LONGEST_PASSWORD)
        digits = Qt.InputMethodHint.ImhDigitsOnly if by_pin else Qt.InputMethodHint.ImhNone
        self.pin.editor.setInputMethodHints(digits | Qt.InputMethodHint.ImhSensitiveData)
        self.pin.setFixedWidth(PIN_WIDTH if by_pin else PASSWORD_WIDTH)
        self.pin.set_text("")
        self.pin.clear_error()

    def _judge(self) -> None:
        self.accept.set_ready(self.person.editor.chosen is not None and len(self.pin.text()) >= self._least)

    def _person_chosen(self, _key: str) -> None:
        self.pin.set_text("")
        self.pin.clear_error()
        self._judge()
        self.pin.editor.setFocus()

    # What is answered

    def press_primary(self) -> None:
        """Ctrl+Enter: what is asked here, never what the page would do."""
        self._accept()

    def _accept(self) -> None:
        staff_no, pin = self.person.editor.chosen, self.pin.text()
        if len(pin) < self._least:
            self.pin.editor.setFocus()
        elif staff_no is not None and self._agreed is not None:
            self._agreed(staff_no, pin)

    def _carry_out(
        self,
        deed: Deed,
        staff_no: str,
        pin: str,
        *,
        use_case: Callable[..., T],
        done: Callable[[T], object],
        refused: Callable[[Refusal], object],
    ) -> None:
        def finished(outcome: T) -> None:
            self.close_up()
            done(outcome)

        def turned_down(refusal: Refusal) -> None:
            if refusal.field == self.pin.editor.objectName():
                self._wrong(refusal)
                return
            self.close_up()
            refused(refusal)

        agreed = partial(_agreed, deed=deed, staff_no=staff_no, pin=pin, use_case=use_case)
        self.booking.do(agreed, done=finished, refused=turned_down)

    def _wrong(self, refusal: Refusal) -> None:
        self.pin.set_text("")
        self.pin.set_error(refusal.sentence)
        self.pin.editor.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Also behind a lock or another page half a PIN is forgotten."""
        super().hideEvent(event)
        self.pin.set_text("")

    def close_up(self) -> None:
        """Put it away, forget the PIN, give the cursor back."""
        self._agreed = None
        self.pin.set_text("")
        self._cursor.put_away()

    def step_back(self) -> bool:
        """Take the question back; True if there was one."""
        if self.isHidden():
            return False
        self.close_up()
        self.cancelled.emit()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="surface", edge="warn", radius=Radius.CARD)


def _look(desk: Desk, *, deed: Deed) -> tuple[tuple[MemberRow, ...], str]:
    return approvers(desk, deed), whose(desk, deed)


def _agreed(desk: Desk, *, deed: Deed, staff_no: str, pin: str, use_case: Callable[..., T]) -> T:
    return use_case(desk, approval=step_up(desk, deed, staff_no, pin=pin))
