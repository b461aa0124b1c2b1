"""The headings around a place of a section: the one it is under, the one before and after."""

from typing import TYPE_CHECKING

from immuno_reader.ui.reading.page import STANDING

if TYPE_CHECKING:
    from immuno_reader.identity import BlockId, Place
    from immuno_reader.library.book import Heading, Section


def heading_read(section: "Section", place: "Place") -> "Heading | None":
    """Return the heading that a place is under; None above the first."""
    if place.block == STANDING:
        return section.headings[-1] if section.headings else None
    # A place without a block, or whose block is gone, is the top of the page.
    return section.heading_at(place.block) or section.own_heading


def heading_before(section: "Section", place: "Place") -> "Heading | None":
    """Return the last heading that begins above a place: that of the text there, if it is not it.

    So whoever is in the middle of a passage comes to its beginning first.
    """
    at, starts = _position(section, place), _starts(section)
    return next((one for one in reversed(section.headings) if starts[one.block] < at), None)


def heading_after(section: "Section", place: "Place") -> "Heading | None":
    """Return the first heading that begins below a place."""
    at, starts = _position(section, place), _starts(section)
    return next((one for one in section.headings if starts[one.block] > at), None)


def _starts(section: "Section") -> "dict[BlockId, int]":
    return {block.id: block.start for block in section.blocks}


def _position(section: "Section", place: "Place") -> int:
    """Return where a place is in the plain text; behind its end for what follows it."""
    if place.block == STANDING:
        return len(section.text) + 1
    block = section.block(place.block)
    return block.start + place.offset if block else 0
