"""A person's own copy: one file, everything in it, readable, entered with its reason."""

import json
import zipfile
from pathlib import Path

import make
import pytest
from sqlalchemy import select

from app.desk import Desk, Store
from app.kernel.language import Language, use
from app.kernel.refusal import Trouble
from app.order.workflow import Stage
from app.privacy.copy_of_data import copy_of_data
from app.privacy.person_copy import person_copy_in
from app.privacy.retention import retention_years
from app.records.catalogue.categories import LineKind
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.records.store.rules import RETENTION
from app.records.store.tables import Setting
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found
from app.upkeep.demo import PASSWORD
from app.upkeep.visit import PlannedLine
from tests.refusing import audit_count, refused


@pytest.fixture
def desk(store: Store) -> Desk:
    """An advisor; one visit, settled."""
    make.order(store, stage=Stage.SETTLED)
    return make.desk(store)


def approval(desk: Desk) -> Approval:
    return step_up(desk, Deed.DATA_COPY, make.MANAGER, pin=PASSWORD)


def customer_id(desk: Desk) -> int:
    with desk.look() as session:
        return session.scalars(select(Customer.id)).one()


def test_everything_is_in_one_file(desk: Desk, tmp_path: Path) -> None:
    use(Language.CHINESE)
    target = tmp_path / "copy.zip"
    papers = copy_of_data(desk, customer_id(desk), to=target, reason="本人到店要求", approval=approval(desk))
    with zipfile.ZipFile(target) as file:
        names = file.namelist()
        told = file.read("个人信息.txt").decode()
        data = json.loads(file.read("personal-data.json"))
    assert papers > 4 and sum(name.startswith("papers/") for name in names) == papers
    for words in ("王建军", "14000000001", "苏A8K2M6", "刹车有异响", "更换前制动片"):
        assert words in told, words
    assert data["name"] == "王建军" and data["visits"][0]["payments"]


def test_additional_work_stands_beside_what_was_agreed_first(store: Store) -> None:
    added = (PlannedLine(LineKind.LABOUR, "LB-R013"),)
    make.order(store, stage=Stage.IN_WORK, finding="左前下摆臂胶套开裂", additional=added)
    with make.desk(store).look() as session:
        (visit,) = person_copy_in(session, session.scalars(select(Customer)).one()).visits
    assert [name for name, _fen in visit.lines] == ["更换前制动片", "全合成机油 5W-30 4L", "更换下摆臂（一侧）"]


def test_it_is_entered_with_reason_and_digest(desk: Desk, tmp_path: Path) -> None:
    copy_of_data(desk, customer_id(desk), to=tmp_path / "a.zip", reason="本人到店要求", approval=approval(desk))
    with desk.look() as session:
        entry = next(found(session, AuditFilter(deed=Deed.DATA_COPY)))
    assert dict(entry.details)["reason"] == "本人到店要求" and "approved_by" in dict(entry.details)


def test_without_a_reason_or_a_second_person_nothing_leaves(desk: Desk, tmp_path: Path) -> None:
    one, agreed = customer_id(desk), approval(desk)
    with refused(desk, "privacy.reason", field="privacy.reason"):
        copy_of_data(desk, one, to=tmp_path / "a.zip", reason=" ", approval=agreed)
    with refused(desk, "deed.needs_approval"):
        copy_of_data(desk, one, to=tmp_path / "a.zip", reason="本人要求")
    assert not list(tmp_path.glob("*.zip"))


def test_a_place_that_cannot_be_written_books_nothing(desk: Desk, tmp_path: Path) -> None:
    one, agreed = customer_id(desk), approval(desk)
    copy_of_data(desk, one, to=tmp_path / "a.zip", reason="先做好单据文件", approval=agreed)
    before = audit_count(desk.store.engine)
    with pytest.raises(Trouble):
        copy_of_data(desk, one, to=tmp_path / "nowhere" / "a.zip", reason="本人要求", approval=agreed)
    assert audit_count(desk.store.engine) == before


def test_the_time_of_keeping_is_the_stores_but_not_below_the_law(desk: Desk) -> None:
    with desk.look() as session:
        assert retention_years(session) == 6
        for typed, years in (("10", 10), ("1", 2), ("nonsense", 6)):
            session.merge(Setting(key=RETENTION.key, value=typed))
            assert retention_years(session) == years
