"""The scan of a paper that was printed, signed by hand and scanned: taken in as pictures of its pages, nothing else.

A scan comes from outside and may be anything: it is measured before it is opened, and kept as what it looks like
(R28). Neither scripts nor forms nor metadata of the file get into the store.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from app.desk import Desk
from app.kernel.language import _
from app.kernel.picture import LARGEST_FILE, BadPicture, PictureFault, read_picture
from app.kernel.refusal import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 12
# A4 at 200 dots an inch: handwriting stays sharp, a page takes some 300 kB.
LONGEST_EDGE, DPI, QUALITY = 2339, 200, 85
FIELD = "sign.paper.scan"


def keep_scan(desk: Desk, content: bytes) -> str:
    """Store a scan (image or PDF) as a PDF of page pictures; answers its SHA-256. No deed: signing names it.

    Refuses: scan.large, scan.pages, scan.unreadable.
    """
    return desk.store.blobs.put(tidy_scan(content))


def tidy_scan(content: bytes) -> bytes:
    """The scan as it is kept. Refuses: scan.large, scan.pages, scan.unreadable."""
    if len(content) > LARGEST_FILE:
        raise _too_large()
    pages = [*(_pages_of_pdf(content) if content.startswith(b"%PDF-") else (_picture(content),))]
    out = BytesIO()
    first, *others = pages
    first.save(out, "PDF", save_all=True, append_images=others, resolution=float(DPI), quality=QUALITY)
    return out.getvalue()


def _picture(content: bytes) -> "Image":
    try:
        return read_picture(content, longest_edge=LONGEST_EDGE)
    except BadPicture as bad:
        raise (_too_large() if bad.fault is PictureFault.LARGE else _unreadable()) from bad


def _pages_of_pdf(content: bytes) -> Iterator["Image"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _unreadable() from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise Refusal("scan.pages", _("A scan has one to {most} pages.").format(most=MOST_PAGES), field=FIELD)
        for at in range(len(document)):
            page = document[at]
            # However large a page says it is, it is drawn no larger than it is kept.
            scale = min(DPI / 72, LONGEST_EDGE / max(*page.get_size(), 1))
            yield _fitted(page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))
    except pypdfium2.PdfiumError as error:
        raise _unreadable() from error
    finally:
        document.close()


def _fitted(picture: "Image") -> "Image":
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    return picture


def _too_large() -> Refusal:
    return Refusal(
        "scan.large", _("This scan is larger than 25 MB or 40 megapixels. Scan it once more, smaller."), field=FIELD
    )


def _unreadable() -> Refusal:
    return Refusal("scan.unreadable", _("This file is no scan that can be read. Choose a picture or PDF."), field=FIELD)
