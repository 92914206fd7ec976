"""Somebody alters a sealed paper, or makes one of their own: every way is told, the intact one is always valid."""

import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import make
import pypdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.desk import Desk, Store
from app.kernel.digest import sha256
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper import pades
from app.paper.certificate import current_in, make_first, private_key, read_certificate
from app.paper.kinds import PaperKind
from app.paper.pades import check, sign
from app.paper.queries import papers_of
from app.paper.seal_marks import SEAL_FIELD, Place, SealFault, SealReport
from app.paper.verify import own_certificates, verify_file, verify_with
from app.upkeep.found import FOUNDER
from app.upkeep.opening import FILE_NAME, desk_for, open_store

pytestmark = pytest.mark.faults
SEED = 20261123
KINDS = (PaperKind.CHECKIN, PaperKind.AGREEMENT, PaperKind.QUOTE, PaperKind.GATE_PASS)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Papers of one order as they left the store, what it believes in, and a key that somebody else made."""

    desk: Desk
    papers: tuple[bytes, ...]
    certificate: bytes
    forger: tuple[bytes, bytes]


@pytest.fixture
def sealed(store: Store, tmp_path: Path) -> Sealed:
    """Check-in sheet and agreement (two hands each), quote (one) and gate pass (none)."""
    order_id = make.order(store, stage=Stage.DELIVERED)
    desk = make.desk(replace(store, makes_files_later=False))
    papers = tuple(open_paper(desk, paper.id) for paper in papers_of(desk, order_id) if paper.kind in KINDS)
    assert len(papers) == len(KINDS)
    return Sealed(desk, papers, own_certificates(desk)[0], _forger(store, tmp_path))


def _forger(store: Store, tmp_path: Path) -> tuple[bytes, bytes]:
    """A certificate in the store's own name, made with this very program, and its key."""
    other = open_store(tmp_path / "forger" / FILE_NAME, clock=store.clock)
    with make.desk(store).look() as session:
        name = current_in(session).subject
    make_first(desk_for(other).by(FOUNDER), name)
    with desk_for(other).look() as session:
        row = current_in(session)
    key = private_key(other.vault, row)
    other.engine.dispose()
    return read_certificate(row.pem.encode()), key


def _flip(pdf: bytes, dice: random.Random, _sealed: Sealed) -> bytes:
    content, at = bytearray(pdf), dice.randrange(5, len(pdf))
    content[at] ^= 1 << dice.randrange(8)
    return bytes(content)


def _append(pdf: bytes, dice: random.Random, _sealed: Sealed) -> bytes:
    return pdf + dice.choice((b"\n", b" ", b"\0", b"%%EOF\n", b"% a remark\n", dice.randbytes(40)))


def _truncate(pdf: bytes, dice: random.Random, _sealed: Sealed) -> bytes:
    # As far back as the last whole revision: what is left is then a paper whose last signature is gone.
    ends = [at for at in range(len(pdf)) if pdf.startswith(b"%%EOF\n", at)][:-1]
    return pdf[: dice.choice((*(end + 6 for end in ends), dice.randrange(100, len(pdf) - 1)))]


def _edit(pdf: bytes, dice: random.Random, _sealed: Sealed) -> bytes:
    """A further revision, as an editor saves it: the bytes that were signed all stay."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    way = dice.randrange(3)
    if way == 0:
        writer.root[generic.pdf_name("/Lang")] = generic.pdf_string("xx")
        writer.update_root()
    elif way == 1:
        writer.set_info(writer.add_object(generic.DictionaryObject({generic.pdf_name("/Title"): _words("改过")})))
    else:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 0 rg 100 100 200 60 re f"))
        writer.add_stream_to_page(0, stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _words(text: str) -> generic.PdfObject:
    return generic.pdf_string(text)


def _saved_again(pdf: bytes, dice: random.Random, _sealed: Sealed) -> bytes:
    reader = pypdf.PdfReader(BytesIO(pdf))
    writer = pypdf.PdfWriter(clone_from=reader) if dice.randrange(2) else pypdf.PdfWriter()
    if not writer.pages:
        for page in reader.pages:
            writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _swapped(pdf: bytes, dice: random.Random, sealed: Sealed) -> bytes:
    """The same words with a seal of the store's own, made again: all is right but that it was never issued."""
    with sealed.desk.look() as session:
        row = current_in(session)
    return _sealed_again(pdf, sealed.certificate, private_key(sealed.desk.store.vault, row), sealed, dice)


