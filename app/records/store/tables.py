"""The store as rows: its profile, its settings, its bays."""

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class StoreProfile(Row):
    """承修方: one row, id 1. What stands at the head and foot of every paper."""

    __tablename__ = "store_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    uscc: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    service_phone: Mapped[str] = mapped_column(default="")
    complaint_phone: Mapped[str] = mapped_column(default="")
    rescue_phone: Mapped[str] = mapped_column(default="")
    opening_hours: Mapped[str] = mapped_column(default="08:00–18:00")
    filing_number: Mapped[str] = mapped_column(default="")
    vat_bp: Mapped[int] = mapped_column(default=1300)
    utc_offset_minutes: Mapped[int] = mapped_column(default=480)
    backup_folder: Mapped[str] = mapped_column(default="")
    number_prefix: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Setting(Row):
    """One adjustable figure (a limit, a period, a target) that differs from its default."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Bay(Row):
    """A place in the workshop where one car stands."""

    __tablename__ = "bay"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
