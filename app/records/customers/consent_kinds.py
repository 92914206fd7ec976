"""To what a customer may agree, each apart from the others; none is needed for a repair but the first."""

from enum import StrEnum

from app.kernel.language import mark


class ConsentKind(StrEnum):
    """One purpose; agreeing to one says nothing of another."""

    SERVICE = "service"
    SURVEY = "survey"
    BIRTHDAY_CARE = "birthday_care"
    MARKETING = "marketing"


WORDS: dict[ConsentKind, str] = {
    ConsentKind.SERVICE: mark("Use for service and guarantee"),
    ConsentKind.SURVEY: mark("Ask about satisfaction"),
    ConsentKind.BIRTHDAY_CARE: mark("Birthday and holiday greetings"),
    ConsentKind.MARKETING: mark("Offers and events"),
}


class ConsentWay(StrEnum):
    """How a consent was given or taken back: what proves it."""

    AGREEMENT = "agreement"
    DESK = "desk"
    PHONE = "phone"
    IMPORT = "import"


WAY_WORDS: dict[ConsentWay, str] = {
    ConsentWay.AGREEMENT: mark("in the signed agreement"),
    ConsentWay.DESK: mark("at the desk"),
    ConsentWay.PHONE: mark("by telephone"),
    ConsentWay.IMPORT: mark("from earlier records"),
}
