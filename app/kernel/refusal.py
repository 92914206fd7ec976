"""Why something was not done: the rules say no, or the world does."""

import copyreg
from dataclasses import dataclass
from typing import Any


def _as_it_is(error: Exception) -> tuple[Any, ...]:
    """How it is sent on whatever its class wants to be made of: it may come from a process of its own (`apart`)."""
    return copyreg.__newobj__, (type(error), *error.args), error.__dict__  # type: ignore[attr-defined]


class Refusal(Exception):
    """The rules say no. Nothing was changed.

    `code` is `subject.reason` and never renamed; `sentence` says in the desk's words what is wrong
    and what to do; `field` is the object name of the widget the sentence belongs under, if any.
    """

    def __init__(self, code: str, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field

    def __reduce__(self) -> tuple[Any, ...]:
        return _as_it_is(self)


class Missing(Refusal):
    """Something is still missing; `fields` are the object names, in the order of the page."""

    def __init__(self, code: str, sentence: str, *, fields: tuple[str, ...]) -> None:
        super().__init__(code, sentence, field=fields[0] if fields else None)
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people wrote: what stands there now, and what was to be saved."""

    name: str
    theirs: str
    mine: str


class Conflict(Refusal):
    """Someone else saved the same fields since the form was filled. Nothing was overwritten."""

    def __init__(self, code: str, sentence: str, *, clashes: tuple[Clash, ...]) -> None:
        super().__init__(code, sentence)
        self.clashes = clashes


class Trouble(Exception):
    """The world says no: disk full, database busy, printer gone. `remedy` is what a person can do."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        return _as_it_is(self)


class Unknown(Trouble):
    """The world said no while saving, and nobody can say yet whether it is saved; sent again, it is booked once.

    `slices` are those it would have written: open pages read them again once it is known.
    """

    def __init__(self, sentence: str, remedy: str, *, slices: frozenset[str]) -> None:
        super().__init__(sentence, remedy)
        self.slices = slices
