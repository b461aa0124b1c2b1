"""The Markdown of packs: Python-Markdown with what a handbook needs, and with nothing lost.

Where an extension of Python-Markdown would drop words (cells beyond the header's, a callout's
surplus words, a second note of one name, a bracket taken for a link's address), it is narrowed
here so that they stay.
"""

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from immuno_reader.publishing import raw_html
from immuno_reader.publishing.guarding import Guard

RAW_TAG = "raw-tag"
"""The element that stands for a tag of raw HTML until it is settled what becomes of it."""

CALLOUTS = ("short", "note", "warning", "danger")

_LONGEST_RAW = 200
"""How many blocks one element of raw HTML may go over."""

_STASHED = re.compile(rf"\s*{STX}wzxhzdk:(\d+){ETX}\s*")
_CODE = re.compile(r"<code[^>]*>(.*)</code></pre>", re.DOTALL)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OWN_ID = re.compile(r"\s*\{:?\s*#([\w:.-]+)(?:\s+\.[\w-]+)*\s*\}\s*$")
_ATTRIBUTES = r"\{:?\s*(?:(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'}]+))\s*)+\}"
_BLOCK_ATTRIBUTES = re.compile(rf"\n *{_ATTRIBUTES}\s*$")
_INLINE_ATTRIBUTES = re.compile(_ATTRIBUTES)


