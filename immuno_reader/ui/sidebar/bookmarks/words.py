"""What is said of a bookmark and of a group of them, in the language of the interface."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from immuno_reader.ui.mark_colours import colour_name
from immuno_reader.ui.sidebar.bookmarks.arranging import HeadingRow, day_kept
from immuno_reader.ui.sidebar.bookmarks.filtering import colour_of

if TYPE_CHECKING:
    from immuno_reader.shelf.bookmark import Bookmark, BookmarkKind
    from immuno_reader.ui.sidebar.bookmarks.arranging import Arrangement, Entry, Heading, Row


def said(row: "Row") -> str:
    """Return what a screen reader says of a row."""
    if isinstance(row, HeadingRow):
        return f"{heading_text(row.heading)}, {kept_text(row.size)}"
    bookmark = row.bookmark
    parts = (
        bookmark.name,
        kind_text(bookmark),
        heading_text(row.heading) if row.heading and row.is_gone else "",
        " ".join(bookmark.excerpt.split()),
        _tr("note: {0}").format(" ".join(bookmark.note.split())) if bookmark.note else "",
        _tr("labels: {0}").format(", ".join(bookmark.labels)) if bookmark.labels else "",
        bookmark.chapter,
        kept_on(bookmark),
    )
    return ", ".join(part for part in parts if part)


def kind_text(bookmark: "Bookmark") -> str:
    """Return what a bookmark is, with the name of its colour."""
    kind = _tr("bookmark") if bookmark.anchor is None else _tr("highlight")
    colour = colour_of(bookmark)
    return f"{kind}, {colour_name(colour)}" if colour else kind


def kinds_text(kind: "BookmarkKind") -> str:
    """Return what all of a kind are called."""
    return {
        "bookmark": _tr("Bookmarks"),
        "highlight": _tr("Highlights"),
        "note": _tr("Notes"),
    }[kind]


def arrangement_text(arrangement: "Arrangement") -> str:
    """Return what an order is called."""
    return {
        "place": _tr("By place in the book"),
        "date": _tr("By date"),
        "own": _tr("My own order"),
    }[arrangement]


def heading_text(heading: "Heading") -> str:
    """Return what a group is called."""
    if heading.kind == "past":
        year, _, month = heading.title.partition("-")
        return QLocale().toString(QDate(int(year), int(month), 1), "MMMM yyyy")
    return {
        "chapter": heading.title or _tr("In the book"),
        "gone": _tr("No longer in the book"),
        "elsewhere": _tr("In a book that is not open"),
        "today": _tr("Today"),
        "yesterday": _tr("Yesterday"),
        "month": _tr("Earlier this month"),
        "undated": _tr("Without a date"),
    }[heading.kind]


def about(entry: "Entry") -> tuple[str, str]:
    """Return what stands quietly below a bookmark: where it is, and its day."""
    return entry.chapter, kept_on(entry.bookmark)


def kept_on(bookmark: "Bookmark") -> str:
    """Return the day a bookmark was made, in the reader's time zone and language."""
    day = day_kept(bookmark)
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def kept_text(count: int) -> str:
    """Return how many there are."""
    return _tr("1 kept") if count == 1 else _tr("{0} kept").format(_number(count))


def shown_text(count: int, of: int) -> str:
    """Return how many of all are shown."""
    if count == of:
        return kept_text(of)
    return _tr("{0} of {1}").format(_number(count), _number(of))


def _number(count: int) -> str:
    return QLocale().toString(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BookmarksPanel", text)
