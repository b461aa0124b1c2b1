"""The contents tree as a person meets it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from immuno_reader.identity import SectionRef
from immuno_reader.ui.rows import dress_rows
from immuno_reader.ui.sidebar.contents.model import ContentsModel
from immuno_reader.ui.sidebar.contents.rows import ContentsRows
from immuno_reader.ui.viewport import give_viewport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from immuno_reader.library.book import Contents
    from immuno_reader.ui.theme import Icons, Look

_SMALL_BOOK = 400
"""Rows up to which titles wrap, at some 15 microseconds each, and chapters start open."""


class ContentsView(QTreeView):
    """The contents tree.

    Signals:
        section_requested: a section was clicked or entered.
    """

    section_requested = Signal(SectionRef)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty tree."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Contents"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        # Rows indent themselves, so that ground and focus ring span the whole width.
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        give_viewport(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._model = ContentsModel.of_nothing()
        self._rows = ContentsRows(self, look, icons)
        self.setItemDelegate(self._rows)
        self.set_look(look, icons)
        self.clicked.connect(self._open)

    def set_contents(self, contents: "Contents") -> None:
        """Show other contents; what was open, current and kept stays so where it still is."""
        before, opened = self._model, self.expanded()
        known = {key for key, _, _ in before.branches()}
        is_small = len(contents.entries) <= _SMALL_BOOK
        self._model = ContentsModel(contents)
        self._model.set_kept(before.kept)
        self.setUniformRowHeights(not is_small)
        self._rows.set_model(self._model)
        self.setModel(self._model)
        before.deleteLater()
        for key, entry, index in self._model.branches():
            is_top = entry.kind == "part" or (is_small and entry.depth == 0)
            if key in opened or (is_top and key not in known):
                self.expand(index)
        self.setCurrentIndex(self._model.first_section())
        self.set_current(before.current)

    @property
    def current(self) -> SectionRef | None:
        """The section that is shown as being read."""
        return self._model.current

    def set_current(self, ref: SectionRef | None) -> None:
        """Show which section is being read, and where it stands."""
        self._model.set_current(ref)
        index = self._model.index_of(ref)
        if index.isValid():
            self.setCurrentIndex(index)
            if self.isVisible():  # before that it would lay the rows out in a width of no meaning
                self.scrollTo(index)  # opens the rows above it, too

    def set_kept(self, counts: "Mapping[SectionRef, int]") -> None:
        """Show how much is kept of sections, and of no others."""
        self._model.set_kept(counts)

    def expanded(self) -> frozenset[str]:  # type: ignore[override]  # Qt's signal, unused
        """Return which rows are open, by keys that outlast a change of the book."""
        return frozenset(key for key, _, index in self._model.branches() if self.isExpanded(index))

    def set_expanded(self, keys: "Iterable[str]") -> None:
        """Open these rows and close all others."""
        wanted = frozenset(keys)
        self.scheduleDelayedItemsLayout()  # so that Qt lays the rows out once, not at each
        for key, _, index in self._model.branches():
            self.setExpanded(index, key in wanted)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look, icons)
        dress_rows(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row under the cursor with Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a row by its chevron; elsewhere a click is for the section."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_chevron(index, point.x()):
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take two quick presses for two clicks."""
        self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure wrapped titles anew, and keep the current section in sight if it was."""
        index = self._model.index_of(self._model.current)
        before = QRect(QPoint(0, 0), event.oldSize())
        was_in_sight = before.intersects(self.visualRect(index))
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and not self.uniformRowHeights():
            self.scheduleDelayedItemsLayout()
        if self.isVisible() and was_in_sight:
            QTimer.singleShot(0, self, self._show_current)  # once the rows are laid out

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the current section in sight."""
        super().showEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        index = self._model.index_of(self._model.current)
        if index.isValid():
            self.scrollTo(index)

    def _open(self, index: QModelIndex) -> None:
        ref = self._model.entry(index).ref
        if ref:
            self.section_requested.emit(ref)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def _is_on_chevron(self, index: QModelIndex, x: int) -> bool:
        if not (index.isValid() and self._model.hasChildren(index)):
            return False
        box = self._rows.boxes(self.visualRect(index), index).chevron
        return box.left() - 4 <= x <= box.right() + 4
