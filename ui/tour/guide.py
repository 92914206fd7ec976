"""Leads the tour: makes the store, opens the window, does each step and times it, then fills the album."""

import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from app.desk import Store
from app.kernel import language as languages
from app.kernel.clock import Clock, SystemClock
from app.kernel.language import Language, _
from app.upkeep.demo import PIN, demo_desk, make_demo
from ui import collector
from ui.shell.reception import Reception
from ui.start import catch_faults, make_application
from ui.theme import Appearance
from ui.tour.driver import Driver, StepFailed
from ui.tour.memory import resident_mib
from ui.tour.pictures import TONGUES, Album, copy_papers, photograph_scenes
from ui.tour.report import Report, StepResult, line_of
from ui.tour.story import Chapter, Story, open_window
from ui.tour.watchdog import Watchdog

# Memory is weighed when nobody has touched anything for a while: what is free goes back to the system then.
PAUSE_MS = 2_000


class Guide:
    """One tour; `say` hears each step as it ends."""

    def __init__(
        self, out: Path, *, language: Language, theme: str, clock: Clock | None, say: Callable[[str], None] | None
    ) -> None:
        self.out, self.language, self._say = out, language, say
        self._clock = clock or SystemClock()
        collector.hold()
        make_application(Appearance(theme), language)
        self.report, self._watchdog = Report(), Watchdog()
        self._store: Store | None = None
        self._spent_aside = 0.0

    def go(self) -> Report:
        """The story in the language asked for; if it held, the album in both."""
        hooks = sys.excepthook, threading.excepthook
        with TemporaryDirectory(prefix="forecourt-tour-", ignore_cleanup_errors=True) as folder:
            try:
                if self._tell(Path(folder)):
                    for tongue in TONGUES:
                        self._fill_album(tongue)
            finally:
                sys.excepthook, threading.excepthook = hooks
                languages.use(self.language)
                if self._store is not None:
                    self._store.engine.dispose()
        self._watchdog.close()
        self.report.stalls.extend(self._watchdog.stalls)
        return self.report

    def _tell(self, folder: Path) -> bool:
        reception, driver = self._receive(lambda: self._make(folder))
        story = Story(driver, reception)
        album = Album(driver, self.out / "pictures", self.report.pictures)
        driver.scene = lambda name: self._aside(lambda: album.take(f"{self._stem()}-{name}"))
        try:
            holds = all(self._do(chapter, album) for chapter in story.chapters())
            if holds:
                driver.pause(PAUSE_MS)
            self.report.resident_mib = resident_mib()
        finally:
            self._dismiss(reception)
        if self._store is not None and story.order_number:
            desk = demo_desk(self._store, "S02")
            self.report.papers.extend(copy_papers(desk, story.order_number, self.out / "papers"))
        return holds

    def _make(self, folder: Path) -> Store:
        self._store = make_demo(folder, clock=self._clock)
        return self._store

    def _again(self) -> Store:
        assert self._store is not None, "the story was told on it"
        return self._store

    def _fill_album(self, tongue: Language) -> None:
        """Every place and step in one language, in a window of its own: words are said when it is built."""
        languages.use(self.language)
        name = _("Every place photographed ({language})").format(language=tongue.value)
        languages.use(tongue)
        reception, driver = self._receive(self._again)
        album = Album(driver, self.out / "pictures", self.report.pictures)

        def deed() -> None:
            open_window(driver, reception)
            photograph_scenes(driver, album)

        try:
            self._do(Chapter(f"album-{tongue.value}", name, deed, is_watched=False), None)
        finally:
            self._dismiss(reception)

    def _receive(self, open_store: Callable[[], Store]) -> tuple[Reception, Driver]:
        reception = Reception(open_store, demo_words=_("Everyone's PIN is {pin}").format(pin=PIN))
        reception.settled.connect(partial(collector.settle, reception))
        driver = Driver(reception.window, reception.worker)
        self._watchdog.aside, self._watchdog.own_aside = lambda: driver.aside_s, lambda: driver.own_aside_s
        # What nobody catches in a slot would be printed and passed over: here it fails the step.
        catch_faults(driver.faults.append)
        return reception, driver

    def _dismiss(self, reception: Reception) -> None:
        reception.close()
        reception.window.hide()
        reception.window.deleteLater()

    def _do(self, chapter: Chapter, album: Album | None) -> bool:
        """Do one step, time it, photograph where it ended; what fails is named and ends the story."""
        self._spent_aside = 0.0
        if chapter.is_watched:
            self._watchdog.watch(chapter.name)
        began, error = perf_counter(), ""
        try:
            chapter.deed()
        except StepFailed as failed:
            error = str(failed)
        ms = round((perf_counter() - began - self._spent_aside) * 1000)
        self._watchdog.look_away()
        result = StepResult(chapter.name, ms, not error, error)
        if album is not None:
            album.take(f"{self._stem()}-{chapter.key}", rests=not error)
        self.report.steps.append(result)
        if self._say is not None:
            self._say(line_of(result))
        return result.ok

    def _stem(self) -> str:
        return f"story-{len(self.report.steps) + 1:02d}"

    def _aside(self, deed: Callable[[], object]) -> None:
        """The tour's own work in the middle of a step: neither timed nor watched."""
        self._watchdog.look_away()
        began = perf_counter()
        deed()
        self._spent_aside += perf_counter() - began
        self._watchdog.look_again()
