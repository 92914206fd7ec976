"""From an order to a complaint about it: a new one, or the one that is open."""

from collections.abc import Callable
from functools import partial

from app.kernel.language import _
from app.order.workflow import Flag
from app.overview.order_view import OrderView
from ui.widgets.page import Command


def complaint_commands(number: str, view: OrderView | None, go: Callable[[str, object], object]) -> tuple[Command, ...]:
    """`go` takes the place and what to open there; an order nobody complains about leads to a new one only."""
    new = Command(_("Complain about this visit"), partial(go, "complaint", f"new {number}"), icon="message")
    if view is None or Flag.OPEN_CASE not in view.head.flags:
        return (new,)
    return (new, Command(_("Go to the open complaint"), partial(go, "complaint", f"of {number}"), icon="message"))
