"""The settings, driven in the window: the staff list and its form, the store's profile, how the window looks."""

from argparse import Namespace
from collections.abc import Callable, Iterator

import pytest
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from whole_program import SeatedWindow

from app.desk import Desk, Store
from app.kernel.language import Language, use
from app.kernel.refusal import Refusal
from app.records.staff.change import join
from app.records.staff.queries import StaffRow, staff_list
from app.records.staff.sign_in import sign_in
from app.records.staff.store_head import store_heads
from app.records.store.queries import profile
from app.trust.proof import Proof
from app.trust.roles import Role
from app.upkeep.demo import PASSWORD, demo_desk
from tests import make
from tests.refusing import contents
from ui import theme
from ui.commands import window as command
from ui.settings import kept_look
from ui.settings.settings_page import MAKERS, SettingsPage
from ui.settings.staff_section import StaffSection
from ui.shell.commands import shell_commands
from ui.shell.palette_list import EntryKind, entries_of
from ui.shell.reception import Reception
from ui.theme import Appearance
from ui.widgets.chips import Chips
from ui.widgets.scrolled import ScrollArea
from ui.widgets.segmented import Segmented

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PIN, NEW_PIN, WEAK = "135790", "246813", "111111"


class Settings(SeatedWindow):
    """The settings in front, and someone at the desk."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        super().__init__(qtbot, desk)
        self.window.go("settings")
        self.rest()

    @property
    def page(self) -> SettingsPage:
        page = self.window.workspace.page()
        assert isinstance(page, SettingsPage)
        return page

    @property
    def staff(self) -> StaffSection:
        section = self.page.sections["staff"]
        assert isinstance(section, StaffSection)
        return section

    def accept(self) -> None:
        self.press(Key.Key_Return, CTRL)

    def post(self, role: Role) -> None:
        chips = self.find("staff.roles")
        assert isinstance(chips, Chips)
        QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.area_of(role.value).center().toPoint())

    def choose(self, staff_no: str) -> None:
        table = self.staff.table
        table.choose([row.staff_no for row in table.table.rows].index(staff_no))
        self.rest()

    def row(self, staff_no: str) -> StaffRow:
        return next(row for row in staff_list(self.desk).rows if row.staff_no == staff_no)

    def error(self, name: str) -> str:
        line = self.window.findChild(QWidget, f"{name}.error")
        assert line is not None and line.isVisible(), name
        return str(line.property("text"))


Open = Callable[[str], Settings]


@pytest.fixture
def open_for(qtbot: QtBot, store: Store) -> Iterator[Open]:
    """The settings with this person at the desk."""
    opened: list[Settings] = []

    def open_it(staff_no: str) -> Settings:
        opened.append(Settings(qtbot, make.desk(store, staff_no)))
        return opened[-1]

    yield open_it
    for desktop in opened:
        desktop.worker.close()


@pytest.fixture
def desktop(open_for: Open) -> Settings:
    """The settings with the manager at the desk."""
    return open_for(make.MANAGER)


# Staff


def test_someone_new_is_taken_into_service_by_keys_alone(desktop: Settings) -> None:
    desktop.press(Key.Key_N, CTRL)
    assert QApplication.focusWidget() is desktop.find("staff.name")
    type_words(desktop.find("staff.name"), "何小䶮")
    desktop.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "140 0000 0009")
    desktop.press(Key.Key_Return)
    desktop.press(Key.Key_Right)
    desktop.press(Key.Key_Right)
    desktop.press(Key.Key_Space)
    desktop.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), NEW_PIN)
    desktop.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), NEW_PIN)
    desktop.accept()

    row = desktop.row("S11")
    assert (row.name, row.mobile, row.roles) == ("何小䶮", "14000000009", (Role.TECHNICIAN,))
    assert sign_in(desktop.desk, "S11", pin=NEW_PIN).name == "何小䶮"
    current = desktop.staff.table.current_row()
    assert current is not None and current.staff_no == "S11"
    assert desktop.find("staff.name").property("text") == "何小䶮"


def test_what_is_missing_of_someone_new_leads_there(desktop: Settings) -> None:
    desktop.click("staff.new")
    assert [name for name, _words in desktop.page.missing()] == [
        "staff.name", "staff.roles", "staff.pin", "staff.pin_again",
    ]  # fmt: skip
    desktop.write("staff.name", "何小䶮")
    desktop.accept()
    assert QApplication.focusWidget() is desktop.find("staff.roles")


def test_two_different_pins_are_told_apart_and_nothing_is_saved(desktop: Settings) -> None:
    before = contents(desktop.desk.store.engine)
    _fill_in(desktop, pin=NEW_PIN, again=PIN)
    desktop.accept()
    assert "differ" in desktop.error("staff.pin_again")
    assert contents(desktop.desk.store.engine) == before


@pytest.mark.parametrize(("pin", "phone", "field"), [(WEAK, "", "staff.pin"), (NEW_PIN, "12345", "staff.phone")])
def test_a_refusal_stands_under_its_field_and_what_was_typed_stays(
    desktop: Settings, pin: str, phone: str, field: str
) -> None:
    before = contents(desktop.desk.store.engine)
    _fill_in(desktop, pin=pin, again=pin)
    desktop.write("staff.phone", phone)
    desktop.accept()
    assert desktop.error(field)
    assert desktop.find("staff.name").property("text") == "何小䶮"
    assert contents(desktop.desk.store.engine) == before


def _fill_in(desktop: Settings, *, pin: str, again: str) -> None:
    desktop.click("staff.new")
    desktop.write("staff.name", "何小䶮")
    desktop.post(Role.CASHIER)
    desktop.write("staff.pin", pin)
    desktop.write("staff.pin_again", again)


def test_another_post_is_added_and_saved(desktop: Settings) -> None:
    desktop.choose(make.CASHIER)
    desktop.post(Role.PARTS_CLERK)
    desktop.accept()
    assert Role.PARTS_CLERK in desktop.row(make.CASHIER).roles
    assert not desktop.staff.form.is_dirty


def test_what_is_typed_of_one_person_waits_while_another_is_looked_at(desktop: Settings) -> None:
    desktop.choose(make.CASHIER)
    desktop.write("staff.name", "冯雅")
    desktop.choose(make.ADVISOR)
    assert desktop.find("staff.name").property("text") == "林晓岚"
    desktop.page.refresh()
    desktop.rest()
    desktop.choose(make.CASHIER)
    assert desktop.find("staff.name").property("text") == "冯雅"
    assert desktop.row(make.CASHIER).name == "冯雅静"


def test_the_last_manager_cannot_give_the_post_away(desktop: Settings) -> None:
    desktop.choose(make.MANAGER)
    desktop.post(Role.SERVICE_MANAGER)
    desktop.post(Role.CASHIER)
    desktop.accept()
    assert "manager" in desktop.error("staff.roles")
    assert desktop.row(make.MANAGER).roles == (Role.SERVICE_MANAGER,)


def test_a_forgotten_pin_is_reset_and_the_lock_out_ends(desktop: Settings) -> None:
    for _time in range(4):
        with pytest.raises(Refusal):
            sign_in(desktop.desk, make.CASHIER, pin=NEW_PIN)
    desktop.press(Key.Key_F5)
    desktop.choose(make.CASHIER)
    assert desktop.sees("staff.locked")
    desktop.click("staff.reset_pin")
    desktop.write("staff.pin", NEW_PIN)
    desktop.write("staff.pin_again", NEW_PIN)
    desktop.accept()
    assert sign_in(desktop.desk, make.CASHIER, pin=NEW_PIN).staff_no == make.CASHIER
    assert not desktop.sees("staff.locked") and not desktop.sees("staff.pin")


def test_escape_takes_a_reset_back(desktop: Settings) -> None:
    desktop.choose(make.CASHIER)
    desktop.click("staff.reset_pin")
    desktop.press(Key.Key_Escape)
    assert not desktop.sees("staff.pin")
    assert desktop.window.workspace.here == "settings"


def test_who_leaves_is_retired_only_after_the_question(desktop: Settings) -> None:
    desktop.choose(make.CASHIER)
    desktop.click("staff.retire")
    assert desktop.sees("staff.retire.confirm")
    desktop.click("staff.retire.confirm.cancel")
    assert desktop.row(make.CASHIER)
    desktop.click("staff.retire")
    desktop.click("staff.retire.confirm.accept")
    assert make.CASHIER not in {row.staff_no for row in staff_list(desktop.desk).rows}
    assert make.CASHIER not in {row.staff_no for row in desktop.staff.table.table.rows}
    assert desktop.sees("staff.unfilled")


def test_nobody_is_offered_to_retire_themselves(desktop: Settings) -> None:
    desktop.choose(make.MANAGER)
    button = desktop.find("staff.retire")
    assert isinstance(button, QAbstractButton) and not button.isEnabled()
    assert "another manager" in button.accessibleDescription()


def test_a_certificate_is_added_and_removed_and_taken_back(desktop: Settings) -> None:
    desktop.choose(make.TECHNICIAN)
    desktop.write("staff.qualification.name", "高压作业资格")
    desktop.write("staff.qualification.expires_on", "2026-12-01")
    desktop.click("staff.qualification.high_voltage")
    desktop.click("staff.qualification.add")
    added = desktop.row(make.TECHNICIAN).qualifications[-1]
    assert added.is_high_voltage and str(added.expires_on) == "2026-12-01"
    assert desktop.find("staff.qualification.name").property("text") == ""

    desktop.click(f"staff.qualification.remove.{added.id}")
    assert not desktop.row(make.TECHNICIAN).qualifications
    desktop.click("shell.toast.undo")
    assert desktop.row(make.TECHNICIAN).qualifications[-1].name == "高压作业资格"


def test_a_day_that_is_none_is_refused_under_its_field(desktop: Settings) -> None:
    desktop.choose(make.TECHNICIAN)
    desktop.write("staff.qualification.name", "高压作业资格")
    desktop.write("staff.qualification.expires_on", "2026-13-01")
    desktop.click("staff.qualification.add")
    assert desktop.error("staff.qualification.expires_on")
    assert not desktop.row(make.TECHNICIAN).qualifications


def test_an_advisor_looks_and_is_told_who_does_it(open_for: Open) -> None:
    desktop = open_for(make.ADVISOR)
    assert desktop.sees("staff.table") and desktop.sees("settings.staff.read_only")
    assert not desktop.find("staff.name").isEnabled()
    for name in ("staff.new", "staff.retire", "staff.reset_pin", "staff.pin", "staff.qualification.add"):
        assert not desktop.sees(name), name
    assert desktop.page.primary_words() == ""
    desktop.click("settings.section.store")
    assert desktop.sees("settings.store.read_only")
    assert not desktop.find("settings.name").isEnabled()
    assert desktop.page.primary_words() == ""


# Store


def test_the_profile_is_saved_as_a_whole(desktop: Settings) -> None:
    desktop.click("settings.section.store")
    desktop.write("settings.name", "测试店二")
    desktop.write("settings.service_phone", "025-00000009")
    desktop.accept()
    saved = profile(desktop.desk)
    assert (saved.name, saved.service_phone, saved.complaint_phone) == ("测试店二", "025-00000009", "025-00000001")


def test_a_store_without_a_name_is_not_saved(desktop: Settings) -> None:
    desktop.click("settings.section.store")
    desktop.write("settings.name", " ")
    before = contents(desktop.desk.store.engine)
    desktop.write("settings.address", "示例路2号")
    desktop.accept()
    assert QApplication.focusWidget() is desktop.find("settings.name")
    assert contents(desktop.desk.store.engine) == before
    assert desktop.find("settings.address").property("text") == "示例路2号"


def test_the_store_head_is_named_by_a_button_of_its_own_with_the_password(desktop: Settings) -> None:
    desktop.worker.use_desk(desktop.desk.by(desktop.desk.person))
    desktop.click("settings.section.store")
    desktop.write("settings.address", "示例路2号")
    desktop.write("settings.head", "许安然")
    desktop.click("settings.head.save")
    assert store_heads(desktop.desk)[0].name == "沈国栋", "the password is asked for first"
    password = desktop.find("password.own")
    password.setFocus()
    QTest.keyClicks(password, PASSWORD)
    desktop.press(Key.Key_Return)
    assert store_heads(desktop.desk)[0].name == "许安然"
    history = str(desktop.find("settings.head.history").property("text"))
    assert history.index("许安然") < history.index("沈国栋") and "named by 周明远" in history
    assert desktop.find("settings.address").property("text") == "示例路2号", "the profile is saved by itself"


def test_an_advisor_reads_who_heads_the_store(open_for: Open) -> None:
    desktop = open_for(make.ADVISOR)
    desktop.click("settings.section.store")
    assert desktop.find("settings.head").property("text") == "沈国栋" and not desktop.sees("settings.head.save")


def test_arrows_go_through_the_sections(desktop: Settings) -> None:
    desktop.find("settings.section.staff").setFocus()
    desktop.press(Key.Key_Down)
    assert desktop.sees("settings.name")
    for _below in range(len(desktop.page.list.items) - 2):
        desktop.press(Key.Key_Down)
    assert desktop.sees("settings.theme")


def test_a_section_is_made_when_it_is_first_seen(desktop: Settings) -> None:
    assert set(desktop.page.sections) == {"staff"}
    desktop.page.open("audit")
    desktop.rest()
    assert set(desktop.page.sections) == {"staff", "audit"}
    assert desktop.page.section is desktop.page.sections["audit"]


def test_a_section_asked_for_from_elsewhere_has_the_cursor(desktop: Settings) -> None:
    desktop.window.go("board")
    desktop.rest()
    desktop.window.go("settings", "rules")
    desktop.rest()
    focused = QApplication.focusWidget()
    assert focused is not None and desktop.page.sections["rules"].isAncestorOf(focused)
    assert not desktop.find("settings.section.staff").hasFocus()


# Appearance


def test_the_theme_holds_at_once_and_at_the_next_start(desktop: Settings) -> None:
    kept_look.keep_what_is_chosen()
    try:
        desktop.click("settings.section.appearance")
        desktop.find("settings.theme").setFocus()
        desktop.press(Key.Key_Right)
        assert theme.current().is_dark
    finally:
        kept_look.stop_keeping()
        theme.current().choose(Appearance.LIGHT)
    assert kept_look.kept_look() is Appearance.DARK
    assert command.look_of(Namespace(theme="system")) is Appearance.DARK
    assert command.look_of(Namespace(theme="light")) is Appearance.LIGHT


def test_the_language_holds_from_the_next_start_and_says_so(desktop: Settings) -> None:
    desktop.click("settings.section.appearance")
    choice = desktop.find("settings.language")
    assert isinstance(choice, Segmented) and choice.chosen == Language.ENGLISH.value
    assert not desktop.sees("settings.language.later")
    choice.setFocus()
    desktop.press(Key.Key_Left)
    assert desktop.sees("settings.language.later")
    assert command.language_of(Namespace(lang=None)) is Language.CHINESE
    assert command.language_of(Namespace(lang="en")) is Language.ENGLISH


def test_before_anything_is_chosen_the_desktop_decides() -> None:
    assert kept_look.kept_look() is Appearance.SYSTEM
    assert kept_look.kept_language() is None


# The whole desk


def proved(desk: Desk) -> Desk:
    """The desk of who has just given the password."""
    return desk.proved(Proof.given(desk.person.id, desk.seat, elapsed=desk.store.clock.elapsed()))


def test_who_joined_stands_on_the_sign_in_page_without_a_restart(qtbot: QtBot, empty_store: Store) -> None:
    reception = Reception(lambda: empty_store)
    try:
        with qtbot.waitSignal(reception.ready, timeout=20_000):
            reception.open()
        qtbot.addWidget(reception.window)
        QTest.keyClicks(QApplication.focusWidget(), "1")
        QTest.keyClicks(QApplication.focusWidget(), PIN)
        qtbot.waitUntil(reception.window.is_open, timeout=10_000)
        reception.worker.do(
            reception,
            lambda at: join(proved(at), name="何小䶮", mobile="", roles=(Role.CASHIER,), pin=NEW_PIN),
        )
        sign_in_page = reception.window.sign_in
        assert sign_in_page is not None
        qtbot.waitUntil(lambda: len(sign_in_page.people.tiles) == 2, timeout=10_000)
        assert reception.window.is_open()
    finally:
        reception.close()


@pytest.mark.parametrize("typed", ["customer's screen", "kehuping", "second monitor"])
def test_the_palette_finds_the_customer_s_screen_from_anywhere(open_for: Open, typed: str) -> None:
    desktop = open_for(make.ADVISOR)
    desktop.window.go("board")
    desktop.rest()
    found = entries_of(typed, (), shell_commands(desktop.window), create=False, only=EntryKind.COMMAND)
    assert [entry.words for entry in found] == ["Commands", "Customer's screen"]
    offered = found[1].command
    assert offered is not None
    offered.deed()
    desktop.rest()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "settings.customer_screen"


@pytest.mark.parametrize("language", list(Language))
def test_no_section_is_wider_than_a_small_screen(qtbot: QtBot, demo_store: Store, language: Language) -> None:
    use(language)
    desktop = Settings(qtbot, demo_desk(demo_store, "S01"))
    desktop.window.resize(1366, 768)
    for key in MAKERS:
        desktop.click(f"settings.section.{key}")
        section = desktop.page.sections[key]
        assert section.minimumSizeHint().width() <= section.width(), key
        for area in filter(QWidget.isVisible, section.findChildren(ScrollArea)):
            inside = area.widget()
            if inside is not None and area.widgetResizable():
                assert inside.width() <= area.viewport().width(), key
    desktop.worker.close()
