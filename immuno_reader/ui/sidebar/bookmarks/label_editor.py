"""A line in which bookmarks are labelled, beside them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from immuno_reader.ui.sidebar.bookmarks.labels import line_of, typed_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.ui.theme import Look

_WIDE_EM = 18


class _Completer(QCompleter):
    """Completes the label that is being typed, and leaves those before it."""

    def __init__(self, words: QStringListModel, field: QLineEdit) -> None:
        super().__init__(words, field)
        self._typed = ""
        """The line without what was completed."""
        field.textEdited.connect(self._note_typed)

    def _note_typed(self, text: str) -> None:
        self._typed = text

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: object) -> str:
        before = typed_labels(self._typed.rpartition(",")[0])
        return line_of((*before, str(super().pathFromIndex(index))))  # type: ignore[arg-type]


class LabelEditor(QFrame):
    """Opens beside what is to be labelled; Enter or a click elsewhere keeps what is typed.

    Signals:
        finished: the labels that were typed.
    """

    finished = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        """Make it closed."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(self.tr("Labels"))
        self._known: Sequence[str] = ()
        self._before: tuple[str, ...] = ()
        self._title = QLabel(self.tr("Labels"))
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("Labels, with commas between them"))
        self._field.setPlaceholderText(self.tr("For example: ask the nurse"))
        self._hint = QLabel(self.tr("Put a comma between labels."))
        self._hint.setObjectName("quiet")
        self._words = QStringListModel(self)
        self._completions = QListView()
        completer = _Completer(self._words, self._field)
        completer.setPopup(self._completions)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._field.setCompleter(completer)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._field, self._hint):
            self._column.addWidget(part)

    def open(
        self, labels: "Sequence[str]", known: "Sequence[str]", look: "Look", beside: QRect
    ) -> None:
        """Let labels be typed.

        Args:
            labels: what is there already.
            known: what can be completed to.
            look: the theme and text size.
            beside: what is labelled, in global coordinates.
        """
        self._known, self._before = known, tuple(labels)
        self._words.setStringList(list(known))
        self._field.setText(line_of(labels))
        self._title.setFont(look.font(look.chrome_px, bold=True))
        self._field.setFont(look.font(look.chrome_px))
        self._hint.setFont(look.font(round(look.chrome_px * 0.9)))
        self._completions.setFont(look.font(look.chrome_px))
        pad = look.space(3)
        self._field.setMinimumHeight(look.space(9))
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.space(1))
        screen = self.screen().availableGeometry()
        size = self.sizeHint()
        width = min(max(size.width(), _WIDE_EM * look.chrome_px), screen.width())
        left = max(screen.left(), min(beside.left(), screen.right() - width))
        top = min(beside.bottom() + 1, screen.bottom() - size.height())
        self.setGeometry(left, max(top, screen.top()), width, size.height())
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed with Enter, and leave all as it was with Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif event.key() == Qt.Key.Key_Escape:
            self._field.setText(line_of(self._before))
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what was typed, however it was closed."""
        super().hideEvent(event)
        labels = typed_labels(self._field.text(), self._known)
        if labels != self._before:
            self._before = labels
            self.finished.emit(list(labels))
