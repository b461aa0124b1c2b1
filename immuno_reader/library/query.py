"""What somebody typed to search for, read: words, phrases in quotes, and what is not wanted.

Nothing that can be typed is wrong: what has no meaning here is searched for as it stands.
"""

import re
from typing import NamedTuple

LONGEST = 300
"""Characters that are read; a page that was pasted is searched for by its beginning."""
MOST_WORDS = 24

_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212\u2013](?=["\u201c\u201d\u00ab\w]))?
    (?: ["\u201c\u201d\u201e\u00ab](?P<phrase>[^"\u201c\u201d\u201e\u00ab\u00bb]*)
        (?P<closed>["\u201c\u201d\u00bb]|$)
      | (?P<word>[^\s"\u201c\u201d\u201e\u00ab\u00bb]+) )""",
    re.VERBOSE,
)
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Piece(NamedTuple):
    """One word, or one phrase."""

    text: str
    is_phrase: bool = False
    """Its words must stand together and in this order."""
    is_excluded: bool = False
    """What holds it is not wanted."""


class Query(NamedTuple):
    """What is to be searched for."""

    pieces: tuple[Piece, ...]
    is_open: bool
    """Whether the last word may be the beginning of one that is still being typed."""

    @property
    def wanted(self) -> tuple[Piece, ...]:
        """The pieces to be found."""
        return tuple(piece for piece in self.pieces if not piece.is_excluded)

    @property
    def unwanted(self) -> tuple[Piece, ...]:
        """The pieces that are not to be there."""
        return tuple(piece for piece in self.pieces if piece.is_excluded)


def parse(typed: str) -> Query:
    """Read what was typed."""
    text = _UNPRINTABLE.sub(" ", typed[:LONGEST])
    pieces, is_closed = [], False
    for match in _PIECE.finditer(text):
        is_phrase = match["phrase"] is not None
        content = " ".join((match["phrase"] if is_phrase else match["word"]).split())
        if any(map(str.isalnum, content)):
            pieces.append(Piece(content, is_phrase, bool(match["minus"])))
            is_closed = bool(match["closed"]) or len(pieces) > MOST_WORDS
    pieces = pieces[:MOST_WORDS]
    if pieces and all(piece.is_excluded for piece in pieces):
        pieces = [piece._replace(is_excluded=False) for piece in pieces]
    is_open = bool(pieces) and not (is_closed or pieces[-1].is_excluded)
    return Query(tuple(pieces), is_open and not text[-1:].isspace())
