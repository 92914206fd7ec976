"""The agreement to read before it is signed: the paper itself, marked as a draft."""

from app.desk import Desk
from app.kernel.digest import canonical, sha256
from app.kernel.language import Language, _
from app.kernel.refusal import Refusal
from app.order.agreement.agreement_content import agreement_content
from app.order.agreement.agreement_paper import typeset
from app.order.quote.queries import newest_in
from app.paper.content import Stamp


def preview_agreement(desk: Desk, order_id: int, *, language: Language = Language.BOTH, to_sign: bool = False) -> bytes:
    """The PDF of D04 as it would be signed now, `to_sign` by a pen on paper. Refuses: agreement.no_quote."""
    with desk.look() as session:
        if newest_in(session, order_id) is None:
            raise Refusal("agreement.no_quote", _("The newest version of the quote is not issued yet. Issue it first."))
        content = agreement_content(session, desk.store, order_id)
    stamp = Stamp(
        number="", issued_at=desk.store.clock.now(), printed_by=desk.person.name, digest=sha256(canonical(content)),
        chain_head="", is_draft=not to_sign, is_demo=desk.store.is_demo,
        utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)
