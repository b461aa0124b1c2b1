"""Where a question or its answer is written, in its place in the list."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.question import Question

Field = Literal["text", "answer"]

_PAUSE_MS = 1000
"""What is typed is kept after so long a pause, however the writing ends."""
_LEAST_LINES: "dict[Field, int]" = {"text": 1, "answer": 3}
_FRAME_PX = 6


class Editor(QPlainTextEdit):
    """Plain text that is as high as what is written in it.

    Signals:
        paused: nothing has been typed for a moment.
        finished: the person has written enough.
        grown: it has another height now.
    """

    paused = Signal()
    finished = Signal()
    grown = Signal()

    def __init__(self, question: "Question", field: Field, font: "QFont", parent: QWidget) -> None:
        """Show a question or its answer, to go on from its end."""
        super().__init__(parent)
        self.id: ItemId = question.id
        self.field = field
        self.has_begun = False
        """Whether something of it has been kept already."""
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_FRAME_PX)
        self.setPlainText(question.answer if field == "answer" else question.text)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.textChanged.connect(self._pause.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.grown.emit())

    @property
    def height_px(self) -> int:
        """How high it wants to be."""
        # This kind of document counts in lines.
        lines = max(round(self.document().size().height()), _LEAST_LINES[self.field])
        return lines * QFontMetrics(self.font()).lineSpacing() + 2 * _FRAME_PX + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be finished with Escape, Ctrl+Enter, and in a question, which is one line, Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and (is_control or self.field == "text")):
            self.finished.emit()
        else:
            super().keyPressEvent(event)
