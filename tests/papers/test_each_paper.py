"""What each paper owes to whom it is given."""

import re
from dataclasses import replace

import pytest

from app.kernel.language import Language, speaking
from app.order.agreement.agreement_paper import DeclinedSafety
from app.order.inspection.measured_paper import value_and_unit
from app.order.quote.payer_paper import payer_short
from app.order.settlement.settlement_paper import invoice_words
from app.records.catalogue.categories import Decision, Payer, QualityClass, RepairCategory
from app.records.checklists.limits import Verdict
from tests.papers import (
    agreement_samples,
    certificate_samples,
    checkin_samples,
    complaint_samples,
    credit_samples,
    gate_pass_samples,
    inspection_samples,
    quote_samples,
    samples,
    settlement_samples,
    work_order_samples,
)
from tests.papers.reading import PAPERS, pages, story, text

BOTH = Language.BOTH


def made(code: str, samples_of: object, **changes: object) -> str:
    content = replace(samples_of.CONTENT, **changes)
    return text(PAPERS[code][0](content, stamp=samples_of.STAMP, language=BOTH))


def test_the_check_in_sheet_says_that_signing_is_no_order():
    assert "不等于同意维修" in text(story("D01"))


def test_every_damage_is_listed_and_the_rest_is_said_to_be_sound():
    written = text(story("D01"))
    assert "划痕·左前门下部，约8cm" in written
    assert "✓其余部位未见可见损伤" in written
    assert "□未见可见损伤" in written


def test_no_visible_damage_is_an_explicit_tick():
    assert "✓未见可见损伤" in made("D01", checkin_samples, damages=(), has_no_visible_damage=True)


def test_forty_marks_are_all_listed():
    damages = tuple(replace(checkin_samples.CONTENT.damages[0], number=n, remark=f"第{n}处") for n in range(1, 41))
    written = made("D01", checkin_samples, damages=damages)
    assert all(f"第{n}处" in written for n in range(1, 41))


def test_the_boxes_tell_a_reader_of_the_text_which_was_chosen():
    assert "□带走□店方处理✓看后再定" in text(story("D01"))


def test_the_counts_of_the_inspection_are_those_of_its_items():
    first = pages(story("D02"))[0]
    verdicts = [item.verdict for item in inspection_samples.CONTENT.items]
    assert re.search(rf"{verdicts.count(Verdict.OK)} 正常", first)
    assert f"共 {len(verdicts)} 项" in first


def test_an_inspection_without_findings_says_so():
    items = tuple(replace(item, verdict=Verdict.OK) for item in inspection_samples.CONTENT.items)
    assert "没有需要您决定的项目" in made("D02", inspection_samples, items=items)


@pytest.mark.parametrize("findings", range(0, 10, 3))
def test_the_list_of_every_item_stands_on_one_page(findings):
    content = inspection_samples.CONTENT
    found = tuple(replace(content.items[0], verdict=Verdict.REPLACE, remark=f"第{n}处") for n in range(findings))
    eye = tuple(inspection_samples.seen(n, f"目检项{n:02d}甲", "By eye") for n in range(1, 57))
    content = replace(content, items=(*found, *eye), diagnoses=(), photos=(), fault_codes=())
    written = pages(PAPERS["D02"][0](content, stamp=inspection_samples.STAMP, language=BOTH))
    assert [n for n in range(1, 57) if any(f"目检项{n:02d}甲" in page for page in written)] == list(range(1, 57))
    assert sum("目检项" in page for page in written) == 1


def test_the_quote_asks_for_the_accepted_lines_only():
    written = text(story("D03"))
    assert "¥1,891.10" in written
    assert "人民币壹仟捌佰玖拾壹元壹角整" in written
    assert "2,105.20" in written


def test_a_quote_that_is_not_yet_decided_names_the_whole():
    labour = tuple(replace(line, decision=Decision.UNDECIDED) for line in quote_samples.LABOUR)
    parts = tuple(replace(line, decision=Decision.UNDECIDED) for line in quote_samples.PARTS)
    written = made("D03", quote_samples, labour=labour, parts=parts)
    assert "客户应付（全部同意时）" in written
    assert "¥2,105.20" in written


def test_every_payer_has_a_short_word():
    assert all(payer_short(payer) for payer in Payer)


def test_the_agreement_holds_the_terms_it_was_frozen_with():
    terms = replace(agreement_samples.CONTENT.terms, e_signature_zh="旧版电子签名条款。")
    assert "旧版电子签名条款。" in made("D04", agreement_samples, terms=terms)


def test_who_bears_a_line_of_the_agreement_is_said_once():
    sample = agreement_samples.CONTENT
    labour = tuple(replace(line, payer=Payer.INTERNAL) for line in sample.labour)
    written = made("D04", agreement_samples, labour=labour)
    assert "本店承担" in written and "承担承担" not in written


