"""The system locks while a customer signs: nothing is half signed, nobody's name is left on a screen, and the advisor
comes back to where they were, with an empty field.
"""

import pytest
from order_page import CTRL, Key
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from test_agreement_page import QUOTED, accept_all
from test_signing import write
from whole_program import ADVISOR, Desktop

from app.order.queries import head, order_of_number
from app.order.supplement.queries import supplement_standing
from app.order.supplement.states import SupplementStatus
from app.order.workflow import Stage, Step
from app.overview.timeline import timeline
from app.trust.deeds import Deed
from app.upkeep.demo import demo_desk
from ui import screens
from ui.order.agreement.ceremony import Ceremony
from ui.order.signing import SignatureSheet
from ui.order.workspace import OrderWorkspace
from ui.settings.kept_look import keep_customer_screen
from ui.shell.system_lock import SystemLock

ASKED = "WXD000033"


@pytest.fixture(params=["mine", "the customer's"])
def screen(request: pytest.FixtureRequest) -> str:
    """On which screen the customer signs."""
    if request.param != "mine":
        found = next((each for each in QGuiApplication.screens() if each.name() == "counter"), None)
        if found is None:
            pytest.skip("this platform has one screen: QT_QPA_PLATFORM was set from outside")
        keep_customer_screen(screens.key_of(found))
    return str(request.param)


def workspace(desktop: Desktop) -> OrderWorkspace:
    page = desktop.window.workspace.page()
    assert isinstance(page, OrderWorkspace)
    return page


def go(desktop: Desktop, number: str, step: Step) -> None:
    desktop.window.go("order", number)
    desktop.qtbot.waitUntil(lambda: workspace(desktop).view is not None, timeout=10_000)
    workspace(desktop).show_step(step)
    desktop.qtbot.waitUntil(lambda: bool(workspace(desktop).primary_words()), timeout=10_000)


def sheet_of(desktop: Desktop, kind: type[QWidget]) -> QWidget:
    """What the customer signs on, once it is there."""

    def found() -> list[QWidget]:
        return [one for top in QApplication.topLevelWidgets() for one in top.findChildren(kind) if one.isVisible()]

    desktop.qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    return found()[-1]


def begin(desktop: Desktop, kind: type[QWidget]) -> QWidget:
    desktop.qtbot.waitUntil(lambda: bool(workspace(desktop).primary_words()), timeout=10_000)
    workspace(desktop).primary()
    return sheet_of(desktop, kind)


def system_locks(desktop: Desktop) -> None:
    """As logind or Windows tells it."""
    desktop.qtbot.waitUntil(lambda: desktop.window.findChild(SystemLock) is not None)
    listening = desktop.window.findChild(SystemLock)
    assert listening is not None
    listening.locked.emit()
    assert desktop.window.is_at_sign_in()
    others = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not desktop.window]
    assert others == [], "nothing is left on the customer's screen"
    desktop.qtbot.waitUntil(desktop.window.isActiveWindow)


def at_the_agreement(desktop: Desktop) -> Ceremony:
    """Everything is accepted, and the customer reads what is to be signed."""
    accept_all(demo_desk(desktop.store, "S02"))
    desktop.sign_in(ADVISOR)
    go(desktop, QUOTED, Step.AGREEMENT)
    ceremony = begin(desktop, Ceremony)
    assert isinstance(ceremony, Ceremony)
    return ceremony


def test_an_agreement_half_signed_is_not_signed(desktop: Desktop, screen: str) -> None:
    ceremony = at_the_agreement(desktop)
    ceremony.consents.e_signature.check.setChecked(True)
    write(ceremony.pad, (60, 60), (300, 120))
    system_locks(desktop)
    assert ceremony.is_over
    desktop.sign_in(ADVISOR)
    assert workspace(desktop).step is Step.AGREEMENT
    assert head(demo_desk(desktop.store, "S02"), workspace(desktop).view.head.id).stage is Stage.QUOTED  # type: ignore[union-attr]
    again = begin(desktop, Ceremony)
    assert isinstance(again, Ceremony) and again is not ceremony
    assert again.pad.strokes() == () and not any(
        box.isChecked() for box in again.findChildren(QAbstractButton) if box.isCheckable()
    )
    QTest.keyClick(again.focusWidget() or again, Key.Key_Return, CTRL)
    assert again.isVisible(), "nothing is signed by what was written before"
    again.cancel()


def test_additional_work_half_signed_waits_on(desktop: Desktop, screen: str) -> None:
    desk = demo_desk(desktop.store, "S02")
    order_id = order_of_number(desk, ASKED)
    desktop.sign_in(ADVISOR)
    go(desktop, ASKED, Step.QUOTE)
    agree = next(one for one in workspace(desktop).commands() if one.words == "The customer agrees to all")
    agree.deed()
    desktop.qtbot.waitUntil(lambda: not workspace(desktop).missing(), timeout=10_000)
    sheet = begin(desktop, SignatureSheet)
    assert isinstance(sheet, SignatureSheet)
    write(sheet.pad, (60, 60), (300, 120))
    system_locks(desktop)
    desktop.sign_in(ADVISOR)
    assert workspace(desktop).step is Step.QUOTE
    row = supplement_standing(desk, order_id).open
    assert row is not None and row.status is SupplementStatus.SENT
    assert Deed.SUPPLEMENT_SIGN not in {entry.deed for entry in timeline(desk, order_id, everything=True)}
    again = begin(desktop, SignatureSheet)
    assert isinstance(again, SignatureSheet) and again.pad.strokes() == ()
    again.cancel()


def test_a_window_that_is_closed_takes_the_customer_s_sheet_along(desktop: Desktop, screen: str) -> None:
    ceremony = at_the_agreement(desktop)
    write(ceremony.pad, (60, 60), (300, 120))
    desktop.window.close()
    assert not any(top.isVisible() for top in QApplication.topLevelWidgets())
    assert head(demo_desk(desktop.store, "S02"), workspace(desktop).view.head.id).stage is Stage.QUOTED  # type: ignore[union-attr]
