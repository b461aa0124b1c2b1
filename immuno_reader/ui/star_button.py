"""The button with which a word of the glossary is kept."""

from typing import TYPE_CHECKING

from immuno_reader.ui.icon_button import IconButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from immuno_reader.ui.theme import Icons, Look


class StarButton(IconButton):
    """A star, filled when the word is kept."""

    def __init__(self, parent: "QWidget") -> None:
        """Make the star of a word that is not kept."""
        super().__init__("", "", parent)
        self._looks: tuple[Look, Icons] | None = None
        self._is_kept = True
        self.show_kept(is_kept=False)

    def show_kept(self, *, is_kept: bool) -> None:
        """Show whether the word is kept; only the shelf decides that."""
        if is_kept == self._is_kept:
            return
        self._is_kept = is_kept
        name = self.tr("No longer keep this word") if is_kept else self.tr("Keep this word")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._draw()

    def set_icons(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or size."""
        self._looks = (look, icons)
        self._draw()

    def _draw(self) -> None:
        if self._looks is not None:
            self.set_look(*self._looks, "star-filled" if self._is_kept else "star")
