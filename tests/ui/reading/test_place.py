"""The place holds: 20 places, 6 sizes, 4 widths and 4 themes, and the same paragraph on top."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from immuno_reader.identity import Place
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.reading.pictures import Pictures
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName
from tests.sight import top_of

if TYPE_CHECKING:
    from immuno_reader.library.store import Library

PLACES = 20
SIZES = (80, 100, 125, 150, 200, 300)
WIDTHS = (420, 640, 900, 1300)
HEIGHT = 700


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_same_paragraph_stays_at_the_top(
    qapp: QApplication, typeface: None, handbook: "Library", name: ThemeName
) -> None:
    plain, theme = Look(Theme.load("light"), 100), Theme.load(name)
    pane = Pane(plain, Icons(plain.theme), Pictures(handbook.image))
    section = handbook.section(handbook.find_section("checkpoint-inhibitors"))
    pane.resize(900, HEIGHT)
    pane.show()
    pane.show_section(section, Place(section.ref), "first")
    qapp.processEvents()
    bar, icons, tried = pane.verticalScrollBar(), Icons(theme), 0
    for number in range(PLACES):
        pane.set_look(plain, icons)
        pane.resize(900, HEIGHT)
        qapp.processEvents()
        bar.setValue(bar.maximum() * number // PLACES)
        paragraph = top_of(pane)[0]
        for percent in SIZES:
            pane.set_look(Look(theme, percent), icons)
            for width in WIDTHS:
                pane.resize(width, HEIGHT)
                qapp.processEvents()
                assert top_of(pane)[0] == paragraph, (number, percent, width)
                tried += 1
    assert tried == PLACES * len(SIZES) * len(WIDTHS)
    pane.close()
    pane.deleteLater()
