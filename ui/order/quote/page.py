"""The quote step: lines from the catalogue, written in place, issued, then decided line by line."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.form import Lack
from app.order.queries import OrderId
from app.order.quote.edit import remove_line
from app.order.quote.missing import lacks_to_offer, lacks_to_sign, line_lacks
from app.order.quote.offer import decide, offer
from app.order.workflow import Stage, Step
from app.records.catalogue.categories import Decision, LineKind, Payer
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.comeback.note import ComebackNote
from ui.order.posts import done_by, may
from ui.order.quote.deeds import add_cost, add_items, put_back
from ui.order.quote.finder import Find, Item
from ui.order.quote.line_conflict import LineConflict
from ui.order.quote.line_writing import LineWriting
from ui.order.quote.lines_card import LinesCard
from ui.order.quote.offers import item_name
from ui.order.quote.other_form import OtherForm
from ui.order.quote.quote_line import CELL_DRAFT, QuoteLine
from ui.order.quote.reading import Read, items, packages, read
from ui.order.quote.side import QuoteSide
from ui.order.supplement.more_work import MoreWork
from ui.theme import Size
from ui.widgets.page import Command, Page
from ui.widgets.step_up import StepUp
from ui.worker import Worker

OPEN_STAGES = (Stage.CHECKED_IN, Stage.QUOTED)
LINE = "quote.line."


class QuotePage(Page):
    """Writing in an issued version begins the next one; what was issued never changes."""

    slices = frozenset({"quote", "order", "inspection", "supplement", "workshop"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self._order_id = order_id
        self.read: Read | None = None
        self.card, self.side = LinesCard(worker), QuoteSide()
        self.grid, self.finder = self.card.grid, self.card.finder
        self.step_up, self.other, self.comeback = StepUp(worker), OtherForm(), ComebackNote()
        self.conflict, self.more = LineConflict(), MoreWork(worker, order_id)
        self._writing = LineWriting(self, order_id, grid=self.grid, step_up=self.step_up, conflict=self.conflict)
        self._booking = Booking(worker, self)
        left = QVBoxLayout()
        left.setSpacing(Size.GAP)
        for part in (self.comeback, self.more, self.card, self.other, self.step_up, self.conflict):
            left.addWidget(part, 1 if part is self.card else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self.setFocusProxy(self.grid)
        self._connect()

    def _connect(self) -> None:
        self.card.add_labour.clicked.connect(self.find_labour)
        self.card.add_part.clicked.connect(self.find_part)
        self.card.add_package.clicked.connect(self.find_package)
        self.card.add_other.clicked.connect(self.open_other)
        self.other.wanted.connect(self._add_other)
        self.other.closed.connect(self.grid.setFocus)
        self.card.version_chosen.connect(self._show_chosen)
        self._writing.stale.connect(self.refresh)
        self.grid.decided.connect(self._decided)
        self.grid.removed.connect(self._removed)
        self.grid.ran_past.connect(self.find_part)
        self.finder.taken.connect(self._taken)
        self.finder.closed.connect(self.grid.setFocus)
        self.finder.closed.connect(self._show_chosen)
        self.more.asked_form.connect(lambda name: self.go.emit("form", name))
        self.more.said.connect(self.say.emit)
        self.more.left.connect(self.grid.setFocus)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(read, order_id=self._order_id), self._show)

    def _show(self, found: Read) -> None:
        before, self.read = self.read, found
        was, now = before.newest if before else None, found.newest
        is_next = was is not None and was.issued_at is not None and now is not None and now.edition > was.edition
        if is_next and now is not None and now.supplement_ordinal is None:
            self.toast(_("Version {edition} is begun; the issued one stays as it was.").format(edition=now.edition))
        self.comeback.show_view(found.view)
        self.more.show_standing(found.more)
        self.card.show_versions(found.versions)
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self.read
        if found is None:
            return
        version = self.card.chosen(found.versions)
        is_newest = version is found.newest
        can_edit = is_newest and self._may_edit()
        can_decide = is_newest and self._may_decide()
        self.card.show_lines(version, to_order=found.to_order, can_edit=can_edit, can_decide=can_decide)
        if not can_edit:
            self.other.hide()
        self.side.totals.show_version(version, vat_bp=found.vat_bp)
        self.side.changes.show_read(found)
        self.bar_changed.emit()

    def _stage(self) -> Stage | None:
        return self.read.view.head.stage if self.read else None

    def _is_issued(self) -> bool:
        newest = self.read.newest if self.read else None
        return newest is not None and newest.issued_at is not None

    def _may_edit(self) -> bool:
        is_open = not self._is_issued() if self.more.is_in_force else self._stage() in OPEN_STAGES
        return is_open and may(self.worker, Deed.QUOTE_EDIT)

    def _may_decide(self) -> bool:
        is_asked = self.more.is_asked if self.more.is_in_force else self._stage() is Stage.QUOTED
        return is_asked and self._is_issued() and may(self.worker, Deed.QUOTE_DECIDE)

    # The catalogue in the cell

    def find_labour(self) -> None:
        """Search labour only."""
        self._find(_("Labour"), (LineKind.LABOUR,))

    def find_part(self) -> None:
        """Search parts, with the labour that belongs to them."""
        self._find(_("Parts and labour"), (LineKind.PART, LineKind.LABOUR))

    def find_package(self) -> None:
        """Show the packages sold for this model."""
        if self._come_to_newest():
            assert self.read is not None
            find = partial(packages, model_code=self.read.view.model_code)
            self._open_finder(find, _("Packages"))

    def _find(self, title: str, kinds: tuple[LineKind, ...]) -> None:
        if self._come_to_newest():
            assert self.read is not None
            view = self.read.view
            find = partial(items, model_code=view.model_code, energy_type=view.head.energy_type, kinds=kinds)
            self._open_finder(find, title)

    def open_other(self) -> None:
        """Write down costs that stand in no catalogue."""
        if self._come_to_newest():
            self.other.come_up()

    def _add_other(self) -> None:
        form = self.other
        payer = Payer(form.payer.chosen or Payer.CUSTOMER.value)
        deed = partial(add_cost, order_id=self._order_id, name=form.name.text(), price=form.price.text(), payer=payer)

        def refused(refusal: Refusal) -> None:
            if not form.show_refusal(refusal):
                self.show_refusal(refusal)

        self._booking.do(deed, done=lambda _none: form.added(), refused=refused, saves=(form,))

    def _come_to_newest(self) -> bool:
        """Only the newest version is written in; whether it may be."""
        if self.read is None or not self._may_edit():
            return False
        if self.card.chosen(self.read.versions) is not self.read.newest:
            self.card.choose_newest()
        return True

    def _open_finder(self, find: Find, title: str) -> None:
        assert self.read is not None
        model = self.read.view.model_code or self.read.view.head.model_name
        self.card.nothing.hide()
        self.finder.come_up(find, title=_("{kinds}, fitting {model}").format(kinds=title, model=model))
        self.grid.ensureWidgetVisible(self.finder)

    def _taken(self, items: tuple[Item, ...]) -> None:
        deed = partial(add_items, order_id=self._order_id, items=items)
        self._booking.do(deed, done=self._added, refused=self.show_refusal)

    def _added(self, names: tuple[str, ...]) -> None:
        self.toast(_("Added: {names}.").format(names=_(", ").join(names)))

    def _removed(self, line: QuoteLine) -> None:
        row = line.line

        def take_back() -> None:
            back = partial(put_back, order_id=self._order_id, line=row)
            self._booking.do(back, done=lambda _id: None, refused=self.show_refusal)

        words = _("{name} is taken out.").format(name=item_name(row.name_zh, row.name_en))
        deed = partial(remove_line, order_id=self._order_id, line_id=row.id)
        self.grid.setFocus()
        self._booking.do(deed, done=lambda _none: self.toast(words, undo=take_back), refused=self.show_refusal)

    def _decided(self, line: QuoteLine, decision: Decision) -> None:
        def refused(refusal: Refusal) -> None:
            line.show_error(refusal.sentence)
            self.refresh()

        deed = partial(decide, order_id=self._order_id, decisions=((line.line.id, decision),))
        self.worker.do(self, deed, refused=refused)

    def accept_all(self) -> None:
        """The customer agrees to everything that is still undecided."""
        newest = self.read.newest if self.read else None
        if newest is None or not self._may_decide():
            return
        asked = [line for line in newest.lines if line.decision is Decision.UNDECIDED]
        if asked:
            decisions = tuple((line.id, Decision.ACCEPTED) for line in asked)
            deed = partial(decide, order_id=self._order_id, decisions=decisions)
            self._booking.do(deed, done=lambda _none: None, refused=self.show_refusal)

    def put_back(self, place: str, name: str, words: str) -> bool:
        """What was typed into a cell opens its editor again."""
        if name.startswith(CELL_DRAFT):
            return self.read is not None and self.grid.put_back(name.removeprefix(CELL_DRAFT), words)
        if name.startswith("quote.other."):
            self.open_other()
        self.more.open_for(name)
        return super().put_back(place, name, words)

    # What the window asks

    def primary_words(self) -> str:
        if self.more.is_in_force:
            return self.more.primary_words()
        if self._stage() not in OPEN_STAGES:
            return ""
        if self._is_issued():
            return _("On to signing")
        return _("Issue the quotation") if may(self.worker, Deed.QUOTE_OFFER) else ""

    def primary_name(self) -> str:
        return "" if self._is_issued() or self.more.is_in_force else "quote.offer"

    def primary(self) -> None:
        """What still stands in an open cell goes with it."""
        self._writing.first(self._primary)

    def _primary(self) -> None:
        if self.more.is_in_force:
            self.more.primary()
        elif self._is_issued():
            self.go.emit("step", Step.AGREEMENT)
        else:
            deed = partial(offer, order_id=self._order_id)
            self._booking.do(deed, done=self._offered, refused=self.show_refusal)

    def _offered(self, _none: object) -> None:
        self.toast(_("The quotation is issued. Ctrl+P shows it; now the customer decides line by line."))
        self.grid.setFocus()

    def missing(self) -> tuple[tuple[str, str], ...]:
        found = self.read
        if found is None or not self.primary_words():
            return ()
        if self.more.is_in_force:
            return self.more.missing()
        newest = found.newest
        if newest is not None and newest.issued_at is not None:
            lacks: tuple[Lack, ...] = lacks_to_sign(newest) if self._may_decide() else ()
        else:
            lacks = lacks_to_offer(newest, is_inspected=found.is_inspected)
        of_line = {lack: f"{LINE}{line.code}" for line, lack in line_lacks(newest.lines if newest else ())}
        return tuple((of_line.get(lack, lack.field), lack.name) for lack in lacks)

    def side_words(self) -> str:
        is_anothers = self._stage() in OPEN_STAGES and not may(self.worker, Deed.QUOTE_OFFER)
        return done_by(Deed.QUOTE_OFFER) if is_anothers else ""

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        decide_keys = (("Y", _("yes")), ("N", _("no")), ("L", _("later"))) if self._may_decide() else ()
        edit_keys = (("Enter", _("write")), ("F4", _("details")), ("Del", _("remove"))) if self._may_edit() else ()
        paper = _("print the quotation") if self.more.row is None else _("print the additional work")
        return (*decide_keys, *edit_keys, ("Ctrl+P", paper))

    def commands(self) -> tuple[Command, ...]:
        commands = [*self.more.commands()]
        if self._may_edit():
            commands += [
                Command(_("Add labour"), self.find_labour, key="F5", icon="wrench", also="labour"),
                Command(_("Add a part"), self.find_part, key="F6", icon="box", also="part"),
                Command(_("Add a package"), self.find_package, key="F7", icon="gift", also="package"),
                Command(_("Add other costs"), self.open_other, key="F9", icon="plus", also="other sundry towing"),
                Command(_("Payer, need, safety of the line"), self.grid.open_detail, key="F4", icon="sliders"),
            ]
        if self._may_decide():
            commands.append(Command(_("The customer agrees to all"), self.accept_all, key="Ctrl+Y", icon="check"))
        return tuple(commands)

    def step_back(self) -> bool:
        if self.conflict.close_up():
            self.grid.setFocus()
            return True
        return (
            self.more.step_back()
            or self.step_up.step_back()
            or self.other.step_back()
            or self.finder.step_back()
            or self.grid.step_back()
        )

    def find_widget(self, name: str) -> QWidget | None:
        return self.grid.find_line(name.removeprefix(LINE)) if name.startswith(LINE) else super().find_widget(name)

    def focus_on(self, name: str) -> None:
        line = self.grid.find_line(name.removeprefix(LINE)) if name.startswith(LINE) else None
        if line is not None:
            self.grid.take(self.grid.lines.index(line))
            line.open_detail()
        elif name == "quote.lines" and not self.grid.lines:
            self.find_part()
        elif name == "quote.lines":
            self.grid.setFocus()
            self.grid.take(self.grid.first_undecided())
        else:
            super().focus_on(name)
