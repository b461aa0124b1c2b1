"""What is asked when the window closes and what was kept is not on the disk."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from immuno_reader.ui.theme import Look

_WIDTH_EM = 28


class Choice(Enum):
    """What to do about it."""

    STAY = "stay"
    ELSEWHERE = "elsewhere"
    LEAVE = "leave"


class Unsaved(QDialog):
    """Says that something is not saved, and lets the reader save it elsewhere, stay or leave."""

    def __init__(self, why: str, look: Look, parent: QWidget | None = None) -> None:
        """Ask.

        Args:
            why: what stands in the way, as a sentence; or empty.
            look: the theme and text size.
            parent: the window that is about to close.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not saved yet"))
        self.choice = Choice.STAY
        self.is_unanswered = True
        """Whether no button was pressed, nor the question closed."""
        head = QLabel(self.tr("Your latest changes are not saved yet."), wordWrap=True)
        head.setFont(look.font(look.card_px, bold=True))
        more = self.tr(
            "If you close the reader now, they are lost. You can save a copy of all that you keep"
            " in another place, such as a memory stick, and import it later."
        )
        said = QLabel("\n\n".join(filter(None, (why, more))), wordWrap=True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleDescription(f"{head.text()} {said.text()}")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(6)] * 4)
        column.setSpacing(look.space(3))
        column.addWidget(head)
        column.addWidget(said)
        column.addSpacing(look.space(2))
        for choice, text in (
            (Choice.ELSEWHERE, self.tr("Save a copy elsewhere\u2026")),
            (Choice.STAY, self.tr("Keep the reader open")),
            (Choice.LEAVE, self.tr("Close and lose the changes")),
        ):
            button = QPushButton(text)
            button.setAutoDefault(choice is Choice.ELSEWHERE)
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            column.addWidget(button)
        self.setFont(look.font(look.card_px))
        room = self.screen().availableGeometry().width() - 40
        width = min(round(look.card_px * _WIDTH_EM), room)
        self.resize(width, column.heightForWidth(width))

    def _choose(self, choice: Choice) -> None:
        self.choice, self.is_unanswered = choice, False
        self.accept()

    def reject(self) -> None:
        """Stay, as with the button."""
        self._choose(Choice.STAY)
