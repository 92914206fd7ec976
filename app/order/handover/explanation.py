"""What is done and explained before a car leaves, in three groups; the grades; the kinds of gate pass."""

from enum import StrEnum

from app.kernel.language import mark


class Topic(StrEnum):
    """The points of the handover list (R039, R040, R121, R122)."""

    WASHED = "washed"
    INTERIOR_CLEAN = "interior_clean"
    COVERS_REMOVED = "covers_removed"
    SETTINGS_RESTORED = "settings_restored"
    WORK_EXPLAINED = "work_explained"
    VALUES_SHOWN = "values_shown"
    DECLINED_EXPLAINED = "declined_explained"
    NEXT_SERVICE_EXPLAINED = "next_service_explained"
    CAUTIONS_EXPLAINED = "cautions_explained"
    BILL_EXPLAINED = "bill_explained"
    OLD_PARTS_HANDLED = "old_parts_handled"
    VALUABLES_CHECKED = "valuables_checked"
    KEYS_RETURNED = "keys_returned"
    PAPERS_HANDED = "papers_handed"


class Grade(StrEnum):
    """Exactly these five, in this order, everywhere (R103)."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    UNSATISFIED = "unsatisfied"
    VERY_UNSATISFIED = "very_unsatisfied"


class PassKind(StrEnum):
    """Why the car may leave."""

    DELIVERED = "delivered"
    NO_REPAIR = "no_repair"
    ON_ACCOUNT = "on_account"


GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (mark("The car"), (Topic.WASHED, Topic.INTERIOR_CLEAN, Topic.COVERS_REMOVED, Topic.SETTINGS_RESTORED)),
    (
        mark("Explained"),
        (
            Topic.WORK_EXPLAINED, Topic.VALUES_SHOWN, Topic.DECLINED_EXPLAINED,
            Topic.NEXT_SERVICE_EXPLAINED, Topic.CAUTIONS_EXPLAINED, Topic.BILL_EXPLAINED,
        ),  # fmt: skip
    ),
    (mark("Returned"), (Topic.OLD_PARTS_HANDLED, Topic.VALUABLES_CHECKED, Topic.KEYS_RETURNED, Topic.PAPERS_HANDED)),
)
TOPIC_WORDS: dict[Topic, str] = {
    Topic.WASHED: mark("Washed as wished"),
    Topic.INTERIOR_CLEAN: mark("Interior clean, nothing left behind"),
    Topic.COVERS_REMOVED: mark("Protective covers removed"),
    Topic.SETTINGS_RESTORED: mark("Seat, clock and radio as before"),
    Topic.WORK_EXPLAINED: mark("Work done explained line by line"),
    Topic.VALUES_SHOWN: mark("Measured values shown"),
    Topic.DECLINED_EXPLAINED: mark("Declined work and its urgency explained"),
    Topic.NEXT_SERVICE_EXPLAINED: mark("Next service explained"),
    Topic.CAUTIONS_EXPLAINED: mark("Cautions explained"),
    Topic.BILL_EXPLAINED: mark("Bill and guarantee explained"),
    Topic.OLD_PARTS_HANDLED: mark("Old parts handled as chosen"),
    Topic.VALUABLES_CHECKED: mark("Valuables checked against the list"),
    Topic.KEYS_RETURNED: mark("Keys returned"),
    Topic.PAPERS_HANDED: mark("Papers handed over"),
}
GRADE_WORDS: dict[Grade, str] = {
    Grade.VERY_SATISFIED: mark("Very satisfied"),
    Grade.SATISFIED: mark("Satisfied"),
    Grade.NEUTRAL: mark("Neutral"),
    Grade.UNSATISFIED: mark("Unsatisfied"),
    Grade.VERY_UNSATISFIED: mark("Very unsatisfied"),
}
PASS_WORDS: dict[PassKind, str] = {
    PassKind.DELIVERED: mark("Delivered after service"),
    PassKind.NO_REPAIR: mark("Leaves without repair"),
    PassKind.ON_ACCOUNT: mark("Delivered, on account"),
}
