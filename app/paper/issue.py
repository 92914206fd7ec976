"""A paper is frozen inside the deed it proves, and typeset right after it from what was frozen.

The deed writes content, digest and signatures: from then on the paper exists. Its file is made outside the
write lock, stored durably first and named in the row second; a power cut between the two leaves a frozen
paper without a file, and the next start makes the file from the same content (decision 0003).
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.digest import canonical, sha256, thaw
from app.kernel.language import Language, _, speaking
from app.kernel.refusal import Refusal, Trouble
from app.paper.certificate import current_in
from app.paper.content import Signed, SignerRole, Stamp, Strokes
from app.paper.hands import heard
from app.paper.kinds import TITLES, PaperKind
from app.paper.sealing import places, seal
from app.paper.strokes import check_strokes
from app.paper.tables import Paper, PaperSignature, SealCertificate
from app.trust import chain
from app.trust.deeds import Deed

C = TypeVar("C")
Typeset = Callable[..., bytes]
TEMPLATE_VERSION = 1


class _FiledMeanwhile(Exception):
    """Ends the deed: who opened the paper a moment before has made its file, and that one is kept."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


def freeze(
    deed: DeedInProgress,
    kind: PaperKind,
    number: str,
    *,
    content: object,
    signatures: Sequence[Signed] = (),
    in_place_of: int | None = None,
) -> int:
    """Freeze a paper inside the deed in hand; answers its id. The digest goes into the audit entry too.

    `in_place_of` is the id of an earlier paper, which stays as it is: the new one names it in its head.
    Refuses: clock.set_back, for a paper would bear a time before what is booked already.
    """
    _check_clock(deed)
    for signed in signatures:
        if signed.strokes:
            check_strokes(signed.strokes)
    text = canonical(content)
    head = chain.head(deed.session)
    paper = Paper(
        kind=kind.value,
        number=number,
        order_id=deed.order_id,
        content=text,
        digest=sha256(text),
        chain_seq=head.seq,
        chain_mac=head.mac,
        issued_at=deed.now,
        issued_by=deed.person.id,
        printed_by=deed.person.name,
        language=Language.BOTH.value,
        replaces_id=in_place_of,
    )
    deed.add(paper)
    deed.session.add_all(_signature(deed, paper, signed) for signed in signatures)
    deed.note(**{f"{kind.value}_number": number, f"{kind.value}_digest": paper.digest})
    for scan in dict.fromkeys(signed.scan for signed in signatures if signed.scan):
        deed.note(**{f"{kind.value}_scan": scan})
    return paper.id


def _check_clock(deed: DeedInProgress) -> None:
    watch = deed.store.watch
    if watch is not None and watch.is_set_back(deed.now):
        raise Refusal(
            "clock.set_back",
            _("The clock of this computer stands earlier than what is booked. A manager sets it right or confirms it."),
        )


def _check_time(desk: Desk) -> None:
    """A paper that was frozen before the clock was set back waits too: a seal says when it was made."""
    watch = desk.store.watch
    if watch is not None and watch.is_set_back(desk.store.clock.now()):
        raise Trouble(
            _("The clock of this computer stands earlier than what is booked: nothing is sealed."),
            _("A manager sets it right or confirms it."),
        )


def _signature(deed: DeedInProgress, paper: Paper, signed: Signed) -> PaperSignature:
    return PaperSignature(
        paper_id=paper.id,
        role=signed.role.value,
        name=signed.name,
        digest=paper.digest,
        strokes=canonical(signed.strokes),
        signed_at=signed.signed_at,
        seat=deed.seat,
        scan_file_sha256=signed.scan,
    )


def file(desk: Desk, paper_id: int, *, kind: type[C], typeset: Typeset) -> str:
    """Make the file right after the deed; answers its SHA-256, "" where files are made later.

    The deed stands whatever happens now: without room on the disk the paper stays frozen and unfiled, and its
    file is made when it is opened or when the store is.
    """
    if desk.store.makes_files_later:
        return ""
    try:
        return make_file(desk, paper_id, kind=kind, typeset=typeset)
    except (OSError, Trouble):
        logging.getLogger("forecourt").warning("Paper %s is frozen; its file is made later", paper_id, exc_info=True)
        return ""


