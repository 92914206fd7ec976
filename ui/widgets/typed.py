"""Which field a draft belongs to: its key is the place it stands in and its name there."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

MARK = "/"  # as in app/drafts.py, which must not be imported before the first paint
# The property of a page that waits for another person than the one at the desk: what stands in it is not theirs.
ASIDE = "is_aside"
Editor = QLineEdit | QPlainTextEdit


def stand_in(widget: QWidget, place: str) -> None:
    """Say that what is typed inside belongs to this place: `order.17.quote`, `settings.store`."""
    widget.setProperty("draft_place", place)


def call(editor: Editor, name: str) -> None:
    """Name a field for its draft where its object name is not the only one of its place; empty: it is not kept."""
    editor.setProperty("draft_name", name)


def name_of(editor: Editor) -> str:
    """The name of a field in its place; empty if it is not kept."""
    name = editor.property("draft_name")
    return editor.objectName() if name is None else str(name)


def key_of(editor: Editor) -> str:
    """The key of the draft; empty where nothing is kept: a PIN, a search box, what keeps itself in another way."""
    if not name_of(editor) or (isinstance(editor, QLineEdit) and editor.echoMode() is not QLineEdit.EchoMode.Normal):
        return ""
    place: str | None = None
    above: QWidget | None = editor
    while above is not None:
        if above.property(ASIDE):
            return ""
        if place is None:
            place = above.property("draft_place")
        above = above.parentWidget()
    return f"{place}{MARK}{name_of(editor)}" if place else ""


def editors_under(widget: QWidget) -> list[Editor]:
    """The fields inside, the widget itself if it is one."""
    itself = [widget] if isinstance(widget, QLineEdit | QPlainTextEdit) else []
    return [*itself, *widget.findChildren(QLineEdit), *widget.findChildren(QPlainTextEdit)]


def keys_under(*widgets: QWidget) -> tuple[str, ...]:
    """The keys of the fields inside."""
    return tuple(key for widget in widgets for editor in editors_under(widget) if (key := key_of(editor)))


def words_of(editor: Editor) -> str:
    """What stands in a field."""
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def write_into(editor: Editor, words: str) -> None:
    """Put words in as if they had been typed: they count as not saved."""
    if isinstance(editor, QLineEdit):
        editor.setText(words)
        editor.setModified(True)
    else:
        editor.setPlainText(words)
        editor.document().setModified(True)
