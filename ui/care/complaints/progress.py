"""How far a complaint has come: its six steps, what of them is done and which is due."""

from app.care.complaints.queries import ComplaintView
from app.care.complaints.states import ComplaintState
from app.kernel.language import _
from ui.widgets.steps import Steps

STEP_OF: dict[ComplaintState, int] = {
    ComplaintState.REGISTERED: 1, ComplaintState.INVESTIGATING: 2, ComplaintState.SOLUTION_PROPOSED: 3,
    ComplaintState.EXECUTING: 4, ComplaintState.VERIFYING: 5,
}  # fmt: skip


class Progress(Steps):
    """`complaint.steps`."""

    def __init__(self) -> None:
        words = (
            _("Written down"), _("Replied"), _("Investigated"), _("Solution told"), _("Carried out"), _("Verified"),
        )  # fmt: skip
        super().__init__("complaint.steps", words)

    def show_view(self, view: ComplaintView) -> None:
        """As it stands; one that has ended has no step that is due."""
        clocks = [clock.met_at is not None for clock in view.row.clocks]
        is_executed = bool(view.solution and view.solution.executed_at)
        is_done = (True, *clocks[:3], is_executed, clocks[3])
        now = STEP_OF.get(view.row.state, len(is_done))
        self.show_step(now, frozenset(at for at, done in enumerate(is_done) if done and at != now))