def make_file(desk: Desk, paper_id: int, *, kind: type[C], typeset: Typeset) -> str:
    """Typeset a frozen paper, seal it and store its file, once; answers the file's SHA-256.

    OSError and Trouble: no room, no key, a clock nobody can believe.
    """
    with desk.look() as session:
        paper = session.get_one(Paper, paper_id)
        if paper.file_sha256 is not None:
            return paper.file_sha256
        certificate = current_in(session)
        # As it was issued, even where it was voided before its file was made.
        stamp = replace(stamp_of(session, paper, desk), certificate=certificate.fingerprint, is_void=False)
        content, title, language = thaw(paper.content, kind), TITLES[PaperKind(paper.kind)], Language(paper.language)
    with heard() as hands, speaking(language):
        pdf = typeset(content, stamp=stamp, language=language)
        fields = places(hands, title=_(title), stamp=stamp, location=certificate.subject)
    _check_time(desk)
    # The file says the store's own time, whoever reads it wherever.
    at = desk.store.clock.now().astimezone(timezone(timedelta(minutes=desk.store.utc_offset_minutes)))
    sealed = seal(pdf, fields, certificate=certificate, vault=desk.store.vault, at=at)
    digest = desk.store.blobs.put(sealed)
    try:
        with replace(desk, press=None).deed(Deed.PAPER_FILE, order_id=paper.order_id) as deed:
            row = deed.get(Paper, paper_id)
            if row.file_sha256 is not None:
                raise _FiledMeanwhile(row.file_sha256)
            row.file_sha256, row.certificate_id = digest, certificate.id
            deed.note(paper=paper.number, kind=paper.kind, sha256=digest, seal=certificate.fingerprint)
    except _FiledMeanwhile as filed:
        return filed.sha256
    return digest


def stamp_of(session: Session, paper: Paper, desk: Desk) -> Stamp:
    """What stands round the content of an issued paper: number, time, digest, chain head, signatures."""
    rows = session.scalars(
        select(PaperSignature).where(PaperSignature.paper_id == paper.id).order_by(PaperSignature.id)
    )
    return Stamp(
        number=paper.number,
        issued_at=paper.issued_at,
        printed_by=paper.printed_by,
        digest=paper.digest,
        chain_head=paper.chain_mac[:12],
        is_draft=False,
        is_void=paper.voided_at is not None,
        is_demo=desk.store.is_demo,
        chain_length=paper.chain_seq,
        template_version=TEMPLATE_VERSION,
        utc_offset_minutes=desk.store.utc_offset_minutes,
        signatures=tuple(map(_signed, rows)),
        certificate=_fingerprint(session, paper),
        replaces=_number_of(session, paper.replaces_id),
    )


def _fingerprint(session: Session, paper: Paper) -> str:
    query = select(SealCertificate.fingerprint).where(SealCertificate.id == paper.certificate_id)
    return session.scalar(query) or ""


def _number_of(session: Session, paper_id: int | None) -> str:
    return session.get_one(Paper, paper_id).number if paper_id is not None else ""


def newest_of(deed: DeedInProgress, kind: PaperKind) -> int | None:
    """The id of the order's newest paper of this kind: what a further one comes in place of."""
    query = select(Paper.id).where(Paper.order_id == deed.order_id, Paper.kind == kind.value)
    return deed.session.scalars(query.order_by(Paper.id.desc()).limit(1)).first()


def void(deed: DeedInProgress, kind: PaperKind, *, reason: str) -> None:
    """Say of the order's papers of this kind that they no longer hold; their files stay, their numbers stay used."""
    query = select(Paper).where(Paper.order_id == deed.order_id, Paper.kind == kind.value, Paper.voided_at.is_(None))
    for paper in deed.session.scalars(query):
        paper.voided_at, paper.void_reason = deed.now, reason
        deed.note(**{f"{kind.value}_voided": paper.number})


def earlier_of(deed: DeedInProgress, kind: PaperKind) -> int:
    """How many papers of this kind the order already has."""
    query = select(func.count(Paper.id)).where(Paper.order_id == deed.order_id, Paper.kind == kind.value)
    return deed.session.scalar(query) or 0


def _signed(row: PaperSignature) -> Signed:
    strokes = thaw(row.strokes, Strokes)
    return Signed(SignerRole(row.role), row.name, row.signed_at, strokes, row.scan_file_sha256)
