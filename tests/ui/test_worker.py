"""Deeds one after another off the window's thread, answers on it, nothing for pages that are gone."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kernel.refusal import Refusal, Trouble
from ui.worker import Worker


class Owner(QWidget):
    """A page that keeps what it was told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.refusals: list[Refusal] = []

    def show_refusal(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    made = Owner()
    qtbot.addWidget(made)
    return made


def refuse(_desk: object) -> None:
    raise Refusal("order.closed", "The order is closed.", field="order.note")


def fail(_desk: object) -> None:
    raise Trouble("The disk is full.", "Free some space.")


def break_down(_desk: object) -> None:
    raise ValueError("our own mistake")


def test_a_deed_runs_elsewhere_and_answers_on_the_windows_thread(
    qtbot: QtBot, qapp: QObject, worker: Worker, owner: Owner
) -> None:
    answers: list[tuple[str, bool]] = []
    worker.do(
        owner,
        lambda desk: f"{desk} {threading.current_thread() is threading.main_thread()}",
        done=lambda words: answers.append((words, QThread.currentThread() is qapp.thread())),
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("desk False", True)]


def test_deeds_keep_their_order(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    seen: list[int] = []
    for number in range(50):
        worker.do(owner, lambda _desk, number=number: number, done=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_open_pages_hear_what_changed_before_the_deed_is_done(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    heard: list[object] = []
    worker.changed.connect(heard.append)

    def write(_desk: object) -> str:
        worker.collect(frozenset({"order"}))
        worker.collect(frozenset({"trust"}))
        return "written"

    worker.do(owner, write, done=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [frozenset({"order", "trust"}), "written"]


def test_what_a_refused_deed_wrote_before_is_still_told_once(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    heard: list[object] = []
    worker.changed.connect(heard.append)
    worker.do(owner, lambda _desk: worker.collect(frozenset({"order"})))
    worker.do(owner, refuse)
    qtbot.waitUntil(lambda: bool(owner.refusals))
    assert heard == [frozenset({"order"})]


def test_what_is_written_outside_a_deed_is_told_too(qtbot: QtBot, worker: Worker) -> None:
    with qtbot.waitSignal(worker.changed) as told:
        worker.collect(frozenset({"paper"}))
    assert told.args == [frozenset({"paper"})]


def test_a_refusal_goes_to_the_nearest_page_that_can_show_it(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    worker.do(QWidget(owner), refuse)
    qtbot.waitUntil(lambda: bool(owner.refusals))
    assert owner.refusals[0].code == "order.closed"


def test_a_refusal_without_a_page_goes_to_the_shell(qtbot: QtBot, worker: Worker) -> None:
    nobody = QObject()
    with qtbot.waitSignal(worker.refused) as told:
        worker.do(nobody, refuse)
    assert told.args[0].sentence == "The order is closed."


def test_a_page_may_take_the_refusal_itself(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    taken: list[Refusal] = []
    worker.do(owner, refuse, refused=taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert owner.refusals == []


def test_trouble_goes_to_the_shell_with_its_remedy(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    with qtbot.waitSignal(worker.troubled) as told:
        worker.ask(owner, fail, lambda _answer: None)
    assert told.args[0].remedy == "Free some space."


@pytest.mark.expects_errors
def test_our_own_mistake_is_logged_and_shown(
    qtbot: QtBot, worker: Worker, owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(worker.fault) as told:
        worker.do(owner, break_down)
    assert isinstance(told.args[0], ValueError)
    assert "our own mistake" in caplog.text


def test_a_page_that_is_gone_gets_no_answer(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    answers: list[str] = []
    gone, release = Owner(), threading.Event()
    worker.do(gone, lambda _desk: str(release.wait(5)), done=answers.append)
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    release.set()
    worker.do(owner, lambda _desk: "later", done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["later"]


def test_looks_do_not_wait_for_a_deed(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    release, answers = threading.Event(), list[str]()
    worker.do(owner, lambda _desk: release.wait(5), done=lambda _is_set: answers.append("deed"))
    worker.ask(owner, lambda _desk: "look", answers.append)
    qtbot.waitUntil(lambda: answers == ["look"])
    release.set()
    qtbot.waitUntil(lambda: answers == ["look", "deed"])


def test_busy_counts_what_is_under_way(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    counts: list[int] = []
    worker.busy.connect(counts.append)
    worker.do(owner, lambda _desk: None)
    worker.ask(owner, lambda _desk: None, lambda _answer: None)
    qtbot.waitUntil(lambda: counts[-1:] == [0])
    assert counts[:2] == [1, 2]


def test_another_persons_desk_is_used_from_then_on(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    desks: list[object] = []
    keep: Callable[[object], object] = lambda desk: desk  # noqa: E731
    worker.do(owner, keep, done=desks.append)
    worker.use_desk("another desk")
    worker.do(owner, keep, done=desks.append)
    qtbot.waitUntil(lambda: len(desks) == 2)
    assert desks == ["desk", "another desk"]


def test_closing_waits_for_the_deed_in_hand_and_answers_no_more(qtbot: QtBot, owner: Owner) -> None:
    worker, begun, finished, answers = Worker(), threading.Event(), list[str](), list[object]()

    def deed(_desk: object) -> None:
        begun.set()
        finished.append("written")

    worker.do(owner, deed, done=answers.append)
    begun.wait(5)
    worker.close()
    qtbot.wait(1)
    worker.do(owner, deed, done=answers.append)
    assert (finished, answers) == (["written"], [])
