"""The inspection: opened with the list of the car's energy type, answered, closed; or skipped with a reason."""

from functools import partial

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import check_only_i_wrote
from app.order.inspection.draft import drop_diagnosis
from app.order.inspection.inspection_content import inspection_content
from app.order.inspection.inspection_paper import InspectionContent, typeset
from app.order.inspection.tables import Inspection
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.paper.content import Signed, SignerRole
from app.paper.issue import earlier_of, file, freeze
from app.paper.kinds import PaperKind, sheet_number
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import SheetId, sheet_in, stages_of
from app.records.checklists.sheets import Answer, answer, answer_all, close_sheet, open_sheet
from app.records.vehicles.energy import EnergyType
from app.trust.deeds import Deed
from app.trust.roles import Role, roles_for, words

TEMPLATES: dict[EnergyType, str] = {
    EnergyType.PETROL: "MP",
    EnergyType.DIESEL: "MP",
    EnergyType.PHEV: "MP-PHEV",
    EnergyType.EV: "MP-EV",
}
OPEN_STAGES = (Stage.CHECKED_IN, Stage.QUOTED)
# What an advisor sees walking round the car with the customer; all else a technician judges (domain workflow §2.6).
WALK_AROUND = frozenset({"exterior", "interior", "boot"})


def open_inspection(desk: Desk, order_id: int) -> SheetId:
    """Open the sheet for this car, once. Refuses: order.stage, inspection.skipped."""
    with desk.deed(Deed.INSPECTION_OPEN, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        known = deed.session.get(Inspection, order_id)
        if known is not None and known.sheet_id is not None:
            return SheetId(known.sheet_id)
        require(order.stage, *OPEN_STAGES)
        if known is not None:
            raise Refusal("inspection.skipped", _("The inspection of this car was skipped, with a reason."))
        sheet_id = open_sheet(deed, TEMPLATES[order.energy_type])
        deed.session.merge(
            Inspection(order_id=order_id, sheet_id=sheet_id, opened_at=deed.now, technician_id=deed.person.id)
        )
        deed.note(sheet=sheet_id)
    return SheetId(sheet_id)


def answer_item(desk: Desk, order_id: int, *, given: Answer) -> Verdict:
    """Answer one item of the order's sheet; the verdict as it then stands.

    Refuses: inspection.none, inspection.walk_around, checklist.closed, checklist.value, checklist.implausible,
    checklist.na, checklist.better.
    """
    with desk.deed(Deed.INSPECTION_ANSWER, order_id=order_id) as deed:
        sheet_id = _sheet_of(deed.session.get(Inspection, order_id))
        _check_may_judge(deed, (given,))
        verdict = answer(deed, sheet_id, given, field="inspection.table")
        deed.touch("inspection")
        deed.note(item=given.item_id, verdict=verdict.value, value_milli=given.value_milli)
    return verdict


def answer_many(desk: Desk, order_id: int, *, given: tuple[Answer, ...]) -> None:
    """Answer several items at once; all or none. Refuses: as `answer_item`."""
    with desk.deed(Deed.INSPECTION_ANSWER, order_id=order_id) as deed:
        sheet_id = _sheet_of(deed.session.get(Inspection, order_id))
        _check_may_judge(deed, given)
        answer_all(deed, sheet_id, given, field="inspection.table")
        deed.touch("inspection")
        deed.note(items=len(given))


def answer_rest(desk: Desk, order_id: int, *, item_ids: tuple[int, ...]) -> None:
    """Say “ok” to several word items at once: what a technician does who looked and found nothing."""
    answer_many(desk, order_id, given=tuple(Answer(item_id, Verdict.OK) for item_id in item_ids))


def close_inspection(desk: Desk, order_id: int, *, cause: str = "", evidence: str = "", proposal: str = "") -> None:
    """Freeze the sheet and make D02.

    Refuses: inspection.none, checklist.closed, checklist.unanswered; row.changed (a `Conflict`) if someone else closed
    it meanwhile with another diagnosis.
    """
    said = {"cause": cause.strip(), "evidence": evidence.strip(), "proposal": proposal.strip()}
    with desk.deed(Deed.INSPECTION_CLOSE, order_id=order_id) as deed:
        inspection = deed.get(Inspection, order_id)
        sheet = sheet_in(deed.session, _sheet_of(inspection))
        if inspection.closed_at is not None:
            # What stands is frozen, so whatever was written here and differs is shown beside it, nothing overwritten.
            mine = {name: words for name, words in said.items() if words}
            check_only_i_wrote(mine, seen=mine, stands={name: getattr(inspection, name) for name in mine})
        close_sheet(deed, sheet.id, sheet.items, field="inspection.table")
        inspection.closed_at = deed.now
        drop_diagnosis(deed.session, desk, order_id)
        for name, words in said.items():
            setattr(inspection, name, words)
        deed.session.flush()
        order = deed.get(ServiceOrder, order_id)
        paper_id = freeze(
            deed,
            PaperKind.INSPECTION,
            sheet_number(order.number, PaperKind.INSPECTION, earlier_of(deed, PaperKind.INSPECTION)),
            content=inspection_content(deed.session, deed.store, order_id),
            signatures=(Signed(SignerRole.TECHNICIAN, deed.person.name, deed.now),),
        )
    file(desk, paper_id, kind=InspectionContent, typeset=partial(typeset, pictures=desk.store.blobs.found))


def skip_inspection(desk: Desk, order_id: int, *, reason: str) -> None:
    """Go on without an inspection (T2). Refuses: inspection.reason, inspection.begun, order.stage."""
    if not reason.strip():
        raise Refusal("inspection.reason", _("Write why this car is not inspected."), field="inspection.skip_reason")
    with desk.deed(Deed.INSPECTION_SKIP, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, *OPEN_STAGES)
        known = deed.session.get(Inspection, order_id)
        if known is not None and known.sheet_id is not None:
            raise Refusal("inspection.begun", _("The sheet is begun already: finish it."))
        deed.session.merge(
            Inspection(order_id=order_id, opened_at=deed.now, closed_at=deed.now, skip_reason=reason.strip())
        )
        deed.typed(reason=reason)


def _check_may_judge(deed: DeedInProgress, given: tuple[Answer, ...]) -> None:
    if deed.person.roles & {Role.TECHNICIAN, Role.FOREMAN}:
        return
    stages = stages_of(deed.session, tuple(one.item_id for one in given))
    if not stages <= WALK_AROUND:
        raise Refusal(
            "inspection.walk_around",
            _("The front desk judges what is seen walking round the car. This is for: {posts}.").format(
                posts=words(roles_for(Deed.INSPECTION_CLOSE))
            ),
            field="inspection.table",
        )


def _sheet_of(inspection: Inspection | None) -> int:
    if inspection is None or inspection.sheet_id is None:
        raise Refusal("inspection.none", _("The inspection is not open yet."))
    return inspection.sheet_id
