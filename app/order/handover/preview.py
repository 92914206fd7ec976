"""The handover sheet as it would be signed now, to be printed and signed by a pen."""

from app.desk import Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import Language
from app.order.handover.handover_content import handover_content
from app.order.handover.handover_paper import typeset
from app.paper.content import Stamp


def preview_handover(desk: Desk, order_id: int, *, language: Language = Language.BOTH) -> bytes:
    """The PDF of D12 without signatures and without a number; its digest is that of the content at this moment."""
    with desk.look() as session:
        content = handover_content(session, desk.store, order_id)
    stamp = Stamp(
        number="", issued_at=desk.store.clock.now(), printed_by=desk.person.name, digest=sha256(canonical(content)),
        chain_head="", is_demo=desk.store.is_demo, utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)
