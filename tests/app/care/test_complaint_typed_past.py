"""When a complaint came, as people say it."""

from datetime import UTC, datetime

import make
import pytest
from refusing import refused

from app.care.complaints.queries import complaint_view
from app.care.complaints.register import Entry
from app.care.complaints.typed_past import read_past
from app.desk import Store
from app.kernel.refusal import Refusal
from tests.complaint_steps import CARE, complaint

# 5 January 2027, 10:20 by the store's clock.
NOW = datetime(2027, 1, 5, 2, 20, 33, tzinfo=UTC)
VECTORS = [
    ("9:30", "2027-01-05 09:30"), ("今天 9:30", "2027-01-05 09:30"), ("today 9:30", "2027-01-05 09:30"),
    ("今早8点", "2027-01-05 08:00"), ("0930", "2027-01-05 09:30"), ("９：３０", "2027-01-05 09:30"),
    ("昨天 17:00", "2027-01-04 17:00"), ("昨天17点半", "2027-01-04 17:30"), ("昨天下午5点", "2027-01-04 17:00"),
    ("昨晚 8:15", "2027-01-04 20:15"), ("yesterday 17:00", "2027-01-04 17:00"), ("昨日 中午12点", "2027-01-04 12:00"),
    ("前天 9:00", "2027-01-03 09:00"), ("前天上午9时5分", "2027-01-03 09:05"), ("昨天中午1点", "2027-01-04 13:00"),
    ("2小时前", "2027-01-05 08:20"), ("2 小时前", "2027-01-05 08:20"), ("1.5个小时前", "2027-01-05 08:50"),
    ("2 hours ago", "2027-01-05 08:20"), ("1 hour ago", "2027-01-05 09:20"), ("2h ago", "2027-01-05 08:20"),
    ("30分钟前", "2027-01-05 09:50"), ("30 minutes ago", "2027-01-05 09:50"), ("26小时前", "2027-01-04 08:20"),
    ("12-30 10:00", "2026-12-30 10:00"), ("12月30日10:00", "2026-12-30 10:00"), ("1-4 18:00", "2027-01-04 18:00"),
    ("1/6 9:00", "2026-01-06 09:00"), ("2-29 9:00", "2024-02-29 09:00"), ("2026-12-30 10:00", "2026-12-30 10:00"),
    ("1-5 23:00", "2027-01-05 23:00"), ("2027年1月4日 9点", "2027-01-04 09:00"), ("昨天上午11点", "2027-01-04 11:00"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), VECTORS)
def test_people_say_when_it_came(typed: str, meant: str) -> None:
    found = read_past(typed, now=NOW, utc_offset_minutes=480, field="complaint.received")
    assert found == datetime.fromisoformat(f"{meant}+08:00")


@pytest.mark.parametrize(
    "typed",
    ["早上", "昨天", "17", "明天 9:00", "25:00", "昨天 9:61", "13-1 9:00", "2-30 9:00", "2026-2-29 9:00", "2小时后"],
)
def test_what_says_no_time_of_the_past_is_refused_with_one(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_past(typed, now=NOW, utc_offset_minutes=480, field="complaint.received")
    assert (caught.value.code, caught.value.field) == ("complaint.when", "complaint.received")
    assert "昨天 17:00" in caught.value.sentence


def test_its_clocks_run_from_yesterday(store: Store) -> None:
    found = complaint(store, entry=Entry("昨天打过电话", name="罗菲", received="昨天 17:00"))
    assert complaint_view(make.desk(store, CARE), found).row.received_at.isoformat() == "2026-11-22T09:00:00+00:00"


def test_it_did_not_come_this_evening_yet(store: Store) -> None:
    with refused(store, "complaint.received", field="complaint.received"):
        complaint(store, entry=Entry("没讲解", name="罗菲", received="今天 23:00"))
