"""The tour: the whole main job through the real window, by keys and mouse, from the counter to the gate."""

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.kernel.clock import FrozenClock
from app.kernel.language import Language, current, use
from tests.whole_reads import whole_reads
from ui.shell.window import Window
from ui.tour import counter, run
from ui.tour.driver import Driver, StepFailed, runs_of
from ui.tour.report import Report, StepResult, line_of
from ui.tour.watchdog import GARBAGE, PAINTING, Stall, Watchdog, place_in
from ui.worker import Worker

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

# Each paper of the visit; the work is reported twice, for the final check fails once.
PAPERS = ["D01", "D02", "D03", "D04", "D05", "D06", "D06", "D07", "D08", "D09", "D11", "D12"]


@pytest.fixture
def spoken() -> Iterator[None]:
    """The tour speaks its own language; the next test has its own again."""
    before = current()
    yield
    use(before)


def test_every_step_holds_and_leaves_papers_and_pictures(
    qapp: QApplication, tmp_path: Path, clock: FrozenClock, capsys: pytest.CaptureFixture[str], spoken: None
) -> None:
    with whole_reads() as read_whole:
        code = run.run_tour(
            out=tmp_path, offscreen=True, as_json=True, language=Language.CHINESE, theme="light", clock=clock
        )

    told = json.loads(capsys.readouterr().out)
    failed = [step for step in told["steps"] if not step["ok"]]
    assert (code, failed) == (0, [])
    assert told["ok"] is True
    assert read_whole == set()
    assert all(set(stall) == {"step", "ms", "own_ms", "cause"} for stall in told["stalls"])
    assert sorted(Path(name).name[:3] for name in told["papers"]) == PAPERS
    for name in (*told["papers"], *told["pictures"]):
        assert (tmp_path / name).stat().st_size > 1_000, name
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in told["papers"])
    for scene in ("board", "checkin", "order-3-quote", "order-8-handover", "palette"):
        for look in ("light", "dark"):
            for tongue in ("zh_CN", "en"):
                assert f"pictures/{scene}-{look}-{tongue}.png" in told["pictures"]


def test_a_step_that_cannot_find_its_widget_fails_with_the_name(
    qapp: QApplication,
    tmp_path: Path,
    clock: FrozenClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    spoken: None,
) -> None:
    def go_astray(driver: Driver) -> None:
        monkeypatch.setattr("ui.tour.driver.PATIENCE_MS", 100)
        driver.click("checkin.no_such_thing")

    monkeypatch.setattr(counter, "find_customer", go_astray)

    code = run.run_tour(
        out=tmp_path, offscreen=True, as_json=True, language=Language.ENGLISH, theme="dark", clock=clock
    )

    told = json.loads(capsys.readouterr().out)
    assert (code, told["ok"]) == (1, False)
    assert "checkin.no_such_thing" in told["steps"][-1]["error"]
    assert told["papers"] == []


def test_without_a_display_it_says_that_it_draws_into_memory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    run.choose_platform(is_offscreen=False)

    assert run.os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "offscreen" in capsys.readouterr().err
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_with_a_display_it_uses_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")

    run.choose_platform(is_offscreen=False)

    assert "QT_QPA_PLATFORM" not in run.os.environ
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_what_covers_a_widget_keeps_the_mouse_away(qtbot: QtBot) -> None:
    worker = Worker("desk")
    window = Window(worker, places=())
    qtbot.addWidget(window)
    window.show_sign_in((), lambda *_asked: None)
    window.show()
    driver = Driver(window, worker)
    try:
        driver.click("signin.enter")
        window.open_palette()
        with pytest.raises(StepFailed, match=r"signin\.enter is covered"):
            driver.click("signin.enter")
    finally:
        worker.close()


def test_chinese_is_committed_and_ascii_is_typed() -> None:
    assert runs_of("苏E5G7H2 周𫖮!") == [("苏", False), ("E5G7H2 ", True), ("周𫖮", False), ("!", True)]


