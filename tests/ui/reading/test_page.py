import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from immuno_reader.identity import BlockId, Place, Span
from immuno_reader.library.book import Section, Source
from immuno_reader.library.store import Library
from immuno_reader.ui.reading.page import Callout, TextMap, callouts, page_html
from immuno_reader.ui.reading.standing import standing_html
from immuno_reader.ui.theme import Look, Theme, document_css
from tests.ui.reading.conftest import REF, section_of

if TYPE_CHECKING:
    from immuno_reader.shelf.settings import MarkTerms

pytestmark = pytest.mark.usefixtures("typeface")

TERMS = (
    '<p>A <a class="term" href="term:b/x">cell</a> and another '
    '<a class="term again" href="term:b/x"><b>cell</b></a>, see '
    '<a href="section:b/y">there</a>.</p>'
)


def document_of(html: str) -> QTextDocument:
    document, look = QTextDocument(), Look(Theme.load("light"))
    document.setDefaultFont(look.font(look.body_px))
    document.setDefaultStyleSheet(document_css(look, look.body_px))
    document.setHtml(html)
    return document


def shown_positions(section: Section) -> list[int]:
    """Return the positions of the characters of a section that a page shows as marks."""
    spoken = {at for span in section.spoken for at in range(*span)}
    return [
        at
        for at, character in enumerate(section.text)
        if at not in spoken and not character.isspace() and character != "\ufffc"
    ]


