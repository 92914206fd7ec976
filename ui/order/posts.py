"""Whether the person at the desk may do something, and whose post it is otherwise."""

from app.desk import Desk, Person
from app.kernel.language import _
from app.trust.deeds import Deed
from app.trust.roles import Role, allowed, roles_for, words
from ui.worker import Worker


def may(worker: Worker, deed: Deed) -> bool:
    """Whether the post of whoever is signed in includes this deed."""
    desk = worker.desk
    return isinstance(desk, Desk) and allowed(deed, desk.person.roles)


def has_role(worker: Worker, role: Role) -> bool:
    """Whether whoever is signed in holds this post."""
    desk = worker.desk
    return isinstance(desk, Desk) and role in desk.person.roles


def person(worker: Worker) -> Person | None:
    """Who is signed in."""
    desk = worker.desk
    return desk.person if isinstance(desk, Desk) else None


def done_by(deed: Deed) -> str:
    """The sentence that stands where the button would: who does this."""
    return _("This is done by: {posts}.").format(posts=words(roles_for(deed)))
