"""How a customer can answer additional work (domain workflow §3)."""

from enum import StrEnum

from app.kernel.language import mark


class AnswerWay(StrEnum):
    """What proves the answer: a signature, a telephone call with a witness, a message with its picture."""

    ON_SITE_SIGNATURE = "on_site_signature"
    PHONE_RECORDED = "phone_recorded"
    MESSAGE_CONFIRMED = "message_confirmed"


WAY_WORDS: dict[AnswerWay, str] = {
    AnswerWay.ON_SITE_SIGNATURE: mark("Signed on site"),
    AnswerWay.PHONE_RECORDED: mark("By telephone, recorded"),
    AnswerWay.MESSAGE_CONFIRMED: mark("By message"),
}
