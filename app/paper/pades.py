"""Signatures in PDF files (PAdES B-B) by pyHanko: made and read. Half a second to import, so only where it is used."""

import struct
import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

import app.paper.no_network  # noqa: F401  # first of all: see there

# isort: split
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.paper.seal_marks import Place, SealFault, SealFound, SealReport

# Hex digits kept free for a signature; ours take some 1,700. Without a figure pyHanko signs a dummy each time.
RESERVED = 4096
# The handwriting stays as it is drawn on the page: the field lies over it and shows nothing of its own.
UNSEEN = StaticStampStyle(border_width=0, background=None)
# An altered file may break a reader anywhere; which way it broke says nothing about the paper.
BROKEN = (
    PdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
    EOFError, zlib.error, struct.error,
)  # fmt: skip


class _SignerAt(signers.PdfSigner):
    """A signer with the store's clock instead of the computer's."""

    at: datetime

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def sign(pdf: bytes, places: Sequence[Place], *, certificate: bytes, key: bytes, at: datetime) -> bytes:
    """The PDF with one signature a place, each a further revision; the first certifies, and allows no more than these.

    `certificate` is DER, `key` plain PKCS8. The bytes given stay the beginning of the file.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for place in places:
        spec = fields.SigFieldSpec(place.field, on_page=place.page, box=place.box, empty_field_appearance=True)
        fields.append_signature_field(writer, spec)
    out = BytesIO()
    for number, place in enumerate(places):
        signer = _SignerAt(_meta(place, is_first=number == 0), signer=_signer(certificate, key), stamp_style=UNSEEN)
        signer.at = at
        out = signer.sign_pdf(
            IncrementalPdfFileWriter(out) if number else writer, existing_fields_only=True, bytes_reserved=RESERVED
        )
    return out.getvalue()


def _meta(place: Place, *, is_first: bool) -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=place.field,
        name=place.name or None,
        reason=place.reason,
        location=place.location or None,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=is_first,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        app_build_props=BuildProps(name="Forecourt"),
    )


@lru_cache(maxsize=4)
def _signer(certificate: bytes, key: bytes) -> signers.SimpleSigner:
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko types only part of itself
    )


def check(pdf: bytes, *, certificates: Sequence[bytes]) -> SealReport:
    """What the signatures of a file say when only these certificates (DER) are believed; never raises."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        signatures = reader.embedded_signatures
        found = tuple(_found(one, pdf, certificates) for one in signatures)
        faults = [*_faults(signatures, found)]
        # All fields are there before the first signature: cut back to an earlier revision, a file still shows them.
        if found and any(True for _field in fields.enumerate_sig_fields(reader, filled_status=False)):
            faults.append(SealFault.TAKEN_AWAY)
    except BROKEN:
        return SealReport((), (SealFault.DAMAGED,))
    return SealReport(found, tuple(dict.fromkeys(faults)))


def _found(signature: Any, pdf: bytes, certificates: Sequence[bytes]) -> SealFound:
    own = signature.signer_cert
    is_ours = own.dump() in certificates
    trusted = ValidationContext(
        trust_roots=[own] if is_ours else [],
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=signature.self_reported_timestamp,
    )
    status = validate_pdf_signature(signature, trusted)
    # A seal is believed because its certificate is the store's, and only while that certificate was in force.
    is_whole = bool(
        status.intact
        and status.valid
        and status.docmdp_ok
        and (status.trusted or not is_ours)
        and _is_written_as_made(signature, pdf)
    )
    values = signature.sig_object
    return SealFound(
        field=str(signature.field_name),
        name=str(values.get("/Name", "")),
        reason=str(values.get("/Reason", "")),
        sealed_at=signature.self_reported_timestamp,
        fingerprint=own.sha256.hex(),
        is_ours=is_ours,
        is_whole=is_whole,
        covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        is_modified=status.modification_level is not ModificationLevel.NONE,
    )


def _is_written_as_made(signature: Any, pdf: bytes) -> bool:
    """Whether the one part of a file that its signature cannot cover, the signature itself, is as it was written.

    It stands there as hex digits, filled up with zeros: what is hidden in the filling changes no digest.
    """
    first, length, second, _rest = (int(number) for number in signature.byte_range)
    container = bytes(signature.pkcs7_content)
    used = len(ContentInfo.load(container).dump())
    return (
        first == 0
        and not container[used:].strip(b"\0")
        and pdf[length:second] == b"<" + container.hex().upper().encode("ascii") + b">"
    )


def _faults(signatures: Sequence[Any], found: tuple[SealFound, ...]) -> Sequence[SealFault]:
    """Everything that speaks against the file. Valid is only what none of these can be said of."""
    if not found:
        return (SealFault.UNSEALED,)
    faults = []
    if not all(one.is_whole for one in found):
        faults.append(SealFault.ALTERED)
    # pyHanko calls a file valid to which bytes were appended; only the coverage of its newest signature tells.
    if not found[-1].covers_all or found[-1].is_modified:
        faults.append(SealFault.ADDED_TO)
    if not all(one.is_ours for one in found):
        faults.append(SealFault.OTHER_KEY)
    if signatures[0].docmdp_level is not fields.MDPPerm.FILL_FORMS:
        faults.append(SealFault.ALTERED)
    return faults