def test_a_window_that_stands_still_is_noticed_with_its_step(qapp: QApplication) -> None:
    seconds = iter((10.000, 10.005, 10.026, 10.050, 11.000, 11.021))
    watchdog = Watchdog(lambda: next(seconds))
    watchdog.watch("counting")
    for _tick in range(3):
        watchdog.tick()  # on time, 16 ms late (one frame: nobody sees it), 19 ms late
    watchdog.look_away()
    watchdog.look_again()
    watchdog.tick()
    watchdog.look_away()

    assert [(stall.step, stall.ms) for stall in watchdog.stalls] == [("counting", 19)]
    watchdog.close()


def test_the_tours_own_work_is_taken_off(qapp: QApplication) -> None:
    seconds, aside = iter((10.0, 10.105)), iter((0.0, 0.08, 0.08))
    watchdog = Watchdog(lambda: next(seconds), aside=lambda: next(aside))
    watchdog.watch("looking")
    watchdog.tick()
    watchdog.close()
    assert [stall.ms for stall in watchdog.stalls] == [20]


def test_pythons_collector_is_told_apart_from_who_made_the_next_object(qapp: QApplication) -> None:
    seconds = iter((0.0, 0.0, 0.1))
    watchdog = Watchdog(lambda: next(seconds))
    watchdog.watch("making")
    rings: list[list[object]] = [[] for _ring in range(300_000)]
    for ring in rings:
        ring.append(ring)
    watchdog.watch("looking")
    gc.collect()
    watchdog.tick()
    watchdog.close()
    assert [(stall.step, stall.cause) for stall in watchdog.stalls] == [("looking", GARBAGE)]
    for ring in rings:
        ring.clear()
    assert not any(isinstance(one, type(watchdog._garbage)) for one in gc.callbacks)


def test_a_stall_names_the_innermost_function_of_the_window(tmp_path: Path) -> None:
    stacks = """Thread 0x00007f01 (most recent call first):
  File "/x/lib/python3.11/threading.py", line 324 in wait
  File "/x/app/paper/text.py", line 90 in wrap

Current thread 0x00007f02 (most recent call first):
  File "/x/lib/site-packages/thing.py", line 1 in helper
  File "/x/ui/order/header.py", line 20 in paintEvent
  File "/x/ui/tour/driver.py", line 68 in until
"""
    assert place_in(stacks, 0x7F02) == "ui/order/header.py: paintEvent"
    assert place_in(stacks, 0x7F01) == "app/paper/text.py: wrap"
    assert place_in("", 1) == PAINTING


def test_the_tour_is_only_ok_when_every_step_held() -> None:
    assert not Report().is_ok
    held, failed = StepResult("one", 5, True), StepResult("two", 7, False, "waited in vain for widget x")
    assert Report(steps=[held]).is_ok
    report = Report(
        steps=[held, failed], stalls=[Stall("one", 40, 30, "ui/x.py: f"), Stall("two", 20, 1, "ui/x.py: f")]
    )
    assert json.loads(report.as_json())["steps"][1]["error"] == "waited in vain for widget x"
    assert not report.is_ok
    assert any("two" in line for line in report.closing_lines(Path("out")))
    assert "   2 ×    40 ms    30 ms  ui/x.py: f" in report.closing_lines(Path("out"))
    assert line_of(failed).startswith("FAILED")


def test_the_first_picture_of_a_page_is_told_apart_from_where_the_window_stood_still() -> None:
    picture = Stall("gate", 70, 60, "ui/widgets/paper_view.py: _draw_page")
    report = Report(stalls=[Stall("one", 40, 10, "ui/x.py: f"), picture, Stall("two", 30, 20, "ui/x.py: g")])
    told = json.loads(report.as_json())
    assert [told[name]["step"] for name in ("longest_stall", "hardest_stall", "page_picture")] == ["one", "two", "gate"]
    assert any("70 ms" in line and "apart" in line.lower() for line in report.closing_lines(Path("out")))
