"""The place holds: at any size, width and theme the same paragraph stays at the top."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from tests.features.desk import Reader

SIZES = (80, 100, 125, 150, 200, 300)
WIDTHS = (700, 900, 1180, 1600)
THEMES = ("Light", "Sepia", "Dark", "High contrast")
PLACES = 20


def set_size(reader: "Reader", percent: int) -> None:
    reader.choose("Actual size")
    name = "Larger text" if percent > 100 else "Smaller text"
    for _ in range(20):
        if percent == 100 or f"{percent} %" in reader.notice:
            return
        reader.choose(name)
    raise AssertionError(f"there is no size of {percent} %")


@pytest.mark.parametrize("theme", THEMES)
def test_the_top_paragraph_stays(reader: "Reader", theme: str) -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    height = reader.window.height()
    moved = []
    for number in range(PLACES):
        reader.choose("Light")
        set_size(reader, 100)
        reader.window.resize(1180, height)
        reader.scroll_to(number / PLACES)
        paragraph = reader.top_paragraph
        reader.choose(theme)
        for percent in SIZES:
            set_size(reader, percent)
            for width in WIDTHS:
                reader.window.resize(width, height)
                QApplication.processEvents()
                if reader.top_paragraph != paragraph:
                    moved.append((number, percent, width, paragraph[:30], reader.top_paragraph[:30]))
        assert not moved, moved[:5]


def test_a_round_trip_of_sizes_ends_on_the_same_line(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    for number in range(PLACES):
        reader.scroll_to(number / PLACES)
        line = reader.top_line
        for percent in (200, 80, 300, 100):
            set_size(reader, percent)
        assert reader.top_line == line
