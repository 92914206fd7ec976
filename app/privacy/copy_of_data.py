"""A person's own copy of all that is held of them: one file to read, with their papers and photographs."""

import io
import zipfile
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec

from app.desk import Desk
from app.kernel.database import troubles
from app.kernel.digest import sha256
from app.kernel.durable import write_durably
from app.kernel.language import _, mark
from app.kernel.money import yuan
from app.kernel.refusal import Refusal
from app.overview.papers import open_paper
from app.paper.queries import PaperId
from app.privacy.person_copy import PersonCopy, messages_in, papers_in, person_copy_in, photos_in, scans_in
from app.records.customers.consents import check_not_erased
from app.records.customers.tables import Customer
from app.trust.approval import Approval
from app.trust.deeds import Deed

_LABELS = {
    "customer_no": mark("Customer number"), "name": mark("Name"), "is_company": mark("Company"),
    "contact_name": mark("Contact"), "gender": mark("Gender"), "birthday": mark("Birthday"), "mobile": mark("Mobile"),
    "credit_code": mark("Credit code"), "preferred_channel": mark("Preferred channel"),
    "preferences": mark("Wishes"), "known_since": mark("Known since"), "consents": mark("Consents"),
    "cars": mark("Cars"), "visits": mark("Visits"), "plate": mark("Plate"), "vin": mark("VIN"),
    "model": mark("Model"), "colour": mark("Colour"), "invoice_on": mark("Invoice of"),
    "earlier_plates": mark("Earlier plates"), "odometer": mark("Odometer readings"), "number": mark("Number"),
    "stage": mark("State"), "odometer_km": mark("Odometer"), "arrived_at": mark("Arrived"), "left_at": mark("Left"),
    "brought_by": mark("Brought by"), "their_words": mark("Their words"), "fault_interview": mark("Fault interview"),
    "lines": mark("Work and parts, unit price"), "payments": mark("Payments"), "promises": mark("Promised times"),
    "notes": mark("Notes"), "grade": mark("Grade"), "papers": mark("Papers"), "photos": mark("Photographs"),
    "kind": mark("Purpose"), "is_given": mark("Given"), "given_at": mark("Given on"), "given_way": mark("How"),
    "earlier_visits": mark("Visits an older system told of"), "arrived_on": mark("Came on"),
    "left_on": mark("Left on"), "repair_category": mark("Repair category"), "total_fen": mark("Total (fen)"),
    "complaints": mark("Complaints"), "state": mark("State"), "received_at": mark("Received at"),
    "order_number": mark("Order"), "phone": mark("Phone"), "claim": mark("Facts claimed"), "wish": mark("Wish"),
    "reply": mark("First reply"), "facts": mark("Facts"), "cause": mark("Cause"), "solutions": mark("Solutions"),
    "ended_at": mark("Ended"), "ended_reason": mark("Why it ended so"), "paper_number": mark("Proven by"),
    "withdrawn_at": mark("Taken back on"),
}  # fmt: skip


def copy_of_data(desk: Desk, customer_id: int, *, to: Path, reason: str, approval: Approval | None = None) -> int:
    """Write one ZIP: everything to read (`.txt`), the same for programs (`.json`), papers and photographs.

    Answers how many papers are in it. The papers are made first where they have no file yet.
    Refuses: privacy.reason, consent.erased, row.gone, deed.needs_approval. Trouble: the place cannot be written.
    """
    if not reason.strip():
        raise Refusal("privacy.reason", _("Write who asked, and how: it stands in the audit."), field="privacy.reason")
    desk.require(Deed.DATA_COPY, approval=approval)
    papers = _papers(desk, customer_id)
    with desk.deed(Deed.DATA_COPY, approval=approval) as deed, troubles():
        customer = deed.get(Customer, customer_id)
        check_not_erased(customer)
        data = person_copy_in(deed.session, customer)
        photos = [(photo.file_sha256, desk.store.blobs.found(photo.file_sha256))
                  for photo in photos_in(deed.session, customer_id)]  # fmt: skip
        content = _zip(data, papers, photos, offset_minutes=desk.store.utc_offset_minutes)
        deed.note(customer=customer_id, papers=len(papers), sha256=sha256(content))
        deed.typed(reason=reason)
        write_durably(to, content)
    return len(papers)


def _papers(desk: Desk, customer_id: int) -> list[tuple[str, bytes]]:
    with desk.look() as session:
        customer = session.get(Customer, customer_id)
        if customer is not None:
            check_not_erased(customer)
        known = [(paper.id, f"{paper.kind}-{paper.number}.pdf") for paper in papers_in(session, customer_id)]
        scans = [(f"{paper.kind}-{paper.number}-scan.pdf", scan) for paper, scan in scans_in(session, customer_id)]
        scans += [(f"{number}-message.pdf", picture) for number, picture in messages_in(session, customer_id)]
    return [
        *((name, open_paper(desk, PaperId(paper_id))) for paper_id, name in known),
        *((name, desk.store.blobs.open(scan)) for name, scan in scans),
    ]


def _zip(
    data: PersonCopy, papers: list[tuple[str, bytes]], photos: list[tuple[str, bytes | None]], *, offset_minutes: int
) -> bytes:
    out, name = io.BytesIO(), _("Personal data")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{name}.txt", to_read(data, offset_minutes=offset_minutes))
        file.writestr("personal-data.json", msgspec.json.format(msgspec.json.encode(asdict(data)), indent=2))
        for name, content in papers:
            file.writestr(f"papers/{name}", content)
        for digest, picture in photos:
            if picture is not None:
                file.writestr(f"photographs/{digest[:16]}.jpg", picture)
    return out.getvalue()


def to_read(data: PersonCopy, *, offset_minutes: int) -> str:
    """The copy as a text a person can read, in the language in force, times on the store's clock."""
    zone = timezone(timedelta(minutes=offset_minutes))
    return "\n".join(_lines(data, zone, depth=0)) + "\n"


def _lines(row: object, zone: timezone, *, depth: int) -> list[str]:
    lines, indent = [], "  " * depth
    for field in fields(row):  # type: ignore[arg-type]  # only dataclasses come here
        value, label = getattr(row, field.name), _(_LABELS[field.name])
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            lines.append(f"\n{indent}{label}")
            for part in value:
                lines += ["", *_lines(part, zone, depth=depth + 1)]
        else:
            lines.append(f"{indent}{label}: {_value(value, zone)}")
    return lines


def _value(value: object, zone: timezone) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(_of_pair(part, zone) for part in value) or "—"
    return str(value) if value not in ("", None) else "—"


def _of_pair(part: object, zone: timezone) -> str:
    """A line (what, fen), a payment (when, how, fen) or a reading (when, km)."""
    if not isinstance(part, tuple):
        return _value(part, zone)
    is_money = not isinstance(part[0], datetime) or len(part) > 2
    last = f"¥{yuan(part[-1])}" if is_money else f"{part[-1]:,} km"
    return " ".join((*(_value(one, zone) for one in part[:-1]), last))
