"""What the catalogue finds, as rows of the list under a cell."""

from collections.abc import Sequence

from app.kernel.language import Language, _, counted, current
from app.kernel.quantity import quantity
from app.records.catalogue.categories import LineKind, QualityClass, word
from app.records.catalogue.queries import CatalogueHit, PackageHit
from app.records.catalogue.units import unit_words
from ui import formats
from ui.widgets.catalogue_popup import Offer
from ui.widgets.pill import Kind, Mark

_QUALITY: dict[QualityClass, Kind] = {
    QualityClass.OEM: Kind.NEUTRAL,
    QualityClass.EQUIVALENT: Kind.INFO,
    QualityClass.AFTERMARKET: Kind.WARN,
    QualityClass.REMANUFACTURED: Kind.WARN,
    QualityClass.CUSTOMER_SUPPLIED: Kind.WARN,
}
LITTLE_MILLI = 2_000


def item_name(name_zh: str, name_en: str) -> str:
    """The item's name in the window's language."""
    return name_zh if current() is Language.CHINESE else name_en or name_zh


def quality_mark(quality: QualityClass | None) -> Mark | None:
    """The quality class as a tag; labour has none."""
    return None if quality is None else Mark(word(quality), kind=_QUALITY[quality])


def key_of(item: CatalogueHit | PackageHit) -> str:
    """What tells the rows of the list apart."""
    return f"package:{item.code}" if isinstance(item, PackageHit) else f"{item.kind.value}:{item.code}"


def offer_of(item: CatalogueHit | PackageHit) -> Offer:
    """A package or an item as a row."""
    return package_offer(item) if isinstance(item, PackageHit) else offer(item)


def offer(hit: CatalogueHit) -> Offer:
    """One hit: a part with class, guarantee and stock, or labour with its hours."""
    is_part = hit.kind is LineKind.PART
    price_fen = hit.unit_price_fen if is_part else hit.unit_price_fen * hit.quantity_milli // 1000
    return Offer(
        key=key_of(hit),
        words=item_name(hit.name_zh, hit.name_en),
        icon="box" if is_part else "wrench",
        tag=quality_mark(hit.quality_class) if is_part else Mark(word(LineKind.LABOUR)),
        code=hit.code,
        remark=_guarantee(hit.guarantee_months, hit.guarantee_km),
        stock=_stock(hit) if is_part else hours_words(hit.quantity_milli),
        stock_tone=_stock_tone(hit) if is_part else "muted",
        price=formats.amount(price_fen),
    )


def package_offer(package: PackageHit) -> Offer:
    """A package as a row."""
    parts = counted("{count} item", "{count} items", len(package.items))
    return Offer(
        key=key_of(package), words=item_name(package.name_zh, package.name_en), icon="gift",
        code=package.code, remark=parts, price=formats.amount(package.price_fen),
    )  # fmt: skip


def hours_words(quantity_milli: int) -> str:
    """`1.2 h`."""
    return _("{hours} h").format(hours=quantity(quantity_milli))


def partner_of(chosen: CatalogueHit | PackageHit, hits: Sequence[CatalogueHit | PackageHit]) -> CatalogueHit | None:
    """What is taken along with it: the labour to a part, the part to a labour, the first of the list."""
    if isinstance(chosen, PackageHit):
        return None
    wanted = LineKind.LABOUR if chosen.kind is LineKind.PART else LineKind.PART
    return next((hit for hit in hits if isinstance(hit, CatalogueHit) and hit.kind is wanted), None)


def _stock(hit: CatalogueHit) -> str:
    if not hit.stock_milli:
        return _("to order")
    return f"{quantity(hit.stock_milli)} {unit_words(hit.unit)}".strip()


def _stock_tone(hit: CatalogueHit) -> str:
    if not hit.stock_milli:
        return "bad"
    return "warn" if hit.stock_milli < LITTLE_MILLI else "good"


def _guarantee(months: int, km: int) -> str:
    if not months:
        return ""
    return _("{months} mo. / {km} km").format(months=months, km=f"{km:,}")
