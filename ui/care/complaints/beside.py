"""What may be done of a complaint beside the step that is due: mended, or ended otherwise."""

from collections.abc import Callable
from functools import partial

from app.care.complaints.queries import ComplaintView
from app.care.complaints.states import ComplaintState
from app.kernel.language import _
from app.trust.deeds import Deed
from ui.care.complaints.ending_form import ENDING_DEEDS, ENDING_WORDS, Ending
from ui.order.posts import may
from ui.widgets.page import Command
from ui.worker import Worker


def commands_beside(worker: Worker, view: ComplaintView, ask_form: Callable[..., object]) -> tuple[Command, ...]:
    """By the post of who is at the desk; `ask_form` brings up a form by its key, or by `end` and the ending."""
    found = []
    if view.row.state is not ComplaintState.MERGED and may(worker, Deed.COMPLAINT_CHANGE):
        found.append(Command(_("Say whose it is"), partial(ask_form, "link"), icon="person", also="link customer"))
    if not view.row.is_open:
        return tuple(found)
    if may(worker, Deed.COMPLAINT_CHANGE):
        found.append(Command(_("Mend the complaint"), partial(ask_form, "entry"), icon="pen", also="edit"))
    is_investigated = view.row.state is ComplaintState.SOLUTION_PROPOSED
    if is_investigated and may(worker, Deed.COMPLAINT_INVESTIGATE):
        mend = partial(ask_form, "findings")
        found.append(Command(_("Mend the investigation"), mend, icon="pen", also="edit facts"))
    for ending in Ending:
        if may(worker, ENDING_DEEDS[ending]):
            end = partial(ask_form, "end", ending)
            found.append(Command(_(ENDING_WORDS[ending]), end, icon="cross", also=ending.value))
    return tuple(found)
