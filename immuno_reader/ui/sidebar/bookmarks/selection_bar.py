"""What can be done with several bookmarks at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from immuno_reader.ui.sidebar.bookmarks.flow import FlowLayout

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look


class SelectionBar(QFrame):
    """Shows below the list how many bookmarks are chosen, while there are several.

    Signals:
        colour_wanted: they are to be given a colour.
        labels_wanted: they are to be labelled.
        export_wanted: they are to be exported.
        removal_wanted: they are to go.
    """

    colour_wanted = Signal()
    labels_wanted = Signal()
    export_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make it hidden."""
        super().__init__(parent)
        self.setObjectName("chosen")
        self._text = QLabel()
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        self._made = [
            self._button(self.tr("Colour"), self.colour_wanted),
            self._button(self.tr("Labels"), self.labels_wanted),
            self._button(self.tr("Export\u2026"), self.export_wanted),
            self._button(self.tr("Remove"), self.removal_wanted),
        ]
        self.colour_button = self._made[0]
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._text)
        self._column.addWidget(self._buttons)
        self.set_look(look, icons)
        self.hide()

    def _button(self, text: str, wanted: "SignalInstance") -> QToolButton:
        button = QToolButton()
        button.setObjectName("deed")
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(wanted)
        self._flow.addWidget(button)
        return button

    def show_count(self, count: int) -> None:
        """Say how many are chosen."""
        self._text.setText(self.tr("{0} chosen").format(self.locale().toString(count)))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._text.setFont(look.font(look.chrome_px, bold=True))
        for button in self._made:
            button.setFont(look.font(round(look.chrome_px * 0.92)))
        pad = look.space(2)
        self._column.setContentsMargins(2 * pad, pad, 2 * pad, pad)
        self._column.setSpacing(look.space(1))
        self._flow.setSpacing(look.space(1))
