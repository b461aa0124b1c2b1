"""The tabs of the sidebar: an icon and a word each, and the icon alone where room is short."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QTabBar, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_Words = Literal["all", "current", "none"]


class _Faces(NamedTuple):
    """The icon of a tab."""

    rest: QPixmap
    chosen: QPixmap


class Tabs(QTabBar):
    """A row of tabs that never cuts off a word: it is there whole, or its icon stands for it."""

    def __init__(self, look: "Look", parent: QWidget | None = None) -> None:
        """Make a row without tabs."""
        super().__init__(parent)
        self._look = look
        self._icons: list[str] = []
        self._faces: list[_Faces] = []
        self._words: _Words = "all"
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
        """Add a tab; ``set_look`` draws its icon."""
        self._icons.append(icon)
        self.addTab(word)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        theme, side = look.theme, look.icon_px
        self._look = look
        self._faces = [
            _Faces(icons.pixmap(name, side, theme.quiet), icons.pixmap(name, side, theme.accent))
            for name in self._icons
        ]
        self.setFont(look.font(round(look.chrome_px * 0.94)))
        self._fit()

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room that a tab asks for."""
        look, metrics = self._look, QFontMetrics(self.font())
        width = look.icon_px + 2 * look.space(2)
        if self._has_word(index):
            width += look.space(1) + metrics.horizontalAdvance(self.tabText(index))
        return QSize(width, max(look.icon_px, metrics.lineSpacing()) + look.space(5))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the least room for a tab, which is what it asks for."""
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the icons alone."""
        width = self._look.icon_px + 2 * self._look.space(2)
        return QSize(width * max(self.count(), 1), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose which words there is room for."""
        self._choose_words()
        super().resizeEvent(event)

    def _fit(self) -> None:
        self._choose_words()
        for index in range(self.count()):
            self.setTabText(index, self.tabText(index))  # makes Qt ask for the sizes again
        self.update()

    def _choose_words(self) -> None:
        choices: tuple[_Words, ...] = ("all", "current", "none")
        for self._words in choices:
            asked = sum(self.tabSizeHint(index).width() for index in range(self.count()))
            if asked <= self.width():
                break
        for index in range(self.count()):
            self.setTabToolTip(index, "" if self._has_word(index) else self.tabText(index))

    def _has_word(self, index: int) -> bool:
        is_current = index == self.currentIndex()
        return self._words == "all" or (self._words == "current" and is_current)

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
        for index, faces in enumerate(self._faces):
            self._paint_tab(painter, index, faces)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int, faces: _Faces) -> None:
        look, theme, rect = self._look, self._look.theme, self.tabRect(index)
        is_current, metrics = index == self.currentIndex(), QFontMetrics(self.font())
        inner = QRectF(rect).adjusted(2, 2, -2, -look.space(1) - 1)
        if rect.contains(self._pointer) and not is_current:
            painter.setPen(QColor(theme.rule))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(inner, look.space(1.25), look.space(1.25))
        word = self.tabText(index) if self._has_word(index) else ""
        gap = look.space(1) if word else 0
        width = look.icon_px + gap + metrics.horizontalAdvance(word)
        left = rect.left() + (rect.width() - width) // 2
        icon = QRect(left, rect.top(), look.icon_px, rect.height())
        icon = QStyle.visualRect(self.layoutDirection(), rect, icon)
        face = faces.chosen if is_current else faces.rest
        painter.drawPixmap(icon.left(), icon.center().y() - look.icon_px // 2, face)
        text = QRect(left + look.icon_px + gap, rect.top(), width, rect.height())
        painter.setPen(QColor(theme.ink if is_current else theme.quiet))
        painter.setFont(self.font())
        painter.drawText(
            QStyle.visualRect(self.layoutDirection(), rect, text),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            word,
        )
        if is_current:
            thick = max(3, look.space(0.75))
            bar = QRect(rect.left() + 2, self.height() - thick, rect.width() - 4, thick)
            self._fill(painter, bar, theme.accent)
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner, look.space(1.25), look.space(1.25))

    def _fill(self, painter: QPainter, rect: QRect, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRect(rect)
