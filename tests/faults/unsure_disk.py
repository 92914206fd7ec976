"""A disk that loses what was not synced, or refuses the n-th write; in a process of its own, with a SQLite of its own.

Run as a program: `unsure_disk.py DATABASE TRACE cut SYNCHRONOUS TIMES SEED`, or `unsure_disk.py DATABASE TRACE refuse`.
TRACE holds the statements of real deeds, one list for each. The answer is one JSON object of counts.

Syncs are taken as honest; what lies between two syncs survives by chance, write by write, some of it cut short. Lost
names of files and broken sectors are not played.
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import apsw

Operation = tuple[str, str, int, bytes]  # what, file, where, bytes; "ack" once a deed was said to be saved
ROWS = (
    "SELECT (SELECT count(*) FROM order_note), (SELECT count(*) FROM audit_entry), (SELECT max(seq) FROM audit_entry)"
)


class Disk(apsw.VFS):
    """Everything goes to the real disk and into `log`; `refuses` may raise before an operation."""

    def __init__(self) -> None:
        self.log: list[Operation] = []
        self.refuses: Callable[[str], None] = lambda _what: None
        super().__init__("unsure", "")

    def xOpen(self, name: object, flags: list[int]) -> "File":
        return File(self, name, flags)


class File(apsw.VFSFile):
    """One file of the disk."""

    def __init__(self, disk: Disk, name: object, flags: list[int]) -> None:
        self.disk = disk
        given = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        self.kind = "log" if given.endswith("-wal") else "main"
        super().__init__("", name, flags)

    def _note(self, what: str, where: int = 0, content: bytes = b"") -> None:
        self.disk.refuses(what)
        self.disk.log.append((what, self.kind, where, content))

    def xWrite(self, content: bytes, where: int) -> None:
        self._note("write", where, bytes(content))
        super().xWrite(content, where)

    def xTruncate(self, size: int) -> None:
        self._note("truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._note("sync")
        super().xSync(flags)


def opened(path: Path, synchronous: str) -> apsw.Connection:
    connection = apsw.Connection(str(path), vfs="unsure")
    for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "wal_autocheckpoint=40", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def play(connection: apsw.Connection, deeds: list[list[str]], disk: Disk) -> Iterator[int]:
    for number, statements in enumerate(deeds, start=1):
        for statement in statements:
            connection.execute(statement)
        disk.log.append(("ack", "main", number, b""))
        yield number


def after_cut(log: list[Operation], at: int, main: bytes, chance: Random) -> tuple[dict[str, bytes], int]:
    """Both files as they lie on the disk when the power goes before operation `at`, and how many deeds were said."""
    last_sync = {
        kind: max((i for i in range(at) if log[i][:2] == ("sync", kind)), default=-1) for kind in ("main", "log")
    }
    files, said = {"main": bytearray(main), "log": bytearray()}, 0
    for i, (what, kind, where, content) in enumerate(log[:at]):
        if what == "ack":
            said = where
        is_synced = i < last_sync[kind]
        if what == "write" and (is_synced or chance.random() < 0.5):
            part = content if is_synced or chance.random() < 0.8 else content[: chance.randrange(len(content) + 1)]
            room = files[kind]
            room.extend(b"\0" * max(0, where + len(part) - len(room)))
            room[where : where + len(part)] = part
        elif what == "truncate" and (is_synced or chance.random() < 0.5):
            del files[kind][where:]
    return {kind: bytes(content) for kind, content in files.items()}, said


def judged(path: Path, before: tuple[int, int, int], said: int) -> str:
    """What a stock SQLite finds: "sound", "lost", "torn" or "corrupt"."""
    connection = sqlite3.connect(path)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return "corrupt"
        notes, entries, head = connection.execute(ROWS).fetchone()
    except sqlite3.DatabaseError:
        return "corrupt"
    finally:
        connection.close()
    done = notes - before[0]
    if entries - before[1] != done or head != entries:
        return "torn"
    return "sound" if done >= said else "lost"


def cut(database: Path, deeds: list[list[str]], synchronous: str, times: int, seed: int) -> dict[str, int]:
    disk, chance, main = Disk(), Random(seed), database.read_bytes()
    before = counts(database)
    connection = opened(database, synchronous)
    disk.log.clear()
    main = database.read_bytes()
    for _number in play(connection, deeds, disk):
        pass
    log = list(disk.log)
    connection.close()
    found = {"cuts": times, "operations": len(log), "sound": 0, "lost": 0, "torn": 0, "corrupt": 0}
    there = database.with_name("after.db")
    for _time in range(times):
        files, said = after_cut(log, chance.randrange(1, len(log)), main, chance)
        there.write_bytes(files["main"])
        there.with_name("after.db-wal").write_bytes(files["log"])
        there.with_name("after.db-shm").unlink(missing_ok=True)
        found[judged(there, before, said)] += 1
    return found


def refuse(database: Path, deeds: list[list[str]]) -> dict[str, int]:
    """At every operation once "full" and once "cannot be written": old or new, and the same deed again books once."""
    disk, before = Disk(), counts(database)
    found = {"points": 0, "sound": 0, "lost": 0, "torn": 0, "corrupt": 0, "not_booked_again": 0}
    for error in (apsw.FullError, apsw.IOError):
        point = 0
        while True:
            point += 1
            copy = database.with_name("refused.db")
            for end in ("-wal", "-shm"):
                copy.with_name(f"refused.db{end}").unlink(missing_ok=True)
            shutil.copyfile(database, copy)
            said, was_refused = refused_at(copy, deeds, disk, point, error)
            if not was_refused:
                break
            found["points"] += 1
            found[judged(copy, before, said)] += 1
            found["not_booked_again"] += not books_the_rest(copy, deeds, before)
    return found


def refused_at(copy: Path, deeds: list[list[str]], disk: Disk, point: int, error: type[Exception]) -> tuple[int, bool]:
    connection, left, said = opened(copy, "FULL"), point, 0
    was_refused = False

    def refuses(_what: str) -> None:
        nonlocal left, was_refused
        left -= 1
        if left == 0:
            was_refused = True
            raise error("played")

    disk.refuses = refuses
    try:
        for number in play(connection, deeds, disk):
            said = number
    except apsw.Error:
        pass
    disk.refuses = lambda _what: None
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()
    except apsw.Error:
        pass
    return said, was_refused


def books_the_rest(copy: Path, deeds: list[list[str]], before: tuple[int, int, int]) -> bool:
    """Whoever looks what is there and does the rest ends with each deed booked once."""
    done = counts(copy)[0] - before[0]
    connection = sqlite3.connect(copy, isolation_level=None)
    for statements in deeds[done:]:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return counts(copy) == (before[0] + len(deeds), before[1] + len(deeds), before[1] + len(deeds))


def counts(path: Path) -> tuple[int, int, int]:
    connection = sqlite3.connect(path)
    try:
        notes, entries, head = connection.execute(ROWS).fetchone()
        return notes, entries, head
    finally:
        connection.close()


if __name__ == "__main__":
    given, trace = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    answer = (
        refuse(given, trace) if sys.argv[3] == "refuse"
        else cut(given, trace, sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
    )  # fmt: skip
    sys.stdout.write(json.dumps(answer))
