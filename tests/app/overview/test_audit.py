"""The manager's list of deeds: filtered, read on, exported with a reason; nobody else sees it."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import make
import pytest

from app.desk import Desk, Store
from app.exchange.audit_list import export_audit
from app.kernel.clock import FrozenClock
from app.kernel.digest import sha256
from app.kernel.refusal import Refusal, Trouble
from app.order.workflow import Stage
from app.overview import audit
from app.overview.audit import AuditForm, audit_page, walk_chain
from app.trust.deeds import Deed


@pytest.fixture
def manager(store: Store) -> Desk:
    """A manager; two cars were in the house, on two days."""
    make.order(store, stage=Stage.QUOTED)
    clock = store.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(days=1)
    make.order(store, form=make.another_car())
    return make.desk(store, make.MANAGER)


def deeds(desk: Desk, **form: object) -> list[Deed]:
    """What the list shows for a form."""
    return [row.deed for row in audit_page(desk, AuditForm(**form)).rows]  # type: ignore[arg-type]


def test_newest_first_with_names_and_order_numbers(manager: Desk) -> None:
    rows = audit_page(manager, AuditForm()).rows
    assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)
    check_in = next(row for row in rows if row.deed is Deed.ORDER_CHECK_IN)
    assert check_in.person == "林晓岚" and check_in.order_number.startswith("WX")


def test_by_deed_and_by_person(manager: Desk) -> None:
    assert set(deeds(manager, deed=Deed.ORDER_CHECK_IN)) == {Deed.ORDER_CHECK_IN}
    nobody = deeds(manager, person_id=999)
    assert nobody == []


def test_by_day(manager: Desk) -> None:
    today = manager.store.clock.now() - timedelta(hours=12)
    assert Deed.QUOTE_OFFER in deeds(manager, to_at=today)
    assert Deed.QUOTE_OFFER not in deeds(manager, from_at=today)
    assert Deed.ORDER_CHECK_IN in deeds(manager, from_at=today)


def test_by_order(manager: Desk) -> None:
    number = next(row.order_number for row in audit_page(manager, AuditForm()).rows if row.order_number)
    found = audit_page(manager, AuditForm(order_number=f" {number.lower()} ")).rows
    assert {row.order_number for row in found} == {number}


def test_an_unknown_order_is_said(manager: Desk) -> None:
    with pytest.raises(Refusal) as said:
        audit_page(manager, AuditForm(order_number="WX1"))
    assert said.value.code == "audit.no_order" and said.value.field == "audit.order"


def test_what_changed_stands_beside_the_deed(manager: Desk) -> None:
    offer = next(row for row in audit_page(manager, AuditForm(deed=Deed.QUOTE_OFFER)).rows)
    stage = next(change for change in offer.changes if change.column == "stage")
    assert (stage.table, stage.before, stage.after) == ("service_order", "checked_in", "quoted")


def test_a_long_list_is_read_on_page_by_page(manager: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row.seq for row in audit_page(manager, AuditForm()).rows]
    monkeypatch.setattr(audit, "A_PAGE", 7)
    read, before = [], None
    while True:
        page = audit_page(manager, AuditForm(), before_seq=before)
        read += [row.seq for row in page.rows]
        before = page.next_before
        if before is None:
            break
    assert read == whole


def test_only_a_manager_sees_it(manager: Desk) -> None:
    for staff_no in (make.ADVISOR, make.TECHNICIAN, make.CASHIER):
        desk = make.desk(manager, staff_no)
        for look in (lambda desk=desk: audit_page(desk, AuditForm()), lambda desk=desk: walk_chain(desk)):
            with pytest.raises(Refusal) as said:
                look()
            assert said.value.code == "deed.not_allowed"


def test_walking_the_chain_says_how_many_hold(manager: Desk) -> None:
    state = walk_chain(manager)
    assert state.broken_seq is None and state.entries == audit_page(manager, AuditForm()).rows[0].seq


def test_the_list_as_a_file_is_booked_with_reason_and_digest(manager: Desk, tmp_path: Path) -> None:
    target = tmp_path / "audit.csv"
    count = export_audit(manager, AuditForm(deed=Deed.ORDER_CHECK_IN), to=target, reason="年度检查")
    rows = list(csv.reader(StringIO(target.read_text("utf-8-sig"), newline="")))
    assert len(rows) - 1 == count == 2
    newest = audit_page(manager, AuditForm()).rows[0]
    assert newest.deed is Deed.AUDIT_EXPORT
    said = dict(newest.details)
    assert said["reason"] == "年度检查" and said["rows"] == "2" and said["sha256"] == sha256(target.read_bytes())


def test_without_a_reason_nothing_is_written(manager: Desk, tmp_path: Path) -> None:
    before = walk_chain(manager).entries
    with pytest.raises(Refusal) as said:
        export_audit(manager, AuditForm(), to=tmp_path / "audit.csv", reason="  ")
    assert said.value.code == "audit.reason"
    assert not (tmp_path / "audit.csv").exists() and walk_chain(manager).entries == before


def test_a_place_that_cannot_be_written_books_nothing(manager: Desk, tmp_path: Path) -> None:
    before = walk_chain(manager).entries
    with pytest.raises(Trouble):
        export_audit(manager, AuditForm(), to=tmp_path / "nowhere" / "audit.csv", reason="检查")
    assert walk_chain(manager).entries == before
