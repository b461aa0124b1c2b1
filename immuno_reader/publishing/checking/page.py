"""A section as the checker sees it: blocks with their words, lines and what they hold. Frozen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from immuno_reader.identity import Language, TermId
from immuno_reader.publishing.source import SectionKind, SectionSource

_CAPITALS = re.compile(r"(?:\b[A-ZÁÉÍÓÚÜÑ]{2,}\b[^\w.]*){3,}")
_LONGEST_ABBREVIATION = 4

Kind = Literal[
    "heading", "paragraph", "item", "cell", "term", "definition", "caption", "note", "code", "title"
]
"""``note`` is a footnote, ``title`` that of a callout."""


class Use(NamedTuple):
    """A stretch of a block that is a glossary term."""

    start: int
    end: int
    term: TermId


class Link(NamedTuple):
    """A link: its words, and where it leads."""

    text: str
    target: str


class Picture(NamedTuple):
    """A picture of a block."""

    alt: str
    target: str

    @property
    def path(self) -> str:
        """The path of its file in the folder of its language; empty for a foreign address."""
        return self.target.split("/", 2)[2] if self.target.count("/") >= 2 else ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box."""

    kind: str
    number: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a table cell."""

    kind: Kind
    text: str
    line: int
    level: int = 0
    """Of a heading; of an item, how deep its list is nested."""
    callout: Callout | None = None
    list_number: int = 0
    """Which list or table it is in, counted from 1."""
    item_number: int = 0
    """Which item of its list it belongs to, counted from 1; one may have several paragraphs."""
    is_ordered: bool = False
    is_header: bool = False
    is_merged: bool = False
    is_nested: bool = False
    """Of a cell: whether its table stands in a cell of another."""
    row: int = 0
    column: int = 0
    uses: tuple[Use, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()
    """The numbers of the footnotes that it refers to."""
    italics: tuple[str, ...] = ()
    underlined: tuple[str, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Whether it is running text; a list of links is none."""
        if self.links and len(self.links[0].text) >= len(self.text) - 1:
            return False
        return self.kind in ("paragraph", "item", "definition") and bool(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block."""

    text: str
    line: int
    block: Block
    start: int = 0
    """Where it starts in the text of the block."""

    @property
    def words(self) -> list[str]:
        """Its words; marks that stand alone are none."""
        return words_of(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """A section with its blocks."""

    source: SectionSource
    language: Language
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    """Of its running text, in order."""
    raw: str
    """The Markdown, comments blanked out."""

    @property
    def file(self) -> Path:
        """Where it is written."""
        return self.source.file

    @property
    def kind(self) -> SectionKind | None:
        """What it is for."""
        return self.source.kind

    @property
    def prose(self) -> Iterator[Block]:
        """Its running text."""
        return (block for block in self.blocks if block.is_prose)

    @property
    def headings(self) -> list[Block]:
        """Its headings, the title among them."""
        return [block for block in self.blocks if block.kind == "heading"]

    @property
    def shown(self) -> list[Block]:
        """All that is read on the page, without footnotes."""
        return [block for block in self.blocks if block.kind != "note"]

    @property
    def word_count(self) -> int:
        """How many words it shows."""
        return sum(len(words_of(block.text)) for block in self.shown)

    def sentences_of(self, block: Block) -> list[Sentence]:
        """Return the sentences of one block."""
        return [sentence for sentence in self.sentences if sentence.block is block]

    def line_of(self, field: str) -> int:
        """Return the line of a field of its front matter; the first where it is missing."""
        return self.source.lines.get(field, 1)

    @property
    def tables(self) -> dict[int, list[Block]]:
        """The cells of each table, by its number."""
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            if block.kind == "cell":
                found.setdefault(block.list_number, []).append(block)
        return found

    def callouts(self, kind: str) -> dict[int, list[Block]]:
        """Return the blocks of each callout of a kind, by its number."""
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            if block.callout and block.callout.kind == kind:
                found.setdefault(block.callout.number, []).append(block)
        return found


@dataclass(frozen=True, slots=True)
class Waiver:
    """``<!-- check: allow RULE reason -->`` in a text."""

    file: Path
    line: int
    last: int | None
    """The last line that it covers; None for the whole file, where it stands before all text."""
    rule: str
    reason: str


def words_of(text: str) -> list[str]:
    """Return the words of a text: what stands between spaces and has a letter or a digit.

    A unit such as °C belongs to its number.
    """
    return [
        word for word in text.split() if any(map(str.isalnum, word)) and not word.startswith("°")
    ]


def capitals_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where three words or more in a row are in capitals, not all of them abbreviations."""
    for run in _CAPITALS.finditer(text):
        if any(len(word) > _LONGEST_ABBREVIATION for word in re.findall(r"[^\W\d_]+", run[0])):
            yield run.span()
