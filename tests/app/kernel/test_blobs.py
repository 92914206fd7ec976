"""Files by their SHA-256: put, opened, checked."""

from pathlib import Path

import pytest

from app.kernel.blobs import Blobs
from app.kernel.digest import sha256
from app.kernel.refusal import Trouble


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files")


def test_a_file_is_found_by_what_it_holds(blobs: Blobs) -> None:
    digest = blobs.put(b"paper")
    assert digest == sha256(b"paper")
    assert blobs.open(digest) == blobs.found(digest) == b"paper"
    assert blobs.is_sound(digest)
    assert blobs.path(digest).parent.parent.name == digest[:2]


def test_the_same_bytes_are_one_file_and_no_rough_copy_stays(blobs: Blobs) -> None:
    assert blobs.put(b"paper") == blobs.put(b"paper")
    assert [path.name for path in blobs.folder.rglob("*") if path.is_file()] == [sha256(b"paper")]


def test_a_missing_file_is_named(blobs: Blobs) -> None:
    with pytest.raises(Trouble) as caught:
        blobs.open("ab" * 32)
    assert "abababababab" in caught.value.sentence
    assert not blobs.is_sound("ab" * 32)
    assert blobs.found("ab" * 32) is None


def test_an_altered_file_is_never_opened_as_if_it_were_sound(blobs: Blobs) -> None:
    digest = blobs.put(b"paper")
    blobs.path(digest).write_bytes(b"pap3r")
    with pytest.raises(Trouble, match="altered"):
        blobs.open(digest)
    assert blobs.found(digest) is None


def test_a_put_that_breaks_off_leaves_no_file_under_the_digest(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(Trouble, match="disk is full"):
        blobs.put(b"paper")
    assert not blobs.path(sha256(b"paper")).exists()
