"""Papers as a reader finds them: the text of each page, the pages as pictures."""

import re

import pypdfium2

from app.care.complaints import complaint_paper
from app.closing import closing_paper
from app.kernel.language import Language
from app.order.agreement import agreement_paper, supplement_paper
from app.order.checkin import checkin_paper
from app.order.handover import gate_pass_paper, handover_paper
from app.order.inspection import inspection_paper
from app.order.qc import certificate_paper, qc_record_paper
from app.order.quote import quote_paper
from app.order.settlement import credit_paper, settlement_paper
from app.order.workshop import work_order_paper
from tests.papers import (
    agreement_samples,
    certificate_samples,
    checkin_samples,
    closing_samples,
    complaint_samples,
    credit_samples,
    gate_pass_samples,
    handover_samples,
    inspection_samples,
    qc_record_samples,
    quote_samples,
    settlement_samples,
    supplement_samples,
    work_order_samples,
)

PAPERS = {
    "D01": (checkin_paper.typeset, checkin_samples),
    "D02": (inspection_paper.typeset, inspection_samples),
    "D03": (quote_paper.typeset, quote_samples),
    "D04": (agreement_paper.typeset, agreement_samples),
    "D05": (supplement_paper.typeset, supplement_samples),
    "D06": (work_order_paper.typeset, work_order_samples),
    "D07": (qc_record_paper.typeset, qc_record_samples),
    "D08": (certificate_paper.typeset, certificate_samples),
    "D09": (settlement_paper.typeset, settlement_samples),
    "D09-": (credit_paper.typeset, credit_samples),
    "D11": (gate_pass_paper.typeset, gate_pass_samples),
    "D12": (handover_paper.typeset, handover_samples),
    "D13": (closing_paper.typeset, closing_samples),
    "D16": (complaint_paper.typeset, complaint_samples),
}
# The house's own: it names no car and no customer.
NOBODYS = ("D13",)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, line ends as blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    """The text of the whole paper without any white space: a word may turn the line."""
    return re.sub(r"\s", "", "".join(pages(pdf)))


def story(code: str, language: Language = Language.BOTH) -> bytes:
    """A paper of the story."""
    typeset, samples = PAPERS[code]
    return typeset(samples.CONTENT, stamp=samples.STAMP, language=language)
