"""A list whose rows are drawn by ourselves: what all such lists of the sidebar share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView


class RowList(QListView):
    """Rows as wide as the list and as high as what they say; scrolled by the pixel."""

    def __init__(self) -> None:
        """Make an empty list, which is to be given its name, its delegate and its model."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def be_moved_in(self) -> None:
        """Let rows be dragged to another place."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setMouseTracking(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