def _other_key(pdf: bytes, dice: random.Random, sealed: Sealed) -> bytes:
    return _sealed_again(pdf, *sealed.forger, sealed, dice)


def _sealed_again(pdf: bytes, certificate: bytes, key: bytes, sealed: Sealed, dice: random.Random) -> bytes:
    typeset = pdf[: pdf.index(b"%%EOF") + 6]
    place = Place(SEAL_FIELD, "店", f"again {dice.randrange(1000)}", "店")
    return sign(typeset, (place,), certificate=certificate, key=key, at=sealed.desk.store.clock.now())


Tamper = Callable[[bytes, random.Random, Sealed], bytes]
# How often each way is tried: in the ordinary run, and in the whole campaign of 320.
WAYS: dict[str, tuple[Tamper, int, int]] = {
    "flip": (_flip, 22, 240), "append": (_append, 4, 20), "truncate": (_truncate, 4, 20),
    "incremental edit": (_edit, 3, 10), "saved again": (_saved_again, 2, 10), "swapped": (_swapped, 3, 10),
    "other key": (_other_key, 2, 10),
}  # fmt: skip


def tampered(sealed: Sealed, way: str, *, is_long: bool) -> list[tuple[bytes, bytes]]:
    """(the paper, what became of it), each different from the other."""
    tamper, few, many = WAYS[way]
    dice = random.Random(f"{SEED} {way}")
    found: list[tuple[bytes, bytes]] = []
    while len(found) < (many if is_long else few):
        paper = sealed.papers[len(found) % len(sealed.papers)]
        other = tamper(paper, dice, sealed)
        if other != paper:
            found.append((paper, other))
    return found


def test_the_whole_campaign_is_320() -> None:
    assert sum(many for _tamper, _few, many in WAYS.values()) == 320
    assert sum(few for _tamper, few, _many in WAYS.values()) == 40


@pytest.mark.parametrize("way", list(WAYS))
def test_the_store_tells_every_paper_that_was_tampered_with(sealed: Sealed, way: str, is_long: bool) -> None:
    for _paper, other in tampered(sealed, way, is_long=is_long):
        assert not verify_file(sealed.desk, other).is_intact
    for paper in sealed.papers:
        assert verify_file(sealed.desk, paper).is_intact


@pytest.mark.parametrize("way", [way for way in WAYS if way != "swapped"])
def test_so_does_a_computer_that_has_only_the_certificate(sealed: Sealed, way: str, is_long: bool) -> None:
    """Without the store's list a paper sealed twice by the store cannot be told from the one it issued."""
    for _paper, other in tampered(sealed, way, is_long=is_long):
        verdict = verify_with(other, certificate=sealed.certificate)
        assert not verdict.is_intact
        assert verdict.report.faults
    for paper in sealed.papers:
        assert verify_with(paper, certificate=sealed.certificate).is_intact


def test_each_fault_is_called_by_its_name(sealed: Sealed) -> None:
    def faults(other: bytes) -> tuple[SealFault, ...]:
        return verify_with(other, certificate=sealed.certificate).report.faults

    paper, dice = sealed.papers[0], random.Random(SEED)
    assert faults(paper + b"\n") == (SealFault.ADDED_TO,)
    assert faults(_other_key(paper, dice, sealed)) == (SealFault.OTHER_KEY,)
    assert faults(paper[: paper.index(b"%%EOF") + 6]) == (SealFault.UNSEALED,)
    second_gone = paper[: paper.index(b"%%EOF", paper.index(b"%%EOF") + 5) + 6]
    assert faults(second_gone) == (SealFault.TAKEN_AWAY,)
    assert faults(b"%PDF-1.7\nnothing more") == (SealFault.DAMAGED,)
    at = paper.index(b"stream") + 20
    assert SealFault.ALTERED in faults(paper[:at] + bytes([paper[at] ^ 1]) + paper[at + 1 :])


