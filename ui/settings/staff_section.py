"""The staff: who works here, in which posts, and the form beside the list in which all of it is changed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Clash, Conflict, Refusal
from app.records.customers.phone import read_phone, shown
from app.records.staff.change import Particulars, change_member, join, reset_pin, retire
from app.records.staff.password import set_password
from app.records.staff.qualify import add_qualification, read_expiry, remove_qualification
from app.records.staff.queries import QualificationRow, StaffList, StaffRow, Validity, staff_list
from app.records.staff.sign_in import Secret
from app.trust.deeds import Deed
from app.trust.roles import Role, words
from ui.order.booking import Booking
from ui.order.posts import done_by, may, person
from ui.order.side_column import side_column
from ui.settings.qualifications_card import QualificationsCard, standing_mark
from ui.settings.staff_form import StaffForm, Typed
from ui.theme import Size
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.conflict import ConflictPanel
from ui.widgets.page import Command, Page
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape
from ui.widgets.table import Column, TableView
from ui.widgets.typed import stand_in
from ui.worker import Worker

T = TypeVar("T")
RIGHT_WIDTH, PLACE = 392, "settings.staff."
NOBODY = None  # the key of someone new, who has no id yet


class StaffSection(Page):
    """What is typed of one person stays while another is looked at; it is marked in the list until it is saved."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._found: StaffList | None = None
        # What is typed of a person, and what they were seen as when it was begun.
        self._kept: dict[int | None, tuple[Typed, Typed]] = {}
        self._is_filling, self._is_new = False, False
        self._wanted: int | None = None
        self._may = may(worker, Deed.STAFF_SAVE)
        self.table = TableView[StaffRow]("staff.table", _("Staff"), self._columns(), row_height=Size.ROW_TWO)
        self.new = Button("staff.new", _("New person"), icon="plus", key="Ctrl+N", height=Size.BUTTON_ROW)
        self.read_only = Banner("settings.staff.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.unfilled = Banner("staff.unfilled", kind=Kind.WARN, icon="people", closable=False)
        self.conflict = ConflictPanel()
        self.list, self.form, self.certificates = Card(_("Staff")), StaffForm(), QualificationsCard()
        self.booking = Booking(worker, self, self.form.confirm.accept, self.certificates.add_button)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[StaffRow], ...]:
        column = Column[StaffRow]
        return (
            column(_("No."), lambda row: row.staff_no, tone=lambda _row: "muted", width=64),
            column(
                _("Full name"), lambda row: row.name, under=lambda row: shown(row.mobile) or "—", bold=True, width=136
            ),
            column(_("Posts"), lambda row: words(row.roles), stretch=True),
            column(_("Certificates"), mark=self._certificate, width=124),
            column(_("State"), mark=self._state, width=116),
        )

    def _build(self) -> None:
        self.list.add_head(self.new)
        self.list.add_edge_to_edge(self.table, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (self.read_only, self.unfilled, self.conflict):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(left, 1)
        row.addWidget(self._right())

    def _right(self) -> QScrollArea:
        return side_column(self.form, self.certificates, width=RIGHT_WIDTH)

    def _connect(self) -> None:
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(lambda _row: self.form.name.editor.setFocus())
        self.new.clicked.connect(self.begin_new)
        self.unfilled.pressed.connect(self.begin_new)
        self.form.changed.connect(self.bar_changed.emit)
        self.conflict.chosen.connect(self._choose)
        self.conflict.settled.connect(lambda: self.form.name.editor.setFocus())
        self.form.retire_confirmed.connect(self._retire)
        self.form.own_asked.connect(lambda what: self.go.emit("own", what))
        self.certificates.add_asked.connect(self._add_certificate)
        self.certificates.remove_asked.connect(self._remove_certificate)

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.STAFF_SAVE)
        self.ask_latest(staff_list, self._show)

    def _show(self, found: StaffList) -> None:
        self._keep_typed()
        self._found = found
        self._is_filling = True
        self.table.show_rows(found.rows, keep=lambda row: row.id)
        at = next((at for at, row in enumerate(self.table.table.rows) if row.id == self._wanted), None)
        if at is not None:
            self.table.choose(at)
        self._wanted, self._is_filling = None, False
        self.list.beside.setText(str(len(found.rows)))
        self.new.setVisible(self._may)
        self._show_banners(found)
        self._show_form()

    def _show_banners(self, found: StaffList) -> None:
        self.read_only.hide()
        self.unfilled.hide()
        if not self._may:
            self.read_only.say(_("You can look at this."), done_by(Deed.STAFF_SAVE))
        elif found.unfilled:
            self.unfilled.say(
                _("Nobody here is yet: {posts}").format(posts=words(found.unfilled)),
                _("No order gets through the house without them. One person may hold several posts."),
            )

    def _show_form(self) -> None:
        row = None if self._is_new else self.table.current_row()
        now = Typed.of(row)
        typed, seen = self._kept.get(row.id if row else NOBODY, (now, now))
        typed, seen = typed.over(seen, now), seen.over(typed, now)
        for part in (self.form, self.certificates):
            stand_in(part, f"{PLACE}{row.id if row else ''}")
        me, at = person(self.worker), self._found.now if self._found else None
        is_me = row is not None and me is not None and me.id == row.id
        self.form.show_row(row, typed, seen, may=self._may, is_me=is_me, now=at)
        self.certificates.setVisible(row is not None)
        if row is not None and self._found is not None:
            self.certificates.show_person(row, today=self._found.today, may=self._may)
        self.bar_changed.emit()

    def _row_chosen(self, _row: StaffRow) -> None:
        if not self._is_filling:
            self._keep_typed()
            self._is_new = False
            self.conflict.close_up()
            self._show_form()

    def _keep_typed(self) -> None:
        """What the form holds and is not saved stays with its person."""
        if self._found is None:
            return
        key = self.form.row.id if self.form.row else NOBODY
        if self.form.is_dirty:
            self._kept[key] = self.form.typed, self.form.seen
        else:
            self._kept.pop(key, None)

    def begin_new(self) -> None:
        """The form for someone who is not on the list yet."""
        self._keep_typed()
        self._is_new = True
        self.conflict.close_up()
        self._show_form()
        self.form.name.editor.setFocus()

    def _certificate(self, row: StaffRow) -> Mark | None:
        return standing_mark(row, today=self._found.today) if self._found else None

    def _state(self, row: StaffRow) -> Mark:
        if row.id in self._kept:
            return Mark(_("Not saved"), Shape.HALF, Kind.WARN)
        if row.locked_until is not None:
            return Mark(_("Locked"), Shape.CROSS, Kind.BAD)
        return Mark(_("In service"), Shape.TICK, Kind.GOOD)

    # The bar

    def primary_words(self) -> str:
        if not self._may or self._found is None:
            return ""
        if self.form.row is None:
            return _("Take into service")
        words = {Secret.PIN: _("Set the PIN"), Secret.PASSWORD: _("Set the password"), None: _("Save")}
        return words[self.form.resetting]

    def primary_name(self) -> str:
        return "staff.save"

    def missing(self) -> tuple[tuple[str, str], ...]:
        return self.form.missing()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        hints = (("↑ ↓", _("choose")), ("Enter", _("next field")), ("Ctrl+N", _("New person")))
        return hints if self._may else hints[:1]

    def commands(self) -> tuple[Command, ...]:
        if not self._may:
            return ()
        return (Command(_("New person"), self.begin_new, key="Ctrl+N", icon="plus", also="staff"),)

    def step_back(self) -> bool:
        if self.conflict.close_up() or self.form.step_back():
            return True
        if self._is_new:
            self._keep_typed()
            self._is_new = False
            self._show_form()
        elif not self._has_focus_right():
            return False
        self.table.setFocus()
        return True

    def _has_focus_right(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (self.form.isAncestorOf(focused) or self.certificates.isAncestorOf(focused))

    def put_back(self, place: str, name: str, words: str) -> bool:
        if self._found is None:
            return False
        member_id = place.removeprefix(PLACE)
        at = next((at for at, row in enumerate(self.table.table.rows) if str(row.id) == member_id), None)
        if at is None:
            self.begin_new()
        else:
            self.table.choose(at)
        return super().put_back(place, name, words)

    # What is done

    def primary(self) -> None:
        row, typed, pin = self.form.row, self._clean(), self.form.pin.text()
        if self.form.secrets_differ():
            return
        if row is None:
            joined = partial(_join, typed=typed, pin=pin)
            self._book(joined, lambda member: self._joined(member, typed.name))
        elif self.form.resetting is Secret.PASSWORD:
            password = partial(set_password, member_id=row.id, password=self.form.password.text())
            self.booking.do(password, done=lambda _none: self._password_set(row.name), refused=self.show_refusal)
        elif self.form.resetting is Secret.PIN:
            reset = partial(reset_pin, member_id=row.id, pin=pin)
            self.booking.do(reset, done=lambda _none: self._pin_set(row.name), refused=self.show_refusal)
        elif not self.form.is_dirty:
            self.toast(_("Nothing was changed."), kind="info")
        else:
            saved = replace(row, name=typed.name, mobile=typed.mobile, roles=typed.roles)
            change = partial(_change, member_id=row.id, typed=typed, seen=self.form.seen)
            self._book(change, lambda _none: self._changed(saved))

    def _book(self, use_case: "partial[T]", done: Callable[[T], object]) -> None:
        self.booking.do(use_case, done=done, refused=self._refused, saves=(self.form,))

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            form = self.form
            labels = {"name": form.name.label.text(), "mobile": form.phone.label.text(), "roles": _("Posts")}
            self.conflict.ask(refusal.clashes, labels=labels, say=_posts_said)
        else:
            self.show_refusal(refusal)

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        self.form.choose(clash.name, clash.theirs, is_theirs=is_theirs)

    def _clean(self) -> Typed:
        return replace(self.form.typed, name=self.form.name.text().strip())

    def _joined(self, member_id: int, name: str) -> None:
        self._kept.pop(NOBODY, None)
        self._wanted, self._is_new = member_id, False
        self.form.clear()
        self.toast(_("{name} can sign in from now on.").format(name=name))
        self.table.setFocus()
        self.refresh()

    def _changed(self, saved: StaffRow) -> None:
        self._settle(saved)
        self.toast(_("{name} is saved.").format(name=saved.name))
        self.refresh()

    def _pin_set(self, name: str) -> None:
        self.form.end_reset()
        self.toast(_("{name} signs in with the new PIN from now on.").format(name=name))
        self.refresh()

    def _password_set(self, name: str) -> None:
        self.form.end_reset()
        self.toast(_("{name} gives the new password from now on.").format(name=name))
        self.refresh()

    def _retire(self) -> None:
        row = self.form.row
        if row is not None:
            self.booking.do(
                partial(retire, member_id=row.id), done=lambda _none: self._retired(row), refused=self._retire_refused
            )

    def _retire_refused(self, refusal: Refusal) -> None:
        self.form.confirm.close_up()
        self.show_refusal(refusal)

    def _retired(self, row: StaffRow) -> None:
        self.form.confirm.close_up()
        self._settle(row)
        self.toast(_("{name} is no longer in service.").format(name=row.name))
        self.table.setFocus()
        self.refresh()

    def _settle(self, saved: StaffRow) -> None:
        """What was typed of this person is saved, or needless: until it is read again, this is how they stand."""
        self._kept.pop(saved.id, None)
        if self.form.row is not None and self.form.row.id == saved.id:
            self.form.row, self.form.seen = saved, Typed.of(saved)
            self.form.show_typed(Typed.of(saved))

    def _add_certificate(self) -> None:
        row, card = self.form.row, self.certificates
        if row is not None:
            add = partial(
                _add, member_id=row.id, name=card.name.text(), last_day=card.expires_on.text(),
                is_high_voltage=card.is_high_voltage.isChecked(),
            )  # fmt: skip
            self.booking.do(
                add, done=lambda _id: self._certificate_added(), refused=self.show_refusal, saves=(self.certificates,)
            )

    def _certificate_added(self) -> None:
        self.certificates.clear()
        self.certificates.name.editor.setFocus()
        self.refresh()

    def _remove_certificate(self, certificate: QualificationRow) -> None:
        row = self.form.row
        if row is None:
            return
        again = partial(
            add_qualification, member_id=row.id, name=certificate.name,
            is_high_voltage=certificate.is_high_voltage, expires_on=certificate.expires_on,
        )  # fmt: skip
        self.booking.do(
            partial(remove_qualification, qualification_id=certificate.id),
            done=lambda _none: self._certificate_removed(certificate, again),
            refused=self.show_refusal,
        )

    def _certificate_removed(self, certificate: QualificationRow, again: "partial[int]") -> None:
        # One that has ended is not entered again, so there is nothing to take back.
        has_ended = self._found is not None and certificate.validity(on=self._found.today) is Validity.EXPIRED
        undo = None if has_ended else partial(self.worker.do, self, again)
        self.toast(_("{name} is removed.").format(name=certificate.name), undo=undo)
        self.refresh()


def _join(desk: Desk, *, typed: Typed, pin: str) -> int:
    return join(desk, name=typed.name, mobile=_mobile(typed.mobile), roles=typed.roles, pin=pin)


def _change(desk: Desk, *, member_id: int, typed: Typed, seen: Typed) -> None:
    was = Particulars(seen.name, seen.mobile, seen.roles)
    change_member(desk, member_id, name=typed.name, mobile=_mobile(typed.mobile), roles=typed.roles, seen=was)


def _posts_said(name: str, said: str) -> str:
    return words(tuple(Role(word) for word in said.split())) if name == "roles" else said


def _mobile(typed: str) -> str:
    return read_phone(typed, field="staff.phone") if typed.strip() else ""


def _add(desk: Desk, *, member_id: int, name: str, last_day: str, is_high_voltage: bool) -> int:
    return add_qualification(
        desk, member_id, name=name, is_high_voltage=is_high_voltage, expires_on=read_expiry(last_day)
    )
