"""Pictures as they stand on the page."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRect, QUrl
from PySide6.QtGui import QColor, QImage

from immuno_reader.assets import resource
from immuno_reader.library.store import Library
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.theme import DIAGRAM_PALETTE, THEME_NAMES, Look, Theme, ThemeName
from tests.ui.reading.conftest import MakesReading, Reading, SectionOf

GREEN, RED = "#00ff00", "#ff0000"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150">'
    '<rect width="300" height="150" fill="{0}"/></svg>'
)


def png(colour: str, width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def painted(reading: Reading, colour: str) -> QRect:
    """Return the rectangle around what is painted in a colour."""
    image, wanted = reading.picture(), QColor(colour).rgb()
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) == wanted
    ]
    if not points:
        return QRect()
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return QRect(left, top, right - left + 1, bottom - top + 1)


def show_picture(reading: Reading, key: str, width: int = 300, height: int = 150) -> None:
    reading.show(
        f'<p><img src="image:{key}" alt="A round cell" width="{width}" height="{height}"></p>'
        "<p>Below it.</p>"
    )


@pytest.mark.parametrize("key", ["book/x.svg", "book/x.png"])
def test_a_picture_grows_with_the_text_up_to_the_column(reading: Reading, key: str) -> None:
    reading.images |= {"book/x.svg": SVG.format(GREEN).encode(), "book/x.png": png(GREEN)}
    show_picture(reading, key)
    for percent, width in ((100, 300), (80, 240), (150, 450)):
        reading.set_look("light", percent)
        area = painted(reading, GREEN)
        assert (area.width(), area.height()) == (width, width // 2)
    reading.set_look("light", 300)
    for width in (900, 500):
        reading.resize(width)
        area, side = painted(reading, GREEN), reading.rect("Below it.").left()
        assert abs(area.left() - side) <= 1
        assert abs(area.right() - (reading.pane.viewport().width() - side)) <= 2
        assert abs(area.width() - 2 * area.height()) <= 2


@pytest.mark.parametrize("percent", [100, 200])
def test_the_caption_stands_close_below_its_picture(reading: Reading, percent: int) -> None:
    reading.images["book/x.svg"] = SVG.format(GREEN).encode()
    reading.show(
        '<p><img src="image:book/x.svg" alt="A cell" width="300" height="150"></p>'
        '<p class="caption">A caption.</p>'
    )
    look = reading.set_look("light", percent)
    gap = reading.rect("A caption.").top() - painted(reading, GREEN).bottom()
    assert 0 < gap < 1.5 * look.body_px


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_diagram_takes_the_colours_of_the_theme(reading: Reading, theme: ThemeName) -> None:
    reading.images["book/x.svg"] = SVG.format(DIAGRAM_PALETTE["warm"].upper()).encode()
    show_picture(reading, "book/x.svg")
    look = reading.set_look(theme)
    assert painted(reading, look.theme.diagram["warm"]).width() == 300


def test_a_photograph_keeps_its_colours(reading: Reading) -> None:
    reading.images["book/x.png"] = png(DIAGRAM_PALETTE["warm"])
    show_picture(reading, "book/x.png")
    reading.set_look("dark")
    assert painted(reading, DIAGRAM_PALETTE["warm"]).width() == 300


@pytest.mark.parametrize(
    "key", ["book/en/a b.svg", "book/en/ä%20#1?.svg", "book/en/+&=.svg", "book/en/‏א.svg"]
)
def test_any_name_of_a_file_will_do(reading: Reading, key: str) -> None:
    reading.images[key] = SVG.format(GREEN).encode()
    show_picture(reading, key)
    assert painted(reading, GREEN).width() == 300


@pytest.mark.parametrize("name", ["book/none.svg", "book/cut.png", "book/bad.svg", "book/empty"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_a_picture_is_broken_stands_what_it_shows(
    reading: Reading, name: str, theme: ThemeName
) -> None:
    reading.images |= {
        "book/cut.png": png(GREEN)[:60],
        "book/bad.svg": b"<svg",
        "book/empty": b"",
    }
    show_picture(reading, name)
    look = reading.set_look(theme)
    written = painted(reading, look.theme.quiet)
    assert written.width() > 60
    below = reading.rect("Below it.")
    assert written.bottom() < below.top()
    assert below.top() > 150, "it keeps the room of the picture"


def test_a_long_description_keeps_to_the_room_of_its_picture(reading: Reading) -> None:
    reading.show(
        f'<p><img src="image:book/none" alt="{"many words " * 20}" width="300" height="150"></p>'
    )
    look = reading.set_look("light")
    written = painted(reading, look.theme.quiet)
    left = (reading.pane.viewport().width() - look.column_px) // 2
    assert QRect(left, 0, 300, 180).contains(written)
    assert written.height() > 60


@pytest.mark.parametrize("width", [900, 500])
def test_a_picture_of_the_handbook_is_drawn(
    reading: Reading, handbook: Library, handbook_section: SectionOf, width: int
) -> None:
    key = "immunotherapy/en/images/checkpoint-brake.svg"
    content = handbook.image(key)
    assert content is not None
    reading.images[key] = content
    reading.resize(width)
    reading.show(handbook_section("checkpoint-inhibitors"))
    bar = reading.pane.verticalScrollBar()
    while key not in reading.asked and bar.value() < bar.maximum():
        bar.setValue(bar.value() + 400)
        reading.picture()
    bar.setValue(bar.value() + 150)
    assert painted(reading, Theme.load("light").diagram["accent"]).width() > 80


@pytest.mark.parametrize(("width", "height"), [(1, 10**6), (10**6, 1), (0, 0), (10**6, 10**6)])
def test_a_picture_of_an_absurd_shape_is_kept_small(
    reading: Reading, width: int, height: int
) -> None:
    reading.images["book/x.svg"] = SVG.format(GREEN).encode()
    show_picture(reading, "book/x.svg", width, height)
    look = reading.set_look("light", 200)
    assert not painted(reading, GREEN).isEmpty()
    assert reading.pane.document().size().height() < 8 * look.column_px


def test_a_picture_that_comes_with_the_whole_library_is_shown_then(reading: Reading) -> None:
    show_picture(reading, "book/x.svg")
    assert painted(reading, GREEN).isEmpty()
    reading.images["book/x.svg"] = SVG.format(GREEN).encode()
    show_picture(reading, "book/x.svg")
    assert painted(reading, GREEN).width() == 300
    reading.images["book/x.svg"] = SVG.format(RED).encode()
    show_picture(reading, "book/x.svg")
    assert painted(reading, RED).width() == 300


# Nothing from elsewhere


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_loaded_from_elsewhere(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: ThemeName
) -> None:
    (tmp_path / "red.png").write_bytes(png(RED))
    (tmp_path / "red.css").write_text(f"p {{ background-color: {RED}; color: {RED}; }}")
    monkeypatch.chdir(tmp_path)
    file = QUrl.fromLocalFile(str(tmp_path / "red.png")).toString()
    data = "data:image/png;base64," + bytes(QByteArray(png(RED)).toBase64().data()).decode()
    sources = [
        file,
        str(tmp_path / "red.png"),
        "red.png",
        f"image:{tmp_path}/red.png",
        "image:../red.png",
        "http://127.0.0.1:9/red.png",
        "https://example.org/red.png",
        "qrc:/qt-project.org/styles/commonstyle/images/file-16.png",
        ":/qt-project.org/styles/commonstyle/images/file-16.png",
        data,
    ]
    style = QUrl.fromLocalFile(str(tmp_path / "red.css")).toString()
    html = f'<link rel="stylesheet" href="{style}"><p>Words.</p>' + "".join(
        f'<p><img src="{source}" alt="alt" width="60" height="30"></p>' for source in sources
    )
    reading.show(html)
    reading.set_look(theme)
    reading.resize(900, 1400)
    assert painted(reading, RED).isEmpty()
    assert {key for key in reading.asked if "red" not in key} == set()
    assert len(set(reading.asked)) == 2, "only the library was asked"


def test_other_texts_show_no_pictures_at_all(
    make_reading: MakesReading, tmp_path: Path, typeface: None
) -> None:
    (tmp_path / "red.png").write_bytes(png(RED))
    file = QUrl.fromLocalFile(str(tmp_path / "red.png")).toString()
    text = LinkedText(Look(Theme.load("light")), 17)
    text.set_html(f'<p>A <img src="{file}" width="60" height="30"> word</p>')
    text.resize(300, 200)
    image = text.viewport().grab().toImage()
    colours = {image.pixel(x, y) for x in range(300) for y in range(100) if x < image.width()}
    assert QColor(RED).rgb() not in colours
    assert text.toPlainText().startswith("A ")
    text.deleteLater()


# Sharp, and not for ever

_AT_RATIO_2 = """
import sys
from PySide6.QtWidgets import QApplication
from immuno_reader.library.plain_text import measure
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.reading.pictures import Pictures
from immuno_reader.ui.theme import Icons, Look, Theme
application = QApplication([])
drawing = (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><g fill="#ff0000">'
    + b''.join(b'<rect x="%d" y="0" width="0.5" height="50"/>' % x for x in range(100))
    + b'</g></svg>')
