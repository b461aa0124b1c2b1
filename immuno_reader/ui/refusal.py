"""The window of a start that failed, for whoever has no console to be told in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from immuno_reader.ui.theme import Look

_WIDTH_EM = 30


class Refusal(QDialog):
    """Says that the reader could not start, why, and what to do."""

    def __init__(self, text: str, look: Look) -> None:
        """Show a text, which can be selected, say to send it to whoever can help."""
        super().__init__()
        self.setWindowTitle(self.tr("Immuno Reader"))
        head = QLabel(self.tr("Immuno Reader could not start."))
        head.setFont(look.font(look.card_px, bold=True))
        said = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        said.setFont(look.font(look.card_px))
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleDescription(text)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(6)] * 4)
        column.setSpacing(look.space(4))
        column.addWidget(head)
        column.addWidget(said, 1)
        column.addLayout(row)
        width = min(round(look.card_px * _WIDTH_EM), self.screen().availableGeometry().width() - 40)
        self.resize(width, column.heightForWidth(width))
        close.setFocus()
