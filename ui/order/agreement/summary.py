"""The advisor's view of the agreement: what will be signed or was signed, and what goes with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.digest import short
from app.kernel.language import _, counted
from app.order.agreement.queries import AgreementStanding, SignedAgreement
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import LineKind
from ui import formats
from ui.order.agreement.deal import DESK, FactTiles, TotalRow, WorkRows
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.scrolled import scrolled
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph, Text


def section_words(kind: LineKind) -> str:
    """What a section of the deal is called."""
    return {LineKind.LABOUR: _("Labour"), LineKind.PART: _("Parts")}.get(kind, _("Other costs"))


class Section(QWidget):
    """A head with its subtotal and the rows below."""

    def __init__(self, kind: LineKind) -> None:
        super().__init__()
        self.kind, self.rows = kind, WorkRows(DESK)
        self.subtotal = Text(weight=Type.MEDIUM, align=drawn.RIGHT)
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 4)
        title = Text(section_words(kind), size=Type.LABEL, weight=Type.MEDIUM, tone="muted")
        title.setFixedHeight(20)
        head.addWidget(title, 1)
        head.addWidget(self.subtotal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rows)

    def show_lines(self, lines: tuple[LineRow, ...]) -> None:
        """The lines of this kind; without any the section is gone."""
        own = tuple(line for line in lines if line.kind is self.kind)
        self.rows.show_lines(own)
        self.setVisible(bool(own))


class DealCard(Card):
    """`agreement.deal`: labour, parts and other costs with the total at the foot."""

    def __init__(self) -> None:
        super().__init__(_("What is signed"))
        named(self, "agreement.deal", _("What is signed"))
        self.sections = tuple(Section(kind) for kind in LineKind)
        self.total = TotalRow(DESK)
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.nothing = EmptyState(
            "agreement.nothing",
            icon="pen",
            title=_("Nothing to sign yet"),
            words=_("What the customer agrees to stands here. Ctrl+3 leads to the quote."),
        )
        self._area = scrolled(inside)
        self.add(self.nothing, 1)
        self.add(self._area, 1)
        self.add(self.total)

    def show_standing(self, standing: AgreementStanding) -> None:
        """The accepted lines of the newest version."""
        version = standing.version
        self.beside.setText(_("Quote, version {edition}").format(edition=version.edition) if version else "")
        self.remark.setText(counted("{count} item", "{count} items", len(standing.accepted)))
        for section in self.sections:
            section.show_lines(standing.accepted)
        self.total.show_fen(version.totals.accepted_customer_fen if version else 0)
        has_lines = bool(standing.accepted)
        self.nothing.setVisible(not has_lines)
        self._area.setVisible(has_lines)
        self.total.setVisible(has_lines)


class TermsCard(Card):
    """What was agreed besides the work."""

    def __init__(self) -> None:
        super().__init__(_("What was agreed"))
        self.tiles = FactTiles(DESK, columns=1)
        self.add(self.tiles)

    def show_standing(self, standing: AgreementStanding) -> None:
        """Who signs, and the four facts."""
        self.remark.setText(_("{name} signs").format(name=standing.signer))
        self.tiles.show_standing(standing)


class DeclinedCard(Card):
    """What the customer does not want done; safety items are signed for by themselves."""

    def __init__(self) -> None:
        super().__init__(_("Not done this time"), edge="warn")
        named(self, "agreement.declined", _("Not done this time"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)

    def show_standing(self, standing: AgreementStanding) -> None:
        """Safety items first, then what waits for a later visit."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in standing.declined_safety:
            self._rows.addWidget(_declined(line, Mark(_("Safety"), Shape.TRIANGLE, Kind.BAD)))
        for line in standing.postponed:
            self._rows.addWidget(_declined(line, Mark(_("Later"), Shape.CLOCK)))
        self.set_edge("warn" if standing.declined_safety else "line")
        self.setVisible(bool(standing.declined_safety or standing.postponed))


def _declined(line: LineRow, mark: Mark) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Text(formats.item_name(line.name_zh, line.name_en), weight=Type.MEDIUM), 1)
    row.addWidget(Pill(mark))
    column.addLayout(row)
    if line.reason:
        column.addWidget(Paragraph(line.reason, size=Type.LABEL, tone="muted"))
    return whole


class SignedCard(Card):
    """`agreement.signed`: number, who, when, for how much, and the digest that stands on the paper."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(_("Signed"), edge="good")
        named(self, "agreement.signed", _("Signed"))
        self.add_head(Pill(Mark(_("sealed"), Shape.TICK, Kind.GOOD)))
        self.number = named(Text(size=Type.OBJECT, weight=Type.BOLD), "agreement.number", _("Number"))
        self.who, self.total = Text(), Text(weight=Type.MEDIUM)
        self.digest = named(Text(size=Type.CODE, tone="faint"), "agreement.digest", _("Digest"))
        self.survey = Text(size=Type.LABEL, tone="muted")
        self.open = Button("agreement.open", _("Open the paper"), icon="doc", key="Ctrl+P", height=Size.BUTTON_ROW)
        self.open.clicked.connect(self.opened.emit)
        for words in (self.number, self.who, self.total, self.survey, self.digest):
            self.add(words)
            self.column.addSpacing(6)
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_signed(self, signed: SignedAgreement | None) -> None:
        """What was signed; nothing yet hides the card."""
        self.setVisible(signed is not None)
        if signed is None:
            return
        self.number.setText(signed.number)
        at = f"{formats.local(signed.signed_at):%Y-%m-%d %H:%M}"
        self.who.setText(formats.joined(_(", ").join(dict.fromkeys(signed.paper.signed_by)), at))
        self.total.setText(_("Signed amount {total}").format(total=formats.money(signed.total_fen)))
        self.digest.setText(short(signed.paper.digest))
        wish = _("May be asked about satisfaction") if signed.consents_to_survey else _("Does not want to be asked")
        self.survey.setText(wish)
