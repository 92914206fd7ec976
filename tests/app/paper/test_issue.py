"""A paper is frozen in the deed it proves and typeset from what was frozen (decision 0003)."""

from dataclasses import replace

import make
import msgspec
import pytest
from refusing import contents, refused
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.digest import sha256
from app.kernel.language import Language
from app.order.workflow import Stage
from app.overview.papers import FORMS, file_what_is_left, open_paper, paper_of, render
from app.paper.hand_out import Way, hand_out
from app.paper.kinds import CODES, TITLES, PaperKind, sheet_number
from app.paper.queries import PaperId, PaperRow, file_of, papers_of, who_issued
from app.paper.tables import Paper, PaperSignature
from app.paper.verify import verify_paper
from app.records.customers.tables import Customer
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry


def filing(store: Store) -> Store:
    """The same store where a paper's file is made at once."""
    return replace(store, makes_files_later=False)


def checkin_sheet(store: Store, order_id: int) -> PaperRow:
    return papers_of(make.desk(store), order_id)[0]


def details(store: Store, deed: Deed) -> dict[str, object]:
    with Session(store.engine) as session:
        query = select(AuditEntry.details).where(AuditEntry.deed == deed.value).order_by(AuditEntry.seq.desc())
        return dict(msgspec.json.decode(session.scalars(query).first() or "{}"))


def unguarded(session: Session) -> None:
    """Go at the papers as another tool would, which knows nothing of the database's own guards."""
    for trigger in ("paper_stays_as_issued", "paper_keeps_its_file"):
        session.execute(text(f"DROP TRIGGER {trigger}"))


def forget_the_file(store: Store) -> None:
    """As if the power had gone between the deed and its file."""
    with Session(store.engine) as session, session.begin():
        unguarded(session)
        session.execute(update(Paper).values(file_sha256=None, certificate_id=None))


def typeset_part(pdf: bytes) -> bytes:
    """What was typeset, before the first seal was added behind it."""
    return pdf[: pdf.index(b"%%EOF") + 5]


def test_content_digest_file_and_chain_say_the_same(store: Store) -> None:
    order_id = make.order(filing(store))
    paper = checkin_sheet(store, order_id)
    with Session(store.engine) as session:
        row = session.get_one(Paper, paper.id)
        assert sha256(row.content) == row.digest == paper.digest
        assert "王建军" in row.content
        signed = session.scalars(select(PaperSignature).where(PaperSignature.paper_id == paper.id)).all()
    assert {one.digest for one in signed} == {paper.digest}
    assert details(store, Deed.ORDER_CHECK_IN)["checkin_digest"] == paper.digest
    assert details(store, Deed.PAPER_FILE)["sha256"] == paper.file_sha256
    assert details(store, Deed.PAPER_FILE)["seal"] == details(store, Deed.SEAL_RENEW)["fingerprint"]
    content = file_of(make.desk(store), paper.id)
    assert sha256(content) == paper.file_sha256
    assert content.startswith(b"%PDF-")


def test_a_second_look_gives_the_same_bytes(store: Store) -> None:
    order_id = make.order(filing(store))
    paper = checkin_sheet(store, order_id)
    first = open_paper(make.desk(store), paper.id)
    before = contents(store.engine)
    assert open_paper(make.desk(store), paper.id) == first
    assert contents(store.engine) == before


def test_two_who_open_a_paper_at_once_get_the_file_that_was_filed_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, desk = checkin_sheet(store, make.order(store)), make.desk(store)
    form, first = FORMS[PaperKind.CHECKIN], list[bytes]()

    def while_another_opens_it(*given: object, **named: object) -> bytes:
        if not first:
            first.append(b"")
            first[0] = open_paper(desk, paper.id)
        return form.typeset(*given, **named)

    monkeypatch.setitem(FORMS, PaperKind.CHECKIN, replace(form, typeset=while_another_opens_it))
    assert open_paper(desk, paper.id) == first[0] != b""
    with Session(store.engine) as session:
        entries = session.scalars(select(AuditEntry.seq).where(AuditEntry.deed == Deed.PAPER_FILE.value)).all()
    assert len(entries) == 1


def test_what_changes_later_does_not_reach_an_issued_paper(store: Store) -> None:
    order_id = make.order(filing(store))
    paper = checkin_sheet(store, order_id)
    first = open_paper(make.desk(store), paper.id)
    with Session(store.engine) as session, session.begin():
        session.execute(update(Customer).values(name="李㛃", mobile="14000000002"))
    forget_the_file(store)
    again = open_paper(make.desk(filing(store)), paper.id)
    assert typeset_part(again) == typeset_part(first)
    assert again != first, "sealed anew, and no two seals are the same bytes"


