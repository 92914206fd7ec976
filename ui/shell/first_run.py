"""First run: the store's profile, the first manager with PIN and password, the folder for backups. Three steps."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.cipher import StoreKey
from app.kernel.language import _
from app.kernel.refusal import Refusal
from ui import theme
from ui.shell.pin_cells import DIGITS
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.check import Check as CheckBox
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.named import named
from ui.widgets.recovery_key import RecoveryKey
from ui.widgets.steps import Steps
from ui.widgets.text import Paragraph, Text

WIDTH = 720


@dataclass(frozen=True, slots=True)
class FirstRunChoices:
    """Everything first run asks; empty where nothing was given."""

    name: str
    name_en: str
    uscc: str
    address: str
    service_phone: str
    complaint_phone: str
    rescue_phone: str
    opening_hours: str
    filing_number: str
    manager: str
    pin: str
    password: str
    backup_folder: str


class Check(Protocol):
    """Judges what the manager will be known by; raises a Refusal."""

    def pin(self, pin: str) -> None: ...
    def password(self, password: str, *, name: str, pin: str) -> None: ...


class Rules:
    """The store's own rules for both."""

    def pin(self, pin: str) -> None:
        """Refuses: as `check_pin`."""
        from app.trust.pin import check_pin

        check_pin(pin)

    def password(self, password: str, *, name: str, pin: str) -> None:
        """Refuses: as `check_password`."""
        from app.trust.password import check_password

        check_password(password, known=(name, pin), field="first_run.password")


