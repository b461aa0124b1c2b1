"""A row under the search field, and what choosing it leads to."""

from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from immuno_reader.identity import Place
from immuno_reader.library.book import SectionEntry, TermName
from immuno_reader.library.results import Hit, Marked
from immuno_reader.ui.commands import Command


class Literally(NamedTuple):
    """The typed words are to be searched for as they stand."""

    query: str


class Again(NamedTuple):
    """A search of before is to be made again."""

    query: str


class PageHeading(NamedTuple):
    """A heading of the page that is shown."""

    text: str
    level: int
    place: Place


class Deed(Enum):
    """What else a row can do."""

    CONTENTS = "contents"
    CLEAR_HISTORY = "clear-history"


Target: TypeAlias = Hit | TermName | Literally | Again | PageHeading | SectionEntry | Command | Deed
RowKind = Literal["group", "text", "target"]


class SearchRow(NamedTuple):
    """One row, as it is drawn and read out."""

    kind: RowKind
    title: Marked
    target: Target | None = None
    """What it leads to; None for the heading of a group and for a text."""
    why: str = ""
    trail: tuple[str, ...] = ()
    """What it stands under, the outermost first."""
    snippet: Marked = Marked("")
    aside: str = ""
    """A state and a shortcut, at the end of the first line."""
    depth: int = 0
    is_link: bool = False
    """Whether it does something rather than being something that was found."""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.title.text, self.why, *self.trail, self.snippet.text, self.aside)
        return ". ".join(part for part in parts if part)
