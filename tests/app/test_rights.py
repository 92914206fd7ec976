"""Rights as they are now: who lost a post or left does nothing more, and who tries without a right is entered."""

import json

import make
from refusing import audit_count, deeds_after, refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.notes import write_note
from app.order.quote.edit import LineChange, add_item, change_line
from app.order.workflow import Stage
from app.records.catalogue.categories import LineKind
from app.records.staff.change import retire
from app.records.staff.step_up import step_up
from app.trust.deeds import Deed
from app.trust.rights import posts_now
from app.trust.roles import Role
from app.trust.tables import AuditEntry
from app.upkeep.demo import PIN

SA, CASHIER, CARE = Role.SERVICE_ADVISOR, Role.CASHIER, Role.CUSTOMER_CARE


def attempts(store: Store) -> list[AuditEntry]:
    with Session(store.engine) as session:
        query = select(AuditEntry).where(AuditEntry.deed == Deed.REFUSED.value).order_by(AuditEntry.seq)
        return list(session.scalars(query))


def test_who_has_left_does_nothing_more_though_still_signed_in(store: Store) -> None:
    order_id = make.order(store)
    advisor = make.desk(store)
    retire(make.desk(store, make.MANAGER), advisor.person.id)
    with refused(store, "session.left"):
        write_note(advisor, order_id, text="我还在")
    with advisor.look() as session:
        assert posts_now(session, advisor.person.id) is None


def test_a_post_taken_away_ends_what_it_allowed_and_all_else_under_it(store: Store) -> None:
    order_id = make.order(store)
    advisor = make.desk(store)
    make.with_posts(store, make.ADVISOR, CARE)
    with refused(store, "session.posts"):
        add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS)
    with refused(store, "session.posts"):
        write_note(advisor, order_id, text="什么都不行")
    write_note(make.desk(store), order_id, text="重新登录以后可以")


def test_a_post_more_disturbs_nobody(store: Store) -> None:
    order_id = make.order(store)
    advisor = make.desk(store)
    make.with_posts(store, make.ADVISOR, SA, CASHIER)
    write_note(advisor, order_id, text="照常")
    with refused(store, "deed.not_allowed"), advisor.deed(Deed.SETTLEMENT_PAY, order_id=order_id):
        pass


def test_an_agreement_ends_with_the_post_of_who_gave_it(store: Store) -> None:
    order_id = make.order(store)
    advisor = make.desk(store)
    line_id = add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS)
    make.with_posts(store, make.OTHER_ADVISOR, Role.SERVICE_MANAGER)
    approval = step_up(advisor, Deed.QUOTE_DISCOUNT, make.OTHER_ADVISOR, pin=PIN)
    make.with_posts(store, make.OTHER_ADVISOR, SA)
    with refused(store, "deed.needs_approval"):
        change_line(advisor, order_id, line_id=line_id, change=LineChange(payable_bp=9_000), approval=approval)


def test_who_tries_without_the_right_is_entered_with_what_they_tried(store: Store) -> None:
    order_id = make.order(store, stage=Stage.IN_QC)
    technician = make.desk(store, make.TECHNICIAN)
    with refused(store, "deed.not_allowed"), technician.deed(Deed.QC_PASS, order_id=order_id):
        pass
    (entry,) = attempts(store)
    assert (entry.person_id, entry.order_id, entry.seat) == (technician.person.id, order_id, technician.seat)
    assert json.loads(entry.details) == {"deed": "qc.pass", "reason": "deed.not_allowed"}


def test_a_held_key_does_not_fill_the_audit(store: Store, clock: FrozenClock) -> None:
    technician = make.desk(store, make.TECHNICIAN)
    for _ in range(30):
        with refused(store, "deed.not_allowed"), technician.deed(Deed.QC_PASS):
            pass
    assert len(attempts(store)) == 1
    clock.advance(minutes=1)
    with refused(store, "deed.not_allowed"), technician.deed(Deed.QC_PASS):
        pass
    assert len(attempts(store)) == 2


def test_nor_does_trying_everything_in_turn(store: Store) -> None:
    nobody = make.desk(store, make.CONSULTANT)
    before = audit_count(store.engine)
    for deed in (*Deed, *Deed):
        with nobody.look() as session:
            may = posts_now(session, nobody.person.id)
        assert may is not None
        try:
            with nobody.deed(deed):
                raise ZeroDivisionError
        except Exception as error:
            assert type(error).__name__ in ("ZeroDivisionError", "NotPermitted"), error
    assert deeds_after(store.engine, before) == (Deed.REFUSED.value,) * 20
