"""Every mapped class, gathered in one place: what migrations are compared with."""

from app import drafts
from app.care.complaints import tables as complaints
from app.exchange import tables as exchange
from app.kernel.database import Row
from app.order import tables as order
from app.order.agreement import tables as agreement
from app.order.arrival import tables as arrival
from app.order.checkin import tables as checkin
from app.order.handover import tables as handover
from app.order.inspection import tables as inspection
from app.order.qc import tables as qc
from app.order.quote import tables as quote
from app.order.settlement import tables as settlement
from app.order.supplement import tables as supplement
from app.order.workshop import tables as workshop
from app.paper import tables as paper
from app.privacy import tables as privacy
from app.records.catalogue import tables as catalogue
from app.records.checklists import tables as checklists
from app.records.customers import tables as customers
from app.records.staff import tables as staff
from app.records.store import tables as store
from app.records.vehicles import tables as vehicles
from app.search import tables as search
from app.trust import tables as trust
from app.upkeep import tables as upkeep

MODULES = (
    drafts, order, agreement, arrival, checkin, handover, inspection, qc, quote, settlement, supplement, workshop,
    complaints, paper, privacy, catalogue, checklists, customers, staff, store, vehicles, search, trust, exchange,
    upkeep,
)  # fmt: skip
METADATA = Row.metadata
