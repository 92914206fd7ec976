"""A paper leaves the desk: printed, saved as a file, or sent; each time is written down (H6)."""

from enum import StrEnum

from app.desk import Desk
from app.kernel.language import mark
from app.paper.queries import PaperId
from app.paper.tables import Paper
from app.trust.deeds import Deed


class Way(StrEnum):
    """How a paper was handed out."""

    PRINTED = "printed"
    SAVED = "saved"


WORDS: dict[Way, str] = {Way.PRINTED: mark("Printed"), Way.SAVED: mark("Saved as a file")}


def hand_out(desk: Desk, paper_id: PaperId, *, way: Way) -> None:
    """Write down that an issued paper left the desk; the file itself is never changed. Refuses: row.gone."""
    with desk.deed(Deed.PAPER_PRINT) as deed:
        paper = deed.get(Paper, paper_id)
        deed.order_id = paper.order_id
        deed.note(paper_number=paper.number, kind=paper.kind, way=way.value)
