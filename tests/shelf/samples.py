"""A small section, and bookmarks of it."""

from immuno_reader.identity import (
    BlockId,
    ItemId,
    Language,
    PackId,
    SectionId,
    SectionRef,
    Span,
)
from immuno_reader.library.book import Block, Section
from immuno_reader.shelf.anchoring import make_anchor
from immuno_reader.shelf.bookmark import Bookmark, new_bookmark
from immuno_reader.shelf.bookmark_file import Content

REF = SectionRef(PackId("immunotherapy"), SectionId("kinds"))
PARAGRAPHS = (
    "What types are there?",
    "Checkpoint inhibitors take the brakes off T cells, so that they can attack the cancer.",
    "Tell your nurse straight away if you have a cough that is new.",
    "Tell your nurse straight away if you have a rash on your skin.",
    "Some people have 10 to the power 9 cells given back to them, after weeks in a laboratory.",
)


def section(*paragraphs: str, language: str = "en", ref: SectionRef = REF) -> Section:
    """Return a section of these paragraphs, each of them a block."""
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs or PARAGRAPHS):
        end = start + len(paragraph)
        blocks.append(Block(BlockId(f"top.p{number}"), "paragraph", start, end))
        start = end + 1
    return Section(
        ref=ref,
        title="What types are there?",
        summary="The main types, one by one.",
        language=Language(language),
        html="",
        text="\n".join(paragraphs or PARAGRAPHS),
        blocks=tuple(blocks),
        headings=(),
        spoken=(),
        checked="",
        due="",
        sources=(),
        clinical_review="",
    )


def span(section: Section, words: str) -> Span:
    start = section.text.index(words)
    return Span(start, start + len(words))


def passage(words: str = "take the brakes off") -> Bookmark:
    """Return a new bookmark of these words."""
    whole = section()
    return new_bookmark(whole, chapter="Treatment", anchor=make_anchor(whole, span(whole, words)))


def named(id: str) -> Bookmark:
    """Return a bookmark of the section, with an id and a title of its own."""
    return Bookmark(ItemId(id), REF, title=f"Title {id}")


def bookmarks(content: Content) -> list[Bookmark]:
    """Return the bookmarks among all that is kept."""
    return [item for item in content.records.values() if isinstance(item, Bookmark)]
