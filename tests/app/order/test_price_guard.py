"""Nothing is dispatched or settled above what was signed, whatever happens to the rows afterwards."""

from collections.abc import Callable

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusing import refused
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.refusal import Refusal
from app.order.agreement.tables import ServiceAgreement
from app.order.queries import head
from app.order.quote.edit import LineChange, add_item, change_line, remove_line
from app.order.quote.offer import decide, offer
from app.order.quote.queries import agreed_lines_in, versions
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.settlement.queries import bills
from app.order.settlement.settle import prepare_settlement, settle
from app.order.settlement.tables import Bill
from app.order.supplement.price import begin
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.dispatch import dispatch, issue_parts
from app.order.workshop.queries import work
from app.paper.tables import Paper
from app.records.catalogue.categories import Decision, LineKind, Payer

SIGNED = (
    make.labour(), make.labour("LB-R002", decision=Decision.REFUSED), make.labour("LB-M009", payer=Payer.WARRANTY),
)  # fmt: skip


def signed(store: Store, stage: Stage = Stage.AUTHORIZED) -> int:
    """One line agreed, one refused, one the maker pays."""
    form = make.checkin_form(plate="", vin=make.fresh_vin(store))
    return make.order(store, stage=stage, lines=SIGNED, form=form)


def written(store: Store, order_id: int, *changes: Callable[[Session, int], object]) -> None:
    """Past every rule, as a fault or a forger would."""
    with Session(store.engine) as session, session.begin():
        for change in changes:
            change(session, order_id)


def lines_of(session: Session, order_id: int) -> list[OrderLine]:
    version = select(QuoteVersion.id).where(QuoteVersion.order_id == order_id).order_by(QuoteVersion.edition.desc())
    newest = session.scalars(version.limit(1)).one()
    return list(session.scalars(select(OrderLine).where(OrderLine.quote_version_id == newest).order_by(OrderLine.id)))


def on(at: int, **values: object) -> Callable[[Session, int], object]:
    """Write values into a line."""

    def change(session: Session, order_id: int) -> None:
        lines = lines_of(session, order_id)
        for name, value in values.items():
            setattr(lines[at % len(lines)], name, value)

    return change


def raise_the_limits(session: Session, order_id: int) -> None:
    """Whatever rows say that more was signed."""
    session.execute(update(ServiceOrder).where(ServiceOrder.id == order_id).values(signed_total_fen=10_000_000))
    agreement = update(ServiceAgreement).where(ServiceAgreement.order_id == order_id)
    session.execute(agreement.values(total_fen=10_000_000))


def grow_the_bill(session: Session, order_id: int) -> None:
    session.execute(update(Bill).where(Bill.order_id == order_id).values(due_fen=Bill.due_fen + 5_000))


DEARER = (
    on(0, unit_price_fen=99_900), on(0, quantity_milli=50_000), on(1, decision=Decision.ACCEPTED),
    on(2, payer=Payer.CUSTOMER), on(0, name_zh="另一个项目"),
)  # fmt: skip


@pytest.mark.parametrize("change", DEARER)
def test_what_is_dearer_than_signed_is_not_dispatched(store: Store, change: Callable[[Session, int], object]) -> None:
    order_id = signed(store)
    written(store, order_id, change, raise_the_limits)
    foreman = make.desk(store, make.FOREMAN)
    technician = make.crew(store).technician.id
    with refused(store, "price.above_signed"):
        line_ids = tuple(job.line_id for job in work(foreman, order_id).jobs)
        dispatch(foreman, order_id, line_ids=line_ids, technician_id=technician, bay_id=None)


@pytest.mark.parametrize("change", DEARER)
def test_what_is_dearer_than_signed_is_not_billed(store: Store, change: Callable[[Session, int], object]) -> None:
    order_id = signed(store, Stage.COMPLETED)
    written(store, order_id, change, raise_the_limits)
    with refused(store, "price.above_signed"):
        prepare_settlement(make.desk(store, make.CASHIER), order_id)


def test_a_bill_that_grew_after_it_was_made_is_not_settled(store: Store) -> None:
    order_id = signed(store, Stage.COMPLETED)
    cashier = make.desk(store, make.CASHIER)
    prepare_settlement(cashier, order_id)
    make.pay_all(store, order_id)
    written(store, order_id, grow_the_bill, raise_the_limits)
    make.pay_all(store, order_id)
    with refused(store, "price.above_signed"):
        settle(cashier, order_id, signatures=make.signatures(store))


def test_a_part_that_is_dearer_than_signed_is_not_handed_out(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    written(store, order_id, on(1, unit_price_fen=999_900), raise_the_limits)
    clerk = make.desk(store, make.PARTS_CLERK)
    line_ids = tuple(part.line_id for part in work(clerk, order_id).parts)
    with refused(store, "price.above_signed"):
        issue_parts(clerk, order_id, line_ids=line_ids)


def test_without_a_signed_paper_nothing_is_dispatched(store: Store) -> None:
    order_id = signed(store)
    written(store, order_id, lambda session, _id: session.execute(update(Paper).values(voided_at=store.clock.now())))
    foreman = make.desk(store, make.FOREMAN)
    technician = make.crew(store).technician.id
    line_ids = tuple(job.line_id for job in work(foreman, order_id).jobs)
    with refused(store, "price.above_signed"):
        dispatch(foreman, order_id, line_ids=line_ids, technician_id=technician, bay_id=None)


def test_cheaper_than_signed_is_welcome(store: Store) -> None:
    order_id = signed(store, Stage.COMPLETED)
    written(store, order_id, on(0, payable_bp=9_000))
    prepare_settlement(make.desk(store, make.CASHIER), order_id)
    assert bills(make.desk(store), order_id)[0].due_fen == 21_600


EDITS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 2), st.just("unit_price_fen"), st.integers(0, 60_000)),
        st.tuples(st.integers(0, 2), st.just("quantity_milli"), st.integers(1, 4_000)),
        st.tuples(st.integers(0, 2), st.just("payable_bp"), st.integers(5_000, 15_000)),
        st.tuples(st.integers(0, 2), st.just("payer"), st.sampled_from(tuple(Payer))),
        st.tuples(st.integers(0, 2), st.just("decision"), st.sampled_from(tuple(Decision))),
    ),
    max_size=5,
)


