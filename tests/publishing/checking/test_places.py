"""Findings name the line at which the words stand, however the text is marked up."""

from typing import TYPE_CHECKING

import pytest

from immuno_reader.publishing.checking.locating import Locator
from immuno_reader.publishing.checking.outlining import outline
from tests.publishing.checking.fragments import asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.publishing.checking.inspecting import Checked

FIRST = 21
"""The line of the small pack's section at which ``asking`` puts its text."""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("They rest; they work.", 1),
        ("Cells work.\n\nThey **rest**; they work.", 3),
        ("Cells work.\nThey rest. They [sleep](cells.md); they work.", 2),
        ("- Cells work.\n- They rest; they work.", 2),
        ("Cells work.\n\n!!! note\n    They rest; they work.", 4),
        ("<!-- They rest; -->\n\nThey rest; they work.", 3),
    ],
)
def test_the_line_of_a_finding(check: "Callable[..., Checked]", text: str, line: int) -> None:
    (finding,) = check(asking(text)).findings
    assert (finding.rule, finding.line) == ("semicolon", FIRST + line - 1)


def test_words_met_twice_are_found_in_order() -> None:
    locator = Locator("One two.\n\nOne two.\n\nThree.\n\nOne two.\n", 5)
    texts = ("One two.", "One two.", "Three.", "One two.")
    assert [locator.next_line(words) for words in texts] == [5, 7, 9, 11]


def test_what_is_not_in_the_source_keeps_the_last_line() -> None:
    locator = Locator("One.\n\nTwo.\n", 1)
    assert [locator.next_line(words) for words in ("Two.", "Nothing", "")] == [3, 3, 3]


def test_blocks_of_a_page() -> None:
    html = (
        '<h1>Title</h1><div class="callout short"><p class="callout-title">In short</p>'
        '<ul><li>One <a class="term" href="term:p/cell">cell</a>.</li></ul></div>'
        '<p>Text <em>here</em><sup class="footnote-ref">1</sup>.</p>'
        '<p><img src="image:p/en/a.svg" alt="A"></p><p class="caption">Below</p>'
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td></td></tr></table>"
        '<div class="footnote"><hr><ol><li>Note</li></ol></div>'
    )
    blocks = outline(html)
    shown = [(block.kind, block.text) for block in blocks]
    assert shown == [
        ("heading", "Title"),
        ("title", "In short"),
        ("item", "One cell."),
        ("paragraph", "Text here."),
        ("paragraph", ""),
        ("caption", "Below"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
        ("cell", ""),
        ("note", "Note"),
    ]
    item, text, picture = blocks[2], blocks[3], blocks[4]
    assert item.callout
    assert (item.callout.kind, item.uses) == ("short", ((4, 8, "cell"),))
    assert (text.notes, text.italics, text.callout) == (("1",), ("here",), None)
    assert picture.pictures == (("A", "image:p/en/a.svg"),)
    assert [(block.row, block.column, block.is_header) for block in blocks[6:10]] == [
        (1, 1, True), (1, 2, True), (2, 1, False), (2, 2, False),
    ]  # fmt: skip
