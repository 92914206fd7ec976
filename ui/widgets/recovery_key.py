"""The recovery key of an encrypted store: shown once, saved or written down, typed back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.cipher import StoreKey, typed_key
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
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
        self.save = Button(f"{name}.save", _("Save as text…"), icon="download", height=Size.BUTTON_ROW)
        self.saved = named(Text(tone="muted"), f"{name}.saved")
        self._worker: Worker | None = None
        self.field = LineField(f"{name}.typed", _("Type the recovery key back"), remark=_("from your paper"))
        call(self.field.editor, "")  # a key is no draft
        self.save.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
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

    def _choose(self) -> None:
        name = f"{_('Recovery key')}.txt"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery key"), name, "TXT (*.txt)")
        if chosen and self._worker is not None:
            written = partial(_write, path=Path(chosen), sheet=self._sheet())
            self._worker.ask(self, written, self.saved.setText, troubled=self._not_saved)

    def _not_saved(self, trouble: Trouble) -> None:
        self.saved.setText(f"{trouble.sentence} {trouble.remedy}")

    def _sheet(self) -> str:
        words = _("Recovery key of an encrypted Forecourt store. Whoever has it and the files can read the store.")
        return f"{words}\r\n\r\n{self._key.words}\r\n"


def _write(desk: "Desk", *, path: Path, sheet: str) -> str:
    """Write the sheet anywhere but beside what it opens; answers how it went."""
    from ui import printing

    if path.resolve().is_relative_to(desk.store.folder.resolve()):
        return _("Not in the store's own folder: there it would lie beside what it opens.")
    printing.save_file(sheet.encode("utf-8-sig"), path)
    return _("Saved as {name}. Print it, and delete the file.").format(name=path.name)
