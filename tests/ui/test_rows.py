"""Text broken into the lines of a row."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from immuno_reader.ui.rows import wrapped

# Letters of one, two and four bytes in UTF-8, of one and two units in UTF-16.
WORDS = st.lists(st.text("abcdé\U0001f9ec", min_size=1, max_size=12), min_size=1, max_size=8)


@given(WORDS, st.integers(20, 400))
def test_no_letter_is_lost_where_there_are_lines_enough(
    qapp: QApplication, words: list[str], width_px: int
) -> None:
    text = " ".join(words)
    lines = wrapped(text, QFont(), width_px, 200)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(60, 400), st.integers(1, 3))
def test_lines_are_no_wider_and_no_more_than_asked(
    qapp: QApplication, words: list[str], width_px: int, most: int
) -> None:
    text = " ".join(words)
    lines = wrapped(text, QFont(), width_px, most)
    assert 1 <= len(lines) <= most
    assert all(QFontMetrics(QFont()).horizontalAdvance(line) <= width_px + 1 for line in lines)
    was_cut = "".join(lines).replace(" ", "") != text.replace(" ", "")
    assert was_cut == lines[-1].endswith("\u2026")
