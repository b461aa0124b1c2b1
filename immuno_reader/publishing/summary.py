"""The grammar of ``SUMMARY.md``, both ways: the contents list as mdBook and GitBook write it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

RowKind = Literal["section", "draft", "part", "separator"]

LONGEST_LINE = 4096
"""Characters; a longer line is no title, and would make the patterns below slow."""

_TAB_STOP = 4
_NESTED_FROM = 2
"""Columns that an item stands further right than its parent, at least."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+]|\d{1,9}[.)])(?:\s+(?P<rest>.*))?$")
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:\s(?P<text>.*))?$")
_UNDERLINE = re.compile(r"\s{0,3}=+\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_TITLE = r"\[(?P<title>(?:\\.|[^\\\[\]]|\[(?:\\.|[^\\\[\]])*\])*)\]"
_LINK = re.compile(
    _TITLE
    + r"\(\s*(?:<(?P<angled>(?:\\.|[^\\<>])*)>"
    + r"|(?P<bare>(?:\\.|[^\\\s()<>]|\((?:\\.|[^\\\s()])*\))*))"
    + r"""(?:\s+(?:"(?:\\.|[^\\"])*"|'(?:\\.|[^\\'])*'|\([^()]*\)))?\s*\)"""
)
_LOOSE_LINK = re.compile(_TITLE + r"\((?P<loose>[^()<>]*)\)")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,4})(?P<code>[^`]+)(?P=ticks)(?!`)"
    r"|(?<!\w)(?P<marks>\*{1,3}|_{1,3})(?=\S)(?P<inner>(?:\\.|[^\\]){1,200}?)(?<=\S)(?P=marks)(?!\w)"
    r"|</?[A-Za-z][^<>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{2,31});)"
)
_ESCAPED_IN_TITLE = re.compile(r"([\\\[\]*_`<>&#])")
_ESCAPED_IN_TARGET = re.compile(r"([\\<>])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents list."""

    title: str
    depth: int
    """0 for the top level; parts and separators are always there."""
    kind: RowKind
    target: str = ""
    """What the link leads to, as written but without escapes; empty for all but sections."""
    listed: bool = True
    """False for a link that stands outside the list: a foreword or an afterword."""
    line: int = field(default=0, compare=False)


class Problem(NamedTuple):
    """A line that was not understood, or only with good will."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole contents list; ``str()`` writes it back as ``SUMMARY.md``."""

    title: str
    """The heading above everything, which mdBook takes for the name of the list, not of a part."""
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return the text that parses to the same list."""
        return "\n".join(_print(self))


def parse_summary(text: str) -> Summary:
    """Read a contents list, its line ends unified; nothing in it is fatal, no title is dropped."""
    return _Parser().parse(text)


def plain_title(markdown: str) -> str:
    """Return the words of a line of Markdown: no emphasis, code marks, escapes or tags."""
    return " ".join(_INLINE.sub(_words, markdown[:LONGEST_LINE]).split())


def without_closing_marks(heading: str) -> str:
    """Return the text of a ``# heading ##`` without the marks that close it."""
    heading = heading.strip()
    text = heading.rstrip("#")
    return text if not text or text[-1].isspace() else heading


class _Parser:
    def __init__(self) -> None:
        self._title: str | None = None
        self._rows: list[Row] = []
        self._problems: list[Problem] = []
        self._columns: list[int] = []
        """Where the markers of the items that are open stand, from the top level down."""

    def parse(self, text: str) -> Summary:
        lines = _without_comments(text).split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                self._problems.append(Problem(number, "This line is too long for a title."))
            elif line.strip():
                following = lines[number] if number < len(lines) else ""
                self._line(number, line, following)
        return Summary(self._title or "", tuple(self._rows), tuple(self._problems))

    def _line(self, number: int, line: str, following: str) -> None:
        if _RULE.match(line):
            self._columns.clear()
            self._rows.append(Row("", 0, "separator", line=number))
        elif heading := _HEADING.match(line):
            self._heading(number, heading["text"] or "", len(heading["marks"]))
        elif item := _ITEM.match(line):
            column = len(item["indent"].expandtabs(_TAB_STOP))
            self._item(number, column, item["rest"] or "")
        elif _UNDERLINE.match(following):
            self._heading(number, line, 1)
        else:
            self._affixes(number, line)

    def _heading(self, number: int, text: str, level: int) -> None:
        self._columns.clear()
        title = plain_title(without_closing_marks(text))
        if level == 1 and self._title is None and not self._rows:
            self._title = title
        elif title:
            self._rows.append(Row(title, 0, "part", line=number))

    def _item(self, number: int, column: int, rest: str) -> None:
        while self._columns and column < self._columns[-1] + _NESTED_FROM:
            self._columns.pop()
        depth = len(self._columns)
        self._columns.append(column)
        link = next(self._links(number, rest), None)
        if link is not None:
            self._add(number, *link, depth=depth, listed=True)
        elif title := plain_title(rest):
            self._problems.append(Problem(number, f"“{title}” has no link, so it has no text."))
            self._rows.append(Row(title, depth, "draft", line=number))

    def _affixes(self, number: int, line: str) -> None:
        for title, target in self._links(number, line):
            self._columns.clear()
            self._add(number, title, target, depth=0, listed=False)

    def _links(self, number: int, text: str) -> Iterator[tuple[str, str]]:
        found = False
        for link in _LINK.finditer(text):
            found = True
            target = link["bare"] if link["angled"] is None else link["angled"]
            yield plain_title(link["title"]), _ESCAPED.sub(r"\1", target).strip()
        if not found and (loose := _LOOSE_LINK.search(text)):
            self._problems.append(
                Problem(number, "A path with spaces needs angle brackets: [Title](<a path.md>).")
            )
            yield plain_title(loose["title"]), loose["loose"].strip()

    def _add(self, number: int, title: str, target: str, *, depth: int, listed: bool) -> None:
        kind: RowKind = "section" if target else "draft"
        self._rows.append(Row(title, depth, kind, target, listed, number))


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def _words(match: re.Match[str]) -> str:
    if match["inner"] is not None:
        return _INLINE.sub(_words, match["inner"])
    return match["escaped"] or match["code"] or html.unescape(match["entity"] or "")


def _print(summary: Summary) -> Iterator[str]:
    if summary.title:
        yield f"# {_escape(summary.title)}"
    in_list = False
    mark = "#" if summary.title else "##"
    for row in summary.rows:
        if not (in_list and row.listed and row.kind in ("section", "draft")):
            yield ""
        in_list = row.listed and row.kind in ("section", "draft")
        if row.kind == "separator":
            yield "---"
        elif row.kind == "part":
            yield f"{mark} {_escape(row.title)}"
        else:
            link = f"[{_escape(row.title)}]({_destination(row.target)})"
            yield "    " * row.depth + "- " + link if row.listed else link
        mark = "#"
    yield ""


def _escape(title: str) -> str:
    return _ESCAPED_IN_TITLE.sub(r"\\\1", title)


def _destination(target: str) -> str:
    if re.fullmatch(r"[^\s()<>\\]*", target):
        return target
    escaped = _ESCAPED_IN_TARGET.sub(r"\\\1", target)
    return f"<{escaped}>"
