"""The pictures of the open library, drawn for the theme, the width and the screen."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QImageReader,
    QPainter,
    QPyTextObject,
    QTextFormat,
)

from immuno_reader.ui.theme import DIAGRAM_PALETTE, recoloured

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextDocument

    from immuno_reader.ui.theme import Look

_KEPT = 24
"""Drawn pictures kept; a section rarely has more."""
_TALLEST = 6
"""Height of a picture at most, in widths of the column; drawn whole, it must fit in memory."""
_LEAST_PX = 16
_LEAST_LETTER_PX = 9


class _Drawn(NamedTuple):
    """What a drawn picture is kept under."""

    name: str
    width_px: int
    height_px: int
    ratio: float
    theme: str


class Pictures(QPyTextObject):
    """Draws the images of a page.

    Qt's own way is not used: for what it is not given it looks on the disk, and it keeps a
    picture in every size that it ever had.
    """

    def __init__(self, read: "Callable[[str], bytes | None]") -> None:
        """Take a way to read a picture of the library by its key."""
        super().__init__()
        self._read = read
        self._look: Look
        """Known from the first ``fit`` on, which comes before the first document."""
        self._column_px = 0.0
        self._drawn: dict[_Drawn, QImage] = {}

    def draw_in(self, document: "QTextDocument") -> None:
        """Draw the images of a document from now on, as they are in the library now."""
        self._drawn.clear()
        kind = QTextFormat.ObjectTypes.ImageObject.value
        document.documentLayout().registerHandler(kind, self)

    def fit(self, look: "Look", column_px: float) -> None:
        """Grow with the text, and be no wider than the column."""
        self._look, self._column_px = look, column_px

    def intrinsicSize(self, doc: "QTextDocument", position: int, form: QTextFormat) -> QSizeF:
        """Return the size of a picture on the page."""
        image = form.toImageFormat()
        natural = max(1.0, image.width())
        width = max(_LEAST_PX, min(self._column_px, natural * self._look.percent / 100))
        height = max(1.0, width * image.height() / natural)
        share = min(1.0, self._column_px * _TALLEST / height)
        return QSizeF(max(1.0, width * share), height * share)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: "QTextDocument",
        position: int,
        form: QTextFormat,
    ) -> None:
        """Draw a picture, or what stands for it where it cannot be shown."""
        area, name = QRectF(rect), form.toImageFormat().name()
        ratio, theme = painter.device().devicePixelRatioF(), self._look.theme.name
        wish = _Drawn(name, round(area.width()), round(area.height()), ratio, theme)
        drawn = self._drawn.get(wish)
        if drawn is None:
            drawn = self._draw(wish)
            while len(self._drawn) >= _KEPT:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[wish] = drawn
        if drawn.isNull():
            alt = str(form.property(QTextFormat.Property.ImageAltText) or "")
            _write_alt(painter, area, alt, self._look)
        else:
            painter.drawImage(area, drawn)

    def _draw(self, wish: _Drawn) -> QImage:
        """Return a drawn picture; a null one when the library has no such picture."""
        if not wish.name.startswith("image:"):
            return QImage()
        content = self._read(wish.name.removeprefix("image:"))
        if content is None:
            return QImage()
        size = QSize(round(wish.width_px * wish.ratio), round(wish.height_px * wish.ratio))
        drawn = (
            _draw_svg(content, size, self._look)
            if b"<svg" in content[:2048]
            else _draw_bitmap(content, size)
        )
        drawn.setDevicePixelRatio(wish.ratio)
        return drawn


def _draw_svg(content: bytes, size: QSize, look: "Look") -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    diagram = look.theme.diagram
    drawing = recoloured(content, [(DIAGRAM_PALETTE[role], diagram[role]) for role in diagram])
    renderer = QSvgRenderer(QByteArray(drawing))
    if not renderer.isValid():
        return QImage()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _draw_bitmap(content: bytes, size: QSize) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # Scaled while it is decoded, so that a large picture never stands in memory whole.
    reader = QImageReader(buffer)
    reader.setScaledSize(size)
    return reader.read()


def _write_alt(painter: QPainter, rect: QRectF, alt: str, look: "Look") -> None:
    """Write what a picture shows, in letters small enough for its room."""
    text, flags = f"[{alt or chr(0x2026)}]", Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = rect.adjusted(4, 4, -4, -4).toRect()
    font, px = look.font(look.body_px), look.body_px
    while px > _LEAST_LETTER_PX and not room.contains(
        QFontMetrics(font).boundingRect(room, flags, text)
    ):
        px -= 1
        font.setPixelSize(px)
    painter.save()
    painter.setPen(QColor(look.theme.rule))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QColor(look.theme.quiet))
    painter.setFont(font)
    painter.drawText(room, flags, text)
    painter.restore()