class Dialect(Extension):
    """Puts the Markdown of packs together.

    Args:
        report: is told of what is not shown as its author meant: a rule, a sentence, and the
            words of the source that it is about.
    """

    def __init__(self, report: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self._report = report

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what is ours and take out what loses or hides text."""
        for extension in (
            DefListExtension(),
            _Footnotes(),
            AbbrExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
        ):
            extension.extendMarkdown(md)
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Comments(md), "comments", 24)
        md.preprocessors.register(_Guarded(md, self._report), "guarded", 23)

        blocks = md.parser.blockprocessors
        md.ESCAPED_CHARS.append("|")
        blocks.register(_Callouts(md.parser), "admonition", 105)
        blocks.register(_RawBlocks(md.parser, self._report), "raw_html", 78)
        blocks.register(_Tables(md.parser, {"use_align_attribute": True}), "table", 75)
        blocks.register(_References(md.parser), "reference", 15)

        inline = md.inlinePatterns
        inline.register(_Links(LINK_RE, md), "link", 160)
        inline.register(_Pictures(IMAGE_LINK_RE, md), "image_link", 150)
        inline.register(_Mail(r"<(?:mailto:)?([^<> !]+@[^@<> ]+)>", md), "automail", 110)
        inline.register(_RawTags(f"{raw_html.TAG}|{raw_html.COMMENT}", md), "html", 90)
        inline.register(_Entities(raw_html.ENTITY, md), "entity", 80)

        trees = md.treeprocessors
        trees.register(_Stashed(md), "stashed", 47)
        trees.register(_OwnIds(md), "own_ids", 46)
        trees.register(_Settled(md, self._report), "settled", 8)
        trees.deregister("prettify")
        trees.deregister("footnote-duplicate")


class _Comments(Preprocessor):
    """Leaves out comments that begin a line; those in code are stashed by now."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<!--" not in source:
            return lines
        kept, after = [], 0
        for start in re.finditer(r"^ {0,3}<!--", source, re.MULTILINE):
            if start.start() < after:
                continue
            end = source.find("-->", start.end())
            if end < 0:
                break
            kept.append(source[after : start.start()])
            after = end + len("-->")
        return ("".join(kept) + source[after:]).split("\n")


class _Guarded(Preprocessor):
    """Sets aside, as plain paragraphs, blocks that would take too long or nest too deep."""

    def __init__(self, md: Markdown, report: Callable[[str, str, str], None]) -> None:
        super().__init__(md)
        self._report = report

    def run(self, lines: list[str]) -> list[str]:
        guard = Guard()
        blocks = []
        for block in "\n".join(lines).split("\n\n"):
            if guard.refuses(block):
                self._report(
                    "markdown-too-complex",
                    "This is too long or too deeply nested; it is shown as plain text.",
                    block.strip()[:60],
                )
                paragraph = Element("p")
                paragraph.text = AtomicString(_STASH_MARK.sub("", block))
                blocks.append(self.md.htmlStash.store(paragraph))
            else:
                blocks.append(block)
        return "\n\n".join(blocks).split("\n")


_STASH_MARK = re.compile(rf"{STX}wzxhzdk:\d+{ETX}")


class _Callouts(AdmonitionProcessor):
    """``!!! warning "Title"``; words behind the kind count only in quotation marks."""

    CLASSNAME = "callout"
    CLASSNAME_TITLE = "callout-title"
    RE = re.compile(r'(?:^|\n)!!! ?([\w\-]+(?:(?: +[\w\-]+)*(?= +"))?)(?: +"(.*?)")? *(?:\n|$)')

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return one of the four kinds, and the title."""
        kind, title = super().get_class_and_title(match)
        kind = kind.split()[0]
        return kind if kind in CALLOUTS else "note", title


class _Tables(TableProcessor):
    """Tables whose rows may have more cells than the header."""

    def _build_row(self, row: str, parent: Element, align: list[str | None]) -> None:
        surplus = len(self._split_row(row)) - len(align)  # type: ignore[attr-defined]
        super()._build_row(row, parent, [*align, *[None] * surplus])  # type: ignore[misc]


class _References(ReferenceProcessor):
    """``[name]: address``, where there is an address and not a sentence."""

    def run(self, parent: Element, blocks: list[str]) -> bool:
        found = self.RE.search(blocks[0])
        if found and not re.search(r"[/.:#@<]", found[2]):
            return False
        return bool(super().run(parent, blocks))


class _RawBlocks(BlockProcessor):
    """Blocks that start with a block element of HTML."""

    def __init__(self, parser: BlockParser, report: Callable[[str, str, str], None]) -> None:
        super().__init__(parser)
        self._report = report

    def test(self, parent: Element, block: str) -> bool:
        return bool(raw_html.starts_block(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        name = raw_html.starts_block(block)
        if raw_html.is_open(name, block):
            for last, following in enumerate(blocks[:_LONGEST_RAW]):
                if f"</{name}" in following.lower():
                    block = "\n\n".join([block, *blocks[: last + 1]])
                    del blocks[: last + 1]
                    break
        fragment = Element("div")
        raw_html.read_block(block, fragment, lambda tag: _report_tag(self._report, tag))
        for element in fragment.iter():
            element.text = AtomicString(element.text or "")
            element.tail = AtomicString(element.tail or "")
        if fragment.text and fragment.text.strip():
            paragraph = SubElement(parent, "p")
            paragraph.text = fragment.text
        parent.extend(fragment)


def _report_tag(report: Callable[[str, str, str], None], tag: raw_html.Tag) -> None:
    report("html-left-out", f"The reader does not show <{tag.name}>; its text is kept.", tag.source)


_Target = tuple[str, str | None, int, bool]
"""Address, title, where the link ends, and whether it is one."""


class _Links(LinkInlineProcessor):
    """``[words](address "title")``, where the bracket is closed."""

    def getLink(self, data: str, index: int) -> _Target:
        """Return where the link leads."""
        return _if_closed(super().getLink(data, index), data, index)


class _Pictures(ImageInlineProcessor):
    """``![words](address "title")``, where the bracket is closed."""

    def getLink(self, data: str, index: int) -> _Target:
        """Return where the picture lies."""
        return _if_closed(super().getLink(data, index), data, index)


def _if_closed(target: _Target, data: str, start: int) -> _Target:
    """Refuse what Markdown takes for a link by mistake when quotation marks do not match."""
    address, title, end, handled = target
    return address, title, end, handled and start < end and data[end - 1] == ")"


class _RawTags(InlineProcessor):
    """Tags of HTML in a line, and comments."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        source = m[0]
        if source.startswith("<!--"):
            return "", m.start(), m.end()
        if STX in source or not raw_html.read_tag(source):
            return None, None, None
        return Element(RAW_TAG, {"source": source}), m.start(), m.end()


class _Entities(InlineProcessor):
    """``&amp;`` and the like, as the characters that they stand for."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        character = raw_html.characters(m[0])
        if character == m[0] or STX in character or ETX in character:
            return None, None, None
        return character, m.start(), m.end()


class _Mail(InlineProcessor):
    """``<someone@example.org>``, without the disguise that Markdown gives it."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", {"href": f"mailto:{m[1]}"})
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()


