"""Load the catalogue from CSV texts: labour, parts, packages. All or nothing."""

from app.desk import DeedInProgress
from app.kernel.csv_text import rows_of
from app.kernel.pinyin import initials
from app.records.catalogue.categories import LineKind, QualityClass, RepairCategory
from app.records.catalogue.tables import Labour, PackageItem, Part, ServicePackage

DEMO_STOCK = ((30_000, 20_000), (300_000, 4_000))  # up to so many fen: so many thousandths on the shelf
DEMO_STOCK_EXCEPTIONS = {"YJ-S7-5001": 0, "YJ-S7-2002": 1_000}


def load_labour(deed: DeedInProgress, text: str) -> int:
    """Add every labour item; answers how many."""
    rows = rows_of(text)
    deed.session.add_all(
        Labour(
            code=row["labour_code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            hours_x100=int(row["hours_x100"]),
            hourly_rate_fen=int(row["hourly_rate_fen"]),
            repair_category=RepairCategory(row["repair_category"]),
            applies_to=row["applies_to"],
            needs_hv_qualification=row["needs_hv_qualification"] == "1",
            is_addon=row["is_addon_default"] == "1",
            initials=" ".join(initials(row["name_zh"])),
        )
        for row in rows
    )
    return len(rows)


def load_parts(deed: DeedInProgress, text: str) -> int:
    """Add every part with the demo's opening stock; answers how many."""
    rows = rows_of(text)
    deed.session.add_all(
        Part(
            part_number=row["part_number"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            quality_class=QualityClass(row["quality_class"]),
            brand=row["brand"],
            applies_to=row["applies_to"],
            unit=row["unit"],
            price_fen=int(row["price_fen"]),
            cost_fen=int(row["cost_fen"]),
            guarantee_months=int(row["guarantee_months"]),
            guarantee_km=int(row["guarantee_km"]),
            bin_location=row["bin_location"],
            needs_core_return=row["core_return"] == "1",
            oem_part_number=row["oem_part_number"],
            stock_milli=opening_stock(row["part_number"], int(row["price_fen"])),
            initials=" ".join(initials(row["name_zh"])),
        )
        for row in rows
    )
    return len(rows)


def opening_stock(part_number: str, price_fen: int) -> int:
    """What lies on the demo store's shelf of a part, in thousandths: much of what is cheap, nothing of what is dear."""
    if part_number in DEMO_STOCK_EXCEPTIONS:
        return DEMO_STOCK_EXCEPTIONS[part_number]
    return next((stock for most, stock in DEMO_STOCK if price_fen <= most), 0)


def load_packages(deed: DeedInProgress, text: str) -> int:
    """Add every package with its items (`labour:LB-M001x1;part:YJ-U101x1`); answers how many."""
    rows = rows_of(text)
    for row in rows:
        deed.session.add(
            ServicePackage(
                code=row["package_code"], name_zh=row["name_zh"], name_en=row["name_en"], applies_to=row["applies_to"],
                price_fen=int(row["price_fen"]), valid_days=int(row["valid_days"]), uses=int(row["uses"]),
            )
        )  # fmt: skip
        deed.session.flush()
        deed.session.add_all(_package_item(row["package_code"], piece) for piece in row["components"].split(";"))
    return len(rows)


def _package_item(package_code: str, piece: str) -> PackageItem:
    kind, _colon, rest = piece.partition(":")
    code, _x, count = rest.rpartition("x")
    return PackageItem(package_code=package_code, kind=LineKind(kind), code=code, quantity_milli=int(count) * 1000)
