"""What the palette shows: groups of hits and commands, their rows, and the matched characters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.kernel.language import _
from app.kernel.pinyin import full, initials
from ui import theme
from ui.dress import slim
from ui.shell.match import draw_matched
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.key_cap import cap_width, draw_cap
from ui.widgets.page import Command
from ui.widgets.pill import Mark, draw_pill, pill_width
from ui.widgets.plate import draw_plate

Index = QModelIndex | QPersistentModelIndex

HEAD_ROW, COMMAND_ROW, HIT_ROW, FIRST_ROW, SIDE, WORDS_LEFT = 32, 38, 50, 52, 8, 60
PLATE, INNER, MOST_COMMANDS, LEAST_SPELLED = 24, 20, 9, 2


class EntryKind(StrEnum):
    """What a row is; a hit's own kinds fall into people (and cars), orders and complaints."""

    HEAD = "head"
    PERSON = "person"
    ORDER = "order"
    COMPLAINT = "complaint"
    COMMAND = "command"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing the search found, as the palette shows it.

    `kind` is `customer`, `vehicle`, `staff`, `order` or `complaint`; `key` is what opens it (a number, an id);
    `mark` and `remark` stand at the right (state; day and amount).
    """

    kind: str
    title: str
    subtitle: str
    plate: str
    plate_type: str
    key: str
    mark: Mark | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list."""

    kind: EntryKind
    words: str
    hit: Hit | None = None
    command: Command | None = None

    @property
    def can_open(self) -> bool:
        return self.kind is not EntryKind.HEAD


def entries_of(
    text: str,
    hits: Sequence[Hit],
    commands: Sequence[Command],
    *,
    create: bool,
    only: EntryKind | None = None,
    spelled: Mapping[str, str] | None = None,
) -> tuple[Entry, ...]:
    """The rows under their heads: customers and cars, orders, complaints, commands, “create”, without empty groups.

    `spelled` is the pinyin of the commands' words, as far as it is known.
    """
    people = [Entry(EntryKind.PERSON, hit.title, hit) for hit in hits if hit.kind not in ("order", "complaint")]
    orders = [Entry(EntryKind.ORDER, hit.title, hit) for hit in hits if hit.kind == "order"]
    complaints = [Entry(EntryKind.COMPLAINT, hit.title, hit) for hit in hits if hit.kind == "complaint"]
    found = [command for command in commands if command.words and _fits(command, text, spelled or {})]
    deeds = [Entry(EntryKind.COMMAND, command.words, command=command) for command in found[:MOST_COMMANDS]]
    new = [Entry(EntryKind.CREATE, _("New check-in for “{words}”").format(words=text))] if create and text else []
    groups = (
        (EntryKind.PERSON, _("Customers and cars"), people),
        (EntryKind.ORDER, _("Orders"), orders),
        (EntryKind.COMPLAINT, _("Complaints"), complaints),
        (EntryKind.COMMAND, _("Commands"), deeds),
        (EntryKind.CREATE, _("Create"), new),
    )
    rows: list[Entry] = []
    for kind, head, entries in groups:
        if entries and only in (None, kind):
            rows += [Entry(EntryKind.HEAD, head), *entries]
    return tuple(rows)


def spellings(words: Iterable[str]) -> dict[str, str]:
    """The pinyin of each, its initials and in full: a millisecond a piece, so it is asked of the worker."""
    return {one: " ".join((*initials(one), *full(one))) for one in words}


def _fits(command: Command, text: str, spelled: Mapping[str, str]) -> bool:
    words, sound = f"{command.words} {command.also} {command.key}".lower(), spelled.get(command.words, "")
    return all(part in words or (len(part) >= LEAST_SPELLED and part in sound) for part in text.lower().split())


