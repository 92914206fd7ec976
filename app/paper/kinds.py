"""The papers there are: their codes, their names at the terminal, their titles."""

from enum import StrEnum

from app.kernel.language import mark


class PaperKind(StrEnum):
    """The value is the name used by `forecourt pdf`."""

    CHECKIN = "checkin"
    INSPECTION = "inspection"
    QUOTE = "quote"
    AGREEMENT = "agreement"
    SUPPLEMENT = "supplement"
    WORK_ORDER = "workorder"
    QC = "qc"
    CERTIFICATE = "certificate"
    SETTLEMENT = "settlement"
    REVERSAL = "reversal"
    REFUND = "refund"
    GATE_PASS = "gatepass"
    HANDOVER = "handover"
    CLOSING = "closing"
    COMPLAINT = "complaint"


CODES: dict[PaperKind, str] = {
    PaperKind.CHECKIN: "D01",
    PaperKind.INSPECTION: "D02",
    PaperKind.QUOTE: "D03",
    PaperKind.AGREEMENT: "D04",
    PaperKind.SUPPLEMENT: "D05",
    PaperKind.WORK_ORDER: "D06",
    PaperKind.QC: "D07",
    PaperKind.CERTIFICATE: "D08",
    PaperKind.SETTLEMENT: "D09",
    PaperKind.REVERSAL: "D09",
    PaperKind.REFUND: "D09",
    PaperKind.GATE_PASS: "D11",
    PaperKind.HANDOVER: "D12",
    PaperKind.CLOSING: "D13",
    PaperKind.COMPLAINT: "D16",
}
TITLES: dict[PaperKind, str] = {
    PaperKind.CHECKIN: mark("Check-in sheet"),
    PaperKind.INSPECTION: mark("Inspection report"),
    PaperKind.QUOTE: mark("Quotation"),
    PaperKind.AGREEMENT: mark("Service agreement"),
    PaperKind.SUPPLEMENT: mark("Supplementary agreement"),
    PaperKind.WORK_ORDER: mark("Work order"),
    PaperKind.QC: mark("QC record"),
    PaperKind.CERTIFICATE: mark("Completion certificate"),
    PaperKind.SETTLEMENT: mark("Settlement list"),
    PaperKind.REVERSAL: mark("Settlement reversal"),
    PaperKind.REFUND: mark("Refund note"),
    PaperKind.GATE_PASS: mark("Gate pass"),
    PaperKind.HANDOVER: mark("Handover sheet"),
    PaperKind.CLOSING: mark("Daily closing sheet"),
    PaperKind.COMPLAINT: mark("Complaint record"),
}


def sheet_number(order_number: str, kind: PaperKind, earlier: int = 0) -> str:
    """The number of a paper without a series of its own: `WX2026000021-D01`, a further one `-D02-2`."""
    number = f"{order_number}-{CODES[kind]}"
    return f"{number}-{earlier + 1}" if earlier else number
