"""The fields of the card: a note that grows while it is written, and a line of labels."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from immuno_reader.ui.theme import Look

_LEAST_LINES, _MOST_LINES = 2, 8
_PARAGRAPH = 2_000
"""For each letter Qt lays the whole paragraph anew: a million letters take it half a second."""
_GOES_ON = 1
"""Marks a paragraph of Qt's that goes on with the one before."""


class NoteField(QPlainTextEdit):
    """Plain text, as high as its lines up to a limit, then scrolling.

    Signals:
        grew: it is to be higher or lower than before.
        left: the keyboard has left it.
    """

    grew = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._px = 0
        self.textChanged.connect(self._fit)

    def set_look(self, look: "Look") -> None:
        """Take on another size of letters."""
        self.setFont(look.font(look.card_px))
        self.viewport().setFont(self.font())  # in which Qt draws what stands in an empty field
        self.document().setDocumentMargin(look.space(1.5))
        self._fit()

    @property
    def written(self) -> str:
        """What is written."""
        parts: list[str] = []
        block = self.document().begin()
        while block.isValid():
            if parts and block.userState() != _GOES_ON:
                parts.append("\n")
            parts.append(block.text().replace("\u2028", "\n"))
            block = block.next()
        return "".join(parts)

    def set_text(self, text: str) -> None:
        """Show another text; the caret stays where it was, or goes behind the last letter."""
        at = self.textCursor().position() if self.hasFocus() else None
        self.clear()
        self._insert(self.textCursor(), text)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        if at is not None:
            cursor = self.textCursor()
            cursor.setPosition(min(at, cursor.position()))
            self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        if source.hasText():
            self._insert(self.textCursor(), source.text())
            self.ensureCursorVisible()

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        """Write a text; of a paragraph that Qt takes long to break only a part is one of Qt's."""
        cursor.beginEditBlock()
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                cursor.insertBlock()
            cursor.insertText(line[:_PARAGRAPH])
            for at in range(_PARAGRAPH, len(line), _PARAGRAPH):
                cursor.insertBlock()
                cursor.block().setUserState(_GOES_ON)
                cursor.insertText(line[at : at + _PARAGRAPH])
        cursor.endEditBlock()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        line = ceil(metrics.ascent()) + ceil(metrics.descent())
        lines = min(max(round(self.document().size().height()), _LEAST_LINES), _MOST_LINES)
        frame = self.contentsMargins()
        around = 2 * self.document().documentMargin() + frame.top() + frame.bottom()
        # With less than a pixel more Qt would have the last line scroll.
        px = round(lines * line + around) + 2
        if px != self._px:
            self._px = px
            self.setFixedHeight(px)
            self.grew.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; not enlarge with Ctrl, as Qt would enlarge this text alone."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)


class LabelsField(QLineEdit):
    """Labels with commas between them; those known already are offered while one is typed.

    Signals:
        left: the keyboard has left it, or Enter was pressed.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._known: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._leave)

    @property
    def is_choosing(self) -> bool:
        """Whether labels are offered just now: what is typed is not yet one."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _leave(self) -> None:
        if not self.is_choosing:
            self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        self._leave()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that are typed, each once."""
        return _each_once(self.text().split(","))

    def set_labels(self, labels: "Sequence[str]", known: "Iterable[str]") -> None:
        """Show labels, and know which to offer."""
        self._known = tuple(sorted(known, key=str.casefold))
        if tuple(labels) != self.labels:
            self.setText(", ".join(labels))

    def _offer(self) -> None:
        typed = self._typed
        taken = {label.casefold() for label in self.labels if label != typed}
        rest = [label for label in self._known if label.casefold() not in taken]
        self._offered.setStringList(rest)
        self._completer.setCompletionPrefix(typed)
        popup = self._completer.popup()
        if popup is None:
            return
        if typed and self._completer.completionCount():
            popup.setFont(self.font())
            self._completer.complete()
        else:
            popup.hide()

    @property
    def _typed(self) -> str:
        """What of the label at the caret stands before it."""
        return self.text()[: self.cursorPosition()].rpartition(",")[2].strip()

    def _take(self, label: str) -> None:
        at = self.cursorPosition()
        before, comma, _ = self.text()[:at].rpartition(",")
        behind = self.text()[at:].partition(",")[2].strip()
        made = f"{before}{comma} {label}" if comma else label
        self.setText(f"{made}, {behind}")
        self.setCursorPosition(len(made) + 2)


def _each_once(labels: "Iterable[str]") -> tuple[str, ...]:
    found: dict[str, str] = {}
    for label in labels:
        shown = " ".join(label.split())
        if shown:
            found.setdefault(shown.casefold(), shown)
    return tuple(found.values())
