"""What was typed and chosen in a form while another complaint, or another ending, stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.chips import Chips
from ui.widgets.choice import Choice
from ui.widgets.typed import Editor, editors_under, key_of, name_of, words_of, write_into

Choices = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Aside:
    """Words by the names of their fields, choices by the names of their chips and lists; what they were typed over.

    `seen` is the record that stood in the form then, None where nobody compares.
    """

    words: Mapping[str, str]
    choices: Choices
    seen: Any = None

    @property
    def names(self) -> frozenset[str]:
        """The fields that somebody changed."""
        return frozenset(self.words) | frozenset(self.choices)


def filled(form: QWidget) -> Aside:
    """Say that nobody typed what stands here now; answers all of it."""
    for editor in editors_under(form):
        if isinstance(editor, QLineEdit):
            editor.setModified(False)
        else:
            editor.document().setModified(False)
    return _all_of(form)


def typed_in(form: QWidget, *, filled_with: Aside, seen: Any = None) -> Aside:
    """What somebody changed since the form was filled with that, over what they saw."""
    stands = _all_of(form)
    words = {name: said for name, said in stands.words.items() if filled_with.words.get(name) != said}
    choices = {name: keys for name, keys in stands.choices.items() if filled_with.choices.get(name) != keys}
    return Aside(words, choices, seen)


def put_back(form: QWidget, aside: Aside) -> None:
    """Write and choose it again; the words count as not saved."""
    for chips in form.findChildren(Chips):
        if chips.objectName() in aside.choices:
            chips.show_chosen(aside.choices[chips.objectName()])
            chips.chosen_changed.emit(chips.chosen)
    for choice in form.findChildren(Choice):
        if choice.objectName() in aside.choices:
            choice.show_chosen(next(iter(aside.choices[choice.objectName()]), None))
    for editor in editors_under(form):
        if name_of(editor) in aside.words:
            write_into(editor, aside.words[name_of(editor)])


def put_back_kept(form: QWidget, kept: Mapping[str, str]) -> None:
    """Write what the store keeps, by key, into the fields nobody has typed into since."""
    for editor in editors_under(form):
        if key_of(editor) in kept and not is_typed(editor):
            write_into(editor, kept[key_of(editor)])


def is_typed(editor: Editor) -> bool:
    """Whether somebody typed here since the program wrote into it."""
    return editor.isModified() if isinstance(editor, QLineEdit) else editor.document().isModified()


def _all_of(form: QWidget) -> Aside:
    words = {name_of(editor): words_of(editor) for editor in editors_under(form) if name_of(editor)}
    chips = {chips.objectName(): chips.chosen for chips in form.findChildren(Chips)}
    lists = {one.objectName(): frozenset(filter(None, (one.chosen,))) for one in form.findChildren(Choice)}
    return Aside(words, {**chips, **lists})
