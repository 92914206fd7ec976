"""The check-in as it is kept while it is typed, photographs included."""

import msgspec

from app.order.checkin.form import CheckinForm

BLANK = CheckinForm()
# What stands in the form before anyone has typed: neither makes it worth keeping.
_STARTED = ("arrival_id", "arrived_at", "reception_started_at")


def encode(form: CheckinForm) -> str:
    """The form as JSON; pictures in base64."""
    return msgspec.json.encode(form).decode()


def decode(content: str) -> CheckinForm | None:
    """The form that was kept; None if it comes from a version whose form was another.

    >>> decode(encode(CheckinForm(plate="苏A8K2M6"))).plate, decode("{")
    ('苏A8K2M6', None)
    """
    try:
        return msgspec.json.decode(content, type=CheckinForm)
    except msgspec.MsgspecError:
        return None


def is_blank(form: CheckinForm) -> bool:
    """Whether nothing was typed yet."""
    return all(
        getattr(form, name) == getattr(BLANK, name) for name in CheckinForm.__dataclass_fields__ if name not in _STARTED
    )


def title(form: CheckinForm) -> tuple[str, str]:
    """What one knows it by: plate (or the end of the VIN) and customer."""
    return form.plate.strip() or form.vin.strip()[-8:], form.customer_name.strip()
