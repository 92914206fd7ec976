"""Issue a version of the quote (T2, T3), and take the customer's decision line by line."""

from datetime import timedelta

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.inspection.tables import Inspection
from app.order.moves import lower_flag, move, raise_flag
from app.order.quote.edit import SUPPLEMENTED, newest_version
from app.order.quote.free_rework import check_lines
from app.order.quote.missing import lacks_to_offer
from app.order.quote.queries import LineId, newest_in
from app.order.quote.quote_content import quote_content
from app.order.quote.quote_paper import QuoteContent, typeset
from app.order.quote.tables import OrderLine
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.paper.content import Signed, SignerRole
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.records.catalogue.categories import Decision, Payer, highest
from app.trust.deeds import Deed

VALID_FOR = timedelta(days=7)


def offer(desk: Desk, order_id: int) -> None:
    """Issue the version in hand and make its D03. Refuses: quote.missing, quote.issued, comeback.free, order.stage."""
    with desk.deed(Deed.QUOTE_OFFER, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.CHECKED_IN, Stage.QUOTED)
        version, row = newest_in(deed.session, order_id), newest_version(deed, order_id)
        inspection = deed.session.get(Inspection, order_id)
        missing = lacks_to_offer(version, is_inspected=inspection is not None and inspection.closed_at is not None)
        if missing or version is None or row is None:
            raise Missing(
                "quote.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        if row.issued_at is not None:
            raise Refusal("quote.issued", _("This version is issued already. Change a line to begin the next."))
        check_lines(deed.session, order_id, version.lines)
        move(deed, order, Stage.QUOTED)
        row.issued_at, row.valid_until, row.total_fen = deed.now, deed.now + VALID_FOR, version.totals.total_fen
        order.repair_category = highest(line.repair_category for line in version.lines if line.repair_category)
        if any(line.decision is Decision.UNDECIDED for line in version.lines):
            raise_flag(deed, order_id, Flag.WAITING_CUSTOMER)
        deed.session.flush()
        deed.note(edition=row.edition, total_fen=row.total_fen)
        paper_id = freeze(
            deed,
            PaperKind.QUOTE,
            f"BJ-{order.number}-v{row.edition}",
            content=quote_content(deed.session, deed.store, order_id),
            signatures=(Signed(SignerRole.ADVISOR, deed.person.name, deed.now),),
        )
    file(desk, paper_id, kind=QuoteContent, typeset=typeset)


def decide(desk: Desk, order_id: int, *, decisions: tuple[tuple[LineId, Decision], ...]) -> None:
    """Write down what the customer says to lines of the issued version; may be changed until signing.

    After signing it is about the lines of additional work that wait for an answer.

    Refuses: order.stage, quote.not_issued, quote.not_asked, row.gone (a line of another version).
    """
    with desk.deed(Deed.QUOTE_DECIDE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        version = newest_version(deed, order_id)
        is_waiting = version is not None and version.supplement_ordinal is not None and version.answered_at is None
        require(order.stage, *(SUPPLEMENTED if is_waiting else (Stage.QUOTED,)))
        if version is None or version.issued_at is None:
            raise Refusal("quote.not_issued", _("Issue the quote first: the customer decides on what was offered."))
        for line_id, decision in decisions:
            line = deed.get(OrderLine, line_id)
            if line.quote_version_id != version.id:
                raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
            if line.payer is not Payer.CUSTOMER:
                raise Refusal("quote.not_asked", _("The customer does not pay this line and is not asked."))
            line.decision = decision
            deed.note(**{line.code: decision.value})
        deed.session.flush()
        newest = newest_in(deed.session, order_id)
        if newest and not is_waiting and all(line.decision is not Decision.UNDECIDED for line in newest.lines):
            lower_flag(deed, order_id, Flag.WAITING_CUSTOMER)
