"""A job in a process of its own: what it answers, what it raises, in which language, and how it ends."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.kernel import language as languages
from app.kernel.apart import apart
from app.kernel.language import Language
from app.kernel.refusal import Trouble
from app.upkeep.backup.archive import NotRestorable

PATIENCE_SECONDS, BEAT_SECONDS = 60, 0.05


def whose(name: str) -> tuple[int, str, str]:
    """Which process it was, in which language, and what it was given."""
    return os.getpid(), languages.current().value, name


def fails(code: str) -> None:
    """A trouble that is made of more than it says."""
    raise NotRestorable(code, "What is wrong.", "What to do.")


def writes_nowhere() -> None:
    """What a full disk or a missing folder does."""
    Path("/no/such/folder/file").write_text("")


def is_ended() -> None:
    """As the system does it when it has no memory left."""
    os._exit(9)


def lingers(file: str) -> None:
    """Work on for a long time, and show it."""
    for _turn in range(100 * PATIENCE_SECONDS):
        with Path(file).open("ab") as signs:
            signs.write(b".")
        time.sleep(BEAT_SECONDS)


def test_it_runs_elsewhere_in_the_language_of_the_window() -> None:
    before = languages.current()
    languages.use(Language.ENGLISH)
    try:
        process, language, name = apart(whose, "Ω 王")
    finally:
        languages.use(before)
    assert process != os.getpid()
    assert (language, name) == ("en", "Ω 王")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such number")
def test_it_gives_way_to_the_window_unless_somebody_waits_for_it() -> None:
    ours = os.nice(0)
    assert apart(os.nice, 0) > ours
    assert apart(os.nice, 0, gives_way=False) == ours


def test_what_it_raises_arrives_whole_and_says_where_it_came_from() -> None:
    with pytest.raises(NotRestorable) as caught:
        apart(fails, "backup.altered")
    error = caught.value
    assert (error.code, error.sentence, error.remedy) == ("backup.altered", "What is wrong.", "What to do.")
    assert "in fails" in "".join(error.__notes__)
    with pytest.raises(FileNotFoundError):
        apart(writes_nowhere)


def test_one_that_was_ended_from_outside_is_a_trouble() -> None:
    with pytest.raises(Trouble):
        apart(is_ended)


def test_it_does_not_outlive_who_waits_for_it(tmp_path: Path) -> None:
    signs = tmp_path / "signs"
    script = f"from tests.app.kernel import test_apart as t; t.apart(t.lingers, {str(signs)!r})"
    waiting = subprocess.Popen([sys.executable, "-c", script])
    _until(lambda: _grows(signs))
    waiting.kill()
    waiting.wait()
    _until(lambda: not _grows(signs))


def _grows(file: Path) -> bool:
    before = file.stat().st_size if file.exists() else 0
    time.sleep(20 * BEAT_SECONDS)
    return file.exists() and file.stat().st_size > before


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end
