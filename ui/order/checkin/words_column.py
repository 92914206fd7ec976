"""The middle column: what the customer says and wishes, what the instruments show, until when."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtGui import QResizeEvent, QTextCursor

from app.kernel.language import _, mark
from app.order.checkin.choices import OldParts, Waits, Wash
from app.order.checkin.form import CheckinForm
from ui.order.checkin.column import Column, in_pairs
from ui.order.checkin.promise_part import PromisePart
from ui.order.checkin.rare_part import RarePart
from ui.order.checkin.readings_part import ReadingsPart
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import Field, LinesField
from ui.widgets.segmented import Segmented

# Chip, and the words it puts in: what people say most, to be finished in their own words.
PHRASES: tuple[tuple[str, str, str], ...] = (
    ("noise", mark("Noise"), mark("There is a noise when driving. ")),
    ("service", mark("Service"), mark("Comes for the regular service. ")),
    ("lamp", mark("Warning lamp"), mark("A warning lamp is lit. ")),
    ("shake", mark("Shaking"), mark("The car shakes. ")),
    ("fuel", mark("Consumption"), mark("Uses more fuel than before. ")),
    ("cooling", mark("Air conditioning"), mark("The air conditioning does not cool. ")),
)
K = TypeVar("K", bound=str)

YES, NO = "yes", "no"
# Short enough to stand side by side; the papers say them in full.
WASH = {Wash.NONE: mark("No wash"), Wash.EXTERIOR: mark("Plain"), Wash.FULL: mark("Full")}
OLD_PARTS = {
    OldParts.TAKE_BACK: mark("Take"),
    OldParts.STORE_DISPOSES: mark("Leave"),
    OldParts.LOOK_FIRST: mark("Look"),
}
WAITS = {Waits.IN_STORE: mark("Waits"), Waits.LEAVES: mark("Comes back")}
ROAD_TEST = {YES: mark("May"), NO: mark("May not")}
LOW_WORDS, HIGH_WORDS, HIGH_FROM = 66, 128, 760


class WordsColumn(Column):
    """Words, readings, wishes, promise; below them what few visits need."""

    def __init__(self) -> None:
        super().__init__()
        remark = _("word for word, printed")
        self.concern = LinesField("checkin.concern", _("Customer's words"), remark=remark, height=LOW_WORDS)
        self.phrases = Chips("checkin.phrases", _("Usual words"), _phrase_chips(), many=True)
        self.readings, self.promise = ReadingsPart(), PromisePart()
        self.wash = _choice("checkin.wash", _("Wash"), _options(WASH))
        self.old_parts = _choice("checkin.old_parts", _("Old parts"), _options(OLD_PARTS))
        self.waits = _choice("checkin.waits", _("Waiting"), _options(WAITS))
        self.road_test = _choice("checkin.road_test", _("Road test"), _options(ROAD_TEST))
        self.rare = RarePart()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.rows.addWidget(self.concern)
        self.rows.addWidget(self.phrases)
        self.rows.addSpacing(6)
        self.rows.addWidget(self.readings)
        self.rows.addLayout(in_pairs(self.wash, self.old_parts, self.waits, self.road_test))
        self.rows.addWidget(self.promise)
        self.rows.addWidget(self.rare)
        self.rows.addStretch(1)

    def _connect(self) -> None:
        self.concern.changed.connect(lambda _words: self._words_typed())
        self.phrases.chosen_changed.connect(self._phrase_chosen)
        for part in (self.readings, self.promise, self.rare):
            part.changed.connect(self.changed.emit)
        for field in self._segmented():
            field.editor.chosen_changed.connect(lambda _key, field=field: self._chosen(field))

    def _segmented(self) -> tuple[Field[Segmented], ...]:
        return self.wash, self.old_parts, self.waits, self.road_test

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands in this column."""
        chosen = {field.editor.objectName(): field.editor.chosen for field in self._segmented()}
        road_test = chosen["checkin.road_test"]
        form = replace(
            form,
            customer_statement=self.concern.text(),
            wash=Wash(chosen["checkin.wash"]) if chosen["checkin.wash"] else None,
            old_parts=OldParts(chosen["checkin.old_parts"]) if chosen["checkin.old_parts"] else None,
            waits=Waits(chosen["checkin.waits"]) if chosen["checkin.waits"] else None,
            allows_road_test=None if road_test is None else road_test == YES,
        )
        return self.rare.write(self.promise.write(self.readings.write(form)))

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.concern.set_text(form.customer_statement)
        road_test = None if form.allows_road_test is None else YES if form.allows_road_test else NO
        chosen = (form.wash, form.old_parts, form.waits, road_test)
        for field, key in zip(self._segmented(), chosen, strict=True):
            field.editor.show_chosen(None if key is None else str(key))
        for part in (self.readings, self.promise, self.rare):
            part.read(form)
        self._light_phrases()

    def clear_errors(self) -> None:
        """Take every red line away."""
        self.concern.clear_error()
        for field in self._segmented():
            field.clear_error()
        for part in (self.readings, self.promise, self.rare):
            part.clear_errors()

    def _words_typed(self) -> None:
        self._light_phrases()
        self.changed.emit()

    def _light_phrases(self) -> None:
        said = self.concern.text()
        self.phrases.show_chosen([key for key, _chip, words in PHRASES if _(words).strip(" 。.") in said])

    def _phrase_chosen(self, keys: frozenset[str]) -> None:
        """A phrase goes in where the cursor stands; chosen again it is taken out as it went in."""
        said = self.concern.text()
        for key, _chip, phrase in PHRASES:
            words = _(phrase)
            if key in keys and words.strip(" 。.") not in said:
                self.concern.editor.insertPlainText(words)
            elif key not in keys and words.strip(" 。.") in said:
                self.concern.set_text(said.replace(words, "").replace(words.strip(" 。."), ""))
        self.concern.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.concern.editor.setFocus()

    def _chosen(self, field: Field[Segmented]) -> None:
        field.clear_error()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher screen gives the customer's words more room, and shows what is rare at once."""
        super().resizeEvent(event)
        is_high = self.height() >= HIGH_FROM
        self.rare.give_room(is_high)
        if self.concern.edge is not None:
            self.concern.edge.setFixedHeight(HIGH_WORDS if is_high else LOW_WORDS)


def _choice(name: str, label: str, options: list[tuple[str, str]]) -> Field[Segmented]:
    return Field(name, label, Segmented(name, label, options), boxed=False)


def _options(words: Mapping[K, str]) -> list[tuple[str, str]]:
    return [(str(key), _(said)) for key, said in words.items()]


def _phrase_chips() -> list[Chip]:
    return [Chip(key, _(words)) for key, words, _phrase in PHRASES]
