"""The three levels side by side: who, how far, what came of it; the open one has the accent."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.kernel.language import _
from app.order.qc.levels import LEVEL_WORDS, CheckLevel
from app.order.qc.progress import answered_count
from app.order.qc.queries import CheckRow
from app.order.qc.standing import LEVEL_DEEDS, QcStanding
from app.trust.roles import roles_for, words
from ui import formats
from ui.order.qc.marks import level_mark
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import ENTER
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width

HEIGHT, DISC, PADDING = 84, 32, 16


class LevelCard(QAbstractButton):
    """`qc.level.<level>`: pressing it opens the level's list."""

    def __init__(self, level: CheckLevel, number: int) -> None:
        super().__init__()
        named(self, f"qc.level.{level.value}", _(LEVEL_WORDS[level]))
        self.level, self._number = level, number
        self.is_open = False
        self._mark, self._who, self._count = Mark(""), "", ""
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)

    def show_check(self, check: CheckRow, found: QcStanding) -> None:
        """How far this level is, and who signed or will sign it."""
        self._mark = level_mark(check)
        if check.decided_at is not None:
            self._who = formats.joined(check.decided_name, formats.when(check.decided_at, now=found.now))
        elif self.level is CheckLevel.SELF:
            self._who = formats.joined(_(", ").join(found.workers), _("who did the work"))
        else:
            self._who = words(roles_for(LEVEL_DEEDS[self.level]))
        self._count = _("{done} of {count}").format(done=answered_count(check), count=len(check.sheet.items))
        self.setAccessibleDescription(f"{self._mark.words}, {self._count}, {self._who}")
        self.update()

    def show_open(self, is_open: bool) -> None:
        """Whether its list is the one below."""
        self.is_open = is_open
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        edge, width = ("accent", 2) if self.is_open or self.hasFocus() else ("line", 1)
        fill = "hover" if self.underMouse() and not self.is_open else "surface"
        drawn.box(painter, area, fill=fill, edge=edge, edge_width=width, radius=Radius.CARD)
        kind = self._mark.kind
        disc = QRectF(PADDING, (self.height() - DISC) / 2, DISC, DISC)
        drawn.box(painter, disc, fill=kind.tint, radius=DISC / 2)
        tone = "muted" if kind is Kind.NEUTRAL else kind.tone
        drawn.text(painter, disc, str(self._number), size=Type.OBJECT, weight=Type.BOLD, tone=tone, align=drawn.CENTRE)
        left, right = disc.right() + 12, area.right() - PADDING
        upper, lower = QRectF(left, 16, right - left, 24), QRectF(left, 46, right - left, 22)
        drawn.text(painter, upper, self.accessibleName(), size=Type.OBJECT, weight=Type.BOLD)
        draw_pill(painter, self._mark, left=right - pill_width(self._mark), middle=upper.center().y())
        used = drawn.width_of(self._count, Type.DATA) + 12
        drawn.text(painter, lower.adjusted(0, 0, -used, 0), self._who, tone="muted")
        drawn.text(painter, lower, self._count, tone="ink", align=drawn.RIGHT)


class LevelCards(QWidget):
    """All three, in order; `chosen` carries the level to open."""

    chosen = Signal(object)  # CheckLevel

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        self.cards = {level: LevelCard(level, number) for number, level in enumerate(CheckLevel, start=1)}
        for card in self.cards.values():
            row.addWidget(card, 1)
            card.clicked.connect(lambda _checked=False, card=card: self.chosen.emit(card.level))

    def show_standing(self, found: QcStanding, *, is_open: CheckLevel) -> None:
        """The levels of the newest round."""
        for level, card in self.cards.items():
            check = found.checks.level(level)
            if check is not None:
                card.show_check(check, found)
            card.show_open(level is is_open)
