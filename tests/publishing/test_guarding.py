"""Markdown made to be slow is shown all the same, within a stated time."""

from collections.abc import Callable
from time import perf_counter

import pytest

from immuno_reader.library.plain_text import measure
from immuno_reader.publishing.rendering import Rendered
from immuno_reader.publishing.source import TermSource

Render = Callable[..., Rendered]

LONGEST_SECONDS = 5.0
"""What any section may take, be it made to be slow; ordinary ones take some milliseconds."""

N = 20_000
SLOW = {
    "quotes": ">" * 5_000,
    "quotes apart": "> " * 3_000,
    "quotes growing": "\n".join(">" * depth + " x" for depth in range(1, 300)),
    "lists": "\n".join("    " * depth + "- x" for depth in range(500)),
    "lists apart": "\n\n".join("    " * depth + "- x" for depth in range(500)),
    "lists in a line": "- " * 3_000,
    "numbers in a line": "1. " * 3_000,
    "lists and quotes": "- > " * 2_000,
    "callouts": "\n".join("    " * depth + "!!! note" for depth in range(500)),
    "definitions": "a\n" + ":   " * 2_000,
    "definitions in a row": "a\n: b\n" * 1_500,
    "notes in notes": "[^a]: " * 2_000,
    "notes": "".join(f"[^{number}]: b\n" for number in range(3_000)),
    "marks of one note": "[^a] " * N + "\n\n[^a]: b",
    "brackets": "[" * N,
    "brackets closed": "[" * N + "]" * N,
    "links": "[a](" * N,
    "links closed": "[a](" * N + ")" * N,
    "links just within": "\n\n".join(["[a](" * 860] * 4),
    "brackets just within": "\n\n".join(["[" * 1_700] * 2),
    "titles": '[a](b "' * N,
    "pictures": "![" * N,
    "stars": "*a **a " * N,
    "stars alone": "*" * N,
    "lines": "_a __a " * N,
    "ticks": "".join("`" * count + "a" for count in range(1, 400)),
    "tags": "<a " * N,
    "tags open": "<b>" * N,
    "attributes": "<a " + 'b="c" ' * N,
    "comments": "<!-- a\n" * N,
    "comments apart": "<!-- a\n\n" * 9_000,
    "tables": "<table>\n\n" * 9_000,
    "entities": "&amp;" * N,
    "escapes": "\\*" * N,
    "headings": "# a\n" * N,
    "underlines": "a\n-\n" * N,
    "references": "".join(f"[a{number}]: b.md\n" for number in range(3_000)),
    "abbreviations": "".join(f"*[A{number}]: b\n" for number in range(3_000)) + "\nA1 " * 5_000,
    "fences": "```\n~~~\n" * 5_000,
    "ids": "# a " + "{#b " * N,
    "spaces": " " * 1_000_000 + "a",
    "tabs": "\t" * 300_000 + "a",
    "empty lines": "\n" * 1_000_000,
    "a line of 10 MB": "word " * 2_000_000,
    "a word of 10 MB": "x" * 10_000_000,
    "blocks": "a\n\n" * 1_000_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_it_ends_in_time_and_loses_nothing(
    render: Render, term: Callable[..., TermSource], name: str
) -> None:
    source = SLOW[name] + "\n\nThe last word."
    start = perf_counter()
    rendered = render(source, term("word"), term("a"))
    measured = measure(rendered.html)
    assert perf_counter() - start < LONGEST_SECONDS
    assert "The last word." in measured.text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (">" * 500 + " deep", "deep"),
        ("\n".join("    " * depth + f"- item{depth}" for depth in range(500)), "item499"),
        ("[x] *y* " * 5_000 + "end", "end"),
    ],
)
def test_what_is_too_much_is_plain_text_and_the_rest_is_laid_out(
    render: Render, source: str, words: str
) -> None:
    rendered = render(f"**Before**\n\n{source}\n\n**After**")
    assert rendered.html.startswith("<p><strong>Before</strong></p><p>")
    assert rendered.html.endswith("</p><p><strong>After</strong></p>")
    assert words in rendered.html
    assert [(finding.rule, finding.line) for finding in rendered.findings] == [
        ("markdown-too-complex", 11)
    ]


def test_large_but_honest_sections_are_laid_out(render: Render) -> None:
    table = "|" + " a |" * 1_000 + "\n|" + "-|" * 1_000 + "\n|" + " b |" * 1_000
    code = "```\n" + "x = [a] * b  # <c>\n" * 55_000 + "```"
    items = "- A [link](#a) and *more* words.\n" * 3_000
    rendered = render(f"# A\n\n{table}\n\n{items}\n\n{code}")
    assert rendered.findings == ()
    assert rendered.html.count("<td>") == 1_000
    assert rendered.html.count("<li>") == 3_000
    assert rendered.html.count("&lt;c&gt;") == 55_000
