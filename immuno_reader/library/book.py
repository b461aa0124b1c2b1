"""What a library holds: packs, the contents tree, sections and terms. Frozen; no I/O.

Named tuples and not dataclasses, here and wherever the start passes: Python makes such a class in
an eighth of the time.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

from immuno_reader.identity import BlockId, Language, PackId, SectionRef, Span, TermRef

EntryKind = Literal["section", "part", "draft"]
BlockKind = Literal["heading", "paragraph", "item", "cell", "code", "term", "definition", "caption"]


class Pack(NamedTuple):
    """A pack as its manifest describes it."""

    id: PackId
    title: str
    version: str
    licence: str
    publisher: str
    checked: str
    """ISO date on which the text was last checked against its sources, or empty."""
    languages: tuple[Language, ...]
    default_language: Language


class SectionEntry(NamedTuple):
    """One row of the contents tree, in reading order."""

    ref: SectionRef | None
    """None for a part heading or a draft, which have no text."""
    title: str
    depth: int
    """0 for the top level of a pack."""
    kind: EntryKind
    pack: PackId
    language: Language
    """The language its text is in: the default's when the one asked for is missing."""


class Block(NamedTuple):
    """A heading, paragraph, list item or table cell of a section's plain text."""

    id: BlockId
    """Structural, so the same in every language: ``how-it-works``, ``how-it-works.p2``."""
    kind: BlockKind
    start: int
    """First character in the section's plain text, counted in code points."""
    end: int


def _start(block: Block) -> int:
    return block.start


class Heading(NamedTuple):
    """A heading of a section."""

    level: int
    text: str
    anchor: str
    """What a link writes after ``#``."""
    block: BlockId


class Source(NamedTuple):
    """Where facts come from."""

    key: str
    publisher: str
    title: str
    date: str
    seen: str
    """When it was read: a date, or a year and month."""
    address: str = ""
    """Where it is found, such as a web address or a DOI."""
    second_hand: bool = False
    """Whether it was seen only as another's copy or report of it."""


class Section(NamedTuple):
    """A compiled section."""

    ref: SectionRef
    title: str
    summary: str
    language: Language
    html: str
    """Sanitised; every block element carries ``data-block``; terms are
    ``<a class="term" href="term:pack/id">``, second and later uses ``class="term again"``;
    links to sections are ``section:pack/id#anchor``; images are ``image:pack/language/path``."""
    text: str
    """The one plain text of the section: search, anchors and read-aloud count in it."""
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    spoken: tuple[Span, ...]
    """Parts of ``text`` that the page does not show, such as " to the power " in 10⁹."""
    checked: str
    due: str
    sources: tuple[Source, ...]
    clinical_review: str
    """Who of which clinic reviewed it and when; empty until someone has."""

    def block(self, id: BlockId) -> Block | None:
        """Return the block of that id, or None."""
        return next((block for block in self.blocks if block.id == id), None)

    def block_at(self, position: int) -> Block | None:
        """Return the last block that starts at or before a position of the plain text."""
        behind = bisect_right(self.blocks, position, key=_start)
        return self.blocks[behind - 1] if behind else None

    def heading(self, anchor: str) -> Heading | None:
        """Return the heading that ``#anchor`` points to, or None."""
        return next((heading for heading in self.headings if heading.anchor == anchor), None)

    def heading_at(self, id: BlockId) -> Heading | None:
        """Return the last heading at or above a block; None above the first, or without it."""
        headings = {heading.block: heading for heading in self.headings}
        found = None
        for block in self.blocks:
            found = headings.get(block.id, found)
            if block.id == id:
                return found
        return None

    @property
    def own_heading(self) -> Heading | None:
        """The heading with which the text begins, which is its title; None where it has none."""
        first = self.headings[0] if self.headings else None
        return first if first and first.block == self.blocks[0].id else None


class TermName(NamedTuple):
    """A row of the glossary list."""

    ref: TermRef
    name: str


class Term(NamedTuple):
    """A compiled glossary entry."""

    ref: TermRef
    name: str
    aliases: tuple[str, ...]
    abbreviation: str
    say: str
    """How it is said, respelled; empty where not given."""
    definition_html: str
    """Sanitised, with the terms inside linked as in a section."""
    definition: str
    """The same as plain text."""
    see: tuple[TermName, ...]
    explained_in: tuple[SectionEntry, ...]
    """Sections that the glossary names as explaining it, in reading order."""
    used_in: tuple[SectionEntry, ...]
    """Sections whose text uses it, in reading order."""
    language: Language
    sources: tuple[str, ...]


class Contents(NamedTuple):
    """The contents trees of the open packs in one language, in reading order."""

    packs: tuple[Pack, ...]
    entries: tuple[SectionEntry, ...]

    def sections(self) -> Iterable[SectionEntry]:
        """Yield the rows that can be read, in order."""
        return (entry for entry in self.entries if entry.ref)

    def trail(self, ref: SectionRef) -> tuple[SectionEntry, ...]:
        """Return the rows from the top level down to a section, itself last; empty if unknown."""
        trail: list[SectionEntry] = []
        for entry in self.entries:
            if entry.kind == "part" or entry.pack != ref.pack:
                trail = [entry] if entry.kind == "part" else []
                continue
            trail = [row for row in trail if row.kind == "part" or row.depth < entry.depth]
            trail.append(entry)
            if entry.ref == ref:
                return tuple(trail)
        return ()

    def siblings(self, entry: SectionEntry) -> tuple[SectionEntry, ...]:
        """Return the rows right below the same row as this one, itself among them, in order.

        Args:
            entry: one of ``entries``, that very row and not its like; none has siblings else.
        """
        above: list[tuple[int, int]] = []
        """Level and number of the rows that the next one may stand below."""
        pack, top = None, 0
        beside: dict[tuple[PackId, int], list[SectionEntry]] = {}
        found: list[SectionEntry] = []
        for number, row in enumerate(self.entries):
            if row.pack != pack:
                pack, top, above = row.pack, 0, []
            level = 0 if row.kind == "part" else top + row.depth
            if row.kind == "part":
                top = 1
            while above and above[-1][0] >= level:
                above.pop()
            rows = beside.setdefault((row.pack, above[-1][1] if above else -1), [])
            rows.append(row)
            above.append((level, number))
            if row is entry:
                found = rows
        return tuple(found)

    def first_section(self, entry: SectionEntry) -> SectionEntry | None:
        """Return the first row that can be read, at or below a row; None where there is none."""
        is_below = False
        for row in self.entries:
            if row is entry:
                is_below = True
            elif is_below and not _stands_below(row, entry):
                return None
            if is_below and row.ref:
                return row
        return None

    def __str__(self) -> str:
        """Return the tree as indented text, for people and for tests."""
        marks = {"section": "", "part": "== ", "draft": "(draft) "}
        return "\n".join(
            "    " * entry.depth
            + marks[entry.kind]
            + entry.title
            + (f" [{entry.ref.section}]" if entry.ref else "")
            for entry in self.entries
        )


def _stands_below(row: SectionEntry, above: SectionEntry) -> bool:
    """Tell whether a row that follows another, or its followers, stands below it."""
    if row.pack != above.pack or row.kind == "part":
        return False
    return above.kind == "part" or row.depth > above.depth
