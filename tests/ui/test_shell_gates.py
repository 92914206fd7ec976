"""What stands before the desk: the palette over it, the sign-in, the first run."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hands import Show, type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.refusal import Refusal
from ui.shell.first_run import FirstRun, FirstRunChoices
from ui.shell.match import matched
from ui.shell.palette_list import EntryKind, Hit, entries_of
from ui.shell.places import PLACES
from ui.shell.signin import PersonTile, SignIn, Someone
from ui.shell.window import Window
from ui.widgets.page import Command, Page
from ui.worker import Worker

Key = Qt.Key
PEOPLE = tuple(Someone(f"S{n:02}", name, "") for n, name in enumerate(("周明远", "林晓岚", "何䶮"), start=1))
HITS = (
    Hit("vehicle", "周颋", "140 0000 0009", "苏E5G7H2", "normal", "V009"),
    Hit("order", "WXD000013", "周颋 前制动盘", "苏E5G7H2", "normal", "WXD000013"),
)


class PlainPage(Page):
    """A page that keeps what it was asked to open."""

    opened: object = None

    def open(self, what: object) -> None:
        self.opened = what


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, worker: Worker, asked: list[str]) -> Window:
    def find(_desk: object, words: str) -> tuple[Hit, ...]:
        asked.append(words)
        return tuple(hit for hit in HITS if words in hit.title + hit.subtitle + hit.plate)

    made = Window(worker, places=tuple(replace(place, page=PlainPage) for place in PLACES), find=find)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter("S02", "林晓岚", "服务顾问")
    return made


def rows_of(window: Window) -> list[str]:
    model = window.palette_box.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def open_palette(window: Window) -> QWidget:
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_box.input.hasFocus()
    return window.palette_box.input


def test_what_is_typed_finds_people_and_orders(qtbot: QtBot, window: Window) -> None:
    box = open_palette(window)
    type_words(box, "周")
    qtbot.waitUntil(lambda: "Orders" in rows_of(window))
    assert rows_of(window)[:2] == ["Customers and cars", "苏E5G7H2 周颋 140 0000 0009"]
    assert rows_of(window)[-1] == "New check-in for “周”"


def test_enter_opens_the_first_hit_and_arrows_the_next(qtbot: QtBot, window: Window) -> None:
    box = open_palette(window)
    type_words(box, "周")
    qtbot.waitUntil(lambda: "Orders" in rows_of(window))
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Return)
    assert not window.palette_box.isVisible() and window.workspace.here == "order"
    page = window.workspace.page()
    assert isinstance(page, PlainPage) and page.opened == "WXD000013"


def test_an_answer_that_was_overtaken_is_dropped(qtbot: QtBot, window: Window, asked: list[str]) -> None:
    box = open_palette(window)
    type_words(box, "周")
    type_words(box, "颋")
    window.palette_box._found(1, HITS)
    qtbot.waitUntil(lambda: asked == ["周", "周颋"] and "Orders" in rows_of(window))


def test_commands_are_found_by_word_and_carry_their_key(qtbot: QtBot, window: Window) -> None:
    box = open_palette(window)
    QTest.keyClicks(box, "workshop")
    assert rows_of(window)[1] == "Go to Workshop"
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.here == "workshop")


def test_tab_shows_one_kind_only(qtbot: QtBot, window: Window) -> None:
    box = open_palette(window)
    type_words(box, "周")
    qtbot.waitUntil(lambda: "Orders" in rows_of(window))
    QTest.keyClick(box, Key.Key_Tab)
    assert rows_of(window) == ["Customers and cars", "苏E5G7H2 周颋 140 0000 0009"]


def test_escape_closes_the_palette_and_gives_the_cursor_back(window: Window) -> None:
    window.top.search.setFocus()
    QTest.keyClicks(window.top.search, "5")
    assert window.palette_box.input.text() == "5"
    QTest.keyClick(window.palette_box.input, Key.Key_Escape)
    assert not window.palette_box.isVisible() and window.top.search.hasFocus()


def test_a_new_visit_begins_with_the_words_that_found_nothing(qtbot: QtBot, window: Window, asked: list[str]) -> None:
    box = open_palette(window)
    type_words(box, "欧阳")
    qtbot.waitUntil(lambda: asked == ["欧阳"])
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.here == "checkin")
    page = window.workspace.page()
    assert isinstance(page, PlainPage) and page.opened == "欧阳"


def test_empty_groups_are_left_out() -> None:
    rows = entries_of("x", (), (Command("Lock", lambda: None),), create=False)
    assert rows == ()
    rows = entries_of("", (), (Command("Lock", lambda: None), Command("", lambda: None, key="Esc")), create=True)
    assert [row.kind for row in rows] == [EntryKind.HEAD, EntryKind.COMMAND]


@pytest.mark.parametrize(
    ("words", "text", "stretches"),
    [
        ("周颋", "周", ((0, 1),)),
        ("140 0000 0009", "1400", ((0, 5),)),
        ("苏E·5G7H2", "e5g", ((1, 5),)),
        ("一周又一周", "周", ((1, 2), (4, 5))),
        ("周颋", "李", ()),
        ("刘𬭎", "𬭎", ((1, 2),)),
        ("İstanbul", "stan", ((1, 5),)),
    ],
)
def test_the_characters_asked_for_are_marked(words: str, text: str, stretches: tuple[tuple[int, int], ...]) -> None:
    assert matched(words, text) == stretches


def verify(key: str, pin: str, done: Callable[[object], object], refused: Callable[[Refusal], object]) -> None:
    if pin == "135790":
        done(key)
    else:
        refused(Refusal("sign_in.wrong", "That is not the PIN. Try again.", field="signin.pin"))


@pytest.fixture
def sign_in(shown: Show) -> SignIn:
    made = SignIn(verify)
    made.resize(1366, 768)
    shown(made)
    made.show_people(PEOPLE, current="S02")
    return made


def test_the_sixth_digit_signs_in_by_itself(sign_in: SignIn) -> None:
    entered: list[object] = []
    sign_in.signed_in.connect(entered.append)
    QTest.keyClicks(sign_in.pin, "13579")
    assert entered == [] and not sign_in.enter.is_ready
    assert sign_in.error.text() == "1 digit to go"
    QTest.keyClicks(sign_in.pin, "0")
    assert entered == ["S02"] and sign_in.pin.text() == ""


def test_a_wrong_pin_is_said_and_the_cells_are_empty_again(sign_in: SignIn) -> None:
    QTest.keyClicks(sign_in.pin, "111111")
    assert sign_in.error.text() == "That is not the PIN. Try again."
    assert sign_in.pin.text() == "" and sign_in.pin.is_wrong and sign_in.pin.hasFocus()
    QTest.keyClicks(sign_in.pin, "1")
    assert not sign_in.pin.is_wrong


def test_a_person_is_chosen_by_digit_arrow_or_click(sign_in: SignIn) -> None:
    assert sign_in.people.current == PEOPLE[1]
    QTest.keyClick(sign_in.pin, Key.Key_Right)
    assert sign_in.people.current == PEOPLE[2]
    sign_in.people.setFocus()
    QTest.keyClick(sign_in.people, Key.Key_1)
    assert sign_in.people.current == PEOPLE[0] and sign_in.pin.hasFocus()
    QTest.mouseClick(sign_in.people.tiles[1], Qt.MouseButton.LeftButton)
    assert "林晓岚" in sign_in.ask.text()


def test_only_digits_go_into_the_pin(sign_in: SignIn) -> None:
    QTest.keyClicks(sign_in.pin, "1a2 b")
    assert sign_in.pin.text() == "12"


def test_behind_the_desk_it_leaves_the_cursor_where_it_is(shown: Show) -> None:
    window, desk, page = QWidget(), QLineEdit(), SignIn(verify)
    column = QVBoxLayout(window)
    column.addWidget(desk)
    column.addWidget(page)
    shown(window)
    page.show_people(PEOPLE, current="S02")
    page.hide()
    desk.setFocus()
    for current in ("", "S02", "S03"):  # a wrong PIN is counted: then who may sign in is read again
        page.show_people(PEOPLE, current=current)
        assert desk.hasFocus()


def test_enter_leads_to_what_is_missing(shown: Show) -> None:
    page = SignIn(verify)
    shown(page)
    page.show_people(PEOPLE)
    QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)
    assert page.people.hasFocus() and page.error.text().startswith("Choose yourself")


PASSWORD = "four green horses"


class Weak:
    """Rules that know a bad PIN and a short password."""

    def pin(self, pin: str) -> None:
        if pin in ("123456", "111111", "12345"):
            raise Refusal("pin.weak", "This PIN is guessed first.", field="first_run.pin")

    def password(self, password: str, *, name: str, pin: str) -> None:
        if len(password) < 12:
            raise Refusal("password.length", f"Too short for {name}.", field="first_run.password")


@pytest.fixture
def first_run(shown: Show) -> FirstRun:
    made = FirstRun(Weak(), backup_folder="/backup")
    shown(made)
    return made


def test_first_run_leads_through_three_steps(first_run: FirstRun) -> None:
    finished: list[FirstRunChoices] = []
    first_run.finished.connect(finished.append)
    type_words(first_run.name.editor, "骏驰")
    first_run.primary()
    type_words(first_run.manager.editor, "周明远")
    for field in (first_run.pin, first_run.pin_again):
        QTest.keyClicks(field.editor, "135790")
    for field in (first_run.password, first_run.password_again):
        QTest.keyClicks(field.editor, PASSWORD)
    first_run.primary()
    first_run.primary()
    choices = finished[0]
    assert (choices.name, choices.manager, choices.pin, choices.password) == ("骏驰", "周明远", "135790", PASSWORD)
    assert (choices.backup_folder, choices.opening_hours) == ("/backup", "08:00–18:00")
    assert not first_run.next.isEnabled()


def test_first_run_says_under_the_field_what_is_missing(first_run: FirstRun) -> None:
    first_run.primary()
    assert first_run.name.error and first_run.stack.currentIndex() == 0
    first_run.name.set_text("骏驰")
    first_run.primary()
    first_run.manager.set_text("周明远")
    QTest.keyClicks(first_run.pin.editor, "123456")
    assert first_run.pin.error == "This PIN is guessed first."
    first_run.pin.set_text("135790")
    QTest.keyClicks(first_run.pin_again.editor, "135791")
    first_run.primary()
    assert first_run.pin_again.error and first_run.stack.currentIndex() == 1
    first_run.pin_again.set_text("135790")
    QTest.keyClicks(first_run.password.editor, "short")
    first_run.primary()
    assert first_run.password.error == "Too short for 周明远." and first_run.stack.currentIndex() == 1
    first_run.password.set_text(PASSWORD)
    first_run.primary()
    assert "differ" in first_run.password_again.error and first_run.stack.currentIndex() == 1


def test_a_refusal_at_the_end_leads_back_to_its_step(first_run: FirstRun) -> None:
    first_run.stack.setCurrentIndex(2)
    first_run.show_refusal(Refusal("staff.name", "Give the person a name.", field="first_run.manager"))
    assert first_run.stack.currentIndex() == 1 and first_run.manager.error == "Give the person a name."
    assert first_run.next.isEnabled()


def test_a_second_post_is_not_cut_from_its_tile(qtbot: QtBot) -> None:
    tile = PersonTile(Someone("S01", "周明远", "Service manager, System administrator"), "1")
    qtbot.addWidget(tile)
    assert tile.posts() == ("Service manager,", "System administrator")
    assert PersonTile(Someone("S02", "林晓岚", "Cashier"), "2").posts() == ("Cashier",)
