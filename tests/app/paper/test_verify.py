"""A sealed paper says who signed and when; the store and a computer with only its certificate judge it alike."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.language import Language, use
from app.kernel.refusal import Trouble
from app.order.correction.reopen import reopen
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper.certificate import renew_seal, seal_standing
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.paper.verify import verify_file, verify_paper, verify_with
from app.paper.verify_words import findings, sentences, who_signed
from app.trust.deeds import Deed


@pytest.fixture
def desk(store: Store) -> Desk:
    """A store that seals at once, with a signed agreement."""
    make.order(store, stage=Stage.AUTHORIZED)
    return make.desk(replace(store, makes_files_later=False))


def paper(desk: Desk, kind: PaperKind = PaperKind.AGREEMENT) -> bytes:
    """The sealed file of the order's paper."""
    return open_paper(desk, next(row.id for row in papers_of(desk, 1) if row.kind is kind))


def test_each_hand_has_a_field_of_its_own_and_the_first_certifies(desk: Desk) -> None:
    seals = verify_file(desk, paper(desk)).report.seals
    assert [(seal.field, seal.name) for seal in seals] == [("customer", "王建军"), ("advisor", "林晓岚")]
    assert [seal.covers_all for seal in seals] == [False, True]
    assert all(seal.is_ours and seal.is_whole for seal in seals)
    assert "王建军 于 2026-11-23 10:0" in seals[0].reason
    assert "HT2026000001" in seals[0].reason


def test_the_file_says_the_store_s_own_time(desk: Desk) -> None:
    content = paper(desk)
    (first, _second) = verify_file(desk, content).report.seals
    assert first.sealed_at == desk.store.clock.now()
    assert first.sealed_at is not None
    assert first.sealed_at.utcoffset() == timedelta(hours=8)


def test_a_paper_that_no_hand_signed_is_sealed_by_the_store(store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED)
    desk = make.desk(replace(store, makes_files_later=False))
    (seal,) = verify_file(desk, paper(desk, PaperKind.GATE_PASS)).report.seals
    assert seal.field == "seal"
    assert who_signed(verify_file(desk, paper(desk, PaperKind.GATE_PASS)).report)[0].startswith("Sealed by ")


def test_the_words_say_intact_who_when_and_what_it_proves(desk: Desk) -> None:
    said = sentences(verify_file(desk, paper(desk)))
    at = desk.store.clock.now() + timedelta(hours=8)
    assert said[0].startswith("Intact: HT2026000001")
    assert said[1:3] == (
        f"Signed by 王建军 (Customer), sealed {at:%Y-%m-%d %H:%M}",
        f"Signed by 林晓岚 (Service advisor), sealed {at:%Y-%m-%d %H:%M}",
    )
    assert "made itself" in said[3] and "not who someone is" in said[3]


def test_an_altered_file_is_said_to_be_altered_and_why(desk: Desk) -> None:
    said = sentences(verify_file(desk, paper(desk) + b"\n"))
    assert said[:2] == ("Altered, or not issued by this store.", "Something was added after the last seal.")
    use(Language.CHINESE)
    assert sentences(verify_file(desk, paper(desk) + b"\n"))[1] == "最后一次封存之后又添加了内容。"


def test_with_the_exported_certificate_alone_it_is_judged_too(desk: Desk) -> None:
    (row,) = seal_standing(desk).certificates
    verdict = verify_with(paper(desk), certificate=row.pem.encode())
    assert verdict.is_intact
    assert sentences(verdict)[0] == "Intact: nothing was changed since this store sealed it."
    assert not verify_with(paper(desk) + b"\n", certificate=row.pem.encode()).is_intact
    with pytest.raises(Trouble, match="not a certificate"):
        verify_with(paper(desk), certificate=b"no certificate")


def test_a_newer_certificate_alone_does_not_know_the_older_seal(desk: Desk) -> None:
    content = paper(desk)
    renew_seal(make.desk(desk.store, make.MANAGER), reason="换新")
    new, old = seal_standing(desk).certificates
    assert not verify_with(content, certificate=new.pem.encode()).is_intact
    assert verify_with(content, certificate=old.pem.encode()).is_intact
    assert verify_file(desk, content).is_intact


def test_a_paper_from_before_there_were_seals_is_proved_by_its_digest(desk: Desk) -> None:
    row = papers_of(desk, 1)[0]
    open_paper(desk, row.id)
    with Session(desk.store.engine) as session, session.begin():
        session.execute(text("DROP TRIGGER paper_keeps_its_file"))
        unsealed = b"%PDF-1.4 from before"
        digest = desk.store.blobs.put(unsealed)
        session.execute(text(f"UPDATE paper SET file_sha256 = '{digest}', certificate_id = NULL WHERE id = {row.id}"))
    found = verify_paper(desk, row.id)
    assert (found.is_sound, found.seal) == (True, None)
    assert findings(found) == ("Unaltered. It was issued before papers were sealed; its digest proves it.",)
    assert verify_file(desk, unsealed).is_intact
    assert not verify_file(desk, unsealed + b" ").is_intact


def test_findings_name_what_speaks_against_a_paper(desk: Desk) -> None:
    row = papers_of(desk, 1)[0]
    assert findings(verify_paper(desk, row.id)) == ("Not typeset yet: it is sealed when it is first opened.",)
    open_paper(desk, row.id)
    assert findings(verify_paper(desk, row.id))[0] == "Unaltered since it was sealed."
    filed = papers_of(desk, 1)[0].file_sha256
    assert filed is not None
    desk.store.blobs.path(filed).unlink()
    assert findings(verify_paper(desk, row.id)) == ("Its file is missing, or not the one that was issued.",)


def test_an_intact_paper_that_was_voided_later_is_said_to_be_void(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    desk = make.desk(replace(store, makes_files_later=False))
    certificate = next(row for row in papers_of(desk, order_id) if row.kind is PaperKind.CERTIFICATE)
    file = open_paper(desk, certificate.id)
    assert not any("Void" in said for said in sentences(verify_file(desk, file)))
    approval = make.agreed(store, Deed.ORDER_REOPEN, by=make.INSPECTOR)
    reopen(make.desk(store, make.MANAGER), order_id, reason="漏油", approval=approval)
    verdict = verify_file(desk, file)
    assert verdict.is_intact
    here = f"{store.clock.now() + timedelta(minutes=store.utc_offset_minutes):%Y-%m-%d %H:%M}"
    assert sentences(verdict)[1].startswith(f"Void since {here}:"), "by the store's clock, as everything else it shows"
    assert sentences(verdict)[1].endswith("漏油")
