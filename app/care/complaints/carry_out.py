"""The customer's answer to a solution, and what was then done, with what keeps it from happening again (R114)."""

from app.care.complaints.queries import ComplaintId
from app.care.complaints.states import ComplaintResponsibility, ComplaintState
from app.care.complaints.steps import begin, newest_solution, short_enough, written
from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed


def record_answer_to_solution(desk: Desk, complaint_id: ComplaintId, *, is_accepted: bool, words: str) -> None:
    """Write down whether the customer takes it; if not, another solution is sought.

    Refuses: complaint.answer, complaint.answered, complaint.long, complaint.state.
    """
    otherwise = Refusal("complaint.answer", _("Write what the customer said to it."), field="complaint.answer")
    said = written(words, otherwise)
    with desk.deed(Deed.COMPLAINT_ANSWER) as deed:
        row = begin(deed, complaint_id, ComplaintState.EXECUTING)
        solution = newest_solution(deed, row.id)
        if solution.answered_at is not None:
            raise Refusal("complaint.answered", _("The answer is written down already. Press F5 and look again."))
        solution.answered_at, solution.answered_by = deed.now, deed.person.id
        solution.is_accepted, solution.answer = is_accepted, said
        if not is_accepted:
            row.state = ComplaintState.SOLUTION_PROPOSED
        deed.note(state=row.state.value, is_accepted=is_accepted)


def carry_out(desk: Desk, complaint_id: ComplaintId, *, execution: str, preventive_measure: str = "") -> None:
    """Write down what was done of an accepted solution; where the store answers for it, what prevents it from now on.

    Refuses: complaint.execution, complaint.prevention, complaint.not_accepted, complaint.long, complaint.state.
    """
    otherwise = Refusal("complaint.execution", _("Write what was done, and when."), field="complaint.execution")
    done = written(execution, otherwise)
    measure = short_enough(preventive_measure, field="complaint.preventive_measure")
    with desk.deed(Deed.COMPLAINT_EXECUTE) as deed:
        row = begin(deed, complaint_id, ComplaintState.EXECUTING)
        solution = newest_solution(deed, row.id)
        if not solution.is_accepted:
            raise Refusal("complaint.not_accepted", _("Write the customer's answer down first."))
        if row.responsibility is ComplaintResponsibility.STORE and not measure:
            raise Refusal(
                "complaint.prevention",
                _("The store answers for it: write what keeps it from happening again."),
                field="complaint.preventive_measure",
            )
        solution.executed_at, solution.executed_by = deed.now, deed.person.id
        solution.execution, solution.preventive_measure = done, measure
        row.state = ComplaintState.VERIFYING
        deed.note(state=row.state.value)
