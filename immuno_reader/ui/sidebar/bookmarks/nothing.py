"""What stands in the place of the list when there is nothing to list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look


class Nothing(QWidget):
    """Says how to keep something, or that nothing fits the filter.

    Signals:
        all_wanted: everything is to be shown.
    """

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say how to keep something."""
        super().__init__(parent)
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setObjectName("empty")
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._text.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._all = QToolButton()
        self._all.setObjectName("deed")
        self._all.setText(self.tr("Show all"))
        self._all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._all.clicked.connect(self.all_wanted)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._text)
        self._column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self.show_reason(is_filtered=False)

    def show_reason(self, *, is_filtered: bool) -> None:
        """Say why there is nothing."""
        if is_filtered:
            text = self.tr("Nothing that you kept is like this. It is all still there.")
        else:
            text = self.tr("No bookmarks yet. Press Ctrl+D or the star to keep your place.")
        self._text.setText(text)
        self._all.setVisible(is_filtered)
        self.setFocusProxy(self._all if is_filtered else self._text)

    @property
    def text(self) -> str:
        """Why there is nothing."""
        return self._text.text()

    def set_look(self, look: "Look") -> None:
        """Take the colours and sizes of a look."""
        for part in (self._text, self._all):
            part.setFont(look.font(look.chrome_px))
        pad = look.space(4)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.space(2))
        colours = QPalette(self._text.palette())
        colours.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.ink))
        self._text.setPalette(colours)
