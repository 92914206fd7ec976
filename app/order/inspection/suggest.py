"""What the catalogue offers for a finding: the words to look for, and how they are shortened until something fits."""

from app.desk import Desk
from app.records.catalogue.queries import CatalogueHit, find_items
from app.records.vehicles.energy import EnergyType

# What is bought is called otherwise than what is looked at.
_WORDS: dict[str, str] = {
    "MP-01": "机油",
    "MP-02": "机油",
    "MP-03": "冷却液",
    "MP-04": "冷却液",
    "MP-05": "制动液",
    "MP-06": "制动液",
    "MP-08": "蓄电池",
    "MP-09": "蓄电池",
    "MP-10": "蓄电池",
    "MP-11": "发电机",
    "MP-12": "发电机",
    "MP-13": "蓄电池",
    "MP-23": "雨刮片",
    "MP-28": "空调",
    "MP-32": "轮胎",
    "MP-33": "轮胎",
    "MP-35": "轮胎",
    "MP-36": "轮胎",
    "MP-37": "前制动片",
    "MP-38": "后制动片",
    "MP-39": "制动盘",
    "MP-42": "前减振器",
    "MP-43": "后减振器",
    "MP-44": "摆臂",
    "EV-09": "冷却液",
    "EV-10": "冷却液",
    "EV-18": "蓄电池",
}
_SHORTEST = 2


# A tyre that is thick enough and worn on one side only asks for the cause, not for a tyre.
_UNEVEN: dict[str, str] = {"MP-32": "四轮定位"}


def words_for(code: str, name_zh: str, *, is_uneven: bool = False) -> str:
    """What to look for first; the item's own name where no other is known. `is_uneven`: only the sides differ."""
    words = _WORDS.get(code, name_zh)
    return _UNEVEN.get(code, words) if is_uneven else words


def suggest(desk: Desk, typed: str, *, model_code: str, energy_type: EnergyType) -> tuple[CatalogueHit, ...]:
    """What fits the words, or the longest beginning of them that finds anything."""
    words = typed.strip()
    while True:
        found = find_items(desk, words, model_code=model_code, energy_type=energy_type)
        if found or len(words) <= _SHORTEST:
            return found
        words = words[:-1]
