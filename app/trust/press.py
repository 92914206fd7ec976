"""One press of a button: its id, so that what it asks for is booked once however often it is sent."""

from collections import Counter
from dataclasses import dataclass, field

from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Press:
    """What one press asked for; the id stays the same when the same press is sent again.

    A use case may run several deeds, the same one too: each is named by its place, so that none refuses another.
    `saves` are the drafts, of that person, of what it saves.
    """

    id: str
    person_id: int = 0
    saves: tuple[str, ...] = ()
    begun: Counter[Deed] = field(default_factory=Counter)

    def name_of(self, deed: Deed) -> str:
        """The request id of the next deed of this kind.

        >>> press = Press("0f8b")
        >>> press.name_of(Deed.ORDER_NOTE), press.name_of(Deed.PHOTO_ADD), press.name_of(Deed.ORDER_NOTE)
        ('0f8b:order.note', '0f8b:photo.add', '0f8b:order.note:2')
        """
        self.begun[deed] += 1
        place = self.begun[deed]
        return f"{self.id}:{deed.value}" if place == 1 else f"{self.id}:{deed.value}:{place}"
