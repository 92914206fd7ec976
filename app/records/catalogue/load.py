"""Load the catalogue from CSV texts: labour, parts, packages. All or nothing."""

from app.desk import DeedInProgress
from app.kernel.csv_text import rows_of
from app.records.catalogue.categories import LineKind
from app.records.catalogue.cells import add_labour, add_part, labour_form, part_form
from app.records.catalogue.tables import PackageItem, ServicePackage

DEMO_STOCK = ((30_000, 20_000), (300_000, 4_000))  # up to so many fen: so many thousandths on the shelf
DEMO_STOCK_EXCEPTIONS = {"YJ-S7-5001": 0, "YJ-S7-2002": 1_000}


def load_labour(deed: DeedInProgress, text: str) -> int:
    """Add every labour item; answers how many."""
    rows = rows_of(text)
    for row in rows:
        add_labour(deed, labour_form(row))
    return len(rows)


def load_parts(deed: DeedInProgress, text: str) -> int:
    """Add every part with the demo's opening stock; answers how many."""
    forms = [part_form(row) for row in rows_of(text)]
    for form in forms:
        add_part(deed, form, stock_milli=opening_stock(form.part_number, form.price_fen))
    return len(forms)


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
