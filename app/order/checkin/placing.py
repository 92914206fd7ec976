"""Where the words of a search belong when nothing was found: into the plate, the VIN, the phone or the name."""

from collections.abc import Callable
from dataclasses import replace

from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.order.checkin.form import CheckinForm
from app.records.customers.phone import read_phone
from app.records.vehicles.plate import PROVINCES, PlateType, read_plate
from app.records.vehicles.vin import read_vin

_LEAST_OF_A_PLATE, _NEARLY_A_VIN, _NEARLY_A_PHONE = 5, range(14, 21), range(9, 14)


def placed(form: CheckinForm, words: str) -> tuple[CheckinForm, str]:
    """The form with the words where they belong, and the field to go on with; a picked car is let go.

    What reads as nothing but was clearly meant for a plate, a VIN or a phone goes there, where its fault is told.

    >>> [placed(CheckinForm(), words)[1] for words in ("苏a8k2m6", "14000000001", "王建军")]
    ['checkin.vin', 'checkin.customer_name', 'checkin.phone']
    >>> [placed(CheckinForm(), words)[1] for words in ("苏AD88O17", "LGXC16DF8NO12345", "1400000001")]
    ['checkin.plate', 'checkin.vin', 'checkin.phone']
    """
    form = replace(form, vehicle_id=None)
    if _reads(read_phone, words):
        return replace(form, phone=words), "checkin.customer_name"
    if _reads(read_vin, words):
        return replace(form, vin=read_vin(words).text), "checkin.plate"
    if _reads(read_plate, words) and read_plate(words).plate_type is not PlateType.NONE:
        return replace(form, plate=read_plate(words).text), "checkin.vin"
    text = half_width(words).replace(" ", "")
    has_digit = any(character.isdigit() for character in text)
    if text[:1] in PROVINCES and text[1:].isascii() and has_digit and len(text) >= _LEAST_OF_A_PLATE:
        return replace(form, plate=words), "checkin.plate"
    if text.isascii() and text.isalnum() and not text.isdigit() and has_digit and len(text) in _NEARLY_A_VIN:
        return replace(form, vin=words), "checkin.vin"
    if text.isascii() and text.isdigit() and len(text) in _NEARLY_A_PHONE:
        return replace(form, phone=words), "checkin.phone"
    return replace(form, customer_name=words), "checkin.phone"


def _reads(rule: Callable[[str], object], words: str) -> bool:
    try:
        rule(words)
    except Refusal:
        return False
    return True
