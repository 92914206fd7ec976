"""The price guard: what the signed papers allow, read from what was frozen, not from rows that can be edited.

Those are the agreement, and every supplement the customer agreed to since.
"""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.digest import thaw
from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.refusal import Refusal
from app.order.agreement.agreement_paper import AgreedLine, AgreementContent
from app.order.agreement.supplement_paper import SupplementContent
from app.order.quote.queries import LineRow, agreed_lines_in
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.records.catalogue.categories import Payer


def check_signed_prices(session: Session, order_id: int) -> int:
    """What the customer signed at most, in fen; every line the customer pays stands on the signed paper, no dearer.

    Refuses: price.above_signed, also where there is no signed paper.
    """
    signed, since = _signed(session, order_id), _supplements(session, order_id)
    total_fen = signed.total_fen + sum(one.new_total_fen - one.old_total_fen for one in since)
    left = Counter((line.name_zh, line.net_fen) for line in _lines(signed) if line.payer is Payer.CUSTOMER)
    for one in since:
        left.update((line.name_zh, line.net_fen) for line in one.accepted if line.payer is Payer.CUSTOMER)
        left.subtract((line.name_zh, line.net_fen) for line in one.taken_out if line.payer is Payer.CUSTOMER)
    mine = [line for line in agreed_lines_in(session, order_id) if line.payer is Payer.CUSTOMER]
    for line in sorted(mine, key=lambda one: -one.net_fen):
        place = _place(left, line)
        if place is None:
            raise _above_signed(line.name_zh, line.net_fen, total_fen)
        left[place] -= 1
    return total_fen


def check_signed_bill(due_fen: int, *, signed_fen: int) -> None:
    """The customer's bill is not above what was signed in all. Refuses: price.above_signed."""
    if due_fen > signed_fen:
        raise _above_signed(_("Bill"), due_fen, signed_fen)


def _above_signed(name: str, fen: int, signed_fen: int) -> Refusal:
    words = _(
        "“{name}” at {price} is not in what was signed ({signed} in all). It takes additional work that is agreed to."
    )
    return Refusal("price.above_signed", words.format(name=name, price=yuan(fen), signed=yuan(signed_fen)))


def _place(left: Counter[tuple[str, int]], line: LineRow) -> tuple[str, int] | None:
    """The cheapest signed line of this name that is not cheaper than this one, and not yet taken by another."""
    fits = (
        place for place, count in left.items() if count > 0 and place[0] == line.name_zh and place[1] >= line.net_fen
    )
    return min(fits, key=lambda place: place[1], default=None)


def _lines(content: AgreementContent) -> Iterable[AgreedLine]:
    return (*content.labour, *content.parts, *content.others)


def _supplements(session: Session, order_id: int) -> tuple[SupplementContent, ...]:
    query = select(Paper.content).where(
        Paper.order_id == order_id, Paper.kind == PaperKind.SUPPLEMENT.value, Paper.voided_at.is_(None)
    )
    found = (thaw(text, SupplementContent) for text in session.scalars(query.order_by(Paper.id)))
    return tuple(one for one in found if one.is_agreed)


def _signed(session: Session, order_id: int) -> AgreementContent:
    query = select(Paper.content).where(
        Paper.order_id == order_id, Paper.kind == PaperKind.AGREEMENT.value, Paper.voided_at.is_(None)
    )
    text = session.scalars(query.order_by(Paper.id.desc()).limit(1)).first()
    if not text:
        raise Refusal("price.above_signed", _("There is no signed agreement for this work."))
    return thaw(text, AgreementContent)
