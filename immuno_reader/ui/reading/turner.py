"""Previous and Next, below the page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from immuno_reader.identity import SectionRef

if TYPE_CHECKING:
    from immuno_reader.library.book import SectionEntry
    from immuno_reader.ui.theme import Icons, Look


class _Turn(QAbstractButton):
    """A wide flat button: an arrow, and the title that it leads to."""

    def __init__(self, look: "Look", icons: "Icons", *, is_next: bool) -> None:
        super().__init__()
        self._look, self._icons, self._is_next = look, icons, is_next
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        self._look, self._icons = look, icons
        self.setFont(look.font(look.chrome_px, bold=True))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Want the height of a line with room for a finger."""
        return QSize(self._look.space(30), self._look.chrome_px + self._look.space(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with Enter too, as a link does; a bare button knows only Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow at the outer end and the title beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, space = self._look.theme, self._look.space(2)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        side = self._look.icon_px
        arrow = self._icons.pixmap("next" if self._is_next else "previous", side, theme.accent)
        middle = (self.height() - side) // 2
        left = self.width() - side - space if self._is_next else space
        painter.drawPixmap(left, middle, arrow)
        room = QRect(self.rect()).adjusted(space, 0, -space, 0)
        if self._is_next:
            room.setRight(left - space)
        else:
            room.setLeft(left + side + space)
        metrics = QFontMetrics(self.font())
        title = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(theme.accent))
        align = Qt.AlignmentFlag.AlignRight if self._is_next else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, title)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.end()


class Turner(QFrame):
    """Turns to the section before or after.

    Signals:
        section_requested: one of them was chosen.
    """

    section_requested = Signal(SectionRef)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make it with nowhere to turn yet."""
        super().__init__(parent)
        self.setObjectName("turner")
        self._refs: list[SectionRef | None] = [None, None]
        self._turns = (
            _Turn(look, icons, is_next=False),
            _Turn(look, icons, is_next=True),
        )
        row = self._row = QHBoxLayout(self)
        for index, turn in enumerate(self._turns):
            row.addWidget(turn, 1)
            turn.clicked.connect(lambda _=False, index=index: self._turn(index))
        self.set_look(look, icons)
        self.set_neighbours(None, None)

    def set_neighbours(self, previous: "SectionEntry | None", next_: "SectionEntry | None") -> None:
        """Offer the sections on either side."""
        says = (self.tr("Previous: {0}"), self.tr("Next: {0}"))
        for index, entry in enumerate((previous, next_)):
            turn = self._turns[index]
            self._refs[index] = entry.ref if entry else None
            turn.setText(entry.title if entry else "")
            turn.setToolTip(entry.title if entry else "")
            turn.setAccessibleName(says[index].format(entry.title) if entry else "")
            policy = turn.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            turn.setSizePolicy(policy)
            turn.setVisible(entry is not None)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Grow with the text and take the colours of a theme."""
        space = look.space(1)
        self._row.setContentsMargins(4 * space, space, 4 * space, space)
        for turn in self._turns:
            turn.set_look(look, icons)

    def _turn(self, index: int) -> None:
        ref = self._refs[index]
        if ref is not None:
            self.section_requested.emit(ref)
