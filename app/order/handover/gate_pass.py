"""The leave to drive out: one gate pass for each leaving, with its number and its paper (H5)."""

from datetime import timedelta

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.handover.explanation import PassKind
from app.order.handover.gate_pass_content import gate_pass_content
from app.order.handover.tables import GatePass
from app.order.tables import ServiceOrder
from app.paper.issue import freeze
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.records.vehicles.register import read_odometer
from app.records.vehicles.tables import Vehicle

PASS_VALID = timedelta(hours=2)
LONGEST_TEST_KM = 500


def issue_pass(deed: DeedInProgress, order: ServiceOrder, kind: PassKind) -> tuple[str, int]:
    """Give the pass its number and freeze D11, inside the deed that lets the car go: its number, the paper's id."""
    number = next_number(deed, Series.GATE_PASS)
    deed.add(
        GatePass(
            order_id=order.id, number=number, kind=kind, issued_at=deed.now, valid_until=deed.now + PASS_VALID,
            issued_by=deed.person.id,
        )
    )  # fmt: skip
    deed.note(gate_pass=number, kind=kind.value)
    content = gate_pass_content(deed.session, deed.store, order.id)
    return number, freeze(deed, PaperKind.GATE_PASS, number, content=content)


def check_odometer(order: ServiceOrder, out_odometer_km: int | None, *, field: str = "handover.odometer") -> None:
    """Refuses: handover.odometer, when the car would leave with less than it came with, or with far more."""
    if out_odometer_km is None:
        return
    if not order.odometer_km <= out_odometer_km <= order.odometer_km + LONGEST_TEST_KM:
        raise Refusal(
            "handover.odometer",
            _("The car came with {km} km; it leaves with as many or a few more. Read it again.").format(
                km=f"{order.odometer_km:,}"
            ),
            field=field,
        )


def note_odometer(deed: DeedInProgress, order: ServiceOrder, out_odometer_km: int | None) -> Vehicle:
    """Write down with which kilometres the car leaves, on the order and on the car; answers the car."""
    vehicle = deed.get(Vehicle, order.vehicle_id)
    order.out_odometer_km = out_odometer_km
    if out_odometer_km is not None:
        read_odometer(deed, vehicle, out_odometer_km)
    return vehicle
