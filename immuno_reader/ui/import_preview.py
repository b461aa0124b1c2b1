"""A look at what a file would bring, before anything of it is taken in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_CSS = """
QCheckBox {{ border: 2px solid transparent; border-radius: 6px; padding: {unit}px; }}
QCheckBox:focus {{ border-color: {focus}; }}
QCheckBox::indicator {{ width: 0; height: 0; border: 0; }}
"""
"""The box is an icon of the reader's own family, which the style's would stand beside."""


class ImportPreview(QDialog):
    """Says what is new, changed and conflicting, and lets the reader choose."""

    def __init__(
        self,
        file: str,
        text: str,
        look: "Look",
        icons: "Icons",
        parent: QWidget | None = None,
        *,
        conflicting: int = 0,
        removed: int = 0,
        is_news: bool = True,
    ) -> None:
        """Show what there is.

        Args:
            file: the name of the file.
            text: what it would bring, in sentences.
            look: the theme and text size.
            icons: icons in the colours of the theme.
            parent: the window it is for.
            conflicting: how many items were changed here as well.
            removed: how many items were removed here.
            is_news: whether there is anything to take in.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.setFont(look.font(look.card_px))
        self.setStyleSheet(_CSS.format(focus=look.theme.focus, unit=look.space(1)))
        self._side, self._icons = look.icon_px, icons
        head = QLabel(self.tr("What {0} would bring").format(file), wordWrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setFont(look.font(look.card_px, bold=True))
        said = QPlainTextEdit(text, readOnly=True)
        said.setFont(look.font(look.card_px))
        said.setAccessibleName(head.text())
        said.setTabChangesFocus(True)
        self._conflicting = self._box(
            self.tr("Of those that differ, take what is in the file"), shown=conflicting > 0
        )
        self._removed = self._box(self.tr("Bring back what I have removed"), shown=removed > 0)
        self._take = QPushButton(self.tr("Import"))
        self._take.setDefault(True)
        self._take.setEnabled(is_news)
        self._take.clicked.connect(self.accept)
        leave = QPushButton(self.tr("Cancel") if is_news else self.tr("Close"))
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._take)
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(6)] * 4)
        column.setSpacing(look.space(3))
        for part in (head, said, self._conflicting, self._removed):
            column.addWidget(part)
        column.addLayout(row)
        area = self.screen().availableGeometry()
        self.resize(
            min(round(look.card_px * 36), area.width() - 40),
            min(round(look.card_px * 30), area.height() - 60),
        )
        (self._take if is_news else leave).setFocus()

    @property
    def takes_conflicting(self) -> bool:
        """Whether what differs in the file is to take the place of what is here."""
        return self._conflicting.isChecked()

    @property
    def takes_removed(self) -> bool:
        """Whether what was removed here is to come back."""
        return self._removed.isChecked()

    def _box(self, text: str, *, shown: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setIconSize(QSize(self._side, self._side))
        box.toggled.connect(lambda: self._draw(box))
        box.setVisible(shown)
        self._draw(box)
        return box

    def _draw(self, box: QCheckBox) -> None:
        box.setIcon(self._icons.icon("ticked" if box.isChecked() else "unticked"))
