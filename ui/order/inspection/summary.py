"""How far the sheet is: the card above the side panel."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.kernel.language import _
from app.order.inspection.lines import Counts
from app.records.checklists.limits import WORDS, Verdict
from ui.order.inspection.marks import LOOKS
from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.card import Card
from ui.widgets.named import named

HEIGHT, PADDING, BAR_TOP, BAR = 132, 16, 38, 6
FIGURE_TOP, WORD_TOP, SHAPE = 58, 88, 9


class Summary(Card):
    """Answered of all, and how many of each verdict."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "inspection.summary", _("Summary"))
        self.counts = Counts(0, 0, 0, 0, 0, 0)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Counts) -> None:
        """Other figures."""
        self.counts = counts
        self.setAccessibleDescription(f"{counts.answered}/{counts.total}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(264, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, counts = drawn.painter_on(self), self.counts
        head = QRectF(PADDING, 6, self.width() - 2 * PADDING, 30)
        drawn.text(painter, head, _("Summary"), size=Type.BODY, weight=Type.BOLD)
        drawn.text(painter, head, f"{counts.answered} / {counts.total}", align=drawn.RIGHT)
        track = QRectF(PADDING, BAR_TOP, self.width() - 2 * PADDING, BAR)
        drawn.box(painter, track, fill="neutral_tint", radius=3)
        if counts.total and counts.answered:
            done = QRectF(track.left(), track.top(), track.width() * counts.answered / counts.total, BAR)
            drawn.box(painter, done, fill="accent", radius=3)
        shown = ((Verdict.OK, counts.ok), (Verdict.ATTENTION, counts.attention), (Verdict.REPLACE, counts.replace))
        width = (self.width() - 2 * PADDING) / 3
        for at, (verdict, count) in enumerate(shown):
            look, kind = LOOKS[verdict]
            left = PADDING + at * width
            tone = kind.tone if count or verdict is Verdict.OK else "faint"
            figure = QRectF(left, FIGURE_TOP, width, 28)
            drawn.text(painter, figure, str(count), size=Type.TITLE, weight=Type.BOLD, tone=tone)
            shape.draw(painter, look, QRectF(left, WORD_TOP + 5, SHAPE, SHAPE), kind.tone)
            word = QRectF(left + SHAPE + 6, WORD_TOP, width - SHAPE - 6, 20)
            drawn.text(painter, word, _(WORDS[verdict]), size=Type.LABEL, tone="muted")