look = Look(Theme.load("light"))
pane = Pane(look, Icons(look.theme), Pictures({"x": drawing}.get))
pane.resize(700, 300)
pane.show()
pane.show_message('<p><img src="image:x" alt="" width="100" height="50"></p>')
image = pane.viewport().grab().toImage()
rows = [[image.pixelColor(x, y).name() for x in range(image.width())] for y in (60, 80)]
print(image.devicePixelRatio(), max(row.count("#ff0000") for row in rows))
"""


def test_a_picture_has_twice_the_pixels_on_a_dense_screen() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _AT_RATIO_2],
        env=os.environ | {"QT_SCALE_FACTOR": "2"},
        cwd=resource("..").resolve(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    # Each of the 100 lines is one device pixel wide, which a picture of 100 pixels could not show.
    assert ran.stdout.split() == ["2.0", "100"]


def test_a_window_that_is_being_resized_keeps_few_pictures(reading: Reading) -> None:
    key = "book/x.svg"
    reading.images[key] = SVG.format(GREEN).encode()
    show_picture(reading, key, 760, 2000)
    reading.picture()
    process = psutil.Process()
    before = most = process.memory_info().rss
    for width in range(420, 620):
        reading.resize(width)
        reading.picture()
        most = max(most, process.memory_info().rss)
    assert len(reading.asked) > 150, "it was drawn anew at each width"
    assert most - before < 140_000_000
