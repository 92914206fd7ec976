"""Somebody goes at the store's files with another tool: what was touched is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import make
import pytest
import sqlcipher3.dbapi2 as sqlite

from app.desk import Store
from app.kernel.refusal import Trouble
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper.queries import papers_of
from app.trust import chain
from app.upkeep.doctor import examine
from app.upkeep.opening import FILE_NAME, open_store

pytestmark = pytest.mark.faults
Tool = Callable[[sqlite.Connection], object]


@pytest.fixture
def worked(store: Store) -> Store:
    """A store in which one paper is filed."""
    filing = replace(store, makes_files_later=False)
    make.order(filing)
    make.order(store, stage=Stage.AUTHORIZED, form=make.another_car())
    return filing


def with_another_tool(store: Store, tool: Tool) -> None:
    """As someone does who closes the program and opens its file elsewhere."""
    store.engine.dispose()
    connection = sqlite.connect(str(store.folder / FILE_NAME))
    tool(connection)
    connection.commit()
    connection.close()


def faults(store: Store) -> set[str]:
    return {finding.check for finding in examine(make.desk(store)) if not finding.is_sound}


def test_control_an_untouched_store_has_no_fault(worked: Store) -> None:
    with_another_tool(worked, lambda connection: connection.execute("SELECT 1"))
    assert faults(worked) == set()


def test_an_amount_in_the_chain_that_was_made_smaller_is_told(worked: Store) -> None:
    def smaller(connection: sqlite.Connection) -> None:
        connection.execute("DROP TRIGGER audit_entry_no_UPDATE")
        connection.execute("UPDATE audit_entry SET details = replace(details, '63800', '3800')")

    with_another_tool(worked, smaller)
    assert faults(worked) == {"audit"}


def test_the_first_broken_entry_is_named_though_many_are(worked: Store) -> None:
    def many(connection: sqlite.Connection) -> None:
        connection.execute("DROP TRIGGER audit_entry_no_UPDATE")
        connection.execute("UPDATE audit_entry SET seat = 'x' WHERE seq >= 5")

    with_another_tool(worked, many)
    with make.desk(worked).look() as session:
        assert chain.verify(session, worked.chain_key).broken_seq == 5


def test_a_store_with_another_store_s_key_is_told(worked: Store, tmp_path: Path) -> None:
    worked.engine.dispose()
    (worked.folder / "forecourt.key").write_bytes(b"k" * 32)
    again = open_store(worked.folder / FILE_NAME, clock=worked.clock)
    assert faults(again) == {"audit"}
    again.engine.dispose()


def test_an_altered_paper_is_never_opened_as_if_it_were_sound(worked: Store) -> None:
    (paper,) = papers_of(make.desk(worked), 1)
    path = worked.blobs.path(paper.file_sha256 or "")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(Trouble, match="altered"):
        open_paper(make.desk(worked), paper.id)
    assert faults(worked) == {"papers"}


def test_a_missing_paper_is_told_and_not_made_anew_behind_one_s_back(worked: Store) -> None:
    (paper,) = papers_of(make.desk(worked), 1)
    path = worked.blobs.path(paper.file_sha256 or "")
    path.unlink()
    with pytest.raises(Trouble, match="missing"):
        open_paper(make.desk(worked), paper.id)
    assert not path.exists()
    assert faults(worked) == {"papers"}


def test_a_page_of_the_database_that_was_zeroed_is_told(worked: Store) -> None:
    worked.engine.dispose()
    path = worked.folder / FILE_NAME
    with path.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"\0" * 4096)
    try:
        found = faults(open_store(path, clock=worked.clock))
    except Trouble as trouble:
        assert trouble.remedy
    else:
        assert "integrity" in found
