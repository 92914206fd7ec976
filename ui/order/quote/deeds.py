"""What the quote page hands to the worker as one deed: several items at once, a line put back, a typed cell."""

from app.desk import Desk
from app.kernel.money import parse_yuan
from app.kernel.quantity import parse_quantity
from app.order.quote.edit import LineChange, add_item, add_other, add_package, change_line
from app.order.quote.queries import LineRow
from app.order.quote.typed_discount import read_discount
from app.records.catalogue.categories import LineKind, Payer
from app.records.catalogue.queries import PackageHit
from ui.order.quote.columns import Cell
from ui.order.quote.finder import Item
from ui.order.quote.offers import item_name

FIELD = "quote.lines"


def change_of(cell: Cell, text: str) -> LineChange:
    """What was typed in a cell as a change. Refuses: quantity.*, money.*, discount.unreadable."""
    if cell is Cell.QUANTITY:
        return LineChange(quantity_milli=parse_quantity(text, field=FIELD))
    if cell is Cell.PRICE:
        return LineChange(unit_price_fen=parse_yuan(text, field=FIELD))
    return LineChange(payable_bp=read_discount(text, field=FIELD))


def add_items(desk: Desk, order_id: int, *, items: tuple[Item, ...]) -> tuple[str, ...]:
    """Add what was taken from the catalogue; answers the names."""
    for item in items:
        if isinstance(item, PackageHit):
            add_package(desk, order_id, package=item)
        else:
            add_item(desk, order_id, kind=item.kind, code=item.code)
    return tuple(item_name(item.name_zh, item.name_en) for item in items)


def put_back(desk: Desk, order_id: int, *, line: LineRow) -> None:
    """Add a line again that was taken out, as it was; it comes last."""
    if line.kind is LineKind.OTHER:
        add_other(desk, order_id, name=line.name_zh, price_fen=line.unit_price_fen, payer=line.payer)
        return
    line_id = add_item(
        desk, order_id, kind=line.kind, code=line.code, quantity_milli=line.quantity_milli, payer=line.payer,
        need=line.need, finding_item=line.finding_item, is_safety=line.is_safety, is_addon=line.is_addon,
        reason=line.reason,
    )  # fmt: skip
    change = LineChange(unit_price_fen=line.unit_price_fen, payable_bp=line.payable_bp)
    if line.payable_bp != 10_000:
        change_line(desk, order_id, line_id=line_id, change=change)


def add_cost(desk: Desk, order_id: int, *, name: str, price: str, payer: Payer) -> None:
    """Add other costs as they were typed. Refuses: other.*, money.*."""
    price_fen = parse_yuan(price, field="quote.other.price") if price.strip() else 0
    add_other(desk, order_id, name=name, price_fen=price_fen, payer=payer)
