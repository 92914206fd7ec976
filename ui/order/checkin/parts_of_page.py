"""The check-in page made beforehand: all of it is a form, and made in one go it would be a stall."""

from collections.abc import Iterator

from ui.order.checkin.checkin_page import CheckinPage
from ui.order.checkin.walk_column import WalkColumn
from ui.order.checkin.who_column import WhoColumn
from ui.order.checkin.words_column import WordsColumn
from ui.widgets.page import Page
from ui.worker import Worker


def in_parts(worker: Worker) -> Iterator[Page | None]:
    """The page, made a column a step; it is the last thing that comes."""
    who = WhoColumn(worker)
    yield None
    words = WordsColumn()
    yield None
    walk = WalkColumn(worker)
    yield None
    yield CheckinPage(worker, (who, words, walk))
