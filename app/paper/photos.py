"""Photographs in a row: cut to one shape, with number and caption; a tinted field where the picture is not at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from app.kernel.language import _
from app.paper import text as lines_of
from app.paper.blocks import Solid, Stack
from app.paper.content import Photo
from app.paper.grid import Align, Ink, Style, columns
from app.paper.labels import dash
from app.paper.pen import Pen

# SHA-256 of a picture to its bytes; None where it is not at hand.
Pictures = Callable[[str], bytes | None]
SHAPE = (41.0, 33.0)
DOTS_PER_MM = 10
CAPTION = Style(size=8.0)


def no_pictures(_digest: str) -> bytes | None:
    """Nothing is at hand."""
    return None


def cut(picture: bytes) -> bytes:
    """The picture turned upright, cut to the shape from its middle and made small enough for paper, as JPEG."""
    from PIL import Image, ImageOps

    size = (int(SHAPE[0] * DOTS_PER_MM), int(SHAPE[1] * DOTS_PER_MM))
    with Image.open(BytesIO(picture)) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
        out = BytesIO()
        ImageOps.fit(upright, size).save(out, "JPEG", quality=82)
    return out.getvalue()


@dataclass(frozen=True)
class _PhotoRow(Solid):
    photos: tuple[Photo, ...]
    pictures: Pictures

    def height(self, width: float) -> float:
        most = max(len(self._caption(photo)) for photo in self.photos)
        return 2.5 + SHAPE[1] + 2.2 + 3.6 * most

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for photo, (at, _each) in zip(self.photos, columns(4, width), strict=False):
            corner = (x + at, y + 2.5)
            picture = self.pictures(photo.digest) if photo.digest else None
            if picture is None:
                pen.box(corner, SHAPE, fill=Ink.TINT, radius=0.8)
                words = _("Photograph kept in the file")
                middle = (corner[0] + SHAPE[0] / 2, corner[1] + SHAPE[1] / 2)
                style = lines_of.fitted(words, SHAPE[0] - 4, Style(size=7.0, ink=Ink.MUTED), least=5.0)
                pen.text(*middle, words, style, align=Align.CENTRE)
            else:
                pen.picture(corner, SHAPE, cut(picture), radius=0.8)
            for index, line in enumerate(self._caption(photo)):
                pen.text(x + at, corner[1] + SHAPE[1] + 4.0 + 3.6 * index, line, CAPTION)

    def _caption(self, photo: Photo) -> tuple[str, ...]:
        return lines_of.wrap(f"{photo.number}　{dash(photo.caption)}", SHAPE[0], CAPTION)


def photo_rows(photos: Sequence[Photo], pictures: Pictures) -> Stack:
    """Four in a row."""
    rows = [tuple(photos[at : at + 4]) for at in range(0, len(photos), 4)]
    return Stack(tuple(_PhotoRow(row, pictures) for row in rows))
