"""A car drives in: its time is written down before any advisor has time for it (R022)."""

from datetime import timedelta

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.arrival.queries import ArrivalId, waiting_with_plate
from app.order.arrival.tables import Arrival
from app.records.vehicles.plate import PlateType, read_plate, shown
from app.trust.deeds import Deed

LONGEST_WORDS = 60
FIELD = "arrival.words"


def arrive(desk: Desk, *, typed: str) -> ArrivalId:
    """Write down that a car has come: its plate, or a word about it (“white SUV”), or both.

    Refuses: arrival.empty, arrival.long, arrival.twice (this plate waits already).
    """
    plate, words = read_arrival(typed)
    if not plate and not words:
        raise Refusal("arrival.empty", _("Type the plate, or a word about the car."), field=FIELD)
    if len(words) > LONGEST_WORDS:
        raise Refusal(
            "arrival.long", _("A word is enough: at most {most} characters.").format(most=LONGEST_WORDS), field=FIELD
        )
    with desk.deed(Deed.ARRIVAL_NOTE) as deed:
        waiting = waiting_with_plate(deed.session, plate)
        if waiting is not None:
            time = waiting.arrived_at + timedelta(minutes=deed.store.utc_offset_minutes)
            raise Refusal(
                "arrival.twice",
                _("{plate} has been waiting since {time}.").format(plate=shown(plate), time=f"{time:%H:%M}"),
                field=FIELD,
            )
        row = deed.add(Arrival(arrived_at=deed.now, noted_by=deed.person.id, plate=plate, words=words))
        deed.note(arrival=row.id)
    return ArrivalId(row.id)


def read_arrival(typed: str) -> tuple[str, str]:
    """The plate as it is stored, and what else was typed.

    >>> read_arrival("苏a8k2m6 带小孩"), read_arrival("white SUV")
    (('苏A8K2M6', '带小孩'), ('', 'white SUV'))
    """
    whole = " ".join(typed.split())
    for part in (whole, *whole.split(" ")):
        plate = _plate(part)
        if plate:
            return plate, " ".join(whole.replace(part, "", 1).split())
    return "", whole


def _plate(part: str) -> str:
    try:
        reading = read_plate(part)
    except Refusal:
        return ""
    return reading.text if reading.plate_type is not PlateType.OTHER else ""
