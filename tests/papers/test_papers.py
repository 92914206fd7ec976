"""What holds of every paper."""

import pytest

from app.kernel.digest import canonical, thaw
from app.kernel.language import Language
from tests.papers.reading import NOBODYS, PAPERS, pages, story, text

CHINESE_OF = {
    "D01": "接车预检单", "D02": "车辆检查报告", "D03": "维修报价单", "D04": "机动车维修委托合同", "D05": "增项确认单",
    "D06": "派工单",
    "D07": "维修质量检验记录单", "D08": "机动车维修竣工出厂合格证", "D09": "维修费用结算清单", "D11": "出门证",
    "D09-": "结算冲销单", "D12": "交车单", "D13": "日结单", "D16": "投诉处理记录",
}  # fmt: skip
ENGLISH_OF = {
    "D01": "Check-in sheet", "D02": "Inspection report", "D03": "Quotation", "D04": "Service agreement",
    "D05": "Supplementary agreement",
    "D06": "Work order", "D07": "QC record", "D08": "Completion certificate", "D09": "Settlement list",
    "D09-": "Settlement reversal", "D11": "Gate pass", "D12": "Handover sheet",
    "D13": "Daily closing sheet", "D16": "Complaint record",
}  # fmt: skip
CODES = sorted(PAPERS)


@pytest.mark.parametrize("code", CODES)
def test_a_paper_in_two_languages_has_both_titles_and_its_number(code):
    first = pages(story(code))[0]
    assert CHINESE_OF[code] in first
    assert ENGLISH_OF[code] in first
    assert PAPERS[code][1].STAMP.number in first


@pytest.mark.parametrize("code", CODES)
def test_a_chinese_paper_has_no_english_title(code):
    first = pages(story(code, Language.CHINESE))[0]
    assert CHINESE_OF[code] in first
    assert ENGLISH_OF[code] not in first


@pytest.mark.parametrize("code", CODES)
def test_an_english_paper_has_no_chinese_title(code):
    first = pages(story(code, Language.ENGLISH))[0]
    assert ENGLISH_OF[code] in first
    assert CHINESE_OF[code] not in first


@pytest.mark.parametrize("code", CODES)
def test_a_paper_is_the_same_to_the_byte_in_a_second_run(code):
    assert story(code) == story(code)


@pytest.mark.parametrize("code", CODES)
def test_every_page_says_which_of_how_many_it_is(code):
    written = pages(story(code))
    for number, page in enumerate(written, start=1):
        assert f"第 {number} 页 / 共 {len(written)} 页" in page


@pytest.mark.parametrize("code", [code for code in CODES if code not in ("D11", *NOBODYS)])
def test_the_rare_names_can_be_searched(code):
    assert "刘𬭎" in text(story(code))


def test_the_names_of_those_who_signed_can_be_searched():
    assert "李㛃" in text(story("D01"))
    assert "何䶮" in text(story("D12"))


@pytest.mark.parametrize("code", CODES)
def test_what_is_frozen_can_be_thawed_and_gives_the_same_paper(code):
    typeset, samples = PAPERS[code]
    content = thaw(canonical(samples.CONTENT), type(samples.CONTENT))
    assert content == samples.CONTENT
    assert typeset(content, stamp=samples.STAMP, language=Language.BOTH) == story(code)


@pytest.mark.parametrize("code", CODES)
def test_the_foot_has_the_digest_and_the_head_of_the_chain(code):
    last = pages(story(code))[-1]
    assert "b8de 4328 fbb0 5622 dea8 e1dc" in last
    assert "链首 a35b b6b8" in last


@pytest.mark.parametrize("code", CODES)
def test_the_papers_of_the_story_stay_as_short_as_they_can(code):
    most = {"D02": 2, "D04": 2, "D06": 2, "D07": 2, "D16": 2}
    assert len(pages(story(code))) == most.get(code, 1)