def character_at(document: QTextDocument, position: int) -> str:
    """Return the whole character of the document that begins at a position."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    block = cursor.block()
    units = block.text().encode("utf-16-le", "surrogatepass")[(position - block.position()) * 2 :]
    return units.decode("utf-16-le", "replace")[:1]


def assert_mapped(section: Section) -> None:
    document = document_of(page_html(section, "every") + standing_html(section))
    text_map = TextMap(section, document)
    for at in shown_positions(section):
        position = text_map.position(at)
        shown = character_at(document, position)
        assert _same(shown, section.text[at]), (at, section.text[at], shown)
        assert text_map.text_position(position) == at
    shown_at = shown_positions(section)
    for first, last in zip(shown_at, shown_at[5:] + shown_at[-5:], strict=True):
        start, end = text_map.position(first), text_map.position(last)
        end += len(character_at(document, end).encode("utf-16-le")) // 2
        assert text_map.range(Span(first, last + 1)) == (start, end)


def _same(shown: str, told: str) -> bool:
    """Tell whether a text may tell one character for another, as 9 for a raised 9."""
    return shown == told or unicodedata.normalize("NFKC", shown).replace("\u2212", "-") == told


# Which terms are links


def test_every_use_of_a_term_is_linked() -> None:
    html = page_html(section_of(TERMS), "every")
    assert html.count('href="term:b/x"') == 2


def test_only_the_first_use_of_a_term_is_linked() -> None:
    html = page_html(section_of(TERMS), "first")
    assert re.findall(r'href="([^"]+)"', html) == ["term:b/x", "section:b/y"]
    assert "another <b>cell</b>, see" in html


def test_no_term_is_linked_and_other_links_stay() -> None:
    html = page_html(section_of(TERMS), "never")
    assert re.findall(r'href="([^"]+)"', html) == ["section:b/y"]
    assert ">A cell and another <b>cell</b>, see" in html


@pytest.mark.parametrize("mark_terms", ["every", "first", "never"])
def test_the_choice_of_terms_changes_no_word(mark_terms: "MarkTerms", handbook: Library) -> None:
    for entry in handbook.contents().sections():
        assert entry.ref is not None
        section = handbook.section(entry.ref)
        chosen = document_of(page_html(section, mark_terms))
        assert chosen.toPlainText() == document_of(section.html).toPlainText()


# Callouts


def test_callouts_are_found_with_their_first_and_last_block() -> None:
    section = section_of(
        '<p>Before.</p><div class="callout warning"><p class="callout-title">Care</p>'
        "<p>One.</p><ul><li>Two.</li></ul></div><p>Between.</p>"
        '<div class="callout short"><p class="callout-title">In short</p></div><p>After.</p>'
    )
    assert callouts(section.html) == [
        Callout("warning", BlockId("top.p2"), BlockId("top.i1")),
        Callout("short", BlockId("top.p5"), BlockId("top.p5")),
    ]


def test_a_callout_in_a_callout_belongs_to_the_outer_one() -> None:
    section = section_of(
        '<div class="callout note"><p class="callout-title">Outer</p>'
        '<div class="callout danger"><p class="callout-title">Inner</p><p>In.</p></div>'
        "<p>Last.</p></div><p>After.</p>"
    )
    assert callouts(section.html) == [Callout("note", BlockId("top.p1"), BlockId("top.p4"))]


def test_footnotes_and_empty_boxes_are_no_callouts() -> None:
    html = '<div class="footnote"><p data-block="a">Note.</p></div><div class="callout note"></div>'
    assert callouts(html) == []


# The map


def test_every_character_of_the_handbook_is_mapped(handbook: Library) -> None:
    for entry in handbook.contents().sections():
        assert entry.ref is not None
        assert_mapped(handbook.section(entry.ref))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain.</p>",
        "<p>\U0001f489 Two \U0001f468\u200d\U0001f469.</p><p>\U0001f1ec\U0001f1e7</p>",
        "<p>e\u0301 a\u0308 combined; \u0301 begins.</p>",
        "<p>5\u00a0mg of\u202fit, zero\u200bwidth, soft\u00adhyphen, \ufeffmark.</p>",
        '<p>A <img src="image:b/x" alt="alt" width="9" height="9"> picture.</p><p>After.</p>',
        '<p><img src="image:b/x" alt="alt" width="9" height="9"></p><p class="caption">Below.</p>',
        "<table><tr><th>One</th><th></th></tr><tr><td></td><td>Two</td></tr></table><p>After.</p>",
        "<p>10<sup>9</sup> cells, 10⁹ cells, 10⁻³ g, H<sub>2</sub>O, CO₂.</p>",
        '<p>Said<sup class="footnote-ref"><a href="section:b/page#fn">1</a></sup>.</p>',
        '<div class="footnote"><ol><li>The note.</li></ol></div>',
        "<p>שלום עולם, 12 mg</p><p>مرحبا بالعالم</p>",
        "<p>One<br>two<br>three</p>",
        "<pre><code>if x:\n    y = 1\n\n    z</code></pre><p>After.</p>",
        "<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>Four</p></li></ul>",
        "<dl><dt>Word</dt><dd>Meaning</dd></dl>",
        "<blockquote><p>Quoted</p></blockquote><hr><p>After.</p>",
        "text without a paragraph<p>and with one</p>",
        "<p>&lt;b&gt; &amp;amp; &quot;quoted&quot; &#x1F489;</p>",
        "",
    ],
)
def test_what_pages_are_made_of_is_mapped(html: str) -> None:
    assert_mapped(section_of(html))


_OF_QT = "\ufdd0\ufdd1"
"""With which Qt begins and ends the cells of a table; a page is compiled without any."""
_CHARACTERS = st.lists(
    st.one_of(
        st.sampled_from("ab 9\u00a0\u202f\u0301\u200d\u200b\u05d0\u0627\u2028\u2029⁹\n\t\ufffc"),
        st.sampled_from("\U0001f489\U0001f468\U00020000\U0001f1ec"),
        st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters=_OF_QT),
    ),
    max_size=14,
).map("".join)
_INLINE = st.one_of(
    _CHARACTERS.map(escape),
    _CHARACTERS.map(lambda text: f"<b>{escape(text)}</b>"),
    st.integers(0, 999).map(lambda number: f"10<sup>{number}</sup>"),
    st.integers(1, 99).map(lambda number: f'<sup class="footnote-ref"><a>{number}</a></sup>'),
    st.just('<img src="image:b/x" alt="x" width="9" height="9">'),
    st.just("<br>"),
    st.just('<a class="term" href="term:b/x">cell</a>'),
)
_INLINES = st.lists(_INLINE, max_size=5).map("".join)
_BLOCK = st.one_of(
    _INLINES.map(lambda text: f"<p>{text}</p>"),
    _INLINES.map(lambda text: f"<h2>{text}</h2>"),
    _INLINES.map(lambda text: f"<ul><li>{text}</li><li><p>{text}</p></li></ul>"),
    st.tuples(_INLINES, _INLINES).map(
        lambda cells: f"<table><tr><th>{cells[0]}</th><th>{cells[1]}</th></tr></table>"
    ),
    _INLINES.map(lambda text: f'<div class="callout note"><p>{text}</p></div>'),
    _INLINES.map(lambda text: f"<dl><dt>{text}</dt><dd>{text}</dd></dl>"),
)


@given(st.lists(_BLOCK, max_size=6).map("".join))
@settings(max_examples=150)
def test_any_page_is_mapped(html: str) -> None:
    assert_mapped(section_of(html))


# Places


def test_every_picture_of_the_handbook_is_a_place_that_is_found_again(handbook: Library) -> None:
    found = 0
    for entry in handbook.contents().sections():
        assert entry.ref is not None
        section = handbook.section(entry.ref)
        document = document_of(page_html(section, "first") + standing_html(section))
        text_map, block = TextMap(section, document), document.begin()
        while block.isValid():
            if block.text().strip() == "\ufffc":
                place = text_map.place(block.position())
                assert text_map.position_of(place) == block.position(), (section.ref, place)
                found += 1
            block = block.next()
    assert found > 50


def test_every_place_is_found_again(handbook: Library) -> None:
    for entry in handbook.contents().sections():
        assert entry.ref is not None
        section = handbook.section(entry.ref)
        text_map = TextMap(
            section, document_of(page_html(section, "first") + standing_html(section))
        )
        for at in shown_positions(section):
            block = section.block_at(at)
            assert block is not None
            place = Place(section.ref, block.id, at - block.start)
            assert text_map.place(text_map.position_of(place)) == place


def test_places_in_what_a_page_says_of_itself_are_found_again() -> None:
    section = section_of(
        "<h1>Title</h1><p>\U0001f489 Words.</p>",
        checked="2026-11-24",
        sources=(Source("a", "The \U0001f489 Institute", "A title", "2026-01-01", "2026-11"),),
    )
    document = document_of(page_html(section, "every") + standing_html(section))
    text_map = TextMap(section, document)
    first = document.find("Where this page").selectionStart()
    for position in range(first, document.characterCount() - 1):
        assert text_map.position_of(text_map.place(position)) == position
    last = document.find("Words").selectionStart()
    assert text_map.place(last) == Place(REF, BlockId("top.p1"), 2)


def test_a_place_survives_another_choice_of_terms_and_another_footer() -> None:
    section = section_of(TERMS * 3, checked="2026-11-24")
    one = TextMap(section, document_of(page_html(section, "every") + standing_html(section)))
    other = TextMap(section, document_of(page_html(section, "never")))
    place = one.place(one.position(len(section.text) - 4))
    assert other.place(other.position_of(place)) == place


def test_a_place_that_is_gone_is_the_top() -> None:
    section = section_of("<h1>Title</h1><p>Words.</p>")
    text_map = TextMap(section, document_of(section.html))
    assert text_map.position_of(Place(REF, BlockId("gone"), 7)) == 0


def test_an_offset_beyond_its_block_is_the_end_of_the_block() -> None:
    section = section_of("<p>Words.</p><p>More.</p>")
    document = document_of(section.html)
    position = TextMap(section, document).position_of(Place(REF, BlockId("top.p1"), 999))
    assert character_at(document, position) == "."


def test_an_empty_section_has_a_place() -> None:
    section = section_of("")
    text_map = TextMap(section, document_of(""))
    assert text_map.position_of(Place(REF)) == 0
    assert text_map.position_of(text_map.place(0)) == 0
