"""Canonical JSON: equal contents give equal bytes, and come back as they were."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.digest import canonical, sha256, short, thaw


@dataclass(frozen=True, slots=True)
class Content:
    name: str
    total_fen: int
    at: datetime
    on: date
    lines: tuple[str, ...] = ()


AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONTENTS = st.builds(
    Content, st.text(), st.integers(-(2**53), 2**53), st.just(AT), st.dates(), st.lists(st.text()).map(tuple)
)


@given(CONTENTS)
def test_what_was_frozen_thaws_as_it_was(content: Content) -> None:
    assert thaw(canonical(content), Content) == content


@given(CONTENTS, CONTENTS)
def test_two_contents_have_one_digest_only_if_they_are_equal(one: Content, other: Content) -> None:
    assert (sha256(canonical(one)) == sha256(canonical(other))) == (one == other)


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == '{"a":2,"b":1}'


def test_a_digest_is_short_enough_to_compare_by_eye() -> None:
    assert short("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123 4567"
    assert short("0123456789ab") == "0123 4567 89ab"
