"""The form in which a complaint is written down, or mended later: who, what about, in their words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.care.complaints.queries import ComplaintId, ComplaintView, Known
from app.care.complaints.register import Entry, Mended, change_complaint, open_complaint
from app.care.complaints.states import CHANNEL_WORDS, LEVEL_WORDS, ComplaintChannel, ComplaintLevel
from app.kernel.language import _
from app.kernel.refusal import Clash
from app.records.staff.queries import MemberRow
from app.trust.deeds import Deed
from ui.care.complaints.step_form import FIELD, StepForm, chosen
from ui.theme import Size
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField, LinesField

NOBODY, NOTHING, NOBODY_KNOWN = "0", Entry(""), Known("", "")


class EntryForm(StepForm):
    """New without a complaint, else what may still be mended of it."""

    key, deed = "entry", Deed.COMPLAINT_OPEN

    def __init__(self) -> None:
        super().__init__(_("The complaint"), _("Its clocks run from when it came."))
        self.seen: Mended | None = None
        self._begun: Entry | None = None  # a new one that is not written down yet, while another is mended here
        self._names: dict[str, str] = {}
        self.claim = self.lines("claim", _("What the customer complains about, in their words"), height=150)
        self.wish = self.lines("wish", _("What the customer wishes"), height=62)
        self.name = self.line("name", _("Complainant"))
        self.phone = self.line("phone", _("Phone"))
        self.concerns = self.line("concerns", _("Order or plate"), placeholder=_("order number, plate or VIN"))
        self.received = self.line("received", _("Complaint came"), placeholder=_("just now"))
        self.about = Field(f"{FIELD}about", _("Person complained about"), Choice(), boxed=False)
        ways = tuple((one.value, _(CHANNEL_WORDS[one])) for one in ComplaintChannel)
        levels = tuple((one.value, _(LEVEL_WORDS[one])) for one in ComplaintLevel)
        self.by_way = self.chips("channel", _("By which way"), ways)
        self.level = self.chips("level", _("Level"), levels)
        self.level.set_remark(_("serious: safety, injury, media, an authority; half the time"))
        self.reference = self.line("authority_reference", _("Authority and its number"))
        self.due = self.line("authority_due", _("Its deadline"), placeholder="11-25 16:00")
        self.due_reason = self.line("due_reason", _("Why its deadline is another one"))
        self._build()
        self.concerns.changed.connect(lambda _words: self._say_known(NOBODY_KNOWN))
        self.by_way.editor.chosen_changed.connect(lambda _chosen: self._show_authority())
        self.about.editor.chosen_changed.connect(lambda _key: self.changed.emit())
        for field in (self.reference, self.due):
            field.changed.connect(lambda _words: self._show_authority())

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(0)
        left.addWidget(self.claim)
        left.addWidget(self.wish)
        left.addStretch(1)
        for pair in ((self.name, self.phone), (self.concerns, self.received), (self.reference, self.due)):
            row = QHBoxLayout()
            row.setSpacing(Size.GAP)
            for field in pair:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            right.addLayout(row)
        right.insertWidget(2, self.by_way)
        right.addWidget(self.due_reason)
        right.addWidget(self.level)
        right.addWidget(self.about)
        right.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(Size.GAP * 2)
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        self.column.addLayout(halves)

    # Filled

    def show_staff(self, staff: Sequence[MemberRow]) -> None:
        """Who may be complained about."""
        self._names = {str(one.id): one.name for one in staff}
        self.about.editor.show_options([(NOBODY, _("Nobody in particular")), *self._names.items()])
        if self.about.editor.chosen is None:
            self.about.editor.show_chosen(NOBODY)

    @property
    def is_begun(self) -> bool:
        """Whether something of a new one stands here that somebody typed."""
        return self.seen is None and bool(self.claim.text().strip())

    def begin_new(self, *, concerns: str) -> bool:
        """A new one about this, unless one that was begun stands here still: it is never typed over."""
        begun = self._entry() if self.seen is None else self._begun or NOTHING
        is_free = not begun.claim.strip() or not concerns or begun.concerns == concerns
        if is_free and concerns:
            begun = replace(begun, concerns=concerns)
        self.seen, self._begun, self.deed = None, None, Deed.COMPLAINT_OPEN
        self._show_entry(begun)
        return is_free

    def show_known(self, concerns: str, known: Known) -> None:
        """Who is taken from the order that stands here, unless another is typed."""
        if self.concerns.text() == concerns:
            self._say_known(known)

    def _say_known(self, known: Known) -> None:
        for field, words in ((self.name, known.name), (self.phone, known.phone)):
            field.editor.setPlaceholderText(words)
            field.set_remark(_("as on the order") if words else "")

    def booked(self) -> None:
        if self.seen is None:
            self.empty()

    def empty(self) -> None:
        """Nothing stands in the form of a new one."""
        self._show_entry(NOTHING)

    def forget_begun(self) -> None:
        """The new one that was begun was discarded while another stands here."""
        self._begun = None

    def _entry(self) -> Entry:
        """What stands in the form of a new one."""
        channel, level = chosen(self.by_way) or NOTHING.channel, chosen(self.level) or NOTHING.level
        return Entry(
            self.claim.text(), self.name.text(), self.phone.text(), self.concerns.text(), self.wish.text(),
            ComplaintChannel(channel), ComplaintLevel(level), self._about_id, self.received.text(),
            self.reference.text(), self.due.text(),
        )  # fmt: skip

    def _show_entry(self, entry: Entry) -> None:
        texts = (
            (self.claim, entry.claim), (self.wish, entry.wish), (self.name, entry.name), (self.phone, entry.phone),
            (self.concerns, entry.concerns), (self.received, entry.received),
            (self.reference, entry.authority_reference), (self.due, entry.authority_due),
        )  # fmt: skip
        for field, words in texts:
            field.set_text(words)
        self._show_choices(entry.channel, entry.level, entry.about_id)
        self._show_once(is_new=True)

    def fill(self, view: ComplaintView) -> None:
        if self.seen is None:
            self._begun = self._entry()
        self.deed = Deed.COMPLAINT_CHANGE
        self.show_staff(view.staff)
        self.seen = Mended(
            view.whole_claim, view.row.name, view.wish, view.channel, view.row.level, view.about_id,
            view.authority_reference, view.authority_due,
        )  # fmt: skip
        self.claim.set_text(view.whole_claim)
        self.wish.set_text(view.wish)
        self.name.set_text(view.row.name)
        self.reference.set_text(view.authority_reference)
        self.due.set_text(view.authority_due)
        self.due_reason.set_text("")
        self._show_choices(view.channel, view.row.level, view.about_id)
        self._show_once(is_new=False)

    def _show_choices(self, channel: ComplaintChannel, level: ComplaintLevel, about_id: int | None) -> None:
        self.by_way.editor.show_chosen((channel.value,))
        self.level.editor.show_chosen((level.value,))
        self.about.editor.show_chosen(str(about_id or NOBODY))
        self._show_authority()

    def _show_once(self, *, is_new: bool) -> None:
        """What is written down once and never mended."""
        for field in (self.phone, self.concerns, self.received):
            field.setVisible(is_new)
        self._show_authority()

    def _show_authority(self) -> None:
        """Of an authority its number and deadline are asked for, also where one took another complaint along."""
        is_authority = chosen(self.by_way) == ComplaintChannel.AUTHORITY.value
        is_kept = self.seen is not None and bool(self.seen.authority_reference)
        for field in (self.reference, self.due):
            field.setVisible(is_authority or is_kept)
        self.due_reason.setVisible(self._is_due_moved())

    def _is_due_moved(self) -> bool:
        """Whether the deadline that stands is changed, or falls away with its authority."""
        if self.seen is None or not self.seen.authority_due:
            return False
        has_authority = chosen(self.by_way) == ComplaintChannel.AUTHORITY.value or self.reference.text().strip()
        return not has_authority or self.due.text().strip() != self.seen.authority_due

    # Read

    def primary_words(self) -> str:
        return _("Write the complaint down") if self.seen is None else _("Save")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        knows_whom = self.name.text().strip() or (self.seen is None and self.concerns.text().strip())
        checks = (
            (self.claim.text().strip(), (f"{FIELD}claim", _("What the customer complains about"))),
            (knows_whom, (f"{FIELD}name", _("Complainant"))),
            (
                self.reference.isHidden() or self.reference.text().strip(),
                (f"{FIELD}authority_reference", _("Authority and its number")),
            ),
            (
                not self._is_due_moved() or self.due_reason.text().strip(),
                (f"{FIELD}due_reason", self.due_reason.label.text()),
            ),
        )
        return tuple(lack for is_there, lack in checks if not is_there)

    @property
    def _about_id(self) -> int | None:
        key = self.about.editor.chosen or NOBODY
        return int(key) if key != NOBODY else None

    def opens(self) -> Callable[..., str]:
        """The use case that writes a new one down."""
        return partial(open_complaint, entry=self._entry())

    def typed(self) -> Mended:
        """What stands in the form of what may be mended."""
        return Mended(
            self.claim.text().strip(), self.name.text().strip(), self.wish.text().strip(),
            ComplaintChannel(chosen(self.by_way)), ComplaintLevel(chosen(self.level)), self._about_id,
            self.reference.text().strip(), self.due.text().strip(),
        )  # fmt: skip

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(
            change_complaint, complaint_id=complaint_id, mended=self.typed(), seen=self.seen,
            due_reason=self.due_reason.text(),
        )  # fmt: skip

    def says(self, outcome: Any) -> str:
        return _("The complaint is mended.")

    def focus_first(self) -> None:
        self.claim.editor.setFocus()

    # Two wrote the same

    def labels(self) -> dict[str, str]:
        return {
            "claim": self.claim.label.text(), "name": self.name.label.text(), "wish": self.wish.label.text(),
            "channel": self.by_way.label.text(), "level": self.level.label.text(),
            "about_id": self.about.label.text(), "authority_reference": self.reference.label.text(),
            "authority_due": self.due.label.text(),
        }  # fmt: skip

    def say_of(self, name: str, words: str) -> str:
        if name == "channel":
            return _(CHANNEL_WORDS[ComplaintChannel(words)])
        if name == "level":
            return _(LEVEL_WORDS[ComplaintLevel(words)])
        return self._names.get(words, words) if name == "about_id" else words

    def take(self, clash: Clash, *, is_theirs: bool) -> None:
        assert self.seen is not None, "only what stands already is mended by two"
        self.seen = replace(self.seen, **{clash.name: _read(clash.name, clash.theirs)})
        self._put(clash.name, clash.theirs if is_theirs else clash.mine)

    def _put(self, name: str, words: str) -> None:
        texts: dict[str, LineField | LinesField] = {
            "claim": self.claim, "name": self.name, "wish": self.wish, "authority_reference": self.reference,
            "authority_due": self.due,
        }  # fmt: skip
        chips = {"channel": self.by_way, "level": self.level}
        if name in texts:
            texts[name].set_text(words)
        elif name in chips:
            chips[name].editor.show_chosen((words,))
        else:
            self.about.editor.show_chosen(words or NOBODY)


def _read(name: str, words: str) -> Any:
    """What stands in a field, back from its words."""
    kinds = {"channel": ComplaintChannel, "level": ComplaintLevel}
    if name == "about_id":
        return int(words) if words else None
    return kinds[name](words) if name in kinds else words
