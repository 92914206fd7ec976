"""Broken and forged pictures: taken in or refused in one sentence, never a crash, never a memory full of pixels."""

import random
import resource
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from app.kernel.refusal import Refusal
from app.order.notes import LONGEST_EDGE, tidy_picture
from tests.faults.damaged import damaged

pytestmark = pytest.mark.faults
SEED, SHORT, LONG = 20261126, 200, 100_000
MIB = 1 << 20


def sound(kind: str, side: int = 96) -> bytes:
    """A small picture with something in it."""
    picture = Image.effect_noise((side, side), 60).convert("RGB")
    out = BytesIO()
    picture.save(out, kind, **({"exif": _exif()} if kind in ("JPEG", "PNG", "WEBP") else {}))
    return out.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "camera"
    return exif.tobytes()


CORPUS = tuple(sound(kind) for kind in ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"))


@pytest.mark.expects_errors  # Pillow's readers write some of what they meet into the log
def test_whatever_comes_is_taken_or_refused(is_long: bool, counted: Callable[[str], None]) -> None:
    dice, taken, refused = random.Random(SEED), 0, 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for _one in range(LONG if is_long else SHORT):
        content = damaged(dice, CORPUS)
        try:
            kept = tidy_picture(content)
        except Refusal as refusal:
            assert refusal.code in ("photo.unreadable", "photo.large") and refusal.sentence
            refused += 1
        else:
            with Image.open(BytesIO(kept)) as picture:
                assert picture.format == "JPEG" and max(picture.size) <= LONGEST_EDGE and not picture.getexif()
            taken += 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    counted(f"broken pictures: {taken} taken, {refused} refused, 0 crashed, seed {SEED}, {grown:.0f} MiB more at most")
    assert taken and refused, "the dice know only one answer"
    assert grown < 300


def test_a_small_file_of_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")
    assert len(out.getvalue()) < MIB
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refusal) as caught:
        tidy_picture(out.getvalue())
    assert caught.value.code == "photo.large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"))
def test_control_sound_pictures_are_taken(kind: str) -> None:
    assert tidy_picture(sound(kind)).startswith(b"\xff\xd8")
