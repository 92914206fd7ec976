"""What the contents of all papers share: plain values, frozen before anyone sees the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class StoreBlock:
    """The store as it was when the paper was made."""

    name: str
    name_en: str
    address: str
    service_phone: str
    complaint_phone: str
    uscc: str
    filing_number: str


@dataclass(frozen=True, slots=True)
class CarBlock:
    """The car as it was when the paper was made; `plate` is empty for a car without one."""

    plate: str
    plate_type: str
    vin: str
    model_name: str
    colour: str
    energy_type: str
    odometer_km: int
    order_number: str

    @property
    def name(self) -> str:
        """What people call it: the plate, or the end of the VIN."""
        return self.plate or self.vin[-8:]


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """The customer and, if another person brought the car, that person."""

    customer_name: str
    customer_phone: str
    representative_name: str = ""
    representative_relation: str = ""
    representative_phone: str = ""

    @property
    def bringer(self) -> str:
        """Who stood at the counter."""
        return self.representative_name or self.customer_name


class SignerRole(StrEnum):
    """In which capacity a person signs."""

    CUSTOMER = "customer"
    REPRESENTATIVE = "representative"
    ADVISOR = "advisor"
    TECHNICIAN = "technician"
    FOREMAN = "foreman"
    INSPECTOR = "inspector"
    CASHIER = "cashier"
    MANAGER = "manager"
    CUSTOMER_CARE = "customer_care"


@dataclass(frozen=True, slots=True)
class StrokePoint:
    """One point of a handwritten stroke; x and y in 10000ths of the pad's width, pressure 0 … 1000."""

    x: int
    y: int
    t_ms: int
    pressure: int


Strokes = tuple[tuple[StrokePoint, ...], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: who, as what, when, and the strokes of the hand, or the SHA-256 of the scan if signed on paper.

    Neither: somebody of the house who is signed in and answers for it by name.
    """

    role: SignerRole
    name: str
    signed_at: datetime
    strokes: Strokes = ()
    scan: str = ""

    @property
    def is_by_hand(self) -> bool:
        """Whether a hand signed, on the screen or on paper."""
        return bool(self.strokes or self.scan)


@dataclass(frozen=True, slots=True)
class Given:
    """What a signer gave: strokes on the screen, or the scan of the paper they signed."""

    strokes: Strokes = ()
    scan: str = ""

    def by(self, role: SignerRole, name: str, at: datetime) -> Signed:
        """As the signature of this person, at this instant."""
        return Signed(role, name, at, self.strokes, self.scan)


def has_customer_signed(signatures: Sequence[Signed]) -> bool:
    """Whether the customer, or who stands in for them, signed by hand: a name alone is no signature."""
    return any(
        signed.role in (SignerRole.CUSTOMER, SignerRole.REPRESENTATIVE) and signed.is_by_hand for signed in signatures
    )


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of the paper itself when it is printed; not part of the frozen content.

    `digest` is the SHA-256 of the content, `chain_head` that of the audit chain at entry `chain_length`,
    `certificate` the fingerprint of what the file is sealed with, empty where it is not.
    """

    number: str
    issued_at: datetime
    printed_by: str
    digest: str
    chain_head: str
    is_draft: bool = False
    is_void: bool = False
    is_demo: bool = False
    template_version: int = 1
    utc_offset_minutes: int = 480
    signatures: tuple[Signed, ...] = ()
    chain_length: int = 0
    certificate: str = ""
    replaces: str = ""  # the number of the paper this one comes in place of

    def signed_by(self, *roles: SignerRole) -> Signed | None:
        """The first signature in one of these roles."""
        return next((signed for signed in self.signatures if signed.role in roles), None)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph that the paper shows or names: its number, caption and the SHA-256 of the picture."""

    number: str
    caption: str
    digest: str = ""
