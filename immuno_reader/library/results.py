"""What a search finds. Frozen; no I/O."""

from collections.abc import Callable
from html import escape
from typing import Literal, NamedTuple

from immuno_reader.identity import Place, SectionRef, Span, TermRef
from immuno_reader.library.book import TermName

HitKind = Literal["term", "section", "passage"]
Finder = Callable[[str], list[Span]]
"""Returns where in a text something stands, in order, no two overlapping."""


class Marked(NamedTuple):
    """A line of text with the words that matched."""

    text: str
    marks: tuple[Span, ...] = ()

    @property
    def html(self) -> str:
        """The text as HTML, each match in a ``<mark>``."""
        parts, at = [], 0
        for start, end in self.marks:
            parts += [escape(self.text[at:start]), f"<mark>{escape(self.text[start:end])}</mark>"]
            at = end
        return "".join([*parts, escape(self.text[at:])])


class Hit(NamedTuple):
    """One thing that was found."""

    kind: HitKind
    ref: SectionRef | TermRef
    title: Marked
    """The name of the term, or the title of the section."""
    breadcrumb: tuple[str, ...]
    """What a section stands under in the contents, the book's part first; none for a term."""
    snippet: Marked
    """Of a term, its explanation; of a section, its best line; of a passage, its own words."""
    why: str
    """How it fits where its words are others: "Keytruda is pembrolizumab"; or empty."""
    place: Place | None
    """Where in the section the match begins; None for a term."""

    @property
    def id(self) -> str:
        """A name for it: the term's or section's id, with ``#`` and the block for a passage."""
        if self.kind == "passage" and self.place is not None:
            return f"{self.ref[1]}#{self.place.block}"
        return self.ref[1]


class Results(NamedTuple):
    """All that was found for what somebody typed."""

    query: str
    """As it was typed."""
    corrected: str
    """What was searched for in its place, where the typed words are in no book; or empty."""
    hits: tuple[Hit, ...]
    """Best first; those of one kind stand together."""
    nearest: tuple[TermName, ...]
    """Terms to offer when nothing was found."""
    finder: Finder
    """Finds in any text what is to be marked as a match."""