@settings(max_examples=30, suppress_health_check=list(HealthCheck), derandomize=True)
@given(before=EDITS, after=EDITS, grows=st.booleans())
def test_random_edits_after_signing_never_cost_the_customer_a_fen_more(
    store: Store, before: list[tuple[int, str, object]], after: list[tuple[int, str, object]], grows: bool
) -> None:
    order_id = signed(store)
    signed_fen = head(make.desk(store), order_id).signed_total_fen
    written(store, order_id, raise_the_limits, *(on(at, **{name: value}) for at, name, value in before))
    try:
        make.go_on(store, order_id, stage=Stage.COMPLETED)
    except Refusal:
        return _nothing_dearer_was_dispatched(store.engine, order_id, signed_fen)
    cashier = make.desk(store, make.CASHIER)
    written(store, order_id, *(on(at, **{name: value}) for at, name, value in after))
    try:
        prepare_settlement(cashier, order_id)
        written(store, order_id, *((grow_the_bill,) if grows else ()))
        make.pay_all(store, order_id)
        settle(cashier, order_id, signatures=make.signatures(store))
    except Refusal:
        assert head(cashier, order_id).stage is Stage.COMPLETED
        return None
    assert sum(bill.due_fen for bill in bills(cashier, order_id) if bill.payer is Payer.CUSTOMER) <= signed_fen
    return None


def _nothing_dearer_was_dispatched(engine: Engine, order_id: int, signed_fen: int) -> None:
    with Session(engine) as session:
        order = session.get_one(ServiceOrder, order_id)
        mine = [line for line in agreed_lines_in(session, order_id) if line.payer is Payer.CUSTOMER]
        assert order.dispatched_at is None or sum(line.net_fen for line in mine) <= signed_fen


def test_the_use_cases_edit_nothing_once_it_is_signed(store: Store) -> None:
    order_id = signed(store)
    advisor = make.desk(store)
    line_id = versions(advisor, order_id)[-1].lines[0].id
    edits: tuple[Callable[[], object], ...] = (
        lambda: change_line(advisor, order_id, line_id=line_id, change=LineChange(quantity_milli=9_000)),
        lambda: add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS),
        lambda: remove_line(advisor, order_id, line_id=line_id),
        lambda: decide(advisor, order_id, decisions=((line_id, Decision.REFUSED),)),
        lambda: offer(advisor, order_id),
    )
    for edit in edits:
        with refused(store, "order.stage"):
            edit()


def supplemented(store: Store) -> int:
    """In work, with an arm and a link signed for since."""
    form = make.checkin_form(plate="", vin=make.fresh_vin(store))
    more = (make.labour("LB-R013"), make.labour("LB-R014"))
    return make.order(store, stage=Stage.IN_WORK, lines=SIGNED, form=form, finding="下摆臂胶套开裂", additional=more)


@settings(max_examples=15, suppress_health_check=list(HealthCheck), derandomize=True)
@given(edits=EDITS)
def test_random_edits_of_additional_work_never_cost_more_than_was_signed_for_it(
    store: Store, edits: list[tuple[int, str, object]]
) -> None:
    order_id = supplemented(store)
    cashier, signed_fen = make.desk(store, make.CASHIER), head(make.desk(store), order_id).signed_total_fen
    assert signed_fen == 24_000 + 30_000 + 12_000
    written(store, order_id, raise_the_limits, *(on(at, **{name: value}) for at, name, value in edits))
    try:
        make.go_on(store, order_id, stage=Stage.COMPLETED)
        prepare_settlement(cashier, order_id)
        make.pay_all(store, order_id)
        settle(cashier, order_id, signatures=make.signatures(store))
    except Refusal:
        return
    assert sum(bill.due_fen for bill in bills(cashier, order_id) if bill.payer is Payer.CUSTOMER) <= signed_fen


def test_additional_work_that_only_its_row_calls_agreed_is_not_dispatched(store: Store) -> None:
    order_id = signed(store, Stage.IN_WORK)
    advisor, foreman = make.desk(store), make.desk(store, make.FOREMAN)
    begin(advisor, order_id)
    line_id = add_item(advisor, order_id, kind=LineKind.LABOUR, code="LB-R013")
    accepted = {"decision": Decision.ACCEPTED}
    agreed = update(QuoteVersion).where(QuoteVersion.supplement_ordinal == 1).values(is_agreed=True)
    written(store, order_id, on(0, **accepted), lambda session, _id: session.execute(agreed), raise_the_limits)
    with refused(store, "price.above_signed"):
        dispatch(foreman, order_id, line_ids=(line_id,), technician_id=make.crew(store).technician.id, bay_id=None)
