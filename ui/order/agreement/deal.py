"""The deal as people read it: rows of work with their price, the total, tiles with what was agreed."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.capitals import capitals
from app.kernel.language import _
from app.kernel.quantity import quantity
from app.order.agreement.queries import AgreementStanding
from app.order.checkin.choices import WORDS as CHOICE_WORDS
from app.order.quote.payer_paper import borne_by
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import LineKind, Payer, word
from app.records.catalogue.units import unit_words
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import Icon
from ui.widgets.money import Money
from ui.widgets.named import named
from ui.widgets.text import Text

AMOUNT_WIDTH, NOTE_WIDTH, GAP = 130, 190, 12


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the deal is written: for the advisor at the desk, for the customer, for a large screen."""

    row: int
    name: int
    total: int
    tile: int


DESK = Scale(row=Size.ROW, name=Type.DATA, total=Type.FIGURE, tile=56)
CUSTOMER = Scale(row=44, name=Type.OBJECT, total=Type.SIGN, tile=64)
CUSTOMER_WIDE = Scale(row=48, name=Type.OBJECT, total=Type.SIGN_WIDE, tile=80)


def note_of(line: LineRow) -> str:
    """`Labour 1.5 h`, `OEM 1 box`; another payer is named."""
    payer = borne_by(line.payer)
    if line.kind is LineKind.LABOUR:
        return formats.joined(_("Labour {hours} h").format(hours=quantity(line.quantity_milli)), payer)
    kind = word(line.quality_class) if line.quality_class else ""
    return formats.joined(
        " ".join(part for part in (kind, quantity(line.quantity_milli), unit_words(line.unit)) if part), payer
    )


class WorkRows(QWidget):
    """One row a line: what, how much of it, its price."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale, self.lines = scale, tuple[LineRow, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[LineRow, ...], scale: Scale | None = None) -> None:
        """Other lines."""
        self.lines, self._scale = lines, scale or self._scale
        names = (f"{formats.item_name(line.name_zh, line.name_en)} {formats.money(line.net_fen)}" for line in lines)
        self.setAccessibleName("; ".join(names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, self._scale.row * len(self.lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, size = drawn.painter_on(self), self._scale.name
        for at, line in enumerate(self.lines):
            area = QRectF(0, at * self._scale.row, self.width(), self._scale.row - 1)
            amount = area.adjusted(area.width() - AMOUNT_WIDTH, 0, 0, 0)
            note = QRectF(amount.left() - NOTE_WIDTH, area.top(), NOTE_WIDTH, area.height())
            name = QRectF(area.left(), area.top(), note.left() - area.left() - GAP, area.height())
            words = formats.item_name(line.name_zh, line.name_en)
            drawn.text(painter, name, words, size=size, weight=Type.MEDIUM)
            drawn.text(painter, note, note_of(line), size=Type.DATA, tone="muted", align=drawn.RIGHT)
            tone = "ink" if line.payer is Payer.CUSTOMER else "faint"
            drawn.text(painter, amount, formats.amount(line.net_fen), size=size, tone=tone, align=drawn.RIGHT)
            drawn.line(painter, 0, round(area.bottom()), self.width(), round(area.bottom()))


class TotalRow(QWidget):
    """“Total, tax included” with the capitals under it, and the one figure that matters."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.label = Text(_("Total (tax included)"), tone="muted")
        self.capitals = named(Text(size=Type.BODY, tone="muted"), "sign.capitals", _("Total in capitals"))
        self.figure = Money("sign.total", size=scale.total)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 8, 0, 8)
        self._row.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(self.label)
        column.addWidget(self.capitals)
        column.addStretch(1)
        self._row.addLayout(column, 1)
        self._row.addWidget(self.figure)

    def show_fen(self, fen: int) -> None:
        """Another total."""
        self.capitals.setText(capitals(fen))
        self.figure.show_fen(fen)

    def show_scale(self, scale: Scale) -> None:
        """Write the figure at another size."""
        fresh = Money("sign.total", self.figure.fen, size=scale.total)
        self._row.replaceWidget(self.figure, fresh)
        self.figure.deleteLater()
        self.figure = fresh


class FactTile(QWidget):
    """A quiet tile: an icon, a small label, what was agreed."""

    def __init__(self, icon: str, label: str, *, tone: str = "accent") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(15)
        row.addWidget(Icon(icon, side=20, tone=tone))
        column = QVBoxLayout()
        column.setSpacing(6)
        self.label = Text(label, size=Type.LABEL, tone="muted")
        self.value = Text(size=Type.OBJECT, weight=Type.BOLD)
        column.addStretch(1)
        column.addWidget(self.label)
        column.addWidget(self.value)
        column.addStretch(1)
        row.addLayout(column, 1)

    def say(self, words: str) -> None:
        """Another value."""
        self.value.setText(words)
        self.setAccessibleName(f"{self.label.text()}: {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="hover", edge="line")


class FactTiles(QWidget):
    """Until when, how long it is guaranteed, the old parts, washing and the road test."""

    def __init__(self, scale: Scale, *, columns: int = 2) -> None:
        super().__init__()
        self.until = FactTile("clock", _("Ready by"))
        self.guarantee = FactTile("shield", _("Guarantee period"))
        self.old_parts = FactTile("box", _("Old parts"))
        self.care = FactTile("car", _("Wash and road test"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Size.GAP)
        grid.setVerticalSpacing(12)
        for at, tile in enumerate((self.until, self.guarantee, self.old_parts, self.care)):
            grid.addWidget(tile, at // columns, at % columns)
        self.show_scale(scale)

    def show_scale(self, scale: Scale) -> None:
        """Higher or lower tiles."""
        for tile in (self.until, self.guarantee, self.old_parts, self.care):
            tile.setFixedHeight(scale.tile)

    def show_standing(self, standing: AgreementStanding) -> None:
        """What was agreed on this order."""
        self.until.say(formats.promised(standing.head.promised_at, now=standing.now))
        self.guarantee.say(guarantee_words(standing.least_guarantee))
        self.old_parts.say(_(CHOICE_WORDS[standing.old_parts]))
        road = _("Road test allowed") if standing.allows_road_test else _("No road test")
        self.care.say(formats.joined(_(CHOICE_WORDS[standing.wash]), road))


def guarantee_words(least: tuple[int, int] | None) -> str:
    """`From 90 days / 5,000 km`."""
    if least is None:
        return formats.NOTHING
    return _("From {days} days / {km}").format(days=least[0], km=formats.kilometres(least[1]))


class DeclinedStrip(QWidget):
    """What matters for safety and is not done: said plainly, on the tint of a warning."""

    HEIGHT = 36

    def __init__(self) -> None:
        super().__init__()
        self.words = Text(size=Type.BODY, weight=Type.MEDIUM, tone="warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(12)
        row.addWidget(Icon("triangle", side=18, tone="warn"))
        row.addWidget(self.words, 1)
        self.setFixedHeight(self.HEIGHT)

    def show_lines(self, lines: tuple[LineRow, ...]) -> None:
        """Name them; without any the strip is gone."""
        names = _(", ").join(formats.item_name(line.name_zh, line.name_en) for line in lines)
        self.words.setText(_("You decided against: {names} (risk explained)").format(names=names))
        self.setVisible(bool(lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="warn_tint")
