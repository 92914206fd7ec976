"""Labour and parts as the rows of a table, and back: what a row may say, and what it changes."""

from dataclasses import asdict, dataclass

from app.desk import DeedInProgress
from app.kernel import cells
from app.kernel.cells import Cells, Remark, Taken, Written
from app.kernel.language import _
from app.kernel.money import ABSURD_FEN
from app.kernel.pinyin import initials
from app.kernel.quantity import parse_quantity
from app.records.catalogue.categories import WORDS, QualityClass, RepairCategory
from app.records.catalogue.tables import Labour, Part
from app.records.vehicles.odometer import HIGHEST_KM

LONGEST_NAME, LONGEST_WORD = 120, 40
MOST_HOURS_X100, MOST_MONTHS = 100_000, 240
LABOUR_COLUMNS = (
    "labour_code", "name_zh", "name_en", "hours_x100", "hourly_rate_fen", "repair_category", "applies_to",
    "needs_hv_qualification", "is_addon_default",
)  # fmt: skip
PART_COLUMNS = (
    "part_number", "name_zh", "name_en", "quality_class", "brand", "applies_to", "unit", "price_fen", "cost_fen",
    "guarantee_months", "guarantee_km", "bin_location", "core_return", "oem_part_number",
)  # fmt: skip
# What the shelf holds is counted where parts come in and go out; a table gives it once, with a part that is new.
OPENING_STOCK = "opening_stock"
_CATEGORIES = {category: WORDS[category] for category in RepairCategory}
_CLASSES = {quality: WORDS[quality] for quality in QualityClass}


@dataclass(frozen=True, slots=True)
class LabourForm:
    """A labour item as a table describes it. Hours in hundredths, the rate in fen."""

    code: str
    name_zh: str
    name_en: str
    hours_x100: int
    hourly_rate_fen: int
    repair_category: RepairCategory
    applies_to: str
    needs_hv_qualification: bool
    is_addon: bool


@dataclass(frozen=True, slots=True)
class PartForm:
    """A part as a table describes it, without what lies on the shelf. Prices in fen."""

    part_number: str
    name_zh: str
    name_en: str
    quality_class: QualityClass
    brand: str
    applies_to: str
    unit: str
    price_fen: int
    cost_fen: int
    guarantee_months: int
    guarantee_km: int
    bin_location: str
    needs_core_return: bool
    oem_part_number: str


def labour_form(row: Cells) -> LabourForm:
    """The labour item a row describes. Refuses: cell.*, the column as field."""
    return LabourForm(
        code=cells.key(row, "labour_code"),
        name_zh=cells.required(row, "name_zh", most=LONGEST_NAME),
        name_en=cells.text(row, "name_en", most=LONGEST_NAME),
        hours_x100=cells.whole(row, "hours_x100", most=MOST_HOURS_X100),
        hourly_rate_fen=cells.whole(row, "hourly_rate_fen", most=ABSURD_FEN),
        repair_category=cells.one_of(row, "repair_category", _CATEGORIES),
        applies_to=cells.required(row, "applies_to", most=LONGEST_WORD),
        needs_hv_qualification=cells.is_yes(row, "needs_hv_qualification"),
        is_addon=cells.is_yes(row, "is_addon_default"),
    )


def part_form(row: Cells) -> PartForm:
    """The part a row describes. Refuses: cell.*, the column as field."""
    return PartForm(
        part_number=cells.key(row, "part_number"),
        name_zh=cells.required(row, "name_zh", most=LONGEST_NAME),
        name_en=cells.text(row, "name_en", most=LONGEST_NAME),
        quality_class=cells.one_of(row, "quality_class", _CLASSES),
        brand=cells.text(row, "brand", most=LONGEST_WORD),
        applies_to=cells.required(row, "applies_to", most=LONGEST_WORD),
        unit=cells.required(row, "unit", most=10),
        price_fen=cells.whole(row, "price_fen", most=ABSURD_FEN),
        cost_fen=cells.whole(row, "cost_fen", most=ABSURD_FEN),
        guarantee_months=cells.whole(row, "guarantee_months", most=MOST_MONTHS),
        guarantee_km=cells.whole(row, "guarantee_km", most=HIGHEST_KM),
        bin_location=cells.text(row, "bin_location", most=LONGEST_WORD),
        needs_core_return=cells.is_yes(row, "core_return"),
        oem_part_number=cells.text(row, "oem_part_number", most=LONGEST_WORD),
    )


def labour_cells(labour: Labour) -> tuple[str, ...]:
    """A labour item as it stands in a table, in the order of `LABOUR_COLUMNS`."""
    return cells.of(labour, LabourForm)


def part_cells(part: Part) -> tuple[str, ...]:
    """A part as it stands in a table, in the order of `PART_COLUMNS`."""
    return cells.of(part, PartForm)


def take_labour(deed: DeedInProgress, given: Cells) -> Taken:
    """Add the labour item of a row, or change the one that has its code; columns that are not there stay as they are.

    Orders keep the price they were quoted. Refuses: cell.*.
    """
    known = deed.session.get(Labour, cells.key(given, "labour_code"))
    form = labour_form(cells.over(given, LABOUR_COLUMNS, labour_cells(known) if known else ()))
    if known is None:
        add_labour(deed, form)
        return Taken(Written.NEW)
    return Taken(_change(known, form))


def take_part(deed: DeedInProgress, given: Cells) -> Taken:
    """Add the part of a row with its opening stock, or change the one that has its number, whose stock stays.

    Refuses: cell.*, quantity.*.
    """
    known = deed.session.get(Part, cells.key(given, "part_number"))
    form = part_form(cells.over(given, PART_COLUMNS, part_cells(known) if known else ()))
    opening = cells.text(given, OPENING_STOCK)
    stock_milli = parse_quantity(opening, field=OPENING_STOCK) if opening else 0
    if known is None:
        add_part(deed, form, stock_milli=stock_milli)
        return Taken(Written.NEW)
    stays = _("This part is known already: what lies on its shelf stays as it is counted here.")
    remarks = (Remark(OPENING_STOCK, "part.stock", stays),) if opening and stock_milli != known.stock_milli else ()
    return Taken(_change(known, form), remarks)


def add_labour(deed: DeedInProgress, form: LabourForm) -> None:
    """Add a labour item."""
    deed.session.add(Labour(**asdict(form), initials=_initials(form)))


def add_part(deed: DeedInProgress, form: PartForm, *, stock_milli: int) -> None:
    """Add a part with what lies on its shelf, in thousandths."""
    deed.session.add(Part(**asdict(form), stock_milli=stock_milli, initials=_initials(form)))


def _initials(form: LabourForm | PartForm) -> str:
    return " ".join(initials(form.name_zh))


def _change(known: Labour | Part, form: LabourForm | PartForm) -> Written:
    differs = {name: value for name, value in asdict(form).items() if getattr(known, name) != value}
    for name, value in differs.items():
        setattr(known, name, value)
    if "name_zh" in differs:
        known.initials = _initials(form)
    return Written.CHANGED if differs else Written.SAME
