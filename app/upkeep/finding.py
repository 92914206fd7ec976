"""What doctor answers: one thing looked at, sound or not, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is empty when it is sound."""

    check: str
    is_sound: bool
    sentence: str
    remedy: str = ""


def finding(check: str, is_sound: bool, name: str, *, fault: str, remedy: str) -> Finding:
    """A finding whose fault and remedy are said only when there is one."""
    return Finding(check, True, name) if is_sound else Finding(check, False, f"{name}: {fault}", remedy)
