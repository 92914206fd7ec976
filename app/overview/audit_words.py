"""What tables and columns are called when the audit shows what was changed."""

from app.kernel.language import _, mark

_TABLES = {
    "service_order": mark("Order"), "customer": mark("Customer"), "vehicle": mark("Car"),
    "staff_member": mark("Member of staff"), "staff_role": mark("Post"), "qualification": mark("Certificate"),
    "store_profile": mark("Store"), "setting": mark("Setting"), "quote_version": mark("Quotation"),
    "order_line": mark("Line"), "service_agreement": mark("Agreement"), "job": mark("Job"), "bill": mark("Bill"),
    "payment": mark("Payment"), "order_flag": mark("Flag"), "promise_notice": mark("Promise"),
    "inspection": mark("Inspection"), "checklist_sheet": mark("Checklist"), "checklist_answer": mark("Answer"),
    "quality_check": mark("Quality check"), "completion_certificate": mark("Certificate of completion"),
    "handover": mark("Handover"), "gate_pass": mark("Gate pass"), "paper": mark("Paper"), "part": mark("Part"),
    "complaint": mark("The complaint"), "complaint_solution": mark("Solution"),
    "complaint_contact": mark("Verification"), "store_head": mark("Store head"), "number_series": mark("Number series"),
    "valuable_item": mark("Valuable"), "work_pause": mark("Stop"),
}  # fmt: skip
_COLUMNS = {
    "stage": mark("State"), "promised_at": mark("Promised for"), "odometer_km": mark("Odometer"),
    "out_odometer_km": mark("Odometer at leaving"), "signed_total_fen": mark("Signed total"),
    "total_fen": mark("Total"), "due_fen": mark("Due"), "labour_fen": mark("Labour"), "parts_fen": mark("Parts"),
    "other_fen": mark("Other"), "rounding_down_fen": mark("Rounding down"), "unit_price_fen": mark("Unit price"),
    "quantity_milli": mark("Quantity"), "payable_bp": mark("Share paid"), "payer": mark("Payer"),
    "decision": mark("Decision"), "need": mark("Need"), "quality_class": mark("Quality class"),
    "repair_category": mark("Repair category"), "name": mark("Name"), "mobile": mark("Mobile"),
    "plate": mark("Plate"), "vin": mark("VIN"), "rework_rounds": mark("Rework rounds"), "issued_at": mark("Issued"),
    "valid_until": mark("Valid until"), "signed_at": mark("Signed"), "dispatched_at": mark("Dispatched"),
    "started_at": mark("Started"), "finished_at": mark("Finished"), "completed_at": mark("Completed"),
    "ready_at": mark("Ready"), "settled_at": mark("Settled"), "delivered_at": mark("Delivered"),
    "closed_at": mark("Closed"), "cancelled_at": mark("Cancelled"), "retired_at": mark("Left service"),
    "voided_at": mark("Voided"), "decided_at": mark("Decided"), "ended_at": mark("Ended"),
    "resumed_at": mark("Resumed"), "odometer_read_at": mark("Odometer read"), "technician_id": mark("Technician"),
    "bay_id": mark("Bay"), "state": mark("State"), "number": mark("Number"), "digest": mark("Digest"),
    "invoice_number": mark("Invoice number"), "invoice_state": mark("Invoice"), "stock_milli": mark("In stock"),
    "failed_tries": mark("Wrong PINs"), "last_failed_at": mark("Last wrong PIN"), "pin_hash": mark("PIN"),
    "consents_to_survey": mark("Consent to surveys"), "consents_to_care": mark("Consent to care"),
    "next_service_on": mark("Next service on"), "next_service_km": mark("Next service at"),
    "file_sha256": mark("File"), "last": mark("Last number"), "verdict": mark("Verdict"), "value": mark("Value"),
    "address": mark("Address"), "service_phone": mark("Service line"), "complaint_phone": mark("Complaint line"),
    "reason": mark("Reason"), "rows": mark("Rows"), "member": mark("Member of staff"), "roles": mark("Posts"),
    "level": mark("Level"), "channel": mark("Came"), "replied_at": mark("Replied"),
    "investigated_at": mark("Investigated"), "findings_at": mark("Findings written"),
    "responsibility": mark("Who answers for it"),
    "told_at": mark("Solution told"), "verified_at": mark("Verified"), "reopen_count": mark("Investigated anew"),
    "is_accepted": mark("Whether the customer takes it"), "answered_at": mark("Answered"),
    "executed_at": mark("Carried out"), "amount_fen": mark("Amount"), "about_id": mark("Person complained about"),
    "merged_into_id": mark("Goes on as"), "flag": mark("Flag"), "has_passed": mark("Passed"),
    "grade": mark("Grade"), "checked_out": mark("Checked again"),
}  # fmt: skip


def table_word(table: str) -> str:
    """What the table is called at the desk; its own name where it has no word."""
    return _(_TABLES[table]) if table in _TABLES else table


def column_word(column: str) -> str:
    """What the column is called at the desk; its own name where it has no word."""
    return _(_COLUMNS[column]) if column in _COLUMNS else column
