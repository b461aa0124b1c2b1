"""The part of a scrolling widget that shows its content."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give a scrolling widget a viewport made here, in place of its own, and return it.

    For an object that C++ made, PySide looks for the most fitting of all Python classes, and so
    builds every kind of widget that Qt has before it answers: fifteen milliseconds of the start.
    """
    viewport = QWidget(area)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport
