"""Who the customer is and who brought the car, for the papers of the later steps."""

from sqlalchemy.orm import Session

from app.order.checkin.tables import CheckIn
from app.order.tables import ServiceOrder
from app.paper.content import PartyBlock


def party_block(session: Session, order: ServiceOrder) -> PartyBlock:
    """The customer and the representative, as the order has them."""
    check_in = session.get_one(CheckIn, order.id)
    return PartyBlock(
        customer_name=order.owner_name, customer_phone=order.owner_phone,
        representative_name=check_in.representative_name, representative_relation=check_in.representative_relation,
        representative_phone=check_in.representative_phone,
    )  # fmt: skip
