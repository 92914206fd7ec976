"""“Still missing: …” as links: a click puts the cursor there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.kernel.language import _
from ui.theme import Type
from ui.widgets.named import named
from ui.widgets.text import Link, Text

MOST_SHOWN = 4


class MissingLine(QWidget):
    """The links of what is missing; `wanted` carries the object name of the field."""

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, _("Still missing"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_missing(self, missing: tuple[tuple[str, str], ...]) -> None:
        """Show other links; nothing missing hides the line. Unchanged ones are left alone, with their focus."""
        self.setVisible(bool(missing))
        if missing == self._shown:
            return
        self._shown = missing
        self.setAccessibleDescription(", ".join(words for _field, words in missing))
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._row.addWidget(Text(_("Still missing:"), tone="muted"))
        for field, words in missing[:MOST_SHOWN]:
            self._row.addWidget(self._link(field, words))
        if len(missing) > MOST_SHOWN:
            more = _("{count} more").format(count=len(missing) - MOST_SHOWN)
            self._row.addWidget(self._link(missing[MOST_SHOWN][0], more))

    def _link(self, field: str, words: str) -> Link:
        link = named(Link(words, size=Type.DATA), f"{self.objectName()}.{field}", words)
        link.pressed.connect(lambda: self.wanted.emit(field))
        return link
