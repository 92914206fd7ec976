"""A scan comes from outside: measured before it is opened, kept as pictures of its pages, bound to what was signed."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import make
import msgspec
import pypdfium2
import pytest
from PIL import Image
from refusing import contents, refused
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.digest import sha256
from app.kernel.picture import LARGEST_FILE
from app.order.agreement.preview import preview_agreement
from app.order.agreement.sign import Consents, prepare_agreement, sign_agreement
from app.order.checkin.check_in import check_in, preview_check_in
from app.order.handover.explanation import Grade
from app.order.handover.hand_over import Leaving, note_leaving, sign_handover, tick
from app.order.handover.preview import preview_handover
from app.order.handover.queries import handover
from app.order.queries import head
from app.order.quote.offer import decide
from app.order.quote.queries import versions
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper.content import Given, Signed, SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of, scan_of
from app.paper.scan import MOST_PAGES, keep_scan, tidy_scan
from app.paper.tables import PaperSignature
from app.paper.verify import verify_paper
from app.records.catalogue.categories import Decision
from app.trust.tables import AuditEntry
from app.upkeep.backup.prove import files_named
from app.upkeep.doctor import examine
from tests.papers.reading import text


def picture(*size: int, kind: str = "PNG") -> bytes:
    """A white sheet of so many pixels."""
    out = BytesIO()
    Image.new("L", size, 255).save(out, kind)
    return out.getvalue()


def document(pages: int, *, edge: float = 595.0) -> bytes:
    """A PDF with words, a link and a script."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(edge, edge * 1.4))
    for number in range(pages):
        canvas.drawString(72, 300, f"page {number}")
        canvas.linkURL("http://elsewhere.example", (0, 0, 200, 200))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """The pages in points."""
    opened = pypdfium2.PdfDocument(pdf)
    found = [tuple(round(edge) for edge in opened[at].get_size()) for at in range(len(opened))]
    opened.close()
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_becomes_one_page(kind: str) -> None:
    assert sizes(tidy_scan(picture(1654, 2339, kind=kind))) == [(595, 842)]


def test_of_a_pdf_only_the_looks_are_kept(tmp_path: Path) -> None:
    kept = tidy_scan(document(2))
    assert len(sizes(kept)) == 2
    assert b"elsewhere" not in kept and b"/URI" not in kept
    assert text(kept) == "", "pictures, no words"


def test_a_page_that_says_it_is_a_kilometre_long_is_drawn_no_larger_than_it_is_kept() -> None:
    ((wide, high),) = sizes(tidy_scan(document(1, edge=14_000.0)))
    assert max(wide, high) <= 842


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan.unreadable"), (b"no picture", "scan.unreadable"), (b"%PDF-1.7 nothing", "scan.unreadable"),
        (picture(900, 900)[:300], "scan.unreadable"), (b"\0" * (LARGEST_FILE + 1), "scan.large"),
        (picture(10_001, 4_000), "scan.large"), (picture(20_000, 20_000), "scan.large"),
        (document(MOST_PAGES + 1), "scan.pages"),
    ],
    ids=["nothing", "words", "broken pdf", "cut picture", "bytes", "pixels", "a bomb", "pages"],
)  # fmt: skip
def test_what_is_no_scan_is_refused(store: Store, content: bytes, code: str) -> None:
    with refused(store, code, field="sign.paper.scan"):
        keep_scan(make.desk(store), content)
    assert not [path for path in store.blobs.folder.rglob("*") if path.is_file()]


def on_paper(store: Store, role: SignerRole = SignerRole.CUSTOMER) -> Signed:
    """The customer's signature on a sheet of paper."""
    scan = keep_scan(make.desk(store), picture(1654, 2339))
    return Given(scan=scan).by(role, "王建军", store.clock.now())


def quoted(store: Store) -> int:
    order_id = make.order(store, stage=Stage.QUOTED)
    lines = versions(make.desk(store), order_id)[-1].lines
    decide(make.desk(store), order_id, decisions=tuple((line.id, Decision.ACCEPTED) for line in lines))
    return order_id


def newest(store: Store, order_id: int, kind: PaperKind) -> PaperRow:
    return [paper for paper in papers_of(make.desk(store), order_id) if paper.kind is kind][-1]


