"""The three levels of checking; they are levels of persons, not the phases of an inspection."""

from enum import StrEnum

from app.kernel.language import mark


class CheckLevel(StrEnum):
    """自检 by who did the work, 互检 by a colleague, 终检 by the inspector."""

    SELF = "self_check"
    MUTUAL = "mutual_check"
    FINAL = "final_check"


LEVEL_WORDS: dict[CheckLevel, str] = {
    CheckLevel.SELF: mark("Self check"),
    CheckLevel.MUTUAL: mark("Mutual check"),
    CheckLevel.FINAL: mark("Final check"),
}
