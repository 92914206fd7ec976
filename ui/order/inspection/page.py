"""The inspection step: the sheet answered by keyboard, findings written into the quote, then closed as D02."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from app.desk import Desk
from app.kernel.language import _, counted
from app.kernel.refusal import Clash, Conflict, Refusal
from app.order.inspection.draft import forget_diagnosis, keep_diagnosis
from app.order.inspection.inspect import (
    OPEN_STAGES,
    answer_item,
    answer_rest,
    close_inspection,
    open_inspection,
    skip_inspection,
)
from app.order.inspection.lines import Line, counts, first_open, name_of, place_of, rest_of
from app.order.inspection.queries import InspectionRow
from app.order.inspection.suggest import suggest, words_for
from app.order.notes import add_photo, write_note
from app.order.queries import OrderId
from app.order.quote.edit import add_item, remove_line
from app.order.workflow import Stage, Step
from app.records.catalogue.categories import Need
from app.records.catalogue.queries import CatalogueHit
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.inspection.begin import Begin
from ui.order.inspection.line_body import REMARK_DRAFT, VALUE_DRAFT
from ui.order.inspection.reading import SUBJECT, Read, Written, read
from ui.order.inspection.sheet_view import DIAGNOSIS, SheetView
from ui.order.posts import done_by, may
from ui.order.quote.offers import item_name
from ui.widgets.page import Command, Page
from ui.widgets.photo_strip import ENDINGS
from ui.worker import Worker

DRAFT_MS, ITEM = 800, "inspection.item."


class InspectionPage(Page):
    """Without a sheet it offers to begin one; closed or skipped it is to be read."""

    slices = frozenset({"inspection", "checklists", "quote", "order"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self._order_id = order_id
        self.read: Read | None = None
        self.begin, self.sheet = Begin(), SheetView(worker)
        self.side_card: QWidget = self.sheet.summary
        self._booking = Booking(worker, self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(DRAFT_MS)
        self._is_draft_shown = self._has_asked = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(self.sheet)
        self.side_card.hide()
        self._connect()

    def _connect(self) -> None:
        self.begin.begin_asked.connect(self.primary)
        self.begin.unfolded.connect(self.bar_changed.emit)
        self.begin.reason.changed.connect(lambda _words: self.bar_changed.emit())
        self.sheet.items.given.connect(self._answer)
        self.sheet.items.chosen_changed.connect(self.bar_changed.emit)
        self.sheet.place_changed.connect(self.bar_changed.emit)
        self.sheet.diagnosis.changed.connect(self._diagnosis_typed)
        self.sheet.diagnosis.conflict.chosen.connect(self._choose)
        self.sheet.diagnosis.conflict.settled.connect(self._diagnosis_decided)
        self.sheet.finder.taken.connect(self._write_finding)
        self.sheet.finder.closed.connect(self.sheet.items.setFocus)
        self._keep.timeout.connect(self._keep_draft)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(read, order_id=self._order_id), self._show)

    def _show(self, found: Read) -> None:
        self.read = found
        row = found.row
        has_sheet = row is not None and row.sheet is not None
        has_come_up = has_sheet and self._stack.currentWidget() is self.begin
        self._stack.setCurrentWidget(self.sheet if has_sheet else self.begin)
        self.setFocusProxy(self.sheet.items if has_sheet else self.begin.words)
        # Above the workspace's side panel; without a workspace it would be a window of its own.
        self.side_card.setVisible(has_sheet and self.side_card.parentWidget() is not None)
        if row is not None and row.sheet is not None:
            self.sheet.show_sheet(found, row.sheet, is_open=self.is_open())
            self._show_diagnosis(found)
        elif row is not None:
            self.begin.show_closed(_("Skipped: {reason}").format(reason=row.skip_reason))
        elif found.view.head.stage not in OPEN_STAGES:
            self.begin.show_closed(_("This order went on without a sheet."))
        if has_come_up and not self.isHidden():
            self.sheet.items.setFocus()
        self.bar_changed.emit()

    def _show_diagnosis(self, found: Read) -> None:
        row, diagnosis = found.row, self.sheet.diagnosis
        assert row is not None
        diagnosis.complaint.setText(found.complaint)
        can_write = self.is_open() and may(self.worker, Deed.INSPECTION_CLOSE)
        diagnosis.set_open(can_write, "" if can_write or not self.is_open() else done_by(Deed.INSPECTION_CLOSE))
        if found.draft is not None and not self._is_draft_shown:
            for field, words in zip(diagnosis.fields(), found.draft, strict=True):
                field.set_text(words)
            self._keep.stop()
        self._is_draft_shown = True
        if row.closed_at is not None:
            self._ask_or_show(diagnosis.clashes(row), row)

    def _ask_or_show(self, clashes: tuple[Clash, ...], row: InspectionRow) -> None:
        """The sheet as it was closed; what was typed here meanwhile is not swept away unasked."""
        diagnosis = self.sheet.diagnosis
        if not clashes:
            diagnosis.show_closed(row)
        elif not self._has_asked:
            self._has_asked = True
            self.sheet.go_to(DIAGNOSIS)
            diagnosis.ask(clashes)

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        self.sheet.diagnosis.take(clash)
        if not is_theirs:
            label = self.sheet.diagnosis.labels()[clash.name]
            note = partial(write_note, order_id=self._order_id, text=f"{label}: {clash.mine}")
            self.worker.do(self, note, refused=self.show_refusal)

    def _diagnosis_decided(self) -> None:
        self._keep.stop()
        self.worker.do(self, partial(forget_diagnosis, order_id=self._order_id))
        self.refresh()

    def is_open(self) -> bool:
        """Whether the sheet can still be answered."""
        row = self.read.row if self.read else None
        return row is not None and row.sheet is not None and row.closed_at is None

    def _may_write_finding(self) -> bool:
        found = self.read
        has_sheet = found is not None and found.row is not None and found.row.sheet is not None
        is_early = found is not None and found.view.head.stage in OPEN_STAGES
        return has_sheet and is_early and may(self.worker, Deed.QUOTE_EDIT)

    def _may_begin(self) -> bool:
        found = self.read
        return found is not None and found.row is None and found.view.head.stage in OPEN_STAGES

    # What a person does

    def _answer(self, given: Answer) -> None:
        def refused(refusal: Refusal) -> None:
            if not self.sheet.items.refused(given, code=refusal.code, sentence=refusal.sentence):
                self.toast(refusal.sentence, kind="bad")

        answer = partial(answer_item, order_id=self._order_id, given=given)
        self.worker.do(self, answer, refused=refused, saves=self.sheet.items.keys_of(given))

    def answer_rest(self) -> None:
        """Say “ok” to everything of this place that was only looked at and found in order."""
        group = self.sheet.group()
        rest = rest_of(group) if group is not None and self.is_open() else ()
        if rest:
            said = counted("{count} item is in order.", "{count} items are in order.", len(rest))
            deed = partial(answer_rest, order_id=self._order_id, item_ids=rest)
            self._booking.do(deed, done=lambda _none: self.toast(said), refused=self.show_refusal)
        elif group is not None:
            self.toast(_("Nothing is left here that a look alone could answer."), kind="info")

    def write_remark(self) -> None:
        """Open the remark of the line in hand."""
        line = self.sheet.items.line()
        if line is not None and self.is_open():
            line.open_remark()

    def take_photo(self) -> None:
        """Add photographs to the line in hand."""
        line = self.sheet.line()
        if line is None:
            return
        filters = _("Pictures") + " (" + " ".join(f"*{ending}" for ending in ENDINGS) + ")"
        names, _filter = QFileDialog.getOpenFileNames(self, _("Add photos"), "", filters)
        for name in names:
            add = partial(_add_photo, order_id=self._order_id, line=line, path=Path(name))
            self.worker.do(self, add)

    def find_for_finding(self) -> None:
        """Search the catalogue for what the line in hand needs."""
        line, found = self.sheet.line(), self.read
        if line is None or found is None or found.view.head.stage not in OPEN_STAGES:
            return
        if not may(self.worker, Deed.QUOTE_EDIT):
            self.toast(done_by(Deed.QUOTE_EDIT), kind="info")
            return
        head = found.view.head
        find = partial(suggest, model_code=found.view.model_code, energy_type=head.energy_type)
        title = _("For “{item}”, fits {model}").format(item=name_of(line.first), model=head.model_name)
        words = words_for(line.code, line.first.name_zh, is_uneven=line.is_only_uneven)
        self.sheet.finder.come_up(lambda desk, typed: find(desk, typed), title=title, words=words)

    def _write_finding(self, hits: tuple[CatalogueHit, ...]) -> None:
        line = self.sheet.line()
        self.sheet.finder.close_up()
        if line is not None:
            write = partial(_write, order_id=self._order_id, line=line, hits=hits)
            self._booking.do(write, done=self._written, refused=self.show_refusal)

    def _written(self, written: tuple[Written, ...]) -> None:
        def take_back() -> None:
            for one in written:
                self.worker.do(self, partial(remove_line, order_id=self._order_id, line_id=one.line_id))

        names = _(", ").join(one.name for one in written)
        self.toast(_("Written into the quote: {names}.").format(names=names), undo=take_back)

    def _diagnosis_typed(self) -> None:
        self._keep.start()
        if self.sheet.stage == DIAGNOSIS:
            self.sheet.show_place()

    def _keep_draft(self) -> None:
        if self.is_open():
            self.worker.do(self, partial(keep_diagnosis, order_id=self._order_id, said=self.sheet.diagnosis.said()))

    def put_back(self, place: str, name: str, words: str) -> bool:
        """What was typed into a cell or a remark opens its line again; the reason for skipping its question."""
        if self.read is None:
            return False
        if name == self.begin.reason.editor.objectName():
            self.begin.unfold()
        elif self.is_open() and name.startswith((REMARK_DRAFT, VALUE_DRAFT)):
            self.sheet.go_to_line(name.removeprefix(REMARK_DRAFT).removeprefix(VALUE_DRAFT).partition(".")[0])
            if name.startswith(REMARK_DRAFT):
                self.write_remark()
        return super().put_back(place, name, words)

    # What the window asks

    def primary_words(self) -> str:
        found = self.read
        if found is None:
            return ""
        if self._is_skipping():
            return _("Skip the inspection")
        if self._may_begin():
            return _("Begin the inspection")
        if self.is_open():
            return _("Finish the inspection") if may(self.worker, Deed.INSPECTION_CLOSE) else ""
        return _("On to the quote") if found.view.head.stage in (Stage.CHECKED_IN, Stage.QUOTED) else ""

    def primary_name(self) -> str:
        return "inspection.complete" if self.is_open() else "inspection.begin" if self._may_begin() else ""

    def primary(self) -> None:
        if self._is_skipping():
            self._skip()
        elif self._may_begin():
            begin = partial(open_inspection, order_id=self._order_id)
            self._booking.do(begin, done=lambda _sheet: None, refused=self.show_refusal)
        elif self.is_open():
            self._close()
        else:
            self.go.emit("step", Step.QUOTE)

    def _skip(self) -> None:
        deed = partial(skip_inspection, order_id=self._order_id, reason=self.begin.reason.text())
        done = lambda _none: self.bar_changed.emit()  # noqa: E731
        self._booking.do(deed, done=done, refused=self.show_refusal, saves=(self.begin,))

    def _close(self) -> None:
        self._keep.stop()
        cause, evidence, proposal = self.sheet.diagnosis.said()
        deed = partial(close_inspection, order_id=self._order_id, cause=cause, evidence=evidence, proposal=proposal)
        self._booking.do(deed, done=self._closed, refused=self._close_refused)

    def _close_refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            self.refresh()
        else:
            self.show_refusal(refusal)

    def _closed(self, _none: object) -> None:
        self.toast(_("The inspection report is made. Now the quote."))

    def _is_skipping(self) -> bool:
        return self._may_begin() and not self.begin.form.isHidden()

    def missing(self) -> tuple[tuple[str, str], ...]:
        if self._is_skipping():
            return () if self.begin.reason.text().strip() else (("inspection.skip_reason", _("Reason")),)
        if not self.is_open() or not may(self.worker, Deed.INSPECTION_CLOSE):
            return ()
        line, left = first_open(self.sheet.groups), counts(self.sheet.groups).open_mandatory
        if line is None:
            return ()
        return (
            (
                f"{ITEM}{line.code}",
                counted("{count} item not checked", "{count} items not checked", left),
            ),
            (f"{ITEM}{line.code}", _open_words(line)),
        )

    def side_words(self) -> str:
        is_anothers = self.is_open() and not may(self.worker, Deed.INSPECTION_CLOSE)
        return done_by(Deed.INSPECTION_CLOSE) if is_anothers else ""

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        if not self.is_open():
            return (("F8", _("into the quote")),) if self._may_write_finding() else ()
        into_quote = (("F8", _("into the quote")),) if may(self.worker, Deed.QUOTE_EDIT) else ()
        rest = ("F7", _("rest in order"))
        return (("1–0", _("judge")), ("F4", _("remark")), rest, *into_quote, ("F9", _("photo")))

    def commands(self) -> tuple[Command, ...]:
        if self._may_begin():
            return (Command(_("Skip the inspection"), self.begin.unfold, icon="forward", also="skip"),)
        into_quote = Command(
            _("Write the finding into the quote"), self.find_for_finding, key="F8", icon="doc", also="quote"
        )
        if not self.is_open():
            # The sheet is closed by the bench; the counter still writes what was found into the quote.
            return (into_quote,) if self._may_write_finding() else ()
        return (
            Command(_("Write a remark on this item"), self.write_remark, key="F4", icon="pen", also="remark"),
            Command(_("The rest of this place is in order"), self.answer_rest, key="F7", icon="check", also="rest ok"),
            into_quote,
            Command(_("Add a photo to this item"), self.take_photo, key="F9", icon="camera", also="photo"),
            Command(_("Next place"), partial(self.sheet.places.move_by, 1), key="Ctrl+PgDown", icon="down"),
            Command(_("Previous place"), partial(self.sheet.places.move_by, -1), key="Ctrl+PgUp", icon="up"),
        )

    def step_back(self) -> bool:
        if self.sheet.finder.step_back() or self.sheet.diagnosis.step_back():
            return True
        was_open = self.begin.fold()
        self.bar_changed.emit()
        return was_open

    def leave(self) -> bool:
        if self._keep.isActive():
            self._keep.stop()
            self._keep_draft()
        return True

    def find_widget(self, name: str) -> QWidget | None:
        if name.startswith(ITEM):
            return self.sheet.items
        return super().find_widget(name)

    def focus_on(self, name: str) -> None:
        if name.startswith(ITEM):
            self.sheet.go_to_line(name.removeprefix(ITEM))
        else:
            super().focus_on(name)


def _open_words(line: Line) -> str:
    item = next(item for item in line.items if item.verdict is None)
    return f"{place_of(item)} {name_of(item)}".strip()


def _add_photo(desk: Desk, order_id: int, *, line: Line, path: Path) -> None:
    caption = name_of(line.first)
    add_photo(desk, order_id, picture=path.read_bytes(), subject=f"{SUBJECT}{line.code}", caption=caption)


def _write(desk: Desk, order_id: int, *, line: Line, hits: tuple[CatalogueHit, ...]) -> tuple[Written, ...]:
    need = Need.REQUIRED if line.verdict is Verdict.REPLACE else Need.RECOMMENDED
    written = []
    for hit in hits:
        line_id = add_item(
            desk, order_id, kind=hit.kind, code=hit.code, need=need, finding_item=line.code, is_safety=line.is_safety
        )
        written.append(Written(line_id, item_name(hit.name_zh, hit.name_en)))
    return tuple(written)
