"""The card: explains a term where it stands, and goes deeper from there."""

from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.glossary_card.explanation import Explanation
from immuno_reader.ui.glossary_card.header import Header
from immuno_reader.ui.glossary_card.outline import CORNER_PX, RIM_PX, paint_sheet, sheet_path
from immuno_reader.ui.glossary_card.placement import (
    BESIDE_ROW,
    BESIDE_WORD,
    Box,
    Placement,
    Size,
    place,
)
from immuno_reader.ui.term_page import term_html
from immuno_reader.ui.theme import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.library.book import Term
    from immuno_reader.ui.glossary_card.pronouncing import Pronouncer
    from immuno_reader.ui.theme import Icons, Look

_WIDTH_EM = 26
_LEAST_WIDTH_EM = 12
_LEAST_TEXT_EM = 2.4
"""A line and the half of another: with the largest text there may be no more room."""


class _Visit(NamedTuple):
    """A term that Back returns to, as the reader left it."""

    term: "Term"
    scrolled: int


class GlossaryCard(QDialog):
    """Lies over the window beside a word; never a window of its own.

    A dialog only for what screen readers say of it: it closes and takes the keyboard in its own
    way.

    Signals:
        term_requested: a term on the card was clicked or entered.
        section_requested: a section on it: it, and the heading's anchor or "".
        address_activated: a link to the web, to mail or to a phone.
        closed: the card has gone; True when the keyboard should return to the word.
        pin_changed: the card is to stay until it is closed, or no longer.
        pointer_entered, pointer_left: the pointer came to the card, or left it.
    """

    term_requested = Signal(TermRef)
    section_requested = Signal(SectionRef, str)
    address_activated = Signal(str)
    closed = Signal(bool)
    pin_changed = Signal(bool)
    pointer_entered = Signal()
    pointer_left = Signal()

    def __init__(
        self, look: "Look", icons: "Icons", pronouncer: "Pronouncer", parent: QWidget
    ) -> None:
        """Make a closed card over ``parent``, which it never leaves."""
        super().__init__(parent)
        # A dialog is made as a window; this puts it back among the parent's children.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()
        self._area = parent
        self._pronouncer = pronouncer
        self._term: Term | None = None
        self._behind: list[_Visit] = []
        self._word = Box(0, 0, 0, 0)
        self._word_is_in_sight = False
        self._is_beside_row = False
        self._placement = Placement(Box(0, 0, 0, 0), None, None)
        self._heights: dict[int, int] = {}
        """How high the present content is at the widths tried."""
        self._came_from: QWidget | None = None
        self._header = Header(look, icons, self)
        self._text = Explanation(look, self)
        self._header.back_requested.connect(self.go_back)
        self._header.speech_requested.connect(self._say)
        self._header.close_requested.connect(self.close_card)
        self._header.pin_toggled.connect(self.pin_changed)
        self._text.term_activated.connect(lambda term, _: self.term_requested.emit(term))
        self._text.section_requested.connect(self.section_requested)
        self._text.address_activated.connect(self.address_activated)
        pronouncer.availability_changed.connect(self._head)
        self.set_look(look, icons)

    # What it shows

    @property
    def covers_word(self) -> bool:
        """Whether no side of the word had room for the card."""
        return self._word_is_in_sight and self._placement.side is None

    @property
    def term(self) -> "Term | None":
        """The term on the card; None while it is closed."""
        return self._term

    @property
    def is_pinned(self) -> bool:
        """Whether the card stays until it is closed."""
        return self._header.is_pinned

    @property
    def is_beside_row(self) -> bool:
        """Whether it explains a row of a list and not a word of the page."""
        return self._is_beside_row

    def show_term(
        self, term: "Term", word: QRect, *, take_focus: bool, is_row: bool = False
    ) -> None:
        """Explain a word, in place of what the card showed before.

        Args:
            term: what the word means.
            word: where it stands, in global coordinates.
            take_focus: whether the keyboard goes to the card, as it should unless it was
                opened by hovering.
            is_row: whether the word is a row of a list.
        """
        self._is_beside_row = is_row
        self._behind.clear()
        self._take_word(word)
        if self.isHidden():
            application = QCoreApplication.instance()
            assert application is not None
            application.installEventFilter(self)
            self._came_from = QApplication.focusWidget()
        self._show(term)
        if take_focus:
            self._text.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_deeper(self, term: "Term") -> None:
        """Explain a term of the explanation; Back returns from it."""
        if self._term is not None:
            self._behind.append(_Visit(self._term, self._text.verticalScrollBar().value()))
        self._show(term)

    def go_back(self) -> None:
        """Return to the term before, as it was left."""
        if self._behind:
            visit = self._behind.pop()
            self._show(visit.term)
            self._text.verticalScrollBar().setValue(visit.scrolled)
            if self.has_keyboard:
                # The Back button may just have gone, and the keyboard with it.
                self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self, *, return_focus: bool = True) -> None:
        """Close the card; the keyboard goes back to where it was, if the card had it."""
        if self._term is None:
            return
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._pronouncer.stop()
        self._term = None
        self._behind.clear()
        if self.is_pinned:
            self._header.toggle_pin()
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

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or text size."""
        self._look = look
        colours = palette(look.theme)
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            colours.setColor(role, QColor(look.theme.card))
        # The scroll bar's handle, which is hard to see in the colour of the sheet.
        colours.setColor(QPalette.ColorRole.Button, QColor(look.theme.edge))
        self.setPalette(colours)
        self._header.set_look(look, icons)
        self._text.set_look(look)
        if self._term is not None:
            scrolled = self._text.verticalScrollBar().value()
            self._fill(self._term)
            self._text.verticalScrollBar().setValue(scrolled)

    def _show(self, term: "Term") -> None:
        self._term = term
        self.setAccessibleName(term.name)
        self.setAccessibleDescription(term.definition)
        self._fill(term)
        self.show()
        self.raise_()
        announce(self, f"{term.name}. {term.definition}")

    def _fill(self, term: "Term") -> None:
        self._text.set_html(term_html(term, heading=False))
        self._head()

    def _head(self) -> None:
        if self._term is None:
            return
        self._header.show_name(
            self._term.name,
            back_to=self._behind[-1].term.name if self._behind else "",
            can_speak=self._pronouncer.can_say(self._term.language),
        )
        self._heights.clear()
        self._lay()

    def _say(self) -> None:
        if self._term is not None:
            self._pronouncer.say(self._term.name, self._term.language)

    # Where it lies

    def _take_word(self, word: QRect) -> None:
        corner = self._area.mapFromGlobal(word.topLeft())
        self._word = Box(corner.x(), corner.y(), word.width(), word.height())
        self._word_is_in_sight = True

    def _lay(self) -> None:
        """Fit the card to its text, beside its word."""
        if self._term is None:
            return
        px, border = self._look.card_px, 2 * self._border_px
        area = Box(0, 0, self._area.width(), self._area.height())
        width = _WIDTH_EM * px + border
        if self._word_is_in_sight:
            least_px = self._height_around(min(width, area.width) - border) + round(
                _LEAST_TEXT_EM * px
            )
            least = Size(_LEAST_WIDTH_EM * px + border, least_px)
            self._placement = place(
                area,
                self._word,
                width,
                self._height_at,
                least=least,
                corner=CORNER_PX,
                sides=BESIDE_ROW if self._is_beside_row else BESIDE_WORD,
            )
        else:
            frame = self._placement.frame
            width = min(width, area.width)
            stayed = Box(frame.left, frame.top, width, self._height_at(width)).moved_into(area)
            self._placement = Placement(stayed, None, None)
        self.setGeometry(*self._placement.frame)
        self._arrange()
        self.update()

    @property
    def _border_px(self) -> int:
        return RIM_PX + 10 + self._look.space(1.5)

    @property
    def _gap_px(self) -> int:
        return self._look.space(1)

    def _height_at(self, width: int) -> int:
        if width not in self._heights:
            inner = max(1, width - 2 * self._border_px)
            self._heights[width] = self._height_around(inner) + self._text.height_at(inner)
        return self._heights[width]

    def _height_around(self, inner: int) -> int:
        return 2 * self._border_px + self._header.height_at(inner) + self._gap_px

    def _arrange(self) -> None:
        border, gap = self._border_px, self._gap_px
        inner = self.rect().adjusted(border, border, -border, -border)
        header_px = self._header.height_at(inner.width())
        air = self._header.icon_inset_px
        self._header.setGeometry(
            inner.left() - air, inner.top(), inner.width() + 2 * air, header_px
        )
        self._text.lay(inner.adjusted(0, header_px + gap, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet that the header and the text lie on."""
        frame, side, tip = self._placement
        sheet = QRectF(self.rect()).adjusted(RIM_PX, RIM_PX, -RIM_PX, -RIM_PX)
        if tip is not None:
            tip -= frame.left if side in ("below", "above") else frame.top
        painter = QPainter(self)
        path = sheet_path(sheet, side, tip)
        paint_sheet(painter, path, sheet, self._look.theme, has_keyboard=self.has_keyboard)
        painter.end()

    # Keyboard and pointer

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes to the card."""
        focus = QApplication.focusWidget()
        return focus is not None and self._is_within(focus)

    def showEvent(self, event: QShowEvent) -> None:
        """Stay where placed; a dialog would centre itself."""

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
        """See, while open, the card's keys before its text does, and clicks elsewhere."""
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
                if not (self.is_pinned or self._is_within(watched) or self._is_on_word(event)):
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
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_plain = modifiers == Qt.KeyboardModifier.NoModifier
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape and is_plain:
            return self.close_card
        if is_enter and modifiers == Qt.KeyboardModifier.ControlModifier:
            return self._header.toggle_pin
        if self._behind and (
            (key == Qt.Key.Key_Backspace and is_plain)
            or (key == Qt.Key.Key_Left and modifiers == Qt.KeyboardModifier.AltModifier)
        ):
            return self.go_back
        focus = QApplication.focusWidget()
        if is_enter and is_plain and isinstance(focus, QAbstractButton):
            return focus.click
        return None

    def _is_within(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _is_on_word(self, event: QMouseEvent) -> bool:
        point = self._area.mapFromGlobal(event.globalPosition().toPoint())
        return self._word_is_in_sight and QRect(*self._word).contains(point)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer has come."""
        super().enterEvent(event)
        self.pointer_entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer has left."""
        super().leaveEvent(event)
        self.pointer_left.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk round the card with Tab and Shift+Tab."""
        stops = [stop for stop in (self._text, *self._header.stops) if stop.isVisible()]
        focus = QApplication.focusWidget()
        if focus not in stops:
            return QWidget.focusNextPrevChild(self, next)
        stop = stops[(stops.index(focus) + (1 if next else -1)) % len(stops)]
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True
