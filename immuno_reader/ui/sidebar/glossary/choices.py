"""The choice of which words the glossary lists."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look

Listed = Literal["all", "looked-up", "starred"]

_SHARE = 0.92
"""How large its words are, as a share of other chrome."""


class Choices(QWidget):
    """Three choices beside each other, the first in fewer words or all below each other if need be.

    Signals:
        chosen: another list is wanted: ``all``, ``looked-up`` or ``starred``.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with all words."""
        super().__init__(parent)
        self.setObjectName("choices")
        self.setAccessibleName(self.tr("Which words are listed"))
        words: dict[Listed, str] = {
            "all": self.tr("All words"),
            "looked-up": self.tr("Looked up"),
            "starred": self.tr("Starred"),
        }
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._buttons: dict[Listed, QRadioButton] = {}
        for name, word in words.items():
            button = self._buttons[name] = QRadioButton(word)
            self._group.addButton(button)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._buttons["all"].setChecked(True)
        self._buttons["all"].setAccessibleName(words["all"])
        self._first_words = (words["all"], self.tr("All", "words"))
        self._group.buttonToggled.connect(self._tell)

    @property
    def choice(self) -> Listed:
        """What is listed."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def set_look(self, look: "Look") -> None:
        """Take the sizes of a look."""
        for button in self._buttons.values():
            button.setFont(look.font(round(look.chrome_px * _SHARE)))
        self._row.setSpacing(look.space(1))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a row where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        for word in self._first_words:
            self._buttons["all"].setText(word)
            if self._wanted_px <= self.width():
                self._row.setDirection(directions.LeftToRight)
                return
        self._buttons["all"].setText(self._first_words[0])
        self._row.setDirection(directions.TopToBottom)

    @property
    def _wanted_px(self) -> int:
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        return sum(widths) + self._row.spacing() * (len(widths) - 1)

    def minimumSizeHint(self) -> QSize:
        """Never make the sidebar wider."""
        return QSize(1, super().minimumSizeHint().height())

    def _tell(self, _: object, is_on: bool) -> None:  # noqa: FBT001  a Qt slot
        if is_on:
            self.chosen.emit(self.choice)
