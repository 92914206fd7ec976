"""What is done and explained before a car leaves, in four groups; the grades; the kinds of gate pass."""

from enum import StrEnum

from app.kernel.language import mark


class Topic(StrEnum):
    """The points of the handover list (R039, R040, R121, R122; checklist HD)."""

    EXTERIOR_WASHED = "exterior_washed"
    INTERIOR_VACUUMED = "interior_vacuumed"
    GLASS_WIPED = "glass_wiped"
    COVERS_REMOVED = "covers_removed"
    SETTINGS_RESTORED = "settings_restored"
    VALUABLES_COMPARED = "valuables_compared"
    NO_NEW_DAMAGE = "no_new_damage"
    WORK_EXPLAINED = "work_explained"
    COSTS_EXPLAINED = "costs_explained"
    OLD_PARTS_SHOWN = "old_parts_shown"
    DECLINED_REMINDED = "declined_reminded"
    CAUTIONS_GIVEN = "cautions_given"
    GUARANTEE_EXPLAINED = "guarantee_explained"
    NEXT_SERVICE_TOLD = "next_service_told"
    PAPERS_GIVEN = "papers_given"
    KEYS_RETURNED = "keys_returned"
    FOLLOW_UP_AGREED = "follow_up_agreed"


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


CLEANING = (Topic.EXTERIOR_WASHED, Topic.INTERIOR_VACUUMED, Topic.GLASS_WIPED, Topic.COVERS_REMOVED)
GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (mark("Cleaning"), CLEANING),
    (mark("As it was"), (Topic.SETTINGS_RESTORED, Topic.VALUABLES_COMPARED, Topic.NO_NEW_DAMAGE)),
    (
        mark("Explained"),
        (
            Topic.WORK_EXPLAINED, Topic.COSTS_EXPLAINED, Topic.OLD_PARTS_SHOWN, Topic.DECLINED_REMINDED,
            Topic.CAUTIONS_GIVEN, Topic.GUARANTEE_EXPLAINED, Topic.NEXT_SERVICE_TOLD,
        ),
    ),
    (mark("Given back"), (Topic.PAPERS_GIVEN, Topic.KEYS_RETURNED, Topic.FOLLOW_UP_AGREED)),
)  # fmt: skip
TOPIC_WORDS: dict[Topic, str] = {
    Topic.EXTERIOR_WASHED: mark("Exterior wash (as chosen)"),
    Topic.INTERIOR_VACUUMED: mark("Interior vacuum and mats"),
    Topic.GLASS_WIPED: mark("Glass and console wiped"),
    Topic.COVERS_REMOVED: mark("Protective covers removed"),
    Topic.SETTINGS_RESTORED: mark("Seat, mirrors, radio, clock restored"),
    Topic.VALUABLES_COMPARED: mark("Valuables compared"),
    Topic.NO_NEW_DAMAGE: mark("No new damage against check-in"),
    Topic.WORK_EXPLAINED: mark("Work explained line by line"),
    Topic.COSTS_EXPLAINED: mark("Costs explained line by line"),
    Topic.OLD_PARTS_SHOWN: mark("Old parts shown or returned"),
    Topic.DECLINED_REMINDED: mark("Refused and postponed items"),
    Topic.CAUTIONS_GIVEN: mark("Cautions"),
    Topic.GUARANTEE_EXPLAINED: mark("Guarantee explained"),
    Topic.NEXT_SERVICE_TOLD: mark("Next service date and km"),
    Topic.PAPERS_GIVEN: mark("Certificate or guarantee card, settlement list, invoice given"),
    Topic.KEYS_RETURNED: mark("Keys returned"),
    Topic.FOLLOW_UP_AGREED: mark("Follow-up time and channel agreed"),
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
