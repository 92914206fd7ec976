"""A picture from outside: measured before it is unpacked, upright, shrunk, without metadata (R28)."""

import struct
import warnings
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 25 * 1024 * 1024
MOST_PIXELS = 40_000_000
# What cameras and scanners write. Each further format is another reader that somebody else's bytes are let into.
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


class PictureFault(StrEnum):
    """Why a picture is not taken."""

    LARGE = "large"
    UNREADABLE = "unreadable"


class BadPicture(Exception):
    """This file is no picture that is taken; who asked for it says so in their own words."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_picture(content: bytes, *, longest_edge: int) -> "Image":
    """The picture, upright, in plain colours, no edge longer than `longest_edge` pixels. Raises BadPicture."""
    from PIL import Image, UnidentifiedImageError

    if len(content) > LARGEST_FILE:
        raise BadPicture(PictureFault.LARGE)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that would fill the memory, and refuses much later; of metadata it
            # cannot read it warns too, and we keep none.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise BadPicture(PictureFault.LARGE)
                opened.draft("RGB", (longest_edge, longest_edge))
                upright = _upright(opened).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(PictureFault.LARGE) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError,
            OverflowError, MemoryError, ZeroDivisionError, AttributeError, struct.error) as error:  # fmt: skip
        # A broken file makes Pillow's readers stumble in every way there is: none of them is ours.
        raise BadPicture(PictureFault.UNREADABLE) from error
    upright.thumbnail((longest_edge, longest_edge))
    return upright


def _upright(opened: "Image") -> "Image":
    """As the camera was held. Pillow's own way writes all metadata anew, and stumbles over what is broken in them."""
    from PIL.ExifTags import Base
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(opened.getexif().get(Base.Orientation, 1))
    return opened if turn is None else opened.transpose(turn)
