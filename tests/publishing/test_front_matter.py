"""Heads of sections, and first headings."""

import time

import pytest

from immuno_reader.publishing.front_matter import first_heading, split


@pytest.mark.parametrize(
    ("text", "head", "body", "line"),
    [
        ("---\nid: a\n---\n# A\n", "id: a\n", "# A\n", 4),
        ("---\n# a comment\nid: a\n...\n# A", "# a comment\nid: a\n", "# A", 5),
        ("---\n---\nText", "", "Text", 3),
        ("Text\n---\nid: a\n---\n", "", "Text\n---\nid: a\n---\n", 1),
        ("---\nid: a\nnever closed", "", "---\nid: a\nnever closed", 1),
        ("---\nA rule above this text.\n\n---\n", "", "---\nA rule above this text.\n\n---\n", 1),
        ("", "", "", 1),
    ],
)
def test_where_the_body_begins(text: str, head: str, body: str, line: int) -> None:
    assert split(text) == (head, body, line)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Text\n\n## A *T* cell ## {#t .x}\n", "A T cell"),
        ("A heading\n=========\n", "A heading"),
        ("```\n# a comment\n```\n\n# Real\n", "Real"),
        ("~~~~\n```\n# no\n~~~~\n# Yes\n", "Yes"),
        ("#hashtag\n", ""),
        ("", ""),
    ],
)
def test_first_heading(body: str, title: str) -> None:
    assert first_heading(body) == title


def test_a_hostile_heading_takes_no_time() -> None:
    start = time.perf_counter()
    first_heading("# x" + " " * 1_000_000 + "{")
    first_heading("# " + "{ " * 1_000_000)
    assert time.perf_counter() - start < 2
