"""What still stands in the way of settling (T10)."""

from app.kernel.language import _, plural
from app.kernel.money import yuan
from app.order.checkin.form import Lack
from app.order.settlement.queries import BillRow
from app.order.workshop.queries import Work


def lacks_to_settle(bills: tuple[BillRow, ...], work: Work, *, is_billed: bool, has_signed: bool) -> tuple[Lack, ...]:
    """Bills for what was agreed, all parts posted, each payer balanced, the customer's signature."""
    unposted = sum(part.issued_at is None for part in work.parts)
    to_post = plural("{count} part not issued", "{count} parts not issued", unposted)
    open_fen = sum(bill.open_fen for bill in bills)
    owed = _("¥{amount} still open") if open_fen > 0 else _("¥{amount} to be given back")
    checks = [
        (not is_billed, Lack("settlement.prepare", _("Bills"))),
        (unposted > 0, Lack("workshop.parts", to_post.format(count=unposted))),
        (open_fen != 0, Lack("settlement.amount", owed.format(amount=yuan(abs(open_fen))))),
        (not has_signed, Lack("settlement.sign", _("Customer's signature"))),
    ]
    return tuple(lack for is_missing, lack in checks if is_missing)
