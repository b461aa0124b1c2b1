"""Boxes to tick for what is to be shown: kinds, colours and labels."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from immuno_reader.identity import COLOURS
from immuno_reader.ui.mark_colours import colour_name
from immuno_reader.ui.sidebar.bookmarks.filtering import Filter
from immuno_reader.ui.sidebar.bookmarks.swatches import side_by_side, swatch
from immuno_reader.ui.sidebar.bookmarks.words import kinds_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.shelf.bookmark import BookmarkKind
    from immuno_reader.ui.sidebar.bookmarks.filtering import Facet
    from immuno_reader.ui.theme import Icons, Look

_KINDS: "tuple[BookmarkKind, ...]" = ("bookmark", "highlight", "note")
_FRAME_PX = 6
"""What the borders around the boxes take."""
_MOST_LABELS = 200
"""More than anybody ticks; the others are found by typing."""


class _Tick(QCheckBox):
    """A choice with a box of the reader's own family, and perhaps a picture beside it."""

    def __init__(self, text: str, look: "Look", icons: "Icons", beside: QPixmap | None) -> None:
        super().__init__(text.replace("&", "&&"))
        self._pictures = [
            side_by_side(box, beside) if beside else box
            for name in ("unticked", "ticked")
            if (box := icons.pixmap(name, look.icon_px, look.theme.ink))
        ]
        self.setFont(look.font(look.chrome_px))
        width = round(self._pictures[0].deviceIndependentSize().width())
        self.setIconSize(QSize(width, look.icon_px))
        self.toggled.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(self._pictures[self.isChecked()])


class FilterPopover(QFrame):
    """Opens below its button, and stays while boxes are ticked.

    Signals:
        changed: another filter is wanted; it has no text of its own.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make it closed."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(self.tr("Filter"))
        self._filter = Filter()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)
        self._ticks: list[_Tick] = []

    def open(
        self,
        wanted: Filter,
        labels: "Sequence[str]",
        look: "Look",
        icons: "Icons",
        at: QPoint,
    ) -> None:
        """Offer what there is to tick, with what is wanted now ticked.

        Args:
            wanted: the filter now.
            labels: all labels in use.
            look: the theme and text size.
            icons: icons in the colours of the theme.
            at: where it opens, in global coordinates.
        """
        self._filter = wanted
        inner, self._ticks = QWidget(), []
        column = QVBoxLayout(inner)
        pad = look.space(2)
        column.setContentsMargins(2 * pad, pad, 2 * pad, pad)
        column.setSpacing(look.space(0.5))
        self._add_heading(column, self.tr("Kind"), look)
        for kind in _KINDS:
            tick = self._add(column, kinds_text(kind), look, icons)
            tick.setChecked(kind in wanted.kinds)
            tick.toggled.connect(partial(self._toggle, "kinds", kind))
        self._add_heading(column, self.tr("Colour"), look)
        for colour in COLOURS:
            picture = swatch(colour, look.theme, look.icon_px)
            tick = self._add(column, colour_name(colour).capitalize(), look, icons, picture)
            tick.setChecked(colour in wanted.colours)
            tick.toggled.connect(partial(self._toggle, "colours", colour))
        if labels:
            self._add_heading(column, self.tr("Label"), look)
        for label in labels[:_MOST_LABELS]:
            tick = self._add(column, label, look, icons)
            tick.setChecked(label in wanted.labels)
            tick.toggled.connect(partial(self._toggle, "labels", label))
        self._area.setWidget(inner)
        self._place(inner, at)
        self._ticks[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, inner: QWidget, at: QPoint) -> None:
        screen = self.screen().availableGeometry()
        needed = inner.sizeHint() + QSize(_FRAME_PX, _FRAME_PX)
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = max(screen.bottom() - at.y(), 10 * inner.fontMetrics().height())
        height = min(needed.height(), room)
        width = min(needed.width() + (bar if height < needed.height() else 0), screen.width())
        left = max(screen.left(), min(at.x(), screen.right() - width))
        self.setGeometry(left, at.y(), width, height)
        self.show()

    def _add_heading(self, column: QVBoxLayout, text: str, look: "Look") -> None:
        label = QLabel(text)
        label.setObjectName("quiet")
        label.setFont(look.font(round(look.chrome_px * 0.88), bold=True))
        if self._ticks:
            column.addSpacing(look.space(1))
        column.addWidget(label)

    def _add(
        self,
        column: QVBoxLayout,
        text: str,
        look: "Look",
        icons: "Icons",
        beside: QPixmap | None = None,
    ) -> _Tick:
        tick = _Tick(text, look, icons, beside)
        self._ticks.append(tick)
        column.addWidget(tick)
        return tick

    def _toggle(self, facet: "Facet", value: str, is_on: bool) -> None:  # noqa: FBT001  a slot
        self._filter = self._filter.asking(facet, value, is_on=is_on)
        self.changed.emit(self._filter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the boxes with Up and Down; close with Escape or Enter."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)
