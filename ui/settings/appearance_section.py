"""How the window looks on this PC: the theme at once, the language from the next start on, the customer's screen."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import Language, _, current
from ui import theme
from ui.settings.customer_screen_card import CustomerScreenCard
from ui.settings.kept_look import keep_language, kept_language
from ui.theme import Appearance, Size, Type
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.segmented import Segmented
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

WIDEST = 720


class AppearanceSection(Page):
    """`settings.theme`, `settings.language` and `settings.customer_screen`; everyone may choose."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        looks = (
            (Appearance.LIGHT.value, _("Light appearance")),
            (Appearance.DARK.value, _("Dark appearance")),
            (Appearance.SYSTEM.value, _("Appearance of the system")),
        )
        self.look = Segmented("settings.theme", _("Theme"), looks, chosen=theme.current().appearance.value)
        # A language is named in itself: who cannot read the window finds their own.
        languages = ((Language.CHINESE.value, "中文"), (Language.ENGLISH.value, "English"))
        self.language = Segmented("settings.language", _("Language"), languages, chosen=current().value)
        self.later = named(Paragraph(size=Type.DATA, tone="warn"), "settings.language.later")
        self.customer_screen = CustomerScreenCard()
        self._build()
        self.look.chosen_changed.connect(lambda key: theme.current().choose(Appearance(key)))
        theme.current().switched.connect(self._show_look)
        self.language.chosen_changed.connect(self._choose_language)
        self._say_later()

    def _build(self) -> None:
        card = Card(_("Appearance"), beside=_("for this PC"))
        card.setMaximumWidth(WIDEST)
        kept = _("Holds at once and at every start.")
        for label, choice, words in ((_("Theme"), self.look, kept), (_("Language"), self.language, "")):
            card.add(Text(label, size=Type.LABEL, weight=Type.MEDIUM, tone="muted"))
            card.column.addSpacing(4)
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            card.add(choice)
            card.column.addSpacing(6)
            card.add(Paragraph(words, size=Type.DATA, tone="muted") if words else self._under_language())
            card.column.addSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        self.customer_screen.setMaximumWidth(WIDEST)
        column.addWidget(card)
        column.addWidget(self.customer_screen)
        column.addStretch(1)
        self.setFocusProxy(self.look)

    def _under_language(self) -> QWidget:
        under = QWidget()
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = _("Holds from the next start on.")
        column.addWidget(Paragraph(words, size=Type.DATA, tone="muted"))
        column.addWidget(self.later)
        return under

    def refresh(self) -> None:
        self._show_look()
        self.customer_screen.read_again()
        self.language.show_chosen((kept_language() or current()).value)
        self._say_later()

    def _show_look(self) -> None:
        self.look.show_chosen(theme.current().appearance.value)

    def _choose_language(self, key: str) -> None:
        keep_language(Language(key))
        self._say_later()

    def _say_later(self) -> None:
        is_other = self.language.chosen != current().value
        self.later.setText(_("Close the program and start it again to see the new language.") if is_other else "")
        self.later.setVisible(is_other)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("← →", _("choose")),)
