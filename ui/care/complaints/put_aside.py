"""What was typed and chosen in a form while another complaint, or another ending, stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.chips import Chips
from ui.widgets.typed import Editor, editors_under, key_of, name_of, words_of, write_into


@dataclass(frozen=True, slots=True)
class Aside:
    """Words by the names of their fields, choices by the names of their chips; only what somebody changed."""

    words: Mapping[str, str]
    choices: Mapping[str, frozenset[str]]


def _choices(form: QWidget) -> dict[str, frozenset[str]]:
    return {chips.objectName(): chips.chosen for chips in form.findChildren(Chips)}


def filled(form: QWidget) -> dict[str, frozenset[str]]:
    """Say that nobody typed what stands here now; answers what is chosen in each row of chips."""
    for editor in editors_under(form):
        if isinstance(editor, QLineEdit):
            editor.setModified(False)
        else:
            editor.document().setModified(False)
    return _choices(form)


def typed_in(form: QWidget, *, filled_with: Mapping[str, frozenset[str]]) -> Aside:
    """What somebody changed since the form was filled, with these choices."""
    words = {name_of(one): words_of(one) for one in editors_under(form) if is_typed(one)}
    changed = {name: keys for name, keys in _choices(form).items() if filled_with.get(name) != keys}
    return Aside(words, changed)


def put_back(form: QWidget, aside: Aside) -> None:
    """Write and choose it again; the words count as not saved."""
    for chips in form.findChildren(Chips):
        if chips.objectName() in aside.choices:
            chips.show_chosen(aside.choices[chips.objectName()])
            chips.chosen_changed.emit(chips.chosen)
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
