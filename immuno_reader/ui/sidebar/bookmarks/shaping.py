"""What stands where in a row of the list of bookmarks, measured once for each row and width."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from immuno_reader.ui.rows import wrapped
from immuno_reader.ui.sidebar.bookmarks.words import about

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.ui.sidebar.bookmarks.arranging import Entry
    from immuno_reader.ui.theme import Look

_NAME_LINES = 3
_EXCERPT_LINES = 3
_GONE_LINES = 8
"""Of a passage whose page is gone the list is the only place left."""
_NOTE_LINES = 2
_CHAPTER_LINES = 2
_SHORT_LINES = 3
"""Lines below the name where all rows are of one height: the passage, the note, the day."""
_MOST_KNOWN = 2_000


class Piece(NamedTuple):
    """Lines of a row in one font."""

    lines: tuple[str, ...]
    font: QFont
    top_px: int
    is_quiet: bool = False
    is_note: bool = False


class Tag(NamedTuple):
    """A label as a row shows it."""

    text: str
    box: QRect
    """In the text of the row."""


class Shape(NamedTuple):
    """A row, measured."""

    pieces: tuple[Piece, ...]
    tags: tuple[Tag, ...]
    name_px: int
    """The height of the name, or of what stands in its place."""
    first_px: int
    """The height of the first line."""
    note_px: int
    """How far a note is set in, beside its sign."""
    height_px: int


class Shapes:
    """Measures rows in one look."""

    def __init__(self, look: "Look") -> None:
        self._look = look
        self.bold = look.font(look.chrome_px, bold=True)
        self.small = look.font(round(look.chrome_px * 0.9))
        self.tag = look.font(round(look.chrome_px * 0.82))
        self.heading = look.font(round(look.chrome_px * 0.88), bold=True)
        self._known: dict[ItemId, tuple[Entry, int, bool, Shape]] = {}

    @property
    def short_px(self) -> int:
        """The height of a row's text where all rows are of one height."""
        small = QFontMetrics(self.small).lineSpacing()
        return QFontMetrics(self.bold).lineSpacing() + _SHORT_LINES * small

    def heading_line(self, text: str, width: int) -> list[str]:
        """Return the name of a group as it fits."""
        return wrapped(text, self.heading, width, 1)

    def shape(self, entry: "Entry", width: int, *, is_short: bool) -> Shape:
        """Return what stands where in a row.

        Args:
            entry: the row.
            width: the room for its text.
            is_short: whether all rows are of one height, which is that of four lines.
        """
        known = self._known.get(entry.bookmark.id)
        if known is None or known[0] is not entry or known[1:3] != (width, is_short):
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            shape = self._measured(entry, width, is_short=is_short)
            known = self._known[entry.bookmark.id] = entry, width, is_short, shape
        return known[3]

    def _measured(self, entry: "Entry", width: int, *, is_short: bool) -> Shape:
        bookmark, pieces, top = entry.bookmark, list[Piece](), 0
        small = QFontMetrics(self.small).lineSpacing()
        if not entry.is_continued:
            lines = wrapped(bookmark.name, self.bold, width, 1 if is_short else _NAME_LINES)
            pieces.append(Piece(tuple(lines), self.bold, 0))
            top = len(lines) * QFontMetrics(self.bold).lineSpacing()
        excerpt = " ".join(bookmark.excerpt.split())
        if excerpt:
            most = _GONE_LINES if entry.is_gone else _EXCERPT_LINES
            most = (2 if entry.is_continued else 1) if is_short else most
            lines = wrapped(excerpt, self.small, width, most)
            pieces.append(Piece(tuple(lines), self.small, top))
            top += len(lines) * small
        note, note_px = " ".join(bookmark.note.split()), round(small * 1.2)
        if note:
            most = 1 if is_short else _NOTE_LINES
            lines = wrapped(note, self.small, max(width - note_px, 1), most)
            pieces.append(Piece(tuple(lines), self.small, top, is_note=True))
            top += len(lines) * small
        tags: tuple[Tag, ...] = ()
        if bookmark.labels and not (is_short and note):
            tags = self._tags(bookmark.labels, width, top)
            top += round(small * (1.0 if is_short else 1.25))
        lines = self._about(entry, width, is_short=is_short)
        if lines:
            pieces.append(Piece(tuple(lines), self.small, top, is_quiet=True))
            top += len(lines) * small
        first = QFontMetrics(pieces[0].font).lineSpacing()
        return Shape(tuple(pieces), tags, len(pieces[0].lines) * first, first, note_px, top)

    def _about(self, entry: "Entry", width: int, *, is_short: bool) -> list[str]:
        """Return chapter and day on one line, or the day below where it would not fit."""
        chapter, day = about(entry)
        both = " \u00b7 ".join(filter(None, (chapter, day)))
        if not both:
            return []
        if is_short or QFontMetrics(self.small).horizontalAdvance(both) <= width:
            return wrapped(both, self.small, width, 1)
        lines = wrapped(chapter, self.small, width, _CHAPTER_LINES)
        return [*lines, day] if day else lines

    def _tags(self, labels: tuple[str, ...], width: int, top: int) -> tuple[Tag, ...]:
        """Return labels side by side on one line, and how many more there are."""
        metrics, pad, gap = QFontMetrics(self.tag), self._look.space(1.5), self._look.space(1)
        height = metrics.lineSpacing()
        top += max((round(QFontMetrics(self.small).lineSpacing() * 1.2) - height) // 2, 0)
        tags, left = list[Tag](), 0
        for number, label in enumerate(labels):
            rest = f"+{len(labels) - number - 1}" if number < len(labels) - 1 else ""
            kept = metrics.horizontalAdvance(rest) + 2 * pad + gap if rest else 0
            room = width - left - kept
            wide = metrics.horizontalAdvance(label) + 2 * pad
            if wide > room and tags:
                more = f"+{len(labels) - number}"
                wide = metrics.horizontalAdvance(more) + 2 * pad
                tags.append(Tag(more, QRect(left, top, wide, height)))
                break
            wide = min(wide, max(room, 3 * pad))
            text = wrapped(label, self.tag, wide - 2 * pad + 1, 1)[0]
            tags.append(Tag(text, QRect(left, top, wide, height)))
            left += wide + gap
        return tuple(tags)
