"""Backups: where they lie, when the last was proved, every one that can be restored; make one now, restore one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.trust.deeds import Deed
from app.upkeep.backup.keeping import BackupRow, backup_rows, keep_backed_up
from app.upkeep.backup.make import Backup
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import Places, change_places, places
from app.upkeep.restore import ask_restore
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.confirm import Confirm
from ui.shell.restoring import choose_backup
from ui.theme import Size, Type
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph
from ui.worker import Worker

WIDEST = 860
_MEGABYTE = 1_000_000


class BackupSection(Page):
    """`settings.backup_folder` and `settings.backup_second`; `restore_asked` carries the path of a backup."""

    restore_asked = Signal(str)

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._saved, self._chosen = Places("", ""), ""
        self._may = may(worker, Deed.BACKUP_PLACES)
        self.folder = LineField("settings.backup_folder", _("Folder for backups"), remark=_("a second disk is best"))
        self.second = LineField(
            "settings.backup_second", _("Second place"), remark=_("a USB disk or network folder; gets a copy of each")
        )
        self.choose_folder = Button("settings.choose_folder", _("Choose…"), icon="folder")
        self.choose_second = Button("settings.choose_second", _("Choose…"), icon="folder")
        self.now = Button("settings.backup_now", _("Back up now"), icon="download", height=Size.BUTTON_ROW)
        self.from_file = Button("settings.restore_file", _("Restore from a file…"), height=Size.BUTTON_ROW)
        self.restore = Button("settings.restore", _("Restore this one…"), icon="loop", height=Size.BUTTON_ROW)
        self.confirm = Confirm("settings.restore_confirm", _("Close and restore"), keep=_("Leave it as it is"))
        self.read_only = Banner("settings.backup.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.table = TableView[BackupRow]("settings.backups", _("Backups"), _columns())
        self.none = EmptyState(
            "settings.backups.none", icon="folder", title=_("No backup yet"),
            words=_("Name a folder above and save it. Each backup that was made and proved then stands here."),
        )  # fmt: skip
        self.booking = Booking(worker, self)
        self._build()
        self._connect()
        self.setFocusProxy(self.folder.editor)

    def _build(self) -> None:
        where = Card(_("Where backups lie"), beside=_("made every two hours of use and when the window closes"))
        where.setMaximumWidth(WIDEST)
        where.column.addLayout(_row(self.folder, self.choose_folder))
        where.column.addLayout(_row(self.second, self.choose_second))
        there = Card(_("Backups"), beside=_("each was opened and compared before it got its name"))
        there.setMaximumWidth(WIDEST)
        # In a widget of its own: without one, what is added comes up as a window and takes the keys.
        holder = QWidget()
        self._list = QStackedLayout(holder)
        self._list.addWidget(self.table)
        self._list.addWidget(self.none)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.now, self.restore, self.from_file):
            buttons.addWidget(button)
        buttons.addStretch(1)
        there.column.addLayout(buttons)
        there.column.addSpacing(8)
        there.add(self.confirm)
        there.add(holder)
        words = _("A backup holds everything, its keys too: whoever has the file can read the store. Lock it away.")
        there.add(Paragraph(words, size=Type.DATA, tone="muted"))
        self.read_only.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.read_only)
        column.addWidget(where)
        column.addWidget(there, 1)

    def _connect(self) -> None:
        self.choose_folder.clicked.connect(lambda: _choose(self.folder))
        self.choose_second.clicked.connect(lambda: _choose(self.second))
        for field in (self.folder, self.second):
            field.changed.connect(lambda _words: self.bar_changed.emit())
        self.now.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._ask_row)
        self.from_file.clicked.connect(self._ask_file)
        self.confirm.accepted.connect(self._restore)

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.BACKUP_PLACES)
        self.ask_latest(_places_and_rows, self._show)

    def _show(self, found: tuple[Places, tuple[BackupRow, ...]]) -> None:
        where, rows = found
        for field, old, new in (
            (self.folder, self._saved.folder, where.folder),
            (self.second, self._saved.second, where.second),
        ):
            # What was typed and not saved stays, whatever someone else has saved meanwhile.
            if field.text() == old:
                field.set_text(new)
            field.editor.setReadOnly(not self._may)
            field.setEnabled(self._may)
        self._saved = where
        self.table.show_rows(rows, keep=lambda row: row.name)
        for button in (self.choose_folder, self.choose_second, self.now, self.restore, self.from_file):
            button.setVisible(self._may)
        self._list.setCurrentIndex(0 if rows else 1)
        self._refuse()
        if self._may:
            self.read_only.hide()
        else:
            self.read_only.say(_("You can look at this."), done_by(Deed.BACKUP_PLACES))
        self.bar_changed.emit()

    def _refuse(self) -> None:
        """A button that is off says why."""
        self.now.refuse("" if self._saved.folder else _("There is no folder for backups yet: name one above."))
        self.restore.refuse("" if self.table.table.rows else _("There is no backup yet that could be restored."))

    # What is done

    def primary_words(self) -> str:
        return _("Save") if self._may else ""

    def primary_name(self) -> str:
        return "settings.save"

    def primary(self) -> None:
        typed = Places(self.folder.text().strip(), self.second.text().strip())
        if typed == self._saved:
            self.toast(_("Nothing was changed."), kind="info")
            return
        change = partial(change_places, new=typed)
        self.booking.do(change, done=lambda _none: self._changed(typed), refused=self.show_refusal)

    def _changed(self, typed: Places) -> None:
        self._saved = typed
        self.toast(_("The folders for backups are saved."))
        self.refresh()

    def _back_up(self) -> None:
        self.now.refuse(_("A backup is being made and proved."))
        # Asked like a look: deeds are booked meanwhile, for a backup of a large store takes its time.
        self.worker.ask(
            self, partial(keep_backed_up, why=Why.ASKED, is_apart=True), self._backed_up, troubled=self._not_backed_up
        )

    def _backed_up(self, backup: Backup) -> None:
        words = _("Backed up and proved: {entries} entries, {files} files, {papers} papers.")
        proof = backup.proof
        self.toast(words.format(entries=proof.entries, files=proof.files, papers=proof.papers))
        self.refresh()

    def _not_backed_up(self, trouble: Trouble) -> None:
        self._refuse()
        self.worker.troubled.emit(trouble)

    def _ask_row(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._ask(row.path, formats.when(row.at, now=formats.now()))

    def _ask_file(self) -> None:
        path = choose_backup(self, folder=self._saved.second or self._saved.folder)
        if path:
            self._ask(path, Path(path).name)

    def _ask(self, path: str, words: str) -> None:
        self._chosen = path
        self.confirm.ask(
            _("Restore the backup of {time}?").format(time=words),
            _(
                "The window closes and opens again. What was done since is not in the backup; the present state "
                "is kept beside the restored one, and the audit says what was lost."
            ),
        )

    def _restore(self) -> None:
        """The window closes once it is entered who asked, and with what password."""
        chosen = self._chosen
        asked = partial(ask_restore, backup=Path(chosen))
        self.booking.do(asked, done=lambda _none: self.restore_asked.emit(chosen), refused=self.show_refusal)

    def step_back(self) -> bool:
        was_asking = not self.confirm.isHidden()
        self.confirm.close_up()
        return was_asking

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("next field")),) if self._may else ()


def _columns() -> tuple[Column[BackupRow], ...]:
    column = Column[BackupRow]
    return (
        column(_("Proved"), lambda row: formats.when(row.at, now=formats.now()), stretch=True),
        column(_("Reaches entry"), lambda row: f"{row.seq:,}", numeric=True, width=120),
        column(_("Size"), lambda row: f"{row.size / _MEGABYTE:,.1f} MB", numeric=True, width=110),
        column(_("Lies in"), _lies_in, tone=lambda _row: "muted", width=220),
    )


def _lies_in(row: BackupRow) -> str:
    if row.is_in_folder and row.is_in_second:
        return _("folder and second place")
    return _("folder") if row.is_in_folder else _("second place")


def _places_and_rows(desk: Desk) -> tuple[Places, tuple[BackupRow, ...]]:
    return places(desk), backup_rows(desk)


def _choose(field: LineField) -> None:
    folder = QFileDialog.getExistingDirectory(field, _("Folder for backups"), field.text())
    if folder:
        field.set_text(folder)


def _row(field: LineField, button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    beside: QWidget = QWidget()
    column = QVBoxLayout(beside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addSpacing(LABEL_ROW + LABEL_GAP)
    column.addWidget(button)
    column.addStretch(1)
    row.addWidget(beside)
    return row
