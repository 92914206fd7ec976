"""The agreement of a second person, by real keys: who, which PIN, and back out again."""

from collections.abc import Callable

import make
from hands import Show, WorkerOf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.kernel.refusal import Refusal
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.upkeep.demo import PIN
from ui.widgets.step_up import StepUp

Key = Qt.Key
Use = Callable[..., Approval | None]


class Asked:
    """The panel, and what came of it."""

    def __init__(self, qtbot: QtBot, panel: StepUp) -> None:
        self.qtbot, self.panel = qtbot, panel
        self.done: list[Approval | None] = []
        self.refused: list[str] = []
        self.cancelled = 0
        panel.cancelled.connect(self._cancelled)

    def _cancelled(self) -> None:
        self.cancelled += 1

    def ask(self, use_case: Use) -> None:
        self.panel.ask(
            Deed.QUOTE_DISCOUNT, "More than you may", use_case=use_case, done=self.done.append,
            refused=lambda refusal: self.refused.append(refusal.code),
        )  # fmt: skip
        self.qtbot.waitUntil(self.panel.isVisible)

    def type_pin(self, pin: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None and focus.objectName() == "step_up.pin"
        QTest.keyClicks(focus, pin)
        QTest.keyClick(focus, Key.Key_Return)


def agreed_to(_desk: Desk, *, approval: Approval | None = None) -> Approval | None:
    return approval


def turned_down(_desk: Desk, *, approval: Approval | None = None) -> None:
    raise Refusal("order.stage", f"Not now, whoever agrees: {approval is not None}")


def opened(qtbot: QtBot, worker_of: WorkerOf, shown: Show, *, staff_no: str = make.ADVISOR) -> Asked:
    panel, page = StepUp(worker_of(staff_no)), QWidget()
    QVBoxLayout(page).addWidget(panel)
    page.resize(900, 300)
    shown(page)
    assert panel.isHidden()
    return Asked(qtbot, panel)


def test_who_may_agree_stands_ready_and_enter_after_the_pin_agrees(
    qtbot: QtBot, worker_of: WorkerOf, shown: Show
) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(agreed_to)
    choice = asked.panel.person.editor
    assert [choice.itemData(at) for at in range(choice.count())] == [make.MANAGER]
    assert "Service manager" in asked.panel.who.text()
    asked.type_pin(PIN)
    qtbot.waitUntil(lambda: bool(asked.done))
    (approval,) = asked.done
    assert approval is not None and (approval.deed, approval.staff_no) == (Deed.QUOTE_DISCOUNT, make.MANAGER)
    assert asked.panel.isHidden() and not asked.panel.pin.text()


def test_a_wrong_pin_is_said_under_it_and_asked_again(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(agreed_to)
    asked.type_pin("100001")
    qtbot.waitUntil(lambda: bool(asked.panel.pin.error))
    assert "not the PIN" in asked.panel.pin.error
    assert asked.panel.isVisible() and not asked.panel.pin.text() and not asked.done
    asked.type_pin(PIN)
    qtbot.waitUntil(lambda: bool(asked.done))


def test_five_digits_are_no_pin(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(agreed_to)
    asked.type_pin(PIN[:5])
    assert not asked.panel.booking.is_running and not asked.panel.accept.is_ready
    assert asked.panel.pin.text() == PIN[:5]


def test_what_the_deed_itself_refuses_goes_to_the_page(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(turned_down)  # type: ignore[arg-type]  # answers nothing
    asked.type_pin(PIN)
    qtbot.waitUntil(lambda: asked.refused == ["order.stage"])
    assert asked.panel.isHidden() and not asked.done


def test_taken_back_it_forgets_the_pin(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(agreed_to)
    QTest.keyClicks(asked.panel.pin.editor, PIN[:4])
    QTest.mouseClick(asked.panel.cancel, Qt.MouseButton.LeftButton)
    assert (asked.cancelled, asked.panel.isHidden(), asked.panel.pin.text()) == (1, True, "")
    assert not asked.panel.step_back()
    assert asked.cancelled == 1


def test_out_of_sight_half_a_pin_is_forgotten(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown)
    asked.ask(agreed_to)
    QTest.keyClicks(asked.panel.pin.editor, PIN[:4])
    page = asked.panel.window()
    page.hide()
    page.show()
    assert asked.panel.isVisible() and not asked.panel.pin.text()


def test_where_nobody_else_may_agree_it_says_so(qtbot: QtBot, worker_of: WorkerOf, shown: Show) -> None:
    asked = opened(qtbot, worker_of, shown, staff_no=make.MANAGER)
    asked.ask(agreed_to)
    assert "Nobody else" in asked.panel.who.text()
    assert not asked.panel.pin.isVisible() and not asked.panel.accept.isVisible()
    assert asked.panel.cancel.hasFocus()
