"""Run as a program of its own: opens a window, says when it is painted and how much memory it holds, and ends.

`bare` is the least a PySide6 main window with our three faces can be: Qt's own first example, a centred label.
`desk` is the real program on the store given to it.
"""

import os
import sys
import time
from pathlib import Path

FACES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_500Medium.ttf", "NotoSansSC_700Bold.ttf")
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def say(word: str) -> None:
    """Tell the bench, which times the arrival of the line, how much memory is in use, and the CPU's milliseconds."""
    sys.stdout.write(f"{word} {resident_kib()} {round(time.process_time() * 1000)}\n")
    sys.stdout.flush()


def resident_kib() -> int:
    """Resident memory of this process; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def bare() -> None:
    """A label in a main window; the faces are loaded from their files, as the program does."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    import resources

    app = QApplication(sys.argv[:1])
    for face in FACES:
        QFontDatabase.addApplicationFont(str(resources.FOLDER / "fonts" / face))
    app.setFont(QFont("Noto Sans SC", 10))
    _tell_when_painted(QMainWindow, ends=True)
    window = QMainWindow()
    window.setCentralWidget(QLabel("苏A·8K2M6", alignment=Qt.AlignmentFlag.AlignCenter))
    window.resize(1366, 768)
    window.show()
    app.exec()


def desk(database: str) -> None:
    """The program as people start it; ends when somebody could sign in."""
    from ui.__main__ import main
    from ui.commands import window as command

    stay = command._stay

    def heard(*given: "Any", **named: "Any") -> int:
        # Just before the program itself would import them.
        from ui.shell import reception, window

        _tell_when_painted(window.Window, ends=False)
        make = reception.Reception.__init__

        def listening(self: reception.Reception, *given: "Any", **named: "Any") -> None:
            make(self, *given, **named)
            self.ready.connect(_end_as("ready"))

        reception.Reception.__init__ = listening  # type: ignore[method-assign]
        return stay(*given, **named)

    command._stay = heard
    main(["--database", database, "--lang", "zh_CN", "--theme", "light"])


def _end_as(word: str) -> "Callable[[], None]":
    def end() -> None:
        from PySide6.QtWidgets import QApplication

        say(word)
        QApplication.exit(0)

    return end


def _tell_when_painted(kind: type, *, ends: bool) -> None:
    """Say `painted` once the first round of painting is over."""
    from PySide6.QtCore import QTimer

    paint = kind.paintEvent  # type: ignore[attr-defined]

    def painted(self: object, event: object) -> None:
        paint(self, event)
        kind.paintEvent = paint  # type: ignore[attr-defined]
        QTimer.singleShot(0, _end_as("painted") if ends else lambda: say("painted"))

    kind.paintEvent = painted  # type: ignore[attr-defined]


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    {"bare": bare, "desk": desk}[sys.argv[1]](*sys.argv[2:])
