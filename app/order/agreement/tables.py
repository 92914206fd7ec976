"""The agreement as rows."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row


class ServiceAgreement(Row):
    """维修委托合同: content frozen before it is shown; the signature is bound to its digest."""

    __tablename__ = "service_agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), unique=True)
    quote_version_id: Mapped[int] = mapped_column(ForeignKey("quote_version.id"))
    content: Mapped[str]
    digest: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    total_fen: Mapped[int]
    prepared_at: Mapped[datetime]
    number: Mapped[str | None] = mapped_column(unique=True, info=IN_THE_OPEN)
    signed_at: Mapped[datetime | None]
    consents_to_privacy: Mapped[bool] = mapped_column(default=False)
    consents_to_e_signature: Mapped[bool] = mapped_column(default=False)
    consents_to_survey: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
