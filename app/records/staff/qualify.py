"""Certificates of the staff are entered and taken away; high-voltage work asks for them (R126)."""

import re
from datetime import date

from app.desk import Desk
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.records.staff.change import in_service
from app.records.staff.tables import Qualification
from app.trust.deeds import Deed

_DAY = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")


def read_expiry(typed: str) -> date | None:
    """The last day in what was typed; nothing typed is a certificate without an end.

    Refuses: qualification.day.

    >>> read_expiry("2027-05-31") == read_expiry("2027年5月31日") == read_expiry("20270531")
    True
    """
    text = "".join(half_width(typed).split())
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else _no_day()
    except ValueError:
        return _no_day()


def add_qualification(
    desk: Desk, member_id: int, *, name: str, is_high_voltage: bool = False, expires_on: date | None = None
) -> int:
    """Enter a certificate that holds today; answers its id.

    Refuses: qualification.name, qualification.expired, row.gone, deed.not_allowed.
    """
    if not name.strip():
        raise Refusal(
            "qualification.name", _("Write what the certificate is called."), field="staff.qualification.name"
        )
    with desk.deed(Deed.STAFF_SAVE) as deed:
        if expires_on is not None and expires_on < business_day(deed.now, desk.store.utc_offset_minutes):
            raise Refusal(
                "qualification.expired",
                _("This certificate has ended already. Enter the renewed one."),
                field="staff.qualification.expires_on",
            )
        in_service(deed, member_id)
        row = deed.add(
            Qualification(
                member_id=member_id, name=name.strip(), is_high_voltage=is_high_voltage, expires_on=expires_on
            )
        )
        deed.note(member=member_id, qualification=row.id)
    return row.id


def remove_qualification(desk: Desk, qualification_id: int) -> None:
    """Take a certificate away. Refuses: row.gone, deed.not_allowed."""
    with desk.deed(Deed.STAFF_SAVE) as deed:
        row = deed.get(Qualification, qualification_id)
        deed.session.delete(row)
        deed.note(member=row.member_id, qualification=qualification_id, removed=True)


def _no_day() -> date:
    raise Refusal(
        "qualification.day",
        _("This is no day. Write it like 2027-05-31, or leave it empty."),
        field="staff.qualification.expires_on",
    )
