"""Very long sections in parts: nothing is lost, and every part stands by itself."""

import time

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.publishing.splitting import LONGEST, split_markdown


def words(text: str) -> list[str]:
    """Return the words of a text, without the marks that open and close code."""
    return [word for word in text.split() if not word.startswith("```")]


def test_a_short_section_stays_whole() -> None:
    assert [part.text for part in split_markdown("x" * LONGEST)] == ["x" * LONGEST]


def test_parts_begin_at_headings() -> None:
    chapter = "## Heading\n\n" + "Some words in a paragraph.\n\n" * 40
    parts = split_markdown(chapter * 20, longest=5000)
    assert all(part.text.startswith("## Heading") for part in parts)
    assert all(len(part.text) <= 5000 for part in parts)
    assert "".join(part.text for part in parts) == chapter * 20


def test_parts_know_their_lines() -> None:
    body = "\n\n".join(f"Paragraph {number}" for number in range(500))
    lines = body.split("\n")
    parts = split_markdown(body, longest=1000)
    assert len(parts) > 5
    for part in parts:
        assert part.text.split("\n")[0] == lines[part.line]


def test_lists_and_tables_are_cut_only_where_something_new_begins() -> None:
    table = "| a | b |\n| - | - |\n" + "| 1 | 2 |\n" * 50
    item = "- item\n\n    more of it\n\n    and more\n\n"
    for block in (table + "\n", item):
        for part in split_markdown(block * 200, longest=2000):
            assert part.text.startswith(block.split("\n")[0])


def test_code_longer_than_a_part_is_closed_and_opened_again() -> None:
    code = "\n".join(f"line {number}" for number in range(2000))
    parts = split_markdown(f"Before\n\n````text\n{code}\n````\n\nAfter\n", longest=2000)
    assert len(parts) > 5
    for part in parts:
        assert part.text.count("````") % 2 == 0
    assert words("\n".join(part.text for part in parts)) == words(f"Before {code} After")


def test_a_line_without_an_end_is_cut_at_spaces() -> None:
    parts = split_markdown("word " * 3000, longest=1000)
    assert all(len(part.text) <= 1001 for part in parts)
    assert "".join(part.text for part in parts).split() == ["word"] * 3000
    assert len(split_markdown("x" * 10_000, longest=1000)) == 10


def test_definitions_follow_the_parts_that_name_them() -> None:
    definitions = "[one]: other.md\n*[WBC]: white blood cell\n"
    body = "See [the page][one].\n\n" + "Words.\n\n" * 300 + definitions
    first, *_, last = split_markdown(body, longest=1000)
    assert "[one]: other.md" in first.text
    assert "*[WBC]: white blood cell" in first.text
    assert last.text.count("[one]: other.md") == 1


def test_hostile_text_takes_linear_time() -> None:
    for hostile in ("\n", "[", "`", "# ", "- ", "[x]: y\n", "```\n", "    a\n\n"):
        start = time.perf_counter()
        split_markdown(hostile * (600_000 // len(hostile)))
        assert time.perf_counter() - start < 8, hostile


@given(st.lists(st.sampled_from(["# h", "words and words", "", "```", "~~~", "- item", "    in"])))
def test_no_word_is_ever_lost(lines: list[str]) -> None:
    body = "\n".join(
        f"{line} {number}" if line[:1].isalpha() else line for number, line in enumerate(lines)
    )
    parts = split_markdown(body, longest=60)
    kept = [word for part in parts for word in part.text.split() if word not in ("```", "~~~")]
    assert kept == [word for word in body.split() if word not in ("```", "~~~")]
