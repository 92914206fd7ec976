"""Broken and forged pictures: taken in or refused in one sentence, never a crash, never a memory full of pixels."""

import random
import resource
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from app.kernel.refusal import Refusal
from app.order.notes import LONGEST_EDGE, tidy_picture

pytestmark = pytest.mark.faults
SEED, SHORT, LONG = 20261126, 200, 2000
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


def mutated(dice: random.Random) -> bytes:
    """One of the sound ones, damaged in one of six ways."""
    content = bytearray(dice.choice(CORPUS))
    way = dice.randrange(6)
    if way == 0:  # some bits
        for _flip in range(dice.randint(1, 40)):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    elif way == 1:  # cut off
        del content[dice.randrange(len(content)) :]
    elif way == 2:  # the head lies about everything
        for at in range(min(64, len(content))):
            if dice.random() < 0.3:
                content[at] = dice.randrange(256)
    elif way == 3:  # two spliced
        other = dice.choice(CORPUS)
        content = content[: dice.randrange(len(content))] + bytearray(other[dice.randrange(len(other)) :])
    elif way == 4:  # huge numbers
        at = dice.randrange(len(content))
        content[at : at + 4] = b"\xff\xff\xff\xff"
    else:
        content = bytearray(dice.randbytes(dice.randint(0, 400)))
    return bytes(content)


def test_whatever_comes_is_taken_or_refused(is_long: bool, counted: Callable[[str], None]) -> None:
    dice, taken, refused = random.Random(SEED), 0, 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for _one in range(LONG if is_long else SHORT):
        content = mutated(dice)
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