class Entries(QAbstractListModel):
    """The rows behind the list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Entry, ...] = ()

    def show_rows(self, rows: Sequence[Entry]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.rows[index.row()]
        if entry.hit is None:
            return entry.words
        return " ".join(part for part in (entry.hit.plate, entry.words, entry.hit.subtitle) if part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        can_open = self.rows[index.row()].can_open
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if can_open else Qt.ItemFlag.NoItemFlags


class PaletteList(QListView):
    """The list; the box above keeps the focus, so rows are moved to from there."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entries, self.text = Entries(), ""
        self.setModel(self.entries)
        self.setItemDelegate(EntryPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slim(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # Paints its own ground: else all of the window behind it would be painted with it at each key.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), theme.current().color("raised"))
        ground.end()
        super().paintEvent(event)

    def show_entries(self, entries: Sequence[Entry], text: str) -> None:
        """Show these rows; the first that can be opened is chosen."""
        self.text = text
        self.entries.show_rows(entries)
        self.step_by(0)

    def content_height(self) -> int:
        """Height in px that shows every row."""
        return sum(height_of(entry, at == 1) for at, entry in enumerate(self.entries.rows)) + 6

    def current(self) -> Entry | None:
        """The chosen row."""
        at = self.currentIndex().row()
        return self.entries.rows[at] if 0 <= at < len(self.entries.rows) else None

    def step_by(self, step: int) -> None:
        """Choose the row `step` further among those that can be opened."""
        ways = [at for at, entry in enumerate(self.entries.rows) if entry.can_open]
        if not ways:
            return
        at = self.currentIndex().row()
        place = ways.index(at) + step if at in ways and step else 0
        index = self.entries.index(ways[max(0, min(place, len(ways) - 1))])
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.entries.rows[index.row()].can_open:
            self.opened.emit(self.entries.rows[index.row()])


def height_of(entry: Entry, is_first: bool) -> int:
    """How high a row is, in px."""
    if entry.kind is EntryKind.HEAD:
        return HEAD_ROW
    if entry.kind in (EntryKind.COMMAND, EntryKind.CREATE):
        return COMMAND_ROW
    return FIRST_ROW if is_first else HIT_ROW


class EntryPainter(QStyledItemDelegate):
    """Paints the rows as drawn: 52 px first hit, the others 50, commands 38."""

    def __init__(self, view: PaletteList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._view.entries.rows[index.row()]
        return QSize(0, height_of(entry, index.row() == 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = self._view.entries.rows[index.row()]
        area = QRectF(option.rect)
        is_current = index.row() == self._view.currentIndex().row()
        if is_current and entry.can_open:
            drawn.box(painter, area.adjusted(SIDE - 1, 0, 1 - SIDE, 0), fill="accent_tint")
        inner = area.adjusted(INNER - 1, 0, 1 - INNER, 0)
        if entry.kind is EntryKind.HEAD:
            drawn.text(painter, inner.adjusted(0, 6, 0, 0), entry.words, size=Type.LABEL, weight=500, tone="muted")
        elif entry.hit is not None:
            self._draw_hit(painter, inner, entry.hit, is_current)
        else:
            self._draw_command(painter, inner, entry)
        painter.restore()

    def _draw_command(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        is_new = entry.command is None
        icon, key = ("plus", "F2") if entry.command is None else (entry.command.icon, entry.command.key)
        tone = "accent" if is_new else "muted"
        draw_icon(painter, icon, left=area.left() + 3, middle=area.center().y(), side=18, tone=tone)
        words = area.adjusted(WORDS_LEFT - INNER, 0, -60, 0)
        draw_matched(painter, words, entry.words, "" if is_new else self._view.text, size=Type.BODY)
        if key:
            draw_cap(painter, key, left=area.right() - cap_width(key), middle=area.center().y(), fill="raised")

    def _draw_hit(self, painter: QPainter, area: QRectF, hit: Hit, is_current: bool) -> None:
        upper = QRectF(area.left(), area.top() + 6, area.width(), 20)
        lower = QRectF(area.left(), area.bottom() - 24, area.width(), 18)
        if hit.kind in ("order", "complaint"):
            left = self._draw_order(painter, area, upper, hit)
        else:
            left = self._draw_person(painter, area, upper, hit)
        right = self._draw_right(painter, area, upper, lower, hit, is_current)
        words = QRectF(left, lower.top(), right - left, lower.height())
        draw_matched(painter, words, hit.subtitle, self._view.text, size=Type.LABEL, tone="muted")

    def _draw_order(self, painter: QPainter, area: QRectF, upper: QRectF, hit: Hit) -> float:
        icon = "message" if hit.kind == "complaint" else "order"
        draw_icon(painter, icon, left=area.left() + 3, middle=area.center().y(), side=18, tone="muted")
        left = area.left() + WORDS_LEFT - INNER
        used = draw_matched(painter, upper.adjusted(left - upper.left(), 0, 0, 0), hit.title, self._view.text)
        if hit.plate:
            draw_plate(
                painter, hit.plate, hit.plate_type, left=left + used + 12, middle=upper.center().y(), height=Size.PILL
            )
        return left

    def _draw_person(self, painter: QPainter, area: QRectF, upper: QRectF, hit: Hit) -> float:
        left = area.left()
        if hit.plate:
            left += draw_plate(painter, hit.plate, hit.plate_type, left=left, middle=area.center().y(), height=PLATE)
            left += 18
        else:
            disc = QRectF(left, area.center().y() - 14, 28, 28)
            drawn.box(painter, disc, fill="neutral_tint", radius=14)
            drawn.text(painter, disc, hit.title[:1], size=Type.BODY, tone="muted", align=drawn.CENTRE)
            left += WORDS_LEFT - INNER
        draw_matched(painter, upper.adjusted(left - upper.left(), 0, -96, 0), hit.title, self._view.text)
        return left

    @staticmethod
    def _draw_right(painter: QPainter, area: QRectF, upper: QRectF, lower: QRectF, hit: Hit, is_current: bool) -> float:
        """What stands at the right; answers where it begins."""
        if hit.mark is not None:
            width = pill_width(hit.mark)
            draw_pill(painter, hit.mark, left=area.right() - width, middle=upper.center().y())
            drawn.text(painter, lower, hit.remark, size=Type.LABEL, tone="muted", align=drawn.RIGHT)
            return area.right() - max(width, drawn.width_of(hit.remark, Type.LABEL)) - 12
        if is_current:
            draw_cap(painter, "↵", left=area.right() - cap_width("↵"), middle=area.center().y())
            words = area.adjusted(0, 0, -cap_width("↵") - 14, 0)
            drawn.text(painter, words, _("Open"), size=Type.LABEL, weight=500, tone="accent", align=drawn.RIGHT)
        return area.right() - 96
