"""An amount that stands by itself; the one figure that matters is large."""

from ui import formats
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.text import Text


class Money(Text):
    """`¥1,234.50` at the right edge; `fen` None is shown as “—”."""

    def __init__(self, name: str, fen: int | None = None, *, size: int = Type.TITLE, tone: str = "ink") -> None:
        super().__init__(size=size, weight=Type.BOLD, tone=tone, align=drawn.RIGHT)
        named(self, name)
        self.show_fen(fen)

    def show_fen(self, fen: int | None) -> None:
        """Another amount."""
        self.fen = fen
        self.setText(formats.money(fen))
        self.updateGeometry()
