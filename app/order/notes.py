"""Write a note for the colleagues; add a photograph."""

from io import BytesIO

from app.desk import Desk
from app.kernel.language import _
from app.kernel.picture import BadPicture, PictureFault, read_picture
from app.kernel.refusal import Refusal
from app.kernel.room import check_room
from app.order.tables import OrderNote, OrderPhoto
from app.trust.deeds import Deed

LONGEST_NOTE = 2000
LONGEST_EDGE = 1600


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
    try:
        upright = read_picture(picture, longest_edge=LONGEST_EDGE)
    except BadPicture as bad:
        raise _refusal(bad.fault) from bad
    out = BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


def _refusal(fault: PictureFault) -> Refusal:
    if fault is PictureFault.LARGE:
        return Refusal(
            "photo.large",
            _("This picture is larger than 25 MB or 40 megapixels. Take a smaller one."),
            field="photo_add",
        )
    return Refusal(
        "photo.unreadable", _("This file is no picture that can be read. Choose a JPEG or PNG."), field="photo_add"
    )
