"""The names by which packs, sections, terms, blocks and bookmarks are known everywhere."""

from typing import NamedTuple, NewType

PackId = NewType("PackId", str)
SectionId = NewType("SectionId", str)
TermId = NewType("TermId", str)
BlockId = NewType("BlockId", str)
ItemId = NewType("ItemId", str)
Language = NewType("Language", str)
"""A lower-case BCP 47 tag such as ``en`` or ``es``."""


COLOURS = ("yellow", "green", "blue", "pink")
"""The colours of highlights, by which a file and the window know them; the default first."""


def language_of(text: str) -> Language:
    """Return the tag of a language however it is written: ``es_MX`` is ``es-mx``."""
    return Language(text.strip().lower().replace("_", "-"))


class SectionRef(NamedTuple):
    """One section of one pack, the same in every language."""

    pack: PackId
    section: SectionId

    def __str__(self) -> str:
        """Return ``pack/section``, the form used in links, files and on the command line."""
        return f"{self.pack}/{self.section}"

    @classmethod
    def parse(cls, text: str) -> "SectionRef":
        """Read back what ``str()`` wrote.

        Raises:
            ValueError: there is no ``/`` between a pack and a section.
        """
        pack, slash, section = text.partition("/")
        if not (pack and slash and section):
            raise ValueError(f"not a section: {text!r}")
        return cls(PackId(pack), SectionId(section))


class TermRef(NamedTuple):
    """One glossary term of one pack, the same in every language."""

    pack: PackId
    term: TermId

    def __str__(self) -> str:
        """Return ``pack/term``, the form used in ``term:`` links."""
        return f"{self.pack}/{self.term}"

    @classmethod
    def parse(cls, text: str) -> "TermRef":
        """Read back what ``str()`` wrote.

        Raises:
            ValueError: there is no ``/`` between a pack and a term.
        """
        pack, slash, term = text.partition("/")
        if not (pack and slash and term):
            raise ValueError(f"not a term: {text!r}")
        return cls(PackId(pack), TermId(term))


class Span(NamedTuple):
    """Part of a plain text, in code points, end excluded."""

    start: int
    end: int


class Place(NamedTuple):
    """A point in the text of a section: never a pixel, so it survives size, width and theme."""

    section: SectionRef
    block: BlockId = BlockId("")
    """The block the place is in; empty for the top of the section."""
    offset: int = 0
    """Characters of the block's plain text before the place."""
