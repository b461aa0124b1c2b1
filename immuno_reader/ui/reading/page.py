"""A section as the page shows it, and the map between its plain text and Qt's positions.

Qt counts UTF-16 units of a text that has object characters for pictures and lacks what is only
spoken; a section counts code points of its plain text. Both have the same visible characters in
the same order, so the n-th visible character is the same in both: that is the whole map.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from immuno_reader.identity import BlockId, Place, Span

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from immuno_reader.library.book import Section
    from immuno_reader.shelf.settings import MarkTerms

_AGAIN = re.compile(r'<a class="term again" href="[^"]*">(.*?)</a>', re.DOTALL)
_TERM = re.compile(r'<a class="term(?: again)?" href="term:[^"]*">(.*?)</a>', re.DOTALL)
_DIV = re.compile(r'<(/?)div\b(?:[^>]*class="([^"]*)")?[^>]*>|data-block="([^"]+)"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_TABLE_TAGS = re.compile(r"</?(?:table|thead|tbody|tr)\b[^>]*>")
_CELL = re.compile(r"<t[dh]\b")
_FIRST_CELL = re.compile(r"(?<=<tr>)\s*<td([^>]*)>(.*?)</td>", re.DOTALL)
_CELLS = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
_HEADS = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_OBJECT = "\ufffc"
_BREAKS = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n")
"""How Qt writes the ends of lines and blocks, and the edges of the cells of a table."""
STANDING = BlockId("standing")
"""What the page says of itself below the section's own text; offsets there are Qt's."""


class Callout(NamedTuple):
    """A box around some blocks."""

    kind: str
    """``short``, ``note``, ``warning`` or ``danger``."""
    first: BlockId
    last: BlockId


def page_html(section: "Section", mark_terms: "MarkTerms", most_columns: int = 99) -> str:
    """Return the HTML of a section as the reader wants it.

    Args:
        section: the section.
        mark_terms: which uses of a term are linked.
        most_columns: tables of more columns than this stand as a list of their cells.
    """
    html = section.html
    if mark_terms == "first":
        html = _AGAIN.sub(r"\1", html)
    elif mark_terms == "never":
        html = _TERM.sub(r"\1", html)
    html = _TABLE.sub(lambda found: _fitted(found[0], most_columns), html)
    return html.replace("<table", '<table width="100%" cellspacing="0"')


def _fitted(table: str, most_columns: int) -> str:
    """Return a table, or its cells one below the other where its columns have no room."""
    if max(len(_CELL.findall(row)) for row in table.split("</tr>")) <= most_columns:
        return table
    table = _FIRST_CELL.sub(r'<p class="stack-first"\1>\2</p>', table)
    table = _CELLS.sub(r'<p class="stack"\1>\2</p>', table)
    table = _HEADS.sub(r'<p class="stack-head"\1>\2</p>', table)
    return _TABLE_TAGS.sub("", table)


def callouts(html: str) -> list[Callout]:
    """Return the callouts of a page in order; Qt forgets them when it reads the HTML."""
    if "callout" not in html:
        return []
    found: list[Callout] = []
    open_divs: list[str] = []
    first = last = BlockId("")
    for match in _DIV.finditer(html):
        closing, classes, block = match.groups()
        if block:
            if any(open_divs):
                first = first or BlockId(block)
                last = BlockId(block)
        elif closing:
            kind = open_divs.pop() if open_divs else ""
            if kind and first and not any(open_divs):
                found.append(Callout(kind, first, last))
                first = BlockId("")
        else:
            names = (classes or "").split()
            open_divs.append(names[-1] if "callout" in names and not any(open_divs) else "")
    return found


class ShownText:
    """All that a document shows, and where Qt has each character of it."""

    def __init__(self, document: "QTextDocument") -> None:
        """Read the text off; blocks and the cells of a table stand on lines of their own."""
        self.text = document.toRawText().translate(_BREAKS)
        self._doubles = [at for at, character in enumerate(self.text) if ord(character) > 0xFFFF]
        """Where the characters stand that Qt counts as two."""

    def position(self, at: int) -> int:
        """Return the Qt position of a character."""
        return at + bisect_left(self._doubles, at)


class TextMap:
    """Translates between places in a section and positions in the document showing it."""

    def __init__(self, section: "Section", document: "QTextDocument") -> None:
        """Count the visible characters of both once."""
        self._section = section
        self._starts: list[int] = []
        """Positions of the Qt blocks that show text."""
        self._texts: list[str] = []
        self._before: list[int] = []
        """Visible characters before each of them."""
        self._alike: dict[int, tuple[int, int]] = {}
        """What is said of the section's blocks that were asked about by ``_alike_from``."""
        self._edges: dict[int, tuple[list[int], list[int]]] = {}
        """Where each visible character begins and ends, of the Qt blocks that were asked about."""
        self._characters: dict[int, list[int]] = {}
        """Where the visible characters of the section's blocks that were asked about stand."""
        self._pictures: list[int] = []
        """Positions of the Qt blocks that show pictures only."""
        position = count = 0
        known: dict[str, int] = {}
        for text in _block_texts(document):
            known[text.rstrip()] = visible = _count(text)
            if visible:
                self._starts.append(position)
                self._texts.append(text)
                self._before.append(count)
                count += visible
            elif _OBJECT in text:
                self._pictures.append(position)
            position += _units(text) + 1
        self._shown = _without(section.text, section.spoken)
        self._block_starts = [plain.start for plain in section.blocks]
        self._plain_before: list[int] = []
        """Visible characters before each block of the section."""
        at = count = 0
        for start in self._block_starts:
            text = self._shown[at:start].rstrip()
            # Mostly Qt shows the very same; to count its letters takes far longer.
            count += known[text] if text in known else _count(text)
            at = start
            self._plain_before.append(count)

        after = bisect_left(self._before, count + _count(self._shown[at:]))
        self._end = (
            self._starts[after] if after < len(self._starts) else document.characterCount() - 1
        )

    @property
    def end(self) -> int:
        """The Qt position behind the section's own text, where the page speaks of itself."""
        return self._end

    def position(self, text_position: int) -> int:
        """Return the Qt position of a character of the section's plain text."""
        return self._qt_range(self._visible_before(text_position))[0]

    def text_position(self, position: int) -> int:
        """Return the character of the section's plain text at a Qt position."""
        return self._at_visible(self._qt_visible_before(position))

    def range(self, span: Span) -> tuple[int, int]:
        """Return the Qt positions around what is visible of a part of the plain text."""
        ahead = self._ahead(span.start), self._ahead(span.end - 1)
        if ahead[0] is not None and ahead[1] is not None and span.start < span.end:
            return span.start + ahead[0], span.end + ahead[1]
        first, after = self._visible_before(span.start), self._visible_before(span.end)
        start = self._qt_range(first)[0]
        return start, self._qt_range(after - 1)[1] if first < after else start

    def span(self, start: int, end: int) -> Span | None:
        """Return the part of the plain text that is visible between two Qt positions."""
        first = self._qt_visible_before(start)
        after = self._qt_visible_before(min(end, self._end))
        if first >= after:
            return None
        return Span(self._at_visible(first), self._at_visible(after - 1) + 1)

    def place(self, position: int) -> Place:
        """Return the place of a Qt position; a picture's is the end of the text above it."""
        if position >= self._end:
            return Place(self._section.ref, STANDING, position - self._end)
        at = self.text_position(position)
        is_picture = position in self._pictures
        if is_picture:
            at = self._at_visible(self._qt_visible_before(position) - 1)
        block = self._section.block_at(at)
        if block is None:
            return Place(self._section.ref)
        return Place(self._section.ref, block.id, (block.end if is_picture else at) - block.start)

    def position_of(self, place: Place) -> int:
        """Return the Qt position of a place; the top when its block is gone."""
        if place.block == STANDING:
            return self._end + place.offset
        block = self._section.block(place.block)
        if block is None:
            return 0
        if place.offset >= block.end - block.start:
            # By its last letter in sight: what is only read aloud may end the block, as of a note.
            last = self._qt_range(max(0, self._visible_before(block.end) - 1))[0]
            if (picture := self._picture_behind(last)) is not None:
                return picture
        return self.position(min(block.start + place.offset, max(block.start, block.end - 1)))

    def _picture_behind(self, position: int) -> int | None:
        """Return the position of a picture before the text goes on."""
        index = bisect_right(self._pictures, position)
        following = bisect_right(self._starts, position)
        if index == len(self._pictures):
            return None
        is_next = following == len(self._starts) or self._pictures[index] < self._starts[following]
        return self._pictures[index] if is_next else None

    def _qt_visible_before(self, position: int) -> int:
        index = max(0, bisect_right(self._starts, position) - 1)
        if not self._starts:
            return 0
        units = max(0, position - self._starts[index])
        before = self._texts[index].encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
        return self._before[index] + _count(before)

    def _qt_range(self, visible: int) -> tuple[int, int]:
        """Return the positions before and behind the n-th visible character."""
        if not self._starts:
            return 0, 0
        index = max(0, bisect_right(self._before, visible) - 1)
        (starts, ends), at = self._edges_of(index), visible - self._before[index]
        if at < len(starts):
            return starts[at], ends[at]
        end = self._starts[index] + _units(self._texts[index])
        return end, end

    def _edges_of(self, index: int) -> tuple[list[int], list[int]]:
        if index not in self._edges:
            text, start = self._texts[index], self._starts[index]
            if max(text) < _OBJECT:  # as most is; it saves a look at each character's size
                starts = [at for at, letter in enumerate(text, start) if not letter.isspace()]
                ends = [at + 1 for at in starts]
            else:
                edges = pairwise(accumulate(map(_units, text), initial=start))
                shown = [
                    edge
                    for letter, edge in zip(text, edges, strict=True)
                    if letter != _OBJECT and not letter.isspace()
                ]
                starts, ends = [edge[0] for edge in shown], [edge[1] for edge in shown]
            self._edges[index] = starts, ends
        return self._edges[index]

    def _ahead(self, at: int) -> int | None:
        """Return how far Qt is ahead at a character of text that it shows letter by letter.

        Most text is shown so, and there nothing is to be counted; None elsewhere, and at a space.
        """
        index = bisect_right(self._block_starts, at) - 1
        if index < 0:
            return None
        if index not in self._alike:
            self._alike[index] = self._alike_from(index)
        ahead, end = self._alike[index]
        return ahead if at < end and not self._shown[at].isspace() else None

    def _alike_from(self, index: int) -> tuple[int, int]:
        """Return how far Qt is ahead in a block of the section, and up to where they are alike."""
        start, before = self._block_starts[index], self._plain_before[index]
        at = bisect_left(self._before, before)
        if at < len(self._before) and self._before[at] == before:
            text = self._texts[at]
            if self._shown.startswith(text, start) and max(text) < _OBJECT:
                return self._starts[at] - start, start + len(text)
        return 0, start

    def _visible_before(self, text_position: int) -> int:
        index = bisect_right(self._block_starts, text_position) - 1
        if index < 0:
            return 0
        return self._plain_before[index] + bisect_left(self._characters_of(index), text_position)

    def _at_visible(self, visible: int) -> int:
        index = max(0, bisect_right(self._plain_before, visible) - 1)
        if not self._block_starts:
            return 0
        characters, at = self._characters_of(index), visible - self._plain_before[index]
        return characters[at] if at < len(characters) else len(self._section.text)

    def _characters_of(self, index: int) -> list[int]:
        if index not in self._characters:
            start, end = self._block_starts[index], len(self._shown)
            if index + 1 < len(self._block_starts):
                end = self._block_starts[index + 1]
            places = enumerate(self._shown[start:end], start)
            self._characters[index] = [at for at, letter in places if not letter.isspace()]
        return self._characters[index]


def _block_texts(document: "QTextDocument") -> list[str]:
    """Return the texts of Qt's blocks; to ask for one after another takes several times as long."""
    # Cells of a table begin and end with characters of their own.
    text = document.toRawText().replace("\ufdd0", "\u2029").replace("\ufdd1", "\u2029")
    return text.split("\u2029")


def _units(text: str) -> int:
    """Return how many units of UTF-16 a text is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _count(text: str) -> int:
    """Return how many characters are visible."""
    return len("".join(text.split())) - text.count(_OBJECT)


def _without(text: str, spans: tuple[Span, ...]) -> str:
    """Blank out spans, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    # In the document the same character may stand for a picture.
    return text.replace(_OBJECT, " ")
