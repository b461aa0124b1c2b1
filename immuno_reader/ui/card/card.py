"""A sheet over the window beside some words: its place, its shape, and how it comes and goes."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from immuno_reader.ui.card.outline import CORNER_PX, RIM_PX, paint_sheet, sheet_path
from immuno_reader.ui.card.placement import (
    BESIDE_ROW,
    BESIDE_WORD,
    Box,
    Placement,
    Side,
    Size,
    place,
)
from immuno_reader.ui.theme import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from immuno_reader.ui.theme import Look

_WIDTH_EM = 26
_LEAST_WIDTH_EM = 12


class Card(QDialog):
    """Lies over the window beside some words; never a window of its own, never modal.

    A dialog only for what screen readers say of it: it closes and takes the keyboard in its own
    way. Each kind of card says how high its content is and where that goes.

    Signals:
        closed: the card has gone; True when it had the keyboard, which is back where it was.
    """

    closed = Signal(bool)

    def __init__(self, look: "Look", parent: QWidget) -> None:
        """Make a closed card over ``parent``, which it never leaves."""
        super().__init__(parent)
        # A dialog is made as a window; this puts it back among the parent's children.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()
        self._look = look
        self._area = parent
        self._is_open = False
        self._word = Box(0, 0, 0, 0)
        self._word_is_in_sight = False
        self._is_beside_row = False
        self._placement = Placement(Box(0, 0, 0, 0), None, None)
        self._heights: dict[int, int] = {}
        """How high the present content is at the widths tried."""
        self._came_from: QWidget | None = None

    # What each kind of card says of itself

    def _content_height(self, inner: int) -> int:
        """Return how high the content is at a width."""
        raise NotImplementedError

    def _least_height(self, inner: int) -> int:
        """Return how much of it has to be in sight for the card to be of use."""
        raise NotImplementedError

    def _arrange(self, inner: QRect) -> None:
        """Put the content where there is room for it."""
        raise NotImplementedError

    def _stops(self) -> "Sequence[QWidget]":
        """Return what Tab reaches, in order."""
        raise NotImplementedError

    def _stays(self) -> bool:
        """Return whether a click elsewhere leaves it open."""
        return False

    # Coming and going

    @property
    def covers_word(self) -> bool:
        """Whether no side of the word had room for the card."""
        return self._word_is_in_sight and self._placement.side is None

    @property
    def is_beside_row(self) -> bool:
        """Whether it stands beside a row of a list and not beside words of the page."""
        return self._is_beside_row

    def _come_to(self, word: QRect, *, is_row: bool) -> None:
        """Be beside some words, in global coordinates, once it is shown."""
        self._is_beside_row = is_row
        self._take_word(word)
        if not self._is_open:
            self._is_open = True
            application = QCoreApplication.instance()
            assert application is not None
            application.installEventFilter(self)
            self._came_from = QApplication.focusWidget()

    def close_card(self, *, return_focus: bool = True) -> None:
        """Close the card; the keyboard goes back to where it was, if the card had it."""
        if not self._is_open:
            return
        self._is_open = False
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        had_keyboard, came_from = self.has_keyboard, self._came_from
        if had_keyboard and came_from is not None and shiboken6.isValid(came_from):
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None
        self.hide()
        self.closed.emit(return_focus and had_keyboard)

    def follow(self, word: QRect | None) -> None:
        """Move with the word, in global coordinates; with None, as it is out of sight, stay."""
        if word is None:
            self._word_is_in_sight = False
        else:
            self._take_word(word)
        self._lay()

    def _take_colours(self) -> None:
        """Take on the colours of the look."""
        theme = self._look.theme
        colours = palette(theme)
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            colours.setColor(role, QColor(theme.card))
        # The scroll bar's handle, which is hard to see in the colour of the sheet.
        colours.setColor(QPalette.ColorRole.Button, QColor(theme.edge))
        self.setPalette(colours)

    # Where it lies

    def _take_word(self, word: QRect) -> None:
        corner = self._area.mapFromGlobal(word.topLeft())
        self._word = Box(corner.x(), corner.y(), word.width(), word.height())
        self._word_is_in_sight = True

    def _lay_anew(self, *, same_side: bool = False) -> None:
        """Fit the card to another content; on the side where it is, when it grows by typing."""
        self._heights.clear()
        side = self._placement.side if same_side else None
        self._lay((side,) if side else ())

    def _lay(self, sides: "tuple[Side, ...]" = ()) -> None:
        """Fit the card to its content, beside its word."""
        if not self._is_open:
            return
        px, border = self._look.card_px, 2 * self._border_px
        area = Box(0, 0, self._area.width(), self._area.height())
        width = _WIDTH_EM * px + border
        if self._word_is_in_sight:
            least_px = border + self._least_height(max(1, min(width, area.width) - border))
            self._placement = place(
                area,
                self._word,
                width,
                self._height_at,
                least=Size(_LEAST_WIDTH_EM * px + border, least_px),
                corner=CORNER_PX,
                sides=sides or (BESIDE_ROW if self._is_beside_row else BESIDE_WORD),
            )
        else:
            frame = self._placement.frame
            width = min(width, area.width)
            stayed = Box(frame.left, frame.top, width, self._height_at(width)).moved_into(area)
            self._placement = Placement(stayed, None, None)
        self.setGeometry(*self._placement.frame)
        border = self._border_px
        self._arrange(self.rect().adjusted(border, border, -border, -border))
        self.update()

    @property
    def _border_px(self) -> int:
        return RIM_PX + 10 + self._look.space(1.5)

    def _height_at(self, width: int) -> int:
        if width not in self._heights:
            border = 2 * self._border_px
            self._heights[width] = border + self._content_height(max(1, width - border))
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet that the content lies on."""
        frame, side, tip = self._placement
        sheet = QRectF(self.rect()).adjusted(RIM_PX, RIM_PX, -RIM_PX, -RIM_PX)
        if tip is not None:
            tip -= frame.left if side in ("below", "above") else frame.top
        painter = QPainter(self)
        path = sheet_path(sheet, side, tip)
        paint_sheet(painter, path, sheet, self._look.theme, has_keyboard=self.has_keyboard)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay where placed; a dialog would centre itself."""

    # Keyboard and pointer

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes to the card."""
        focus = QApplication.focusWidget()
        return focus is not None and self._is_within(focus)

    def event(self, event: QEvent) -> bool:
        """Claim the card's keys before the window's shortcuts get them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self._wish(event) is not None)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave other keys to the window; a dialog would take Escape and Enter."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See, while open, the card's keys before its content does, and clicks elsewhere."""
        if not isinstance(watched, QWidget):
            return False
        match event.type():
            case QEvent.Type.KeyPress if self._is_within(watched):
                assert isinstance(event, QKeyEvent)
                wish = self._wish(event)
                if wish is not None:
                    wish()
                    return True
            case QEvent.Type.MouseButtonPress if watched.window() is self.window():
                assert isinstance(event, QMouseEvent)
                if not (self._stays() or self._is_within(watched) or self._is_on_word(event)):
                    self.close_card(return_focus=False)
            case QEvent.Type.Resize if watched is self._area:
                self._lay()
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut if self._is_within(watched):
                self.update()
            case _:
                pass
        return False

    def _wish(self, event: QKeyEvent) -> "Callable[[], None] | None":
        """Return what a key asks of the card."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return None
        if event.key() == Qt.Key.Key_Escape:
            return self.close_card
        focus = QApplication.focusWidget()
        if _is_enter(event) and isinstance(focus, QAbstractButton):
            return focus.click
        return None

    def _is_within(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _is_on_word(self, event: QMouseEvent) -> bool:
        point = self._area.mapFromGlobal(event.globalPosition().toPoint())
        return self._word_is_in_sight and QRect(*self._word).contains(point)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk round the card with Tab and Shift+Tab."""
        stops = [stop for stop in self._stops() if stop.isVisible() and stop.isEnabled()]
        focus = QApplication.focusWidget()
        if focus not in stops:
            return QWidget.focusNextPrevChild(self, next)
        stop = stops[(stops.index(focus) + (1 if next else -1)) % len(stops)]
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Return whether a key is Ctrl+Enter, of whichever block of keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _is_enter(event) and modifiers == Qt.KeyboardModifier.ControlModifier


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
