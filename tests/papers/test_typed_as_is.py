"""Whatever people type stands on paper as they typed it, and nothing of it is cut off."""

from dataclasses import replace

import pytest

from app.kernel.language import Language
from tests.papers import checkin_samples, handover_samples, quote_samples, samples, settlement_samples
from tests.papers.reading import NOBODYS, PAPERS, pages, text

OF_A_CAR = [code for code in sorted(PAPERS) if code not in NOBODYS]
MARKUP = "<b>&\"'</b> %s {0} \\n (括号) ]"
LONG_NAME = "阿布都热合曼·买买提依明·吐尔逊江·艾则孜"


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("code", OF_A_CAR)
def test_markup_in_a_model_name_is_printed_as_typed(code):
    typeset, story = PAPERS[code]
    content = replace(story.CONTENT, car=replace(samples.CAR, model_name=MARKUP))
    assert squeezed(MARKUP) in text(typeset(content, stamp=story.STAMP, language=Language.BOTH)) or code == "D11"


@pytest.mark.parametrize("code", [code for code in OF_A_CAR if code != "D11"])
@pytest.mark.parametrize("language", list(Language))
def test_a_name_of_twenty_characters_is_never_cut(code, language):
    typeset, story = PAPERS[code]
    party = replace(samples.PARTY, customer_name=LONG_NAME, representative_name=LONG_NAME)
    pdf = typeset(replace(story.CONTENT, party=party), stamp=story.STAMP, language=language)
    assert LONG_NAME in text(pdf)


@pytest.mark.parametrize("code", OF_A_CAR)
def test_empty_fields_print_as_a_dash(code):
    typeset, story = PAPERS[code]
    store = replace(samples.STORE, address="", complaint_phone="", service_phone="", uscc="", filing_number="")
    car = replace(samples.CAR, model_name="", vin="", colour="")
    pdf = typeset(replace(story.CONTENT, store=store, car=car), stamp=story.STAMP, language=Language.BOTH)
    assert "—" in text(pdf)
    assert "None" not in text(pdf)


def test_a_car_without_a_plate_is_named_by_the_end_of_its_vin():
    typeset, story = PAPERS["D12"]
    content = replace(story.CONTENT, car=replace(samples.CAR, plate=""))
    assert "5NA000248" in text(typeset(content, stamp=story.STAMP, language=Language.BOTH))


def test_line_ends_in_the_customers_words_stay():
    content = replace(checkin_samples.CONTENT, statement="第一件事\n第二件事")
    written = text(PAPERS["D01"][0](content, stamp=checkin_samples.STAMP, language=Language.BOTH))
    assert "“第一件事第二件事”" in written


def test_two_thousand_characters_of_the_customer_are_all_printed():
    statement = "".join(f"第{number:03d}句说的都是刹车。" for number in range(180))
    content = replace(checkin_samples.CONTENT, statement=statement)
    pdf = PAPERS["D01"][0](content, stamp=checkin_samples.STAMP, language=Language.BOTH)
    assert statement in text(pdf)
    assert len(pages(pdf)) > 1


def test_a_cell_that_is_longer_than_a_page_is_divided_and_nothing_is_lost():
    work = "".join(f"第{number:04d}步拧紧。" for number in range(1200))
    content = replace(handover_samples.CONTENT, work=(replace(handover_samples.CONTENT.work[0], work=work),))
    pdf = PAPERS["D12"][0](content, stamp=handover_samples.STAMP, language=Language.BOTH)
    written = text(pdf)
    assert all(f"{number:04d}" in written for number in range(1200))


def test_large_amounts_fit_their_columns():
    parts = (
        replace(
            settlement_samples.PARTS[0], unit_price_fen=99_999_999_99, amount_fen=99_999_999_99, net_fen=99_999_999_99
        ),
    )
    content = replace(settlement_samples.CONTENT, parts=parts)
    written = text(PAPERS["D09"][0](content, stamp=settlement_samples.STAMP, language=Language.BOTH))
    assert written.count("99,999,999.99") == 3


def test_an_unsigned_paper_has_empty_places_for_the_pen():
    stamp = replace(quote_samples.STAMP, signatures=())
    last = pages(PAPERS["D03"][0](quote_samples.CONTENT, stamp=stamp, language=Language.BOTH))[-1]
    assert "客户已阅并理解" in last
    assert "2026-11-23 10:12" not in last
