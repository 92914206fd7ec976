"""Who may do what: roles, and the deeds of each (domain workflow §1 and §2.6). Nothing is allowed by default."""

from enum import StrEnum

from app.kernel.language import _, mark
from app.trust.deeds import Deed


class Role(StrEnum):
    """The posts of a store; a person may hold several, and then has the rights of all."""

    SERVICE_ADVISOR = "service_advisor"
    CUSTOMER_CARE = "customer_care"
    TECHNICIAN = "technician"
    FOREMAN = "foreman"
    QUALITY_INSPECTOR = "quality_inspector"
    PARTS_CLERK = "parts_clerk"
    CASHIER = "cashier"
    SERVICE_MANAGER = "service_manager"
    SALES_CONSULTANT = "sales_consultant"
    PDI_INSPECTOR = "pdi_inspector"
    WARRANTY_CLERK = "warranty_clerk"
    ADMIN = "admin"


WORDS: dict[Role, str] = {
    Role.SERVICE_ADVISOR: mark("Service advisor"),
    Role.CUSTOMER_CARE: mark("Customer care"),
    Role.TECHNICIAN: mark("Technician"),
    Role.FOREMAN: mark("Foreman"),
    Role.QUALITY_INSPECTOR: mark("Quality inspector"),
    Role.PARTS_CLERK: mark("Parts clerk"),
    Role.CASHIER: mark("Cashier"),
    Role.SERVICE_MANAGER: mark("Service manager"),
    Role.SALES_CONSULTANT: mark("Sales consultant"),
    Role.PDI_INSPECTOR: mark("PDI inspector"),
    Role.WARRANTY_CLERK: mark("Warranty clerk"),
    Role.ADMIN: mark("Administrator"),
}

_EVERYONE = frozenset(
    {
        Deed.SIGN_IN,
        Deed.SIGN_IN_REFUSED,
        Deed.REFUSED,
        Deed.STEP_UP,
        Deed.STEP_UP_REFUSED,
        Deed.PIN_CHANGE,
        Deed.PASSWORD_PROVED,
        Deed.PASSWORD_REFUSED,
        Deed.ARRIVAL_NOTE,
        Deed.ARRIVAL_TAKE_AWAY,
        Deed.COMPLAINT_OPEN,
        Deed.ORDER_NOTE,
        Deed.PAPER_FILE,
        Deed.PAPER_PRINT,
        Deed.PHOTO_ADD,
    }
)
_FRONT_DESK = frozenset(
    {
        Deed.CUSTOMER_SAVE,
        Deed.VEHICLE_SAVE,
        Deed.ARRIVAL_PICK_UP,
        Deed.ORDER_CHECK_IN,
        Deed.PROMISE_MOVE,
        Deed.COMEBACK_LINK,
        Deed.COMEBACK_CHARGE,
        Deed.FLAG_SET,
        Deed.ORDER_CANCEL,
        Deed.INSPECTION_SKIP,
        Deed.QUOTE_EDIT,
        Deed.QUOTE_DISCOUNT,
        Deed.QUOTE_OFFER,
        Deed.QUOTE_DECIDE,
        Deed.AGREEMENT_PREPARE,
        Deed.AGREEMENT_SIGN,
        Deed.SUPPLEMENT_RAISE,
        Deed.SUPPLEMENT_DROP,
        Deed.SUPPLEMENT_BEGIN,
        Deed.SUPPLEMENT_WRITE,
        Deed.SUPPLEMENT_SEND,
        Deed.SUPPLEMENT_TAKE_BACK,
        Deed.SUPPLEMENT_ANSWER,
        Deed.SUPPLEMENT_SIGN,
        Deed.SETTLEMENT_PREPARE,
        Deed.HANDOVER_TICK,
        Deed.HANDOVER_SIGN,
        Deed.HANDOVER_RELEASE,
        Deed.HANDOVER_OVERRIDE,
        Deed.HANDOVER_LET_GO,
    }
)
# Only what is seen walking round the car: app/order/inspection/inspect.py holds them to it.
_WALK_AROUND = frozenset({Deed.INSPECTION_OPEN, Deed.INSPECTION_ANSWER})
_BENCH = frozenset(
    {
        Deed.INSPECTION_OPEN,
        Deed.INSPECTION_ANSWER,
        Deed.INSPECTION_CLOSE,
        Deed.SUPPLEMENT_RAISE,
        Deed.WORK_START,
        Deed.WORK_PAUSE,
        Deed.WORK_FINISH,
        Deed.WORK_REPORT,
        Deed.QC_ANSWER,
        Deed.QC_SELF,
        Deed.FLAG_SET,
    }
)
# What a person may ask about their own data, and the look at a telephone number that stands masked elsewhere.
_OWN_DATA = frozenset(
    {
        Deed.CONSENT_GIVE,
        Deed.CONSENT_WITHDRAW,
        Deed.CONTACT_SHOW,
        Deed.DATA_COPY,
        Deed.ERASURE_ASK,
        Deed.ERASURE_DO,
    }
)
# Who speaks with the customer answers at once; customer care prepares the rest, the manager answers for all of it.
_FIRST_ANSWER = frozenset({Deed.COMPLAINT_CHANGE, Deed.COMPLAINT_REPLY})
_COMPLAINTS = _FIRST_ANSWER | {
    Deed.COMPLAINT_INVESTIGATE,
    Deed.COMPLAINT_PROPOSE,
    Deed.COMPLAINT_ANSWER,
    Deed.COMPLAINT_EXECUTE,
    Deed.COMPLAINT_VERIFY,
    Deed.COMPLAINT_MERGE,
    Deed.COMPLAINT_WITHDRAW,
}
_FOREMAN = _BENCH | {Deed.WORK_DISPATCH, Deed.QC_MUTUAL, Deed.QC_FAIL}

