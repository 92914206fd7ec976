"""In a store that is only looked at, what is typed goes with the copy: it is said while one types."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from whole_program import ADVISOR, Desktop

from app.desk import Store
from app.kernel.language import Language, use
from ui import formats

SAID = "现在输入的内容，关闭窗口后不保留"


@pytest.fixture(params=[True, False], ids=["looked at", "sound"])
def desktop(qtbot: QtBot, demo_store: Store, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """The whole program on a store that is only looked at, and on a sound one."""
    use(Language.CHINESE)
    looked_at = replace(demo_store, only_looks="只能查看：文件已损坏。")
    made = Desktop(qtbot, looked_at if request.param else demo_store)
    made.sign_in(ADVISOR)
    yield made
    made.reception.close()
    made.window.deleteLater()
    formats.show_times_in(None)


def find(desktop: Desktop, name: str) -> QWidget:
    desktop.qtbot.waitUntil(lambda: desktop.window.findChild(QWidget, name) is not None)
    found = desktop.window.findChild(QWidget, name)
    assert found is not None
    return found


def test_it_stands_over_every_form(desktop: Desktop) -> None:
    notice = desktop.window.notice
    desktop.open_order()
    if desktop.store.only_looks:
        desktop.qtbot.waitUntil(notice.isVisible, timeout=10_000)
        assert "关闭窗口后不保留" in notice.remedy.text()
    else:
        assert not notice.isVisible()


def test_the_check_in_says_so(desktop: Desktop) -> None:
    desktop.press([Qt.Key.Key_F2])  # type: ignore[arg-type]
    field = find(desktop, "checkin.concern")
    field.setFocus()
    type_words(field, "刹车异响")
    mark = find(desktop, "checkin.kept")
    desktop.qtbot.waitUntil(mark.isVisible, timeout=5_000)
    QApplication.processEvents()
    assert (mark.accessibleName() == SAID) is bool(desktop.store.only_looks)
