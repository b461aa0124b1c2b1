"""What an export for people says, before it is Markdown or HTML."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from immuno_reader.identity import COLOURS, SectionRef, TermRef
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.exporting.phrases import Phrases
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.moments import moment
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import Word, latest_first

Definer: TypeAlias = Callable[[TermRef], str]


class Entry(NamedTuple):
    """A bookmark of a section, or a passage of it."""

    kind: str
    colour: str
    """One of ``COLOURS``; empty where there is no passage."""
    date: str
    name: str
    """The reader's own; empty for that of the section."""
    quote: str
    language: str
    """That of the quote."""
    note: str
    labels: tuple[str, ...]


class Group(NamedTuple):
    """A section, and what is kept of it."""

    title: str
    chapter: str
    entries: tuple[Entry, ...]


class Asked(NamedTuple):
    """A question."""

    text: str
    answer: str
    is_done: bool
    section: str
    """Title of the section that suggested it."""


class Explained(NamedTuple):
    """A word, with what it means if that is known."""

    name: str
    definition: str
    is_starred: bool


class Document(NamedTuple):
    """All that stands in an export for people, top to bottom."""

    phrases: Phrases
    about: str
    groups: tuple[Group, ...]
    questions: tuple[Asked, ...]
    words: tuple[Explained, ...]


def document(
    items: Iterable[Item], phrases: Phrases, today: date, define: Definer | None
) -> Document:
    """Return what an export says of some items."""
    items = tuple(items)
    words = latest_first(item for item in items if isinstance(item, Word))
    return Document(
        phrases,
        phrases.about.format(date=phrases.date(today)),
        tuple(_groups((item for item in items if isinstance(item, Bookmark)), phrases)),
        tuple(
            Asked(_clean(item.text), _clean(item.answer), item.is_done, _clean(item.title))
            for item in items
            if isinstance(item, Question)
        ),
        tuple(
            Explained(
                _clean(word.name) or str(word.term),
                _clean(define(word.term)) if define else "",
                word.is_starred,
            )
            for word in words
        ),
    )


def _groups(bookmarks: Iterable[Bookmark], phrases: Phrases) -> Iterator[Group]:
    by_section: dict[SectionRef, list[Bookmark]] = {}
    for bookmark in bookmarks:
        by_section.setdefault(bookmark.section, []).append(bookmark)
    for section, found in by_section.items():
        title = next((each.title for each in found if each.title), str(section))
        chapter = next((each.chapter for each in found if each.chapter), "")
        entries = tuple(_entry(each, phrases) for each in found)
        yield Group(_clean(title), _clean(chapter), entries)


def _entry(bookmark: Bookmark, phrases: Phrases) -> Entry:
    anchor = bookmark.anchor
    colour = bookmark.colour if bookmark.colour in COLOURS else COLOURS[0]
    return Entry(
        kind=getattr(phrases, bookmark.kind),
        colour=colour if anchor else "",
        date=_day(bookmark.created, phrases),
        name=_clean(bookmark.label),
        quote=_clean(anchor.quote) if anchor else "",
        language=anchor.language if anchor else "",
        note=_clean(bookmark.note),
        labels=tuple(filter(None, map(_clean, bookmark.labels))),
    )


def _day(stamp: str, phrases: Phrases) -> str:
    """Return the day of a stamp where the reader lives; empty if it says none."""
    when = moment(stamp)
    if when <= 0:
        return ""
    try:
        return phrases.date(datetime.fromtimestamp(when).date())
    except (OverflowError, OSError, ValueError):  # the last day of the calendar, farther east
        return ""


def _clean(text: str) -> str:
    """Return text without what cannot be printed, its lines ended alike."""
    lines = ("".join(filter(_is_printed, line)).strip() for line in text.splitlines())
    return "\n".join(lines).strip()


def _is_printed(letter: str) -> bool:
    return letter >= " " and not "\x7f" <= letter <= "\x9f" and letter not in "\ufffe\uffff"
