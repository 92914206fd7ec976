"""Painting as little as possible: words are set once, boxes have no pen, what did not change is not painted again."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hands import Show
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui import theme
from ui.order.cover import Cover
from ui.shell.palette import Palette
from ui.shell.palette_list import Hit
from ui.shell.places import Place
from ui.shell.status_line import Health, Standing, StatusLine
from ui.shell.window import Window
from ui.shell.workspace import Workspace
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.field import LineField
from ui.widgets.page import Page
from ui.widgets.set_line import set_line
from ui.widgets.spare import MOST_RESTS, Spare
from ui.worker import Worker

BASELINE = 30
IMPORTS = """
import sys
from ui.shell.rooms import fetch, warm

fetch(None)
before = set(sys.modules)
for _step in warm():
    pass
print(*(name for name in set(sys.modules) - before if name.startswith("app.")))
print(*({"reportlab", "pyhanko"} & before))
"""


class Watch(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.paints += isinstance(event, QPaintEvent)
        return False


@contextmanager
def _canvas() -> Iterator[tuple[QImage, QPainter]]:
    image = QImage(420, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor("#123456"))
    yield image, painter
    painter.end()


@pytest.mark.parametrize("words", ["苏A·8K2M6", "制动液更换（含人工）DOT4", "¥ 1,234.50", "48,210 km", "a  b ", ""])
@pytest.mark.parametrize(("size", "weight"), [(Type.LABEL, Type.MEDIUM), (Type.TITLE, Type.BOLD)])
def test_words_set_once_look_as_qt_writes_them(qapp: QApplication, words: str, size: int, weight: int) -> None:
    with _canvas() as (kept, painter):
        set_line(words, size, weight).draw(painter, 3.4, BASELINE)
    with _canvas() as (written, painter):
        painter.setFont(theme.current().font(size, weight))
        painter.drawText(QPointF(3.4, BASELINE), words)
    assert kept == written


def test_an_edge_is_one_sharp_pixel_and_leaves_the_inside_alone(qapp: QApplication) -> None:
    with _canvas() as (image, painter):
        drawn.box(painter, QRectF(10, 4, 200, 40), edge="bad", radius=Radius.CARD)
    edge = theme.current().color("bad")
    assert [image.pixelColor(x, 24) for x in (9, 10, 11)] == [QColor("white"), edge, QColor("white")]
    assert [image.pixelColor(110, y) for y in (43, 44)] == [edge, QColor("white")]


def test_an_answer_that_comes_soon_paints_nothing_of_the_status_line(shown: Show, qapp: QApplication) -> None:
    line = StatusLine()
    line.show_standing(Standing("门店", database=Health("数据库正常")))
    shown(line)
    qapp.processEvents()
    watch = Watch(line.database)
    line.show_busy(1)
    line.show_busy(0)
    qapp.processEvents()
    assert watch.paints == 0


@pytest.mark.parametrize("where", [QRect(0, 640, 1366, 128), QRect(400, 160, 560, 60)], ids=["below", "under_the_rows"])
def test_a_key_in_the_palette_paints_nothing_of_what_lies_beside_or_behind(
    shown: Show, worker: Worker, qtbot: QtBot, qapp: QApplication, where: QRect
) -> None:
    behind = QWidget()
    behind.resize(1366, 768)
    page = QWidget(behind)
    page.setGeometry(where)
    hits = tuple(Hit("order", f"WXD00000{at}", "王建军", "苏A·8K2M6", "normal", str(at)) for at in range(3))
    palette = Palette(behind, worker, lambda _desk, _words: hits)
    shown(behind)
    palette.come_up((), "WXD")
    qtbot.waitUntil(lambda: len(palette.list.entries.rows) > len(hits))
    qapp.processEvents()
    watch = Watch(page)
    QTest.keyClicks(palette.input, "0")
    qapp.processEvents()
    assert watch.paints == 0


def test_what_the_pages_ask_of_the_store_is_imported_off_the_windows_thread() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True, timeout=60)
    still_missing, too_much = told.stdout.split("\n")[:2]
    assert (still_missing, too_much) == ("", "")


def test_a_field_makes_what_it_may_never_show_only_when_it_is_shown(shown: Show) -> None:
    field = LineField("checkin.phone", "Phone")
    shown(field)
    before = len(field.findChildren(QWidget))
    assert (field.error, field.findChild(QWidget, "checkin.phone.error")) == ("", None)
    field.set_error("Eleven figures.")
    assert field.error == "Eleven figures." and field.error_line.isVisible()
    assert len(field.findChildren(QWidget)) == before + 1
    field.clear_error()
    assert field.error == "" and not field.error_line.isVisible()


def test_units_and_remarks_stand_where_they_belong_whenever_they_come(shown: Show) -> None:
    early, late = LineField("a.b", "Odometer", unit="km", remark="last 7"), LineField("a.c", "Odometer")
    late.set_unit("km")
    late.set_remark("last 7")
    for field in (early, late):
        shown(field)
        assert (field.unit.text(), field.remark.text()) == ("km", "last 7")
        assert field.unit.isVisible() and field.unit.x() > field.editor.x()
        assert field.remark.isVisible() and field.remark.geometry().right() == field.rect().right()


class Sample(Page):
    """A page of nothing."""


@pytest.mark.parametrize("turns", [0, 1, 9])
def test_a_page_made_beforehand_is_whole_whenever_it_is_asked_for(qtbot: QtBot, worker: Worker, turns: int) -> None:
    made: list[int] = []

    def parts() -> Iterator[Page | None]:
        for part in range(2):
            made.append(part)
            yield None
        yield Sample(worker)

    owner = QObject()
    spare = Spare(owner, parts(), QSize(700, 500))
    for _turn in range(turns):
        spare.step()
    page = spare.take()
    assert isinstance(page, Sample)
    assert made == [0, 1]
    assert (page.size() == QSize(700, 500)) is (turns > 3)
    qtbot.addWidget(page)


def test_a_page_that_nobody_goes_to_is_let_go(qtbot: QtBot, worker: Worker) -> None:
    page, owner = Sample(worker), QObject()
    spare = Spare(owner, iter((page,)), QSize(640, 480))
    spare.step()
    spare.drop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(page)
    assert not isValid(spare)


def test_after_other_work_the_next_part_waits_a_turn_but_not_for_ever(qtbot: QtBot, worker: Worker) -> None:
    made: list[int] = []

    def parts() -> Iterator[Page | None]:
        made.append(1)
        yield Sample(worker)

    owner = QObject()
    spare = Spare(owner, parts(), QSize(700, 500))
    for rest in range(MOST_RESTS + 1):
        assert made == [], rest
        spare._began = 0  # as if the event loop came back to it very late
        spare._turn()
    assert made == [1]
    qtbot.addWidget(spare.take())


def test_who_comes_to_the_desk_finds_the_large_page_made_and_only_once(qtbot: QtBot, worker: Worker) -> None:
    begun: list[str] = []

    def parts(given: Worker) -> Iterator[Page | None]:
        begun.append("parts")
        yield Sample(given)

    def at_once(given: Worker) -> Page:
        begun.append("at once")
        return Sample(given)

    places = (Place("board", "board", "Board", page=Sample), Place("checkin", "car", "Check-in", at_once, parts))
    workspace = Workspace(worker, places)
    qtbot.addWidget(workspace)
    workspace.change_to("S02")
    workspace.go("board")
    workspace.make_beforehand()
    workspace.make_beforehand()
    assert workspace.go("checkin")
    workspace.make_beforehand()
    assert begun == ["parts"]
    workspace.change_to("S04")
    assert workspace.go("checkin")
    assert begun == ["parts", "at once"]


def test_what_somebody_sees_first_is_made_while_they_type_their_pin(qtbot: QtBot, worker: Worker) -> None:
    begun: list[str] = []

    def parts(given: Worker) -> Iterator[Page | None]:
        begun.append("board")
        yield Sample(given)

    workspace = Workspace(worker, (Place("board", "board", "Board", Sample, parts), Place("checkin", "car", "Car")))
    qtbot.addWidget(workspace)
    workspace.change_to("S02")
    workspace.go("board")
    workspace.await_person("S02")
    assert "board" not in workspace._spares
    workspace.await_person("S04")
    qtbot.waitUntil(lambda: begun == ["board"])
    workspace.change_to("S04")
    workspace.go("board")
    assert begun == ["board"]
    workspace.change_to("S02")
    workspace.await_person("S04")  # their own pages were kept
    assert "board" not in workspace._spares


def test_what_a_cover_lies_over_is_not_painted(qtbot: QtBot, worker: Worker) -> None:
    window = QWidget()
    window.resize(700, 500)
    page = Sample(worker, window)
    page.resize(700, 500)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    watch = Watch(page)
    cover = Cover(page, "sample.cover", "Cover")
    cover.come_up(cover)
    QApplication.processEvents()
    assert watch.paints == 0
    cover.leave()
    QApplication.processEvents()
    assert watch.paints == 1


def test_before_anybody_comes_the_first_pages_are_made_in_the_room_they_will_have(qtbot: QtBot) -> None:
    worker = Worker()
    made: list[Page] = []

    def parts(given: Worker) -> Iterator[Page | None]:
        made.append(Sample(given))
        yield made[-1]

    window = Window(worker, places=(Place("board", "board", "Board", Sample, parts),))
    qtbot.addWidget(window)
    for _part in window.workspace.making():
        pass
    room = made[0].size()
    window.show_sign_in((), lambda *_given: None)
    window.show()
    window.enter("S02", "赵敏", "")
    QApplication.processEvents()
    assert window.workspace.page() is made[0]
    assert room.width() == window.workspace.width() > 1000
    assert len(made) == 1
    worker.close()
