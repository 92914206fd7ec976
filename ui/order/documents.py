"""The order's issued papers: open, print, save, check; the second tab of the side panel."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.digest import short
from app.kernel.language import _
from app.order.queries import OrderId
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of, scan_of
from app.paper.verify import Soundness
from app.paper.verify_words import findings, void_sentences, who_signed
from ui import formats
from ui.order.draft_sheet import DraftSheet
from ui.order.paper_deeds import PaperDeeds, code_of, title_of, void_mark, void_words
from ui.order.paper_sheet import soundness_mark
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.named import named
from ui.widgets.pill import Pill
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

# `11-24 14:30` with the table's own margins.
TIME_WIDTH = 104


class Documents(QWidget):
    """The list `order.documents`, newest first, and under it what can be done with the chosen paper."""

    opened = Signal(object)  # PaperRow
    counted = Signal(int)

    def __init__(self, worker: Worker, deeds: PaperDeeds) -> None:
        super().__init__()
        self._worker, self.deeds = worker, deeds
        self._order_id = OrderId(0)
        self._now: datetime | None = None
        self.papers: tuple[PaperRow, ...] = ()
        self.list = TableView[PaperRow](
            "order.documents",
            _("Papers"),
            (
                Column[PaperRow](_("Paper"), title_of, under=_number, beside=void_mark, stretch=True, link=True),
                Column[PaperRow](
                    _("Time"), self._when, under=code_of, tone=lambda _row: "muted", numeric=True, width=TIME_WIDTH
                ),
            ),
            row_height=Size.ROW_TWO,
            head=False,
        )
        self.signed = Paragraph(size=Type.LABEL, tone="muted")
        self.digest = Text(size=Type.CODE, tone="faint")
        self.mark = Pill(soundness_mark(None))
        self.finding = named(Paragraph(size=Type.LABEL, tone="muted"), "order.documents.finding")
        self._buttons = self._make_buttons()
        self._build()
        self.list.opened.connect(self.opened.emit)
        self.list.chosen.connect(self._chosen)
        self.list.key_pressed.connect(self._key)
        deeds.checked.connect(self._checked)

    def _make_buttons(self) -> dict[str, Button]:
        words = {
            "O": ("order.documents.open", _("Open"), "eye"),
            "P": ("order.documents.print", _("Print"), "print"),
            "S": ("order.documents.save", _("Save as…"), "download"),
            "V": ("order.documents.check", _("Check"), "shield"),
            "N": ("order.documents.scan", _("Signed sheet"), "eye"),
        }
        buttons = {}
        for key, (name, text, icon) in words.items():
            buttons[key] = Button(name, text, icon=icon, key=key, height=Size.BUTTON_ROW)
            buttons[key].clicked.connect(partial(self._do, key))
        return buttons

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        empty = EmptyState(
            "order.documents.empty",
            icon="doc",
            title=_("No papers yet"),
            words=_("Every paper that is signed or issued stands here, to open, print and check."),
        )
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        foot = QGridLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.digest, 1)
        line.addWidget(self.mark)
        foot.addWidget(self.signed, 0, 0, 1, 2)
        foot.addLayout(line, 1, 0, 1, 2)
        foot.addWidget(self.finding, 2, 0, 1, 2)
        for at, button in enumerate(self._buttons.values()):
            foot.addWidget(button, 3 + at // 2, at % 2)
        column.addLayout(foot)
        self._stack.addWidget(empty)
        self._stack.addWidget(full)

    def show_order(self, order_id: OrderId, *, now: datetime) -> None:
        """Read the order's papers."""
        self._order_id, self._now = order_id, now
        self._worker.ask(self, partial(papers_of, order_id=order_id), partial(self._show, order_id))

    def newest(self, kind: PaperKind) -> PaperRow | None:
        """The order's newest paper of a kind, as last read."""
        return next((paper for paper in self.papers if paper.kind is kind), None)

    def _show(self, order_id: OrderId, papers: tuple[PaperRow, ...]) -> None:
        if order_id != self._order_id:
            return
        self.papers = tuple(reversed(papers))
        self.list.show_rows(self.papers, keep=lambda paper: paper.id)
        self.counted.emit(len(papers))
        self._stack.setCurrentIndex(1 if papers else 0)

    def _when(self, paper: PaperRow) -> str:
        issued, now = formats.local(paper.issued_at), formats.local(self._now or paper.issued_at)
        # Of another year the day is what fits; the opened paper says the minute.
        return formats.when(issued, now=now) if issued.year == now.year else f"{issued:%Y-%m-%d}"

    def _chosen(self, paper: PaperRow) -> None:
        names = _(", ").join(paper.signed_by)
        signed = _("signed by {names}").format(names=names) if names else _("without signature")
        self.signed.setText(formats.joined(void_words(paper), signed))
        self.digest.setText(short(paper.digest)[:14])
        self.mark.show_mark(soundness_mark(None))
        self.finding.hide()
        self._buttons["N"].setVisible(paper.is_on_paper)

    def _key(self, _paper: PaperRow, key: str) -> None:
        if key in self._buttons and not self._buttons[key].isHidden():
            self._do(key)

    def _do(self, key: str, _checked: bool = False) -> None:
        paper = self.list.current_row()
        if paper is None:
            return
        deeds = {
            "O": self.opened.emit, "P": self.deeds.print, "S": self.deeds.save, "V": self.deeds.check,
            "N": self._show_scan,
        }  # fmt: skip
        deeds[key](paper)

    def _show_scan(self, paper: PaperRow) -> None:
        """The sheet that was signed with a pen, as it was scanned."""
        sheet = DraftSheet(self, self._worker, title=_("Signed sheet, scanned"), preview=partial(scan_of, paper=paper))
        sheet.cancelled.connect(self.list.setFocus)

    def _checked(self, paper: PaperRow, soundness: Soundness) -> None:
        chosen = self.list.current_row()
        if chosen is not None and chosen.id == paper.id:
            self.mark.show_mark(soundness_mark(soundness, is_void=paper.is_void))
            signed = who_signed(soundness.seal) if soundness.seal is not None else ()
            void = void_sentences(paper, local=formats.local) if soundness.is_sound else ()
            self.finding.setText("\n".join((*void, *findings(soundness), *signed)))
            self.finding.setVisible(True)


def _number(paper: PaperRow) -> str:
    """And what was signed with a pen; the screen is the usual way."""
    return formats.joined(paper.number, _("signed on paper") if paper.is_on_paper else "")
