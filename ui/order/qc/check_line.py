"""One item of a level: name, measured value, what is asked for, verdict; it opens for a reason or a value."""

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.order.qc.progress import SAFETY_STAGES, required_words, title_of
from app.records.checklists.limits import Verdict, read_value
from app.records.checklists.queries import ItemRow
from app.records.checklists.sheets import LONGEST_REMARK, Answer
from ui import theme
from ui.order.qc.marks import NOT_APPLICABLE_KEY, verdict_mark
from ui.theme import Radius, Size, Type
from ui.widgets import drawn, shape
from ui.widgets.button import ENTER
from ui.widgets.field import Edge
from ui.widgets.named import named
from ui.widgets.photo_strip import Photo, PhotoStrip
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.shape import Shape
from ui.widgets.text import Text
from ui.widgets.typed import call

ROW, SIDE, ACCENT_EDGE, BOX, BELOW, ERROR = 37, 16, 3, 58, 14, 20
VALUE_RIGHT, ASKED_LEFT, VERDICT_LEFT, EDITOR = 0.62, 0.645, 0.885, 96
PHOTO, MOST_PHOTOS = 77, 4


class CheckLine(QWidget):
    """`given` carries an `Answer`; `taken` asks to be in hand; `moved` leads to another line (0: back to the list).

    `photographed` carries the item's code and new pictures.
    """

    given = Signal(object)
    taken = Signal()
    moved = Signal(int)
    photographed = Signal(str, object)  # item code, tuple[bytes, ...]
    photo_opened = Signal(object)  # Photo

    def __init__(self, item: ItemRow) -> None:
        super().__init__()
        self.item, self.is_taken, self.is_open = item, False, False
        self._wants_reason, self._doubted = False, ""
        self._reason_name = f"qc.reason.{item.item_id}"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if self.is_measured:
            self.value_box.hide()
        self._arrange()

    # Most lines are only looked at and pass: a number is asked of few, a reason, photographs and an error of fewer.

    @cached_property
    def value(self) -> QLineEdit:
        """Where the number is typed; only of an item that is measured."""
        editor = named(QLineEdit(self), f"qc.value.{self.item.code}", title_of(self.item))
        editor.setMaxLength(12)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Digits and the letter of “not applicable” must arrive whatever input method is on.
        editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        editor.textEdited.connect(lambda _words: self.show_error(""))
        return editor

    @cached_property
    def value_box(self) -> Edge:
        """The box round the number."""
        return self._boxed(self.value)

    @cached_property
    def reason(self) -> QLineEdit:
        """Why it failed, or does not apply."""
        editor = named(QLineEdit(self), self._reason_name, _("Reason of the failure"))
        call(editor, f"qc.reason.{self.item.code}")
        editor.setMaxLength(LONGEST_REMARK)
        editor.setText(self.item.remark)
        editor.setReadOnly(not self.is_open)
        editor.textEdited.connect(lambda _words: self.show_error(""))
        editor.editingFinished.connect(self._keep_reason)
        return editor

    @cached_property
    def reason_box(self) -> Edge:
        """The box round the reason."""
        return self._boxed(self.reason)

    @cached_property
    def reason_label(self) -> Text:
        """What is asked for, inside the box."""
        return Text(size=Type.LABEL, tone="muted", parent=self.reason_box)

    @cached_property
    def photos(self) -> PhotoStrip:
        """The photographs of what failed."""
        strip = PhotoStrip(f"qc.photo.{self.item.code}", _("Photos"), tile_width=PHOTO)
        strip.setParent(self)
        strip.added.connect(lambda pictures: self.photographed.emit(self.item.code, pictures))
        strip.opened.connect(lambda at: self.photo_opened.emit(strip.photos[at]))
        return strip

    @cached_property
    def error(self) -> Text:
        """Why an answer was not taken."""
        return named(Text(size=Type.LABEL, tone="bad", parent=self), f"qc.value.{self.item.code}.error")

    def _is_made(self, part: str) -> bool:
        return part in self.__dict__

    def _boxed(self, editor: QLineEdit) -> Edge:
        box = Edge(editor)
        box.setParent(self)
        editor.setParent(box)
        editor.setProperty("enter_is_own", True)
        editor.setFont(theme.current().font(Type.BODY))
        editor.installEventFilter(self)
        return box

    @property
    def is_measured(self) -> bool:
        """Whether a number is asked for."""
        return self.item.value_type == "num"

    @property
    def is_failed(self) -> bool:
        """Whether it was judged as failed."""
        return self.item.verdict is Verdict.REPLACE

    @property
    def is_explained(self) -> bool:
        """Whether a reason field is shown."""
        return self.is_failed or self._wants_reason or bool(self.item.remark and self.item.verdict is Verdict.NA)

    # What it shows

    def show_item(self, item: ItemRow, *, is_open: bool) -> None:
        """The item as it was read again; what is being typed stays."""
        self.item, self.is_open = item, is_open
        if item.verdict is not None and item.verdict is not Verdict.NA:
            self._wants_reason = False
        if self.is_measured:
            if not self.value.hasFocus() or not self.value.isModified():
                self.value.setText("" if item.value_milli is None else quantity(item.value_milli))
            self.value.setReadOnly(not is_open)
        if self._is_made("reason"):
            if not self.reason.isModified():
                self.reason.setText(item.remark)
            self.reason.setReadOnly(not is_open)
        self._describe()
        self._arrange()

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """The photographs of this item."""
        if photos or self._is_made("photos"):
            self.photos.show_photos(photos)
            self._arrange()

    def name_reason(self, name: str) -> None:
        """The first failed item's reason is `qc.reason`, where a refusal looks for it."""
        self._reason_name = name
        if self._is_made("reason"):
            self.reason.setObjectName(name)

    def has_cursor(self) -> bool:
        """Whether something is being typed here."""
        return any(self._is_made(part) and getattr(self, part).hasFocus() for part in ("value", "reason"))

    def take(self, *, with_focus: bool) -> None:
        """In hand: a measured item opens its cell."""
        self.is_taken = True
        self._arrange()
        if with_focus and self.is_measured and self.is_open:
            self.value.setFocus()
            self.value.selectAll()

    def put_back(self) -> None:
        """Another one is in hand; a value that was typed is kept."""
        self.is_taken = False
        self._keep_value()
        self._arrange()

    def show_error(self, words: str, *, wants_reason: bool = False) -> None:
        """Say under the line why an answer was not taken."""
        if wants_reason:
            self._wants_reason = True
        if words or self._is_made("error"):
            self.error.setText(words)
        if self.is_measured:
            self.value_box.set_wrong(bool(words) and not wants_reason)
        if self._is_made("reason_box") or wants_reason:
            self.reason_box.set_wrong(bool(words) and wants_reason)
        self._arrange()
        if wants_reason:
            self.reason.setFocus()

    def doubt(self) -> None:
        """What stands in the cell was doubted; Enter on the same means it."""
        self._doubted = self.value.text().strip()

    # What a person says of it

    def judge(self, verdict: Verdict) -> None:
        """A key of the list."""
        if not self.is_open or (self.is_measured and verdict is not Verdict.NA):
            return
        self.given.emit(Answer(self.item.item_id, verdict, remark=self._why()))

    def _why(self) -> str:
        return self.reason.text().strip() if self._is_made("reason") else self.item.remark

    def _keep_value(self, *, by_enter: bool = False) -> bool:
        """Hand the typed value over; whether there was one to hand over."""
        text = self.value.text().strip() if self.is_measured else ""
        is_meant = by_enter and bool(text) and text == self._doubted
        if not self.is_open or not text or not (self.value.isModified() or is_meant):
            return False
        try:
            value = read_value(text)
        except Refusal as refusal:
            self.show_error(refusal.sentence)
            return True
        self.value.setModified(False)
        self.given.emit(Answer(self.item.item_id, value_milli=value, remark=self._why(), is_meant=is_meant))
        return True

    def _keep_reason(self) -> None:
        words = self.reason.text().strip()
        if not self.is_open or words == self.item.remark:
            return
        self.reason.setModified(False)
        verdict = Verdict.NA if self._wants_reason and not self.is_failed else self.item.verdict
        if verdict is not None:
            computed = None if self.is_measured and verdict is not Verdict.NA else verdict
            self.given.emit(Answer(self.item.item_id, computed, self.item.value_milli, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.taken.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(self.is_measured and watched is self.value, event)
        return False

    def _key(self, is_value: bool, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in ENTER:
            if is_value and self._keep_value(by_enter=True) and self._complaint():
                return True
            self.moved.emit(1 if is_value else 0)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif is_value and event.text().upper() == NOT_APPLICABLE_KEY:
            self.judge(Verdict.NA)
        else:
            return False
        return True

    # How it looks

    def _describe(self) -> None:
        verdict = verdict_mark(self.item.verdict).words if self.item.verdict else _("not checked")
        value = self.value.text() if self.is_measured else ""
        self.setAccessibleName(f"{title_of(self.item)} {value} {verdict}")

    def _complaint(self) -> str:
        return self.error.text() if self._is_made("error") else ""

    def sizeHint(self) -> QSize:
        height = ROW + (BOX + BELOW if self.is_explained else 0) + (ERROR if self._complaint() else 0)
        return QSize(640, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def _arrange(self) -> None:
        width = self.width()
        if self.is_measured:
            right = round(width * VALUE_RIGHT)
            self.value_box.setVisible(self.is_taken and self.is_open)
            self.value_box.setGeometry(right - EDITOR, 3, EDITOR + 11, ROW - 7)
            self.value.setGeometry(8, 2, EDITOR - 8, ROW - 11)
        if self.is_explained or self._is_made("reason_box"):
            self._arrange_reason(width - 2 * SIDE - self._arrange_photos(width))
        if self._is_made("error"):
            self.error.setVisible(bool(self.error.text()))
            self.error.setGeometry(SIDE, self.sizeHint().height() - ERROR - 2, width - 2 * SIDE, ERROR)
        self.updateGeometry()
        self.update()

    def _arrange_reason(self, width: int) -> None:
        # Made before the box is shown: what comes into it later would stay hidden.
        self.reason_label.setText(_("Reason of the failure") if self.is_failed else _("Why it does not apply"))
        self.reason_box.setVisible(self.is_explained)
        self.reason_box.setGeometry(SIDE, ROW + 2, width, BOX)
        self.reason_label.setGeometry(12, 6, width - 24, 18)
        self.reason.setGeometry(12, 26, width - 24, 28)

    def _arrange_photos(self, width: int) -> int:
        """How much of the row they take."""
        is_seen = self.is_failed and (self.is_open or (self._is_made("photos") and bool(self.photos.photos)))
        if not is_seen:
            if self._is_made("photos"):
                self.photos.hide()
            return 0
        self.photos.show()
        strip = min(len(self.photos.photos) + 1, MOST_PHOTOS) * (PHOTO + 8)
        self.photos.setGeometry(width - SIDE - strip + 8, ROW + 2, strip - 8, BOX)
        return strip

    def resizeEvent(self, _event: object) -> None:
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, width = drawn.painter_on(self), self.width()
        tint = "bad_tint" if self.is_failed else "accent_tint" if self.is_taken else None
        if tint:
            painter.fillRect(self.rect(), theme.current().color(tint))
        if self.is_taken or self.is_failed:
            edge = theme.current().color("bad" if self.is_failed else "accent")
            painter.fillRect(0, 0, ACCENT_EDGE, self.height(), edge)
        if not tint:
            drawn.line(painter, SIDE, self.height() - 1, width - SIDE, self.height() - 1)
        self._draw_name(painter)
        row = QRectF(0, 0, width, ROW)
        if self.item.value_milli is not None and (not self.is_measured or self.value_box.isHidden()):
            size, tone = (Type.OBJECT, "bad") if self.is_failed else (Type.DATA, "ink")
            value = QRectF(0, 0, width * VALUE_RIGHT, ROW)
            words, weight = quantity(self.item.value_milli), Type.BOLD if self.is_failed else Type.MEDIUM
            drawn.text(painter, value, words, size=size, weight=weight, tone=tone, align=drawn.RIGHT)
        asked = row.adjusted(width * ASKED_LEFT, 0, -(1 - VERDICT_LEFT) * width - 8, 0)
        drawn.text(painter, asked, required_words(self.item), size=Type.LABEL, tone="muted")
        self._draw_verdict(painter, row)

    def _draw_name(self, painter: QPainter) -> None:
        weight = Type.BOLD if self.is_failed or self.is_taken else Type.REGULAR
        room = QRectF(SIDE, 0, self.width() * VALUE_RIGHT - EDITOR - SIDE - 64, ROW)
        used = drawn.text(painter, room, title_of(self.item), weight=weight)
        if self.item.stage in SAFETY_STAGES:
            kind = Kind.BAD if self.is_failed else Kind.NEUTRAL
            self._draw_mark(painter, Mark(_("Safety"), kind=kind), left=room.left() + used + 12)

    def _draw_verdict(self, painter: QPainter, row: QRectF) -> None:
        left = self.width() * VERDICT_LEFT
        if self.item.verdict is None:
            open_words = _("not checked") if self.item.is_mandatory else _("if it applies")
            drawn.text(painter, row.adjusted(left, 0, 0, 0), open_words, size=Type.LABEL, tone="faint")
            return
        self._draw_mark(painter, verdict_mark(self.item.verdict), left=left)

    def _draw_mark(self, painter: QPainter, mark: Mark, *, left: float) -> None:
        """A pill; on the tint of a failed line it stands on the surface, or it would not be seen."""
        if not self.is_failed:
            draw_pill(painter, mark, left=left, middle=ROW / 2)
            return
        area = QRectF(round(left), round((ROW - Size.PILL) / 2), pill_width(mark), Size.PILL)
        drawn.box(painter, area, fill="surface", radius=Radius.PILL)
        lead = 0.0
        if mark.shape is not Shape.NONE:
            shape.draw(painter, mark.shape, QRectF(area.left() + 8, area.center().y() - 4.5, 9, 9), "bad")
            lead = 15
        words = area.adjusted(8 + lead, 0, 0, 0)
        drawn.text(painter, words, mark.words, size=Type.LABEL, weight=Type.MEDIUM, tone="bad")