class _Stashed(Treeprocessor):
    """Puts fenced code and plain paragraphs back in their places."""

    def run(self, root: Element) -> None:
        stash = self.md.htmlStash.rawHtmlBlocks
        if not stash:
            return
        for element in root.iter("p"):
            found = _STASHED.fullmatch(element.text or "")
            if not found:
                continue
            kept = stash[int(found[1])]
            if isinstance(kept, Element):
                element.text = kept.text
                continue
            code = _CODE.search(kept)
            element.tag, element.text = "pre", None
            SubElement(element, "code").text = AtomicString(code[1] if code else kept)


class _OwnIds(Treeprocessor):
    """``## Heading {#id}``; other attributes are for websites and are left out."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if not text or "{" not in text or isinstance(text, AtomicString):
                continue
            if element.tag in _HEADINGS:
                found = _OWN_ID.search(text)
                if found:
                    element.set("id", found[1])
                    element.text = text[: found.start()].rstrip("#").rstrip()
            else:
                element.text = _BLOCK_ATTRIBUTES.sub("", text)


class _Settled(Treeprocessor):
    """Makes raw tags elements, and takes the attributes of links and pictures off their tails."""

    def __init__(self, md: Markdown, report: Callable[[str, str, str], None]) -> None:
        super().__init__(md)
        self._report = report

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag in ("a", "img"):
                for name, value in element.items():
                    element.set(name, raw_html.characters(value))
                if element.tail and element.tail.startswith("{"):
                    element.tail = _INLINE_ATTRIBUTES.sub("", element.tail, count=1)
        for element in list(root.iter()):
            if any(child.tag == RAW_TAG for child in element):
                raw_html.settle(element, RAW_TAG, lambda tag: _report_tag(self._report, tag))
            if element.tag == "code" and element.text:
                element.text = AtomicString(unescape(element.text))


class _Footnotes(FootnoteExtension):
    """``[^name]``: numbers in the text and a list at its end, without links between them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register our own mark."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(_FootnoteMarks(r"\[\^([^\]]*)\]", self), "footnote", 175)

    def setFootnote(self, id: str, text: str) -> None:
        """Keep a note; a second one of the same name is kept beside the first."""
        while id in self.footnotes:
            id += "'"
        super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        """Return the list of notes."""
        if not self.footnotes:
            return None
        notes = Element("div", {"class": "footnote"})
        SubElement(notes, "hr")
        items = SubElement(notes, "ol")
        for text in list(self.footnotes.values()):
            parsed = Element("div")
            self.parser.parseChunk(parsed, text)
            item = SubElement(items, "li")
            if len(parsed) == 1 and parsed[0].tag == "p":
                item.text = parsed[0].text
            else:
                item.extend(parsed)
        return notes


class _FootnoteMarks(InlineProcessor):
    """The number of a note where it is referred to."""

    def __init__(self, pattern: str, footnotes: _Footnotes) -> None:
        super().__init__(pattern)
        self._footnotes = footnotes
        self._numbers: dict[str, int] = {}

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        notes = self._footnotes.footnotes
        if m[1] not in notes:
            return None, None, None
        if len(self._numbers) != len(notes) or m[1] not in self._numbers:
            self._numbers = {name: number for number, name in enumerate(notes, start=1)}
        mark = Element("sup", {"class": "footnote-ref"})
        mark.text = AtomicString(str(self._numbers[m[1]]))
        return mark, m.start(), m.end()
