"""Rendered HTML to blocks: what the checker knows of a page, it knows from what readers see."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from immuno_reader.identity import TermId
from immuno_reader.publishing.checking.page import Block, Callout, Kind, Link, Picture, Use

_KINDS: Mapping[str, Kind] = {
    "p": "paragraph",
    "li": "item",
    "td": "cell",
    "th": "cell",
    "dt": "term",
    "dd": "definition",
    "pre": "code",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_EDGES = frozenset(_KINDS) | frozenset(
    ("div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hr")
)
_VOID = frozenset(("br", "hr", "img"))
_CALLOUT = re.compile(r"\bcallout (\w+)")


def outline(html: str) -> list[Block]:
    """Return the blocks of a section's HTML; their lines are still 0."""
    parser = _Outliner()
    parser.feed(html)
    parser.close()
    return parser.finish()


@dataclass
class _Draft:
    """The block that is open."""

    kind: Kind
    level: int = 0
    is_header: bool = False
    is_merged: bool = False
    is_nested: bool = False
    parts: list[str] = field(default_factory=list)
    length: int = 0
    space: bool = False
    uses: list[Use] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    underlined: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            self.space = self.space or bool(self.parts)
            return
        if self.parts and (self.space or text[0].isspace()):
            words = " " + words
        self.parts.append(words)
        self.length += len(words)
        self.space = text[-1].isspace()

    def since(self, start: int) -> tuple[int, str]:
        """Return the text from a place on, and where its words start."""
        text = "".join(self.parts)[start:]
        return start + len(text) - len(text.lstrip()), text.strip()


@dataclass
class _Open:
    """An element that is open."""

    tag: str
    attributes: Mapping[str, str]
    start: int = 0
    """Where it starts in the text of its block."""


class _Outliner(HTMLParser):
    """Walks once through the HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._draft: _Draft | None = None
        self._stack: list[_Open] = []
        self._callouts: list[Callout] = []
        self._callout_count = self._list_count = self._row = self._column = 0
        self._lists: list[tuple[int, bool]] = []
        self._items: dict[int, int] = {}
        """How many items of each list have begun."""
        self._in_notes = self._in_note_mark = False

    def finish(self) -> list[Block]:
        """Return all blocks."""
        self._end_block()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _EDGES:
            self._end_block()
        self._open_box(tag, attributes)
        if tag in _KINDS:
            self._draft = self._new_draft(tag, attributes)
        elif tag == "img":
            draft = self._draft = self._draft or _Draft("paragraph")
            draft.pictures.append(Picture(attributes.get("alt", ""), attributes.get("src", "")))
        elif tag == "br" and self._draft:
            self._draft.space = True
        if tag not in _VOID:
            self._stack.append(_Open(tag, attributes, self._draft.length if self._draft else 0))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        opened = next((one for one in reversed(self._stack) if one.tag == tag), None)
        if opened is None:
            return
        self._stack.remove(opened)
        if tag in _EDGES:
            self._end_block()
        elif self._draft:
            self._end_inline(opened, self._draft)
        self._close_box(opened)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_note_mark:
            if self._draft and data.strip():
                self._draft.notes.append(data.strip())
            return
        if self._draft is None:
            if not data.strip():
                return
            inside = next((one.tag for one in reversed(self._stack) if one.tag in _KINDS), "p")
            self._draft = self._new_draft(inside, {})
        self._draft.add(data)

    def _open_box(self, tag: str, attributes: Mapping[str, str]) -> None:
        kinds = attributes.get("class", "")
        if tag == "div" and (found := _CALLOUT.search(kinds)):
            self._callout_count += 1
            self._callouts.append(Callout(found[1], self._callout_count))
        elif tag == "div" and kinds == "footnote":
            self._in_notes = True
        elif tag in ("ul", "ol", "table"):
            self._list_count += 1
            self._lists.append((self._list_count, tag == "ol"))
            self._row = 0
        elif tag == "li" and self._lists:
            number = self._lists[-1][0]
            self._items[number] = self._items.get(number, 0) + 1
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._column += 1
        elif tag == "sup" and kinds == "footnote-ref":
            self._in_note_mark = True

    def _close_box(self, opened: _Open) -> None:
        kinds = opened.attributes.get("class", "")
        if opened.tag == "div" and _CALLOUT.search(kinds) and self._callouts:
            self._callouts.pop()
        elif opened.tag == "div" and kinds == "footnote":
            self._in_notes = False
        elif opened.tag in ("ul", "ol", "table") and self._lists:
            self._lists.pop()
        elif opened.tag == "sup":
            self._in_note_mark = False

    def _new_draft(self, tag: str, attributes: Mapping[str, str]) -> _Draft:
        kind = _KINDS[tag]
        if attributes.get("class") == "caption":
            kind = "caption"
        elif attributes.get("class") == "callout-title":
            kind = "title"
        elif self._in_notes:
            kind = "note"
        elif kind == "paragraph" and self._lists and any(one.tag == "li" for one in self._stack):
            kind = "item"
        return _Draft(
            kind,
            level=int(tag[1]) if kind == "heading" else len(self._lists),
            is_header=tag == "th",
            is_merged="colspan" in attributes or "rowspan" in attributes,
            is_nested=kind == "cell" and sum(one.tag == "table" for one in self._stack) > 1,
        )

    def _end_inline(self, opened: _Open, draft: _Draft) -> None:
        start, words = draft.since(min(opened.start, draft.length))
        if not words:
            return
        target = opened.attributes.get("href", "")
        if opened.tag == "a" and target.startswith("term:"):
            term = TermId(target.rpartition("/")[2])
            draft.uses.append(Use(start, start + len(words), term))
        elif opened.tag == "a":
            draft.links.append(Link(words, target))
        elif opened.tag in ("em", "i"):
            draft.italics.append(words)
        elif opened.tag in ("u", "ins"):
            draft.underlined.append(words)

    def _end_block(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None or not (draft.parts or draft.pictures or draft.kind == "cell"):
            return
        number, is_ordered = self._lists[-1] if self._lists else (0, False)
        self._blocks.append(
            Block(
                draft.kind,
                "".join(draft.parts).strip(),
                0,
                level=draft.level,
                callout=self._callouts[-1] if self._callouts else None,
                list_number=number,
                item_number=self._items.get(number, 0),
                is_ordered=is_ordered,
                is_header=draft.is_header,
                is_merged=draft.is_merged,
                is_nested=draft.is_nested,
                row=self._row,
                column=self._column,
                uses=tuple(draft.uses),
                links=tuple(draft.links),
                pictures=tuple(draft.pictures),
                notes=tuple(draft.notes),
                italics=tuple(draft.italics),
                underlined=tuple(draft.underlined),
            )
        )
