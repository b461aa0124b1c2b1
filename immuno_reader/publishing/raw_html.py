"""HTML written inside Markdown: which of it is kept, and how nothing but tags is ever lost.

Tags that the reader knows are kept, other tags of HTML are left out and their text stays. What
only looks like a tag, such as the place-holder in "Call <your nurse> today", is text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

TAG = (
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)"
    r"""((?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+)\s*+/?>"""
)
COMMENT = r"<!--(?:(?!-->).)*+-->"
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([a-zA-Z]\w*));"

_ANY = re.compile(f"{TAG}|{COMMENT}", re.DOTALL)
_ENTITY = re.compile(ENTITY)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?+"""
)

_WORDS = frozenset(
    (
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "code",
        "del",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    )
)
_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(
    (
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "hr",
        *_TABLE,
        *_CELLS,
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    )
)
_EMPTY = frozenset(("br", "hr", "img"))
_VOID = _EMPTY | frozenset(
    ("area", "base", "col", "embed", "input", "link", "meta", "param", "source", "track", "wbr")
)
_OTHER_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "head",
        "header",
        "hgroup",
        "html",
        "iframe",
        "legend",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "script",
        "search",
        "section",
        "select",
        "style",
        "svg",
        "summary",
        "template",
        "textarea",
        "title",
        "colgroup",
        "math",
        "canvas",
        "video",
        "audio",
    )
)
_OTHER_WORDS = frozenset(
    (
        "acronym",
        "applet",
        "bdi",
        "bdo",
        "big",
        "blink",
        "button",
        "data",
        "datalist",
        "dfn",
        "font",
        "frame",
        "label",
        "map",
        "marquee",
        "meter",
        "nobr",
        "output",
        "picture",
        "progress",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "slot",
        "span",
        "strike",
        "time",
        "tt",
    )
)
_OFTEN_OPEN = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "div", "details", "center"))
_KNOWN = _WORDS | _BLOCKS | _VOID | _OTHER_BLOCKS | _OTHER_WORDS
_WITHOUT_VALUE = frozenset(
    (
        "allowfullscreen",
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "controls",
        "defer",
        "disabled",
        "hidden",
        "ismap",
        "loop",
        "multiple",
        "muted",
        "nohref",
        "noshade",
        "nowrap",
        "novalidate",
        "open",
        "readonly",
        "required",
        "reversed",
        "selected",
        "inert",
        "download",
    )
)
_KEPT_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "img": ("src", "alt", "title"),
    "ol": ("start",),
    **dict.fromkeys(_CELLS, ("align", "colspan", "rowspan")),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("id",)),
}
_UNTIL_CLOSED = ("table", "pre", "script", "style", "textarea", "svg")
_STARTS = re.compile(r" {0,3}</?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")


