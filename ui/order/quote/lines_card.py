"""The card with the lines: its versions and its three ways to add at the top, the grid below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.quote.compare import class_of
from app.order.quote.queries import LineId, VersionRow
from app.records.catalogue.categories import word
from ui import formats
from ui.order.quote.finder import Finder
from ui.order.quote.lines_grid import GridHead, LinesGrid
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import Segmented
from ui.worker import Worker


class LinesCard(Card):
    """`version_chosen` when another version is to be seen."""

    version_chosen = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__(_("Quote"))
        self.versions = Segmented("quote.version", _("Version"), ())
        self.add_labour = Button("quote.add_labour", _("Labour"), key="F5", height=Size.BUTTON - 2)
        self.add_part = Button("quote.add_part", _("Parts"), key="F6", height=Size.BUTTON - 2)
        self.add_package = Button("quote.add_package", _("Packages"), key="F7", height=Size.BUTTON - 2)
        self.add_other = Button("quote.add_other", _("Other"), key="F9", height=Size.BUTTON - 2)
        self.grid, self.finder = LinesGrid(), Finder(worker, "quote.find")
        self.nothing = EmptyState(
            "quote.empty",
            icon="doc",
            title=_("No line yet"),
            words=_("F6 finds parts with their labour, F5 labour, F7 packages. F8 in the inspection brings findings."),
        )
        self._editions: tuple[int, ...] = ()
        self._build()
        self.versions.chosen_changed.connect(lambda _key: self.version_chosen.emit())

    def _build(self) -> None:
        self.head.insertWidget(1, self.versions)
        for button in (self.add_labour, self.add_part, self.add_package, self.add_other):
            self.add_head(button)
        self.head.setSpacing(8)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(GridHead())
        column.addWidget(self.grid, 1)
        self.grid.add_below(self.finder)
        self.grid.add_below(self.nothing)
        self.add_edge_to_edge(holder, 1)

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        """The tabs; the newest is in front when a new one came."""
        editions = tuple(version.edition for version in versions)
        last = editions[-1] if editions else 0
        self.versions.show_options([(str(version.edition), _version_words(version, last)) for version in versions])
        self.versions.setVisible(len(versions) > 1)
        if editions != self._editions:
            self._editions = editions
            self.choose_newest()

    def choose_newest(self) -> None:
        """The version in hand comes to the front."""
        self.versions.show_chosen(str(self._editions[-1]) if self._editions else None)
        self.version_chosen.emit()

    def chosen(self, versions: Sequence[VersionRow]) -> VersionRow | None:
        """The version in front; None before the first."""
        newest = versions[-1] if versions else None
        return next((one for one in versions if str(one.edition) == self.versions.chosen), newest)

    def show_lines(
        self, version: VersionRow | None, *, to_order: frozenset[LineId], can_edit: bool, can_decide: bool
    ) -> None:
        """The lines of the version in front."""
        lines = version.lines if version is not None else ()
        is_issued = version is not None and version.issued_at is not None
        self.grid.show_lines(lines, to_order=to_order, can_edit=can_edit, can_decide=can_decide, is_issued=is_issued)
        for button in (self.add_labour, self.add_part, self.add_package, self.add_other):
            button.setVisible(can_edit)
        self.nothing.setVisible(not lines and self.finder.isHidden())
        self.beside.setText(_issued_words(version))


def _version_words(version: VersionRow, last: int) -> str:
    quality = class_of(version)
    name = f"z{version.supplement_ordinal}" if version.supplement_ordinal else f"v{version.edition}"
    parts = (name, word(quality) if quality else "")
    now = _("now") if version.edition == last else ""
    return formats.joined(" ".join(part for part in parts if part), now)


def _issued_words(version: VersionRow | None) -> str:
    if version is None:
        return ""
    if version.issued_at is None:
        return _("not issued")
    return _("issued {time}").format(time=f"{formats.local(version.issued_at):%m-%d %H:%M}")
