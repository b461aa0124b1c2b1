"""What anchors need of a section, and what is said of a passage in it."""

from typing import Literal, NamedTuple, Protocol

from immuno_reader.identity import BlockId, Span
from immuno_reader.shelf.bookmark import Anchor

Outcome = Literal["exact", "moved", "changed"]

CONTEXT = 32
"""Characters kept on each side of a passage."""
_EDGE = "\0"
"""What stands outside a section: a neighbour like any other, which can be missed."""


class Found(NamedTuple):
    """Where a passage is now."""

    span: Span
    outcome: Outcome
    """``moved`` is the same words elsewhere, ``changed`` other words that came in their stead."""
    score: float
    """From 0 to 1: how much of what was kept is still as it was."""


class _Block(Protocol):
    @property
    def id(self) -> BlockId: ...

    @property
    def start(self) -> int: ...


class Text(Protocol):
    """As much of a section as anchors need."""

    @property
    def text(self) -> str:
        """The plain text."""

    @property
    def language(self) -> str:
        """The language of the text."""

    def block_at(self, position: int) -> _Block | None:
        """Return the block at a position of the plain text."""


def make_anchor(section: Text, span: tuple[int, int]) -> Anchor:
    """Return what finds a passage again, without the white space at its ends.

    Raises:
        ValueError: there are no words in it.
    """
    text = section.text
    start, end = max(span[0], 0), min(span[1], len(text))
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote:
        raise ValueError("a passage has words in it")
    end = start + len(quote)
    block, offset = block_and_offset(section, start)
    return Anchor(
        language=section.language,
        block=block,
        offset=offset,
        start=start,
        end=end,
        quote=quote,
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
    )


def block_and_offset(section: Text, position: int) -> tuple[BlockId, int]:
    """Return the block of a position, and how far into it that is."""
    block = section.block_at(position)
    return (block.id, position - block.start) if block else (BlockId(""), position)


def before(text: str, start: int, size: int = CONTEXT) -> str:
    """Return the characters before a position, and the edge if it is as near."""
    return (size * _EDGE + text[max(start - size, 0) : start])[-size:]


def after(text: str, end: int, size: int = CONTEXT) -> str:
    """Return the characters from a position on, and the edge if it is as near."""
    return (text[end : end + size] + size * _EDGE)[:size]
