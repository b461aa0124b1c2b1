"""When the buttons for selected words come, where they stand, and when they go."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.reading.offers import RIM_PX, SHAPES, SMALL_SHAPES, Offers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from immuno_reader.ui.linked_text import LinkedText
    from immuno_reader.ui.reading.offers import Shape
    from immuno_reader.ui.theme import Icons, Look

_RESTED_MS = 250
"""How long a selection made by keys has to rest, so that nothing blinks while it grows."""
_MOST_SHARE = 0.5
"""The most of the pane's height that it covers at an edge, rather than have small buttons."""


class SelectionBar(Offers):
    """Comes when words of a text are selected, beside them; goes when they no longer are.

    It takes the keyboard only when asked to, or with Tab from the text.
    """

    def __init__(
        self,
        look: "Look",
        icons: "Icons",
        text: "LinkedText",
        keys: "Mapping[str, str] | None" = None,
    ) -> None:
        """Make a bar over a text, which it never leaves.

        Args:
            look: the theme and text size.
            icons: icons in the colours of the theme.
            text: whose selection it is about.
            keys: the shortcuts to be told, by ``highlight``, ``note``, ``look_up``, ``copy`` and
                ``read_aloud``.
        """
        super().__init__(look, icons, text, keys)
        self.hide()
        self._text = text
        # While the text is taken down it can no longer be asked for it.
        self._viewport = text.viewport()
        self.asked.connect(self.dismiss)
        self.changed.connect(self._lay)
        self._is_wanted = False
        """Whether there is a selection that has not been dealt with."""
        self._is_down = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        self._by_menu = False
        """Whether a word was selected for the menu, which offers the same."""
        self._has_told = False
        self._rest = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rest.timeout.connect(self._come)
        text.selectionChanged.connect(self._follow_selection)
        text.verticalScrollBar().valueChanged.connect(self._lay)
        text.installEventFilter(self)
        for watched in (self._viewport, *self.findChildren(QAbstractButton)):
            watched.installEventFilter(self)
        self._follow_selection()

    def dismiss(self) -> None:
        """Go until other words are selected; the keyboard goes back to the text."""
        self._is_wanted = False
        self._rest.stop()
        if self.has_keyboard:
            self._text.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    # When it comes and goes

    def _follow_selection(self) -> None:
        is_any = self._text.textCursor().hasSelection()
        if not is_any:
            self.dismiss()
        elif not self._by_menu:
            self._is_wanted = True
            if not self.has_keyboard:
                self.hide()
            if not self._is_down:
                self._rest.start()

    def _come(self) -> None:
        is_here = self._text.hasFocus() or self.has_keyboard
        if is_here and QApplication.activePopupWidget() is None:
            self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what is done at the text before the text does, and clicks elsewhere."""
        kind = event.type()
        if watched is self._text:
            return self._see_text(event)
        if watched is self._viewport:
            if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                assert isinstance(event, QMouseEvent)
                self._is_down = event.button() == Qt.MouseButton.LeftButton
                self._by_menu = event.button() == Qt.MouseButton.RightButton
                self.dismiss()
            elif kind == QEvent.Type.MouseButtonRelease and self._is_down:
                self._is_down = False
                self._is_wanted = True
                self._rest.stop()
                # Once the text has seen it too.
                QTimer.singleShot(0, self, self._come)
            elif kind == QEvent.Type.Resize:
                # Once the text is laid in it.
                QTimer.singleShot(0, self, self._fit)
        elif kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            is_here = watched is self or self.isAncestorOf(watched)
            if not is_here and watched.window() is self.window():
                self.dismiss()
        elif kind == QEvent.Type.KeyPress and watched in self.stops:
            assert isinstance(event, QKeyEvent)
            has_others = bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
            return not has_others and self.walk(Qt.Key(event.key()))
        return False

    def _see_text(self, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                self._is_down = self._by_menu = False
                if self.isVisible() and not event.modifiers():
                    if event.key() == Qt.Key.Key_Escape:
                        self.dismiss()
                        return True
                    if event.key() == Qt.Key.Key_Tab:
                        return self.take_focus()
            case QEvent.Type.FocusOut if not self._is_among_ours(QApplication.focusWidget()):
                self.hide()
            case QEvent.Type.FocusIn if self._is_wanted:
                self._rest.start()
            case _:
                pass
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Look out for clicks elsewhere; tell of itself once where nothing is seen."""
        _application().installEventFilter(self)
        if not self._has_told:
            self._has_told = True
            announce(self, self.tr("Press Tab to highlight the words or write a note"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Look out no longer."""
        _application().removeEventFilter(self)

    # Where it lies

    def _fit(self) -> None:
        """Stay in a pane that has another size, or come now that it has room."""
        if self.isVisible():
            self._lay()
        else:
            self._come()

    def _lay(self) -> None:
        """Stand above or below what is selected, and where that has no room, at an edge."""
        if not self._is_wanted or self._is_down or self._rest.isActive():
            return
        viewport = self._viewport
        rects = self._text.selection_rects()
        area = QRectF(viewport.rect())
        if not any(rect.intersects(area) for rect in rects):
            self.hide()
            return
        cursor = self._text.textCursor()
        is_forward = cursor.position() == cursor.selectionEnd()
        beside = partial(self._beside, rects, is_forward=is_forward)
        tried: list[tuple[Shape, Callable[[QSize], QPoint | None]]]
        tried = [(shape, beside) for shape in SHAPES]
        tried += [(shape, partial(self._at_edge, most=_MOST_SHARE)) for shape in SHAPES]
        tried += [(shape, self._at_edge) for shape in SMALL_SHAPES]
        for shape, place in tried:
            size = self.size_of(shape)
            corner = place(size)
            if corner is not None:
                self.arrange(shape)
                self.setGeometry(QRect(viewport.mapTo(self._text, corner), size))
                self.raise_()
                self.show()
                return
        self.hide()

    def _beside(self, rects: "Sequence[QRectF]", size: QSize, *, is_forward: bool) -> QPoint | None:
        """Return where a bar of a size covers nothing that is selected, on the viewport."""
        room, gap = self._viewport.size(), self._look.space(0.5)
        if size.width() > room.width():
            return None
        top, bottom = min(rect.top() for rect in rects), max(rect.bottom() for rect in rects)
        above = (rects[0].left(), round(top) - gap - size.height() + RIM_PX)
        below = (rects[-1].right(), round(bottom) + gap - RIM_PX)
        # Where the pointer or the caret is.
        for x, y in (below, above) if is_forward else (above, below):
            if 0 <= y <= room.height() - size.height():
                left = min(max(0, round(x) - size.width() // 2), room.width() - size.width())
                return QPoint(left, y)
        return None

    def _at_edge(self, size: QSize, *, most: float = 1) -> QPoint | None:
        """Return where a bar of a size covers selected words, but not where one is selecting.

        Args:
            size: of the bar.
            most: the share of the pane's height that it may cover.
        """
        room = self._viewport.size()
        left, lowest = room.width() - size.width(), room.height() - size.height()
        if left < 0 or size.height() > room.height() * most:
            return None
        caret = self._text.cursorRect()
        is_covered = caret.bottom() > lowest and caret.top() < room.height()
        return QPoint(left // 2, 0 if is_covered else lowest)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _is_among_ours(self, widget: QWidget | None) -> bool:
        # Nothing has the keyboard while another window, or a menu, has it.
        return widget is None or widget is self._text or self.isAncestorOf(widget)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk the buttons with Tab, and back to the text behind the last."""
        stops, at = self.stops, self.focused + (1 if next else -1)
        to = stops[at] if 0 <= at < len(stops) else self._text
        to.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
