"""A line that says what just happened, with a way to undo it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_BRIEF_MS = 3_000
"""For a mere word such as the text size, which would otherwise take room from the page."""
_SHOWN_MS = 12_000
"""Long enough to read two sentences slowly and reach for Undo."""


class NoticeBar(QFrame):
    """Shows one message at a time below the page; hidden when there is none.

    Signals:
        undo_requested: Undo was chosen.
    """

    undo_requested = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty, hidden bar."""
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._undo = QPushButton(self.tr("Undo"))
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._undo.clicked.connect(self.undo_requested)
        self._undo.clicked.connect(self.hide)
        self._close.clicked.connect(self.hide)
        row = self._row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._expire)
        self.set_look(look, icons)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or nothing."""
        return self._text.text() if self.isVisible() else ""

    def say(
        self, text: str, *, undo: bool = False, stays: bool = False, brief: bool = False
    ) -> None:
        """Show a message, and have a screen reader speak it.

        Args:
            text: the message.
            undo: whether what happened can be taken back.
            stays: whether it stays until it is closed.
            brief: whether it goes as soon as it can be read.
        """
        self._text.setText(text)
        self._undo.setVisible(undo)
        self.show()
        self._timer.stop()
        if not stays:
            self._timer.start(_BRIEF_MS if brief else _SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Grow with the text and take the colours of a theme."""
        space = look.space(2)
        self._row.setContentsMargins(2 * space, space, space, space)
        self._row.setSpacing(space)
        self._close.setIcon(icons.icon("close"))
        self._close.setIconSize(_square(look.icon_px))

    def _expire(self) -> None:
        # Nobody who is on their way to Undo loses it.
        if self.underMouse() or self._undo.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()


def _square(side: int) -> QSize:
    return QSize(side, side)
