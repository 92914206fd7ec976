"""The recovery key of an encrypted store: shown once, saved or written down, typed back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.kernel.cipher import StoreKey, typed_key
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from ui.dress import dressed_popup
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.widgets.typed import call

if TYPE_CHECKING:
    from app.desk import Desk
    from ui.worker import Worker


class RecoveryKey(QWidget):
    """Another key each time it begins; `is_typed_back` says whether the field holds it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._key = StoreKey.new()
        # In two rows, so that it can be compared group by group.
        self.rows = tuple(
            named(Text(size=Type.TITLE, weight=Type.BOLD), f"{name}.{place}") for place in ("first", "second")
        )
        self.print = Button(f"{name}.print", _("Print…"), icon="print", height=Size.BUTTON_ROW)
        self.save = Button(f"{name}.save", _("Save as PDF…"), icon="download", height=Size.BUTTON_ROW)
        self.saved = named(Text(tone="muted"), f"{name}.saved")
        self._worker: Worker | None = None
        self.field = LineField(f"{name}.typed", _("Type the recovery key back"), remark=_("from your paper"))
        call(self.field.editor, "")  # a key is no draft
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addWidget(self.saved, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        words = _(
            "This is the only time it is shown. Write it down or print it, and keep it away from this computer: "
            "should the computer break, the store and its backups open with it, and with nothing else."
        )
        column.addWidget(Paragraph(words, size=Type.DATA))
        for part in self.rows:
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.field)
        self._show()

    def save_by(self, worker: "Worker") -> None:
        """Whose thread writes the sheet."""
        self._worker = worker

    @property
    def key(self) -> StoreKey:
        return self._key

    def begin_anew(self) -> None:
        """Another key, and an empty field: one that was shown and not used is worth nothing."""
        self._key = StoreKey.new()
        self.field.set_text("")
        self.saved.setText("")
        self._show()

    def is_typed_back(self) -> bool:
        """Whether it was typed right; what is wrong is said under the field."""
        try:
            is_same = typed_key(self.field.text()) == self._key
        except Refusal as refusal:
            self.field.set_error(refusal.sentence)
        else:
            if is_same:
                return True
            self.field.set_error(_("This is another recovery key than the one shown."))
        self.field.editor.setFocus()
        return False

    def _show(self) -> None:
        groups = self._key.words.split("-")
        for row, part in zip(self.rows, (groups[:5], groups[5:]), strict=True):
            row.setText("  ".join(part))

    def _print(self) -> None:
        """Straight to a printer: so no file is left that somebody must remember to delete."""
        from ui import printing

        names = printing.printer_names()
        if not names:
            self.saved.setText(_("No printer is set up on this computer."))
        elif len(names) == 1:
            self._print_on(names[0])
        else:
            menu = dressed_popup(QMenu(self))
            for name in names:
                menu.addAction(name, partial(self._print_on, name))
            menu.popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))

    def _print_on(self, printer: str) -> None:
        if self._worker is not None:
            printed = partial(_to_printer, words=self._key.words, printer=printer)
            self._worker.ask(self, printed, self.saved.setText, troubled=self._not_saved)

    def _choose(self) -> None:
        name = f"{_('Recovery key')}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery key"), name, "PDF (*.pdf)")
        if chosen and self._worker is not None:
            written = partial(_write, path=Path(chosen), words=self._key.words)
            self._worker.ask(self, written, self.saved.setText, troubled=self._not_saved)

    def _not_saved(self, trouble: Trouble) -> None:
        self.saved.setText(f"{trouble.sentence} {trouble.remedy}")


def _sheet(desk: "Desk", words: str) -> bytes:
    from app.paper.recovery_sheet import recovery_sheet

    store = desk.store
    return recovery_sheet(words, made_at=store.clock.now(), utc_offset_minutes=store.utc_offset_minutes)


def _to_printer(desk: "Desk", *, words: str, printer: str) -> str:
    """Print the sheet; its name in the printer's queue says nothing of what it holds."""
    from ui import printing

    printing.print_pdf(_sheet(desk, words), printer_name=printer, title="Forecourt")
    return _("Sent to {printer}.").format(printer=printer)


def _write(desk: "Desk", *, path: Path, words: str) -> str:
    """Write the sheet anywhere but beside what it opens; answers how it went."""
    from ui import printing

    if path.resolve().is_relative_to(desk.store.folder.resolve()):
        return _("Not in the store's own folder: there it would lie beside what it opens.")
    printing.save_file(_sheet(desk, words), path)
    return _("Saved as {name}. Print it, and delete the file.").format(name=path.name)
