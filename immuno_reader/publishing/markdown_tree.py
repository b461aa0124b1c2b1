"""Markdown to a tree of elements, within stated limits of time and depth."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString, Registry

from immuno_reader.publishing.dialect import Dialect
from immuno_reader.publishing.guarding import MAX_BLOCKS, is_too_large

_MARKED = re.compile(rf"[\\`\[<&*_!{STX}]|  \n")
_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]")
_NEEDED_BY_LINES = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""What a source must have in it for a pattern of Markdown to find anything in a line."""

_NEEDED_BY_BLOCKS = {
    "admonition": "!!!",
    "indent": "    ",
    "code": "    ",
    "defindent": "    ",
    "raw_html": "<",
    "table": "|",
    "hashheader": "#",
    "deflist": ":",
    "quote": ">",
    "footnote": "[^",
    "abbr": "*[",
    "reference": "]:",
}
"""The same for the kinds of blocks."""


class Problem(NamedTuple):
    """Something that is not shown as its author meant."""

    rule: str
    message: str
    words: str
    """Words of the source that it is about."""


class Tree(NamedTuple):
    """A section as elements: a ``div`` around its blocks."""

    root: Element
    problems: list[Problem]
    is_plain: bool
    """Whether it is not laid out at all: its paragraphs are as they stand in the source."""


class _Unmarked(Treeprocessor):
    """Spares the search for inline marks where there are none, which is most of a text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.spared: list[Element] = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not _MARKED.search(text):
                element.text = AtomicString(text)
                self.spared.append(element)


class _Marked(Treeprocessor):
    """Makes what was spared ordinary text again, for abbreviations."""

    def __init__(self, unmarked: _Unmarked) -> None:
        super().__init__(unmarked.md)
        self._unmarked = unmarked

    def run(self, root: Element) -> None:
        for element in self._unmarked.spared:
            element.text = str(element.text)
        self._unmarked.spared.clear()


class MarkdownReader:
    """Reads any number of sections, one after the other."""

    def __init__(self) -> None:
        """Put the parser together, which takes longer than to read a section."""
        self._problems: list[Problem] = []
        self._markdown = Markdown(extensions=[Dialect(self._report)])
        # Both lists are looked through for every bit of text; half of the time goes into them.
        unmarked = _Unmarked(self._markdown)
        self._markdown.treeprocessors.register(unmarked, "unmarked", 21)
        self._markdown.treeprocessors.register(_Marked(unmarked), "marked", 19)
        self._inline: Any = self._markdown.treeprocessors["inline"]
        self._parser: Any = self._markdown.parser
        self._patterns = _with_needs(self._markdown.inlinePatterns, _NEEDED_BY_LINES)
        self._blocks = _with_needs(self._parser.blockprocessors, _NEEDED_BY_BLOCKS)

    def read(self, source: str) -> Tree:
        """Return a section as a tree; all its words are in it, whatever they are."""
        self._problems = []
        source = _UNSHOWN.sub("", source)
        root = None
        if is_too_large(source):
            self._report("markdown-too-large", "This is too large; it is shown as plain text.", "")
        else:
            try:
                root = self._read(source)
            except Exception:  # whatever Markdown stumbles over, its text must still be shown
                message = "This cannot be laid out; it is shown as plain text."
                self._report("markdown-unreadable", message, "")
        if root is None:
            return Tree(_plain(source), self._problems, is_plain=True)
        return Tree(root, self._problems, is_plain=False)

    def _read(self, source: str) -> Element:
        """Do what ``Markdown.convert`` does, up to the tree."""
        markdown = self._markdown.reset()
        markdown.parser.state.clear()
        source = source.expandtabs(4)
        self._inline.inlinePatterns = [one for need, one in self._patterns if need in source]
        self._parser.blockprocessors = [one for need, one in self._blocks if need in source]
        lines = source.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        root: Element = self._parser.parseDocument(lines).getroot()
        for processor in markdown.treeprocessors:
            changed = processor.run(root)
            if changed is not None:
                root = changed
        return root

    def _report(self, rule: str, message: str, words: str) -> None:
        if all(problem[:2] != (rule, message) for problem in self._problems):
            self._problems.append(Problem(rule, message, words))


def _with_needs(registry: Registry[Any], needs: Mapping[str, str]) -> list[tuple[str, Any]]:
    named = {id(registry[name]): need for name, need in needs.items()}
    return [(named.get(id(entry), ""), entry) for entry in registry]


def _plain(source: str) -> Element:
    root = Element("div")
    blocks = [block for block in re.split(r"\n(?:[ \t]*\n)+", source) if block.strip()]
    together = 1 + len(blocks) // MAX_BLOCKS
    for at in range(0, len(blocks), together):
        SubElement(root, "p").text = "\n".join(blocks[at : at + together])
    return root
