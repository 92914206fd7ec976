"""Somebody in the workshop finds more than was agreed: it goes to the advisor, who offers it, or says why not."""

from sqlalchemy import select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.room import check_room
from app.order.moves import lower_flag, raise_flag
from app.order.notes import tidy_picture
from app.order.quote.edit import SUPPLEMENTED
from app.order.supplement.queries import PHOTO_SUBJECT, FindingId
from app.order.supplement.states import OPEN
from app.order.supplement.tables import Supplement, SupplementFinding
from app.order.tables import OrderPhoto, ServiceOrder
from app.order.workflow import Flag, require
from app.trust.deeds import Deed

LONGEST, CAPTION = 500, 60


def raise_finding(
    desk: Desk, order_id: int, *, text: str, measured: str = "", is_safety: bool = False,
    pictures: tuple[bytes, ...] = (),
) -> FindingId:  # fmt: skip
    """Report a further finding with its photographs; the order is marked until it is answered.

    Refuses: finding.empty, finding.long, photo.unreadable, photo.large, order.stage.
    """
    if not text.strip():
        raise Refusal("finding.empty", _("Write what was found."), field="finding.text")
    for words, field in ((text, "finding.text"), (measured, "finding.measured")):
        if len(words) > LONGEST:
            raise Refusal("finding.long", _("At most {most} characters.").format(most=LONGEST), field=field)
    if pictures:
        check_room(desk.store.folder)
    kept = tuple(desk.store.blobs.put(tidy_picture(picture)) for picture in pictures)
    with desk.deed(Deed.SUPPLEMENT_RAISE, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, *SUPPLEMENTED)
        found = deed.add(
            SupplementFinding(
                order_id=order_id, text=text.strip(), measured=measured.strip(), is_safety=is_safety,
                raised_at=deed.now, raised_by=deed.person.id,
            )
        )  # fmt: skip
        for digest in kept:
            deed.session.add(
                OrderPhoto(
                    order_id=order_id, subject=f"{PHOTO_SUBJECT}{found.id}", caption=text.strip()[:CAPTION],
                    file_sha256=digest, taken_at=deed.now, taken_by=deed.person.id,
                )
            )  # fmt: skip
        raise_flag(deed, order_id, Flag.SUPPLEMENT_PENDING)
        deed.note(finding=found.id, photos=len(kept))
        finding_id = found.id
    return FindingId(finding_id)


def drop_finding(desk: Desk, finding_id: FindingId, *, reason: str) -> None:
    """Say why a finding is not put to the customer. Refuses: finding.reason, finding.answered."""
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Refusal(
            "finding.reason",
            _("Write why it is not offered, in at most {most} characters.").format(most=LONGEST),
            field="supplement.drop.reason",
        )
    with desk.deed(Deed.SUPPLEMENT_DROP) as deed:
        found = deed.get(SupplementFinding, finding_id)
        deed.order_id = found.order_id
        check_waits(found)
        found.dropped_at, found.dropped_reason = deed.now, reason.strip()
        lower_if_settled(deed, found.order_id)
        deed.note(finding=finding_id)


def check_waits(found: SupplementFinding) -> None:
    """Whether nobody has dealt with it yet. Refuses: finding.answered."""
    if found.dropped_at is not None or found.supplement_id is not None:
        raise Refusal("finding.answered", _("This finding is dealt with already. Press F5 and look again."))


def lower_if_settled(deed: DeedInProgress, order_id: int) -> None:
    """Take the mark off an order for which nothing waits any more, neither a finding nor an answer."""
    deed.session.flush()
    waiting = select(SupplementFinding.id).where(
        SupplementFinding.order_id == order_id,
        SupplementFinding.supplement_id.is_(None),
        SupplementFinding.dropped_at.is_(None),
    )
    asked = select(Supplement.id).where(Supplement.order_id == order_id, Supplement.status.in_(OPEN))
    if deed.session.scalar(waiting.limit(1)) is None and deed.session.scalar(asked.limit(1)) is None:
        lower_flag(deed, order_id, Flag.SUPPLEMENT_PENDING)