class FirstRun(QWidget):
    """`finished` carries `FirstRunChoices`; what `check` refuses stands under the PIN or the password."""

    finished = Signal(object)

    def __init__(self, check: Check, *, backup_folder: str = "") -> None:
        super().__init__()
        named(self, "first_run", _("First run"))
        self._check = check
        self._make_fields(backup_folder)
        self.encrypt = CheckBox("first_run.encrypt", _("Encrypt the store on this disk"))
        self.key = RecoveryKey("first_run.key")
        self.key.hide()
        self.encrypt.toggled.connect(self._choose_encryption)
        self.steps = Steps("first_run.steps", (_("Store"), _("Manager"), _("Backup")))
        self.stack = QStackedWidget()
        self._pages = (self._store_page(), self._manager_page(), self._backup_page())
        for page in self._pages:
            self.stack.addWidget(page)
        self.back = Button("first_run.back", _("Back"), icon="back", key="Esc")
        self.next = Button("first_run.next", _("Next"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.back.clicked.connect(self.step_back)
        self.next.clicked.connect(self.primary)
        self._build()
        self._show_step(0)

    def _make_fields(self, backup_folder: str) -> None:
        def line(key: str, label: str, placeholder: str = "", *, secret: bool = False, remark: str = "") -> LineField:
            return LineField(f"first_run.{key}", label, placeholder=placeholder, secret=secret, remark=remark)

        self.name = line("name", _("Name of the store"), _("as it stands on every paper"))
        self.name_en = line("name_en", _("English name"), remark=_("optional"))
        self.uscc = line("uscc", _("Unified social credit code"), remark=_("18 characters, optional"))
        self.address = line("address", _("Address"))
        self.service_phone = line("service_phone", _("Service line"))
        self.complaint_phone = line("complaint_phone", _("Complaint line"))
        self.rescue_phone = line("rescue_phone", _("Rescue line"))
        self.opening_hours = line("opening_hours", _("Opening hours"))
        self.opening_hours.set_text("08:00–18:00")
        self.filing_number = line("filing_number", _("Repair filing number"), remark=_("optional"))
        self.manager = line("manager", _("Name of the manager"))
        self.pin = line("pin", _("PIN"), _("six digits"), secret=True)
        self.pin_again = line("pin_again", _("PIN again"), _("six digits"), secret=True)
        for field in (self.pin, self.pin_again):
            field.editor.setMaxLength(DIGITS)
            field.editor.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.pin.changed.connect(self._judge_pin)
        self.password = line("password", _("Password"), _("at least 12 characters"), secret=True)
        self.password_again = line("password_again", _("Password again"), secret=True)
        self.backup_folder = line("backup_folder", _("Folder for backups"), _("a second disk is best"))
        self.backup_folder.set_text(backup_folder)

    def _build(self) -> None:
        card = Card(padding=24)
        card.setFixedWidth(WIDTH)
        card.add(Text(_("Set up your service desk"), size=Type.TITLE, weight=Type.BOLD))
        card.column.addSpacing(12)
        card.add(self.steps)
        card.column.addSpacing(20)
        card.add(self.stack)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        card.column.addSpacing(8)
        card.column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _store_page(self) -> QWidget:
        pairs = (
            (self.name, self.name_en),
            (self.address, self.uscc),
            (self.service_phone, self.complaint_phone),
            (self.rescue_phone, self.opening_hours),
            (self.filing_number, None),
        )
        return _grid(pairs)

    def _manager_page(self) -> QWidget:
        words = _(
            "The first person of the staff is the manager: they run the front desk, and add the others under Settings. "
            "The PIN is for daily work; the password for what nobody else may do."
        )
        pairs = ((self.manager, None), (self.pin, self.pin_again), (self.password, self.password_again))
        return _grid(pairs, words)

    def _backup_page(self) -> QWidget:
        words = _(
            "Where the backups of this store shall lie. "
            "Another disk than the database's is best; it can be given later."
        )
        choose = Button("first_run.choose_folder", _("Choose…"), icon="folder")
        choose.clicked.connect(self._choose_folder)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.backup_folder, 1)
        column = QVBoxLayout()
        column.addSpacing(LABEL_ROW + LABEL_GAP)
        column.addWidget(choose)
        column.addStretch(1)
        row.addLayout(column)
        protects = _(
            "Who steals the computer or a backup cannot read it then; who sits at the running computer can. Where the "
            "system has no key ring the key lies beside the data, and only backups are protected. Without the recovery "
            "key nobody can open it should this computer break. It can be switched on later, under Settings."
        )
        rows: tuple[QWidget, ...] = (
            beside, self.encrypt, Paragraph(protects, size=Type.DATA, tone="muted"), self.key,
        )  # fmt: skip
        return _grid(tuple((one, None) for one in rows), words, columns=1)

    def _choose_encryption(self, is_on: bool) -> None:
        self.key.begin_anew()
        self.key.setVisible(is_on)
        # A stack asks its pages for no height that follows from their width, and would cut the last field.
        layout = self._pages[-1].layout()
        self.stack.setMinimumHeight(layout.totalHeightForWidth(WIDTH - 48) + 24 if is_on and layout is not None else 0)
        if is_on:
            self.key.field.editor.setFocus()

    @property
    def wanted_key(self) -> StoreKey | None:
        """The key to encrypt the store with, once it is founded; None leaves it plain."""
        return self.key.key if self.encrypt.isChecked() else None

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder for backups"), self.backup_folder.text())
        if folder:
            self.backup_folder.set_text(folder)

    def _judge_pin(self, pin: str) -> None:
        if len(pin) == DIGITS:
            self._pin_is_good()

    def _pin_is_good(self) -> bool:
        try:
            self._check.pin(self.pin.text())
        except Refusal as refusal:
            self.pin.set_error(refusal.sentence)
            return False
        return True

    def _password_is_good(self) -> bool:
        try:
            self._check.password(self.password.text(), name=self.manager.text(), pin=self.pin.text())
        except Refusal as refusal:
            self.password.set_error(refusal.sentence)
            self.password.editor.setFocus()
            return False
        if self.password.text() != self.password_again.text():
            self.password_again.set_error(_("The two differ. Type the same one twice."))
            self.password_again.editor.setFocus()
            return False
        return True

    def primary(self) -> None:
        """The next step, or the end; what is missing is said under its field."""
        at = self.stack.currentIndex()
        # The folder for backups may be given later, under Settings.
        is_complete = {
            0: self._store_is_complete, 1: self._manager_is_complete, 2: self._key_is_typed_back,
        }.get(at)  # fmt: skip
        if is_complete is not None and not is_complete():
            return
        if at < self.stack.count() - 1:
            self._show_step(at + 1)
        else:
            self.next.refuse(_("The store is being set up."))
            self.finished.emit(self.choices())

    def step_back(self) -> bool:
        """The step before; False on the first one."""
        at = self.stack.currentIndex()
        if at:
            self._show_step(at - 1)
        return bool(at)

    def _show_step(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.steps.show_step(at)
        self.back.setVisible(at > 0)
        self.next.say(_("Open the desk") if at == self.stack.count() - 1 else _("Next"))
        (self.name, self.manager, self.backup_folder)[at].editor.setFocus()

    def _store_is_complete(self) -> bool:
        return _given(self.name, _("The store needs its name: it stands on every paper."))

    def _manager_is_complete(self) -> bool:
        if not _given(self.manager, _("Give the person a name.")) or not self._pin_is_good():
            return False
        if self.pin.text() != self.pin_again.text():
            self.pin_again.set_error(_("The two PINs differ. Type the same one twice."))
            self.pin_again.editor.setFocus()
            return False
        return self._password_is_good()

    def _key_is_typed_back(self) -> bool:
        return self.wanted_key is None or self.key.is_typed_back()

    def choices(self) -> FirstRunChoices:
        """What was typed."""
        return FirstRunChoices(
            **{key: getattr(self, key).text().strip() for key in FirstRunChoices.__dataclass_fields__}
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Go to the step and the field that the refusal names."""
        self.next.refuse("")
        for at, page in enumerate(self._pages):
            for field in page.findChildren(LineField):
                if field.editor.objectName() == refusal.field:
                    self._show_step(at)
                    field.set_error(refusal.sentence)
                    field.editor.setFocus()
                    return
        self.backup_folder.set_error(refusal.sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))


def _given(field: LineField, sentence: str) -> bool:
    if not field.text().strip():
        field.set_error(sentence)
        field.editor.setFocus()
        return False
    return True


def _grid(rows: tuple[tuple[QWidget, QWidget | None], ...], words: str = "", *, columns: int = 2) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Size.GAP)
    grid.setVerticalSpacing(0)
    for at, (left, right) in enumerate(rows):
        # To the top: a sentence under one of two fields must not push the other one out of line.
        grid.addWidget(left, at + 1, 0, Qt.AlignmentFlag.AlignTop)
        if right is not None:
            grid.addWidget(right, at + 1, 1, Qt.AlignmentFlag.AlignTop)
    if words:
        grid.addWidget(Paragraph(words, size=Type.DATA, tone="muted"), 0, 0, 1, columns)
        grid.setRowMinimumHeight(0, 40)
    grid.setRowStretch(len(rows) + 1, 1)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return page