def test_an_agreement_signed_with_a_pen_needs_no_consent_to_an_electronic_signature(store: Store) -> None:
    order_id, filing = quoted(store), make.desk(replace(store, makes_files_later=False))
    shown = prepare_agreement(filing, order_id).digest
    advisor = Signed(SignerRole.ADVISOR, "林晓岚", store.clock.now())
    hand = on_paper(store)
    sign_agreement(filing, order_id, shown=shown, consents=Consents(to_privacy=True), signatures=(hand, advisor))

    paper = newest(store, order_id, PaperKind.AGREEMENT)
    assert head(filing, order_id).stage is Stage.AUTHORIZED
    assert (paper.is_on_paper, paper.scan_sha256) == (True, hand.scan)
    assert sizes(scan_of(filing, paper)) == [(595, 842)]
    assert f"纸质签署，扫描件{hand.scan[:4]}" in text(open_paper(filing, paper.id))
    assert verify_paper(filing, paper.id).is_sound
    with Session(store.engine) as session:
        row = session.scalars(select(PaperSignature).where(PaperSignature.scan_file_sha256 == hand.scan)).one()
        assert row.digest == paper.digest, "the scan is bound to the content it was given for"
        entry = session.scalars(select(AuditEntry.details).where(AuditEntry.deed == "agreement.sign")).one()
    assert msgspec.json.decode(entry)["agreement_scan"] == hand.scan


def test_without_a_scan_the_pen_does_not_count(store: Store) -> None:
    order_id = quoted(store)
    shown = prepare_agreement(make.desk(store), order_id).digest
    nothing = Given().by(SignerRole.CUSTOMER, "王建军", store.clock.now())
    with refused(store, "agreement.e_signature", field="sign.e_signature_consent"):
        sign_agreement(
            make.desk(store), order_id, shown=shown, consents=Consents(to_privacy=True), signatures=(nothing,)
        )


def test_a_check_in_and_a_handover_are_signed_with_a_pen_too(store: Store) -> None:
    advisor = Signed(SignerRole.ADVISOR, "林晓岚", store.clock.now())
    form = make.checkin_form(promised_at=store.clock.now() + make.STAY)
    received = check_in(make.desk(store), form, signatures=(on_paper(store), advisor))
    assert newest(store, received.order_id, PaperKind.CHECKIN).is_on_paper

    settled = make.order(store, stage=Stage.SETTLED, form=make.another_car())
    assert not newest(store, settled, PaperKind.CHECKIN).is_on_paper
    finish_telling(store, settled)
    sign_handover(make.desk(store), settled, signatures=(on_paper(store), advisor))
    assert newest(store, settled, PaperKind.HANDOVER).is_on_paper


def finish_telling(store: Store, order_id: int) -> None:
    """Everything the customer is told before they sign for the car."""
    for topic in handover(make.desk(store), order_id).topics:
        tick(make.desk(store), order_id, topic=topic, done=True)
    leaving = Leaving(
        out_odometer_km=86_220, next_service_on=store.clock.now().date() + timedelta(days=180), next_service_km=96_000,
        grade=Grade.SATISFIED,
    )  # fmt: skip
    note_leaving(make.desk(store), order_id, leaving=leaving)


def test_what_is_printed_for_the_pen_is_no_draft_and_bears_the_digest(store: Store) -> None:
    order_id = quoted(store)
    digest = prepare_agreement(make.desk(store), order_id).digest
    before = contents(store.engine)
    sheet = preview_agreement(make.desk(store), order_id, to_sign=True)
    assert "草稿" not in text(sheet) and "草稿" in text(preview_agreement(make.desk(store), order_id))
    assert digest[:4] in text(sheet)
    form = make.another_car()
    checkin = preview_check_in(make.desk(store), replace(form, promised_at=store.clock.now() + make.STAY), to_sign=True)
    assert "草稿" not in text(checkin)
    assert contents(store.engine) == before
    settled = make.order(store, stage=Stage.SETTLED, form=make.another_car(2))
    assert "草稿" not in text(preview_handover(make.desk(store), settled))


def test_the_scan_that_is_kept_is_what_its_digest_says(store: Store) -> None:
    digest = keep_scan(make.desk(store), picture(800, 600))
    assert sha256(store.blobs.open(digest)) == digest


def test_a_missing_or_altered_scan_is_told_by_doctor_and_taken_along_by_a_backup(store: Store) -> None:
    order_id = make.order(store)
    paper = newest(store, order_id, PaperKind.CHECKIN)
    scan = keep_scan(make.desk(store), picture(800, 600))
    with Session(store.engine) as session, session.begin():
        session.execute(update(PaperSignature).values(scan_file_sha256=scan))
    assert newest(store, order_id, PaperKind.CHECKIN).scan_sha256 == scan != paper.scan_sha256
    with store.engine.connect() as connection:
        assert scan in files_named(connection.connection.driver_connection)
    assert "scans" not in {one.check for one in examine(make.desk(store)) if not one.is_sound}
    store.blobs.path(scan).write_bytes(b"%PDF-1.4 another")
    assert "scans" in {one.check for one in examine(make.desk(store)) if not one.is_sound}