def test_the_free_choices_of_the_agreement_are_apart_from_the_consent():
    written = text(story("D04"))
    assert "□同意接受满意度回访" in written
    assert "✓同意接受生日与保养关怀" in written
    assert "两项均未预先勾选" in written


def test_a_declined_safety_item_has_its_risk_and_its_own_signature_line():
    declined = (DeclinedSafety("更换前制动盘", "Front discs", "制动距离变长，有追尾危险。"),)
    written = made("D04", agreement_samples, declined_safety=declined)
    assert "制动距离变长，有追尾危险。" in written
    assert "客户签字" in written


def test_the_agreement_shows_the_whole_digest():
    assert "b8de4328fbb05622dea8e1dc4ebb3d8522162360bc3dfda0ff423bfa8572d1ab" in text(story("D04")).replace(
        "封存与日志链", ""
    )


def test_the_work_order_has_no_price_and_no_full_phone():
    written = text(story("D06"))
    assert "14000000004" not in written.replace("14000000004"[:3] + "****", "")
    assert "140****0004" in written
    assert not re.search(r"\d\.\d\d元|¥", written)


def test_only_a_car_with_high_voltage_gets_the_warning():
    assert "高压车辆" in text(story("D06"))
    assert "高压车辆" not in made("D06", work_order_samples, has_high_voltage=False)


def test_a_failed_level_names_its_reason_and_to_whom_it_went_back():
    assert "保养提示未复位；孙思琪" in text(story("D07"))


@pytest.mark.parametrize("category", list(RepairCategory))
def test_only_categories_that_need_it_get_a_certificate(category):
    written = made("D08", certificate_samples, repair_category=category)
    assert ("机动车维修竣工出厂合格证" in written) is category.needs_certificate
    assert ("维修质量保证卡" in written) is not category.needs_certificate
    assert ("准予出厂" in written) is category.needs_certificate


def test_a_warranty_line_names_its_payer_and_shows_no_price():
    written = pages(story("D09"))[0]
    assert "LB-R024 高压部件绝缘检测 厂家质保 0.8 — — — 0.00" in written


def test_the_settlement_ends_with_what_was_paid():
    written = text(story("D09"))
    assert "¥1,890.00" in written
    assert "人民币壹仟捌佰玖拾元整" in written


def test_a_bill_that_is_still_open_does_not_say_paid():
    open_bill = replace(settlement_samples.CONTENT.bills[0], paid_fen=0, payments=())
    assert "客户应付" in made("D09", settlement_samples, bills=(open_bill,))


def test_the_customers_total_is_zero_where_others_pay_everything():
    maker = settlement_samples.CONTENT.bills[1]
    assert "人民币零元整" in made("D09", settlement_samples, bills=(maker,))


def test_a_reversal_names_the_list_and_writes_everything_with_a_minus():
    written = text(story("D09-"))
    assert all(words in written for words in ("JS2026000148", "−1,890.00", "−320.00", "人民币负贰仟贰佰壹拾元整"))
    assert "经理同意" in written
    assert "周明远" in written


def test_a_refund_is_a_paper_of_its_own_that_names_what_it_belongs_to():
    refund = PAPERS["D09-"][0](credit_samples.REFUND, stamp=credit_samples.REFUND_STAMP, language=BOTH)
    written = text(refund)
    assert all(words in written for words in ("退款单", "TK2026000005", "JS2026000148", "−68.00", "人民币负陆拾捌元整"))


def test_money_given_back_before_settlement_names_no_list():
    content = replace(credit_samples.REFUND, corrects_number="", corrects_issued_at=None)
    written = text(PAPERS["D09-"][0](content, stamp=credit_samples.REFUND_STAMP, language=BOTH))
    assert "该账单尚未结算" in written


def test_a_further_paper_names_the_one_it_comes_in_place_of():
    stamp = replace(PAPERS["D07"][1].STAMP, replaces="WXD000021-D07")
    written = text(PAPERS["D07"][0](PAPERS["D07"][1].CONTENT, stamp=stamp, language=BOTH))
    assert "替代WXD000021-D07" in written


def test_the_gate_pass_has_neither_amount_nor_phone_of_the_customer():
    written = text(story("D11"))
    assert "1,890" not in written
    assert samples.PARTY.customer_phone not in written
    assert "18:12" in written


def test_a_car_without_repair_leaves_without_a_handover_sheet():
    written = text(PAPERS["D11"][0](gate_pass_samples.NO_REPAIR, stamp=gate_pass_samples.STAMP, language=BOTH))
    assert "未修离店" in written
    assert "✓钥匙、贵重物品已交还，未作维修" in written
    assert "41,902km" in written
    assert "D12" not in written


def test_a_car_on_account_says_so_at_the_gate():
    written = text(PAPERS["D11"][0](gate_pass_samples.ON_ACCOUNT, stamp=gate_pass_samples.STAMP, language=BOTH))
    assert "挂账放行" in written
    assert "JS2026000148" in written


