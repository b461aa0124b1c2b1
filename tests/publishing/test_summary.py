"""The contents list, as authors of mdBooks and GitBooks write it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.publishing.summary import Row, Summary, parse_summary, plain_title


def picture(text: str) -> str:
    """Return a contents list as an indented tree, as a reader would see it."""
    lines = []
    for row in parse_summary(text).rows:
        mark = {"section": "", "draft": "(draft) ", "part": "== ", "separator": "----"}[row.kind]
        target = f" -> {row.target}" if row.target else ""
        lines.append("    " * row.depth + mark + row.title + target)
    return "\n".join(lines)


def test_an_mdbook_with_all_it_may_have() -> None:
    text = """\
# Summary

[Foreword](foreword.md)

---

# The basics

- [One](one.md)
    - [Below one](one/below.md)
        - [Deep](one/deep.md)
    - [Later]()
- [Two](two.md)

## A part of a GitBook

* [Three](three.md)
+ [Four](four.md)
1. [Five](five.md)
   2) [Six](six.md)

[Afterword](after.md) [Thanks](thanks.md)
"""
    assert parse_summary(text).title == "Summary"
    assert picture(text) == (
        "Foreword -> foreword.md\n"
        "----\n"
        "== The basics\n"
        "One -> one.md\n"
        "    Below one -> one/below.md\n"
        "        Deep -> one/deep.md\n"
        "    (draft) Later\n"
        "Two -> two.md\n"
        "== A part of a GitBook\n"
        "Three -> three.md\n"
        "Four -> four.md\n"
        "Five -> five.md\n"
        "    Six -> six.md\n"
        "Afterword -> after.md\n"
        "Thanks -> thanks.md"
    )


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t", "      "])
def test_any_indentation_nests_alike(indent: str) -> None:
    text = f"- [a](a.md)\n{indent}- [b](b.md)\n{indent * 2}- [c](c.md)\n- [d](d.md)\n"
    assert [row.depth for row in parse_summary(text).rows] == [0, 1, 2, 0]


def test_only_the_first_heading_before_all_rows_is_the_title() -> None:
    assert parse_summary("Contents\n========\n\n# Part\n").title == "Contents"
    assert picture("# Title\n# Part\n- [a](a.md)") == "== Part\na -> a.md"
    late = parse_summary("- [a](a.md)\n\n# Part\n- [b](b.md)")
    assert (late.title, late.rows[1].title) == ("", "Part")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[t](<a file (1).md>)", "a file (1).md"),
        ("[t](a%20file.md)", "a%20file.md"),
        ("[t](./x/y.md#part)", "./x/y.md#part"),
        ('[t](x.md "A title")', "x.md"),
        ("[t](x.md 'A title')", "x.md"),
        ("[t](x_(y).md)", "x_(y).md"),
        (r"[t](x\(y.md)", "x(y.md"),
        ("[t]( x.md )", "x.md"),
    ],
)
def test_targets(link: str, target: str) -> None:
    assert parse_summary(f"- {link}").rows[0].target == target


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("*T* cells and **B** cells", "T cells and B cells"),
        ("`code` &amp; more", "code & more"),
        (r"5\* hotels \[sic\]", "5* hotels [sic]"),
        ("a [nested] title", "a [nested] title"),
        ("snake_case_stays and 2 * 3 * 4", "snake_case_stays and 2 * 3 * 4"),
        ("H<sub>2</sub>O", "H2O"),
        ("**all *of* it**", "all of it"),
    ],
)
def test_titles_are_plain_words(markdown: str, words: str) -> None:
    assert plain_title(markdown) == words
    assert parse_summary(f"- [{markdown}](x.md)").rows[0].title == words


def test_rows_know_their_lines_and_comments_are_skipped() -> None:
    text = "# T\n<!-- - [no](no.md)\n\n- [no](no.md) -->\n- [a](a.md)\n\n- [b](b.md)\n"
    assert [(row.title, row.line) for row in parse_summary(text).rows] == [("a", 5), ("b", 7)]


def test_what_is_not_understood_is_said_with_its_line_and_its_title_is_kept() -> None:
    summary = parse_summary("- no link\n\n- [spaces](a b.md)\n- [" + "x" * 5000 + "](x.md)\n")
    assert [problem.line for problem in summary.problems] == [1, 3, 4]
    assert [(row.title, row.kind, row.target) for row in summary.rows] == [
        ("no link", "draft", ""),
        ("spaces", "section", "a b.md"),
    ]


titles = st.text(max_size=40).map(lambda text: " ".join(text.split()))
targets = st.text(st.characters(exclude_characters="\n\r"), min_size=1, max_size=40)


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """Draw any contents list that can be printed."""
    rows: list[Row] = []
    deepest = 0
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["section", "draft", "part", "separator"]))
        target = draw(targets.filter(lambda text: bool(text.strip()))).strip()
        if kind == "separator":
            rows.append(Row("", 0, "separator"))
        elif kind == "part":
            rows.append(Row(draw(titles.filter(bool)), 0, "part"))
        elif draw(st.booleans()):
            depth = draw(st.integers(0, deepest))
            section = kind == "section"
            rows.append(
                Row(draw(titles), depth, "section" if section else "draft", target * section)
            )
            deepest = depth + 1
            continue
        else:
            rows.append(Row(draw(titles), 0, "section", target, listed=False))
        deepest = 0
    return Summary(draw(titles), tuple(rows))


@given(summaries())
def test_printing_then_parsing_changes_nothing(summary: Summary) -> None:
    assert parse_summary(str(summary)) == summary


@given(st.text(st.sampled_from("#-*+_ []()<>\\`\n\t1.ab&;!=\"'"), max_size=200))
def test_any_text_parses_and_what_it_says_can_be_printed(text: str) -> None:
    summary = parse_summary(text)
    assert parse_summary(str(summary)) == summary


def seconds_for(text: str) -> float:
    """Return how long a contents list takes to parse."""
    start = time.perf_counter()
    parse_summary(text)
    return time.perf_counter() - start


def test_long_lists_and_hostile_lines_take_linear_time() -> None:
    item = "  - [A section of the book](folder/section-{}.md)\n"
    ten, fifty = (
        min(seconds_for("".join(item.format(n) for n in range(count))) for _ in range(2))
        for count in (10_000, 50_000)
    )
    assert len(parse_summary("".join(item.format(n) for n in range(50_000))).rows) == 50_000
    assert fifty < 15 * ten
    for hostile in ("[" * 4000, "*a" * 2000, "`" * 4000, "<a" * 2000, "[[x]" * 1000, "(" * 4000):
        assert seconds_for(f"- [{hostile}](x.md)\n" * 20) < 3
    assert seconds_for("x" * 10_000_000) < 3
