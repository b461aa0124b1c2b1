"""The one plain text of a section, and where each of its blocks stands in it.

Search, anchors and read-aloud count in this text, so it is made in one place only. What the page
shows is in it character by character and in order; what it takes to say that aright, such as
" to the power " in 10⁹, is in it too and listed apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

from immuno_reader.identity import BlockId, Span
from immuno_reader.library.book import Block, BlockKind, Heading


@dataclass(frozen=True, slots=True)
class Measured:
    """A section's HTML with its blocks marked, and its plain text."""

    html: str
    text: str
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    spoken: tuple[Span, ...]


class _Words(NamedTuple):
    """What is said in a language where the page only raises a number."""

    power: str
    note: str


_SAID: Mapping[str, _Words] = {
    "en": _Words(" to the power ", "note"),
    "es": _Words(" elevado a ", "nota"),
}

SPOKEN_NOTE = re.compile(rf" \((?:{'|'.join(said.note for said in _SAID.values())}) \d+\)")
"""How a text says the raised number of a footnote: it is not there to be read."""

_TOKEN = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>|([^<]++|<)""")
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_CLASS = re.compile(r"""\sclass=["'](caption|footnote-ref)["']""")
_NUMBER = re.compile("[+\\-\u2212\u2013]?\\d+(?:[.,]\\d+)*")
_RAISED = re.compile("(?<=\\d)[\u207a\u207b]?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_NO_SLUG = re.compile(r"[^\w\s-]")

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: Mapping[str, tuple[BlockKind, str]] = {
    **dict.fromkeys(_HEADINGS, ("heading", "h")),
    "p": ("paragraph", "p"),
    "li": ("item", "i"),
    "td": ("cell", "c"),
    "th": ("cell", "c"),
    "pre": ("code", "k"),
    "dt": ("term", "t"),
    "dd": ("definition", "d"),
    "caption": ("caption", "f"),
}
"""Elements that bear text, the kind of block that they make, and its letter in block ids."""

_EDGES = frozenset(_KINDS) | frozenset(
    ("div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hr")
)
"""Elements at whose start and end a block ends."""


def slug(text: str) -> str:
    """Return what a link writes after ``#`` for a heading without an id of its own."""
    return "-".join(_NO_SLUG.sub("", text.lower()).split())


def measure(html: str, language: str = "en") -> Measured:
    """Mark the blocks of a section and read its plain text off.

    Args:
        html: sanitised HTML; headings have an id where their author gave them one.
        language: the language of what is only spoken.
    """
    return _Meter(html, _SAID.get(language.partition("-")[0], _SAID["en"])).read()


class _Names:
    """Gives each name once."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._reserved = set(reserved)
        self._given: set[str] = set()

    def claim(self, name: str, *, reserved: bool) -> str:
        """Return a name that is free, with a number behind where this one is not.

        Args:
            name: the name wished for.
            reserved: whether it may be a reserved one.
        """
        free, number = name, 0
        while free in self._given or (free in self._reserved and not (reserved and not number)):
            number += 1
            free = f"{name}-{number}"
        self._given.add(free)
        return free


class _Line:
    """The text of one block as it grows."""

    def __init__(self, start: int) -> None:
        self.start = start
        """Where it stands in the text of the section."""
        self.end = start
        self.parts: list[str] = []
        self.spoken: list[Span] = []
        self.last = ""
        """The last character."""
        self.space = False
        """Whether a space is due before the next character."""
        self.before = ""
        """What is spoken before the next character."""
        self.apart = ""
        """What a character may not be to follow at once: "", a "digit", or a "letter" either."""

    def show(self, text: str) -> None:
        """Add characters that the page shows."""
        if self.before:
            self.speak(self.before)
        elif self.apart and not self.space and self._fuses(text[0]):
            self.speak(" ")
        self.before = self.apart = ""
        self._add(text)

    def speak(self, text: str) -> None:
        """Add characters that the page does not show."""
        start = self.end
        self._add(text.lstrip() if self.space or not self.parts else text)
        self.spoken.append(Span(start, self.end))

    def shown(self) -> str:
        """Return the text without what is only spoken."""
        text = "".join(self.parts)
        for start, end in reversed(self.spoken):
            text = text[: start - self.start] + text[end - self.start :]
        return text

    def _fuses(self, character: str) -> bool:
        return character.isdigit() or (self.apart == "letter" and character.isalpha())

    def _add(self, text: str) -> None:
        if self.space:
            text = " " + text
            self.space = False
        self.parts.append(text)
        self.end += len(text)
        self.last = text[-1]


class _Bearer(NamedTuple):
    """The element that is to bear the next text."""

    tag: str
    attributes: str
    at: int
    """Where its start tag stands in the output."""


class _Meter:
    """Walks once through the HTML of a section."""

    def __init__(self, html: str, words: _Words) -> None:
        self._words = words
        self._tokens = [found.groups("") for found in _TOKEN.finditer(html)]
        own = [_id_in(attributes) for _, tag, attributes, _ in self._tokens if tag in _HEADINGS]
        self._anchors = _Names(own)
        self._ids = _Names([*own, "top"])
        self._out: list[str] = []
        self._bearer: _Bearer | None = None
        self._line: _Line | None = None
        self._block: tuple[BlockId, BlockKind] = (BlockId(""), "paragraph")
        self._close = ""
        """What closes the block where it is in a paragraph that the HTML lacks."""
        self._raised: list[tuple[str, str]] = []
        """What is spoken after each open ``sup`` and ``sub``, and what may not follow it."""
        self._texts: list[str] = []
        self._end = 0
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._spoken: list[Span] = []
        self._above = BlockId("top")
        self._counts: Counter[tuple[str, str]] = Counter()

    def read(self) -> Measured:
        """Read all there is."""
        for at, (closing, tag, attributes, text) in enumerate(self._tokens):
            if text:
                self._read_text(text)
                self._out.append(text)
                continue
            if tag in _EDGES:
                self._end_block()
                self._bearer = None
                if tag in _KINDS and not closing:
                    self._bearer = _Bearer(tag, attributes, len(self._out))
                    attributes = _ID.sub("", attributes) if attributes else ""
            elif tag in ("sup", "sub"):
                if closing:
                    self._lower()
                else:
                    self._raise(at)
            elif tag in ("br", "img"):
                if self._line:
                    self._line.space = True
            elif not (closing or self._line or self._bearer):
                self._start_block()
            self._out.append(f"<{closing}{tag}{attributes}>")
        self._end_block()
        return Measured(
            "".join(self._out),
            "".join(self._texts),
            tuple(self._blocks),
            tuple(self._headings),
            tuple(self._spoken),
        )

    def _read_text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        words = " ".join(text.split())
        if not words:
            if self._line:
                self._line.space = True
            return
        line = self._line or self._start_block()
        if line.parts and text[0].isspace():
            line.space = True
        if words.isascii():
            line.show(words)
        else:
            self._show_powers(line, words)
        line.space = text[-1].isspace()

    def _show_powers(self, line: _Line, words: str) -> None:
        """Show a text that may have numbers raised by characters of their own, as in 10⁹."""
        after = 0
        before = "" if line.space else line.last
        for raised in _RAISED.finditer(before + words):
            start, end = raised.start() - len(before), raised.end() - len(before)
            if after < start:
                line.show(words[after:start])
            line.before = self._words.power
            line.show(raised[0].translate(_LOWERED))
            line.apart = "letter"
            after = end
        if after < len(words):
            line.space = line.space or (after > 0 and words[after] == " ")
            line.show(words[after:].lstrip())

    def _raise(self, at: int) -> None:
        """Start a ``sup`` or ``sub``: decide what to say before and after it."""
        _, tag, attributes, _ = self._tokens[at]
        inside = ""
        for closing, other, _, text in self._tokens[at + 1 :]:
            if closing and other == tag:
                break
            inside += text
        inside = inside.strip()
        if not inside:
            self._raised.append(("", ""))
            return
        line = self._line or self._start_block()
        touches = not line.space and line.last.isdigit()
        before, after, apart = "", "", "digit" if inside[-1:].isdigit() else ""
        if _class_in(attributes) == "footnote-ref":
            before, after, apart = f" ({self._words.note} ", ")", "letter"
        elif touches and tag == "sup" and _NUMBER.fullmatch(inside):
            before, apart = self._words.power, "letter"
        elif touches and inside[:1].isdigit():
            before = " "
        line.before = before
        self._raised.append((after, apart))

    def _lower(self) -> None:
        """End a ``sup`` or ``sub``."""
        after, apart = self._raised.pop() if self._raised else ("", "")
        if not self._line:
            return
        if after and not self._line.before:
            self._line.speak(after)
        self._line.before, self._line.apart = "", apart

    def _start_block(self) -> _Line:
        if self._texts:
            self._texts.append("\n")
            self._end += 1
        bearer = self._bearer or _Bearer("p", "", len(self._out))
        tag = "caption" if _class_in(bearer.attributes) == "caption" else bearer.tag
        kind, letter = _KINDS[tag]
        id = self._heading_id(bearer) if kind == "heading" else self._id(letter)
        attribute = f' data-block="{escape(id)}">'
        if self._bearer:
            self._out[bearer.at] = self._out[bearer.at].removesuffix(">") + attribute
        else:
            self._out.append("<p" + attribute)
            self._close = "</p>"
        self._block = (id, kind)
        self._line = _Line(self._end)
        return self._line

    def _end_block(self) -> None:
        line = self._line
        if not line:
            return
        self._texts += line.parts
        self._end = line.end
        self._spoken += line.spoken
        id, kind = self._block
        self._blocks.append(Block(id, kind, line.start, line.end))
        if kind == "heading" and self._bearer:
            text, own = line.shown(), _id_in(self._bearer.attributes)
            anchor = self._anchors.claim(own or slug(text) or id, reserved=bool(own))
            self._headings.append(Heading(int(self._bearer.tag[1]), text, anchor, id))
        self._out.append(self._close)
        self._line, self._bearer, self._close = None, None, ""
        self._raised.clear()

    def _id(self, letter: str) -> BlockId:
        self._counts[self._above, letter] += 1
        return BlockId(f"{self._above}.{letter}{self._counts[self._above, letter]}")

    def _heading_id(self, bearer: _Bearer) -> BlockId:
        self._counts["", "h"] += 1
        own = _id_in(bearer.attributes)
        name = own or f"h{self._counts['', 'h']}"
        if bearer.tag == "h1" and not self._counts["", "h1"]:
            self._counts["", "h1"] += 1
            name = own = "top"
        self._above = BlockId(self._ids.claim(name, reserved=bool(own)))
        return self._above


def _id_in(attributes: str) -> str:
    found = _ID.search(attributes) if attributes else None
    return unescape(found[1] or found[2] or "") if found else ""


def _class_in(attributes: str) -> str:
    found = _CLASS.search(attributes) if attributes else None
    return found[1] if found else ""
