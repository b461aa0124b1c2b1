"""Which pictures are shown, and how large they are."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from immuno_reader.publishing.images import image_size

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "", attributes: str = 'viewBox="0 0 760 420"') -> bytes:
    """Return a drawing."""
    return f"<svg {NAMES} {attributes}>{inside}</svg>".encode()


def bitmap(kind: str, width: int, height: int) -> bytes:
    """Return a picture as Qt writes it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xD6E8EF)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(content.data())


GIF = b"GIF89a" + struct.pack("<HH", 31, 17) + b"\0\0\0,\0\0\0\0\x1f\0\x11\0\0\2\0\0;"
VP8L = b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8L" + struct.pack("<IBI", 9, 0x2F, 30 | 16 << 14)
VP8L += b"\0" * 5


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
@pytest.mark.parametrize("size", [(31, 17), (640, 480), (1, 1)])
def test_sizes_are_those_that_qt_finds(kind: str, size: tuple[int, int]) -> None:
    content = bitmap(kind, *size)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    assert image_size(content) == QImageReader(buffer).size().toTuple() == size


def test_sizes_of_kinds_that_qt_does_not_write() -> None:
    assert image_size(GIF) == (31, 17)
    assert image_size(VP8L) == (31, 17)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 760 420"', (760, 420)),
        ('viewBox="-10,-10 , 20.5 10"', (21, 10)),
        ('width="300" height="200"', (300, 200)),
        ('width="100%" height="auto" viewBox="0 0 760 420"', (760, 420)),
        ('width="210mm" height="297mm" viewBox="0 0 210 297"', (794, 1123)),
        ('width="380px" viewBox="0 0 760 420"', (380, 210)),
        ("", (300, 150)),
    ],
)
def test_natural_sizes_of_drawings(attributes: str, size: tuple[int, int]) -> None:
    assert image_size(svg(attributes=attributes)) == size


def test_a_drawing_may_reuse_its_own_parts() -> None:
    inside = '<defs><g id="a"><path d="M0 0"/></g></defs><use xlink:href="#a"/><use href="#a"/>'
    gradient = '<linearGradient id="g"/><rect fill="url(#g)" style="stroke: url(\'#g\')"/>'
    assert image_size(svg(inside + gradient)) == (760, 420)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a xlink:href="https://example.org/"><text>x</text></a>',
        '<image href="http://example.org/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect onclick="alert(1)"/>',
        '<rect fill="url(http://example.org/#a)"/>',
        "<style>@import 'x.css';</style>",
        "<style>@im&#112;ort 'x.css';</style>",
        "<style>rect { fill: u&#114;l(http://example.org/x.svg#a) }</style>",
        "<style>rect { fill: url(x.svg#a) }</style>",
        '<set attributeName="xlink:href" to="http://example.org"/>',
        "<g>" * 250 + "</g>" * 250,
        "<g>" * 100_000,
        "<g></svg>",
        "&undefined;",
    ],
)
def test_drawings_that_are_refused(inside: str) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        image_size(svg(inside))


def test_drawings_with_entities_are_refused_before_they_grow() -> None:
    entities = '<!ENTITY a0 "boom">'
    for level in range(1, 10):
        again = f"&a{level - 1};"
        entities += f'<!ENTITY a{level} "{again * 10}">'
    bomb = f"<!DOCTYPE svg [{entities}]>".encode() + svg("<text>&a9;</text>")
    external = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>")
    sheet = b'<?xml-stylesheet href="http://example.org/x.css"?>' + svg()
    for drawing in (bomb, external, sheet):
        with pytest.raises(ValueError, match=r"^it has a"):
            image_size(drawing)


def test_drawings_that_reuse_without_end_are_refused() -> None:
    levels = '<g id="l0"><rect/></g>'
    for level in range(1, 12):
        again = f'<use href="#l{level - 1}"/>'
        levels += f'<g id="l{level}">{again * 10}</g>'
    circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    for inside in (levels, circle):
        with pytest.raises(ValueError, match=r"^it "):
            image_size(svg(inside))


@pytest.mark.parametrize("side", ["0", "1e9", "-5"])
def test_drawings_without_a_sensible_size(side: str) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        image_size(svg(attributes=f'viewBox="0 0 {side} {side}"'))
    if side == "1e9":
        with pytest.raises(ValueError, match="pixels"):
            image_size(svg(attributes='width="1e9" height="1e9"'))


def test_bombs_and_what_is_too_large() -> None:
    png = bytearray(bitmap("png", 4, 4))
    png[16:24] = struct.pack(">II", 50_000, 50_000)
    with pytest.raises(ValueError, match="50 million pixels"):
        image_size(bytes(png))
    with pytest.raises(ValueError, match="larger than 8 MiB"):
        image_size(bytes(9 * 2**20))


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "gif", "svg"])
def test_pictures_cut_short_are_refused(kind: str) -> None:
    whole = {"gif": GIF, "svg": svg("<rect/>")}.get(kind) or bitmap(kind, 40, 30)
    assert image_size(whole)
    for length in range(len(whole)):
        with pytest.raises(ValueError, match=r"^it "):
            image_size(whole[:length])


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"<svg"]),
)
def test_junk_is_refused_and_never_an_accident(junk: bytes, start: bytes) -> None:
    try:
        width, height = image_size(start + junk)
    except ValueError:
        return
    assert width > 0
    assert height > 0
