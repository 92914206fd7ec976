"""The sheet being filled: places at the left, the lines of one place in the middle, the diagnosis as the last place."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.order.inspection.lines import STAGE_WORDS, TEMPLATE_WORDS, Group, Line, counts, groups_of
from app.records.checklists.limits import WORDS
from app.records.checklists.queries import SheetRow
from ui import formats, theme
from ui.order.inspection.diagnosis import Diagnosis
from ui.order.inspection.groups import Entry, GroupList
from ui.order.inspection.item_line import SIDE, VALUE_SHARE, VERDICT_LEFT
from ui.order.inspection.item_list import ItemList
from ui.order.inspection.line_body import NAME_LEFT
from ui.order.inspection.marks import KEYS
from ui.order.inspection.reading import Read
from ui.order.inspection.summary import Summary
from ui.order.quote.finder import Finder
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyHints
from ui.widgets.text import Text
from ui.worker import Worker

GROUPS_WIDTH, DIAGNOSIS = 176, "conclusion"


class ListHead(QWidget):
    """The heads of the columns, on the lines the items are drawn on."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.TABLE_HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        painter.fillRect(self.rect(), theme.current().color("hover"))
        for y in (0, self.height() - 1):
            drawn.line(painter, 0, y, self.width(), y, "line")
        height, edge = self.height(), round(self.width() * VALUE_SHARE)
        heads = (
            (QRectF(NAME_LEFT, 0, 200, height), _("Item"), drawn.LEFT),
            (QRectF(edge - 120, 0, 120, height), _("Measured value"), drawn.RIGHT),
            (QRectF(self.width() - VERDICT_LEFT, 0, 80, height), _("Judged"), drawn.LEFT),
            (QRectF(self.width() - SIDE - 60, 0, 60, height), _("Photos"), drawn.RIGHT),
        )
        for area, words, align in heads:
            drawn.text(painter, area, words, size=Type.LABEL, weight=Type.MEDIUM, tone="muted", align=align)


class SheetView(QWidget):
    """Shows one place at a time; `stage` is the one in front. The page hears `items.given` and `diagnosis.changed`."""

    place_changed = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.stage, self.groups = "", tuple[Group, ...]()
        self._read: Read | None = None
        self.summary = Summary()
        self.title, self.edition = Text(size=Type.BODY, weight=Type.BOLD), Text(size=Type.LABEL, tone="muted")
        self.places = GroupList(_("Places of the car"))
        self.items, self.diagnosis = ItemList(), Diagnosis()
        self.finder = Finder(worker, "inspection.find")
        self.keys = KeyHints(tuple((key, _(WORDS[verdict])) for key, verdict in KEYS.items()))
        self.card = Card(" ")
        self._build()
        self.places.chosen_changed.connect(self.go_to)
        self.items.left.connect(self.places.move_by)

    def _build(self) -> None:
        left = Card()
        left.setFixedWidth(GROUPS_WIDTH)
        left.column.setContentsMargins(8, 12, 8, 8)
        for words in (self.title, self.edition):
            words.setIndent(0)
            words.setContentsMargins(8, 0, 0, 0)
            words.setFixedHeight(22)
            left.add(words)
        left.column.addSpacing(6)
        left.add(self.places)
        left.column.addStretch(1)
        self.keys.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.card.add_head(self.keys)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ListHead())
        column.addWidget(self.finder)
        column.addWidget(self.items, 1)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.diagnosis)
        self.card.add_edge_to_edge(holder, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addWidget(left)
        row.addWidget(self.card, 1)
        self.setFocusProxy(self.items)

    def show_sheet(self, read: Read, sheet: SheetRow, *, is_open: bool) -> None:
        """The sheet as it was read again."""
        self._read, self.groups = read, groups_of(sheet)
        total = counts(self.groups)
        self.summary.show_counts(total)
        self.title.setText(_(TEMPLATE_WORDS.get(sheet.template_code, sheet.template_code)))
        words = counted("{count} item", "{count} items", total.total)
        self.edition.setText(formats.joined(words, _("edition {edition}").format(edition=sheet.edition)))
        if not self.stage and self.groups:
            self.stage = next((group.stage for group in self.groups if not group.is_done), self.groups[0].stage)
        self.is_open = is_open
        self.show_place()

    def show_place(self) -> None:
        """Show the place in front as it stands now."""
        if self._read is None:
            return
        self.places.show_entries((*map(_entry, self.groups), self._conclusion()), self.stage)
        group = self.group()
        self._stack.setCurrentIndex(0 if group is not None else 1)
        self.keys.setVisible(group is not None and self.is_open)
        if group is None:
            self.card.title.setText(_("Diagnosis and proposal"))
            self.card.beside.setText("")
            return
        self.card.title.setText(_stage_words(group.stage))
        answered = _("{count} / {total} answered").format(count=group.answered, total=len(group.lines))
        self.card.beside.setText(answered)
        self.items.show_group(group, photos=self._read.photos, quoted=self._read.quoted, is_open=self.is_open)

    def group(self) -> Group | None:
        """The place in front; None for the diagnosis."""
        return next((group for group in self.groups if group.stage == self.stage), None)

    def line(self) -> Line | None:
        """The line in hand."""
        group, taken = self.group(), self.items.line()
        return taken.line if group is not None and taken is not None else None

    def go_to(self, stage: str) -> None:
        """Another place of the car."""
        self.stage = stage
        self.finder.close_up()
        self.show_place()
        if self.group() is None:
            self.diagnosis.cause.editor.setFocus()
        elif not self.places.hasFocus():
            self.items.setFocus()
        self.place_changed.emit()

    def go_to_line(self, code: str) -> None:
        """One line, wherever it is."""
        for group in self.groups:
            if any(line.code == code for line in group.lines):
                self.go_to(group.stage)
                self.items.setFocus()
                self.items.take(code)

    def _conclusion(self) -> Entry:
        filled = self.diagnosis.filled()
        return Entry(DIAGNOSIS, _("Cause and proposal"), filled, 3)


def _entry(group: Group) -> Entry:
    return Entry(
        group.stage, _stage_words(group.stage), group.answered, len(group.lines), group.verdict, is_done=group.is_done
    )


def _stage_words(stage: str) -> str:
    return _(STAGE_WORDS.get(stage, stage))
