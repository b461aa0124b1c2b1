"""Sections as a reader gets them: nothing of the source is lost, terms are linked once each."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from immuno_reader.identity import Language, PackId, SectionId, TermId
from immuno_reader.library.plain_text import measure
from immuno_reader.publishing.images import image_size
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.rendering import Rendered, Renderer
from immuno_reader.publishing.source import Edition, Image, SectionSource, TermSource

HANDBOOK = Path(__file__).parents[2] / "resources" / "packs" / "immunotherapy" / "en"
Render = Callable[..., Rendered]
MakeTerm = Callable[..., TermSource]


def words_shown(html: str) -> str:
    """Return the text that Qt shows."""
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def assert_in_order(words: list[str], text: str) -> None:
    after = 0
    for word in words:
        at = text.find(word, after)
        assert at >= 0, f"{word!r} is missing after {text[max(0, after - 40) : after]!r}"
        after = at + len(word)


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


# --- nothing is lost


def strip_markup(markdown: str) -> list[str]:
    """Return the words of a handbook section by rules far simpler than Markdown's."""
    text = re.sub(r"(?m)^!!! \w+(?: \"(.*)\")?$", r"\1", markdown)
    text = re.sub(r"!\[[^\]]*\]\([^\s)]+(?: \"([^\"]*)\")?\)", r"\1", text)
    text = re.sub(r"\[([^\]^][^\]]*)\]\([^)]+\)", r"\1", text)
    text = re.sub(r"\[\^[^\]]+\]:?", "", text)
    text = re.sub(r"(?m)\{#[^}]+\}|^\s*(?:#+|[-*>]|\d+\.)\s|^[\s|:-]+$", " ", text)
    text = re.sub(r"[*|`]|</?\w+>", " ", text)
    return [re.sub(r"^_+|_+$", "", word) for word in text.split()]


