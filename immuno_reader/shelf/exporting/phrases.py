"""The words of an export that are not the reader's own."""

from datetime import date
from typing import NamedTuple


class Phrases(NamedTuple):
    """What is said around what the reader wrote, in one language."""

    language: str = "en"
    title: str = "What I keep"
    about: str = (
        "My own bookmarks, notes and questions from reading in Immuno Reader, written out on"
        " {date}. They are for me, and to talk over with my care team. They are not medical advice."
    )
    my_bookmarks: str = "My bookmarks"
    my_questions: str = "My questions"
    my_words: str = "My words"
    nothing: str = "Nothing is kept yet."
    bookmark: str = "Bookmark"
    highlight: str = "Highlight"
    note: str = "Note"
    labels: str = "Labels"
    asked: str = "asked"
    not_asked: str = "not asked yet"
    answer: str = "Answer"
    suggested_by: str = "From"
    starred: str = "starred"
    colours: tuple[tuple[str, str], ...] = (
        ("yellow", "yellow"),
        ("green", "green"),
        ("blue", "blue"),
        ("pink", "pink"),
    )
    """What each of ``COLOURS`` is called."""
    months: tuple[str, ...] = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    day: str = "{day} {month} {year}"
    """How a date is written."""

    def date(self, day: date) -> str:
        """Write a date so that nobody takes the month for the day."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def colour(self, name: str) -> str:
        """Return what a colour is called."""
        return dict(self.colours).get(name, name)


ENGLISH = Phrases()
