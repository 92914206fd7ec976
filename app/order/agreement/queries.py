"""How the agreement of an order stands: what would be signed, by whom, what is missing, what was signed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.agreement.guarantee import STORE_LABOUR
from app.order.agreement.missing import lacks_to_agree
from app.order.agreement.tables import ServiceAgreement
from app.order.checkin.choices import OldParts, Wash
from app.order.checkin.form import Lack
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn
from app.order.queries import OrderHead, head_in
from app.order.quote.queries import LineRow, VersionRow, newest_in
from app.order.tables import ServiceOrder
from app.paper.content import SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.records.catalogue.categories import Decision
from app.records.store.queries import ProfileRow, profile_in


@dataclass(frozen=True, slots=True)
class SignedAgreement:
    """What was signed; digest and signers stand with the sealed paper."""

    number: str
    signed_at: datetime
    total_fen: int
    consents_to_survey: bool
    paper: PaperRow


@dataclass(frozen=True, slots=True)
class AgreementStanding:
    """All the page needs. The shortest promise on labour is in days and km; None without labour."""

    head: OrderHead
    store: ProfileRow
    now: datetime
    version: VersionRow | None
    old_parts: OldParts
    wash: Wash
    allows_road_test: bool
    signer: str
    signer_role: SignerRole
    lacks: tuple[Lack, ...]
    signed: SignedAgreement | None

    @property
    def accepted(self) -> tuple[LineRow, ...]:
        """The lines the customer wants done."""
        return self._of(Decision.ACCEPTED)

    @property
    def declined_safety(self) -> tuple[LineRow, ...]:
        """Lines that matter for safety and are not done now: each is signed for by itself."""
        return tuple(line for line in self._of(Decision.REFUSED, Decision.LATER) if line.is_safety)

    @property
    def postponed(self) -> tuple[LineRow, ...]:
        """Other lines that wait for a later visit."""
        return tuple(line for line in self._of(Decision.LATER) if not line.is_safety)

    @property
    def least_guarantee(self) -> tuple[int, int] | None:
        """The shortest of the store's promises on the labour agreed: days and km."""
        periods = [STORE_LABOUR[line.repair_category] for line in self.accepted if line.repair_category is not None]
        return min(periods, default=None)

    def _of(self, *decisions: Decision) -> tuple[LineRow, ...]:
        return tuple(line for line in self.version.lines if line.decision in decisions) if self.version else ()


def agreement_standing(desk: Desk, order_id: int) -> AgreementStanding:
    """How the agreement of one order stands. Refuses: order.unknown."""
    now = desk.store.clock.now()
    papers = [paper for paper in papers_of(desk, order_id) if paper.kind is PaperKind.AGREEMENT]
    with desk.look() as session:
        head, version = head_in(session, order_id), newest_in(session, order_id)
        check_in = session.get_one(CheckIn, order_id)
        party = party_block(session, session.get_one(ServiceOrder, order_id))
        return AgreementStanding(
            head=head, store=profile_in(session), now=now, version=version, old_parts=check_in.old_parts,
            wash=check_in.wash, allows_road_test=check_in.allows_road_test, signer=party.bringer,
            signer_role=SignerRole.REPRESENTATIVE if party.representative_name else SignerRole.CUSTOMER,
            lacks=lacks_to_agree(version, promised_at=head.promised_at, now=now),
            signed=_signed_in(session, order_id, papers[-1] if papers else None),
        )  # fmt: skip


def _signed_in(session: Session, order_id: int, paper: PaperRow | None) -> SignedAgreement | None:
    row = session.scalar(select(ServiceAgreement).where(ServiceAgreement.order_id == order_id))
    if row is None or row.signed_at is None or row.number is None or paper is None:
        return None
    return SignedAgreement(row.number, row.signed_at, row.total_fen, row.consents_to_survey, paper)
