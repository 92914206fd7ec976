"""The search box's hits as the palette shows them."""

from typing import TYPE_CHECKING

from ui.shell.palette_list import Hit

if TYPE_CHECKING:
    from app.desk import Desk


def find_hits(desk: "Desk", words: str) -> tuple[Hit, ...]:
    """What the store finds for the words; runs on a reader's thread, where the slow imports belong."""
    from app.overview.search_box import search
    from app.search.index import SearchKind

    return tuple(
        Hit(
            kind=found.kind.value,
            title=found.title,
            subtitle=found.subtitle,
            plate=found.plate,
            plate_type=found.plate_type,
            # An order opens by its number; a car or a customer begins the next visit with what was found.
            key=found.title if found.kind is not SearchKind.VEHICLE else found.plate or found.title,
        )
        for found in search(desk, words)
    )
