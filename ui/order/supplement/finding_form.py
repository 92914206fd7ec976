"""The form in which the workshop reports more than was agreed, in place under the head: what, how much, a picture."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.queries import OrderId
from app.order.supplement.raise_finding import raise_finding
from app.overview.order_view import OrderView
from ui.order.booking import Booking
from ui.theme import Size
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.page import Notice
from ui.widgets.photo_strip import Photo, PhotoStrip
from ui.worker import Worker


class FindingForm(Card):
    """`closed` when the form goes away; what was typed and photographed stays on a refusal."""

    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            _("Report a further finding"), remark=_("It goes to the advisor, who asks the customer before it is done.")
        )
        self._order_id = OrderId(0)
        self.text = LineField("finding.text", _("The finding"), placeholder=_("where, what, how bad"))
        self.measured = LineField("finding.measured", _("Measured"), placeholder=_("2.1 mm, 6.2 V, …"))
        self.is_safety = Check("finding.safety", _("Matters for safety"))
        self.photos = PhotoStrip("finding.photos", _("Photos"))
        self.save = Button("finding.save", _("Report"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.keep = Button("finding.keep", _("Do not report it"), key="Esc")
        self._booking = Booking(worker, self, self.save)
        self._build()
        self.photos.added.connect(self._add_photos)
        self.photos.removed.connect(self._remove_photo)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        self.hide()

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(Size.GAP)
        fields.addWidget(self.text, 3, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.measured, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(self.is_safety)
        row.addWidget(self.photos, 1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)

    def come_up(self, view: OrderView) -> None:
        """Open for an order; what was typed for another is gone."""
        if view.head.id != self._order_id:
            self._order_id = view.head.id
            self._empty()
        self.show()
        self.text.editor.setFocus()

    def close_up(self) -> None:
        """Go away; nothing is reported."""
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """Report it."""
        report = partial(
            raise_finding, order_id=self._order_id, text=self.text.text(), measured=self.measured.text(),
            is_safety=self.is_safety.isChecked(), pictures=tuple(photo.picture for photo in self.photos.photos),
        )  # fmt: skip
        self._booking.do(report, done=lambda _id: self._reported(), refused=self._refused)

    def _reported(self) -> None:
        self._empty()
        self.hide()
        self.said.emit(Notice(_("Reported. The advisor asks the customer; the other lines go on.")))
        self.closed.emit()

    def _empty(self) -> None:
        self.text.set_text("")
        self.measured.set_text("")
        self.is_safety.setChecked(False)
        self.photos.show_photos(())

    def _add_photos(self, pictures: tuple[bytes, ...]) -> None:
        self.photos.show_photos((*self.photos.photos, *(Photo(picture, "") for picture in pictures)))

    def _remove_photo(self, at: int) -> None:
        self.photos.show_photos((*self.photos.photos[:at], *self.photos.photos[at + 1 :]))

    def _refused(self, refusal: Refusal) -> None:
        field = next((one for one in (self.text, self.measured) if one.editor.objectName() == refusal.field), None)
        if field is None:
            self.said.emit(Notice(refusal.sentence, "bad"))
        else:
            field.set_error(refusal.sentence)
            field.editor.setFocus()
