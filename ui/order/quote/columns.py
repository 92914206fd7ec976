"""Where the columns of the quote stand, in px from the right edge of a line, and what a line says in each."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF

from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.quantity import quantity
from app.order.quote.queries import LineRow
from app.order.quote.typed_discount import discount_words
from app.records.catalogue.categories import LineKind
from app.records.catalogue.units import unit_words
from ui import formats
from ui.order.quote.offers import hours_words

ROW, SIDE = 40, 16
DECISION_WIDTH, DECISION_HEIGHT = 176, 30
DECISION_LEFT, PAYER_LEFT = 192, 276


class Cell(StrEnum):
    """The cells that are written in place."""

    QUANTITY = "quantity"
    PRICE = "price"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class Place:
    """Right edge and width of a column of figures, both counted from the right edge of the line."""

    right: int
    width: int


FIGURES: dict[Cell, Place] = {
    Cell.QUANTITY: Place(536, 88),
    Cell.PRICE: Place(452, 80),
    Cell.DISCOUNT: Place(388, 60),
}
AMOUNT = Place(296, 86)


def area_of(place: Place, width: int, *, height: int = ROW) -> QRectF:
    """The column's part of a line of that width."""
    return QRectF(width - place.right - place.width, 0, place.width, height)


def said(cell: Cell, line: LineRow) -> str:
    """What stands in a cell."""
    if cell is Cell.QUANTITY:
        is_hours = line.kind is LineKind.LABOUR
        return (
            hours_words(line.quantity_milli)
            if is_hours
            else f"{quantity(line.quantity_milli)} {unit_words(line.unit)}".strip()
        )
    if cell is Cell.PRICE:
        return formats.amount(line.unit_price_fen)
    return discount_words(line.payable_bp) or formats.NOTHING


def typed_form(cell: Cell, line: LineRow) -> str:
    """What is offered for typing over: the bare figure."""
    if cell is Cell.QUANTITY:
        return quantity(line.quantity_milli)
    if cell is Cell.PRICE:
        return yuan(line.unit_price_fen).replace(",", "")
    return discount_words(line.payable_bp)


def cell_name(cell: Cell) -> str:
    """The head of the column."""
    return {Cell.QUANTITY: _("Quantity"), Cell.PRICE: _("Unit price"), Cell.DISCOUNT: _("Discount")}[cell]
