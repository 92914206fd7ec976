"""Widgets that are drawn by hand: the outline of the car, photos, papers, the catalogue, and the whole gallery."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import Show
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel import language
from app.kernel.language import Language
from app.order.checkin.choices import DamageKind, View
from app.order.checkin.form import Damage
from ui import theme
from ui.theme import Appearance
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Look
from ui.widgets.car_outline import CarOutline
from ui.widgets.card import Card
from ui.widgets.catalogue_popup import CataloguePopup, Offer
from ui.widgets.check import Check
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.energy_level import EnergyLevel
from ui.widgets.field import Field, LineField, LinesField
from ui.widgets.icon import Icon
from ui.widgets.money import Money
from ui.widgets.order_chip import OrderChip
from ui.widgets.paper_view import PaperView
from ui.widgets.photo_strip import Photo, PhotoStrip
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.plate import Plate
from ui.widgets.segmented import Segmented
from ui.widgets.shape import Shape
from ui.widgets.steps import Steps

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
OFFERS = (
    Offer("TZ-A5-5005", "雨刮片（对）", tag=Mark("同质", kind=Kind.INFO), stock="20 对", price="97.00"),
    Offer("LB-M024", "更换雨刮片（一对）", icon="wrench", price="18.00"),
)


@pytest.fixture
def outline(shown: Show) -> CarOutline:
    made = CarOutline("checkin.damage", "Walk-around")
    made.resize(480, 280)
    shown(made)
    return made


def png(colour: str = "#456789") -> bytes:
    """A small picture."""
    image = QImage(200, 280, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_a_click_on_the_car_adds_a_mark_where_it_was(outline: CarOutline) -> None:
    outline.show_marks((Damage(View.LEFT, 5_000, 6_000, DamageKind.DENT),))
    point = outline.point_of(0).toPoint()
    outline.show_marks(())
    QTest.mouseClick(outline, Qt.MouseButton.LeftButton, pos=point)
    mark = outline.marks[0]
    assert (mark.view, mark.kind) == (View.LEFT, DamageKind.SCRATCH)
    assert abs(mark.x - 5_000) < 60 and abs(mark.y - 6_000) < 120


def test_a_click_on_a_mark_chooses_it_instead_of_adding_one(outline: CarOutline) -> None:
    outline.show_marks((Damage(View.TOP, 5_000, 2_000, DamageKind.DENT), Damage(View.REAR, 1, 1, DamageKind.RUST)))
    chosen: list[int] = []
    outline.mark_chosen.connect(chosen.append)
    QTest.mouseClick(outline, Qt.MouseButton.LeftButton, pos=outline.point_of(1).toPoint())
    assert chosen == [1] and len(outline.marks) == 2


def test_beside_the_car_nothing_is_marked(outline: CarOutline) -> None:
    QTest.mouseClick(outline, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert outline.marks == ()


def test_the_car_is_marked_by_keyboard_alone(outline: CarOutline) -> None:
    told: list[tuple[Damage, ...]] = []
    outline.marks_changed.connect(told.append)
    outline.setFocus()
    QTest.keyClick(outline, Key.Key_Down)
    QTest.keyClick(outline, Key.Key_Right)
    QTest.keyClick(outline, Key.Key_Return)
    QTest.keyClick(outline, Key.Key_Right, SHIFT)
    QTest.keyClick(outline, Key.Key_B)
    assert outline.marks == (Damage(View.REAR, 5_200, 5_000, DamageKind.DENT),)
    QTest.keyClick(outline, Key.Key_Return)
    QTest.keyClick(outline, Key.Key_1)
    assert outline.chosen == 0
    QTest.keyClick(outline, Key.Key_Delete)
    assert len(outline.marks) == 1 and len(told) == 5


def test_a_mark_is_dragged_but_never_out_of_its_view(outline: CarOutline) -> None:
    outline.show_marks((Damage(View.FRONT, 5_000, 5_000, DamageKind.CRACK),))
    start = outline.point_of(0).toPoint()
    QTest.mousePress(outline, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(outline, QPoint(0, start.y()))
    QTest.mouseRelease(outline, Qt.MouseButton.LeftButton, pos=QPoint(0, start.y()))
    assert (outline.marks[0].view, outline.marks[0].x) == (View.FRONT, 0)


def test_a_photo_is_added_by_paste(shown: Show) -> None:
    strip = shown(PhotoStrip("checkin.photo_add", "Photos"))
    assert isinstance(strip, PhotoStrip)
    added: list[tuple[bytes, ...]] = []
    strip.added.connect(added.append)
    what = QMimeData()
    what.setImageData(QImage.fromData(png()))
    QApplication.clipboard().setMimeData(what)
    strip.setFocus()
    QTest.keyClick(strip, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert QImage.fromData(added[0][0]).width() == 200


def test_photos_are_opened_and_removed_by_key(shown: Show) -> None:
    strip = shown(PhotoStrip("checkin.photo_add", "Photos"))
    assert isinstance(strip, PhotoStrip)
    strip.show_photos((Photo(png(), "仪表"), Photo(b"no picture", "坏图")))
    opened, removed = list[int](), list[int]()
    strip.opened.connect(opened.append)
    strip.removed.connect(removed.append)
    strip.setFocus()
    QTest.keyClick(strip, Key.Key_Right)
    QTest.keyClick(strip, Key.Key_Return)
    QTest.keyClick(strip, Key.Key_Delete)
    assert (opened, removed) == ([1], [1])
    assert strip.accessibleDescription() == "仪表, 坏图"


def test_a_paper_is_paged_and_zoomed_by_key(shown: Show) -> None:
    view = PaperView("paper.view", "Paper")
    view.resize(420, 400)
    shown(view)
    view.show_pages([png(), png("#abcdef"), png()])
    seen: list[int] = []
    view.page_changed.connect(seen.append)
    view.setFocus()
    QTest.keyClick(view, Key.Key_End)
    QTest.keyClick(view, Key.Key_Home)
    assert seen[0] > 1 and seen[-1] == 1
    assert view.where.text() == "1 / 3"
    QTest.keyClicks(view, "+")
    assert view.zoom > 0
    QTest.keyClicks(view, "0")
    assert view.zoom == 0


def test_the_catalogue_under_a_cell_leaves_the_focus_in_it(shown: Show) -> None:
    holder = QWidget()
    editor = QLineEdit()
    QVBoxLayout(holder).addWidget(editor)
    holder.resize(900, 500)
    shown(holder)
    popup = CataloguePopup(editor, "quote.offers", with_partner="with labour")
    taken: list[tuple[str, bool]] = []
    popup.taken.connect(lambda key, with_partner: taken.append((key, with_partner)))
    editor.setFocus()
    popup.show_offers("A5", OFFERS)
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_Return, SHIFT)
    assert taken == [("LB-M024", True)] and not popup.isVisible() and editor.hasFocus()
    popup.show_offers("A5", OFFERS)
    QTest.keyClick(editor, Key.Key_Escape)
    assert not popup.isVisible() and len(taken) == 1
    popup.show_offers("A5", ())
    assert not popup.isVisible()


def gallery() -> QWidget:
    """Every widget with sample values."""
    page = QWidget()
    page.setObjectName("gallery")
    page.resize(1366, 900)
    grid = QGridLayout(page)
    samples: tuple[Callable[[], QWidget], ...] = (
        lambda: LineField("a.vin", "车辆识别代号 VIN", placeholder="17 位"),
        lambda: _wrong_field(),
        lambda: LinesField("a.words", "客户原话", remark="一字不改"),
        lambda: Button("a.primary", "登录", look=Look.PRIMARY, key="Enter"),
        lambda: _missing_button(),
        lambda: Button("a.ghost", "接车", icon="plus", key="F2"),
        lambda: Segmented("a.wash", "洗车", [("n", "不洗"), ("w", "普洗")], chosen="n"),
        lambda: Chips("a.chips", "筛选", [Chip("a", "全部", 20), Chip("b", "我的", 11)], chosen=["a"]),
        lambda: Check("a.check", "送修人就是车主", checked=True),
        lambda: Field("a.fuel", "燃油", _fuel(), boxed=False),
        lambda: Pill(Mark("晚 12 分", Shape.TRIANGLE, Kind.BAD)),
        lambda: Plate("苏AF20871", "nev_small", height=36),
        lambda: Plate("粤Z12C4港", "hk_macau"),
        lambda: OrderChip("WXD000013", plate="苏E5G7H2"),
        lambda: Steps("a.steps", ("接车", "检查", "报价")),
        lambda: Money("a.total", 304_000),
        lambda: CarOutline("a.car", "环车检查"),
        lambda: PhotoStrip("a.photos", "照片"),
        lambda: Card("合计", beside="含税 13 %", remark="3"),
        lambda: EmptyState("a.empty", icon="car", title="还没有车", words="按 F2 接车。", button="接车", key="F2"),
        lambda: _banner(),
        lambda: Icon("wrench"),
    )
    for at, make in enumerate(samples):
        grid.addWidget(make(), at // 4, at % 4)
    return page


def _wrong_field() -> LineField:
    field = LineField("a.phone", "手机")
    field.set_error("手机号少一位。")
    return field


def _missing_button() -> Button:
    button = Button("a.missing", "请客户签字", look=Look.PRIMARY)
    button.set_ready(False)
    return button


def _fuel() -> EnergyLevel:
    fuel = EnergyLevel()
    fuel.show_value(5)
    return fuel


def _banner() -> Banner:
    banner = Banner("a.banner")
    banner.say("打印机没有回应。", "检查电源和纸张。")
    return banner


@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("words", [Language.CHINESE, Language.ENGLISH])
def test_every_widget_paints_itself_in_both_themes(
    shown: Show, tmp_path: Path, look: Appearance, words: Language
) -> None:
    language.use(words)
    theme.current().choose(look)
    page = shown(gallery())
    picture = page.grab().toImage()
    picture.save(str(tmp_path / f"gallery-{look}-{words}.png"))
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, 600, 3)}
    assert theme.current().color("accent").name() in colours and theme.current().color("surface").name() in colours
    assert [widget for widget in page.findChildren(QWidget) if _is_reached(widget) and not _is_said(widget)] == []


def _is_reached(widget: QWidget) -> bool:
    return widget.isVisible() and widget.focusPolicy() is Qt.FocusPolicy.StrongFocus


def _is_said(widget: QWidget) -> bool:
    return bool(widget.accessibleName() and widget.objectName())
