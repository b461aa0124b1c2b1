"""Which pictures a pack may have, and their natural sizes; from the bytes alone, no decoder."""

import math
import struct

from immuno_reader.publishing.svg import svg_size

MAX_BYTES = 8 * 2**20
MAX_PIXELS = 50_000_000
SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")

_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
"""JPEG markers that stand alone."""
_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that start a frame, which says the size."""


def image_size(data: bytes) -> tuple[int, int]:
    """Return the natural width and height of a picture in pixels.

    Its kind is told by its content: SVG, PNG, JPEG, GIF or WebP.

    Raises:
        ValueError: it is refused; the message says why and begins with "it".
    """
    if len(data) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 2**20} MiB")
    try:
        width, height = _size(data)
    except (struct.error, IndexError) as error:
        raise ValueError("it is cut short") from error
    if not (width >= 1 and height >= 1):
        raise ValueError("it has no size")
    if not width * height <= MAX_PIXELS:
        raise ValueError(f"it has more than {MAX_PIXELS // 1_000_000} million pixels")
    return math.ceil(width), math.ceil(height)


def _size(data: bytes) -> tuple[float, float]:
    if data.startswith(_PNG_MARK):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return svg_size(data)
    raise ValueError("it is no SVG, PNG, JPEG, GIF or WebP picture")


def _png(data: bytes) -> tuple[int, int]:
    at = len(_PNG_MARK)
    width, height = struct.unpack_from(">II", data, at + 8)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if at > len(data):
            raise ValueError("it is cut short")
        if kind == b"IEND":
            return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    size = None
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("it is damaged")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _NO_LENGTH:
            at += 2
        elif marker == 0xDA:
            break
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            if marker in _FRAME:
                height, width = struct.unpack_from(">HH", data, at + 5)
                size = width, height
            at += 2 + max(length, 2)
    if size is None or data.rfind(b"\xff\xd9", at) < 0:
        raise ValueError("it is cut short")
    return size


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    if not data.rstrip(b"\0").endswith(b";"):
        raise ValueError("it is cut short")
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 > len(data):
        raise ValueError("it is cut short")
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("it is damaged")
