"""Where the words of a search belong when nothing was found: into the plate, the VIN, the phone or the name."""

from collections.abc import Callable
from dataclasses import replace

from app.kernel.refusal import Refusal
from app.order.checkin.form import CheckinForm
from app.records.customers.phone import read_phone
from app.records.vehicles.plate import PlateType, read_plate
from app.records.vehicles.vin import read_vin


def placed(form: CheckinForm, words: str) -> tuple[CheckinForm, str]:
    """The form with the words where they belong, and the field to go on with; a picked car is let go.

    >>> [placed(CheckinForm(), words)[1] for words in ("苏a8k2m6", "14000000001", "王建军")]
    ['checkin.vin', 'checkin.customer_name', 'checkin.phone']
    """
    form = replace(form, vehicle_id=None)
    if _reads(read_phone, words):
        return replace(form, phone=words), "checkin.customer_name"
    if _reads(read_vin, words):
        return replace(form, vin=read_vin(words).text), "checkin.plate"
    if _reads(read_plate, words) and read_plate(words).plate_type is not PlateType.NONE:
        return replace(form, plate=read_plate(words).text), "checkin.vin"
    return replace(form, customer_name=words), "checkin.phone"


def _reads(rule: Callable[[str], object], words: str) -> bool:
    try:
        rule(words)
    except Refusal:
        return False
    return True
