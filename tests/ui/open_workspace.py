"""The workspace of an order on a demo desk, with somebody there: its steps, its palette, a second person's PIN."""

import os
from collections.abc import Callable
from pathlib import Path

from order_page import Key, OpenPage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from ui.order.workspace import OrderWorkspace

PIN = "135790"


class OpenWorkspace(OpenPage):
    """The workspace of an order, opened by its number."""

    def __init__(self, qtbot: QtBot, desk: Desk, number: str) -> None:
        super().__init__(qtbot, desk, number, lambda worker, _order_id: OrderWorkspace(worker))
        assert isinstance(self.page, OrderWorkspace)
        self.workspace: OrderWorkspace = self.page
        self.workspace.resize(1294, 628)
        self.open(number)

    def open(self, number: str) -> None:
        self.workspace.open(number)
        self.rest()

    def offered(self) -> list[str]:
        """What the palette finds here."""
        return [command.words for command in self.workspace.commands()]

    def run(self, words: str) -> None:
        """What the palette does with these words."""
        next(command for command in self.workspace.commands() if command.words == words).deed()
        self.rest()

    def command(self, key: str) -> None:
        """Press a key of the window."""
        next(command for command in self.workspace.commands() if command.key == key).deed()
        self.rest()

    def press_primary(self) -> None:
        """The button of the bar."""
        self.workspace.primary()
        self.rest()

    def agree(self, pin: str = PIN) -> None:
        """The second person types their PIN into the panel that asks for it."""
        panel = next(one for one in self.page.findChildren(QWidget, "step_up") if one.isVisible())
        field = panel.findChild(QWidget, "step_up.pin")
        assert field is not None
        field.setFocus()
        for digit in pin:
            self.press(Key(Key.Key_0.value + int(digit)))
        self.press(Key.Key_Return)

    def picture(self, name: str) -> None:
        """Left where PICTURES says, for people to look at."""
        if folder := os.environ.get("PICTURES"):
            self.page.window().grab().save(str(Path(folder) / f"{name}.png"))


OpenOrder = Callable[[str, str], OpenWorkspace]
