"""Seal a typeset paper: a signature of the store's key over each hand, or one nobody sees where no hand signed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.kernel.vault import Vault
from app.paper.certificate import CertificateRow, private_key, read_certificate
from app.paper.content import Stamp
from app.paper.hands import Hand
from app.paper.labels import moment
from app.paper.seal_marks import SEAL_FIELD, Place


def warm_up() -> None:
    """Import what sealing needs, so that the first customer does not wait half a second for it."""
    import app.paper.pades as _pades  # noqa: F401  # for its imports


def seal(pdf: bytes, fields: Sequence[Place], *, certificate: CertificateRow, vault: Vault, at: datetime) -> bytes:
    """The sealed file; the typeset bytes stay its beginning. Trouble: the key is not here, or not in force now."""
    if not certificate.is_in_force(at):
        raise Trouble(
            _("The certificate of this store's seal is not in force today."),
            _("Look at the computer's date; a manager makes a new seal in the settings."),
        )
    from app.paper.pades import sign

    der = read_certificate(certificate.pem.encode("ascii"))
    return sign(pdf, fields, certificate=der, key=private_key(vault, certificate), at=at)


def places(hands: Sequence[Hand], *, title: str, stamp: Stamp, location: str) -> tuple[Place, ...]:
    """The fields, in the order in which the hands stand on the pages, named for who signed in which role."""
    paper = f"{title} {stamp.number}"
    digest = _("Digest SHA-256  {digest} …").format(digest=stamp.digest[:24])
    if not hands:
        return (Place(SEAL_FIELD, location, f"{paper}; {digest}", location),)
    seen: Counter[str] = Counter()
    found = []
    for hand in hands:
        role = hand.signed.role.value
        seen[role] += 1
        field = role if seen[role] == 1 else f"{role}-{seen[role]}"
        said = _("{paper}; signed by {name} on {at}; {digest}").format(
            paper=paper, name=hand.signed.name, at=moment(hand.signed.signed_at, stamp), digest=digest
        )
        found.append(Place(field, hand.signed.name, said, location, hand.page, hand.box))
    return tuple(found)
