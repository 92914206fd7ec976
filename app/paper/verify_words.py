"""What verifying found, in words a customer understands: intact or not, who signed and when, what that proves."""

from collections.abc import Callable
from datetime import datetime

from app.kernel.digest import short
from app.kernel.language import _, mark
from app.paper.content import SignerRole
from app.paper.queries import PaperRow
from app.paper.seal_marks import FAULT_WORDS, SEAL_FIELD, SealFound, SealReport
from app.paper.verify import FileVerdict, Soundness

ROLE_WORDS: dict[SignerRole, str] = {
    SignerRole.CUSTOMER: mark("Customer"),
    SignerRole.REPRESENTATIVE: mark("Representative"),
    SignerRole.ADVISOR: mark("Service advisor"),
    SignerRole.TECHNICIAN: mark("Technician"),
    SignerRole.FOREMAN: mark("Foreman"),
    SignerRole.INSPECTOR: mark("Quality inspector"),
    SignerRole.CASHIER: mark("Cashier"),
    SignerRole.MANAGER: mark("Service manager"),
    SignerRole.CUSTOMER_CARE: mark("Customer care"),
}


def sentences(verdict: FileVerdict) -> tuple[str, ...]:
    """Of a file from anywhere: the verdict, why, who signed, and what stands behind it."""
    void = () if verdict.paper is None or not verdict.is_intact else void_sentences(verdict.paper, local=verdict.local)
    return (_headline(verdict), *void, *_why(verdict), *who_signed(verdict.report), *_proof(verdict.report))


def void_sentences(paper: PaperRow, *, local: Callable[[datetime], datetime]) -> tuple[str, ...]:
    """Of a paper that was voided later: its file is as it was issued, and holds no more; nothing of one that holds.

    `local` puts an instant on the store's clock.
    """
    if paper.voided_at is None:
        return ()
    words = _("Void since {day}: it is unaltered, but a later correction took it back. {reason}")
    return (words.format(day=f"{local(paper.voided_at):%Y-%m-%d %H:%M}", reason=paper.void_reason).strip(),)


def findings(found: Soundness) -> tuple[str, ...]:
    """Of an issued paper: what speaks against it or that nothing does, then what its seal proves."""
    said = [
        "" if found.content_is_whole else _("Its content is not what was frozen."),
        "" if found.signatures_are_bound else _("A signature was given to another content."),
        _("Its file is missing, or not the one that was issued.") if found.file_is_whole is False else "",
        *(() if found.seal is None else (_(FAULT_WORDS[fault]) for fault in found.seal.faults)),
    ]
    against = tuple(one for one in said if one)
    if against:
        return against
    if found.file_is_whole is None:
        return (_("Not typeset yet: it is sealed when it is first opened."),)
    if found.seal is None:
        return (_("Unaltered. It was issued before papers were sealed; its digest proves it."),)
    return (_("Unaltered since it was sealed."), *_proof(found.seal))


def who_signed(report: SealReport) -> tuple[str, ...]:
    """One line for each hand: `Signed by 王建军 (Customer), sealed 2026-11-23 10:07`."""
    return tuple(_line(one) for one in report.seals if one.is_whole)


def _headline(verdict: FileVerdict) -> str:
    if not verdict.is_intact:
        return _("Altered, or not issued by this store.")
    if verdict.paper is None:
        return _("Intact: nothing was changed since this store sealed it.")
    return _("Intact: {number}, issued {day}.").format(
        number=verdict.paper.number, day=f"{verdict.local(verdict.paper.issued_at):%Y-%m-%d %H:%M}"
    )


def _why(verdict: FileVerdict) -> tuple[str, ...]:
    if verdict.is_intact:
        return ()
    if verdict.was_listed and verdict.report.is_valid:
        return (_("Its seal is this store's, but it is none of the files that this store issued."),)
    return tuple(_(FAULT_WORDS[fault]) for fault in verdict.report.faults)


def _line(seal: SealFound) -> str:
    at = "" if seal.sealed_at is None else f"{seal.sealed_at:%Y-%m-%d %H:%M}"
    if seal.field == SEAL_FIELD:
        return _("Sealed by {name}, {at}").format(name=seal.name, at=at)
    return _("Signed by {name} ({role}), sealed {at}").format(name=seal.name, role=_role(seal.field), at=at)


def _role(field: str) -> str:
    value = field.partition("-")[0]
    return _(ROLE_WORDS[SignerRole(value)]) if value in list(SignerRole) else value


def _proof(report: SealReport) -> tuple[str, ...]:
    if not report.seals or not report.is_valid:
        return ()
    words = _(
        "Sealed with certificate {fingerprint}, which the store made itself: it proves that nothing was changed, "
        "not who someone is."
    )
    return (words.format(fingerprint=short(report.seals[-1].fingerprint)),)
