"""The orders in which what is kept is listed, and the headings above it. Pure; no Qt."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from immuno_reader.shelf.moments import moment

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId, PackId, SectionRef
    from immuno_reader.library.book import Contents, SectionEntry
    from immuno_reader.shelf.bookmark import Bookmark

Arrangement = Literal["place", "date", "own"]
ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)

HeadingKind = Literal[
    "chapter", "gone", "elsewhere", "today", "yesterday", "month", "past", "undated"
]

_T = TypeVar("_T")
Steps: TypeAlias = Generator[None, None, _T]
"""Work that can be left between two steps, so that the window stays live; it returns a result."""

STEP = 50
"""How many bookmarks are looked at in one step."""
_BETWEEN = " \u203a "


class Heading(NamedTuple):
    """What a group is called."""

    kind: HeadingKind
    title: str = ""
    """The chapter, or the month as ``2026-11``."""
    number: int = 0
    """Tells apart chapters that are called the same."""


class HeadingRow(NamedTuple):
    """A row that names the group below it."""

    heading: Heading
    size: int
    """How many bookmarks are in it."""

    @property
    def key(self) -> "Heading | ItemId":
        """What stays the same when the row changes."""
        return self.heading


class Entry(NamedTuple):
    """A row that is a bookmark."""

    bookmark: "Bookmark"
    heading: Heading | None = None
    chapter: str = ""
    """What stands above its section and is not said by the heading."""
    is_continued: bool = False
    """Whether the row above has the name of the section already."""

    @property
    def key(self) -> "Heading | ItemId":
        """What stays the same when the row changes."""
        return self.bookmark.id

    @property
    def is_gone(self) -> bool:
        """Whether its section is in no book that is open."""
        return self.heading is not None and self.heading.kind in ("gone", "elsewhere")


Row: TypeAlias = HeadingRow | Entry


class Spot(NamedTuple):
    """Where a section stands in the contents."""

    number: int
    heading: Heading
    trail: str
    """What stands between the heading and the section."""


class Places(NamedTuple):
    """Where all sections stand, looked up once for each time the contents change."""

    spots: "Mapping[SectionRef, Spot]"
    packs: "frozenset[PackId]"


def places_of(contents: "Contents") -> Places:
    """Return where the sections of the open books stand."""
    titles = {pack.id: pack.title for pack in contents.packs}
    spots: dict[SectionRef, Spot] = {}
    pack, part, heading = None, None, Heading("chapter")
    above: list[tuple[int, SectionEntry]] = []
    for number, entry in enumerate(contents.entries):
        if entry.pack != pack:
            pack, part, above, heading = entry.pack, None, [], Heading("chapter", number=-1)
        if entry.kind == "part":
            part, above = entry, []
            heading = Heading("chapter", _in_pack(entry, titles), number)
            continue
        above = [*(row for row in above if row[1].depth < entry.depth), (number, entry)]
        if part is None and len(above) == 1:
            heading = _without_part(contents, number, heading, titles)
        if entry.ref:
            between = above[heading.number == above[0][0] : -1]
            trail = _BETWEEN.join(row.title for _, row in between)
            spots.setdefault(entry.ref, Spot(number, heading, trail))
    return Places(spots, frozenset(titles))


def _in_pack(entry: "SectionEntry", titles: "Mapping[PackId, str]") -> str:
    several = len(titles) > 1
    return _BETWEEN.join((titles[entry.pack], entry.title)) if several else entry.title


def _without_part(
    contents: "Contents", number: int, before: Heading, titles: "Mapping[PackId, str]"
) -> Heading:
    """Return the heading of a row at the top level: a chapter is its own, others have the book."""
    entry = contents.entries[number]
    following = contents.entries[number + 1 : number + 2]
    has_below = any(
        row.pack == entry.pack and row.kind != "part" and row.depth > entry.depth
        for row in following
    )
    if has_below:
        return Heading("chapter", _in_pack(entry, titles), number)
    book = titles.get(entry.pack, "")
    return before if before.title == book else Heading("chapter", book, number)


# Putting in order


def arranged(
    bookmarks: "Sequence[Bookmark]",
    arrangement: Arrangement,
    places: Places,
    today: date,
) -> Steps[list[Entry]]:
    """Put bookmarks, which come in the reader's own order, in another one.

    Args:
        bookmarks: all of them.
        arrangement: by place in the book, by date, or as they come.
        places: where the sections stand; without any book nothing is said to be gone.
        today: the day by which others are called yesterday.
    """
    if arrangement == "place":
        return (yield from _by_place(bookmarks, places))
    if arrangement == "date":
        return (yield from _by_date(bookmarks, today))
    return [Entry(bookmark, None, bookmark.chapter) for bookmark in bookmarks]


def _by_place(bookmarks: "Sequence[Bookmark]", places: Places) -> Steps[list[Entry]]:
    # By section, each of which is put in order in a step of its own.
    sections: dict[tuple[int, int], list[tuple[int, Entry]]] = {}
    chapters: dict[str, Heading] = {}
    for number, bookmark in enumerate(bookmarks):
        if number % STEP == 0:
            yield
        spot, start = places.spots.get(bookmark.section), 0
        if spot is not None:
            entry, section = Entry(bookmark, spot.heading, spot.trail), (0, spot.number)
            start = bookmark.anchor.start if bookmark.anchor else -1
        elif not places.packs:
            chapter = bookmark.chapter
            heading = chapters.setdefault(chapter, Heading("chapter", chapter, len(chapters)))
            entry, section = Entry(bookmark, heading), (0, heading.number)
        elif bookmark.section.pack in places.packs:
            entry, section = Entry(bookmark, Heading("gone"), bookmark.chapter), (1, 0)
        else:
            entry, section = Entry(bookmark, Heading("elsewhere"), bookmark.chapter), (2, 0)
        sections.setdefault(section, []).append((start, entry))
    ordered: list[Entry] = []
    for section in sorted(sections):
        yield
        ordered += [entry for _, entry in sorted(sections[section], key=_start)]
    return ordered


def _start(pair: tuple[int, Entry]) -> int:
    return pair[0]


def _by_date(bookmarks: "Sequence[Bookmark]", today: date) -> Steps[list[Entry]]:
    keyed: list[tuple[tuple[float, int], Entry]] = []
    for number, bookmark in enumerate(bookmarks):
        if number % STEP == 0:
            yield
        heading = _heading_of(day_kept(bookmark), today)
        keyed.append(
            ((-moment(bookmark.created), number), Entry(bookmark, heading, bookmark.chapter))
        )
    keyed.sort(key=lambda pair: pair[0])
    dated = [entry for _, entry in keyed if entry.heading != _UNDATED]
    return dated + [entry for _, entry in keyed if entry.heading == _UNDATED]


_UNDATED = Heading("undated")


def _heading_of(day: date | None, today: date) -> Heading:
    if day is None:
        return _UNDATED
    if day >= today:  # a clock may have been ahead
        return Heading("today")
    if day == today - timedelta(days=1):
        return Heading("yesterday")
    if (day.year, day.month) == (today.year, today.month):
        return Heading("month")
    return Heading("past", f"{day.year:04}-{day.month:02}")


def day_kept(bookmark: "Bookmark") -> date | None:
    """Return the day a bookmark was made, where the reader is; None if the file says nonsense."""
    seconds = moment(bookmark.created)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds).date()
    except (ValueError, OverflowError, OSError):
        return None


# Rows


def rows_of(entries: Iterable[Entry]) -> Steps[list[Row]]:
    """Put the headings among bookmarks that are in order."""
    rows: list[Row] = []
    heading: Heading | None = None
    before: Entry | None = None
    at, count = -1, 0
    for number, entry in enumerate(entries):
        if number % STEP == 0:
            yield
        if entry.heading is not None and entry.heading != heading:
            _write_count(rows, at, count)
            at, count, before, heading = len(rows), 0, None, entry.heading
            rows.append(HeadingRow(heading, 0))
        rows.append(entry._replace(is_continued=True) if _continues(entry, before) else entry)
        before, count = entry, count + 1
    _write_count(rows, at, count)
    return rows


def _write_count(rows: list[Row], at: int, count: int) -> None:
    if at >= 0:
        rows[at] = HeadingRow(rows[at].heading, count)  # type: ignore[arg-type]


def _continues(entry: Entry, before: Entry | None) -> bool:
    if before is None or entry.heading is None or entry.heading.kind != "chapter":
        return False
    bookmark = entry.bookmark
    if bookmark.label or bookmark.anchor is None or not bookmark.excerpt:
        return False
    return before.bookmark.section == bookmark.section


def moved(
    order: "Sequence[ItemId]", ids: "Sequence[ItemId]", before: "ItemId | None"
) -> list["ItemId"]:
    """Return an order in which some stand, one after another, before another one, or last."""
    rest = [id for id in order if id not in ids]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], *ids, *rest[place:]]


def finished(steps: Steps[_T]) -> _T:
    """Do all steps at once."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        result: _T = end.value
        return result
