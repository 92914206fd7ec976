"""Does one thing where no file may grow beyond a bound, and says what came of it: run by its test.

Run as a program: `filler.py DATABASE ACTION BYTES [FILE]`. It answers `done`, or `trouble` with the sentence.
"""

import resource
import signal
import sys
from io import BytesIO
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image

from app.desk import Desk
from app.kernel.language import Language, use
from app.kernel.refusal import Trouble
from app.order.notes import add_photo, write_note
from app.overview.papers import file_what_is_left
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.demo import demo_desk
from app.upkeep.opening import desk_for, open_store
from app.upkeep.restore import restore


def main(database: Path, action: str, most: int, file: Path) -> None:
    use(Language.ENGLISH)
    try:
        if action in ("upgrade", "restore"):
            bound(most)
            open_store(database) if action == "upgrade" else restore(file, database)
        else:
            desk = demo_desk(open_store(database), "S01")
            bound(most)
            ACTIONS[action](desk, file)
    except Trouble as trouble:
        sys.stdout.write(f"trouble {trouble.sentence} {trouble.remedy}")
        return
    sys.stdout.write("done")


def bound(most: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def picture() -> bytes:
    noise, out = Random(1).randbytes(600 * 400 * 3), BytesIO()
    Image.frombytes("RGB", (600, 400), noise).save(out, "JPEG", quality=95)
    return out.getvalue()


def many_notes(desk: Desk, _file: Path) -> None:
    for number in range(500):
        write_note(desk, 1, text=f"{number} " + "长" * 1900)


ACTIONS = {
    "save": many_notes,
    "photo": lambda desk, _file: add_photo(desk, 1, picture=picture(), subject="item", caption=""),
    "paper": lambda desk, _file: file_what_is_left(desk),
    "backup": lambda desk, file: back_up(desk_for(desk.store), file, why=Why.ASKED),
}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]) if len(sys.argv) > 4 else Path())
