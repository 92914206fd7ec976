"""The right column: the walk round the car, photographs, warning lamps, valuables."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.choices import LAMP_WORDS, WORDS, Lamp
from app.order.checkin.form import CheckinForm, NewPhoto
from app.order.notes import tidy_picture
from ui import formats
from ui.order.checkin.column import Column, Warned
from ui.order.checkin.marks_list import MarkEditor, MarksList
from ui.order.checkin.valuables_list import NONE, ValuablesList, labelled
from ui.theme import Type
from ui.widgets.car_outline import CarOutline
from ui.widgets.check import Check
from ui.widgets.chips import Chip, Chips
from ui.widgets.photo_strip import Photo, PhotoStrip
from ui.widgets.text import Text
from ui.worker import Worker

MOST_PHOTOS = 24
OUTLINE_LEAST = 176
USUAL_LAMPS = (Lamp.ENGINE, Lamp.ABS, Lamp.TYRES, Lamp.BRAKES)
MORE = "more"


class WalkColumn(Column):
    """`photo_opened` carries the place of a photo someone wants to see large."""

    photo_opened = Signal(int)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._photos: tuple[NewPhoto, ...] = ()
        self._lamps_before: frozenset[str] = frozenset()
        self.outline = _Outline("checkin.damage", _("Walk round the car"))
        self.no_damage = Check("checkin.no_damage", _("No visible damage"))
        self.counts = Text(size=Type.DATA)
        self.marks, self.editor = MarksList(self.outline), MarkEditor(self.outline)
        self.photos = PhotoStrip("checkin.photo_add", _("Photos"))
        self.photo_fault = Warned()
        self.lamps = Chips("checkin.warning_lamps", _("Warning lamps"), _lamp_chips(), many=True, none_key=NONE)
        self.valuables = ValuablesList()
        self._build()
        self._connect()
        self._say_counts()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Text(_("Walk-around"), size=Type.BODY, weight=Type.BOLD))
        head.addWidget(Text(_("mark on the car"), size=Type.LABEL, tone="muted"), 1)
        head.addWidget(self.no_damage)
        head.addWidget(self.counts)
        self.rows.addLayout(head)
        self.rows.addSpacing(6)
        self.rows.addWidget(self.outline, 1)
        self.rows.addSpacing(4)
        self.rows.addWidget(self.marks)
        self.rows.addWidget(self.editor)
        self.rows.addSpacing(6)
        self.rows.addWidget(self.photos)
        self.rows.addWidget(self.photo_fault)
        self.rows.addSpacing(10)
        self.rows.addLayout(labelled(_("Warning lamps"), self.lamps))
        self.rows.addSpacing(8)
        self.rows.addWidget(self.valuables)

    def _connect(self) -> None:
        self.outline.marks_changed.connect(lambda _marks: self._marked())
        self.no_damage.toggled.connect(lambda _on: self.changed.emit())
        self.photos.added.connect(self._add)
        self.photos.removed.connect(self.remove_photo)
        self.photos.opened.connect(self.photo_opened.emit)
        self.lamps.chosen_changed.connect(self._lamp_chosen)
        self.valuables.changed.connect(self.changed.emit)

    @property
    def taken(self) -> tuple[NewPhoto, ...]:
        """The photographs, in the order they were added."""
        return self._photos

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands in this column."""
        lamps = self.lamps.chosen
        return self.valuables.write(
            replace(
                form,
                damages=self.outline.marks,
                has_no_visible_damage=self.no_damage.isChecked() and not self.outline.marks,
                warning_lamps=tuple(lamp.value for lamp in Lamp if lamp.value in lamps) if lamps else None,
                photos=self._photos,
            )
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.outline.choose(-1)
        self.outline.show_marks(form.damages)
        self.marks.look_again()
        self.editor.show_mark(-1)
        self.no_damage.setChecked(form.has_no_visible_damage)
        lamps = form.warning_lamps
        self.lamps.show_chips(_lamp_chips(all_of_them=bool(set(lamps or ()) - set(USUAL_LAMPS))))
        self.lamps.show_chosen([] if lamps is None else lamps or [NONE])
        self._lamps_before = self.lamps.chosen
        self.photo_fault.say("")
        self._show_photos(form.photos)
        self.valuables.read(form)

    def _lamp_chosen(self, keys: frozenset[str]) -> None:
        """“More” opens the rest of the lamps and is none itself."""
        if MORE in keys:
            self.lamps.show_chips(_lamp_chips(all_of_them=True))
            self.lamps.show_chosen(self._lamps_before)
            self.lamps.setMinimumHeight(self.lamps.heightForWidth(self.lamps.width()))
        self._lamps_before = self.lamps.chosen
        self.changed.emit()

    def _marked(self) -> None:
        if self.outline.marks:
            self.no_damage.setChecked(False)
        self._say_counts()
        self.changed.emit()

    def _say_counts(self) -> None:
        marks, photos = len(self.outline.marks), len(self._photos)
        self.no_damage.setVisible(not marks)
        damages = _("damages {count}").format(count=marks) if marks else ""
        self.counts.setText(formats.joined(damages, _("photos {count}").format(count=photos) if photos else ""))
        self.counts.updateGeometry()

    # Photographs: made small on the desk's thread before they are kept

    def _add(self, pictures: tuple[bytes, ...]) -> None:
        free = MOST_PHOTOS - len(self._photos)
        chosen = self.outline.chosen
        take = partial(_tidied, pictures=pictures[:free])
        self._worker.do(self, take, done=partial(self._added, chosen), refused=self._refused)
        full = _("At most {count} photos with one check-in.").format(count=MOST_PHOTOS)
        self.photo_fault.say(full if len(pictures) > free else "")

    def _added(self, chosen: int, pictures: tuple[bytes, ...]) -> None:
        new = [self._captioned(picture, at, chosen) for at, picture in enumerate(pictures, len(self._photos) + 1)]
        self._show_photos((*self._photos, *new))
        self.changed.emit()

    def _captioned(self, picture: bytes, number: int, chosen: int) -> NewPhoto:
        """A photo belongs to the mark in hand, if there is one."""
        if 0 <= chosen < len(self.outline.marks):
            words = f"{chosen + 1} {_(WORDS[self.outline.marks[chosen].view])}"
            return NewPhoto(f"damage.{chosen + 1}", words, picture)
        return NewPhoto("walk_around", _("Photo {number}").format(number=number), picture)

    def _refused(self, refusal: Refusal) -> None:
        self.photo_fault.say(refusal.sentence)

    def remove_photo(self, at: int) -> None:
        """Take a photo away."""
        self._show_photos((*self._photos[:at], *self._photos[at + 1 :]))
        self.changed.emit()

    def _show_photos(self, photos: tuple[NewPhoto, ...]) -> None:
        self._photos = photos
        self.photos.show_photos(tuple(Photo(photo.picture, photo.caption) for photo in photos))
        self._say_counts()


def _lamp_chips(*, all_of_them: bool = False) -> list[Chip]:
    shown = tuple(Lamp) if all_of_them else USUAL_LAMPS
    chips = [Chip(NONE, _("None")), *(Chip(lamp.value, _(LAMP_WORDS[lamp])) for lamp in shown)]
    return chips if all_of_them else [*chips, Chip(MORE, _("More …"))]


class _Outline(CarOutline):
    """Takes what the other rows leave, and is content with little on a low screen."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), OUTLINE_LEAST)


def _tidied(_desk: Desk, *, pictures: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(tidy_picture(picture) for picture in pictures)
