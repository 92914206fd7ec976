"""The order's photographs, opened on the desk's thread."""

from datetime import datetime

from app.desk import Desk
from app.order.queries import PhotoRow, photos
from ui.widgets.photo_strip import Photo


def opened_photos(
    desk: Desk, order_id: int, *, subject: str | None = None, until: datetime | None = None
) -> tuple[Photo, ...]:
    """The photographs of one subject, or those taken up to an instant, with their pictures."""

    def is_wanted(row: PhotoRow) -> bool:
        return (subject is None or row.subject == subject) and (until is None or row.taken_at <= until)

    return tuple(
        Photo(desk.store.blobs.open(row.file_sha256), row.caption) for row in photos(desk, order_id) if is_wanted(row)
    )
