"""Which screen of this PC is turned to the customer: chosen by name, size and place, found by the number on it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _
from ui import formats, screens
from ui.settings.kept_look import keep_customer_screen, kept_customer_screen
from ui.settings.screen_number import light
from ui.theme import Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text


class CustomerScreenCard(Card):
    """`settings.customer_screen`, holds at once; `settings.customer_screen.show` lights a number on each screen."""

    def __init__(self) -> None:
        super().__init__(_("Customer's screen"), beside=_("for this PC"))
        label = _("Customers read and sign on")
        self.choice = named(Choice(), "settings.customer_screen", label)
        self.show_me = Button("settings.customer_screen.show", _("Show me"), icon="monitor")
        self.add(Text(label, size=Type.LABEL, weight=Type.MEDIUM, tone="muted"))
        self.column.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.show_me)
        self.column.addLayout(row)
        self.column.addSpacing(6)
        words = _("What is signed fills that screen, with nothing else on it; your own window waits meanwhile.")
        self.add(Paragraph(words, size=Type.DATA, tone="muted"))
        self.choice.chosen_changed.connect(keep_customer_screen)
        self.show_me.clicked.connect(lambda: light(self, screens.every()))
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._read_later)
            app.screenRemoved.connect(self._read_later)

    def read_again(self) -> None:
        """The screens as they are connected now, and the one that was chosen."""
        mine, kept = self.screen(), kept_customer_screen()
        options = [(screens.MINE, _("Same as mine"))]
        for number, screen in enumerate(screens.every(), start=1):
            options.append((screens.key_of(screen), formats.joined(str(number), screens.words_of(screen, mine=mine))))
        if kept not in dict(options):
            options.append((kept, _("The screen chosen before, not connected now")))
        self.choice.show_options(options)
        self.choice.show_chosen(kept)

    def _read_later(self, _screen: QScreen) -> None:
        """Told of a screen that goes, Qt still counts it."""
        QTimer.singleShot(0, self, self.read_again)
