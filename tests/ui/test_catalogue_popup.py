"""The list under a cell goes where its cell goes."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.catalogue_popup import SHADOW, CataloguePopup, Offer


@pytest.mark.parametrize("is_at_foot", [False, True])
def test_it_never_lies_over_its_cell_when_a_line_comes_above(qtbot: QtBot, is_at_foot: bool) -> None:
    window, lines, editor = QWidget(), QWidget(), QLineEdit()
    qtbot.addWidget(window)
    column, inner = QVBoxLayout(window), QVBoxLayout(lines)
    inner.addWidget(editor)
    column.addStretch(int(is_at_foot))
    column.addWidget(lines)
    column.addStretch(int(not is_at_foot))
    window.resize(700, 600)
    popup = CataloguePopup(editor, "offers")
    window.show()
    popup.show_offers("Parts", [Offer(str(at), f"part {at}") for at in range(3)])
    for _line in range(3):
        inner.insertWidget(0, QLabel("a line"))
        QApplication.processEvents()
        corner = editor.mapTo(window, QPoint(0, 0))
        is_below = popup.y() >= corner.y() + editor.height()
        is_above = popup.y() + popup.height() - 2 * SHADOW <= corner.y()
        assert is_below or is_above
        assert window.childAt(editor.mapTo(window, editor.rect().center())) is editor


@pytest.mark.parametrize(("at", "count"), [(330, 5), (560, 8)])
def test_rather_fewer_rows_below_the_cell_than_all_over_what_stands_above_it(qtbot: QtBot, at: int, count: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 628)
    editor = QLineEdit(window)
    editor.setGeometry(100, at, 300, 34)
    window.show()
    popup = CataloguePopup(editor, "offers")
    popup.show_offers("Parts", [Offer(str(part), f"part {part}") for part in range(20)])
    assert (popup.y() > at) == (count < 8)
    assert popup.y() + popup.height() - 2 * SHADOW <= (window.height() if count < 8 else at)
    assert len(popup._shown()) == count
    for _step in range(19):
        popup.move_by(1)
    assert popup._shown()[-1].key == "19"


def test_it_goes_with_its_cell(qtbot: QtBot) -> None:
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(page)
    editor = QLineEdit(page)
    window.resize(700, 600)
    window.show()
    popup = CataloguePopup(editor, "offers")
    popup.show_offers("Parts", [Offer("1", "part 1")])
    shiboken6.delete(editor)
    page.move(20, 20)  # what is around the cell is listened to
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(popup), "nothing is left hanging over the window"