@pytest.mark.parametrize(
    "path", [path for path in sorted(HANDBOOK.glob("*.md")) if path.name != "SUMMARY.md"],
    ids=lambda path: path.stem,
)  # fmt: skip
def test_every_word_of_the_handbook_is_shown(qapp: QApplication, path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    id = SectionId(path.stem)
    section = SectionSource(id, Path(path.name), path, "", "", body, 1)
    terms = [
        TermSource(TermId(name.replace(" ", "-")), name, (), "", "", "", (), (), (), 1)
        for name in ("immune system", "cancer", "T cell", "antibody", "side effect")
    ]
    drawings = {file.name: file.read_bytes() for file in HANDBOOK.glob("images/*.svg")}
    pictures = {f"images/{name}": Image(data, *image_size(data)) for name, data in drawings.items()}
    edition = Edition(Language("en"), HANDBOOK, (), {id: section}, {}, pictures)
    linker = TermLinker(terms, edition.language)
    rendered = Renderer(edition, PackId("immunotherapy"), linker).section(section)
    measured = measure(rendered.html)
    assert rendered.links > 0
    shown = words_shown(measured.html)
    assert_in_order(strip_markup(body), shown)
    text = measured.text
    for start, end in reversed(measured.spoken):
        text = text[:start] + text[end:]
    assert "".join(text.split()) == "".join(shown.replace("\ufffc", "").split())


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Call <your nurse> today", "Call <your nurse> today"),
        ("Take <dose> at <time>", "Take <dose> at <time>"),
        ("fever < 38 and > 36", "fever < 38 and > 36"),
        ("A &amp;amp; B &lt;b&gt; &nothing; AT&T", "A &amp; B <b> &nothing; AT&T"),
        ("one<br>two", "one\ntwo"),
        (r"\*not\* \_em\_ \<b> \&amp;", r"*not* _em_ \<b> \&"),
        ("see [Note]: this is not a link", "see [Note]: this is not a link"),
        ("[Note]: important", "[Note]: important"),
        ("!!! Important do not miss this", "!!! Important do not miss this"),
        ("## Title {see page 4}", "Title {see page 4}"),
        ("a [^nowhere] note", "a [^nowhere] note"),
        ("`<b>&amp;</b>`", "<b>&amp;</b>"),
        ("    <i>code &lt;\n", "<i>code &lt;"),
        ("```\n<i> &amp; *x*\n```", "<i> &amp; *x*"),
        ("<me@example.org> <mailto:you@example.org>", "me@example.org you@example.org"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("x\x00\x02y\x03\ufffcz", "xyz"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "a b 1 2 3"),
        ("one[^a] two[^a]\n\n[^a]: first\n[^a]: second", "one1 two1 first second"),
        ("<details><summary>More</summary>\n\n*inside*\n\n</details>", "More inside"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<table><tr><td>x</td></tr>lost?<tr>or<td>y</table>", "x lost? or y"),
        ("a <!-- hidden --> b\n\n<!-- hidden\n\ntoo -->\n\nc <!-- open", "a b c <!-- open"),
        ("text <p>more</p><div>again</div>", "text more again"),
        ("<i am tired> <b></i>", "<i am tired> <b>"),
    ],
)
def test_text_that_looks_like_markup_stays(
    qapp: QApplication, render: Render, markdown: str, shown: str
) -> None:
    assert words_shown(render(markdown).html).split() == shown.split()


PIECES = st.sampled_from(
    ["{}", "**{}**", "*{}*", "***{}*** {}", "`{}`", "[{}](#x)", "[{}][{}]", "<{} {}>", "<b>{}</b>",
     "<b>{} <i>{}</i>", "</font>{}", "<span class='a'>{}</span>", "{} < {}", "{} &amp; {}", "\\*{}",
     "{}  \n{}", "_{}_", "__{}*", "[{}", "{}](", "![{}", "<sup>{}</sup>", "<time>{}</time>",
     "<p>{}", "{}~{}", '"{}"', "<script>{}</script>", "<{}@example.org>", "{}{{.x}}", "&{};",
     "$ {}"]
)  # fmt: skip
BLOCKS = st.sampled_from(
    ["{}", "# {}", "## {} {{#own}}", "- {}\n- {}", "- {}\n\n    {}", "1. {}\n2. {}", "> {}\n> {}",
     "> - {}", "| {} | {} |\n|---|---|\n| {} | {} | {} |", "    {}",
     '!!! note "{}"\n    {}\n\n    {}', "```\n{}\n```", "{}\n:   {}\n:   {}", "{}\n===",
     "<div>\n{}\n</div>", "<table><tr><td>{}</table>",
     "<pre>{}\n\n{}</pre>", "- {}\n    - {}\n        - {}", "!!! danger\n    - {}\n        - {}",
     "<style>{}</style>", "{}\n{}", "***\n{}", "<!-- x -->\n{}", "* {}\n\n\n* {}", "<li>{}<li>{}"]
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw Markdown of every kind whose words are numbered, and the words."""
    words: list[str] = []

    def fill(pattern: str, inside: Callable[[], str]) -> str:
        return pattern.format(*(inside() for _ in range(pattern.count("{}"))))

    def word() -> str:
        words.append(f"word{len(words)}w")
        return words[-1]

    def line() -> str:
        return " ".join(fill(draw(PIECES), word) for _ in range(draw(st.integers(1, 2))))

    chosen = draw(st.lists(BLOCKS, min_size=1, max_size=5))
    return words, "\n\n".join(fill(block, line) for block in chosen)


@given(documents())
def test_no_mixture_of_markup_loses_a_word(
    qapp: QApplication, render: Render, document: tuple[list[str], str]
) -> None:
    words, markdown = document
    assert_in_order(words, words_shown(measure(render(markdown).html).html))


@given(
    st.lists(
        st.sampled_from(
            ["*", "**", "_", "`", "``", ">", "#", "-", "+", "1.", "<", "</", ">", "[", "]", "![",
             "!", "|", "\n", "\n\n", "    ", "&", "&amp;", "\\", "=", "===", " ", "  \n", "!!!",
             "'", '"']
        )
        | st.just("word"),
        max_size=25,
    )
)  # fmt: skip
def test_no_noise_loses_a_word(qapp: QApplication, render: Render, parts: list[str]) -> None:
    words: list[str] = []
    for at, part in enumerate(parts):
        if part == "word":
            words.append(f"word{at}w")
            parts[at] = words[-1]
    assert_in_order(words, words_shown(measure(render("".join(parts)).html).html).lower())


# --- what Markdown becomes


def test_callouts(render: Render) -> None:
    warning, tip = '!!! warning "Tell your team"\n    Call.', "!!! tip\n    Rest."
    assert render(f'{warning}\n\n{tip}\n\n!!! short ""\n    X').html == (
        '<div class="callout warning"><p class="callout-title">Tell your team</p><p>Call.</p></div>'
        '<div class="callout note"><p class="callout-title">Tip</p><p>Rest.</p></div>'
        '<div class="callout short"><p>X</p></div>'
    )


def test_footnotes_are_numbers_and_a_list(render: Render) -> None:
    rendered = render("One[^b] two[^a].\n\n[^b]: The *first*.\n[^a]: The second.\n")
    assert rendered.html == (
        '<p>One<sup class="footnote-ref">1</sup> two<sup class="footnote-ref">2</sup>.</p>'
        '<div class="footnote"><hr><ol><li>The <em>first</em>.</li><li>The second.</li></ol></div>'
    )
    assert measure(rendered.html).text.startswith("One (note 1) two (note 2).")


def test_headings_have_the_ids_of_their_author(render: Render) -> None:
    rendered = render("# A {#a}\n\n## B {: #b_c .x }\n\n## C ##\n\n### D {#a}\n")
    headings = measure(rendered.html).headings
    assert [(heading.text, heading.anchor) for heading in headings] == [
        ("A", "a"), ("B", "b_c"), ("C", "c"), ("D", "a-1")
    ]  # fmt: skip
    assert [(finding.rule, finding.line) for finding in rendered.findings] == [
        ("heading-id-twice", 15)
    ]


def test_powers(render: Render) -> None:
    for source in ("10<sup>9</sup>", "10⁹"):
        assert measure(render(f"About {source} cells").html).text == "About 10 to the power 9 cells"


def test_characters_that_qt_keeps_for_itself_are_left_out(render: Render) -> None:
    html = render("In \ufdd0text, &#xfdd0;as a number, <b title='\ufdd1'>&#64977;in HTML</b>.").html
    assert plain(html) == "In text, as a number, in HTML."
    assert not {"\ufdd0", "\ufdd1"} & set(html)


def test_attributes_for_websites_are_left_out(render: Render) -> None:
    source = '[x](#x){target=_blank} ![A](images/x.svg){width="9"}\n\n# X'
    html = render(f"Text\n{{: .lead}}\n\n{source}").html
    assert "{" not in html
    assert 'width="760"' in html


def test_abbreviations(render: Render, term: MakeTerm) -> None:
    rendered = render("*[ICI]: immune checkpoint inhibitor\n\nAn ICI.", term("ICI"))
    assert rendered.html == '<p>An <abbr title="immune checkpoint inhibitor">ICI</abbr>.</p>'


def test_sections_do_not_leak_into_each_other(renderer: Callable[..., Renderer]) -> None:
    first = "x[^1]\n\n[^1]: n\n\n*[x]: y\n\n[r]: b.md\n\n!!! note\n    z\n"
    bodies = {"a.md": first, "b.md": "x[^1] [r]"}
    made = renderer(bodies)
    for path, body in bodies.items():
        section = SectionSource(SectionId(path), Path(path), Path(path), "", "", body, 1)
        html = made.section(section).html
    assert html == "<p>x[^1] [r]</p>"


# --- terms


def linked(rendered: Rendered) -> list[tuple[str, str]]:
    """Return class and words of every term link."""
    link = r'<a class="(term(?: again)?)" href="term:book/[\w-]+">(.*?)</a>'
    found = re.findall(link, rendered.html, re.DOTALL)
    return [(kind, words) for kind, words in found]


def test_the_first_use_of_a_term_differs_from_later_ones(render: Render, term: MakeTerm) -> None:
    rendered = render("A cell, two cells.\n\n- A *tumour* in a Cell.", term("cell"), term("tumour"))
    assert linked(rendered) == [
        ("term", "cell"), ("term again", "cells"), ("term", "tumour"), ("term again", "Cell")
    ]  # fmt: skip
    assert rendered.terms == ("cell", "tumour")
    assert rendered.links == 4


@pytest.mark.parametrize(
    "markdown",
    ["# cell", "cell\n====", "`cell`", "    cell", "```\ncell\n```", "[a cell](https://e.org)",
     "<sup>cell</sup>", "<sub>cell</sub>", "![cell](images/x.svg)", "![cell](images/no.svg)",
     '!!! note "cell"\n', "<kbd>cell</kbd>", "<https://cell.org>", "<cell@cell.org>",
     '<abbr title="x">cell</abbr>', "[**cell**](https://e.org)", "<pre>cell</pre>"],
)  # fmt: skip
def test_no_term_is_linked_there(render: Render, term: MakeTerm, markdown: str) -> None:
    rendered = render(markdown, term("cell"))
    assert linked(rendered) == []
    assert rendered.terms == ()


@pytest.mark.parametrize(
    "markdown",
    ["immune\nsystem", "immune&nbsp;system", "immune&#32;system", r"\*immune system\*",
     "**immune system**", "| immune system |\n|---|\n| x |", "R&amp;D immune system",
     "<div>immune system</div>", "<ul><li>immune system</li></ul>", "> immune system",
     "x[^1]\n\n[^1]: immune system", "<font>immune system</font>", "immune <!-- x -->system",
     "im&#109;une system", "[immune system](no.md)", "immune system{", "T\n:   immune system"],
)  # fmt: skip
def test_a_term_is_linked_there(render: Render, term: MakeTerm, markdown: str) -> None:
    rendered = render(markdown, term("immune system"))
    assert [re.sub(r"\s", " ", words.replace("&nbsp;", " ")) for _, words in linked(rendered)] == [
        "immune system"
    ]


def test_a_definition_links_other_terms_only(
    renderer: Callable[..., Renderer], term: MakeTerm
) -> None:
    cell, receptor = term("cell"), term("cell itself")
    rendered = renderer({}, (cell, receptor)).definition(cell)
    assert linked(rendered) == [("term", "cell itself")]
    assert linked(renderer({}, (cell,)).definition(cell)) == []


@given(st.text(max_size=40))
def test_linking_changes_no_text(render: Render, term: MakeTerm, text: str) -> None:
    terms = [term("a"), term("0 a"), term("é")]
    assert plain(render(text, *terms).html) == plain(render(text).html)
