"""Anchors: heads of the audit chain kept beside the database, in a file that only grows (docs/rules/audit.md).

A chain alone cannot see that its end was cut off, nor that the whole file is an older one. The anchors can: the
database is never behind the newest of them, for an anchor is written after its commit.
"""

import logging
import os
import re
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from app.kernel.clock import is_set_back
from app.kernel.database import from_milliseconds, milliseconds
from app.kernel.digest import short
from app.trust.chain import Head

FILE_NAME = "forecourt.anchors"
MOST_ENTRIES = 50
LONGEST = timedelta(minutes=10)
_LINE = re.compile(
    r"1 (?P<store>[0-9a-f-]{36}) (?P<seq>[0-9]{1,18}) (?P<mac>[0-9a-f]{64}) "
    r"(?P<latest>[0-9]{1,18}) (?P<why>[a-z]{1,12})"
)


class Why(StrEnum):
    """What an anchor was written for."""

    OPENED = "opened"
    BOOKED = "booked"
    CLOSED = "closed"
    RESTORED = "restored"  # what was anchored before belongs to the state that was replaced


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line: the chain of this store had this head. `latest_at` is the latest instant ever booked by then."""

    store_id: str
    seq: int
    mac: str
    latest_at: datetime
    why: Why

    @property
    def words(self) -> str:
        """Entry and MAC as a person can compare them with the foot of a paper."""
        return f"{self.seq} {short(self.mac)}"


class Anchors:
    """The anchors of the store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def every(self) -> tuple[Anchor, ...]:
        """All that can be read, oldest first; a line that was cut off by a power cut is passed over."""
        try:
            lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return ()
        return tuple(anchor for line in lines if (anchor := _anchor(line)) is not None)

    def in_force(self) -> tuple[Anchor, ...]:
        """Those that the present database must agree with: from the last restore on."""
        anchors = self.every()
        begun = [at for at, one in enumerate(anchors) if one.why is Why.RESTORED]
        return anchors[begun[-1] :] if begun else anchors

    def write(self, anchor: Anchor) -> None:
        """Add one line and wait until it lies on the disk."""
        line = f"1 {anchor.store_id} {anchor.seq} {anchor.mac} {milliseconds(anchor.latest_at)} {anchor.why.value}\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # A line of its own even after one that was cut off.
            start = b"" if self._ends_whole() else b"\n"
            os.write(handle, start + line.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)

    def _ends_whole(self) -> bool:
        with self.path.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return True
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


class Watch:
    """What an open store remembers of its chain: the newest head, and the latest instant ever booked.

    Order is by sequence; the instant only serves to notice that the clock was set back. `anchors` None: nothing is
    written, for somebody else owns the store or it is thrown away.
    """

    def __init__(self, head: Head, latest_at: datetime | None, *, store_id: str, anchors: Anchors | None) -> None:
        self._head, self._latest_at, self._store_id, self._anchors = head, latest_at, store_id, anchors
        self._anchored = head
        self._anchored_at = latest_at
        self._lock = threading.Lock()

    @property
    def head(self) -> Head:
        """The newest link this store has booked or found."""
        return self._head

    @property
    def keeps_anchors(self) -> bool:
        """Whether this store is ours to write anchors for."""
        return self._anchors is not None

    @property
    def latest_at(self) -> datetime | None:
        """The latest instant ever booked since the clock was last confirmed."""
        return self._latest_at

    def is_set_back(self, now: datetime) -> bool:
        """Whether the clock stands before something that is booked already."""
        return self._latest_at is not None and is_set_back(now, self._latest_at)

    def booked(self, head: Head, at: datetime, *, confirms_clock: bool = False) -> None:
        """After the commit: every fifty entries, and ten minutes after the last, the head is anchored."""
        with self._lock:
            is_later = self._latest_at is None or at > self._latest_at or confirms_clock
            self._head, self._latest_at = head, at if is_later else self._latest_at
            is_long_ago = self._anchored_at is None or abs(at - self._anchored_at) >= LONGEST
            if confirms_clock or is_long_ago or head.seq - self._anchored.seq >= MOST_ENTRIES:
                self._write_if_it_can(at)

    def anchor(self, why: Why, at: datetime) -> None:
        """Write an anchor now, unless the newest one says the same."""
        with self._lock:
            if self._head != self._anchored or why in (Why.OPENED, Why.RESTORED):
                self._write(why, at)

    def _write_if_it_can(self, at: datetime) -> None:
        # What was committed is committed: a disk without room for one more line does not make it a failure.
        try:
            self._write(Why.BOOKED, at)
        except OSError:
            logging.getLogger("forecourt").warning("No anchor could be written", exc_info=True)

    def _write(self, why: Why, at: datetime) -> None:
        if self._anchors is None or self._head.seq == 0:
            return
        latest = self._latest_at or at
        self._anchors.write(Anchor(self._store_id, self._head.seq, self._head.mac, latest, why))
        self._anchored, self._anchored_at = self._head, at


def _anchor(line: str) -> Anchor | None:
    found = _LINE.fullmatch(line)
    if found is None or found["why"] not in set(Why):
        return None
    return Anchor(
        found["store"], int(found["seq"]), found["mac"], from_milliseconds(int(found["latest"])), Why(found["why"])
    )
