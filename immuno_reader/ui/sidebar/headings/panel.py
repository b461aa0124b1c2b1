"""The panel "On this page" as a person meets it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.sidebar.headings.model import HeadingsModel
from immuno_reader.ui.sidebar.headings.rows import HeadingList

if TYPE_CHECKING:
    from immuno_reader.identity import BlockId
    from immuno_reader.library.book import Section
    from immuno_reader.ui.theme import Icons, Look

_SETTLES_MS = 800
"""A heading is told once the reader has rested under it so long, and not while scrolling past."""


class HeadingsPanel(QWidget):
    """Lists the headings of the page with the one that is being read marked.

    Signals:
        heading_requested: a heading was clicked or entered: its block.
    """

    heading_requested = Signal(str)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._model = HeadingsModel(self)
        self._list = HeadingList(self._model, look)
        self._list.heading_requested.connect(self.heading_requested)
        self._none = QLabel()
        self._none.setObjectName("empty")
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._none.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._list)
        self._layout.addWidget(self._none)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._tell_current)
        self.set_look(look, icons)
        self.show_headings(None, None)

    def show_headings(self, section: "Section | None", current: "BlockId | None") -> None:
        """List the headings of a section, of which the reader is at one or above all."""
        self._settling.stop()
        headings = section.headings if section else ()
        own = section.own_heading if section else None
        self._model.show(headings)
        self._list.show_current(current)
        if section is None:
            self._none.setText(self.tr("No page is open yet."))
        else:
            self._none.setText(
                self.tr("This page has no headings below its title. Scroll to read all of it.")
            )
        has_some = any(heading is not own for heading in headings)
        shown = self._list if has_some else self._none
        self._layout.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def follow(self, current: "BlockId | None") -> None:
        """Mark the heading to which the reader has scrolled; tell it once they rest there."""
        if current != self._model.current:
            self._list.show_current(current)
            self._settling.start()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._list.set_look(look)
        self._none.setFont(look.font(look.chrome_px))
        self._none.setContentsMargins(*[look.space(4)] * 4)
        colours = QPalette(self._none.palette())
        colours.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.ink))
        self._none.setPalette(colours)

    def _tell_current(self) -> None:
        index = self._model.index_of(self._model.current)
        if index.isValid() and self.isVisible():
            announce(self._list, self._model.heading(index).text)
