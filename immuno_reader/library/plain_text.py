"""The one plain text of a section, and where each of its blocks stands in it.

Search, anchors and read-aloud count in this text, so it is made in one place only. What the page
shows is in it character by character and in order; what it needs to be said aright, such as
" to the power " in 10⁹, is in it too and listed apart.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple

from immuno_reader.identity import BlockId
from immuno_reader.library.book import Block, BlockKind, Heading, Span


@dataclass(frozen=True, slots=True)
class Measured:
    """A section's HTML with its blocks marked, and its plain text."""

    html: str
    text: str
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    spoken: tuple[Span, ...]


class _Words(NamedTuple):
    """What is said in a language that the page only shows."""

    power: str
    note: str


_SAID: Mapping[str, _Words] = {
    "en": _Words(" to the power ", "note"),
    "es": _Words(" elevado a ", "nota"),
}

_TOKEN = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>|([^<]++|<)"""
)
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_CAPTION = re.compile(r"""\sclass=["']caption["']""")
_NOTE = re.compile(r"""\sclass=["']footnote-ref["']""")
_NUMBER = re.compile("[+\\-\u2212\u2013]?\\d+(?:[.,]\\d+)*")
_RAISED = re.compile("(?<=\\d)[\u207a\u207b]?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_NO_SLUG = re.compile(r"[^\w\s-]")

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BEARERS: Mapping[str, tuple[BlockKind, str]] = {
    **dict.fromkeys(_HEADINGS, ("heading", "h")),
    "p": ("paragraph", "p"),
    "li": ("item", "i"),
    "td": ("cell", "c"),
    "th": ("cell", "c"),
    "pre": ("code", "k"),
    "dt": ("term", "t"),
    "dd": ("definition", "d"),
}
"""Elements that bear text, the kind of block they make, and its letter in block ids."""

_CONTAINERS = frozenset(
    ("div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hr")
)


def slug(text: str) -> str:
    """Return what a link writes after ``#`` for a heading without an id of its own."""
    return "-".join(_NO_SLUG.sub("", text.lower()).split())


def measure(html: str, language: str = "en") -> Measured:
    """Mark the blocks of a section and read its plain text off.

    Args:
        html: sanitised HTML; headings have an id where their author gave them one.
        language: the language of what is only spoken.
    """
    return _Meter(_SAID.get(language.partition("-")[0], _SAID["en"])).read(html)


class _Bearer(NamedTuple):
    """An element that will bear the next text."""

    tag: str
    attributes: str
    at: int
    """Where its start tag stands in the output."""


class _Line:
    """The text of one block as it grows, with what is only spoken."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.parts: list[str] = []
        self.length = 0
        self.last = ""
        self.space = False
        """Whether a space is due before the next character."""
        self.before = ""
        """What is spoken before the next character."""
        self.guard = ""
        """The kind of character, "digit" or "letter", that must not follow at once."""
        self.spoken: list[Span] = []

    def show(self, text: str) -> None:
        """Add characters that the page shows."""
        if self.before:
            self.speak(self.before)
        elif self.guard and not self.space:
            first = text[0]
            if first.isdigit() or (self.guard == "letter" and first.isalpha()):
                self.speak(" ")
        self.before = self.guard = ""
        self._add(text)

    def speak(self, text: str) -> None:
        """Add characters that the page does not show."""
        start = self.start + self.length + self.space
        self._add(text.lstrip() if self.space else text)
        self.spoken.append(Span(start, self.start + self.length))

    def visible(self) -> str:
        """Return the text without what is only spoken."""
        text, kept, after = "".join(self.parts), [], 0
        for span in self.spoken:
            kept.append(text[after : span.start - self.start])
            after = span.end - self.start
        return "".join(kept) + text[after:]

    def _add(self, text: str) -> None:
        if self.space:
            text = " " + text
            self.space = False
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]


class _Meter:
    """Walks through the HTML once."""

    def __init__(self, words: _Words) -> None:
        self._words = words
        self._out: list[str] = []
        self._length = 0
        self._bearer: _Bearer | None = None
        self._line: _Line | None = None
        self._block = (BlockId(""), "", "")
        """Id, tag and explicit anchor of the block that is being read; no tag of its own: ""."""
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._spoken: list[Span] = []
        self._texts: list[str] = []
        self._above = BlockId("top")
        self._counts: Counter[tuple[BlockId, str]] = Counter()
        self._names = _Names()

