"""What every test stands on: a store copied from a template, a clock that stands still, loud warnings."""

import os
from pathlib import Path

# No display, and two screens: the advisor's, as large as offscreen's own, and the customer's at its right.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}")
# Nor hear the screen of who runs the tests being locked.
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never the key ring of who runs the tests

import gc
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QSettings

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.language import Language, use
from app.records.store.setup import Profile
from app.upkeep.demo import demo_desk, furnish, play_demo
from app.upkeep.found import FOUNDER, found, give_seal, load_catalogue
from app.upkeep.opening import FILE_NAME, desk_for, open_store

TEN_OCLOCK = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in the store
MOST_GARBAGE = 100_000
DeskOf = Callable[[str], Desk]
# How long an example takes is the machine's affair.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read the source texts; those about Chinese say so."""
    use(Language.ENGLISH)
    yield
    use(Language.ENGLISH)


@pytest.fixture(autouse=True)
def own_choices(tmp_path: Path) -> None:
    """What this PC's user chose for their own window is no concern of a test, nor what the test before chose.

    Qt is there in any case: pytest-qt imports it before the first test.
    """
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "choices"))


@pytest.fixture
def clock() -> FrozenClock:
    """Stands at 10:00 of the demo's day."""
    return FrozenClock(TEN_OCLOCK)


def _template(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder made once for all test processes of a run."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder, done = shared / name, shared / f"{name}.json"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            make(folder)
            done.write_text(json.dumps({"made": True}))
    return folder


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo store, closed."""

    def make(folder: Path) -> None:
        use(Language.CHINESE)
        play_demo(folder, TEN_OCLOCK)

    return _template(tmp_path_factory, "demo", make)


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded store with a catalogue and nothing else, closed."""

    def make(folder: Path) -> None:
        store = open_store(folder / FILE_NAME, clock=FrozenClock(TEN_OCLOCK))
        desk = desk_for(store)
        found(desk, Profile(name="测试店"), manager="周明远", pin="135790")
        load_catalogue(desk)
        give_seal(desk)
        store.engine.dispose()

    return _template(tmp_path_factory, "empty", make)


@pytest.fixture(scope="session")
def furnished_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo's staff and catalogue and without a single car, closed."""

    def make(folder: Path) -> None:
        store = open_store(folder / FILE_NAME, clock=FrozenClock(TEN_OCLOCK))
        furnish(desk_for(store).by(FOUNDER))
        store.engine.dispose()

    return _template(tmp_path_factory, "furnished", make)


def _opened(template: Path, folder: Path, clock: FrozenClock) -> Store:
    shutil.copytree(template, folder)
    return open_store(folder / FILE_NAME, clock=clock)


@pytest.fixture
def demo_store(demo_template: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """A demo store of one's own; its unfiled papers are made when opened."""
    store = _opened(demo_template, tmp_path / "store", clock)
    yield store
    store.engine.dispose()


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """A founded store without customers."""
    store = _opened(empty_template, tmp_path / "store", clock)
    yield store
    store.engine.dispose()


@pytest.fixture
def store(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """Staff, catalogue and nobody in the house; papers are left unfiled. What `make.order` plays in."""
    store = replace(_opened(furnished_template, tmp_path / "store", clock), makes_files_later=True)
    yield store
    store.engine.dispose()


@pytest.fixture
def desk_of(demo_store: Store) -> DeskOf:
    """A desk of the demo store with someone at it: `desk_of("S02")`."""
    return lambda staff_no: demo_desk(demo_store, staff_no)


@pytest.fixture
def desk_of_lazy(demo_store: Store) -> DeskOf:
    """The same where papers are left unfiled: for tests that are not about paper."""
    return lambda staff_no: demo_desk(replace(demo_store, makes_files_later=True), staff_no)


@pytest.fixture(autouse=True)
def garbage_by_hand() -> Iterator[None]:
    """As in the program: cycles are looked for on the window's thread alone, here between two tests."""
    gc.disable()
    yield
    if gc.get_count()[0] > MOST_GARBAGE:
        gc.collect()


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether a campaign runs whole: only where it is asked for by its marker (`just faults`)."""
    return str(request.config.option.markexpr) == "faults"


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say what a campaign counted: `counted("20 kills, 0 lost")`; it stands at the end of the run."""
    return lambda sentence: request.node.user_properties.append(("counted", sentence))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the campaigns counted, a line each."""
    told = [
        f"{value}  ({report.nodeid.split('::')[0].removeprefix('tests/')})"
        for report in terminalreporter.stats.get("passed", ())
        for name, value in report.user_properties
        if name == "counted"
    ]
    if told:
        terminalreporter.section("counted")
        for line in sorted(told):
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def no_unexpected_errors(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """An error in the log fails the test unless it is marked `expects_errors`."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, [record.getMessage() for record in errors]
