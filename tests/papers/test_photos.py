"""Photographs on an inspection report."""

from dataclasses import replace
from io import BytesIO

import pypdf
from PIL import Image

from app.kernel.language import Language
from app.order.inspection.inspection_paper import typeset
from app.paper.content import Photo
from app.paper.photos import SHAPE, cut
from tests.papers import inspection_samples
from tests.papers.reading import pages


def picture(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#336699").save(out, "JPEG")
    return out.getvalue()


def test_a_photograph_is_cut_to_the_shape_and_made_small():
    with Image.open(BytesIO(cut(picture((4000, 3000))))) as image:
        assert abs(image.width / image.height - SHAPE[0] / SHAPE[1]) < 0.01
        assert image.width < 500


def test_a_photograph_at_hand_is_in_the_file_and_one_that_is_not_is_named():
    photos = (Photo("P15", "左后制动片", "a" * 64), Photo("P16", "左后制动盘", "b" * 64))
    content = replace(inspection_samples.CONTENT, photos=photos)
    pictures = {"a" * 64: picture((1600, 1200))}.get
    pdf = typeset(content, stamp=inspection_samples.STAMP, language=Language.BOTH, pictures=pictures)
    assert sum(len(page.images) for page in pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    assert pages(pdf)[0].count("原图存于档案") == 1
