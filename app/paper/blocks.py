"""Blocks: what flows down a page, one below another or side by side, and is divided where a page ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.paper.grid import HAIRLINE, Ink, columns
from app.paper.pen import Pen


class Block(Protocol):
    """A part of a page. `keeps` means: never the last thing on a page."""

    @property
    def keeps(self) -> bool: ...

    def height(self, width: float) -> float:
        """How much of the page it takes, in millimetres."""

    def split(self, width: float, room: float) -> tuple["Block", "Block"] | None:
        """What fits in `room` and what is left, both not empty; None if it cannot be divided there."""

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its upper left corner at (x, y)."""


class Solid:
    """A block that is never divided."""

    keeps = False

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None


@dataclass(frozen=True)
class Gap(Solid):
    """White space; none at the head of a page."""

    high: float

    def height(self, width: float) -> float:
        return self.high

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing is drawn."""


# What follows begins on a new page: nothing has room for it, and at the head of a page a gap falls away.
PAGE_BREAK = Gap(10_000.0)


@dataclass(frozen=True)
class Rule(Solid):
    """A line over the whole width, with white above and below it."""

    weight: float = HAIRLINE
    ink: Ink = Ink.LINE
    above: float = 0.0
    below: float = 0.0

    def height(self, width: float) -> float:
        return self.above + self.below

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, x + width, y + self.above, self.weight, self.ink)


@dataclass(frozen=True)
class Stack:
    """Blocks one below another."""

    blocks: tuple[Block, ...]
    keeps: bool = False

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self.blocks)

    def split(self, width: float, room: float) -> "tuple[Stack, Stack] | None":
        """Between two blocks or within one, never after one that keeps."""
        used = 0.0
        for index, block in enumerate(self.blocks):
            high = block.height(width)
            if used + high > room + 0.01:
                return self._parted(index, width, room - used)
            used += high
        return None

    def _parted(self, index: int, width: float, room: float) -> "tuple[Stack, Stack] | None":
        parts = self.blocks[index].split(width, room)
        if parts is not None:
            first, rest = parts
            return Stack((*self.blocks[:index], first)), Stack((rest, *self.blocks[index + 1 :]))
        while index and (self.blocks[index - 1].keeps or isinstance(self.blocks[index - 1], Gap)):
            index -= 1
        if index == 0:
            return None
        return Stack(self.blocks[:index]), Stack(_without_gap(self.blocks[index:]))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for block in self.blocks:
            block.draw(pen, x, y, width)
            y += block.height(width)


def _without_gap(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return blocks[1:] if len(blocks) > 1 and isinstance(blocks[0], Gap) else blocks


@dataclass(frozen=True)
class Columns:
    """Stacks side by side on the grid; a hairline stands between them if they are `ruled`."""

    stacks: tuple[Block, ...]
    ruled: bool = False
    keeps: bool = False

    def height(self, width: float) -> float:
        return max(stack.height(each) for stack, (_at, each) in self._placed(width))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Each column for itself; if one of them cannot be divided there, none is."""
        firsts, rests = list[Block](), list[Block]()
        for stack, (_at, each) in self._placed(width):
            if stack.height(each) <= room:
                parts: tuple[Block, Block] | None = (stack, Stack(()))
            else:
                parts = stack.split(each, room)
            if parts is None:
                return None
            firsts.append(parts[0])
            rests.append(parts[1])
        return Columns(tuple(firsts), self.ruled), Columns(tuple(rests), self.ruled)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        high = self.height(width)
        for stack, (at, each) in self._placed(width):
            stack.draw(pen, x + at, y, each)
            if self.ruled and at:
                pen.line((x + at - 3.0, y + 2.6), (x + at - 3.0, y + high))

    def _placed(self, width: float) -> list[tuple[Block, tuple[float, float]]]:
        return list(zip(self.stacks, columns(len(self.stacks), width), strict=True))


def stack(*blocks: Block, keeps: bool = False) -> Stack:
    """Blocks one below another."""
    return Stack(blocks, keeps)


def balanced(blocks: Sequence[Block], width: float) -> tuple[Stack, Stack]:
    """The blocks in two columns of equal width, in reading order, as equal in height as they can be."""
    each = columns(2, width)[0][1]
    heights = [block.height(each) for block in blocks]
    cuts = range(len(blocks) + 1)
    cut = min(cuts, key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -at))
    return Stack(tuple(blocks[:cut])), Stack(tuple(blocks[cut:]))
