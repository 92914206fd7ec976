"""Left against right on one axle: tread and pads that wear unevenly deserve attention, though each is thick enough."""

PAIRS = (("FL", "FR"), ("RL", "RR"), ("L", "R"))
# Tyre tread, front pads, rear pads (domain checklists, notes).
COMPARED = frozenset({"MP-32", "MP-37", "MP-38"})
_BESIDE = {**dict(PAIRS), **{right: left for left, right in PAIRS}}


def beside(place: str) -> str:
    """The place on the other side of the same axle; empty where there is none.

    >>> beside("RR"), beside("L"), beside("")
    ('RL', 'R', '')
    """
    return _BESIDE.get(place, "")


def thinner_by(value_milli: int, other_milli: int, *, limit_milli: int) -> int | None:
    """By how much this side is thinner than the other; None as long as the axle is even. The limit itself still is.

    >>> thinner_by(3_000, 4_600, limit_milli=1_500), thinner_by(3_000, 4_500, limit_milli=1_500)
    (1600, None)
    """
    difference = other_milli - value_milli
    return difference if difference > limit_milli else None
