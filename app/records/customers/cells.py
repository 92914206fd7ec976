"""A customer as the row of a table, and back: what a row may say, and who is known already."""

from collections.abc import Collection

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel import cells
from app.kernel.cells import Cells, Remark, Taken, Written
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.customers.consent_kinds import ConsentKind
from app.records.customers.consents import check_not_erased, standing_in
from app.records.customers.phone import read_phone
from app.records.customers.register import LONGEST_NAME, CustomerForm, checked_name, register_customer, same_person
from app.records.customers.tables import Customer
from app.records.customers.uscc import read_uscc

CUSTOMER_COLUMNS = (
    "customer_no", "customer_type", "name", "contact_name", "gender", "birthday", "mobile", "uscc",
    "preferred_channel", "consent_service", "consent_survey", "consent_birthday_care", "consent_marketing",
)  # fmt: skip
_PERSON, _COMPANY = "person", "company"
_TYPES = {"": False, _PERSON: False, "个人": False, _COMPANY: True, "公司": True, "单位": True}
_GENDERS = {"": "", "m": "M", "男": "M", "f": "F", "女": "F"}


def customer_form(row: Cells) -> CustomerForm:
    """The customer a row describes. Refuses: cell.*, customer.name, phone.unreadable; the column as field."""
    name = cells.required(row, "name", most=LONGEST_NAME)
    return CustomerForm(
        name=checked_name(name),
        mobile=read_phone(cells.required(row, "mobile"), field="mobile"),
        is_company=cells.chosen(row, "customer_type", _TYPES),
        contact_name=cells.text(row, "contact_name", most=LONGEST_NAME) or checked_name(name),
        gender=cells.chosen(row, "gender", _GENDERS),
        birthday=cells.day(row, "birthday"),
        uscc=_uscc(row),
        preferred_channel=cells.text(row, "preferred_channel", most=40) or "phone",
        consents=tuple(kind for kind in ConsentKind if cells.is_yes(row, f"consent_{kind.value}")),
        customer_no=cells.key(row, "customer_no") if cells.text(row, "customer_no") else "",
    )


def customer_cells(customer: Customer, consents: Collection[ConsentKind]) -> tuple[str, ...]:
    """A customer and what they agree to as they stand in a table, in the order of `CUSTOMER_COLUMNS`."""
    return _cells(
        CustomerForm(
            customer.name, customer.mobile, customer.is_company, customer.contact_name, customer.gender,
            customer.birthday, customer.uscc, customer.preferred_channel,
            tuple(consents), customer.customer_no,
        )
    )  # fmt: skip


def take_customer(deed: DeedInProgress, given: Cells) -> Taken:
    """Add the customer of a row. Who is known already stays as they are: the desk changes people, no table does.

    Known by their number, or without one by name and phone. Refuses: cell.*, customer.known (something differs),
    consent.erased, and as `customer_form`.
    """
    known = _known(deed, given)
    if known is not None:
        check_not_erased(known)
        stands = customer_cells(known, standing_in(deed.session, known.id)[known.id])
        _check_same(stands, _cells(customer_form(cells.over(cells.filled(given), CUSTOMER_COLUMNS, stands))))
        return Taken(Written.SAME)
    form = customer_form(given)
    twin = same_person(deed, form.name, form.mobile)
    register_customer(deed, form)
    return Taken(Written.NEW, (*_remarks(form), *_twin(twin)))


def _known(deed: DeedInProgress, given: Cells) -> Customer | None:
    number = cells.text(given, "customer_no")
    if number:
        return deed.session.scalar(select(Customer).where(Customer.customer_no == number))
    form = customer_form(given)
    return same_person(deed, form.name, form.mobile)


def _check_same(stands: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    differs = cells.first_difference(CUSTOMER_COLUMNS, stands, wanted)
    if differs is not None:
        raise Refusal(
            "customer.known",
            _("This customer is known here otherwise. Change them at the desk, or take the row out."),
            field=differs,
        )


def _cells(form: CustomerForm) -> tuple[str, ...]:
    return cells.row_of((
        form.customer_no, _COMPANY if form.is_company else _PERSON, form.name, form.contact_name, form.gender,
        form.birthday, form.mobile, form.uscc, form.preferred_channel,
        *(kind in form.consents for kind in ConsentKind),
    ))  # fmt: skip


def _uscc(row: Cells) -> str:
    """As it is stored; a wrong one is kept as it was written, and remarked."""
    typed = cells.text(row, "uscc", most=40)
    try:
        return read_uscc(typed) if typed else ""
    except Refusal:
        return typed


def _remarks(form: CustomerForm) -> tuple[Remark, ...]:
    try:
        if form.uscc:
            read_uscc(form.uscc)
    except Refusal as refusal:
        return (Remark("uscc", refusal.code, refusal.sentence),)
    return ()


def _twin(twin: Customer | None) -> tuple[Remark, ...]:
    if twin is None:
        return ()
    said = _("Somebody of this name and telephone is here already as {number}. Both stand now.")
    return (Remark("name", "customer.twin", said.format(number=twin.customer_no)),)
