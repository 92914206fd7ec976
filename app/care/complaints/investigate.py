"""The investigation: facts, who was heard, evidence, cause, who answers for it; no solution before it (R111)."""

from dataclasses import dataclass, fields

from app.care.complaints.queries import ComplaintId
from app.care.complaints.states import ComplaintResponsibility, ComplaintState
from app.care.complaints.steps import begin, short_enough
from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.kernel.seen import what_i_wrote
from app.order.checkin.form import Lack
from app.trust.deeds import Deed

# Also what was found is mended as long as no solution was told.
INVESTIGATED_IN = (ComplaintState.INVESTIGATING, ComplaintState.SOLUTION_PROPOSED)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, as it was typed."""

    facts: str = ""
    heard: str = ""
    evidence: str = ""
    cause: str = ""
    responsibility: ComplaintResponsibility | None = None


def lacks_of(findings: Findings) -> tuple[Lack, ...]:
    """What still stands in the way; the page asks at every key, the use case at the end."""
    every = (
        (findings.facts, Lack("complaint.facts", _("The facts"))),
        (findings.heard, Lack("complaint.heard", _("Who was heard"))),
        (findings.evidence, Lack("complaint.evidence", _("The evidence"))),
        (findings.cause, Lack("complaint.cause", _("The cause"))),
        (findings.responsibility or "", Lack("complaint.responsibility", _("Who answers for it"))),
    )
    return tuple(lack for words, lack in every if not words.strip())


def investigate(desk: Desk, complaint_id: ComplaintId, *, findings: Findings, seen: Findings | None = None) -> None:
    """Write down what was found; `seen` is what stood before the eyes of who writes it.

    After a reopening something is found anew. Who keeps another's words throughout has found nothing.
    Refuses: complaint.findings (a `Missing`), complaint.same_findings, complaint.long, complaint.state,
    row.changed (a `Conflict`).
    """
    lacks = lacks_of(findings)
    if lacks:
        raise Missing(
            "complaint.findings",
            _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in lacks)),
            fields=tuple(lack.field for lack in lacks),
        )
    mine = {field.name: _short(field.name, getattr(findings, field.name)) for field in fields(Findings)}
    with desk.deed(Deed.COMPLAINT_INVESTIGATE) as deed:
        row = begin(deed, complaint_id, *INVESTIGATED_IN)
        was = None if seen is None else {name: getattr(seen, name) or "" for name in mine}
        stands = {name: getattr(row, name) or "" for name in mine}
        wrote = what_i_wrote(mine, seen=was, stands=stands)
        is_new = any(value != stands[name] for name, value in wrote.items())
        if row.state is ComplaintState.INVESTIGATING and not is_new:
            raise Refusal(
                "complaint.same_findings",
                _("It was not good, and these are the findings of before. Add what was found anew."),
                field="complaint.facts",
            )
        for name, value in wrote.items():
            setattr(row, name, value)
        if is_new:
            row.findings_at, row.investigated_by = deed.now, deed.person.id
        row.investigated_at = row.investigated_at or deed.now
        row.state = ComplaintState.SOLUTION_PROPOSED
        deed.note(state=row.state.value, responsibility=findings.responsibility)


def _short(name: str, value: ComplaintResponsibility | str | None) -> str:
    """A choice stays what it is; typed words lose their outer blanks."""
    if isinstance(value, ComplaintResponsibility):
        return value
    return short_enough(value or "", field=f"complaint.{name}")
