"""The place holds: after a change of size, width or theme the same line is at the top.

The whole matrix of places, sizes, widths and themes stands in ``tests/ui/reading``.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from tests.features.desk import Reader


def test_a_round_trip_of_size_width_and_theme_ends_on_the_same_line(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    height = reader.window.height()
    for number in range(5):
        reader.scroll_to(number / 5)
        paragraph, line = reader.top_paragraph, reader.top_line
        for theme, name in (("Dark", "Larger text"), ("Light", "Smaller text")):
            reader.choose(theme)
            reader.choose(name)
            for width in (800, 1500, 1180):
                reader.window.resize(width, height)
                QApplication.processEvents()
                assert reader.top_paragraph == paragraph
        assert reader.top_line == line
