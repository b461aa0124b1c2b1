"""Where the section on the page stands in the book, above it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QStyle, QWidget

from immuno_reader.ui.reading.crumb import Crumb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.library.book import SectionEntry
    from immuno_reader.ui.theme import Look

_BETWEEN = " \u203a "
_LEFT_OUT = "\u2026"
_MOST = 60
"""Rows of a menu at most; the contents show them all."""
_LEAST_MENU_EM = 16
"""Room below a part in which a long menu can be scrolled with ease."""
_MENU_SHARE = 0.75
"""The widest that a title in a menu may be, as a share of the screen."""


class _Menu(QMenu):
    """A menu that scrolls rather than cover what opened it."""

    def sizeHint(self) -> QSize:
        """Ask for no more height than there is: Qt places a menu by what it asks for."""
        return super().sizeHint().boundedTo(self.maximumSize())


class Breadcrumb(QFrame):
    """Shows the way from the book down to the section; each part opens what stands beside it.

    Signals:
        siblings_requested: a part was pressed: its row, for whose siblings ``offer`` is awaited.
        entry_requested: a row of a menu was chosen.
        contents_requested: the menu had no room for all rows, and the reader wants them.
    """

    siblings_requested = Signal(object)
    entry_requested = Signal(object)
    contents_requested = Signal()

    def __init__(self, look: "Look", parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self._trail: Sequence[SectionEntry] = ()
        self._left_out = 0
        """How many rows of the trail have no room."""
        self._between: list[QRect] = []
        """Where the marks between the parts are."""
        # Made before the window, in which Tab comes to it and so to the parts after it.
        self._cut = Crumb(self, look)
        self._cut.name(_LEFT_OUT, is_here=False, says=self.tr("Opens the way to here"))
        self._cut.clicked.connect(self._offer_left_out)
        self._parts: list[Crumb] = []
        self.set_look(look)

    def show_trail(self, trail: "Sequence[SectionEntry]") -> None:
        """Show the way to a section, the book or part first and the section last."""
        self._trail = trail
        self.setAccessibleName(
            self.tr("You are in: {0}").format(" \u203a ".join(entry.title for entry in trail))
        )
        while len(self._parts) < len(trail):
            self._add_part()
        says = self.tr("Opens what stands beside it")
        for part, entry in zip(self._parts, trail, strict=False):
            part.name(entry.title, is_here=entry is trail[-1], says=says)
        self._fit()

    def _add_part(self) -> None:
        part = Crumb(self, self._look)
        QWidget.setTabOrder(self._parts[-1] if self._parts else self._cut, part)
        part.clicked.connect(partial(self._ask_siblings, len(self._parts)))
        self._parts.append(part)

    def offer(self, rows: "Sequence[SectionEntry]", here: "SectionEntry") -> None:
        """Open a menu of rows below the part of one of them, which is checked."""
        at = next((index for index, entry in enumerate(self._trail) if entry is here), None)
        if at is not None and rows:
            self._open_menu(self._parts[at], rows, here)

    def set_look(self, look: "Look") -> None:
        """Grow with the text and take the colours of a theme."""
        self._look = look
        self.setFont(look.font(look.chrome_px))
        for crumb in (self._cut, *self._parts):
            crumb.set_look(look)
        self.setFixedHeight(QFontMetrics(self.font()).height() + look.space(4) + 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the first parts where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(1, self.height())

    def _fit(self) -> None:
        shown, left = self._shown(), self._look.space(4)
        inner, between = self.contentsRect(), self._between_px
        right = inner.width() - left
        for crumb in (self._cut, *self._parts):
            if crumb not in shown:
                crumb.hide()
        self._between = []
        for crumb in shown:
            if crumb is not shown[0]:
                box = QRect(left, inner.top(), between, inner.height())
                self._between.append(QStyle.visualRect(self.layoutDirection(), inner, box))
                left += between
            # The section itself is shortened, and only once it stands alone.
            width = min(crumb.whole_px, max(right - left, crumb.edges_px))
            box = QRect(left, inner.top(), width, inner.height())
            crumb.fit(QStyle.visualRect(self.layoutDirection(), inner, box))
            left += width
        self.update()

    def _shown(self) -> list[Crumb]:
        """Return the crumbs for which there is room, without the first where there is not."""
        shown = self._parts[: len(self._trail)]
        room, between = self.contentsRect().width() - 2 * self._look.space(4), self._between_px
        self._left_out = 0

        def is_too_wide() -> bool:
            return sum(one.whole_px for one in shown) + between * (len(shown) - 1) > room

        if len(shown) > 1 and is_too_wide():
            shown.insert(0, self._cut)
            while len(shown) > 2 and is_too_wide():
                del shown[1]
                self._left_out += 1
        return shown

    @property
    def _between_px(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(_BETWEEN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, and the marks between them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for crumb in (self._cut, *self._parts):
            if not crumb.isHidden():
                crumb.draw(painter)
        painter.setPen(QColor(self._look.theme.quiet))
        for box in self._between:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _BETWEEN)
        painter.end()

    # What the parts open

    def _ask_siblings(self, index: int) -> None:
        self.siblings_requested.emit(self._trail[index])

    def _offer_left_out(self) -> None:
        self._open_menu(self._cut, self._trail[: self._left_out], None)

    def _open_menu(
        self, part: Crumb, rows: "Sequence[SectionEntry]", here: "SectionEntry | None"
    ) -> None:
        menu = _Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        widest = round(self.screen().availableGeometry().width() * _MENU_SHARE)
        metrics = menu.fontMetrics()
        for row in _near(rows, here):
            title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, widest)
            action = menu.addAction(title.replace("&", "&&"))
            action.setEnabled(row.kind != "draft")
            action.setCheckable(here is not None)
            action.setChecked(row is here)
            action.triggered.connect(partial(self.entry_requested.emit, row))
        if len(rows) > _MOST:
            menu.addSeparator()
            everything = menu.addAction(self.tr("All of them in the contents"))
            everything.triggered.connect(self.contents_requested)
        part.setDown(True)
        menu.aboutToHide.connect(lambda: part.setDown(False))
        below = part.mapToGlobal(QPoint(0, part.height()))
        room = self.screen().availableGeometry().bottom() - below.y()
        menu.setMaximumHeight(max(room, _LEAST_MENU_EM * self._look.chrome_px))
        menu.popup(below)
        at_here = [action for action in menu.actions() if action.isChecked()]
        menu.setActiveAction((at_here or menu.actions())[0])


def _near(rows: "Sequence[SectionEntry]", here: "SectionEntry | None") -> "Sequence[SectionEntry]":
    """Return as many rows as a menu holds, around the one that is being read."""
    at = next((index for index, row in enumerate(rows) if row is here), 0)
    first = max(0, min(at - _MOST // 2, len(rows) - _MOST))
    return rows[first : first + _MOST]
