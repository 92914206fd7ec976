"""How a deed is told on the timeline."""

from app.trust.deed_words import DEED_WORDS, Tone, remark, tone, word
from app.trust.deeds import Deed


def test_every_deed_has_a_word() -> None:
    assert set(DEED_WORDS) == set(Deed)
    assert all(word(deed) == DEED_WORDS[deed] for deed in Deed)


def test_a_failed_check_reads_wrong_and_a_step_reads_done() -> None:
    assert tone(Deed.QC_FAIL) is Tone.WRONG
    assert tone(Deed.ORDER_CHECK_IN) is Tone.DONE


def test_the_reason_is_told_before_the_number() -> None:
    assert remark((("agreement_number", "HT2026000001"), ("reason", "等件"))) == "等件"
    assert remark((("digest", "ab"), ("agreement_number", "HT2026000001"))) == "HT2026000001"
    assert remark((("digest", "ab"),)) == ""
    assert remark((("deed", Deed.CONTACT_SHOW.value), ("reason", "deed.not_allowed"))) == word(Deed.CONTACT_SHOW)
