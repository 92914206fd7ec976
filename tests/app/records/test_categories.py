"""The closed sets of a quote line."""

from enum import StrEnum

import pytest

from app.kernel.language import Language, speaking
from app.records.catalogue.categories import (
    WORDS,
    Decision,
    LineKind,
    Need,
    Payer,
    QualityClass,
    RepairCategory,
    highest,
    word,
)

SETS: tuple[type[StrEnum], ...] = (RepairCategory, QualityClass, Payer, Need, Decision, LineKind)


def test_every_member_has_its_own_words() -> None:
    members = [member for kind in SETS for member in kind]
    assert len(WORDS) == len(members) == len({str(member) for member in members})
    with speaking(Language.ENGLISH):
        assert [word(member) for member in members] == [WORDS[member] for member in members]


def test_the_order_takes_the_highest_category_of_its_lines() -> None:
    ranked = ["overhaul", "assembly", "maintenance_l2", "special", "maintenance_l1", "minor"]
    assert sorted(RepairCategory, key=lambda category: -category.rank) == ranked
    assert highest(reversed(RepairCategory)) is RepairCategory.OVERHAUL
    assert highest([RepairCategory.MINOR, RepairCategory.MAINTENANCE_L1]) is RepairCategory.MAINTENANCE_L1
    assert highest([]) is None


@pytest.mark.parametrize(
    ("category", "needs_certificate"),
    [
        (RepairCategory.OVERHAUL, True),
        (RepairCategory.ASSEMBLY, True),
        (RepairCategory.MAINTENANCE_L2, True),
        (RepairCategory.SPECIAL, False),
        (RepairCategory.MAINTENANCE_L1, False),
        (RepairCategory.MINOR, False),
    ],
)
def test_only_the_three_highest_need_a_certificate(category: RepairCategory, needs_certificate: bool) -> None:
    assert category.needs_certificate is needs_certificate
