"""Write a note for the colleagues; add a photograph."""

from io import BytesIO

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.room import check_room
from app.order.tables import OrderNote, OrderPhoto
from app.trust.deeds import Deed

LONGEST_NOTE = 2000
LONGEST_EDGE = 1600
LARGEST_FILE = 40 * 1024 * 1024


def write_note(desk: Desk, order_id: int, *, text: str) -> None:
    """Add a note. Refuses: note.empty, note.long."""
    if not text.strip():
        raise Refusal("note.empty", _("Write something first."), field="order.note")
    if len(text) > LONGEST_NOTE:
        raise Refusal(
            "note.long", _("A note has at most {most} characters.").format(most=LONGEST_NOTE), field="order.note"
        )
    with desk.deed(Deed.ORDER_NOTE, order_id=order_id) as deed:
        deed.session.add(
            OrderNote(order_id=order_id, written_at=deed.now, written_by=deed.person.id, text=text.strip())
        )


def add_photo(desk: Desk, order_id: int, *, picture: bytes, subject: str, caption: str) -> None:
    """Keep a photograph with the order: upright, at most 1600 pixels long, without its metadata.

    Refuses: photo.unreadable, photo.large.
    """
    check_room(desk.store.folder)
    digest = desk.store.blobs.put(tidy_picture(picture))
    with desk.deed(Deed.PHOTO_ADD, order_id=order_id) as deed:
        deed.session.add(
            OrderPhoto(
                order_id=order_id, subject=subject, caption=caption, file_sha256=digest, taken_at=deed.now,
                taken_by=deed.person.id,
            )
        )  # fmt: skip
        deed.note(photo=digest)


def tidy_picture(picture: bytes) -> bytes:
    """The photograph as it is kept. Refuses: photo.unreadable, photo.large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(picture) > LARGEST_FILE:
        raise Refusal("photo.large", _("This picture is larger than 40 MB. Take a smaller one."), field="photo_add")
    try:
        with Image.open(BytesIO(picture)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refusal(
            "photo.unreadable", _("This file is no picture that can be read. Choose a JPEG or PNG."), field="photo_add"
        ) from error
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()
