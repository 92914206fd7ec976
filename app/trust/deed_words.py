"""What a timeline says of each deed, in the words of the desk, and which of its details are worth a line."""

from collections.abc import Sequence
from enum import StrEnum

from app.kernel.language import _, mark
from app.trust.deeds import Deed


class Tone(StrEnum):
    """How a deed reads in a timeline: a step done, something to notice, something that went wrong, or by the way."""

    DONE = "done"
    NOTICE = "notice"
    WRONG = "wrong"
    ASIDE = "aside"


DEED_WORDS: dict[Deed, str] = {
    Deed.STORE_SETUP: mark("Store set up"),
    Deed.CLOCK_CONFIRM: mark("Clock confirmed"),
    Deed.BACKUP_MAKE: mark("Backup made and proved"),
    Deed.BACKUP_PLACES: mark("Folders for backups changed"),
    Deed.STORE_ENCRYPT: mark("Encryption switched on"),
    Deed.STORE_DECRYPT: mark("Encryption switched off"),
    Deed.STORE_RESTORE: mark("Store restored from a backup"),
    Deed.STORE_HEAD: mark("Store head named"),
    Deed.STAFF_SAVE: mark("Staff changed"),
    Deed.PIN_SET: mark("PIN set"),
    Deed.PIN_CHANGE: mark("Own PIN changed"),
    Deed.PASSWORD_SET: mark("Password set"),
    Deed.PASSWORD_CHANGE: mark("Own password changed"),
    Deed.PASSWORD_PROVED: mark("Password given"),
    Deed.PASSWORD_REFUSED: mark("Password refused"),
    Deed.SIGN_IN: mark("Signed in"),
    Deed.SIGN_IN_REFUSED: mark("Sign-in refused"),
    Deed.REFUSED: mark("Tried without the right to"),
    Deed.STEP_UP: mark("Agreed on the spot"),
    Deed.STEP_UP_REFUSED: mark("PIN for a second signature refused"),
    Deed.CATALOGUE_LOAD: mark("Catalogue loaded"),
    Deed.CUSTOMER_SAVE: mark("Customer saved"),
    Deed.VEHICLE_SAVE: mark("Vehicle saved"),
    Deed.ARRIVAL_NOTE: mark("Arrival written down"),
    Deed.ARRIVAL_PICK_UP: mark("Reception begun"),
    Deed.ARRIVAL_TAKE_AWAY: mark("Arrival taken away"),
    Deed.ORDER_CHECK_IN: mark("Check-in sheet signed"),
    Deed.ORDER_NOTE: mark("Note written"),
    Deed.ORDER_CANCEL: mark("Order cancelled"),
    Deed.ORDER_ARCHIVE: mark("Order archived"),
    Deed.ORDER_REOPEN: mark("Order reopened, certificate void"),
    Deed.COMEBACK_LINK: mark("Linked as a comeback"),
    Deed.COMEBACK_DECIDE: mark("Responsibility for the comeback decided"),
    Deed.COMEBACK_CHARGE: mark("Comeback charged to the customer"),
    Deed.PROMISE_MOVE: mark("Promise moved"),
    Deed.FLAG_SET: mark("Flag changed"),
    Deed.PHOTO_ADD: mark("Photo added"),
    Deed.INSPECTION_OPEN: mark("Inspection begun"),
    Deed.INSPECTION_ANSWER: mark("Item checked"),
    Deed.INSPECTION_CLOSE: mark("Inspection finished"),
    Deed.INSPECTION_SKIP: mark("Inspection skipped"),
    Deed.QUOTE_EDIT: mark("Quote edited"),
    Deed.QUOTE_DISCOUNT: mark("Discount beyond the limit"),
    Deed.QUOTE_OFFER: mark("Quotation issued"),
    Deed.QUOTE_DECIDE: mark("Customer decided"),
    Deed.AGREEMENT_PREPARE: mark("Agreement prepared"),
    Deed.AGREEMENT_SIGN: mark("Agreement signed"),
    Deed.SUPPLEMENT_RAISE: mark("Further finding reported"),
    Deed.SUPPLEMENT_DROP: mark("Finding not offered"),
    Deed.SUPPLEMENT_BEGIN: mark("Additional work begun"),
    Deed.SUPPLEMENT_WRITE: mark("Additional work changed"),
    Deed.SUPPLEMENT_SEND: mark("Additional work put to the customer"),
    Deed.SUPPLEMENT_TAKE_BACK: mark("Additional work taken back"),
    Deed.SUPPLEMENT_ANSWER: mark("Customer's answer to additional work"),
    Deed.SUPPLEMENT_SIGN: mark("Additional work signed"),
    Deed.WORK_DISPATCH: mark("Work dispatched"),
    Deed.WORK_START: mark("Work started"),
    Deed.WORK_PAUSE: mark("Work paused"),
    Deed.WORK_FINISH: mark("Job finished"),
    Deed.PART_RECEIVE: mark("Part came in"),
    Deed.PART_ISSUE: mark("Part issued"),
    Deed.WORK_REPORT: mark("Work reported done"),
    Deed.QC_ANSWER: mark("QC item checked"),
    Deed.QC_SELF: mark("Self-check signed"),
    Deed.QC_MUTUAL: mark("Mutual check signed"),
    Deed.QC_FAIL: mark("QC failed, sent back"),
    Deed.QC_PASS: mark("QC passed"),
    Deed.SETTLEMENT_PREPARE: mark("Settlement prepared"),
    Deed.SETTLEMENT_PAY: mark("Payment received"),
    Deed.SETTLEMENT_ON_ACCOUNT: mark("Put on account"),
    Deed.SETTLEMENT_SETTLE: mark("Settled"),
    Deed.SETTLEMENT_REVERSE: mark("Settlement reversed"),
    Deed.SETTLEMENT_REFUND: mark("Money refunded"),
    Deed.HANDOVER_TICK: mark("Handover item ticked"),
    Deed.HANDOVER_SIGN: mark("Handover signed"),
    Deed.HANDOVER_RELEASE: mark("Car released"),
    Deed.HANDOVER_OVERRIDE: mark("Car released, customer not satisfied"),
    Deed.HANDOVER_LET_GO: mark("Car left without repair"),
    Deed.COMPLAINT_OPEN: mark("Complaint written down"),
    Deed.COMPLAINT_CHANGE: mark("Complaint mended"),
    Deed.COMPLAINT_REPLY: mark("Complaint replied to"),
    Deed.COMPLAINT_INVESTIGATE: mark("Complaint investigated"),
    Deed.COMPLAINT_PROPOSE: mark("Solution told to the customer"),
    Deed.COMPLAINT_COMPENSATE: mark("Solution with compensation, agreed to"),
    Deed.COMPLAINT_GRANT: mark("Solution with compensation, signed by the store head"),
    Deed.COMPLAINT_ANSWER: mark("Customer's answer to the solution"),
    Deed.COMPLAINT_EXECUTE: mark("Solution carried out"),
    Deed.COMPLAINT_VERIFY: mark("Customer asked whether it is good now"),
    Deed.COMPLAINT_CLOSE: mark("Complaint closed without agreement"),
    Deed.COMPLAINT_MERGE: mark("Complaint merged into another"),
    Deed.COMPLAINT_WITHDRAW: mark("Complaint withdrawn"),
    Deed.DAY_CLOSE: mark("Day closed"),
    Deed.SEAL_RENEW: mark("Seal made"),
    Deed.PAPER_FILE: mark("Paper filed"),
    Deed.PAPER_PRINT: mark("Paper handed out"),
    Deed.AUDIT_EXPORT: mark("Audit list exported"),
    Deed.RECORDS_IMPORT: mark("Records brought in"),
    Deed.TABLE_EXPORT: mark("Table taken out"),
    Deed.CONSENT_GIVE: mark("Consent given"),
    Deed.CONSENT_WITHDRAW: mark("Consent taken back"),
    Deed.CONTACT_SHOW: mark("Telephone number looked at"),
    Deed.DATA_COPY: mark("Copy of personal data handed out"),
    Deed.ERASURE_ASK: mark("Erasure asked for"),
    Deed.ERASURE_DO: mark("Person erased"),
    Deed.ERASURE_AGAIN: mark("Erasures carried out again"),
}
_TONES: dict[Deed, Tone] = {
    Deed.COMPLAINT_OPEN: Tone.WRONG,
    Deed.COMPLAINT_COMPENSATE: Tone.NOTICE,
    Deed.COMPLAINT_GRANT: Tone.NOTICE,
    Deed.COMPLAINT_CLOSE: Tone.WRONG,
    Deed.COMPLAINT_MERGE: Tone.NOTICE,
    Deed.COMPLAINT_WITHDRAW: Tone.NOTICE,
    Deed.COMPLAINT_CHANGE: Tone.ASIDE,
    Deed.CLOCK_CONFIRM: Tone.NOTICE,
    Deed.STORE_ENCRYPT: Tone.NOTICE,
    Deed.STORE_DECRYPT: Tone.NOTICE,
    Deed.STORE_RESTORE: Tone.NOTICE,
    Deed.RECORDS_IMPORT: Tone.NOTICE,
    Deed.TABLE_EXPORT: Tone.NOTICE,
    Deed.COMEBACK_LINK: Tone.NOTICE,
    Deed.COMEBACK_DECIDE: Tone.NOTICE,
    Deed.COMEBACK_CHARGE: Tone.NOTICE,
    Deed.ARRIVAL_TAKE_AWAY: Tone.NOTICE,
    Deed.PROMISE_MOVE: Tone.NOTICE,
    Deed.WORK_PAUSE: Tone.NOTICE,
    Deed.FLAG_SET: Tone.NOTICE,
    Deed.SEAL_RENEW: Tone.NOTICE,
    Deed.STORE_HEAD: Tone.NOTICE,
    Deed.INSPECTION_SKIP: Tone.NOTICE,
    Deed.QUOTE_DISCOUNT: Tone.NOTICE,
    Deed.HANDOVER_LET_GO: Tone.NOTICE,
    Deed.HANDOVER_OVERRIDE: Tone.NOTICE,
    Deed.SETTLEMENT_ON_ACCOUNT: Tone.NOTICE,
    Deed.ORDER_REOPEN: Tone.WRONG,
    Deed.SETTLEMENT_REVERSE: Tone.WRONG,
    Deed.SETTLEMENT_REFUND: Tone.WRONG,
    Deed.ORDER_CANCEL: Tone.WRONG,
    Deed.QC_FAIL: Tone.WRONG,
    Deed.SIGN_IN_REFUSED: Tone.WRONG,
    Deed.STEP_UP_REFUSED: Tone.WRONG,
    Deed.PASSWORD_REFUSED: Tone.WRONG,
    Deed.REFUSED: Tone.WRONG,
    Deed.ORDER_NOTE: Tone.ASIDE,
    Deed.PHOTO_ADD: Tone.ASIDE,
    Deed.PAPER_PRINT: Tone.ASIDE,
    Deed.QUOTE_EDIT: Tone.ASIDE,
    Deed.AGREEMENT_PREPARE: Tone.ASIDE,
    Deed.SETTLEMENT_PREPARE: Tone.ASIDE,
}


def word(deed: Deed) -> str:
    """What was done, in the language in force."""
    return _(DEED_WORDS[deed])


def tone(deed: Deed) -> Tone:
    """How the deed reads; whatever is not named is a step done."""
    return _TONES.get(deed, Tone.DONE)


def remark(details: Sequence[tuple[str, str]]) -> str:
    """The one detail a person wants beside the deed: the reason, else the number of the paper; "" without either.

    Beside an attempt stands what was attempted: its reason is a code for machines.
    """
    said = dict(details)
    tried = next((deed for deed in Deed if deed.value == said.get("deed")), None)
    if tried is not None:
        return word(tried)
    if said.get("reason"):
        return said["reason"]
    return next((value for name, value in details if name.endswith("number") and value), "")
