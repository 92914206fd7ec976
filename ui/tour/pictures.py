"""Pictures of every place and step, light and dark, Chinese and English; and the papers of the story's order."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.kernel import language as languages
from app.kernel.language import Language
from app.order.queries import order_of_number
from app.order.workflow import Step
from app.overview.papers import open_paper
from app.paper.kinds import CODES
from app.paper.queries import papers_of
from ui import theme
from ui.theme import Appearance
from ui.tour.driver import CTRL, Driver, Key, StepFailed

LOOKS = (Appearance.LIGHT, Appearance.DARK)
TONGUES = (Language.CHINESE, Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class Scene:
    """A place of the rail, or a step of one of the demo's orders, as it is photographed."""

    name: str
    place: str = ""
    order: str = ""
    step: Step | None = None
    staff_no: str = "S02"


# For each step an order of the demo that stands just there, seen by the person whose post it is.
SCENES = (
    Scene("board", place="board"),
    Scene("checkin", place="checkin"),
    Scene("orders", place="orders"),
    Scene("workshop", place="workshop"),
    Scene("order-1-checkin", order="WXD000023", step=Step.CHECKIN),
    Scene("order-2-inspection", order="WXD000021", step=Step.INSPECTION),
    Scene("order-3-quote", order="WXD000025", step=Step.QUOTE),
    Scene("order-4-agreement", order="WXD000028", step=Step.AGREEMENT),
    Scene("order-5-work", order="WXD000031", step=Step.WORK),
    Scene("order-6-qc", order="WXD000035", step=Step.QC),
    Scene("order-8-handover", order="WXD000039", step=Step.HANDOVER),
    Scene("order-7-settlement", order="WXD000040", step=Step.SETTLEMENT, staff_no="S09"),
    Scene("complaints", place="complaints", staff_no="S09"),
)


class Album:
    """Saves what the window shows into a folder; remembers the names."""

    def __init__(self, driver: Driver, folder: Path, taken: list[str]) -> None:
        self.driver, self.folder, self.taken = driver, folder, taken
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, *, rests: bool = True) -> None:
        """One picture of the window as it is; after a failure without waiting for anything more."""
        if rests:
            self.driver.rest()
        path = self.folder / f"{name}.png"
        if not self.driver.window.grab().save(str(path)):
            raise StepFailed(f"the picture {path} cannot be written")
        self.taken.append(path.relative_to(self.folder.parent).as_posix())

    def take_scene(self, name: str) -> None:
        """A picture named after the look and the language in force."""
        self.take(f"{name}-{theme.current().appearance.value}-{languages.current().value}")


def photograph_scenes(driver: Driver, album: Album) -> None:
    """Every scene in the language in force, in both looks; afterwards the look is as before.

    One walk a look: dressing a window anew costs the more the more pages it has made.
    """
    before, here = theme.current().appearance, ""
    for look in LOOKS:
        if here:
            driver.press(Key.Key_L, CTRL)
        theme.current().choose(look)
        album.take_scene("signin")
        for scene in SCENES:
            if scene.staff_no != here or scene is SCENES[0]:
                sign_in(driver, scene.staff_no, has_lock=scene is not SCENES[0])
                here = scene.staff_no
            _go_to(driver, scene)
            album.take_scene(scene.name)
        _photograph_overlays(driver, album)
    theme.current().choose(before)


def _go_to(driver: Driver, scene: Scene) -> None:
    if scene.place:
        driver.click(f"shell.rail.{scene.place}")
    else:
        open_order(driver, scene.order, scene.step)


def _photograph_overlays(driver: Driver, album: Album) -> None:
    """The palette over the board, the side panel of an order, and an open paper."""
    driver.click("shell.rail.board")
    driver.press(Key.Key_K, CTRL)
    driver.type("A8K")
    album.take_scene("palette")
    driver.press(Key.Key_Escape)
    open_order(driver, "WXD000038", Step.QC)
    driver.press(Key.Key_I, CTRL)
    driver.find("order.timeline")
    album.take_scene("order-panel")
    driver.press(Key.Key_I, CTRL)
    driver.press(Key.Key_P, CTRL)
    driver.find("paper.view")
    album.take_scene("order-paper")
    driver.press(Key.Key_Escape)


def sign_in(driver: Driver, staff_no: str, *, has_lock: bool = True, pin: str = "135790") -> None:
    """Lock if someone is at the desk, choose the tile, type the PIN; the sixth digit signs in by itself."""
    if has_lock:
        driver.press(Key.Key_L, CTRL)
    driver.click(f"signin.person.{staff_no}")
    driver.click("signin.pin")
    driver.type(pin)
    driver.until(driver.window.is_open, "the desk to open")
    driver.rest()


def open_order(driver: Driver, number: str, step: Step | None = None) -> None:
    """Find the order in the palette and open it; then go to a step by its key."""
    driver.press(Key.Key_K, CTRL)
    driver.find("palette.input")
    driver.type(number)
    driver.rest()
    driver.press(Key.Key_Return)
    driver.find("order.header")
    driver.rest()
    if step is not None:
        key = Qt.Key(Key.Key_1.value + tuple(Step).index(step))
        driver.press(key, CTRL)


def copy_papers(desk: Desk, number: str, folder: Path) -> list[str]:
    """Every paper of the order as a PDF in the folder, the issued bytes; answers the names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for paper in papers_of(desk, order_of_number(desk, number)):
        path = folder / f"{CODES[paper.kind]}-{paper.number}.pdf"
        path.write_bytes(open_paper(desk, paper.id))
        names.append(path.relative_to(folder.parent).as_posix())
    return names


def speak(language: Language) -> None:
    """Put the window's words into another language; windows made from now on speak it."""
    languages.use(language)
    QApplication.processEvents()
