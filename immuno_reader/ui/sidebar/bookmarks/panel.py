"""What the reader keeps, as a person meets it: the filter, the list, and what is done with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.sidebar.bookmarks.arranging import (
    ARRANGEMENTS,
    Arrangement,
    Places,
    places_of,
)
from immuno_reader.ui.sidebar.bookmarks.filter_bar import FilterBar
from immuno_reader.ui.sidebar.bookmarks.gathering import Gathered, Gathering
from immuno_reader.ui.sidebar.bookmarks.label_editor import LabelEditor
from immuno_reader.ui.sidebar.bookmarks.labels import common_labels
from immuno_reader.ui.sidebar.bookmarks.listing import BookmarksList
from immuno_reader.ui.sidebar.bookmarks.looks import panel_css
from immuno_reader.ui.sidebar.bookmarks.menu import bookmarks_menu, fill_colours
from immuno_reader.ui.sidebar.bookmarks.model import BookmarksModel
from immuno_reader.ui.sidebar.bookmarks.nothing import Nothing
from immuno_reader.ui.sidebar.bookmarks.selection_bar import SelectionBar

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.library.book import Contents
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.sidebar.bookmarks.filtering import Filter
    from immuno_reader.ui.theme import Icons, Look

_MEASURED_UP_TO = 100
"""Rows that are each as high as their text; more are all of one height, which costs nothing."""
_LEAST_LIST_EM = 5
"""How much of the list is in sight: a row, or most of one."""


class BookmarksPanel(QWidget):
    """Lists what the reader kept, or says how to keep something.

    It shows the shelf and changes nothing: each signal is one thing that a person wants done, so
    that it can be taken back in one step.

    Signals:
        bookmark_requested: a bookmark was clicked or entered.
        note_requested: the note of a bookmark is to be written.
        rename_requested: a bookmark was given a name.
        delete_requested: bookmarks are to go.
        label_requested: bookmarks are to have labels in common; ``relabelled`` says what becomes
            of those that each has already.
        colour_requested: bookmarks are to have a colour.
        export_requested: bookmarks are to be exported.
        move_requested: bookmarks are to stand before another, or last with None.
        arrangement_changed: another order was chosen.
        hinted: why nothing happened, in a sentence for the reader.
    """

    bookmark_requested = Signal(str)
    note_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(list)
    label_requested = Signal(list, list)
    colour_requested = Signal(list, str)
    export_requested = Signal(list)
    move_requested = Signal(list, object)
    arrangement_changed = Signal(str)
    hinted = Signal(str)

    def __init__(
        self, shelf: "Bookshelf", look: "Look", icons: "Icons", parent: QWidget | None = None
    ) -> None:
        """Show what is on a shelf; ``refresh`` shows what has become of it."""
        super().__init__(parent)
        self.setObjectName("bookmarks")
        self._shelf, self._look = shelf, look
        self._arrangement: Arrangement = "place"
        self._places = Places({}, frozenset())
        self._labels: tuple[str, ...] = ()
        self._is_stale = True
        self._has_any = False
        """Whether there is anything to filter."""
        self._labelled: tuple[ItemId, ...] = ()
        """The bookmarks whose labels are being typed."""
        self._gathering = Gathering(shelf, self)
        self._model = BookmarksModel(self)
        self._bar = FilterBar(look, icons)
        self._list = BookmarksList(self._model, look, icons)
        self._nothing = Nothing()
        self._chosen = SelectionBar(look, icons)
        self._label_editor = LabelEditor(self)
        self._shown: QWidget = self._list
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._chosen)
        self._connect()
        self.set_look(look, icons)
        self.setFocusProxy(self._list)

    def _connect(self) -> None:
        self._gathering.gathered.connect(self._show)
        self._bar.filter_changed.connect(self._filter)
        self._bar.arrangement_chosen.connect(self._rearrange)
        self._bar.left_downwards.connect(self._enter_list)
        rows, chosen = self._list, self._chosen
        rows.bookmark_requested.connect(self.bookmark_requested)
        rows.rename_requested.connect(self.rename_requested)
        rows.delete_requested.connect(self.delete_requested)
        rows.move_requested.connect(self._move)
        rows.order_wanted.connect(self._explain_order)
        rows.menu_requested.connect(self._open_menu)
        rows.choice_changed.connect(self._show_chosen)
        rows.left_upwards.connect(self._bar.setFocus)
        self._nothing.all_wanted.connect(self._show_all)
        self._label_editor.finished.connect(
            lambda labels: self.label_requested.emit(list(self._labelled), labels)
        )
        chosen.colour_wanted.connect(self._offer_colours)
        chosen.labels_wanted.connect(self.edit_labels)
        chosen.export_wanted.connect(lambda: self.export_requested.emit(self.chosen))
        chosen.removal_wanted.connect(lambda: self.delete_requested.emit(self.chosen))

    # What is shown

    @property
    def chosen(self) -> "list[ItemId]":
        """The bookmarks that are chosen, in the order in which they are shown."""
        return self._list.chosen

    def set_contents(self, contents: "Contents") -> None:
        """Arrange by these contents from now on."""
        self._places = places_of(contents)
        self.refresh()

    def set_arrangement(self, arrangement: str) -> None:
        """Show the bookmarks in another order; one that is not known is by place."""
        known = (each for each in ARRANGEMENTS if each == arrangement)
        self._arrangement = next(known, ARRANGEMENTS[0])
        self._bar.show_arrangement(self._arrangement)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what the shelf holds now, at once or when somebody looks at it."""
        self._is_stale = True
        if self.isVisible():
            self._bring_up_to_date()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while nobody looked."""
        if self._is_stale:
            self._bring_up_to_date()
        super().showEvent(event)

    def _bring_up_to_date(self) -> None:
        self._is_stale = False
        self._gathering.arrange(self._arrangement, self._places)

    def _filter(self, wanted: "Filter") -> None:
        self._gathering.filter(wanted)

    def _show(self, gathered: Gathered) -> None:
        if self._bar.offer_labels(gathered.labels):
            return  # something else is wanted now, and on its way
        had_focus = self._has_focus_in(self._stack)
        self._labels = gathered.labels
        self._model.is_own_order = self._arrangement == "own"
        is_large = len(gathered.rows) > _MEASURED_UP_TO
        if is_large != self._list.uniformItemSizes():
            self._list.setUniformItemSizes(is_large)
            self._list.scheduleDelayedItemsLayout()
        self._model.show(gathered.rows)
        self._list.choose_some()
        self._bar.show_count(gathered.shown, gathered.total)
        is_empty, is_filtered = not gathered.shown, bool(gathered.total)
        self._has_any = is_filtered
        self._fit()
        if is_empty:
            self._nothing.show_reason(is_filtered=is_filtered)
        self._shown = self._nothing if is_empty else self._list
        self._stack.setCurrentWidget(self._shown)
        self.setFocusProxy(self._shown)
        if had_focus:
            self._shown.setFocus()
        elif self._has_focus_in(self._bar):
            announce(self._bar, self._nothing.text if is_empty else self._bar.count_text)

    def _show_all(self) -> None:
        self._bar.clear()
        self._list.setFocus()

    def _rearrange(self, arrangement: str) -> None:
        self.set_arrangement(arrangement)
        self.arrangement_changed.emit(self._arrangement)

    def _enter_list(self) -> None:
        self._shown.setFocus()

    def _has_focus_in(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and (focused is part or part.isAncestorOf(focused))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._look = look
        self.setStyleSheet(panel_css(look))
        self._bar.set_look(look, icons)
        self._list.set_look(look, icons)
        self._nothing.set_look(look)
        self._chosen.set_look(look, icons)
        self._fit()

    # What is done with it

    def _chosen_bookmarks(self) -> "list[Bookmark]":
        return self._model.bookmarks(self.chosen)

    def _show_chosen(self) -> None:
        self._chosen.show_count(len(self.chosen))
        self._fit()

    def _fit(self) -> None:
        """Leave out the filter where there is no room for it and for what is done with several.

        Where even that has none, the menu of the list has all of it.
        """
        room = self.height() - self._look.chrome_px * _LEAST_LIST_EM
        if len(self.chosen) > 1:
            room -= self._chosen.heightForWidth(self.width())
            self._chosen.setVisible(room >= 0)
        else:
            self._chosen.hide()
        has_room = self._chosen.isHidden() or room >= self._bar.sizeHint().height()
        self._bar.setVisible(self._has_any and has_room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the filter again where there is room for it now."""
        super().resizeEvent(event)
        self._fit()

    def _move(self, ids: "list[ItemId]", before: "ItemId | None") -> None:
        if before is None and self._model.ids():
            # Behind the last that is shown, which need not be the last of all.
            order = [bookmark.id for bookmark in self._shelf.bookmarks]
            last = next(id for id in reversed(self._model.ids()) if id not in ids)
            after = order[order.index(last) + 1 :] if last in order else []
            before = next((id for id in after if id not in ids), None)
        self.move_requested.emit(ids, before)

    def _explain_order(self) -> None:
        self.hinted.emit(
            self.tr("To move bookmarks, choose \u201cMy own order\u201d above the list.")
        )

    def _open_menu(self, at: QPoint) -> None:
        ids = self.chosen
        menu = bookmarks_menu(
            self,
            self._chosen_bookmarks(),
            self._look,
            {
                "open": lambda: self.bookmark_requested.emit(ids[0]),
                "note": lambda: self.note_requested.emit(ids[0]),
                "rename": self._list.rename,
                "colour": lambda colour: self.colour_requested.emit(ids, colour),
                "labels": self.edit_labels,
                "export": lambda: self.export_requested.emit(ids),
                "remove": lambda: self.delete_requested.emit(ids),
            },
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _offer_colours(self) -> None:
        menu, button = QMenu(self), self._chosen.colour_button
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choose = partial(self.colour_requested.emit, self.chosen)
        fill_colours(menu, self._chosen_bookmarks(), self._look, choose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def edit_labels(self) -> None:
        """Let the labels of the chosen bookmarks be typed."""
        bookmarks = self._chosen_bookmarks()
        if not bookmarks:
            return
        self._labelled = tuple(bookmark.id for bookmark in bookmarks)
        beside = self._list.rect_of_current()
        if len(bookmarks) > 1:
            button = self._chosen
            beside = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
        self._label_editor.open(common_labels(bookmarks), self._labels, self._look, beside)
