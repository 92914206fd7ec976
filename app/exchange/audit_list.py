"""The audit list as a file: who took it, why, and the digest of what they took stand in the audit itself."""

from pathlib import Path

from app.desk import Desk
from app.exchange.table_file import csv_bytes
from app.kernel.database import troubles
from app.kernel.digest import sha256
from app.kernel.durable import write_durably
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.overview.audit import AuditForm, AuditRow, rows_in
from app.trust.deed_words import word
from app.trust.deeds import Deed


def export_audit(desk: Desk, form: AuditForm, *, to: Path, reason: str) -> int:
    """Write the rows of a form to a CSV file; answers how many.

    Refuses: audit.reason, audit.no_order, deed.not_allowed. Trouble: the place cannot be written.
    """
    if not reason.strip():
        raise Refusal("audit.reason", _("Write what the list is for: it stands in the audit."), field="audit.reason")
    with desk.deed(Deed.AUDIT_EXPORT) as deed, troubles():
        rows = [_cells(row) for row in rows_in(deed.session, form)]
        content = csv_bytes(_head(), rows)
        deed.note(rows=len(rows), sha256=sha256(content))
        deed.typed(reason=reason)
        # Inside the deed: a list that nobody could write down is not booked as taken.
        write_durably(to, content)
    return len(rows)


def _head() -> tuple[str, ...]:
    return (
        _("No."),
        _("Time (UTC)"),
        _("Who"),
        _("Seat"),
        _("In words"),
        _("Deed"),
        _("Order"),
        _("Details"),
        _("Changes"),
    )


def _cells(row: AuditRow) -> tuple[str, ...]:
    details = "; ".join(f"{name}={value}" for name, value in row.details)
    changes = "; ".join(
        f"{change.table}.{change.key}.{change.column}: {change.before} → {change.after}" for change in row.changes
    )
    at = row.at.isoformat(timespec="milliseconds")
    return (str(row.seq), at, row.person, row.seat, word(row.deed), row.deed.value, row.order_number, details, changes)
