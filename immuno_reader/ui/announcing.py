"""Saying something to whoever uses a screen reader."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: "QWidget", text: str) -> None:
    """Have a screen reader say what has happened at a widget."""
    # Nothing is said before the window is there, and the classes take three milliseconds to make.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
