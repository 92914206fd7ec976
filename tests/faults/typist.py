"""The real window with someone at it who writes notes without end: killed in mid-word and in mid-save by its test.

Run as a program: `typist.py FOLDER ORDER`. It says `typed <words>` after each key and `saved <number>` once the window
shows the note among those written; whoever reads it knows what a person at the desk could know.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the test that reads this file keeps its two screens
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "journeys")]

from playing import at_the_desk
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.upkeep.opening import FILE_NAME, open_store
from ui.order.side_panel import TabRow
from ui.tour.driver import Driver
from ui.tour.pictures import open_order, sign_in

ADVISOR, NOTES, BETWEEN_KEYS_MS, SENTENCE = "S02", 2, 40, "note {number} the customer calls back"


def main(folder: Path, order: str) -> None:
    store = open_store(folder / FILE_NAME, marks_open=True)
    with at_the_desk(store, Driver) as driver:
        sign_in(driver, ADVISOR, has_lock=False)
        open_order(driver, order)
        tabs = driver.find("order.tabs")
        assert isinstance(tabs, TabRow)
        tabs.choose(NOTES)
        editor = driver.find("order.note")
        assert isinstance(editor, QPlainTextEdit)
        number = 0
        while True:
            number += 1
            editor.setFocus()
            for key in SENTENCE.format(number=number):
                QTest.keyClick(editor, key)
                say("typed", editor.toPlainText())
                QTest.qWait(BETWEEN_KEYS_MS)
            driver.click("order.note.write")
            driver.until(lambda: not editor.toPlainText(), "the note to be written")
            say("saved", str(number))


def say(what: str, words: str) -> None:
    sys.stdout.write(f"{what} {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
