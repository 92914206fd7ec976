"""The store as rows: its profile, its settings, its bays."""

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row


class StoreProfile(Row):
    """承修方: one row, id 1. What stands at the head and foot of every paper."""

    __tablename__ = "store_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    name_en: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    uscc: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    address: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    service_phone: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    complaint_phone: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    rescue_phone: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    opening_hours: Mapped[str] = mapped_column(default="08:00–18:00", info=IN_THE_OPEN)
    filing_number: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    vat_bp: Mapped[int] = mapped_column(default=1300)
    utc_offset_minutes: Mapped[int] = mapped_column(default=480)
    backup_folder: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    number_prefix: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Setting(Row):
    """One adjustable figure (a limit, a period, a target) that differs from its default."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(info=IN_THE_OPEN)


class Bay(Row):
    """A place in the workshop where one car stands."""

    __tablename__ = "bay"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
