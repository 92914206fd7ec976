"""A picture lies as the camera was held, whatever else its metadata say."""

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps
from PIL.ExifTags import Base

from app.kernel.picture import read_picture


def taken(orientation: int) -> bytes:
    """A picture whose four quarters differ, as a camera held so would write it."""
    picture = Image.new("RGB", (64, 32), "white")
    picture.paste("red", (0, 0, 32, 16))
    picture.paste("blue", (32, 0, 64, 16))
    picture.paste("green", (0, 16, 32, 32))
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make] = orientation, "camera"
    out = BytesIO()
    picture.save(out, "PNG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_as_pillow_turns_it(orientation: int) -> None:
    content = taken(orientation)
    with Image.open(BytesIO(content)) as opened:
        wanted = ImageOps.exif_transpose(opened).convert("RGB")
    assert ImageChops.difference(read_picture(content, longest_edge=100), wanted).getbbox() is None


def test_metadata_that_nobody_can_write_again_keep_no_picture_out() -> None:
    exif, out = Image.Exif(), BytesIO()
    exif[Base.Orientation], exif[Base.Make] = 6, "camera"
    # The maker's name stands where a number belongs.
    broken = exif.tobytes().replace(struct.pack(">H", Base.Make), struct.pack(">H", Base.Compression))
    broken = broken.replace(struct.pack("<H", Base.Make), struct.pack("<H", Base.Compression))
    Image.new("RGB", (64, 32), "white").save(out, "JPEG", exif=broken)
    with Image.open(BytesIO(out.getvalue())) as opened, pytest.raises(struct.error):
        ImageOps.exif_transpose(opened)
    assert read_picture(out.getvalue(), longest_edge=100).size == (32, 64)
