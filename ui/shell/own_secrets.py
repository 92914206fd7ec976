"""What a person knows, asked in place: the password for a deed that needs it; another PIN, another password."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.password import OwnSecrets, change_own_password, change_own_pin, own_secrets, prove
from app.records.staff.sign_in import Secret
from app.trust.proof import Proof
from ui.order.booking import Booking
from ui.shell.pin_cells import DIGITS
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.cursor_back import CursorBack
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.page import Notice
from ui.widgets.text import Paragraph, Text
from ui.worker import Question, Worker

FIELD_WIDTH, LONGEST = 230, 128


class OwnSecretsPanel(QWidget):
    """`own`: hidden until a deed was refused for want of the password, or until somebody wants another one.

    Deeds that wait for the password are sent once more when it was given, and refused when it is taken back.
    """

    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        named(self, "own", _("PIN and password"))
        self._worker = worker
        self._waiting: list[tuple[Question[object], Refusal]] = []
        self._wanted: Secret | None = None
        self._chooses = False
        self._cursor = CursorBack(self)
        self.question = Text(size=Type.BODY, weight=Type.BOLD)
        self.remark = Paragraph(size=Type.DATA, tone="muted")
        self.own = LineField("password.own", _("Password"), secret=True)
        self.new = LineField("password.new", _("New password"), secret=True)
        self.again = LineField("password.again", _("The new one again"), secret=True)
        self.cancel = Button("own.cancel", _("Not now"), key="Esc")
        self.accept = Button("own.accept", _("Go on"), look=Look.PRIMARY, icon="key", key="Enter")
        self.booking = Booking(worker, self, self.accept)
        worker.ask_password = self.ask
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for field in (self.own, self.new, self.again):
            field.setFixedWidth(FIELD_WIDTH)
            field.editor.setProperty("enter_is_own", True)
            fields.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        for button in (self.cancel, self.accept):
            beside = QVBoxLayout()
            beside.addSpacing(LABEL_ROW + LABEL_GAP)
            beside.addWidget(button)
            beside.addStretch(1)
            fields.addLayout(beside)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon("key", side=Size.ICON, tone="warn"))
        head.addWidget(self.question, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addSpacing(6)
        column.addLayout(fields)

    def _connect(self) -> None:
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.step_back)
        self.own.editor.returnPressed.connect(lambda: self._go_on(self.own))
        self.new.editor.returnPressed.connect(lambda: self._go_on(self.new))
        self.again.editor.returnPressed.connect(self._accept)
        for field in (self.own, self.new, self.again):
            field.changed.connect(lambda _words: self._judge())

    # What is asked

    def ask(self, question: Question[object], refusal: Refusal) -> None:
        """A deed was refused because it takes the password: ask for it, then send the deed again."""
        self._waiting.append((question, refusal))
        if self._wanted is None:
            self.change(None)

    def change(self, wanted: Secret | None) -> None:
        """Ask for another PIN or password; None: only for the password."""
        self._wanted = wanted
        self._worker.ask(self, own_secrets, partial(self._show, wanted))

    def _show(self, wanted: Secret | None, found: OwnSecrets) -> None:
        if wanted is not self._wanted or (wanted is None and not self._waiting):
            return
        if wanted is Secret.PASSWORD and not found.may_have_password:
            self._wanted = None
            self.said.emit(Notice(_("Only managers and administrators have a password."), "info"))
            return
        is_pin = wanted is Secret.PIN
        by_pin = is_pin or not found.has_password
        self._chooses = wanted is not None or not found.has_password
        self._show_words(found, wanted)
        self.own.label.setText(_own_label(is_pin=is_pin, by_pin=by_pin, chooses=self._chooses))
        self.own.editor.setPlaceholderText(_("six digits") if by_pin else "")
        self.own.editor.setMaxLength(DIGITS if by_pin else LONGEST)
        self.new.label.setText(_("New PIN") if is_pin else _("New password"))
        self.new.editor.setPlaceholderText(_("six digits") if is_pin else _("at least 12 characters"))
        for field in (self.new, self.again):
            field.editor.setMaxLength(DIGITS if is_pin else LONGEST)
            field.setVisible(self._chooses)
        self._empty()
        self._cursor.remember()
        self.show()
        self.own.editor.setFocus()

    def _show_words(self, found: OwnSecrets, wanted: Secret | None) -> None:
        if wanted is Secret.PIN:
            words = _("Another PIN for {name}"), _("With the old one. No run, no repetition, no date.")
        elif self._chooses and found.has_password:
            words = _("Another password for {name}"), _("With the old one. A few words that do not belong together.")
        elif self._chooses:
            words = (
                _("{name} chooses a password"),
                _("Managers give one for what the PIN is not enough for. Chosen once, with the PIN."),
            )
        else:
            words = (
                _("This needs the password of {name}"),
                _("The PIN is not enough for it. The password counts for five minutes, or until the desk is locked."),
            )
        self.question.setText(words[0].format(name=found.name))
        self.remark.setText(words[1])
        self.setAccessibleDescription(self.question.text())

    def _judge(self) -> None:
        fields = (self.own, self.new, self.again) if self._chooses else (self.own,)
        self.accept.set_ready(all(field.text() for field in fields))

    def _go_on(self, field: LineField) -> None:
        if not self._chooses:
            self._accept()
        else:
            (self.new if field is self.own else self.again).editor.setFocus()

    # What is answered

    def press_primary(self) -> None:
        """Ctrl+Enter: what is asked here, never what the page would do."""
        self._accept()

    def _accept(self) -> None:
        fields = (self.own, self.new, self.again) if self._chooses else (self.own,)
        empty = next((field for field in fields if not field.text()), None)
        if empty is not None:
            empty.editor.setFocus()
        elif self._chooses and self.new.text() != self.again.text():
            self.again.set_error(_("The two differ. Type the same one twice."))
            self.again.editor.setFocus()
        else:
            self._send()

    def _send(self) -> None:
        own, new = self.own.text(), self.new.text()
        if self._wanted is Secret.PIN:
            change = partial(change_own_pin, old=own, new=new)
            self.booking.do(change, done=lambda _none: self._pin_changed(), refused=self._refused)
        elif self._chooses:
            choose = partial(change_own_password, old=own, new=new)
            self.booking.do(choose, done=self._password_changed, refused=self._refused)
        else:
            self.booking.do(partial(prove, password=own), done=self._proved, refused=self._refused)

    def _pin_changed(self) -> None:
        self._close_up()
        self.said.emit(Notice(_("You sign in with the new PIN from now on."), "good"))

    def _password_changed(self, proof: Proof) -> None:
        self._proved(proof)
        self.said.emit(Notice(_("Your password is set."), "good"))

    def _proved(self, proof: Proof) -> None:
        desk = self._worker.desk
        waiting, self._waiting = self._waiting, []
        self._close_up()
        # Whoever sits here now may be another: what the one before proved is not theirs.
        if isinstance(desk, Desk) and desk.person.id == proof.person_id:
            self._worker.use_desk(desk.proved(proof))
            for question, _refusal in waiting:
                self._worker.send_again(question)

    def _refused(self, refusal: Refusal) -> None:
        """Under its field; a wrong password is typed anew, a new one that is refused stays to be made better."""
        fields = {field.editor.objectName(): field for field in (self.own, self.new)}
        field = fields.get(refusal.field or "", self.own)
        if field is self.own:
            field.set_text("")
        field.set_error(refusal.sentence)
        field.editor.setFocus()

    def step_back(self) -> bool:
        """Take it back: what waited for the password is refused. True if there was something."""
        if self.isHidden() and not self._waiting:
            return False
        waiting, self._waiting = self._waiting, []
        self._close_up()
        for question, refusal in waiting:
            self._worker.turn_down(question, refusal)
        return True

    def _close_up(self) -> None:
        self._wanted = None
        self._empty()
        self._cursor.put_away()

    def _empty(self) -> None:
        for field in (self.own, self.new, self.again):
            field.set_text("")
            field.clear_error()
        self._judge()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, QRectF(self.rect()), fill="surface", radius=0)
        drawn.line(painter, 0, 0, self.width(), 0, "warn")


def _own_label(*, is_pin: bool, by_pin: bool, chooses: bool) -> str:
    if is_pin:
        return _("Old PIN")
    if by_pin:
        return _("PIN")
    return _("Old password") if chooses else _("Password")
