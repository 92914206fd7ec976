"""How a bill is paid, and how its invoice stands."""

from enum import StrEnum

from app.kernel.language import mark


class PaymentMethod(StrEnum):
    """How the money came; the last three are kept by the books, not by the till."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    CASH = "cash"
    TRANSFER = "transfer"
    ON_ACCOUNT = "on_account"
    WARRANTY_CLAIM = "warranty_claim"
    INSURANCE_CLAIM = "insurance_claim"
    INTERNAL = "internal"
    PACKAGE = "package"


# What a customer hands over, and what can be given back.
TILL_METHODS = (
    PaymentMethod.WECHAT, PaymentMethod.ALIPAY, PaymentMethod.CARD, PaymentMethod.CASH, PaymentMethod.TRANSFER,
)  # fmt: skip


class InvoiceState(StrEnum):
    """Whether an invoice is wanted and made."""

    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    ISSUED = "issued"


METHOD_WORDS: dict[PaymentMethod, str] = {
    PaymentMethod.WECHAT: mark("WeChat Pay"),
    PaymentMethod.ALIPAY: mark("Alipay"),
    PaymentMethod.CARD: mark("Bank card"),
    PaymentMethod.CASH: mark("Cash"),
    PaymentMethod.TRANSFER: mark("Bank transfer"),
    PaymentMethod.ON_ACCOUNT: mark("On account"),
    PaymentMethod.WARRANTY_CLAIM: mark("Warranty claim"),
    PaymentMethod.INSURANCE_CLAIM: mark("Insurance claim"),
    PaymentMethod.INTERNAL: mark("Internal charge"),
    PaymentMethod.PACKAGE: mark("Package"),
}
INVOICE_WORDS: dict[InvoiceState, str] = {
    InvoiceState.NOT_REQUESTED: mark("Not requested"),
    InvoiceState.REQUESTED: mark("Requested"),
    InvoiceState.ISSUED: mark("Issued"),
}
