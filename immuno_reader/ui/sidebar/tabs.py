"""The tabs of the sidebar: an icon and a word each, or the icon alone where room is short.

The word stands beside its icon where all fit so, else below it, in two lines if need be; and where
not even that has room, only the current tab has a word, or none has.
"""

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QTabBar, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_Words = Literal["beside", "below", "stacked", "current", "narrow", "none"]
"""``stacked`` and ``narrow`` are ``below`` and ``current`` with words in two lines."""
_BESIDE_SHARE = 0.94
"""How large a word beside its icon is, as a share of other chrome."""
_CLOSE_SHARE = 0.86
"""The same where room is short."""


class Tabs(QTabBar):
    """A row of tabs that never cuts off a word: it is there whole, or its icon stands for it."""

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make a row without tabs."""
        super().__init__(parent)
        self._names: list[str] = []
        self._words: _Words = "beside"
        self._measured: dict[tuple[str, bool, bool], int] = {}
        """The width of each word, beside its icon or not, in two lines or one."""
        self._take_look(look, icons)
        self._pointer = QPoint(-1, -1)
        self.setAccessibleName(self.tr("Sidebar"))
        self.setDrawBase(False)
        self.setExpanding(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentChanged.connect(self._fit)

    def add(self, word: str, icon: str) -> None:
        """Add a tab with the name of its icon."""
        self._names.append(icon)
        self.addTab(word)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._take_look(look, icons)
        self._fit()

    def _take_look(self, look: "Look", icons: "Icons") -> None:
        self._look, self._icons = look, icons
        self.setFont(look.font(round(look.chrome_px * _BESIDE_SHARE)))
        self._small = look.font(round(look.chrome_px * _CLOSE_SHARE))
        self._measured.clear()
        self._lines_px = [QFontMetrics(font).lineSpacing() for font in (self.font(), self._small)]

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room that a tab asks for."""
        look, icon, line = self._look, self._look.icon_px, self._line_px
        word = self._word_px(index) if self._has_word(index) else 0
        if self._is_below:
            return QSize(max(icon, word) + 2 * look.space(1), icon + line + look.space(4))
        edge = look.space(1 if self._words in ("current", "narrow") else 2)
        width = icon + 2 * edge + (look.space(1) + word if word else 0)
        return QSize(width, max(icon, line) + look.space(5))

    def _word_px(self, index: int) -> int:
        """Return the width of a word, measured once: Qt asks for each tab some twenty times."""
        key = (self.tabText(index), self._words == "beside", self._is_split)
        if key not in self._measured:
            metrics = QFontMetrics(self._word_font)
            self._measured[key] = max(map(metrics.horizontalAdvance, self._lines(index)))
        return self._measured[key]

    def _lines(self, index: int) -> tuple[str, ...]:
        """Return a word as it is written, broken where its lines are most even."""
        text = self.tabText(index)
        parts = text.split(" ") if self._is_split else [text]
        breaks = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
        return min(breaks, key=lambda two: max(map(len, two)), default=(text,))

    @property
    def _is_below(self) -> bool:
        return self._words in ("below", "stacked")

    @property
    def _is_split(self) -> bool:
        return self._words in ("stacked", "narrow")

    @property
    def _line_px(self) -> int:
        """The height of a word."""
        return self._lines_px[self._words != "beside"] * (2 if self._is_split else 1)

    @property
    def _word_font(self) -> QFont:
        return self.font() if self._words == "beside" else self._small

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the least room for a tab, which is what it asks for."""
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the icons alone."""
        width = self._look.icon_px + 2 * self._look.space(2)
        return QSize(width * max(self.count(), 1), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose which words there is room for."""
        before = self._words
        self._choose_words()
        super().resizeEvent(event)
        if self._words != before:
            self._measure()

    def _fit(self) -> None:
        self._choose_words()
        self._measure()

    def _measure(self) -> None:
        for index in range(self.count()):
            self.setTabText(index, self.tabText(index))  # makes Qt ask for the sizes again
        self.update()

    def _choose_words(self) -> None:
        for self._words in get_args(_Words):
            asked = sum(self.tabSizeHint(index).width() for index in range(self.count()))
            if asked <= self.width():
                break
        for index in range(self.count()):
            self.setTabToolTip(index, "" if self._has_word(index) else self.tabText(index))

    def _has_word(self, index: int) -> bool:
        is_current = index == self.currentIndex()
        if self._words in ("current", "narrow"):
            return is_current
        return self._words != "none"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the tab under the pointer."""
        super().mouseMoveEvent(event)
        self._pointer = event.position().toPoint()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Light up no tab."""
        super().leaveEvent(event)
        self._pointer = QPoint(-1, -1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tabs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fill(painter, QRect(0, self.height() - 1, self.width(), 1), self._look.theme.rule)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look, theme, rect = self._look, self._look.theme, self.tabRect(index)
        is_current = index == self.currentIndex()
        inner = QRectF(rect).adjusted(2, 2, -2, -look.space(1) - 1)
        if rect.contains(self._pointer) and not is_current:
            painter.setPen(QColor(theme.rule))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(inner, look.space(1.25), look.space(1.25))
        lines = self._lines(index) if self._has_word(index) else ()
        icon, text = self._boxes(rect, self._word_px(index) if lines else 0)
        colour = theme.accent if is_current else theme.quiet
        face = self._icons.pixmap(self._names[index], look.icon_px, colour)
        painter.drawPixmap(icon.left(), icon.center().y() - look.icon_px // 2, face)
        painter.setPen(QColor(theme.ink if is_current else theme.quiet))
        painter.setFont(self._word_font)
        top = Qt.AlignmentFlag.AlignTop if self._is_below else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | top, "\n".join(lines))
        if is_current:
            thick = max(3, look.space(0.75))
            bar = QRect(rect.left() + 2, self.height() - thick, rect.width() - 4, thick)
            self._fill(painter, bar, theme.accent)
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner, look.space(1.25), look.space(1.25))

    def _boxes(self, rect: QRect, wide: int) -> tuple[QRect, QRect]:
        """Return where the icon and the word of a tab stand, the word so wide."""
        side, gap = self._look.icon_px, self._look.space(1) if wide else 0
        if self._is_below:
            top = rect.top() + self._look.space(1.5)
            icon = QRect(rect.left() + (rect.width() - side) // 2, top, side, side)
            return icon, QRect(rect.left(), top + side, rect.width(), self._line_px)
        left = rect.left() + (rect.width() - side - gap - wide) // 2
        icon = QRect(left, rect.top(), side, rect.height())
        # A little wider than the word, which some letters overhang.
        text = QRect(left + side + gap - 2, rect.top(), wide + 4, rect.height())
        mirror = self.layoutDirection()
        return QStyle.visualRect(mirror, rect, icon), QStyle.visualRect(mirror, rect, text)

    def _fill(self, painter: QPainter, rect: QRect, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRect(rect)