_SECRETS = frozenset({Deed.PIN_SET, Deed.PASSWORD_SET, Deed.PASSWORD_CHANGE})
# What keeps the store whole.
_KEEPING = frozenset({Deed.CLOCK_CONFIRM, Deed.BACKUP_MAKE, Deed.BACKUP_PLACES, Deed.STORE_RESTORE}) | {
    Deed.STORE_ENCRYPT,
    Deed.STORE_DECRYPT,
}

_BY_ROLE: dict[Role, frozenset[Deed]] = {
    Role.SERVICE_ADVISOR: _FRONT_DESK | _OWN_DATA | _WALK_AROUND | _FIRST_ANSWER,
    Role.TECHNICIAN: _BENCH,
    Role.FOREMAN: _FOREMAN,
    Role.QUALITY_INSPECTOR: frozenset(
        {Deed.QC_ANSWER, Deed.QC_FAIL, Deed.QC_PASS, Deed.ORDER_REOPEN, Deed.COMEBACK_DECIDE}
    ),
    Role.PARTS_CLERK: frozenset({Deed.PART_RECEIVE, Deed.PART_ISSUE, Deed.CATALOGUE_LOAD, Deed.FLAG_SET}),
    Role.CASHIER: frozenset(
        {
            Deed.SETTLEMENT_PREPARE,
            Deed.SETTLEMENT_PAY,
            Deed.SETTLEMENT_ON_ACCOUNT,
            Deed.SETTLEMENT_SETTLE,
            Deed.SETTLEMENT_REVERSE,
            Deed.SETTLEMENT_REFUND,
            Deed.DAY_CLOSE,
            Deed.CONTACT_SHOW,
        }
    ),
    Role.CUSTOMER_CARE: _OWN_DATA | _COMPLAINTS | {Deed.COMPLAINT_COMPENSATE, Deed.CUSTOMER_SAVE, Deed.ORDER_ARCHIVE},
    Role.SERVICE_MANAGER: _FRONT_DESK
    | _OWN_DATA
    | _SECRETS
    | _COMPLAINTS
    | {Deed.COMPLAINT_GRANT, Deed.COMPLAINT_CLOSE}
    | {Deed.STAFF_SAVE, Deed.STORE_HEAD, Deed.CATALOGUE_LOAD, Deed.STORE_SETUP, Deed.ORDER_ARCHIVE}
    | {Deed.AUDIT_EXPORT}
    | {Deed.RECORDS_IMPORT, Deed.TABLE_EXPORT}
    | {Deed.SEAL_RENEW, Deed.ORDER_REOPEN, Deed.SETTLEMENT_REVERSE, Deed.COMEBACK_DECIDE, Deed.DAY_CLOSE}
    | _KEEPING,
    Role.ADMIN: frozenset(
        {Deed.STORE_SETUP, Deed.STAFF_SAVE, Deed.CATALOGUE_LOAD, Deed.AUDIT_EXPORT, Deed.ERASURE_AGAIN}
    )
    | {Deed.STORE_HEAD, Deed.SEAL_RENEW, Deed.RECORDS_IMPORT, Deed.TABLE_EXPORT}
    | _SECRETS
    | _KEEPING,
}

