"""The boxes a customer ticks alone: two are needed, two are free; none is ever ticked beforehand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.agreement.sign import Consents
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.named import named
from ui.widgets.text import Link, Paragraph

PITCH, INDENT = 32, 30


class Consent(QWidget):
    """One box with its words, what can be read about it, and its error line."""

    def __init__(self, name: str, words: str, *, link: Link | None = None) -> None:
        super().__init__()
        self.check = Check(name, words, side=Size.CHECK_SIGN, size=Type.OBJECT)
        self.check.setFixedHeight(PITCH)
        self.error_line = named(Paragraph(size=Type.DATA, tone="bad"), f"{name}.error")
        self.error_line.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.check, 1)
        if link is not None:
            row.addWidget(link)
        self.error_line.setContentsMargins(INDENT, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.error_line)
        self.check.toggled.connect(lambda _on: self.set_error(""))

    def set_error(self, words: str) -> None:
        """Say under the box what is missing; empty words clear it."""
        self.error_line.setText(words)
        self.error_line.setVisible(bool(words))
        self.check.setAccessibleDescription(words)


class ConsentCard(Card):
    """`changed` comes with each tick; `privacy_asked` when someone wants to read the notice."""

    changed = Signal()
    privacy_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Separate consents"), remark=_("Please tick yourself; the last two are free"), padding=24)
        self.read = named(Link(_("Read"), size=Type.DATA), "sign.read_privacy", _("Read the privacy notice"))
        self.read.pressed.connect(self.privacy_asked.emit)
        self.e_signature = Consent("sign.e_signature_consent", _("I agree to sign this agreement electronically"))
        self.privacy = Consent(
            "sign.privacy_consent", _("I agree to the use of my data as the privacy notice says"),
            link=self.read,
        )  # fmt: skip
        self.survey = Consent("sign.survey_consent", _("You may call me and ask whether I am satisfied"))
        self.greetings = Consent("sign.greetings_consent", _("You may send me birthday and service greetings"))
        for consent in self.every():
            self.add(consent)
            consent.check.toggled.connect(lambda _on: self.changed.emit())
        margins = self.column.contentsMargins()
        margins.setBottom(12)
        self.column.setContentsMargins(margins)

    def every(self) -> tuple[Consent, ...]:
        """All, in their order."""
        return self.e_signature, self.privacy, self.survey, self.greetings

    def consents(self) -> Consents:
        """What is ticked."""
        return Consents(
            to_privacy=self.privacy.check.isChecked(), to_e_signature=self.e_signature.check.isChecked(),
            to_survey=self.survey.check.isChecked(), to_greetings=self.greetings.check.isChecked(),
        )  # fmt: skip

    def ask_e_signature(self, is_asked: bool) -> None:
        """Whether the consent to an electronic signature is needed: on paper there is none."""
        if not is_asked:
            self.e_signature.check.setChecked(False)
            self.e_signature.set_error("")
        self.e_signature.setVisible(is_asked)

    def _needed(self) -> tuple[Consent, ...]:
        return tuple(one for one in (self.e_signature, self.privacy) if not one.isHidden())

    def is_complete(self) -> bool:
        """Whether all that are needed are ticked."""
        return self.first_missing() is None

    def first_missing(self) -> Consent | None:
        """The first needed box that is empty."""
        return next((one for one in self._needed() if not one.check.isChecked()), None)

    def clear(self) -> None:
        """Empty all boxes: another text wants another consent."""
        for consent in self.every():
            consent.check.setChecked(False)
            consent.set_error("")
