"""What the reader has chosen. Frozen, and replaced whole; kept as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from immuno_reader import durable
from immuno_reader.errors import ShelfError

if TYPE_CHECKING:
    from pathlib import Path

ThemeChoice = Literal["system", "light", "sepia", "dark", "contrast"]
MarkTerms = Literal["first", "every", "never"]
BookmarksBy = Literal["place", "date", "own"]

FORMAT = "immuno-reader/settings"
VERSION = 1
SMALLEST_PERCENT, LARGEST_PERCENT = 80, 300
LONGEST_HOVER_MS = 10_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the reader likes to read.

    Raises:
        ValueError: a value is not one of those that there are.
    """

    theme: ThemeChoice = "system"
    text_percent: int = 100
    mark_terms: MarkTerms = "first"
    """Which uses of a hard word in a section are marked."""
    hover_ms: int = 500
    """How long the pointer rests on a word before its card opens; 0 for never."""
    language: str = ""
    """Empty for the system's, where the handbook has it."""
    bookmarks_by: BookmarksBy = "place"
    """The order in which the list of bookmarks shows them."""
    asked_questions: bool = True
    """Whether the list of questions shows those that have been asked."""
    private: bool = False
    """Whether nothing is kept of what was read and searched for."""
    other: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What a later version wrote and this one does not know; it is kept."""

    def __post_init__(self) -> None:
        for name, is_valid in _VALID.items():
            value = getattr(self, name)
            if not is_valid(value):
                raise ValueError(f"{name} cannot be {value!r}")


_VALID: dict[str, Callable[[object], bool]] = {
    "theme": lambda value: value in get_args(ThemeChoice),
    "text_percent": lambda value: _is_between(value, SMALLEST_PERCENT, LARGEST_PERCENT),
    "mark_terms": lambda value: value in get_args(MarkTerms),
    "hover_ms": lambda value: _is_between(value, 0, LONGEST_HOVER_MS),
    "bookmarks_by": lambda value: value in get_args(BookmarksBy),
    "asked_questions": lambda value: isinstance(value, bool),
    "private": lambda value: isinstance(value, bool),
    "language": lambda value: isinstance(value, str) and value.isascii(),
}


def load_settings(file: "Path") -> tuple[Settings, str]:
    """Read the settings. A value that is none of ours becomes the usual one.

    Returns:
        the settings, and a sentence for the reader when the file was damaged, else "".
    """
    try:
        values = _read(durable.read(file).data)
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        return Settings(), (
            f"Your settings could not be read: {durable.reason(error)}. The usual ones are used."
        )
    except (ValueError, RecursionError):
        return Settings(), _set_aside(file)
    known = {name: values[name] for name in _VALID if name in values}
    chosen: dict[str, Any] = {name: known[name] for name in known if _VALID[name](known[name])}
    other = {name: value for name, value in values.items() if name not in _WRITTEN}
    return Settings(**chosen, other=other), ""


def save_settings(file: "Path", settings: Settings) -> None:
    """Save the settings.

    Raises:
        ShelfError: they could not be saved.
    """
    known = {name: getattr(settings, name) for name in _VALID}
    values = {"format": FORMAT, "version": VERSION, **known, **settings.other}
    try:
        durable.replace(file, (json.dumps(values, indent=2) + "\n").encode())
    except OSError as error:
        raise ShelfError(
            f"Your settings could not be saved: {durable.reason(error)}.",
            kept="They stay as they are until you close the reader.",
        ) from error


_WRITTEN = {"format", "version", *_VALID}


def _read(data: bytes) -> dict[str, Any]:
    values = json.loads(data)
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ValueError("another kind of file")
    json.dumps(values)  # what is nested too deep to be written again must not be kept
    return values


def _is_between(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _set_aside(file: "Path") -> str:
    try:
        aside = durable.set_aside(file, "damaged").name
    except OSError:
        return f"{file.name} is damaged. The usual settings are used."
    return f"{file.name} was damaged. It is kept as {aside}, and the usual settings are used."
