"""One order: its head, its eight steps with a page each, and what was done, issued and written beside them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TypeVar

from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.queries import OrderId
from app.order.workflow import STEP_WORDS, Step
from app.overview.order_view import OrderPlace, OrderView, order_view, place_of_number
from app.paper.queries import PaperRow
from app.privacy.people import show_phone_of
from app.trust.deeds import Deed
from ui.order.complaining import complaint_commands
from ui.order.header import PANEL_KEY, OrderHeader
from ui.order.order_body import OrderBody
from ui.order.order_forms import FORMS, OrderForms
from ui.order.paper_deeds import PaperDeeds
from ui.order.paper_sheet import PaperSheet
from ui.order.posts import may
from ui.order.side_panel import SidePanel
from ui.order.step_pages import STEP_PAGES, make_page, parts_of_page, side_card_of
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Notice, Page
from ui.widgets.spare import Spare
from ui.widgets.typed import stand_in
from ui.worker import Worker

STEP_PREFIX, HEAD = "order.step.", "head"
# Where an order may be carried on to when its step ends; a failed check leads back to the bench.
STEPS_AFTER = {here: (after,) for here, after in pairwise(Step)} | {Step.QC: (Step.SETTLEMENT, Step.WORK)}
T = TypeVar("T")


class OrderWorkspace(Page):
    """Opened by an order number. It speaks for the step page in view: primary action, what is missing, keys.

    A step page goes to another step by `go.emit("step", Step.…)`, opens a paper by `go.emit("paper", PaperRow)` and a
    form under the head by `go.emit("form", name)`; whatever else it asks for is the window's.
    """

    slices = frozenset({
        "order", "checkin", "inspection", "checklists", "quote", "agreement", "workshop", "qc", "settlement",
        "handover", "paper", "trust",
    })  # fmt: skip

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.title = _("Order")
        self.view: OrderView | None = None
        self.step: Step | None = None
        self._order_id: OrderId | None = None
        self._pages = dict[Step, Page]()
        self._spares = dict[Step, Spare]()
        self.deeds = PaperDeeds(worker, self)
        self.header, self.panel = OrderHeader(), SidePanel(worker, self.deeds)
        self.body, self.sheet = OrderBody(self.panel), PaperSheet(worker, self.deeds)
        self.nothing = EmptyState(
            "order.none",
            icon="order",
            title=_("No order is open"),
            words=_("Find one with Ctrl+K by plate, phone, name or number, or open it from the board."),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        order = QWidget()
        column = QVBoxLayout(order)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self.forms = OrderForms(self.worker, column, self)
        self._under = QStackedWidget()
        self._under.addWidget(self.body)
        self._under.addWidget(self.sheet)
        column.addWidget(self._under, 1)
        self._gates = QStackedLayout(self)
        self._gates.addWidget(self.nothing)
        self._gates.addWidget(order)

    def _connect(self) -> None:
        self.header.step_chosen.connect(self.show_step)
        self.header.promise_asked.connect(self.open_promise)
        self.header.panel_asked.connect(self.body.toggle_panel)
        self.header.more_asked.connect(self._more)
        self.header.phone_asked.connect(self.show_number)
        self.header.complaint_asked.connect(lambda: self.go.emit("complaint", f"of {self.title}"))
        self.panel.paper_opened.connect(self.open_paper)
        self.sheet.closed.connect(self._sheet_closed)
        self.forms.closed.connect(self._form_closed)
        self.forms.changed.connect(self.bar_changed.emit)
        self.forms.said.connect(self._form_said)
        self.deeds.said.connect(self.say.emit)
        self.header.said.connect(self.say.emit)

    # The order

    def open(self, what: object) -> None:
        """Open the order of a number."""
        self.ask_latest(partial(place_of_number, number=str(what)), self._found)

    def _found(self, place: OrderPlace) -> None:
        if place.id == self._order_id:
            self.refresh()
            return
        self._forget()
        self._order_id = place.id
        stand_in(self, f"order.{place.id}.{HEAD}")
        self.refresh()
        # While the order is read its page is made, so that both are not done in one turn.
        self._make_beforehand(place.step).step()

    def _make_beforehand(self, step: Step) -> Spare:
        assert self._order_id is not None
        self._spares[step] = Spare(self, parts_of_page(step, self.worker, self._order_id), self.body.pages.size())
        return self._spares[step]

    def _forget(self) -> None:
        """Drop the pages of the order before."""
        self.view = self.step = None
        self.sheet.hide()
        self._under.setCurrentWidget(self.body)
        self.forms.put_away()
        for page in self._pages.values():
            self.body.drop_page(page, card=side_card_of(page))
        self._pages.clear()
        for spare in self._spares.values():
            spare.drop()
        self._spares.clear()

    def refresh(self) -> None:
        if self._order_id is None:
            return
        order_id = self._order_id
        # Not `ask_latest`: what was asked to be opened must not be dropped for it.
        self.worker.ask(self, partial(order_view, order_id=order_id), self._show)

    def _show(self, view: OrderView) -> None:
        if view.head.id != self._order_id:
            return
        before, self.view = self.view, view
        self.header.show_view(view, may_call=may(self.worker, Deed.CONTACT_SHOW))
        self.title = view.head.number
        self.panel.show_order(view.head.id, now=view.now)
        self._gates.setCurrentIndex(1)
        is_new = before is None or self.step is None
        if is_new or (before and before.step is not view.step and self._stood_between(before.step, view.step)):
            self.show_step(view.step)
        else:
            self._show_steps()
            # Only now: the page that the order has left is not shown once more.
            self._of_page(lambda page: page.refresh(), None)
        self._begin_next(view.step)
        self.bar_changed.emit()

    def _begin_next(self, step: Step) -> None:
        """Whoever ends this step is carried on: the page for that is made meanwhile."""
        for after in STEPS_AFTER.get(step, ()) if self.step is step else ():
            if after not in self._pages and after not in self._spares:
                self._make_beforehand(after)

    def _stood_between(self, before: Step, now: Step) -> bool:
        """Whether the page in view belongs to what just moved: who reads an early step is not carried away."""
        every = tuple(Step)
        low, high = sorted((every.index(before), every.index(now)))
        return self.step is not None and low <= every.index(self.step) <= high

    # The steps

    def page(self) -> Page | None:
        """The step page in view."""
        return self._pages.get(self.step) if self.step is not None else None

    def show_step(self, step: Step) -> None:
        """Bring a step's page to the front; it is made when first seen."""
        here = self.page()
        if self._order_id is None or (here is not None and self.step is not step and not here.leave()):
            return
        page = self._pages.get(step)
        is_new = page is None
        if page is None:
            page = self._make(step)
        self.step = step
        self.close_sheet()
        self.body.show_page(page, is_wide=STEP_PAGES[step].is_wide, card=side_card_of(page))
        self.setFocusProxy(page)
        page.refresh()
        if is_new or here is not page:
            page.setFocus()
        self._show_steps()
        self._bar_changed()

    def _make(self, step: Step) -> Page:
        assert self._order_id is not None
        spare = self._spares.pop(step, None)
        page = spare.take() if spare is not None else make_page(step, self.worker, self._order_id)
        stand_in(page, f"order.{self._order_id}.{step.value}")
        page.bar_changed.connect(self._bar_changed)
        page.go.connect(self._go)
        page.say.connect(self.say.emit)
        self._pages[step] = page
        self.body.pages.addWidget(page)
        return page

    def _show_steps(self) -> None:
        if self.view is not None and self.step is not None:
            self.header.stepper.show_steps(self.step, at=self.view.step, done=self.view.done)

    def _go(self, place: str, what: object) -> None:
        if place == "step" and isinstance(what, Step):
            self.show_step(what)
        elif place == "paper" and isinstance(what, PaperRow):
            self.open_paper(what)
        elif place == "form" and isinstance(what, str):
            self.open_form(what)
        else:
            self.go.emit(place, what)

    def _bar_changed(self) -> None:
        page = self.page()
        covers = page is not None and page.covers_window
        if covers != self.covers_window:
            self.covers_window = covers
            self.header.setVisible(not covers)
        self.bar_changed.emit()

    # Papers, promise, cancelling

    def open_paper(self, paper: PaperRow) -> None:
        """Show an issued paper over the step."""
        self._under.setCurrentWidget(self.sheet)
        self.sheet.open(paper)
        self.bar_changed.emit()

    def close_sheet(self) -> bool:
        """Close the open paper; whether there was one."""
        if self._under.currentWidget() is not self.sheet:
            return False
        self.sheet.close_up()
        return True

    def _sheet_closed(self) -> None:
        self._under.setCurrentWidget(self.body)
        page = self.page()
        if page is not None:
            page.setFocus()
        self.bar_changed.emit()

    def print_page(self) -> None:
        """Print the open paper; else the page's own way; else open the newest paper of the step."""
        page = self.page()
        if self._under.currentWidget() is self.sheet:
            self.sheet.print_page()
        elif page is not None and type(page).print_page is not Page.print_page:
            page.print_page()
        elif self.step is not None:
            paper = self.panel.documents.newest(STEP_PAGES[self.step].paper)
            if paper is None:
                self.say.emit(Notice(_("This step has no paper yet."), "info"))
            else:
                self.open_paper(paper)

    def open_promise(self) -> None:
        """Open the form that moves the promise."""
        if self.header.promise.isEnabled():
            self.open_form("promise")

    def open_form(self, name: str) -> None:
        """Open one of the forms under the head, by its name in `order_forms`."""
        if self.view is not None:
            self.forms.open(name, self.view)

    def _form_closed(self) -> None:
        self.bar_changed.emit()
        page = self.page()
        if page is not None:
            page.setFocus()

    def _form_said(self, notice: Notice) -> None:
        """What a form asked for is done."""
        self.say.emit(notice)
        self.refresh()
        self.bar_changed.emit()

    def _more(self) -> None:
        self.header.show_more([(command.words, command.deed) for command in self._own_commands() if command.words])

    # What the window asks

    def primary_words(self) -> str:
        return self._of_page(lambda page: page.primary_words(), "") if not self._is_aside() else ""

    def primary_name(self) -> str:
        return self._of_page(lambda page: page.primary_name(), "")

    def primary_icon(self) -> str:
        return self._of_page(lambda page: page.primary_icon(), "")

    def primary(self) -> None:
        self._of_page(lambda page: page.primary(), None)

    def missing(self) -> tuple[tuple[str, str], ...]:
        return self._of_page(lambda page: page.missing(), ()) if not self._is_aside() else ()

    def side_words(self) -> str:
        return self._of_page(lambda page: page.side_words(), "") if not self._is_aside() else ""

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        if self._under.currentWidget() is self.sheet:
            return (("PgDn", _("next page")), ("+", _("larger")), ("Ctrl+P", _("print")), ("Esc", _("close")))
        page = self.page()
        return (*(page.key_hints() if page else ()), ("Ctrl+1–8", _("steps")), (PANEL_KEY, _("side panel")))

    def has_bar(self) -> bool:
        return self.view is not None

    def commands(self) -> tuple[Command, ...]:
        form = self.forms.open_one
        if form is not None:
            return (Command("", form.book, key="Ctrl+Enter"),)
        if self.view is None:
            return ()
        sheet = self._under.currentWidget() is self.sheet
        of_page: tuple[Command, ...] = () if sheet else self._of_page(lambda page: page.commands(), ())
        steps = (
            Command(
                _("Step {name}").format(name=_(STEP_WORDS[step])), partial(self.show_step, step), key=f"Ctrl+{number}",
                icon="order", also=step.value,
            )
            for number, step in enumerate(Step, start=1)
        )  # fmt: skip
        return (*of_page, *self._own_commands(), *steps)

    def _own_commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Timeline, papers, notes"), self.body.toggle_panel, key=PANEL_KEY, icon="clock", also="side"),
            Command(_("Show and copy the number"), self.show_number, icon="phone", also="phone call"),
            *complaint_commands(self.title, self.view, self.go.emit),
            *(self.forms.commands(self.view, lambda name: partial(self.open_form, name)) if self.view else ()),
        )

    def show_number(self) -> None:
        """The customer's number, whole: one click, one entry of the audit."""
        if self.view is not None:
            look = partial(show_phone_of, order_id=self.view.head.id)
            self.worker.do(self, look, done=self.header.show_number, refused=self.show_refusal)

    def step_back(self) -> bool:
        form = self.forms.open_one
        if form is not None:
            form.close_up()
            return True
        if self.close_sheet() or self.body.close_panel():
            return True
        return self._of_page(lambda page: page.step_back(), False)

    def leave(self) -> bool:
        return all(page.leave() for page in self._pages.values())

    def focus_on(self, name: str) -> None:
        """A step's name leads to the step; anything else is looked for in the step in view first."""
        if name.startswith(STEP_PREFIX):
            self.show_step(Step(name.removeprefix(STEP_PREFIX)))
            return
        page = self.page()
        if page is not None and page.find_widget(name) is not None:
            page.focus_on(name)
        else:
            super().focus_on(name)

    def put_back(self, place: str, name: str, words: str) -> bool:
        """What belongs to a step goes into its page, anything else into the form or the panel it was typed in."""
        if self.view is None or self._order_id is None or not place.startswith(f"order.{self._order_id}."):
            return False
        part = place.rpartition(".")[2]
        if part != HEAD:
            if self.step is not Step(part):
                self.show_step(Step(part))
            page = self.page()
            return page is not None and page.put_back(place, name, words)
        form = name.partition(".")[0]
        if form in FORMS and not self.forms.is_open(form):
            self.open_form(form)
        elif name == self.panel.notes.field.editor.objectName():
            if not self.body.is_panel_open():
                self.body.toggle_panel()
            self.panel.tabs.choose(2)
        return super().put_back(place, name, words)

    def _is_aside(self) -> bool:
        """A paper or a form lies over the step: its primary action must not be pressed unseen."""
        return self.forms.open_one is not None or self._under.currentWidget() is self.sheet

    def _of_page(self, read: Callable[[Page], T], nothing: T) -> T:
        page = self.page()
        return nothing if page is None else read(page)
