"""The store's own key and its self-made certificates: made at the first run, renewed by a manager, exported.

The private key never stands in the database: it lies in the vault (decision 0011). A certificate proves that a file
was sealed by who holds this key and not altered since; who that is it does not prove, for nobody else vouches for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.digest import sha256
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from app.kernel.vault import Place, Vault
from app.paper.tables import SealCertificate
from app.trust.deeds import Deed

CertificateId = NewType("CertificateId", int)

VALID_FOR = timedelta(days=3653)
# A key made this morning also seals what a clock that was put right dates a little earlier.
VALID_BEFORE = timedelta(days=1)
LONGEST_NAME = 64  # X.509's own limit
_LOCK = "seal-lock"


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of the store; `fingerprint` is its SHA-256, `made_by` empty where the program made it itself."""

    id: CertificateId
    fingerprint: str
    subject: str
    valid_from: datetime
    valid_until: datetime
    made_at: datetime
    made_by: str
    pem: str

    def is_in_force(self, at: datetime) -> bool:
        """Whether papers may be sealed with it at this moment."""
        return self.valid_from <= at <= self.valid_until


@dataclass(frozen=True, slots=True)
class SealStanding:
    """What the settings show: all certificates, the newest first, and where the private key of the newest lies."""

    certificates: tuple[CertificateRow, ...]
    place: Place
    has_key: bool
    now: datetime


_COLUMNS = (
    SealCertificate.id, SealCertificate.fingerprint, SealCertificate.subject, SealCertificate.valid_from,
    SealCertificate.valid_until, SealCertificate.made_at, SealCertificate.made_by_name, SealCertificate.certificate,
)  # fmt: skip


def certificates_in(session: Session) -> tuple[CertificateRow, ...]:
    """Every certificate there was, the newest first: papers are sealed with that one."""
    rows = session.execute(select(*_COLUMNS).order_by(SealCertificate.id.desc()))
    return tuple(CertificateRow(CertificateId(row[0]), *row[1:]) for row in rows)


def current_in(session: Session) -> CertificateRow:
    """The certificate papers are sealed with. Trouble: the store has none."""
    rows = certificates_in(session)
    if not rows:
        raise Trouble(_("This store has no seal yet."), _("Close the program and start it again: it makes one."))
    return rows[0]


def seal_standing(desk: Desk) -> SealStanding:
    """The store's certificates and whether this computer can seal with the newest."""
    with desk.look() as session:
        rows = certificates_in(session)
    vault = desk.store.vault
    has_key = bool(rows) and vault.read(_name(rows[0].fingerprint)) is not None
    # A key that lies in a file stays there, even where there is a key ring for new ones.
    is_file = bool(rows) and vault.path(_name(rows[0].fingerprint)).exists()
    return SealStanding(rows, Place.FILE if is_file else vault.place, has_key, desk.store.clock.now())


def make_first(desk: Desk, name: str) -> None:
    """Give a store that has no seal its key and certificate; a store that has one keeps it."""
    with desk.look() as session:
        if session.scalar(select(SealCertificate.id).limit(1)) is not None:
            return
    with desk.deed(Deed.SEAL_RENEW) as deed:
        # Two programs may be opening the same store for the first time.
        if not certificates_in(deed.session):
            _make(deed, name)


def renew_seal(desk: Desk, *, reason: str) -> None:
    """A new key and certificate for what is sealed from now on; what was sealed before stays valid. Manager's.

    Refuses: seal.reason.
    """
    why = reason.strip()
    if not why:
        raise Refusal("seal.reason", _("Write why a new seal is needed."), field="settings.seal.reason")
    with desk.deed(Deed.SEAL_RENEW) as deed:
        _make(deed, current_in(deed.session).subject)
        deed.typed(reason=why)


def _make(deed: DeedInProgress, name: str) -> None:
    """The key into the vault first, the certificate into the database second: a seal without a key seals nothing."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = name.strip()[:LONGEST_NAME] or "Forecourt"
    valid_from = (deed.now - VALID_BEFORE).replace(microsecond=0)
    der = _self_made(key, subject, valid_from)
    fingerprint, vault = sha256(der), deed.store.vault
    locked = serialization.BestAvailableEncryption(vault.secret(_LOCK))
    vault.write(
        _name(fingerprint),
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, locked),
    )
    deed.add(
        SealCertificate(
            fingerprint=fingerprint, subject=subject, certificate=_pem(der), valid_from=valid_from,
            valid_until=valid_from + VALID_FOR, made_at=deed.now, made_by=deed.person.id or None,
            made_by_name=deed.person.name,
        )
    )  # fmt: skip
    deed.note(fingerprint=fingerprint)


def _self_made(key: object, subject: str, valid_from: datetime) -> bytes:
    """A certificate for signing documents and nothing else, in DER."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509.oid import NameOID

    assert isinstance(key, EllipticCurvePrivateKey)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_from + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def private_key(vault: Vault, certificate: CertificateRow) -> bytes:
    """The key of a certificate, plain PKCS8. Trouble: it is not on this computer."""
    from cryptography.hazmat.primitives import serialization

    locked = vault.read(_name(certificate.fingerprint))
    if locked is None:
        raise Trouble(
            _("The key of this store's seal is not on this computer."),
            _("A manager makes a new seal in the settings; papers sealed before stay valid."),
        )
    try:
        key = serialization.load_der_private_key(locked, vault.secret(_LOCK))
    except ValueError as error:
        raise Trouble(
            _("The key of this store's seal cannot be opened."),
            _("A manager makes a new seal in the settings; papers sealed before stay valid."),
        ) from error
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _name(fingerprint: str) -> str:
    """What the vault knows the key by."""
    return f"seal-{fingerprint[:16]}"


def _pem(der: bytes) -> str:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM).decode("ascii")


def read_certificate(content: bytes) -> bytes:
    """The DER of an exported certificate, PEM or DER. Trouble: it is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    read = x509.load_pem_x509_certificate if b"-----BEGIN" in content else x509.load_der_x509_certificate
    try:
        return read(content).public_bytes(serialization.Encoding.DER)
    except ValueError as error:
        raise Trouble(
            _("This is not a certificate."), _("Take the file that the store exported: settings, Seal.")
        ) from error
