"""What a part is counted in, in the language in force: 套 is a set in English."""

from app.kernel.language import Language, current

ENGLISH: dict[str, str] = {
    "件": "pcs", "只": "pcs", "条": "pcs", "片": "pcs", "粒": "pcs", "个": "pcs", "套": "set", "对": "pair",
    "桶": "can", "瓶": "bottle", "支": "tube",
}  # fmt: skip


def unit_words(unit: str) -> str:
    """The unit as it is read; one that is not known stays as it was written."""
    return ENGLISH.get(unit, unit) if current() is Language.ENGLISH else unit
