"""The work order to print before the work is done: the paper itself, marked as a draft."""

from app.desk import Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import Language
from app.order.queries import head_in
from app.order.workshop.work_order_content import work_order_content
from app.order.workshop.work_order_paper import typeset
from app.paper.content import Stamp
from app.paper.kinds import PaperKind, sheet_number


def preview_work_order(desk: Desk, order_id: int, *, language: Language = Language.BOTH) -> bytes:
    """The PDF of D06 as the work stands now. Refuses: order.unknown."""
    with desk.look() as session:
        number = sheet_number(head_in(session, order_id).number, PaperKind.WORK_ORDER)
        content = work_order_content(session, desk.store, order_id)
    stamp = Stamp(
        number=number, issued_at=desk.store.clock.now(), printed_by=desk.person.name,
        digest=sha256(canonical(content)), chain_head="", is_draft=True, is_demo=desk.store.is_demo,
        utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)
