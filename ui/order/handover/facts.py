"""What the handover names of this very car: beside the points of the list, and on the sheet before it is signed."""

from app.kernel.language import _, counted
from app.order.handover.explanation import GRADE_WORDS, Topic
from app.order.handover.farewell import Farewell
from app.order.handover.read_leaving import TypedLeaving
from app.paper.kinds import PaperKind
from app.records.catalogue.categories import LineKind
from ui import formats


def details(found: Farewell) -> dict[Topic, tuple[str, ...]]:
    """What a point names of this very car, thing by thing."""
    parts = (formats.item_name(line.name_zh, line.name_en) for line in found.done if line.kind is LineKind.PART)
    things = (f"{thing.name} {thing.quantity}" for thing in found.valuables)
    settlement, certificate = found.paper(PaperKind.SETTLEMENT), found.paper(PaperKind.CERTIFICATE)
    papers = (paper.number for paper in (certificate, settlement) if paper is not None)
    return {
        Topic.VALUABLES_COMPARED: tuple(things),
        Topic.OLD_PARTS_SHOWN: tuple(parts),
        Topic.KEYS_RETURNED: (counted("{count} key", "{count} keys", found.key_count),),
        Topic.PAPERS_GIVEN: tuple(papers),
    }


def signed_facts(found: Farewell, typed: TypedLeaving) -> tuple[tuple[str, str], ...]:
    """What the customer reads before signing."""
    work = [formats.item_name(line.name_zh, line.name_en) for line in found.done if line.kind is LineKind.LABOUR]
    left = [formats.item_name(row.name_zh, row.name_en) for row in found.left_undone]
    next_service = _("{day} or {km} km").format(day=typed.next_service_on, km=typed.next_service_km)
    rows = (
        (_("Car"), formats.joined(found.plate or found.vin[-8:], found.number)),
        (_("What was done"), _(", ").join(work)),
        (_("Found but not done"), _(", ").join(left)),
        (_("Agreed to from afar"), _from_afar(found)),
        (_("Odometer at leaving"), f"{typed.odometer} km"),
        (_("Next service"), next_service),
        (_("What to mind"), typed.cautions.strip()),
        (_("Satisfied just now?"), _(GRADE_WORDS[typed.grade]) if typed.grade else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def _from_afar(found: Farewell) -> str:
    """What they said by telephone or message: this signature is for it too."""
    every = (
        formats.joined(one.number, formats.when(one.at, now=found.now), formats.change(one.change_fen))
        for one in found.agreed_from_afar
    )
    said = _("; ").join(every)
    return _("{items}. Your signature is for it too.").format(items=said) if said else ""