# Deeds to which a second person must agree on the spot, and who may; never the one who asks (SEP2). The final check is
# not among them: the inspector signs it alone, with a PIN of their own.
_AGREED_BY: dict[Deed, frozenset[Role]] = {
    Deed.QUOTE_DISCOUNT: frozenset({Role.SERVICE_MANAGER}),
    Deed.COMEBACK_CHARGE: frozenset({Role.SERVICE_MANAGER}),
    Deed.COMPLAINT_COMPENSATE: frozenset({Role.SERVICE_MANAGER}),
    Deed.DATA_COPY: frozenset({Role.SERVICE_MANAGER, Role.ADMIN}),
    Deed.ERASURE_DO: frozenset({Role.SERVICE_MANAGER, Role.ADMIN}),
    Deed.SETTLEMENT_ON_ACCOUNT: frozenset({Role.SERVICE_MANAGER}),
    Deed.SETTLEMENT_REVERSE: frozenset({Role.SERVICE_MANAGER}),
    Deed.SETTLEMENT_REFUND: frozenset({Role.SERVICE_MANAGER}),
    Deed.HANDOVER_OVERRIDE: frozenset({Role.SERVICE_MANAGER}),
    # Manager and inspector together: whoever asks, the other one agrees (T13).
    Deed.ORDER_REOPEN: frozenset({Role.SERVICE_MANAGER, Role.QUALITY_INSPECTOR}),
}

# Two posts together, whoever of them asks: the one who agrees holds the post that who asks has not.
_TOGETHER: dict[Deed, frozenset[Role]] = {
    Deed.ORDER_REOPEN: frozenset({Role.SERVICE_MANAGER, Role.QUALITY_INSPECTOR}),
}

# These posts have, beside the PIN of daily work, a password …
_WITH_PASSWORD = frozenset({Role.SERVICE_MANAGER, Role.ADMIN})
# … and give it for the deeds after which nobody could be held to anything: whoever saw a PIN typed cannot do them.
_BY_PASSWORD = frozenset(
    {
        Deed.STAFF_SAVE,
        Deed.STORE_HEAD,
        Deed.PIN_SET,
        Deed.PASSWORD_SET,
        Deed.SEAL_RENEW,
        Deed.AUDIT_EXPORT,
        Deed.TABLE_EXPORT,
        Deed.DATA_COPY,
        Deed.ERASURE_DO,
        Deed.STORE_RESTORE,
        Deed.STORE_ENCRYPT,
        Deed.STORE_DECRYPT,
    }
)


def allowed(deed: Deed, roles: frozenset[Role]) -> bool:
    """Whether any of the roles may do it; everything not named is forbidden."""
    return deed in _EVERYONE or any(deed in _BY_ROLE.get(role, frozenset()) for role in roles)


def roles_for(deed: Deed) -> tuple[Role, ...]:
    """Who may do it, in the order of the posts."""
    return tuple(Role) if deed in _EVERYONE else tuple(role for role in Role if deed in _BY_ROLE.get(role, frozenset()))


def needs_approval(deed: Deed) -> bool:
    """Whether it is done only when a second person agrees."""
    return deed in _AGREED_BY


def has_password(roles: frozenset[Role]) -> bool:
    """Whether someone with these posts has a password beside the PIN."""
    return bool(_WITH_PASSWORD & roles)


def needs_password(deed: Deed) -> bool:
    """Whether the PIN is not enough for it: who does it alone, or agrees to it, gives the password."""
    return deed in _BY_PASSWORD


def may_approve(deed: Deed, roles: frozenset[Role]) -> bool:
    """Whether someone with these posts may agree to it when another asks."""
    return bool(_AGREED_BY.get(deed, frozenset()) & roles)


def approvers_for(deed: Deed, *, asker: frozenset[Role] = frozenset()) -> tuple[Role, ...]:
    """Whose agreement it needs, in the order of the posts; nobody's for what one does alone.

    Of two posts together only the one that who asks has not, unless they hold both.
    """
    posts = _AGREED_BY.get(deed, frozenset())
    wanted = (posts - asker) or posts if deed in _TOGETHER else posts
    return tuple(role for role in Role if role in wanted)


def together(deed: Deed) -> frozenset[Role]:
    """The posts it takes at once; none for what one post may agree to."""
    return _TOGETHER.get(deed, frozenset())


def words(roles: frozenset[Role] | tuple[Role, ...]) -> str:
    """The posts in the language in force, most telling first: «收银员、客服专员»."""
    return _(", ").join(_(WORDS[role]) for role in Role if role in roles)