def test_after_a_power_cut_the_file_is_made_from_what_was_frozen(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    desk = make.desk(filing(store))
    left = papers_of(desk, order_id)
    assert [paper.file_sha256 for paper in left] == [None] * 3
    with refused(store, "paper.unfiled"):
        file_of(desk, left[0].id)
    assert file_what_is_left(desk) == 3
    assert all(paper.file_sha256 and store.blobs.is_sound(paper.file_sha256) for paper in papers_of(desk, order_id))
    before = contents(store.engine)
    assert file_what_is_left(desk) == 0
    assert contents(store.engine) == before


def test_a_file_made_later_is_the_file_that_would_have_been_made_at_once(store: Store) -> None:
    order_id = make.order(filing(store))
    paper = checkin_sheet(store, order_id)
    first = open_paper(make.desk(store), paper.id)
    forget_the_file(store)
    again = open_paper(make.desk(filing(store), make.CASHIER), paper.id)
    assert typeset_part(again) == typeset_part(first)


def test_a_paper_knows_the_head_of_the_chain_it_was_frozen_at(store: Store) -> None:
    order_id = make.order(store)
    with Session(store.engine) as session:
        paper = session.get_one(Paper, checkin_sheet(store, order_id).id)
        entry = session.get_one(AuditEntry, paper.chain_seq)
        assert paper.chain_mac == entry.mac


def test_a_sound_paper_is_said_to_be_sound(store: Store) -> None:
    paper = checkin_sheet(store, make.order(filing(store)))
    found = verify_paper(make.desk(store), paper.id)
    assert (found.content_is_whole, found.file_is_whole, found.signatures_are_bound) == (True, True, True)
    assert found.is_sound


def test_a_paper_without_a_file_yet_is_not_unsound(store: Store) -> None:
    found = verify_paper(make.desk(store), checkin_sheet(store, make.order(store)).id)
    assert found.file_is_whole is None
    assert found.is_sound


@pytest.mark.parametrize("what", ["content", "signature", "file"])
def test_whatever_was_altered_is_found(store: Store, what: str) -> None:
    paper = checkin_sheet(store, make.order(filing(store)))
    with Session(store.engine) as session, session.begin():
        unguarded(session)
        if what == "content":
            row = session.get_one(Paper, paper.id)
            row.content = row.content.replace("王建军", "李㛃")
        if what == "signature":
            session.execute(update(PaperSignature).values(digest="0" * 64))
    if what == "file" and paper.file_sha256:
        path = store.blobs.path(paper.file_sha256)
        path.write_bytes(path.read_bytes() + b" ")
    found = verify_paper(make.desk(store), paper.id)
    assert not found.is_sound
    sound = {"content": found.content_is_whole, "file": found.file_is_whole, "signature": found.signatures_are_bound}
    assert [name for name, is_whole in sound.items() if not is_whole] == [what]


def test_a_file_is_recognised_as_ours_by_its_digest(store: Store) -> None:
    paper = checkin_sheet(store, make.order(filing(store)))
    found = who_issued(make.desk(store), paper.file_sha256 or "")
    assert found == paper
    assert who_issued(make.desk(store), "0" * 64) is None


def test_a_paper_is_found_by_its_own_number_or_the_order_s(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    desk = make.desk(store)
    agreement = papers_of(desk, order_id)[-1]
    assert paper_of(desk, PaperKind.AGREEMENT, " ht2026000001 ") == agreement.id
    assert paper_of(desk, PaperKind.AGREEMENT, "wx2026000001") == agreement.id
    for kind, number in ((PaperKind.AGREEMENT, "WX2099000001"), (PaperKind.SETTLEMENT, "WX2026000001")):
        with refused(store, "paper.unknown"):
            paper_of(desk, kind, number)


def test_the_newest_paper_of_a_kind_is_the_one_that_counts(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED, fails_final_check="QG-09")
    desk = make.desk(store)
    newest = [paper for paper in papers_of(desk, order_id) if paper.kind is PaperKind.WORK_ORDER][-1]
    assert newest.number == "WX2026000001-D06-2"
    assert paper_of(desk, PaperKind.WORK_ORDER, "WX2026000001") == newest.id


def test_handing_out_is_written_down_and_changes_no_file(store: Store) -> None:
    order_id = make.order(filing(store))
    paper = checkin_sheet(store, order_id)
    hand_out(make.desk(store), paper.id, way=Way.PRINTED)
    assert details(store, Deed.PAPER_PRINT) == {
        "paper_number": "WX2026000001-D01", "kind": "checkin", "way": "printed",
    }  # fmt: skip
    assert checkin_sheet(store, order_id) == paper
    with refused(store, "row.gone"):
        hand_out(make.desk(store), PaperId(4711), way=Way.SAVED)


def test_a_reading_copy_in_another_language_is_not_filed(store: Store) -> None:
    paper = checkin_sheet(store, make.order(filing(store)))
    before = contents(store.engine)
    for language in Language:
        assert render(make.desk(store), paper.id, language).startswith(b"%PDF-")
    assert contents(store.engine) == before


def test_every_kind_of_paper_has_a_code_a_title_and_a_form() -> None:
    assert set(CODES) == set(TITLES) == set(FORMS) == set(PaperKind)
    assert len(set(TITLES.values())) == len(PaperKind)
    # The two papers with a minus are forms of the settlement list.
    assert {kind for kind in PaperKind if CODES[kind] == "D09"} == {
        PaperKind.SETTLEMENT, PaperKind.REVERSAL, PaperKind.REFUND,
    }  # fmt: skip
    assert len(set(CODES.values())) == len(PaperKind) - 2


def test_a_further_sheet_of_a_kind_is_numbered_on() -> None:
    assert sheet_number("WX2026000021", PaperKind.INSPECTION) == "WX2026000021-D02"
    assert sheet_number("WX2026000021", PaperKind.INSPECTION, 1) == "WX2026000021-D02-2"


def test_in_a_store_that_files_later_a_paper_is_made_when_it_is_first_opened(store: Store) -> None:
    paper = checkin_sheet(store, make.order(store))
    assert paper.file_sha256 is None
    assert open_paper(make.desk(store), paper.id).startswith(b"%PDF-")
    assert checkin_sheet(store, 1).file_sha256 is not None
