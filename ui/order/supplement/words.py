"""What the desk says of additional work: where it stands, what it changes."""

from app.kernel.language import _, counted
from app.order.supplement.queries import FindingRow, Removable, SupplementRow
from app.order.supplement.states import STATUS_WORDS, SupplementStatus
from ui import formats
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape

_LOOKS: dict[SupplementStatus, tuple[Shape, Kind]] = {
    SupplementStatus.DRAFT: (Shape.RING, Kind.NEUTRAL),
    SupplementStatus.SENT: (Shape.CLOCK, Kind.WARN),
    SupplementStatus.ACCEPTED: (Shape.TICK, Kind.GOOD),
    SupplementStatus.REFUSED: (Shape.CROSS, Kind.BAD),
    SupplementStatus.WITHDRAWN: (Shape.CROSS, Kind.NEUTRAL),
}


def status_mark(row: SupplementRow) -> Mark:
    """Where it stands, as a pill."""
    shape, kind = _LOOKS[row.status]
    return Mark(f"z{row.ordinal} {_(STATUS_WORDS[row.status])}", shape, kind)


def sum_words(row: SupplementRow) -> str:
    """What is signed, what this adds, what would be signed then."""
    if not row.change_fen:
        return _("signed {old}, as before").format(old=formats.money(row.old_total_fen))
    return _("signed {old}, this {change}, together {new}").format(
        old=formats.money(row.old_total_fen),
        change=formats.change(row.change_fen),
        new=formats.money(row.new_total_fen),
    )


def asked_words(row: SupplementRow) -> str:
    """What the customer was told: what was found, what is left out, the new promise, the sums."""
    out = _(", ").join(formats.item_name(line.name_zh, line.name_en) for line in row.taken_out)
    at = formats.local(row.new_promise_at) if row.new_promise_at else None
    parts = (
        row.told,
        _("without {items}").format(items=out) if out else "",
        _("ready by {time}").format(time=f"{at:%m-%d %H:%M}") if at else "",
        sum_words(row),
    )
    return _("; ").join(part for part in parts if part)


def finding_words(row: FindingRow) -> str:
    """A finding in one line: what, how much, by whom, when."""
    photos = counted("{count} photo", "{count} photos", row.photos) if row.photos else ""
    safety = _("safety") if row.is_safety else ""
    at = f"{formats.local(row.raised_at):%H:%M}"
    return formats.joined(row.text, row.measured, safety, photos, f"{row.raised_by} {at}")


def removable_words(one: Removable) -> str:
    """An agreed line that could be left undone, with what it costs."""
    return f"{formats.item_name(one.line.name_zh, one.line.name_en)} {formats.money(one.line.net_fen)}"