def test_what_is_hidden_in_the_filling_of_a_signature_is_told(sealed: Sealed) -> None:
    paper = sealed.papers[0]
    at = paper.rindex(b"0000>")
    assert not verify_with(paper[:at] + b"1" + paper[at + 1 :], certificate=sealed.certificate).is_intact


# Controls: without its guard each of these would pass.


def without(monkeypatch: pytest.MonkeyPatch, *faults: SealFault) -> None:
    """Deaf to some faults."""

    def deaf(pdf: bytes, *, certificates: tuple[bytes, ...]) -> SealReport:
        report = check(pdf, certificates=certificates)
        return replace(report, faults=tuple(fault for fault in report.faults if fault not in faults))

    monkeypatch.setattr(pades, "check", deaf)


def test_control_without_the_coverage_rule_an_appended_paper_passes(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sealed.papers[0] + b"\n% a remark\n"
    without(monkeypatch, SealFault.ADDED_TO)
    assert verify_with(other, certificate=sealed.certificate).is_intact


def test_control_without_the_list_of_keys_a_forger_s_paper_passes(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _other_key(sealed.papers[0], random.Random(SEED), sealed)
    without(monkeypatch, SealFault.OTHER_KEY)
    assert verify_with(other, certificate=sealed.certificate).is_intact


def test_control_without_the_signature_s_own_form_a_filling_passes(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = sealed.papers[0]
    at = paper.rindex(b"0000>")
    monkeypatch.setattr(pades, "_is_written_as_made", lambda _signature, _pdf: True)
    other = paper[:at] + b"1" + paper[at + 1 :]
    assert verify_with(other, certificate=sealed.certificate).is_intact


def test_control_without_the_store_s_list_a_swapped_paper_passes(sealed: Sealed) -> None:
    other = _swapped(sealed.papers[0], random.Random(SEED), sealed)
    assert verify_with(other, certificate=sealed.certificate).is_intact
    verdict = verify_file(sealed.desk, other)
    assert (verdict.report.is_valid, verdict.paper, verdict.is_intact) == (True, None, False)


@pytest.mark.parametrize("what", ["swapped for another of its papers", "altered in its place"])
def test_a_file_of_the_store_that_was_exchanged_on_the_disk_is_told(sealed: Sealed, what: str) -> None:
    from app.paper.verify import verify_paper

    paper, other = papers_of(sealed.desk, 1)[0], sealed.papers[1]
    assert paper.file_sha256 is not None
    path = sealed.desk.store.blobs.path(paper.file_sha256)
    path.write_bytes(other if what.startswith("swapped") else path.read_bytes() + b"\n")
    found = verify_paper(sealed.desk, paper.id)
    assert not found.is_sound
    assert found.file_is_whole is False


# The judgement of another program.


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_finds_the_same_signatures_valid(sealed: Sealed, tmp_path: Path) -> None:
    for number, paper in enumerate(sealed.papers):
        said = pdfsig(paper, tmp_path / f"{number}.pdf")
        count = len(check(paper, certificates=(sealed.certificate,)).seals)
        assert said.count("Signature is Valid.") == count > 0
        assert said.count("ETSI.CAdES.detached") == count
        assert said.count("\n  - Total document signed") == 1, "the newest covers the whole file"


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_tells_a_changed_byte_too(sealed: Sealed, tmp_path: Path) -> None:
    paper = sealed.papers[1]
    at = paper.index(b"stream") + 20
    said = pdfsig(paper[:at] + bytes([paper[at] ^ 1]) + paper[at + 1 :], tmp_path / "x.pdf")
    assert "Signature is Valid." not in said
    assert "Digest Mismatch" in said


def pdfsig(pdf: bytes, path: Path) -> str:
    """What it says of a file."""
    path.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)
    return done.stdout


def test_the_digest_of_each_sealed_file_is_what_the_store_wrote_down(sealed: Sealed) -> None:
    listed = {paper.file_sha256 for paper in papers_of(sealed.desk, 1)}
    assert {sha256(paper) for paper in sealed.papers} <= listed
