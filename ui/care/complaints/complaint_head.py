"""The head of a complaint's page: its number and what is due, its pills, its record and what else may be done."""

from app.care.complaints.queries import ComplaintView
from app.kernel.language import _
from ui.care.complaints.words import escalation_mark, level_mark, next_words, row_mark
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.page import PageHead
from ui.widgets.pill import Mark, Pill


class ComplaintHead(PageHead):
    """`complaint.record` and `complaint.more` stand at its right."""

    def __init__(self) -> None:
        super().__init__(_("The complaint"))
        self.pills = tuple(Pill(Mark("")) for _place in range(3))
        self.more = Button("complaint.more", _("More"), icon="more", height=Size.BUTTON_ROW)
        self.draft = Button("complaint.record", _("Record (D16)"), icon="doc", key="Ctrl+P", height=Size.BUTTON_ROW)
        for pill in self.pills:
            self.add_left(pill)
            pill.hide()
        self.add_right(self.draft)
        self.add_right(self.more)

    def show_new(self, title: str) -> None:
        """Of one that is not written down yet there is nothing to say."""
        self.show_words(title)
        for widget in (*self.pills, self.more, self.draft):
            widget.hide()

    def show_view(self, view: ComplaintView, *, has_record: bool, has_more: bool) -> None:
        """As it stands."""
        self.show_words(view.row.number, next_words(view.row) if view.row.is_open else "")
        marks = (row_mark(view.row), level_mark(view.row.level), escalation_mark(view.row))
        for pill, mark in zip(self.pills, marks, strict=True):
            pill.setVisible(mark is not None)
            pill.show_mark(mark or Mark(""))
        self.draft.setVisible(has_record)
        self.more.setVisible(has_more)
