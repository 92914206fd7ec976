"""How a paper is divided into pages, dated and marked."""

import io
from dataclasses import replace

import pypdf
import pytest

from app.kernel.language import Language
from app.order.quote.quote_paper import typeset
from app.paper.blocks import PAGE_BREAK, Gap, Stack
from app.paper.sheet import A4, paginate
from app.paper.signing import Signatures
from tests.papers import quote_samples
from tests.papers.reading import pages, story, text

STAMP = quote_samples.STAMP


def quote(lines: int, *, language: Language = Language.BOTH) -> bytes:
    parts = tuple(
        replace(quote_samples.PARTS[0], code=f"YJ-{number:04d}", name_zh=f"全合成机油 5W-30 4L 第{number}桶")
        for number in range(1, lines + 1)
    )
    return typeset(replace(quote_samples.CONTENT, parts=parts), stamp=STAMP, language=language)


@pytest.mark.parametrize("lines", [1, 60, 200])
def test_every_line_of_a_long_quote_is_printed_once(lines):
    written = text(quote(lines))
    assert [written.count(f"YJ-{number:04d}") for number in range(1, lines + 1)] == [1] * lines


def test_the_header_comes_again_on_each_page_of_a_long_table():
    written = pages(quote(200))
    with_lines = [page for page in written if "YJ-0" in page]
    assert len(with_lines) > 3
    assert all("质量类别" in page for page in with_lines)


@pytest.mark.parametrize("lines", [*range(8, 40), 60, 61, 62, 200])
def test_the_signatures_never_stand_alone(lines):
    *_, last = pages(quote(lines))
    assert "客户已阅并理解" in last
    assert "本单是报价，不是合同" in last.replace(" ", "")


def test_a_subtotal_stands_under_at_least_one_of_its_lines():
    for lines in range(12, 60, 6):
        for page in pages(quote(lines)):
            assert "配件小计" not in page or "YJ-0" in page


def test_further_pages_have_the_small_head():
    first, second, *_ = pages(quote(60))
    assert "服务 025-00000000" in first
    assert "服务 025-00000000" not in second
    assert "苏AF20871 刘𬭎" in second


def test_a_draft_says_so_on_every_page():
    pdf = typeset(quote_samples.CONTENT, stamp=replace(STAMP, is_draft=True), language=Language.BOTH)
    assert all("草稿" in page for page in pages(pdf))


def test_a_void_paper_says_so_in_the_language_of_the_paper():
    void = replace(STAMP, is_void=True)
    assert "作废" in text(typeset(quote_samples.CONTENT, stamp=void, language=Language.CHINESE))
    assert "VOID" in text(typeset(quote_samples.CONTENT, stamp=void, language=Language.ENGLISH))


def test_an_issued_paper_has_no_watermark():
    assert "草稿" not in text(story("D03"))


def test_the_file_is_dated_with_its_issue_and_named_by_its_title():
    about = pypdf.PdfReader(io.BytesIO(story("D03"))).metadata
    assert about.title == "维修报价单 BJ-WXD000021-v2"
    assert about.creation_date == STAMP.issued_at
    assert about.author == "骏驰汽车销售服务（演示店）"


def test_every_font_is_embedded():
    reader = pypdf.PdfReader(io.BytesIO(story("D01")))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert {font.get_object()["/BaseFont"].split("+")[-1] for font in fonts} <= {
        "NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-Bold",
    }  # fmt: skip


def test_a_page_break_begins_a_new_page_and_leaves_no_white():
    body = Stack((Gap(10.0), Signatures((), STAMP), PAGE_BREAK, Signatures((), STAMP)))
    broken = paginate(body, None, A4)
    assert [page.body.height(182.0) for page in broken] == [35.0, 25.0]
