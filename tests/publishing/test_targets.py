"""Links and pictures: only inside the pack, and said where they are broken."""

import re
from collections.abc import Callable

import pytest

from immuno_reader.publishing.rendering import Rendered

Render = Callable[..., Rendered]


def findings(rendered: Rendered) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in rendered.findings]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("other.md", "section:book/other"),
        ("./other.md", "section:book/other"),
        ("other.html", "section:book/other"),
        ("other.md#why", "section:book/other#why"),
        ("other.md#how-so", "section:book/other#how-so"),
        ("other.md#under", "section:book/other#under"),
        ("#here", "section:book/here#here"),
        ("here.md", "section:book/here"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/?a=b&amp;c=d", "https://example.org/?a=b&amp;c=d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("tel:+44-1", "tel:+44-1"),
    ],
)
def test_links_lead_there(render: Render, target: str, address: str) -> None:
    other = "# Other\n\n```\n# No heading\n```\n\n## Why? {#why}\n\n## *How* so?\n\nUnder\n---\n"
    rendered = render(f"# Here\n\n[words]({target})", other=other)
    assert f'<a href="{address}">words</a>' in rendered.html
    assert findings(rendered) == []


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("missing.md", "link-missing"),
        ("images/x.svg", "link-missing"),
        ("../other.md", "link-outside"),
        ("%2e%2e/other.md", "link-outside"),
        ("/etc/passwd", "link-outside"),
        ("..\\other.md", "link-outside"),
        ("c:\\x.md", "link-refused"),
        ("//example.org/x", "link-refused"),
        ("javascript:alert(1)", "link-refused"),
        ("JaVaScRiPt:alert(1)", "link-refused"),
        ("&#106;avascript:alert(1)", "link-refused"),
        ("vbscript:x", "link-refused"),
        ("data:text/html,x", "link-refused"),
        ("file:///etc/passwd", "link-refused"),
        ("qrc:/x", "link-refused"),
        ("term:book/x", "link-refused"),
        ("section:book/other", "link-refused"),
        ("", "link-empty"),
    ],
)
def test_broken_links_keep_their_words_only(render: Render, target: str, rule: str) -> None:
    rendered = render(f"One.\n\nSome [words]({target}) here.", other="# Other")
    assert rendered.html == "<p>One.</p><p>Some words here.</p>"
    assert findings(rendered) == [(rule, 9 if target in ("", "&#106;avascript:alert(1)") else 11)]


def test_a_link_to_a_missing_heading_leads_to_the_section(render: Render) -> None:
    rendered = render("\n[a](other.md#no) [b](other.md#no)\n[c](other.md#no)", other="# Other")
    assert rendered.html.count('href="section:book/other"') == 3
    assert findings(rendered) == [("link-anchor-missing", line) for line in (10, 10, 11)]


def test_pictures_have_their_natural_size(render: Render) -> None:
    html = render("![A cell](images/x.svg)").html
    picture = '<img src="image:book/en/images/x.svg" alt="A cell" width="760" height="420">'
    assert html == f"<p>{picture}</p>"


def test_a_title_is_the_caption_of_a_picture_that_stands_alone(render: Render) -> None:
    assert render('![A](images/x.svg "The cell")\n\nNext').html.endswith(
        '</p><p class="caption">The cell</p><p>Next</p>'
    )
    gap = render('<p> </p>\n\n![A](images/x.svg "The cell")').html
    assert re.sub("<img[^>]*>", "", gap) == '<p></p><p class="caption">The cell</p>'
    assert "caption" not in render('See ![A](images/x.svg "The cell")').html


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("images/none.svg", "image-missing"),
        ("../x.svg", "image-outside"),
        ("/x.svg", "image-outside"),
        ("https://example.org/x.png", "image-refused"),
        ("//example.org/x.png", "image-refused"),
        ("data:image/png;base64,AAAA", "image-refused"),
        ("file:///x.png", "image-refused"),
        ("qrc:/x.png", "image-refused"),
        ("image:book/en/images/x.svg", "image-refused"),
    ],
)
@pytest.mark.parametrize("markdown", ["![A cell]({})", '<img src="{}" alt="A cell" srcset="{}">'])
def test_a_picture_that_cannot_be_shown_leaves_its_words(
    render: Render, markdown: str, source: str, rule: str
) -> None:
    rendered = render("\n\n" + markdown.replace("{}", source))
    assert rendered.html == '<p><span class="missing-image">[A cell]</span></p>'
    assert findings(rendered) == [(rule, 11)]
