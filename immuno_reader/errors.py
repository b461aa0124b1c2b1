"""Errors written for the person who sees them."""

import sys
from pathlib import Path


class ReaderError(Exception):
    """Something went wrong that a person should be told about, in a sentence of theirs.

    Args:
        happened: what happened, one plain sentence.
        kept: what is safe all the same, one plain sentence, or empty.
        advice: what to do now, one plain sentence, or empty.
        file: the file at fault, if one is.
        line: the line in it, counted from 1.
    """

    def __init__(
        self,
        happened: str,
        *,
        kept: str = "",
        advice: str = "",
        file: Path | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(happened)
        self.happened = happened
        self.kept = kept
        self.advice = advice
        self.file = file
        self.line = line

    @property
    def where(self) -> str:
        """The file and line at fault as ``file:line``, or empty."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line else str(self.file)

    def __str__(self) -> str:
        """Return all there is to say as one line."""
        place = f"{self.where}: " if self.file else ""
        return place + " ".join(part for part in (self.happened, self.kept, self.advice) if part)


class PackError(ReaderError):
    """A pack cannot be read, or a part of it cannot."""


class LibraryError(ReaderError):
    """The compiled library is missing, damaged, or of another version."""


class NotReadyError(ReaderError):
    """A partial library knows that there is such a section or term, but not yet its text."""


class UnknownSectionError(ReaderError):
    """No open pack has a section of that id."""


class UnknownTermError(ReaderError):
    """No glossary has that term; ``nearest`` holds the names that come closest."""

    def __init__(self, happened: str, nearest: tuple[str, ...] = ()) -> None:
        advice = f"Did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(happened, advice=advice)
        self.nearest = nearest


class ShelfError(ReaderError):
    """What the reader keeps cannot be read or saved."""


def complain(text: str) -> None:
    """Say on standard error, in one line, what is not the answer."""
    print(" ".join(text.split()), file=sys.stderr)
