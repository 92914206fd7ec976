"""Which page shows a step of the order, which paper belongs to it, and whether it needs the whole width."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from app.order.queries import OrderId
from app.order.workflow import Step
from app.paper.kinds import PaperKind
from ui.widgets.page import Page
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step's page by module and class (imported when first seen) and the paper Ctrl+P opens there."""

    module: str
    page: str
    paper: PaperKind
    is_wide: bool = True


STEP_PAGES: dict[Step, StepPlace] = {
    Step.CHECKIN: StepPlace("ui.order.checkin_view", "CheckinView", PaperKind.CHECKIN, is_wide=False),
    Step.INSPECTION: StepPlace("ui.order.inspection.page", "InspectionPage", PaperKind.INSPECTION, is_wide=False),
    Step.QUOTE: StepPlace("ui.order.quote.page", "QuotePage", PaperKind.QUOTE),
    Step.AGREEMENT: StepPlace("ui.order.agreement.agreement_page", "AgreementPage", PaperKind.AGREEMENT),
    Step.WORK: StepPlace("ui.order.workshop.work_page", "WorkPage", PaperKind.WORK_ORDER),
    Step.QC: StepPlace("ui.order.qc.qc_page", "QcPage", PaperKind.QC),
    Step.SETTLEMENT: StepPlace("ui.order.settlement.settlement_page", "SettlementPage", PaperKind.SETTLEMENT),
    Step.HANDOVER: StepPlace("ui.order.handover.handover_page", "HandoverPage", PaperKind.HANDOVER),
}


def make_page(step: Step, worker: Worker, order_id: OrderId) -> Page:
    """The page of a step for one order."""
    place = STEP_PAGES[step]
    made = getattr(import_module(place.module), place.page)(worker, order_id)
    assert isinstance(made, Page)
    return made


def parts_of_page(step: Step, worker: Worker, order_id: OrderId) -> Iterator[Page]:
    """The same, for who makes it beforehand: in one part."""
    yield make_page(step, worker, order_id)


def side_card_of(page: Page) -> QWidget | None:
    """What the page puts above the side panel, if anything: its own `side_card`."""
    card = getattr(page, "side_card", None)
    return card if isinstance(card, QWidget) else None
