"""Check-in: one page, three columns, ending in two signatures and an order."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.arrival.pick_up import PickedUp
from app.order.checkin.check_in import CheckedIn
from app.order.checkin.draft import BLANK, is_blank
from app.order.checkin.form import CheckinForm, lacks
from app.order.checkin.placing import placed
from app.order.comeback.receive import preview as preview_of
from app.order.comeback.receive import rehearse
from app.overview.car_history import CarHistory, car_history
from app.paper.content import Given
from app.records.customers.queries import CustomerRow, customer
from app.records.vehicles.queries import CarAndOwner, car_and_owner
from ui.order.booking import Booking
from ui.order.checkin import rare_part, receiving
from ui.order.checkin.begun import Opening, begun_from, opening, started, times_of
from ui.order.checkin.column import Column
from ui.order.checkin.drafting import Drafting
from ui.order.checkin.find_box import Picked
from ui.order.checkin.history_strip import HistoryStrip
from ui.order.checkin.kept_mark import KeptMark
from ui.order.checkin.photo_sheet import PhotoSheet
from ui.order.checkin.walk_column import WalkColumn
from ui.order.checkin.who_column import WhoColumn
from ui.order.checkin.words_column import WordsColumn
from ui.order.draft_sheet import DraftSheet
from ui.order.on_paper import OnPaper, Sheet
from ui.order.signing import SignatureSheet
from ui.running_clock import RunningClock
from ui.theme import Size
from ui.widgets.named import named
from ui.widgets.page import Command, Page, PageHead
from ui.worker import Worker

SHARES = (27, 34, 39)
HEAD, BELOW = 52, 8


class CheckinPage(Page):
    """The whole form lives in the three columns; `form()` reads it out of them, `show_form` puts one in."""

    slices = frozenset({"customers", "vehicles", "order"})
    bar_names = ("checkin.save", "checkin.missing")

    def __init__(self, worker: Worker, made: tuple[WhoColumn, WordsColumn, WalkColumn] | None = None) -> None:
        super().__init__(worker)
        named(self, "checkin", _("Check-in"))
        self.clock = RunningClock()
        self._is_told = self._is_showing = False
        self._base = BLANK
        self._sheet: QWidget | None = None
        self.head = PageHead(_("Check-in"))
        self.head.setFixedHeight(HEAD)
        self.kept = KeptMark()
        self.head.add_right(self.kept)
        self.who, self.words, self.walk = made or (WhoColumn(worker), WordsColumn(), WalkColumn(worker))
        self.history = HistoryStrip()
        self.drafting = Drafting(worker, self, self.form)
        self._booking = Booking(worker, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(Size.GAP)
        for column, share in zip(self._columns(), SHARES, strict=True):
            columns.addWidget(column, share)
            column.setMinimumWidth(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, BELOW)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.drafting.banner)
        whole.addWidget(self.drafting.gap)
        whole.addSpacing(1)
        whole.addLayout(columns, 1)
        whole.addWidget(self.history)

    def _columns(self) -> tuple[Column, ...]:
        return self.who, self.words, self.walk

    def _connect(self) -> None:
        for column in self._columns():
            column.changed.connect(self._typed)
        self.who.finder.picked.connect(self._picked)
        self.who.car.energy_changed.connect(self.words.readings.show_energy)
        self.walk.valuables.dash_cam_named.connect(self.words.rare.know_dash_cam)
        self.who.order_asked.connect(lambda number: self.go.emit("order", number))
        self.walk.photo_opened.connect(self._open_photo)
        self.drafting.restored.connect(self._restored)
        self.drafting.said.connect(self.kept.show_kept)

    # What the window asks of a page

    def refresh(self) -> None:
        self.worker.ask(self, opening, self._opened)
        self.drafting.look()

    def take_focus(self) -> None:
        self.who.finder.setFocus()

    def open(self, what: object) -> None:
        """Begin with words that were typed elsewhere (“new check-in for …”), or with a car that has been waiting."""
        if isinstance(what, PickedUp):
            self._receive(what)
        elif isinstance(what, str) and what.strip():
            self.who.finder.begin_with(what.strip())
            self.who.finder.setFocus()

    def primary_words(self) -> str:
        return _("Ask for signatures, open the order")

    def primary(self) -> None:
        """Rehearse first, so that nobody signs what would then be refused."""
        self._clear_errors()
        if self._sheet is None:
            self._booking.do(partial(rehearse, form=self.form()), done=lambda _ok: self._sign(), refused=self._refused)

    def missing(self) -> tuple[tuple[str, str], ...]:
        form = self.form()
        found = [(lack.field, lack.name) for lack in lacks(form)]
        if self.who.people.lacks_name():
            found.append(("checkin.representative_name", _("Brought by")))
        if self.who.open_order.lacks_reason():
            found.append(("checkin.second_order_reason", _("Why a second order is needed")))
        if self.words.readings.lacks_reason():
            found.append(("checkin.odometer_reason", _("Why this reading")))
        if self.words.rare.lacks_limit():
            found.append(("checkin.spend_limit", _("Call first above")))
        return tuple(found)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("F6", _("next column")), ("Ctrl+P", _("print the draft")))

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Next column"), self.next_column, key="F6", icon="right"),
            Command(_("Empty the check-in form"), self.empty, icon="trash"),
        )

    def print_page(self) -> None:
        """The sheet as it would be signed now, marked as a draft."""
        missing = self.missing()
        if missing:
            self.focus_on(missing[0][0])
            self.toast(_("The sheet can be printed once nothing is missing."), kind="warn")
            return
        preview = partial(preview_of, form=self.form())
        self._booking.do(
            partial(rehearse, form=self.form()), done=lambda _ok: self._show_draft(preview), refused=self._refused
        )

    def step_back(self) -> bool:
        if self.who.finder.text():
            self.who.finder.clear()
            return True
        if self.walk.outline.chosen >= 0:
            self.walk.outline.choose(-1)
            self.walk.outline.setFocus()
            return True
        return False

    def leave(self) -> bool:
        self.drafting.keep_at_once()
        return True

    def focus_on(self, name: str) -> None:
        """Show the field first if it stands behind the car's tile; valuables that are named want their tick."""
        self.who.reveal(name)
        if name in rare_part.NAMES:
            self.words.rare.reveal()
        if name == "checkin.valuables" and (self.form().valuables or self.form().has_no_valuables):
            name = "checkin.valuables_confirmed"
        super().focus_on(name)

    def show_refusal(self, refusal: Refusal) -> None:
        self._clear_errors()
        super().show_refusal(refusal)
        names = refusal.fields if isinstance(refusal, Missing) else (refusal.field or "",)
        self.focus_on(names[0])

    def next_column(self) -> None:
        """F6: from column to column, and round."""
        columns = self._columns()
        now = QApplication.focusWidget()
        at = next((at for at, column in enumerate(columns) if now is not None and column.isAncestorOf(now)), -1)
        (self.who.finder, self.words.concern.editor, self.walk.outline)[(at + 1) % len(columns)].setFocus()

    # The form

    def form(self) -> CheckinForm:
        """Everything that is typed, as one frozen value."""
        return self.walk.write(self.words.write(self.who.write(self._base)))

    def show_form(self, form: CheckinForm) -> None:
        """Put a form into the columns; nobody is told that anything was typed."""
        self._is_showing = True
        self._base = started(form)
        for column in (self.who, self.words, self.walk):
            column.read(form)
        self._clear_errors()
        self._is_showing = False
        self._say_times()
        self.bar_changed.emit()

    def empty(self) -> None:
        """Empty the form; “Undo” brings everything back."""
        before = self.form()
        if is_blank(before):
            return
        self._begin_anew()
        self.drafting.over()
        self.toast(_("The form is empty."), kind="info", undo=lambda: self._bring_back(before))

    def _bring_back(self, form: CheckinForm) -> None:
        self._restored(form)
        self.drafting.typed()

    def _begin_anew(self) -> None:
        self._know(None)
        self.show_form(BLANK)
        self.who.finder.clear()

    def _typed(self) -> None:
        if self._is_showing:
            return
        if self._base.reception_started_at is None and self._is_told:
            now = self.clock.now().replace(microsecond=0)
            self._base = replace(self._base, arrived_at=now, reception_started_at=now)
            self._say_times()
        self.drafting.typed()
        self.bar_changed.emit()

    def _clear_errors(self) -> None:
        self.who.clear_errors()
        self.words.clear_errors()

    # What the store answers

    def _opened(self, told: Opening) -> None:
        self._is_told = True
        self.clock.hear(told.now)
        self.who.car.show_models(told.models)
        self.words.promise.tell_time(self.clock.now, told.utc_offset_minutes)
        if is_blank(self.form()):
            self.bar_changed.emit()

    def _picked(self, picked: Picked) -> None:
        if picked.vehicle_id is not None:
            self._look_up(picked.vehicle_id, self._fill_car)
        elif picked.customer_id is not None:
            self.worker.ask(self, partial(customer, customer_id=picked.customer_id), self._fill_customer)
        else:
            self._fill_words(picked.words)

    def _receive(self, picked: PickedUp) -> None:
        """Begin with the waiting car; what is being typed of another is kept beside it and offered next."""
        if self._base.arrival_id == picked.arrival_id:
            return
        if not is_blank(self.form()) and not self.drafting.set_aside():
            self.toast(_("Two check-ins are begun. Finish or discard one first; the car waits on."), kind="warn")
            return
        self._begin_anew()
        self._fill(begun_from(picked))
        if picked.vehicle_id is not None:
            self._look_up(picked.vehicle_id, self._fill_car)
        elif picked.plate:
            self.focus_on("checkin.vin")
        else:
            self.take_focus()

    def _look_up(self, vehicle_id: int, then: Callable[[CarAndOwner], None]) -> None:
        self.worker.ask(self, partial(car_and_owner, vehicle_id=vehicle_id), then)
        self.worker.ask(self, partial(car_history, vehicle_id=vehicle_id), partial(self._show_history, vehicle_id))

    def _fill_car(self, known: CarAndOwner) -> None:
        """Everything the records know goes into the form; what was typed of the visit stays."""
        car, owner = known.vehicle, known.owner
        form = replace(
            self.form(), vehicle_id=car.id, plate=car.plate, vin=car.vin, model_name=car.model_name,
            model_code=car.model_code, colour=car.colour, energy_type=car.energy_type, customer_name=owner.name,
            phone=owner.mobile,
        )  # fmt: skip
        self._know(known)
        self._fill(form)
        self.words.concern.editor.setFocus()

    def _fill_customer(self, row: CustomerRow) -> None:
        self._fill(replace(self.form(), customer_name=row.name, phone=row.mobile))
        self.who.car.plate.editor.setFocus()

    def _fill_words(self, words: str) -> None:
        """What was typed of someone new goes where it belongs: plate, VIN, phone or name."""
        form, field = placed(self.form(), words)
        self._know(None)
        self._fill(form)
        self.focus_on(field)
        self.who.car.tidy()

    def _fill(self, form: CheckinForm) -> None:
        self.show_form(form)
        self._typed()

    def _restored(self, form: CheckinForm) -> None:
        if form.vehicle_id is not None:
            self._look_up(form.vehicle_id, partial(self._recognised, form))
        else:
            self._know(None)
            self.show_form(form)

    def _recognised(self, form: CheckinForm, known: CarAndOwner) -> None:
        self._know(known)
        self.show_form(form)

    def _know(self, known: CarAndOwner | None) -> None:
        self._is_showing = True
        self.who.know(known)
        self.words.readings.know_last(known.vehicle.odometer_km if known else None)
        if known is None:
            self.who.know_history(None)
            self.history.show_history(None)
        self._is_showing = False

    def _show_history(self, vehicle_id: int, history: CarHistory) -> None:
        if self.form().vehicle_id in (vehicle_id, None):
            self.who.know_history(history)
            self.history.show_history(history)
            self.bar_changed.emit()

    def _say_times(self) -> None:
        self.head.show_words(_("Check-in"), times_of(self._base))

    # Signing and booking

    def _sign(self) -> None:
        """The customer first, then the advisor; giving the sheet back changes nothing."""
        form = self.form()
        _role, name = receiving.signer(form)
        preview = partial(preview_of, form=form, to_sign=True)
        paper = OnPaper(self.worker, Sheet(_("Check-in sheet"), preview))
        then = partial(self._sign_advisor, form)
        self._sheet = self._signed_by(form, name, _("Please check and sign"), then, on_paper=paper)

    def _sign_advisor(self, form: CheckinForm, customer: Given) -> None:
        name = str(getattr(getattr(self.worker.desk, "person", None), "name", ""))
        booked = partial(self._book, form, customer)
        self._sheet = self._signed_by(form, name, _("And the advisor's signature"), booked)

    def _signed_by(
        self, form: CheckinForm, name: str, title: str, then: Callable[[Given], None], *,
        on_paper: OnPaper | None = None,
    ) -> SignatureSheet:  # fmt: skip
        sheet = SignatureSheet(
            self, title=title, facts=receiving.facts(form), signer=name, accept_words=_("Confirm and sign"),
            on_paper=on_paper,
        )  # fmt: skip
        sheet.accepted.connect(then)
        sheet.cancelled.connect(self._sheet_gone)
        return sheet

    def _sheet_gone(self) -> None:
        self._sheet = None
        self.take_focus()

    def _book(self, form: CheckinForm, customer: Given, advisor: Given) -> None:
        self._sheet = None
        book = partial(receiving.receive, form=form, customer=customer, advisor=advisor)
        self._booking.do(book, done=self._booked, refused=self._refused)

    def _booked(self, order: CheckedIn) -> None:
        self._begin_anew()
        self.drafting.over()
        self.toast(_("{number} is open.").format(number=order.number))
        self.go.emit("order", order.number)

    def _refused(self, refusal: Refusal) -> None:
        self.show_refusal(refusal)

    def _show_draft(self, preview: "partial[bytes]") -> None:
        DraftSheet(self, self.worker, title=_("Check-in sheet, draft"), preview=preview, may_print=True)

    def _open_photo(self, at: int) -> None:
        sheet = PhotoSheet(self, self.walk.taken[at])
        sheet.removed.connect(lambda: self.walk.remove_photo(at))
