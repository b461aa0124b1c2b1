"""What is kept, in a few words for a person: on one line, and safe to print on a terminal."""

from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import Word

_LONGEST = 60


def named(item: Item) -> str:
    """Return what a person knows an item by."""
    match item:
        case Bookmark():
            quote = shortened(item.anchor.quote) if item.anchor else ""
            return f"{one_line(item.name)} “{quote}”" if quote else one_line(item.name)
        case Question():
            return one_line(item.text)
        case Word():
            return one_line(item.name) or str(item.term)


def one_line(text: str) -> str:
    """Return a text on one line, with nothing in it that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return the beginning of a text, at ``most`` so many characters, on one line."""
    plain = one_line(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
