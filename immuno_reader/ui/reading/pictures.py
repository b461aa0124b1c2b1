"""The pictures of the open library, drawn for the theme, the width and the screen."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from immuno_reader.ui.theme import DIAGRAM_PALETTE, recoloured

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.ui.theme import Look

_KEPT = 24
"""Drawn pictures kept; a section rarely has more."""


class Pictures:
    """Draws pictures by the address that ``address`` made for them."""

    def __init__(self, read: "Callable[[str], bytes | None]") -> None:
        """Take a way to read a picture of the library by its key."""
        self._read = read
        self._looks: dict[str, Look] = {}
        self._drawn: dict[str, QImage] = {}

    def address(
        self, name: str, width_px: float, height_px: float, ratio: float, look: "Look"
    ) -> str:
        """Return an address that names a picture together with how it is to be drawn."""
        self._looks[look.theme.name] = look
        key = name.partition("?")[0]
        return f"{key}?w={width_px:.0f}&h={height_px:.0f}&r={ratio:g}&t={look.theme.name}"

    def load(self, address: str) -> QImage | None:
        """Return a drawn picture; None for what is not in the library."""
        if address in self._drawn:
            return self._drawn[address]
        name, _, query = address.partition("?")
        if not name.startswith("image:") or not query:
            return None
        content = self._read(name.removeprefix("image:"))
        if content is None:
            return None
        wish = {key: values[0] for key, values in parse_qs(query).items()}
        ratio = float(wish["r"])
        size = QSize(round(float(wish["w"]) * ratio), round(float(wish["h"]) * ratio))
        drawn = (
            _draw_svg(content, size, self._looks[wish["t"]])
            if b"<svg" in content[:2048]
            else _draw_bitmap(content, size)
        )
        drawn.setDevicePixelRatio(ratio)
        while len(self._drawn) >= _KEPT:
            del self._drawn[next(iter(self._drawn))]
        self._drawn[address] = drawn
        return drawn


def _draw_svg(content: bytes, size: QSize, look: "Look") -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    diagram = look.theme.diagram
    drawing = recoloured(content, [(DIAGRAM_PALETTE[role], diagram[role]) for role in diagram])
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size.width(), size.height()))
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
