"""The states of one job in the workshop, and why a job may rest."""

from enum import StrEnum

from app.kernel.language import mark


class JobState(StrEnum):
    """Where a dispatched labour line stands; taken out when the customer agreed that it is not done after all."""

    DISPATCHED = "dispatched"
    WORKING = "working"
    PAUSED = "paused"
    FINISHED = "finished"
    REWORK = "rework"
    TAKEN_OUT = "taken_out"


class PauseReason(StrEnum):
    """Why work rests; the first three raise the order's waiting flag."""

    PARTS = "parts"
    CUSTOMER = "customer"
    INSURANCE = "insurance"
    BREAK = "break"
    OTHER_JOB = "other_job"
    TOOL = "tool"


STATE_WORDS: dict[JobState, str] = {
    JobState.DISPATCHED: mark("Dispatched"),
    JobState.WORKING: mark("Working"),
    JobState.PAUSED: mark("Paused"),
    JobState.FINISHED: mark("Finished"),
    JobState.REWORK: mark("Rework"),
    JobState.TAKEN_OUT: mark("Taken out"),
}
PAUSE_WORDS: dict[PauseReason, str] = {
    PauseReason.PARTS: mark("Waiting for parts"),
    PauseReason.CUSTOMER: mark("Waiting for customer"),
    PauseReason.INSURANCE: mark("Waiting for insurer"),
    PauseReason.BREAK: mark("Break"),
    PauseReason.OTHER_JOB: mark("Another job first"),
    PauseReason.TOOL: mark("Waiting for a tool or bay"),
}
