"""A desk that writes without end and says each number once it is booked: killed in mid-save by its test.

Run as a program: `writer.py FOLDER acknowledged|too_early`. The second way is the control: it says the number before
the transaction has ended, and must be caught lying.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.order.notes import write_note
from app.order.tables import OrderNote
from app.trust.deeds import Deed
from app.upkeep.demo import demo_desk
from app.upkeep.opening import FILE_NAME, open_store


def main(folder: Path, way: str) -> None:
    desk = demo_desk(open_store(folder / FILE_NAME, marks_open=True), "S02")
    number = 0
    while True:
        number += 1
        if way == "acknowledged":
            write_note(desk, 1, text=f"note {number}")
            say(number)
            continue
        with desk.deed(Deed.ORDER_NOTE, order_id=1) as deed:
            deed.add(OrderNote(order_id=1, written_at=deed.now, written_by=deed.person.id, text=f"note {number}"))
            say(number)
            time.sleep(60)


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
