"""A line that says what just happened, with a way to undo it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.viewport import give_viewport

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from immuno_reader.ui.theme import Icons, Look

_BRIEF_MS = 3_000
"""For a mere word such as the text size, which would otherwise take room from the page."""
_SHOWN_MS = 12_000
"""Long enough to read two sentences slowly and reach for Undo."""
_MOVING_MS = 700
"""So long the pointer rests before a message goes: what is below then moves into its place."""
_MOST_OF_WINDOW = 0.25
"""The share of the window's height that a message may take; a longer one scrolls."""
_LEAST_LINES = 2
"""How much of it is in sight even in the smallest window."""


class _Message(QScrollArea):
    """The text of a message, as high as its lines, or less where the window is small."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        viewport = give_viewport(self)
        self.setWidget(self._label)
        for ground in (viewport, self._label):
            ground.setAutoFillBackground(False)
        # A stop for the keyboard only where there is something to scroll.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._offer_keyboard)

    @property
    def text(self) -> str:
        return self._label.text()

    def show_text(self, text: str) -> None:
        self._label.setText(text)
        self.verticalScrollBar().setValue(0)
        self.fit()

    def fit(self) -> None:
        """Take the height that the text needs, if the window has it."""
        line = self._label.fontMetrics().lineSpacing()
        most = max(round(self.window().height() * _MOST_OF_WINDOW), _LEAST_LINES * line)
        needed = max(self._label.heightForWidth(self.width()), line)
        self.setFixedHeight(min(needed, most))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _offer_keyboard(self, _: int, last: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if last else Qt.FocusPolicy.NoFocus)


class NoticeBar(QFrame):
    """Shows one message at a time at the foot of the window; hidden when there is none.

    Signals:
        undo_requested: Undo was chosen.
        left: the bar had the keyboard and has gone; it should go back to the page.
    """

    undo_requested = Signal()
    left = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty, hidden bar."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._text = _Message()
        self._undo = QPushButton(self.tr("Undo"))
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._staying: list[str] = []
        """Messages that nobody has closed yet."""
        self._pointer = QPoint()
        """Where the pointer was when the message came, or was last about to go."""
        # Gone first: what undoing has to say comes in its place.
        self._undo.clicked.connect(self._leave)
        self._undo.clicked.connect(self.undo_requested)
        self._close.clicked.connect(self.dismiss)
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
        return self._text.text if self.isVisible() else ""

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
        if stays and text not in self._staying:
            self._staying.append(text)
        self._text.show_text("\n".join(self._staying) if stays else text)
        self._undo.setVisible(undo)
        self.show()
        self._timer.stop()
        self._pointer = QCursor.pos()
        if not stays:
            self._timer.start(_BRIEF_MS if brief else _SHOWN_MS)
        announce(self, text)

    def withdraw_undo(self) -> None:
        """Offer no Undo any more, as something else has been done since."""
        self._undo.hide()

    def withdraw(self, text: str) -> None:
        """Say something no longer that stayed, as it is not true any more."""
        if text not in self._staying:
            return
        is_shown = self._text.text == "\n".join(self._staying)
        self._staying.remove(text)
        if is_shown:
            self._leave()

    def dismiss(self) -> None:
        """Close the message; one that was only covered comes back."""
        if self._text.text == "\n".join(self._staying):
            self._staying.clear()
        self._leave()

    def _leave(self) -> None:
        had_keyboard = self._has_keyboard
        if self._staying:
            self._text.show_text("\n".join(self._staying))
            self._undo.hide()
            self._timer.stop()
        else:
            self.hide()
        if had_keyboard:
            self.left.emit()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Grow with the text and take the colours of a theme."""
        space = look.space(2)
        self._row.setContentsMargins(2 * space, space, space, space)
        self._row.setSpacing(space)
        self._close.setIcon(icons.icon("close"))
        self._close.setIconSize(_square(look.icon_px))
        self.fit()

    def fit(self) -> None:
        """Take the room that the message needs in a window that may have another height now."""
        self._text.fit()

    @property
    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _expire(self) -> None:
        # Nobody who is on their way to Undo loses it, or turns the page with that click.
        before, self._pointer = self._pointer, QCursor.pos()
        if self.underMouse() or self._has_keyboard:
            self._timer.start(_SHOWN_MS)
        elif self._pointer != before:
            self._timer.start(_MOVING_MS)
        else:
            self._leave()


def _square(side: int) -> QSize:
    return QSize(side, side)
