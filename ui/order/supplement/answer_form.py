"""The form for an answer from afar, in place under the head: by which way, at which number, when, what was said."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.agreement.consent_ways import WAY_WORDS, AnswerWay
from app.order.queries import OrderId
from app.order.supplement.answer import Answer, record_answer
from app.order.supplement.queries import SupplementStanding, supplement_standing
from app.order.supplement.states import SupplementStatus
from app.overview.order_view import OrderView
from ui.order.booking import Booking
from ui.order.on_paper import KINDS, keep_file
from ui.order.posts import person
from ui.order.supplement.words import sum_words
from ui.theme import Size
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField
from ui.widgets.page import Notice
from ui.widgets.segmented import Segmented
from ui.widgets.text import Paragraph
from ui.worker import Worker

SLICES = frozenset({"supplement", "quote"})
AFAR = (AnswerWay.PHONE_RECORDED, AnswerWay.MESSAGE_CONFIRMED)


class AnswerForm(Card):
    """`closed` when the form goes away; what was typed stays on a refusal."""

    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__(_("The customer's answer"), remark=" ")
        self._worker, self._order_id = worker, OrderId(0)
        self.standing: SupplementStanding | None = None
        ways = [(way.value, _(WAY_WORDS[way])) for way in AFAR]
        self.way = Segmented("answer.way", _("Way"), ways, chosen=AnswerWay.PHONE_RECORDED.value)
        self.number = LineField("answer.number", _("Telephone number"), icon="phone")
        self.at = LineField("answer.at", _("Time of the answer"), placeholder=_("just now"), icon="clock")
        self.words = LineField("answer.said", _("In the customer's own words"))
        self.witness = _people("answer.witness", _("Heard by"))
        self.second = _people("answer.second_witness", _("Also heard by"))
        self.attach = Button("answer.attach", _("Attach the picture…"), icon="upload")
        self.evidence = Paragraph(tone="muted")
        self.nothing = Paragraph(_("Nothing waits for an answer. Put additional work to the customer first."))
        self.save = Button("answer.save", _("Keep the answer"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.keep = Button("answer.keep", _("Record it later"), key="Esc")
        self._picture = ""
        self._fields = QWidget()
        self._booking = Booking(worker, self, self.save)
        self._build()
        self.way.chosen_changed.connect(lambda _key: self._show_way())
        self.attach.clicked.connect(self.choose)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        worker.changed.connect(self._changed)
        self.hide()

    def _build(self) -> None:
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(Size.GAP)
        for field, stretch in ((self.number, 3), (self.at, 3), (self.words, 7), (self.witness, 3), (self.second, 3)):
            fields.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        self.add(self._fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.way)
        row.addWidget(self.attach)
        row.addWidget(self.evidence, 1)
        row.addWidget(self.nothing, 1)
        row.addStretch(0)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)

    def come_up(self, view: OrderView) -> None:
        """Open for an order; its customer's number stands in the field."""
        if view.head.id != self._order_id:
            self._order_id = view.head.id
            self._empty()
        if not self.number.text():
            self.number.set_text(view.head.owner_phone)
        self._show_way()
        self.show()
        self.words.editor.setFocus()
        self._read()

    def _read(self) -> None:
        self._worker.ask(self, partial(supplement_standing, order_id=self._order_id), self._show)

    def _changed(self, slices: frozenset[str]) -> None:
        """The customer decides line by line while they are on the telephone: the sums follow."""
        if not self.isHidden() and slices & SLICES:
            self._read()

    def _show(self, found: SupplementStanding) -> None:
        self.standing = found
        row = found.open
        is_asked = row is not None and row.status is SupplementStatus.SENT
        self.remark.setText(sum_words(row) if row is not None and is_asked else "")
        me = person(self._worker)
        others = [(str(one.id), one.name) for one in found.staff if me is None or one.id != me.id]
        for field in (self.witness, self.second):
            field.editor.show_options(others)
        for widget in (self._fields, self.way, self.save):
            widget.setVisible(is_asked)
        self.nothing.setVisible(not is_asked)
        self._show_way()

    def _show_way(self) -> None:
        row = self.standing.open if self.standing else None
        is_asked = row is not None and row.status is SupplementStatus.SENT
        is_call = self.way.chosen == AnswerWay.PHONE_RECORDED.value
        limit_fen = self.standing.heard_by_two_fen if self.standing else 0
        self.witness.setVisible(is_call)
        self.second.setVisible(is_call and row is not None and row.change_fen > limit_fen)
        self.attach.setVisible(not is_call and is_asked)
        self.evidence.setVisible(not is_call and is_asked)

    def close_up(self) -> None:
        """Go away; nothing is answered."""
        self.hide()
        self.closed.emit()

    def choose(self) -> None:
        """Take the picture of the message from a file; it is read and kept at once."""
        kinds = _("Pictures and PDF")
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Attach the picture of the message"), "", f"{kinds} ({KINDS})"
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Read a picture and keep it."""
        self._picture = ""
        self.evidence.set_tone("muted")
        self.evidence.setText(_("Being read…"))

        def kept(digest: str) -> None:
            self._picture = digest
            self.evidence.setText(path.name)

        self._worker.do(
            self, partial(keep_file, path=path), done=kept, refused=lambda refusal: self._say(refusal.sentence),
            troubled=lambda trouble: self._say(f"{trouble.sentence} {trouble.remedy}".strip()),
        )  # fmt: skip

    def _say(self, words: str) -> None:
        self.evidence.set_tone("bad")
        self.evidence.setText(words)

    def book(self) -> None:
        """Keep the answer; with it the paper is frozen."""
        answer = Answer(
            AnswerWay(self.way.chosen or AnswerWay.PHONE_RECORDED.value), self.number.text(), self.at.text(),
            self.words.text(), _chosen(self.witness), _chosen(self.second), self._picture,
        )  # fmt: skip
        record = partial(record_answer, order_id=self._order_id, answer=answer)
        self._booking.do(record, done=self._kept, refused=self._refused)

    def _kept(self, number: str) -> None:
        self._empty()
        self.hide()
        self.said.emit(
            Notice(_("The answer is kept as {number}; the customer signs for it at handover.").format(number=number))
        )
        self.closed.emit()

    def _empty(self) -> None:
        for field in (self.number, self.at, self.words):
            field.set_text("")
        self.witness.editor.show_chosen(None)
        self.second.editor.show_chosen(None)
        self._picture = ""
        self.evidence.setText("")

    def _refused(self, refusal: Refusal) -> None:
        every: tuple[Field[Any], ...] = (self.number, self.at, self.words, self.witness, self.second)
        field = next((one for one in every if one.editor.objectName() == refusal.field), None)
        if field is not None:
            field.set_error(refusal.sentence)
            field.editor.setFocus()
        elif refusal.field == "answer.evidence":
            self._say(refusal.sentence)
            self.attach.setFocus()
        else:
            self.said.emit(Notice(refusal.sentence, "bad"))


def _people(name: str, label: str) -> Field[Choice]:
    field = Field(name, label, Choice(placeholder=_("who")), boxed=False)
    field.editor.chosen_changed.connect(lambda _key: field.clear_error())
    return field


def _chosen(field: Field[Choice]) -> int | None:
    key = field.editor.chosen
    return int(key) if key and not field.isHidden() else None
