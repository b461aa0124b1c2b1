"""The plain text of a section, and that the page shows just that."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from immuno_reader.library.plain_text import Measured, measure, slug

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("qapp")


def shown(html: str) -> str:
    """Return the visible characters of the page."""
    document = QTextDocument()
    document.setHtml(html)
    return "".join(document.toPlainText().replace("\ufffc", "").split())


def heard_only(measured: Measured) -> list[str]:
    return [measured.text[start:end] for start, end in measured.spoken]


def visible(measured: Measured) -> str:
    """Return the visible characters of the plain text."""
    text = measured.text
    for start, end in reversed(measured.spoken):
        text = text[:start] + text[end:]
    return "".join(text.split())


def blocks(html: str) -> list[tuple[str, str, str]]:
    """Return id, kind and text of every block."""
    measured = measure(html)
    return [(id, kind, measured.text[start:end]) for id, kind, start, end in measured.blocks]


def test_blocks_are_named_after_the_heading_above() -> None:
    html = (
        "<p>Before.</p><h1>Title</h1><p>One.</p><p>Two.</p><h2 id='how'>How?</h2><p>Three.</p>"
        "<h2>Why?</h2><pre><code>a\n  b</code></pre><dl><dt>T</dt><dd>D</dd></dl>"
        '<p><img src="x"></p><p class="caption">C</p>'
    )
    assert blocks(html) == [
        ("top.p1", "paragraph", "Before."),
        ("top", "heading", "Title"),
        ("top.p2", "paragraph", "One."),
        ("top.p3", "paragraph", "Two."),
        ("how", "heading", "How?"),
        ("how.p1", "paragraph", "Three."),
        ("h3", "heading", "Why?"),
        ("h3.k1", "code", "a b"),
        ("h3.t1", "term", "T"),
        ("h3.d1", "definition", "D"),
        ("h3.f1", "caption", "C"),
    ]


def test_every_stretch_of_text_has_one_block() -> None:
    html = (
        "<ul><li>one<ul><li><p>two</p><p>three</p></li></ul>four</li></ul>"
        "<table><tbody><tr><td>a</td><td></td><td><b>b</b></td></tr></tbody></table>"
        "bare <i>text</i>"
    )
    assert [text for _, _, text in blocks(html)] == [
        "one",
        "two",
        "three",
        "four",
        "a",
        "b",
        "bare text",
    ]
    measured = measure(html)
    assert [measured.html.count(f'data-block="{block.id}"') for block in measured.blocks] == [1] * 7
    assert '<p data-block="top.p1">two</p>' in measured.html
    assert "<td></td>" in measured.html


def test_ids_are_given_once_and_leave_the_page() -> None:
    html = '<h1>A</h1><h2 id="top">B</h2><h2 id="x">C</h2><h2 id="x">D</h2><h2>X</h2><h2>?</h2>'
    measured = measure(html)
    assert [block.id for block in measured.blocks] == ["top", "top-1", "x", "x-1", "h5", "h6"]
    anchors = [heading.anchor for heading in measured.headings]
    assert anchors == ["a", "top", "x", "x-1", "x-2", "h6"]
    assert " id=" not in measured.html.replace("data-block", "")


def test_headings() -> None:
    measured = measure('<h1 id="start">What <em>is</em> it?</h1><h3>PD-1 &amp; you: café!</h3>')
    assert [tuple(heading) for heading in measured.headings] == [
        (1, "What is it?", "start", "top"),
        (3, "PD-1 & you: café!", "pd-1-you-café", "h2"),
    ]
    assert slug("Why?  So   what_now") == "why-so-what_now"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("10<sup>9</sup> cells", "10 to the power 9 cells"),
        ("10<sup>9</sup>/L", "10 to the power 9/L"),
        ("10⁹ cells, 10⁻³.", "10 to the power 9 cells, 10 to the power -3."),
        ("10⁹cells", "10 to the power 9 cells"),
        ("10<sup>\u22123</sup>m", "10 to the power \u22123 m"),
        ("2<sup>nd</sup>", "2nd"),
        ("m<sup>2</sup> and m²", "m2 and m²"),
        ("H<sub>2</sub>O", "H2O"),
        ("log10<sub>2</sub>", "log10 2"),
        ("<sup>9</sup>5", "9 5"),
        ("CD4<sup>+</sup>", "CD4+"),
        ('word<sup class="footnote-ref">1</sup>. Next', "word (note 1). Next"),
        ('2020<sup class="footnote-ref">1</sup><sup class="footnote-ref">2</sup>',
         "2020 (note 1) (note 2)"),
        ('a <sup class="footnote-ref">1</sup>b', "a (note 1) b"),
        ("10<sup><b>9</b></sup>", "10 to the power 9"),
        ("a<br>b<sup></sup>", "a b"),
    ],
)  # fmt: skip
def test_numbers_never_run_together(html: str, said: str) -> None:
    measured = measure(f"<p>{html}</p>")
    assert measured.text == said
    lowered = str.maketrans("⁹⁻³", "9-3")
    assert visible(measured) == shown(measured.html).translate(lowered)


def test_what_is_only_spoken_is_in_the_language_of_the_text() -> None:
    html = '<p>10<sup>9</sup> y<sup class="footnote-ref">1</sup></p>'
    assert measure(html, "es").text == "10 elevado a 9 y (nota 1)"
    assert heard_only(measure(html, "es")) == [" elevado a ", " (nota ", ")"]
    assert measure(html, "xx").text == measure(html).text


def test_spaces_and_entities() -> None:
    html = "<p>  a &amp;\n  b&nbsp;&lt;c&gt;\u3000d <b> e</b> </p>\n<p> \n</p>"
    assert measure(html).text == "a & b <c> d e"
    assert measure("").text == ""


INLINE = st.sampled_from(
    ["a", "1", " ", "9", "é", "😀", "&amp;", "&lt;", "<b>x</b>", "<sup>9</sup>", "<sub>2</sub>",
     "\n", '<sup class="footnote-ref">1</sup>', "<br>", '<a href="term:p/t">T</a>',
     "<code>c d</code>", '<img src="i" alt="no">', "\u00a0", "ﬁ", "\u0301", "<sup>st</sup>",
     "\u200b", "\u2028"]
)  # fmt: skip
TEXT = st.lists(INLINE, max_size=6).map("".join)
HTML = st.recursive(
    st.builds("<p>{}</p>".format, TEXT)
    | st.builds("<h2>{}</h2>".format, TEXT)
    | st.builds('<h3 id="x">{}</h3>'.format, TEXT)
    | st.builds("<table><tbody><tr><td>{}</td><td>{}</td></tr></tbody></table>".format, TEXT, TEXT)
    | st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, TEXT, TEXT)
    | st.builds("<pre><code>{}</code></pre>".format, st.sampled_from(["a\n b", "&lt;x&gt;"])),
    lambda inside: (
        st.builds("<ul><li>{}{}</li></ul>".format, TEXT, inside)
        | st.builds("<ol><li>{}</li><li>{}</li></ol>".format, inside, TEXT)
        | st.builds("<blockquote>{}</blockquote>".format, inside)
        | st.builds('<div class="callout note"><p>T</p>{}</div>'.format, inside)
        | st.builds("{}{}".format, inside, inside)
    ),
    max_leaves=6,
)


@given(HTML)
def test_the_page_shows_the_text_and_nothing_else(qapp: "QApplication", html: str) -> None:
    measured = measure(html)
    assert visible(measured) == shown(measured.html) == shown(html)


@given(HTML)
def test_blocks_cover_the_text_in_order(html: str) -> None:
    measured = measure(html)
    pieces = [measured.text[block.start : block.end] for block in measured.blocks]
    assert "\n".join(pieces) == measured.text
    assert all(piece == piece.strip() != "" and "\n" not in piece for piece in pieces)
    assert len({block.id for block in measured.blocks}) == len(pieces)
    assert all(0 <= start < end <= len(measured.text) for start, end in measured.spoken)
