"""Write a customer down, or mend what is known of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.paper.number import Series, keep_from_being_given, next_number
from app.records.customers.consent_kinds import ConsentKind, ConsentWay
from app.records.customers.consents import give
from app.records.customers.phone import read_phone
from app.records.customers.tables import Customer
from app.search.index import SearchKind, index

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What is typed of a customer; `customer_no` only when a file brings its own."""

    name: str
    mobile: str
    is_company: bool = False
    contact_name: str = ""
    gender: str = ""
    birthday: date | None = None
    uscc: str = ""
    preferred_channel: str = "phone"
    consents: tuple[ConsentKind, ...] = ()
    customer_no: str = ""


def register_customer(deed: DeedInProgress, form: CustomerForm) -> Customer:
    """Add a customer and make them findable. Refuses: customer.name, phone.unreadable."""
    name = checked_name(form.name)
    mobile = read_phone(form.mobile)
    customer = deed.add(
        Customer(
            customer_no=form.customer_no or next_number(deed, Series.CUSTOMER),
            name=name,
            mobile=mobile,
            is_company=form.is_company,
            contact_name=form.contact_name or name,
            gender=form.gender,
            birthday=form.birthday,
            uscc=form.uscc,
            preferred_channel=form.preferred_channel,
            created_at=deed.now,
        )
    )
    keep_from_being_given(deed, Series.CUSTOMER, form.customer_no)
    for kind in form.consents:
        give(deed, customer.id, kind, way=ConsentWay.IMPORT)
    find_customer_again(deed, customer)
    return customer


def checked_name(typed: str) -> str:
    """The name without outer blanks and line breaks. Refuses: customer.name."""
    name = " ".join(typed.split())
    if not name:
        raise Refusal("customer.name", _("Write the customer's name."), field="checkin.customer_name")
    if len(name) > LONGEST_NAME:
        raise Refusal(
            "customer.name",
            _("A name has at most {most} characters; the rest belongs into a note.").format(most=LONGEST_NAME),
            field="checkin.customer_name",
        )
    return name


def find_customer_again(deed: DeedInProgress, customer: Customer) -> None:
    """Put the customer into the search box's index, newest first."""
    index(
        deed.session,
        SearchKind.CUSTOMER,
        customer.id,
        title=customer.name,
        subtitle=customer.mobile,
        texts=(customer.name, customer.contact_name, customer.customer_no),
        names=(customer.name, customer.contact_name),
        phone=customer.mobile,
    )


def same_person(deed: DeedInProgress, name: str, mobile: str) -> Customer | None:
    """Someone with this very name and phone, so that nobody is registered twice."""
    return deed.session.scalar(select(Customer).where(Customer.mobile == mobile, Customer.name == name))
