"""The rail's place 设置: its sections at the left, the chosen one at the right."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from ui.settings.appearance_section import AppearanceSection
from ui.settings.audit_section import AuditSection
from ui.settings.backup_section import BackupSection
from ui.settings.closing_section import ClosingSection
from ui.settings.encryption_section import EncryptionSection
from ui.settings.privacy_section import PrivacySection
from ui.settings.rules_section import RulesSection
from ui.settings.seal_section import SealSection
from ui.settings.section_list import SectionList
from ui.settings.staff_section import StaffSection
from ui.settings.store_section import StoreSection
from ui.settings.tables_section import TablesSection
from ui.theme import Size
from ui.widgets.page import Command, Page, PageHead
from ui.worker import Worker

MAKERS: dict[str, Callable[[Worker], Page]] = {
    "staff": StaffSection,
    "store": StoreSection,
    "rules": RulesSection,
    "closing": ClosingSection,
    "backup": BackupSection,
    "encryption": EncryptionSection,
    "tables": TablesSection,
    "privacy": PrivacySection,
    "audit": AuditSection,
    "seal": SealSection,
    "appearance": AppearanceSection,
}


class SettingsPage(Page):
    """Each section is a page of its own; this one hands on what the window asks."""

    restore_asked = Signal(str)
    switch_asked = Signal(object)
    slices = frozenset({"staff", "store", "paper", "settlement"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        # Those that were seen: all at once would stop the window.
        self.sections: dict[str, Page] = {}
        self._titles = (
            ("staff", "people", _("Staff")),
            ("store", "store", _("Store")),
            ("rules", "sliders", _("Rules")),
            ("closing", "wallet", _("Daily closing")),
            ("backup", "folder", _("Backup")),
            ("encryption", "lock", _("Encryption")),
            ("tables", "upload", _("Tables in and out")),
            ("privacy", "person", _("Privacy")),
            ("audit", "eye", _("Audit")),
            ("seal", "shield", _("Store seal")),
            ("appearance", "monitor", _("Appearance")),
        )
        self.list = SectionList(self._titles)
        self._stack = QStackedWidget()
        self._build()
        self._stack.addWidget(self._make("staff"))
        self.list.choose("staff")
        self.list.chosen.connect(self._come_up)

    def _make(self, key: str) -> Page:
        section = self.sections[key] = MAKERS[key](self.worker)
        section.bar_changed.connect(self.bar_changed.emit)
        section.say.connect(self.say.emit)
        section.go.connect(self.go.emit)
        if isinstance(section, BackupSection):
            section.restore_asked.connect(self.restore_asked.emit)
        if isinstance(section, EncryptionSection):
            section.switch_asked.connect(self.switch_asked.emit)
        return section

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, Size.GAP)
        column.setSpacing(0)
        column.addWidget(PageHead(_("Settings")))
        column.addLayout(row, 1)

    @property
    def section(self) -> Page:
        """The section in front."""
        front = self._stack.currentWidget()
        assert isinstance(front, Page)
        return front

    def _come_up(self, key: str) -> None:
        if key not in self.sections:
            self._stack.addWidget(self._make(key))
        self._stack.setCurrentWidget(self.sections[key])
        self.section.refresh()
        self.bar_changed.emit()

    def open(self, what: object) -> None:
        """A section, or a field of it (`appearance/settings.customer_screen`).

        Asked for from elsewhere, the cursor goes into it and does not stay in the list.
        """
        section, _slash, field = str(what).partition("/")
        if section in MAKERS:
            self.list.choose(section)
            if field:
                self.section.focus_on(field)
            else:
                self.section.take_focus()

    def refresh(self) -> None:
        self.section.refresh()

    def take_focus(self) -> None:
        self.section.take_focus()

    def primary_words(self) -> str:
        return self.section.primary_words()

    def primary_name(self) -> str:
        return self.section.primary_name()

    def primary(self) -> None:
        self.section.primary()

    def missing(self) -> tuple[tuple[str, str], ...]:
        return self.section.missing()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return self.section.key_hints()

    def has_bar(self) -> bool:
        return True

    def commands(self) -> tuple[Command, ...]:
        return (
            *self.section.commands(),
            *(
                Command(
                    _("Settings: {section}").format(section=words),
                    lambda key=key: self.open(key),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
                    icon=icon,
                    also=key,
                )
                for key, icon, words in self._titles
            ),
        )

    def print_page(self) -> None:
        self.section.print_page()

    def step_back(self) -> bool:
        return self.section.step_back()

    def leave(self) -> bool:
        return self.section.leave()

    def show_refusal(self, refusal: Refusal) -> None:
        self.section.show_refusal(refusal)

    def put_back(self, place: str, name: str, words: str) -> bool:
        self.open(place.split(".")[1])
        return self.section.put_back(place, name, words)

    def find_widget(self, name: str) -> QWidget | None:
        return self.section.findChild(QWidget, name) or super().find_widget(name)
