"""Bookmarks: places that a reader keeps, with what finds them again. Frozen; no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol
from uuid import uuid4

from immuno_reader.identity import BlockId, ItemId, SectionRef

BookmarkKind = Literal["bookmark", "highlight", "note"]

NOTHING: Mapping[str, object] = MappingProxyType({})
_EXCERPT = 300


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a passage is found again: by its words, by those around it, and by where it stood."""

    language: str
    block: BlockId
    offset: int
    """Characters of the block before the passage."""
    start: int
    """Where the passage starts in the section's plain text."""
    end: int
    quote: str
    prefix: str
    suffix: str

    def may_be_in(self, language: str) -> bool:
        """Return whether it can be of a text in a language: also if it says none, or a variety."""
        own = self.language.lower()
        return own in ("", language.lower()) or own.startswith(f"{language.lower()}-")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the reader keeps: a whole section, or a passage of one."""

    id: ItemId
    section: SectionRef
    title: str
    """Of the section, so that the list can be shown without the pack."""
    chapter: str = ""
    """What stands above the section in the contents."""
    anchor: Anchor | None = None
    """None for a whole section."""
    label: str = ""
    """The reader's own name for it; empty to use the title."""
    labels: tuple[str, ...] = ()
    """Words under which the reader files it, in their order."""
    note: str = ""
    colour: str = ""
    """One of ``identity.COLOURS``, or what a later version calls one."""
    created: str = ""
    """UTC, as ISO 8601 with milliseconds; empty until it is on a shelf."""
    modified: str = ""
    excerpt: str = ""
    """What the list shows of it: the passage, or the section's summary."""
    other: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    """What a later version wrote and this one does not know; it is kept."""

    @property
    def name(self) -> str:
        """What the reader knows it by."""
        return self.label or self.title

    @property
    def kind(self) -> BookmarkKind:
        """A note, where there is one; else a highlight, where it is of a passage."""
        if self.note:
            return "note"
        return "highlight" if self.anchor else "bookmark"


class Kept(Protocol):
    """As much of a section as its bookmark remembers."""

    @property
    def ref(self) -> SectionRef:
        """Which section it is."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def summary(self) -> str:
        """What it says, in a sentence."""


def new_bookmark(
    section: Kept, *, chapter: str = "", anchor: Anchor | None = None, colour: str = ""
) -> Bookmark:
    """Return a bookmark of a section, or of the passage that ``anchor`` describes."""
    return Bookmark(
        id=new_id(),
        section=section.ref,
        title=section.title,
        chapter=chapter,
        anchor=anchor,
        colour=colour,
        excerpt=excerpt(anchor.quote if anchor else section.summary),
    )


def new_id() -> ItemId:
    """Return an id that nothing else has, as an annotation's: an IRI."""
    return ItemId(uuid4().urn)


def excerpt(text: str) -> str:
    """Return as much of a text as a list shows, on one line."""
    shown = " ".join(text.split())
    if len(shown) > _EXCERPT:
        shown = shown[: _EXCERPT - 1].rpartition(" ")[0] or shown[: _EXCERPT - 1]
        shown += "\u2026"
    return shown
