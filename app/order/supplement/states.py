"""Where additional work stands with the customer."""

from enum import StrEnum

from app.kernel.language import mark


class SupplementStatus(StrEnum):
    """Written down; put to the customer; then answered, or taken back because no answer came."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATUS_WORDS: dict[SupplementStatus, str] = {
    SupplementStatus.DRAFT: mark("being written"),
    SupplementStatus.SENT: mark("waits for the customer"),
    SupplementStatus.ACCEPTED: mark("agreed"),
    SupplementStatus.REFUSED: mark("refused"),
    SupplementStatus.WITHDRAWN: mark("taken back"),
}
OPEN = (SupplementStatus.DRAFT, SupplementStatus.SENT)