def test_the_handover_names_the_next_service_once_and_the_ends_of_the_guarantee():
    written = text(story("D12"))
    assert "2027-05-23" in written
    assert "或51,900km" in written
    assert "2027-02-2146,906km" in written


def test_a_work_order_words_the_damages_in_its_own_language():
    assert "左侧划痕8cm" in text(story("D06", Language.CHINESE)).replace(" ", "")
    assert "LeftsideScratch8cm" in text(story("D06", Language.ENGLISH)).replace(" ", "")


def test_a_quotation_says_in_its_own_language_what_is_to_be_ordered():
    part = replace(quote_samples.CONTENT.parts[0], availability="to_order")
    content = replace(quote_samples.CONTENT, parts=(part,))
    typeset = PAPERS["D03"][0]
    for language, words in ((Language.CHINESE, "需订货"), (Language.ENGLISH, "tobeordered")):
        assert words in text(typeset(content, stamp=quote_samples.STAMP, language=language)).replace(" ", "")


def test_who_signed_without_a_pen_leaves_no_empty_line():
    bare = tuple(replace(signed, strokes=(), scan="") for signed in settlement_samples.STAMP.signatures)
    stamp = replace(settlement_samples.STAMP, signatures=bare)
    assert text(PAPERS["D09"][0](settlement_samples.CONTENT, stamp=stamp, language=BOTH)).count("本人凭PIN确认") == 2
    assert "本人凭PIN确认" not in text(story("D09"))


def test_the_invoice_s_title_begins_a_line_of_its_own():
    """Beside state and number the word 抬头 was cut in two where the room ended."""
    asked = replace(settlement_samples.CONTENT, invoice_title="演示第二分公司", invoice_number="26112300017")
    with speaking(Language.CHINESE):
        _state, title = invoice_words(asked).split("\n")
    assert title == "抬头 演示第二分公司"


def test_what_was_put_off_and_own_parts_are_named_in_the_language_of_the_agreement():
    own = replace(
        agreement_samples.CONTENT.parts[0], name_zh="机油", name_en="Engine oil",
        quality_class=QualityClass.CUSTOMER_SUPPLIED,
    )  # fmt: skip
    content = replace(
        agreement_samples.CONTENT, declined_safety=(), postponed=("雨刮片", "旧内容"), postponed_en=("Wiper blades",),
        parts=(own,), own_parts="机油",
    )  # fmt: skip
    written = text(agreement_of(content, Language.ENGLISH))
    assert "Wiperblades,旧内容" in written and "雨刮片" not in written
    assert "OwnpartsEngineoil" in written
    assert "雨刮片" in text(agreement_of(content, BOTH))


def agreement_of(content: object, language: Language) -> bytes:
    return PAPERS["D04"][0](content, stamp=agreement_samples.STAMP, language=language)


def test_english_sentences_do_not_stick_together():
    written = pages(story("D03", Language.ENGLISH))[0]
    assert "not the part. 本单配件库存齐备。" in written
    assert "affect the repair. 车主本人" in " ".join(pages(story("D04", Language.ENGLISH)))


@pytest.mark.parametrize(("language", "unit"), [(BOTH, "年"), (Language.ENGLISH, "years")])
def test_a_year_is_a_word_of_the_paper_s_language(language, unit):
    with speaking(language):
        item = next(item for item in inspection_samples.CONTENT.items if item.value_milli is not None)
        assert value_and_unit(replace(item, unit="year")).endswith(f" {unit}")


def test_the_complaint_record_has_target_and_actual_of_every_clock():
    written = text(story("D16"))
    assert "首次答复Firstreply2026-11-2120:102026-11-2110:10按时" in written
    assert "调查Investigation2026-11-2208:102026-11-2209:10超时完成" in written


def test_the_complaint_record_says_by_whose_word_a_compensation_was_given():
    written = text(story("D16"))
    assert "现金·¥2,600.00·人民币贰仟陆佰元整" in written
    assert "店总沈国栋签字" in written and "所阅内容4bd14bd14bd1" in written
    by_pin = replace(complaint_samples.SECOND, head=None, approved_by="周明远", proposed_by="冯雅静")
    assert "周明远当场PIN批准，冯雅静申请" in made("D16", complaint_samples, solutions=(by_pin,))


def test_of_a_solution_that_was_refused_nothing_was_carried_out():
    assert text(story("D16")).count("预防措施") == 1


def test_two_thousand_characters_of_a_complaint_are_all_printed():
    claim = "".join(f"第{number:03d}次来还是不凉。" for number in range(180))
    written = made("D16", complaint_samples, claim=claim, facts=claim)
    assert all(written.count(f"第{number:03d}次来") == 2 for number in range(180))
