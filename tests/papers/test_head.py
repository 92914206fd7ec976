"""Head, foot and the code for a camera."""

import re
from dataclasses import replace

import segno

from app.kernel.language import Language
from app.paper.head import qr_text
from tests.papers import quote_samples, samples
from tests.papers.reading import PAPERS, pages


def test_the_code_holds_the_number_and_the_beginning_of_the_digest():
    assert qr_text(quote_samples.STAMP) == "BJ-WXD000021-V2 B8DE4328FBB05622DEA8E1DC"


def test_the_code_is_never_longer_than_fifty_characters():
    longest = replace(quote_samples.STAMP, number="X" * 60)
    assert len(qr_text(longest)) <= 50


def test_a_draft_without_number_and_digest_has_a_code_too():
    assert segno.make_qr(qr_text(replace(quote_samples.STAMP, number="", digest="")))


def test_a_long_store_name_and_address_are_printed_in_full():
    store = replace(
        samples.STORE,
        name="骏驰汽车销售服务股份有限公司演示省演示市经济技术开发区第三分公司（演示店）",
        address="演示省演示市经济技术开发区示例大道与演示一路交叉口东北角汽车城B区12号楼",
    )
    content = replace(quote_samples.CONTENT, store=store)
    first = pages(PAPERS["D03"][0](content, stamp=quote_samples.STAMP, language=Language.CHINESE))[0]
    assert store.name in re.sub(r"\s", "", first)
    assert store.address in re.sub(r"\s", "", first)


def test_an_english_paper_has_the_english_name_of_the_store():
    pdf = PAPERS["D03"][0](quote_samples.CONTENT, stamp=quote_samples.STAMP, language=Language.ENGLISH)
    assert "Junchi Motors (demo store)" in pages(pdf)[0]


def test_a_paper_is_dated_by_the_clock_of_its_store():
    tokyo = replace(quote_samples.STAMP, utc_offset_minutes=540)
    pdf = PAPERS["D03"][0](quote_samples.CONTENT, stamp=tokyo, language=Language.BOTH)
    assert "2026-11-23 11:05" in pages(pdf)[0]
