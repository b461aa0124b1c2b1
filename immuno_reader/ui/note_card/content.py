"""What the card shows of something that is kept."""

from typing import NamedTuple


class NoteContent(NamedTuple):
    """A kept passage or section, with what the reader wrote about it."""

    id: str
    quote: str
    """The kept words; the title of a section that is kept as a whole."""
    note: str = ""
    colour: str = ""
    labels: tuple[str, ...] = ()
    is_passage: bool = True
    created: str = ""
    """When, in ISO 8601; empty for unknown."""
    changed: str = ""
    """What stands in the place of the kept words today, if that is something else."""
    is_lost: bool = False
    """Whether the kept words are on the page no more."""
