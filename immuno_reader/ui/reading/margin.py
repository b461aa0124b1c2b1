"""The signs in the margin of the page, beside the questions that can be taken along."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from immuno_reader.identity import Span

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from immuno_reader.library.book import Block
    from immuno_reader.ui.reading.pane import Pane
    from immuno_reader.ui.theme import Icons, Look

_LEAST_TARGET_PX = 24
"""WCAG 2.5.8."""
_SIDE_EM = 1.25
_ICON_EM = 1.0
_OVER_COLUMN_EM = 0.2
"""How far a sign reaches into the column, where a list is set in."""
_ABOVE = 0.3
"""The share of the height that stands above a sign to which the page was scrolled."""


class Margin(QObject):
    """Has a sign for each question of a page, and moves the keyboard from sign to sign.

    To the Tab key all of them are one stop; Up and Down walk them, and Escape leaves to the page.

    Signals:
        pressed: a question is to be taken along, or no longer: its words.
    """

    pressed = Signal(str)

    def __init__(self, pane: "Pane", look: "Look", icons: "Icons") -> None:
        """Make an empty margin of a pane."""
        super().__init__(pane)
        self._pane = pane
        self._look, self._icons = look, icons
        self._signs: list[_Sign] = []
        self._blocks: list[Block] = []
        pane.stand_after_links(self.enter)

    def show_questions(
        self, questions: "Sequence[tuple[Block, str]]", taken: "Container[str]"
    ) -> None:
        """Stand beside these blocks of the page, as it is laid now.

        Args:
            questions: blocks and their words.
            taken: the words of those that are kept already.
        """
        self._blocks = [block for block, _ in questions]
        while len(self._signs) < len(questions):
            self._signs.append(self._made(self._signs[-1] if self._signs else self._pane))
        for sign, (_, words) in zip(self._signs, questions, strict=False):
            sign.show_question(words, is_taken=words in taken)
        for number, sign in enumerate(self._signs):
            if number >= len(questions) and sign.hasFocus():
                self._pane.setFocus()
            sign.setVisible(number < len(questions))
        self._place()
        if self._blocks and self._stop not in range(len(self._blocks)):
            self._stop_at(0)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._look, self._icons = look, icons
        for sign in self._signs:
            sign.set_look(look, icons)
        self._place()

    def enter(self) -> bool:
        """Give the keyboard to the first sign in sight, or to the first; tell if there is any."""
        if not self._blocks:
            return False
        height = self._pane.viewport().height()
        shown = range(len(self._blocks))
        seen = (number for number in shown if 0 <= self._signs[number].y() < height)
        self._go_to(next(seen, 0))
        return True

    def step(self, sign: "_Sign", by: int) -> None:
        """Give the keyboard to the next sign, or the one before."""
        number = self._signs.index(sign) + by
        if 0 <= number < len(self._blocks):
            self._go_to(number)

    def leave(self) -> None:
        """Give the keyboard back to the page."""
        self._pane.setFocus()

    def _made(self, before: QWidget) -> "_Sign":
        sign = _Sign(self, self._pane.viewport())
        sign.set_look(self._look, self._icons)
        sign.clicked.connect(lambda: self.pressed.emit(sign.words))
        QWidget.setTabOrder(before, sign)
        return sign

    def _place(self) -> None:
        px = self._look.body_px
        for sign, block in zip(self._signs, self._blocks, strict=False):
            line = self._pane.line_of(Span(block.start, block.end))
            if line is None:
                sign.hide()
                continue
            left = self._pane.column_left_px + px * _OVER_COLUMN_EM - sign.width()
            top = line.top() + (line.height() - sign.height()) / 2
            sign.move(QPoint(max(1, round(left)), round(top)))

    @property
    def _stop(self) -> int:
        """The number of the sign that Tab reaches; -1 for none."""
        stops = (
            number
            for number, sign in enumerate(self._signs)
            if sign.focusPolicy() == Qt.FocusPolicy.TabFocus
        )
        return next(stops, -1)

    def _stop_at(self, number: int) -> None:
        for other, sign in enumerate(self._signs):
            is_stop = other == number
            sign.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def _go_to(self, number: int) -> None:
        sign, bar = self._signs[number], self._pane.verticalScrollBar()
        height = self._pane.viewport().height()
        if not 0 <= sign.y() <= height - sign.height():
            bar.setValue(bar.value() + round(sign.y() - height * _ABOVE))
        self._stop_at(number)
        sign.setFocus(Qt.FocusReason.OtherFocusReason)


class _Sign(QToolButton):
    """A plus, or a tick once the question is taken along."""

    def __init__(self, margin: Margin, parent: QWidget) -> None:
        super().__init__(parent)
        self._margin = margin
        self.words = ""
        # A click on it leaves the keyboard where it is.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._is_taken = False

    def show_question(self, words: str, *, is_taken: bool) -> None:
        """Stand for a question."""
        if (words, is_taken) == (self.words, self._is_taken):
            return
        self.words, self._is_taken = words, is_taken
        if is_taken:
            self.setAccessibleName(self.tr("In my questions: {0}").format(words))
            self.setToolTip(self.tr("In my questions. Press to take it out."))
        else:
            self.setAccessibleName(self.tr("Add to my questions: {0}").format(words))
            self.setToolTip(self.tr("Add to my questions (Shift+F4)"))
        self.update()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._theme, px = look.theme, look.body_px
        side, self._icon_px = max(_LEAST_TARGET_PX, round(px * _SIDE_EM)), round(px * _ICON_EM)
        self._quiet = icons.pixmap("add", self._icon_px, look.theme.quiet)
        self._lit = icons.pixmap("add", self._icon_px, look.theme.accent)
        self._taken = icons.pixmap("added", self._icon_px, look.theme.accent)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, on a soft ground under the pointer, in a ring with the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        is_lit = self.underMouse() or self.isDown() or self.hasFocus()
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        icon = self._taken if self._is_taken else self._lit if is_lit else self._quiet
        inset = (self.width() - self._icon_px) // 2
        painter.drawPixmap(inset, inset, icon)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin, with Tab, at the first sign in sight."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._margin.enter()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Go on with Tab, and return to the page with Shift+Tab."""
        if next:
            # By way of the page, as Qt goes, it would be the links of the page again.
            return self.window().focusNextPrevChild(next)
        self._margin.leave()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter, walk with Up and Down, leave with Escape."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.click()
            case Qt.Key.Key_Up:
                self._margin.step(self, -1)
            case Qt.Key.Key_Down:
                self._margin.step(self, 1)
            case Qt.Key.Key_Escape:
                self._margin.leave()
            case _:
                event.ignore()
