"""Publish checklist templates from the CSV of defaults; a new edition never touches an older one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from app.desk import DeedInProgress
from app.kernel.csv_text import rows_of
from app.records.checklists.limits import read_value
from app.records.checklists.tables import ChecklistItem, ChecklistTemplate

# A pure EV has no engine, and its coolant is judged by the EV items (domain checklists, notes).
NOT_FOR_EV = frozenset(f"MP-{n:02d}" for n in (1, 2, 3, 4, 10, 12, 14, 15, 18, 47, 48, 49))
WHEELS = (
    ("FL", "左前", "front left"),
    ("FR", "右前", "front right"),
    ("RL", "左后", "rear left"),
    ("RR", "右后", "rear right"),
)
SIDES = (("L", "左", "left"), ("R", "右", "right"))
PLACE_WORDS: dict[str, tuple[str, str]] = {code: (zh, en) for code, zh, en in (*WHEELS, *SIDES)}


@dataclass(frozen=True, slots=True)
class _Composed:
    code: str
    sources: tuple[str, ...]
    without: frozenset[str] = frozenset()


# Which templates are made of which source lists.
COMPOSED = (
    _Composed("MP", ("MP",)),
    _Composed("MP-PHEV", ("MP", "EV")),
    _Composed("MP-EV", ("MP", "EV"), NOT_FOR_EV | {"EV-24"}),
    _Composed("QG", ("QG",), frozenset({"QG-14"})),
    _Composed("QG-HV", ("QG",)),
    _Composed("QM", ("QM",), frozenset()),
    _Composed("QM-EV", ("QM",), frozenset({"QM-01", "QM-02", "QM-03"})),
    _Composed("QB", ("QB",)),
)


def publish_all(deed: DeedInProgress, text: str) -> int:
    """Publish one edition of every list the order's steps need; answers how many templates."""
    rows = rows_of(text)
    for composed in COMPOSED:
        chosen = [row for row in rows if row["template"] in composed.sources and row["item"] not in composed.without]
        _publish(deed, composed.code, chosen)
    return len(COMPOSED)


def _publish(deed: DeedInProgress, code: str, rows: Iterable[dict[str, str]]) -> None:
    newest = select(func.max(ChecklistTemplate.edition)).where(ChecklistTemplate.code == code)
    edition = (deed.session.scalar(newest) or 0) + 1
    template = deed.add(ChecklistTemplate(code=code, edition=edition, published_at=deed.now))
    items = [item for row in rows for item in _items(template.id, row)]
    for position, item in enumerate(items, start=1):
        item.position = position
    deed.session.add_all(items)


def _items(template_id: int, row: dict[str, str]) -> list[ChecklistItem]:
    name = row["name_zh"]
    places = WHEELS if "×4" in name else SIDES if "左右" in name else (("", "", ""),)
    for suffix in (" ×4", "×4", " 左右"):
        name = name.replace(suffix, "")
    name_en = row["name_en"].replace(" ×4", "").replace(" L/R", "")
    return [_item(template_id, row, place=place[0], name=(name.strip(), name_en)) for place in places]


def _item(template_id: int, row: dict[str, str], *, place: str, name: tuple[str, str]) -> ChecklistItem:
    return ChecklistItem(
        template_id=template_id,
        code=row["item"],
        place=place,
        name_zh=name[0],
        name_en=name[1],
        stage=row["stage"],
        value_type=row["value_type"],
        unit=row["unit"],
        plausible_min_milli=read_value(row["plausible_min"]) if row["plausible_min"] else None,
        plausible_max_milli=read_value(row["plausible_max"]) if row["plausible_max"] else None,
        warn=row["warn"],
        limit=row["limit"],
        photo=row["photo"] or "no",
        is_mandatory=row["mandatory"].startswith("1"),
        may_skip_with_reason=row["mandatory"] == "1*",
    )
