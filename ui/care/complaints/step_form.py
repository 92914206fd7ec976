"""What every form of a complaint is: its fields, what it lacks, what it books; the page shows one at a time."""

from abc import abstractmethod
from collections.abc import Callable, Collection
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.care.complaints.queries import ComplaintId, ComplaintView
from app.care.complaints.states import CHANNEL_WORDS, ComplaintChannel
from app.kernel.language import _
from app.kernel.refusal import Clash
from app.trust.deeds import Deed
from ui.theme import Size
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import Field, LineField, LinesField

FIELD = "complaint."
SPOKEN = (ComplaintChannel.PHONE, ComplaintChannel.COUNTER, ComplaintChannel.MESSAGE, ComplaintChannel.LETTER)


class StepForm(Card):
    """`changed` when something was typed. What was typed stays until it is booked or another complaint comes."""

    changed = Signal()
    key = ""
    deed: Deed
    seen: Any = None  # the record its fields were filled from, where two people may write it

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__(title, remark=remark)
        self.hide()

    @property
    def place(self) -> str:
        """The last part of the place its drafts are kept under."""
        return self.key

    # What a form of its own says

    def fill(self, view: ComplaintView) -> None:
        """Begin with what is known of this complaint; nothing is typed yet."""

    def follow(self, view: ComplaintView) -> None:
        """The same complaint was read again: what was typed stays."""

    def booked(self) -> None:
        """What stood in it is saved."""

    def primary_words(self) -> str:
        """What the page's primary action is called."""
        return _("Save")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        """What stands in the way: field and words."""
        return ()

    @abstractmethod
    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        """The use case with what was typed. Refuses what cannot be read."""

    def says(self, outcome: Any) -> str:
        """What is said once it is booked."""
        return _("Saved.")

    def focus_first(self) -> None:
        """Put the cursor where one begins."""

    def labels(self) -> dict[str, str]:
        """Names of the fields two people may both write, with their labels."""
        return {}

    def say_of(self, name: str, words: str) -> str:
        """What stands in a field of that name, in words."""
        return words

    def take(self, clash: Clash, *, is_theirs: bool) -> None:
        """Of a field both wrote one version was chosen; the next save decides on it."""

    def saw(self, seen: Any, names: Collection[str]) -> None:
        """What stands in these fields was typed over `seen`: what a colleague wrote there since is a conflict."""
        if seen is not None:
            over = (one.name for one in fields(seen) if f"{FIELD}{one.name.removesuffix('_id')}" in names)
            self.seen = replace(self.seen, **{name: getattr(seen, name) for name in over})

    # What forms are made of

    def lines(self, name: str, label: str, *, placeholder: str = "", height: int = 84) -> LinesField:
        """Several lines, heard."""
        field = LinesField(f"{FIELD}{name}", label, placeholder=placeholder, height=height)
        field.changed.connect(lambda _words: self.changed.emit())
        return field

    def line(self, name: str, label: str, *, placeholder: str = "", unit: str = "") -> LineField:
        """One line, heard."""
        field = LineField(f"{FIELD}{name}", label, placeholder=placeholder, unit=unit)
        field.changed.connect(lambda _words: self.changed.emit())
        return field

    def chips(self, name: str, label: str, options: tuple[tuple[str, str], ...]) -> Field[Chips]:
        """One of a few, heard."""
        chips = Chips(f"{FIELD}{name}", label, [Chip(key, words) for key, words in options])
        field = Field(f"{FIELD}{name}", label, chips, boxed=False)
        chips.chosen_changed.connect(lambda _chosen: self._chosen(field))
        return field

    def channel(self, name: str, label: str) -> Field[Chips]:
        """By which way it was said; by telephone unless another is chosen."""
        field = self.chips(name, label, tuple((one.value, _(CHANNEL_WORDS[one])) for one in SPOKEN))
        field.editor.show_chosen((ComplaintChannel.PHONE.value,))
        return field

    def _chosen(self, field: Field[Chips]) -> None:
        field.clear_error()
        self.changed.emit()

    def add_side_by_side(self, *fields: QWidget) -> None:
        """Fields of equal width in one row."""
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)


def chosen(field: Field[Chips]) -> str:
    """The key of the chosen chip; empty while none is."""
    return next(iter(field.editor.chosen), "")
