"""Notes for the colleagues, and photographs."""

from io import BytesIO

import make
import pytest
from PIL import Image
from refusing import refused

from app.desk import Store
from app.kernel.picture import LARGEST_FILE
from app.kernel.refusal import Refusal
from app.order.notes import add_photo, tidy_picture, write_note
from app.order.queries import notes, photos


def picture(width: int = 40, height: int = 20, *, orientation: int = 1) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", (width, height), "blue")
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "a phone"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_note_names_its_author_and_the_newest_stands_first(store: Store) -> None:
    order_id = make.order(store)
    write_note(make.desk(store), order_id, text=" 客户 15 点后接电话 ")
    write_note(make.desk(store, make.TECHNICIAN), order_id, text="左前异响")
    assert [(note.author, note.text) for note in notes(make.desk(store), order_id)] == [
        ("赵铁柱", "左前异响"),
        ("林晓岚", "客户 15 点后接电话"),
    ]


@pytest.mark.parametrize(("text", "code"), [(" \n", "note.empty"), ("记" * 2001, "note.long")])
def test_a_note_says_something_and_not_too_much(store: Store, text: str, code: str) -> None:
    order_id = make.order(store)
    with refused(store, code, field="order.note"):
        write_note(make.desk(store), order_id, text=text)


def test_a_photograph_is_kept_by_what_it_shows(store: Store) -> None:
    order_id = make.order(store)
    add_photo(make.desk(store, make.TECHNICIAN), order_id, picture=picture(), subject="item", caption="左前制动片")
    (photo,) = photos(make.desk(store), order_id)
    assert (photo.subject, photo.caption) == ("item", "左前制动片")
    assert store.blobs.is_sound(photo.file_sha256)


def test_a_file_that_is_no_picture_is_not_kept(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "photo.unreadable"):
        add_photo(make.desk(store), order_id, picture=b"%PDF-1.4", subject="item", caption="")


def test_a_picture_is_turned_upright_shrunk_and_told_nothing_of_the_phone() -> None:
    with Image.open(BytesIO(tidy_picture(picture(3200, 1600, orientation=6)))) as kept:
        assert kept.size == (800, 1600)
        assert not kept.getexif()


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(Refusal) as caught:
        tidy_picture(b"\0" * (LARGEST_FILE + 1))
    assert caught.value.code == "photo.large"


def test_a_picture_that_unpacks_to_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(Refusal) as caught:
        tidy_picture(picture(200, 200))
    assert caught.value.code == "photo.large"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refusal) as caught:
        tidy_picture(picture(8001, 5000))
    assert caught.value.code == "photo.large"
