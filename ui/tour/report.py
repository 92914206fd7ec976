"""What a tour came to: each step with its time, the papers, the pictures, where the window stood still."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.kernel.language import _
from ui.tour.watchdog import Stall

# The first picture of a paper's page, scaled to the view once: told apart from where the window stands still.
PAGE_PICTURE = "ui/widgets/paper_view.py: _draw_page"


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step: its name, how long it took, and why it did not hold, if so."""

    name: str
    ms: int
    ok: bool
    error: str = ""


@dataclass(slots=True)
class Report:
    """Filled while the tour goes on."""

    steps: list[StepResult] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    stalls: list[Stall] = field(default_factory=list)
    # After the visit, its window still open; what the album takes afterwards is the tour's own.
    resident_mib: int | None = None

    @property
    def is_ok(self) -> bool:
        """Whether there were steps and every one held."""
        return bool(self.steps) and all(step.ok for step in self.steps)

    def longest(self) -> Stall | None:
        """The longest stall but for pictures of pages."""
        return max((stall for stall in self.stalls if stall.cause != PAGE_PICTURE), key=_whole, default=None)

    def hardest(self) -> Stall | None:
        """The longest work of the window's own at a stretch, but for pictures of pages."""
        return max((stall for stall in self.stalls if stall.cause != PAGE_PICTURE), key=_own, default=None)

    def page_picture(self) -> Stall | None:
        """The longest picture of a page, if one was seen."""
        return max((stall for stall in self.stalls if stall.cause == PAGE_PICTURE), key=_whole, default=None)

    def as_json(self) -> str:
        """One document for machines."""
        document = {
            "ok": self.is_ok, "steps": [asdict(step) for step in self.steps], "papers": self.papers,
            "pictures": self.pictures, "stalls": [asdict(stall) for stall in self.stalls],
            "resident_mib": self.resident_mib,
            **{name: found and asdict(found) for name, found in self._worst().items()},
        }  # fmt: skip
        return json.dumps(document, ensure_ascii=False, indent=1)

    def _worst(self) -> dict[str, Stall | None]:
        return {
            "longest_stall": self.longest(), "hardest_stall": self.hardest(), "page_picture": self.page_picture()
        }  # fmt: skip

    def _stall_lines(self) -> list[str]:
        longest, hardest, picture = self._worst().values()
        lines = []
        if longest is not None and hardest is not None:
            lines = [
                _("The window stood still {count} times for more than a frame; longest {ms} ms in “{step}”.").format(
                    count=len(self.stalls), ms=longest.ms, step=longest.step
                ),
                _("Longest work of its own at a stretch: {ms} ms in “{step}”.").format(
                    ms=hardest.own_ms, step=hardest.step
                ),
            ]
        if picture is not None:
            lines.append(_("Apart from that, the first picture of a page: {ms} ms.").format(ms=picture.ms))
        return lines

    def _causes(self) -> list[str]:
        """How often, how long at most, how much of that was the window's own work, and where; the longest first."""
        by_cause: dict[str, list[Stall]] = {}
        for stall in sorted(self.stalls, key=lambda stall: -stall.ms):
            by_cause.setdefault(stall.cause, []).append(stall)
        return [
            f"{len(same):>4} × {same[0].ms:>5} ms {same[0].own_ms:>5} ms  {cause}" for cause, same in by_cause.items()
        ]

    def closing_lines(self, out: Path) -> tuple[str, ...]:
        """What people read at the end."""
        failed = [step for step in self.steps if not step.ok]
        total = sum(step.ms for step in self.steps) / 1000
        lines = [
            _("{count} steps in {seconds} s, {papers} papers, {pictures} pictures in {folder}").format(
                count=len(self.steps),
                seconds=f"{total:.1f}",
                papers=len(self.papers),
                pictures=len(self.pictures),
                folder=out,
            )
        ]
        lines += [*self._stall_lines(), *self._causes()]
        lines += [_("Did not hold: {step}: {error}").format(step=step.name, error=step.error) for step in failed]
        return tuple(lines)


def _whole(stall: Stall) -> int:
    return stall.ms


def _own(stall: Stall) -> int:
    return stall.own_ms


def line_of(step: StepResult) -> str:
    """`ok     412 ms  The customer signs the agreement`."""
    return f"{'ok' if step.ok else 'FAILED':<6} {step.ms:>6} ms  {step.name}" + (
        f"  ({step.error})" if step.error else ""
    )
