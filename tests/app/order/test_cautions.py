"""What a driver should mind after a kind of work."""

import pytest

from app.kernel.language import Language, speaking
from app.order.handover.cautions import WORDS, Caution, cautions_for, usual_cautions


@pytest.mark.parametrize(
    ("work", "told"),
    [
        ("更换前制动片", (Caution.BRAKES_BED_IN, Caution.WHEEL_NUTS)),
        ("Replace front brake pads", (Caution.BRAKES_BED_IN, Caution.WHEEL_NUTS)),
        ("更换轮胎（单条）", (Caution.WHEEL_NUTS, Caution.NEW_TYRES)),
        ("常规保养（机油机滤）", (Caution.OIL_LEVEL,)),
        ("20000公里保养", (Caution.OIL_LEVEL,)),
        ("20,000 km service", (Caution.OIL_LEVEL,)),
        ("更换水泵", (Caution.COOLANT_LEVEL,)),
        ("更换制动液", (Caution.BRAKE_FLUID,)),
        ("更换动力电池总成", (Caution.HIGH_VOLTAGE,)),
        ("单面喷漆（车门）", (Caution.FRESH_PAINT,)),
        ("控制单元软件升级", (Caution.SOFTWARE,)),
    ],
)
def test_each_kind_of_work_has_its_caution(work: str, told: tuple[Caution, ...]) -> None:
    assert cautions_for([work]) == (*told, Caution.WATCH)


@pytest.mark.parametrize("work", ["机油滤清器", "纯电车年度保养", "精洗车辆", "减速器油 1L", "空调滤清器"])
def test_what_needs_no_caution_has_only_the_last(work: str) -> None:
    assert cautions_for([work]) == (Caution.WATCH,)


def test_a_caution_is_told_once_however_many_lines_ask_for_it() -> None:
    assert cautions_for(["更换前制动片", "前制动片（套）", "更换后制动片"]).count(Caution.WHEEL_NUTS) == 1


def test_every_caution_has_its_sentence_in_both_languages() -> None:
    assert set(WORDS) == set(Caution)
    with speaking(Language.CHINESE):
        chinese = usual_cautions(["更换前制动片"]).splitlines()
    assert len(chinese) == 3
    assert "磨合" in chinese[0]
