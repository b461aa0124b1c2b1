"""The reader's choices, and the look that follows from them and from the system."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from immuno_reader.shelf.settings import Settings
from immuno_reader.ui.theme import Icons, Look, Theme, system_theme

if TYPE_CHECKING:
    from immuno_reader.ui.theme import ThemeName

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Steps of the text size, in per cent."""


class Preferences(QObject):
    """Holds the settings, replaced whole at each change.

    Signals:
        changed: the settings before and after.
        look_changed: the theme or the size is another: the look, and icons in its colours.
    """

    changed = Signal(object, object)
    look_changed = Signal(object, object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        """Start with settings, and follow the system's theme from now on."""
        super().__init__(parent)
        self._settings = settings
        self._look = self._made_look()
        self._icons = Icons(self._look.theme, self._look.icon_px)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        accessibility = hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(self._follow_system)

    @property
    def settings(self) -> Settings:
        """The reader's choices."""
        return self._settings

    @property
    def look(self) -> Look:
        """The theme and size now."""
        return self._look

    @property
    def icons(self) -> Icons:
        """Icons in the colours of the theme."""
        return self._icons

    def change(self, **changes: Any) -> None:  # noqa: ANN401  checked by Settings itself
        """Replace some settings."""
        before, self._settings = self._settings, replace(self._settings, **changes)
        if before != self._settings:
            self._renew_look()
            self.changed.emit(before, self._settings)

    def step_size(self, steps: int) -> None:
        """Make the text larger (+1), smaller (-1) or its normal size (0)."""
        now = self._settings.text_percent
        if steps > 0:
            size = next((size for size in TEXT_SIZES if size > now), TEXT_SIZES[-1])
        elif steps < 0:
            size = next((size for size in reversed(TEXT_SIZES) if size < now), TEXT_SIZES[0])
        else:
            size = 100
        self.change(text_percent=size)

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            self._renew_look()

    def _renew_look(self) -> None:
        look = self._made_look()
        if look == self._look:
            return
        self._look = look
        self._icons = Icons(look.theme, look.icon_px)
        self.look_changed.emit(look, self._icons)

    def _made_look(self) -> Look:
        choice = self._settings.theme
        name: ThemeName = system_theme() if choice == "system" else choice
        return Look(Theme.load(name), self._settings.text_percent)