def characters(text: str) -> str:
    """Return a text with ``&amp;`` and the like as the characters that they stand for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return unescape(entity[0]) if not name or f"{name};" in html5 else entity[0]


class Tag(NamedTuple):
    """A tag of HTML."""

    name: str
    closing: bool
    attributes: Mapping[str, str]
    source: str


def read_tag(source: str) -> Tag | None:
    """Return the tag that a text is; None if it only looks like one."""
    found = _ANY.fullmatch(source)
    if not found or not found[2] or found[2].lower() not in _KNOWN:
        return None
    attributes: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(found[3]):
        name = attribute[1].lower()
        if attribute[0] == attribute[1] and name not in _WITHOUT_VALUE:
            return None
        value = attribute[2] or attribute[3] or attribute[4] or ""
        attributes.setdefault(name, characters(value))
    if found[1] and attributes:
        return None
    return Tag(found[2].lower(), bool(found[1]), attributes, source)


def starts_block(block: str) -> str:
    """Return the name of the block element of HTML that a block of Markdown starts with."""
    found = _STARTS.match(block)
    name = found[1].lower() if found else ""
    return name if name in _BLOCKS or name in _OTHER_BLOCKS else ""


def is_open(name: str, block: str) -> bool:
    """Tell whether a block that starts with an element goes on over empty lines."""
    return name in _UNTIL_CLOSED and f"</{name}" not in block.lower()


def read_block(source: str, parent: Element, left_out: Callable[[Tag], None]) -> None:
    """Append a block of raw HTML to an element.

    Args:
        source: the block.
        parent: the element to append to.
        left_out: is told of every tag that is not kept.
    """
    _build(_split(source), parent, _WORDS | _BLOCKS, left_out)


def settle(parent: Element, marker: str, left_out: Callable[[Tag], None]) -> None:
    """Make elements of the raw tags that stand as markers among the children of an element.

    Args:
        parent: the element.
        marker: the tag of the markers; their ``source`` is the raw tag.
        left_out: is told of every tag that is not kept.
    """
    parts: list[str | Tag | Element] = [parent.text or ""]
    for child in parent:
        tag = read_tag(child.get("source", "")) if child.tag == marker else None
        parts += [tag or child, child.tail or ""]
        child.tail = None
    parent.text = None
    del parent[:]
    _build(parts, parent, _WORDS, left_out)


def _split(source: str) -> Iterator[str | Tag]:
    after = 0
    for found in _ANY.finditer(source):
        tag = read_tag(found[0])
        if tag or not found[2]:
            yield characters(source[after : found.start()])
            after = found.end()
            if tag:
                yield tag
    yield characters(source[after:])


def _build(
    parts: Iterable[str | Tag | Element],
    parent: Element,
    kept: frozenset[str],
    left_out: Callable[[Tag], None],
) -> None:
    parts = list(parts)
    paired = _pairs(parts)
    tree = _Tree(parent)
    for at, part in enumerate(parts):
        if isinstance(part, str):
            tree.add_text(part)
        elif isinstance(part, Element):
            tree.add(part)
        elif part.name in kept & _EMPTY:
            tree.add(_element(part))
        elif part.name in kept and part.closing:
            tree.close(part.name)
        elif part.name in kept and (at in paired or part.name in _BLOCKS):
            if part.name == "a" and "href" not in part.attributes:
                continue
            tree.open(_element(part))
        else:
            text = _instead(part, is_paired=at in paired)
            if text != part.source:
                left_out(part)
            tree.add_text(text)


def _pairs(parts: Sequence[str | Tag | Element]) -> set[int]:
    """Return where the tags stand that have both a start and an end."""
    paired: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for at, part in enumerate(parts):
        if not isinstance(part, Tag) or part.name in _VOID:
            continue
        if not part.closing:
            waiting.setdefault(part.name, []).append(at)
        elif waiting.get(part.name):
            paired |= {at, waiting[part.name].pop()}
    return paired


def _instead(tag: Tag, *, is_paired: bool) -> str:
    """Return what stands in the place of a tag that is not kept: itself where it may be text."""
    is_block = tag.name in _BLOCKS or tag.name in _OTHER_BLOCKS
    if is_paired or tag.closing or tag.attributes or tag.name in _OFTEN_OPEN or tag.name == "wbr":
        return " " if is_block else ""
    return tag.source


def _element(tag: Tag) -> Element:
    names = tag.attributes.keys() & _KEPT_ATTRIBUTES.get(tag.name, ())
    return Element(tag.name, {name: tag.attributes[name] for name in sorted(names)})


class _Tree:
    """Elements that are still open, from the outermost in."""

    def __init__(self, root: Element) -> None:
        self._open = [root]

    def add_text(self, text: str) -> None:
        if text.strip():
            self._enter_cell()
        top = self._open[-1]
        if len(top):
            top[-1].tail = (top[-1].tail or "") + text
        else:
            top.text = (top.text or "") + text

    def add(self, element: Element) -> None:
        if element.tag in _CELLS:
            self._enter_row()
        elif element.tag not in _TABLE:
            self._enter_cell()
        self._open[-1].append(element)

    def open(self, element: Element) -> None:
        if element.tag in _CELLS or element.tag in _TABLE - {"table"}:
            if not self._has("table"):
                return
            around = _TABLE if element.tag in _CELLS else _TABLE - {"tr"}
            while self._open[-1].tag not in around:
                self._open.pop()
        self.add(element)
        self._open.append(element)

    def close(self, name: str) -> None:
        if self._has(name):
            while self._open.pop().tag != name:
                pass

    def _has(self, name: str) -> bool:
        return any(element.tag == name for element in self._open[1:])

    def _enter_row(self) -> None:
        if self._open[-1].tag in _TABLE - {"tr"}:
            self._open.append(SubElement(self._open[-1], "tr"))

    def _enter_cell(self) -> None:
        """Text of a table that is in no cell would be thrown out of the table."""
        self._enter_row()
        if self._open[-1].tag == "tr":
            self._open.append(SubElement(self._open[-1], "td"))
