"""The store's own figures: read by who needs them, set by a manager within bounds, told in the audit."""

import json

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.quote.edit import LineChange, add_item, change_line
from app.overview.standing import standing
from app.privacy.retention import retention_years
from app.records.catalogue.categories import LineKind
from app.records.store.rules import RULES, change_rules, rule_in, rules
from app.records.store.tables import Setting
from app.trust.tables import AuditEntry

COMPLAINTS = ("12", "24", "48", "72", "0", "2000", "3")
USUAL = ("95", "80", "3", "6", "10", "15", "2000", *COMPLAINTS)


def test_without_a_word_the_usual_figures_hold(store: Store) -> None:
    desk = make.desk(store, make.MANAGER)
    assert tuple(str(row.shown) for row in rules(desk)) == USUAL
    change_rules(desk, typed=USUAL)
    with desk.look() as session:
        assert session.scalars(select(Setting).where(Setting.key.in_([rule.key for rule in RULES]))).all() == []


def test_what_is_set_holds_at_once_and_the_audit_says_what_it_was(store: Store) -> None:
    manager, advisor = make.desk(store, make.MANAGER), make.desk(store)
    order_id = make.order(store)
    line_id = add_item(advisor, order_id, kind=LineKind.LABOUR, code=make.PADS)
    with refused(store, "deed.needs_approval"):
        change_line(advisor, order_id, line_id=line_id, change=LineChange(payable_bp=9_000))
    change_rules(manager, typed=("90", "85", "５", "10", "10", "15", "2000", *COMPLAINTS))
    change_line(advisor, order_id, line_id=line_id, change=LineChange(payable_bp=9_000))
    with refused(store, "discount.limit") as caught:
        change_line(manager, order_id, line_id=line_id, change=LineChange(payable_bp=8_400))
    assert "85 %" in caught.value.sentence
    assert standing(manager).lock_minutes == 5
    with Session(store.engine) as session:
        assert retention_years(session) == 10
        query = select(AuditEntry.details).where(AuditEntry.deed == "store.setup").order_by(AuditEntry.seq.desc())
        details = json.loads(session.scalars(query).first() or "")
    assert details["discount.advisor_lowest_bp"] == "9500 → 9000" and details["desk.lock_minutes"] == "3 → 5"


@pytest.mark.parametrize(
    ("typed", "code", "key"),
    [
        (("101", "80", "3", "6", "10", "15", "2000"), "rule.bounds", "discount.advisor_lowest_bp"),
        (("95", "49", "3", "6", "10", "15", "2000"), "rule.bounds", "discount.manager_lowest_bp"),
        (("95", "80", "0", "6", "10", "15", "2000"), "rule.bounds", "desk.lock_minutes"),
        (("95", "80", "3", "1", "10", "15", "2000"), "rule.bounds", "privacy.retention_years"),
        (("95", "80", "three", "6", "10", "15", "2000"), "rule.bounds", "desk.lock_minutes"),
        (("95", "80", "3", "6", "61", "15", "2000"), "rule.bounds", "reception.wait_minutes"),
        (("90", "95", "3", "6", "10", "15", "2000"), "rule.order", "discount.manager_lowest_bp"),
        ((*USUAL[:7], "12", "11", "48", "72", "0", "2000", "3"), "rule.order", "complaint.investigation_hours"),
        ((*USUAL[:7], "12", "24", "48", "47", "0", "2000", "3"), "rule.order", "complaint.verification_hours"),
        ((*USUAL[:7], "12", "24", "48", "72", "500", "499", "3"), "rule.order", "complaint.manager_limit_fen"),
        ((*USUAL[:7], "0", "24", "48", "72", "0", "2000", "3"), "rule.bounds", "complaint.reply_hours"),
        ((*USUAL[:7], "12", "24", "48", "72", "0", "2000", "0"), "rule.bounds", "complaint.least_attempts"),
    ],
)
def test_beyond_the_bounds_nothing_is_set(store: Store, typed: tuple[str, ...], code: str, key: str) -> None:
    with refused(store, code, field=f"settings.rule.{key}"):
        change_rules(make.desk(store, make.MANAGER), typed=(*typed, *COMPLAINTS)[: len(RULES)])


def test_an_advisor_sets_none(store: Store) -> None:
    with refused(store, "deed.not_allowed"):
        change_rules(make.desk(store), typed=("90", "80", "3", "6", "10", "15", "2000", *COMPLAINTS))


def test_what_was_written_past_the_program_is_kept_within_the_bounds(store: Store) -> None:
    with make.desk(store).look() as session:
        for rule in RULES:
            for written, value in (("99999999", rule.most), ("0", rule.least), ("x", rule.default)):
                session.merge(Setting(key=rule.key, value=written))
                assert rule_in(session, rule) == value
