"""What a person sees of a text, told from Qt's layout alone."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QRegion
from PySide6.QtWidgets import QTextBrowser


def area_of(colour: str, image: QImage) -> QRect:
    """Return the smallest part of a picture that has all that is painted in a colour."""
    mask = image.createMaskFromColor(QColor(colour).rgb(), Qt.MaskMode.MaskOutColor)
    return QRegion(QBitmap.fromImage(mask)).boundingRect()


def top_of(browser: QTextBrowser) -> tuple[str, str]:
    """Return the paragraph and the line at the top: the first with at least half in sight."""
    document, scrolled = browser.document(), browser.verticalScrollBar().value()
    block = document.begin()
    while block.isValid():
        bounds, layout = document.documentLayout().blockBoundingRect(block), block.layout()
        if block.text().strip() and bounds.bottom() >= scrolled:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                top = bounds.y() + line.y() - layout.boundingRect().y()
                if top + line.height() * 0.5 >= scrolled:
                    start, length = line.textStart(), line.textLength()
                    return block.text(), block.text()[start : start + length]
        block = block.next()
    raise AssertionError("nothing of the text is in sight")
