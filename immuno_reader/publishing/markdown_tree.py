"""Markdown to a tree of elements, within stated limits of time and depth."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from immuno_reader.publishing.dialect import Dialect
from immuno_reader.publishing.guarding import is_too_large

_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]")
_NEEDS = {
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
"""What a source must have in it for an inline pattern to find anything."""


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


class MarkdownReader:
    """Reads any number of sections, one after the other."""

    def __init__(self) -> None:
        """Put the parser together, which takes longer than to read a section."""
        self._problems: list[Problem] = []
        self._markdown = Markdown(extensions=[Dialect(self._report)])
        patterns = self._markdown.inlinePatterns
        names = {id(patterns[name]): name for name in _NEEDS}
        self._patterns = [(names.get(id(pattern), ""), pattern) for pattern in patterns]

    def read(self, source: str) -> Tree:
        """Return a section as a tree; all its words are in it, whatever they are."""
        self._problems = []
        source = _UNSHOWN.sub("", source)
        if is_too_large(source):
            self._report("markdown-too-large", "This is too large; it is shown as plain text.", "")
            return Tree(_plain(source), self._problems)
        try:
            root = self._read(source)
        except Exception:  # whatever Markdown may stumble over, its text must still be shown
            self._report("markdown-unreadable", "This cannot be laid out; it is shown as text.", "")
            root = _plain(source)
        return Tree(root, self._problems)

    def _read(self, source: str) -> Element:
        """Do what ``Markdown.convert`` does, up to the tree."""
        markdown = self._markdown.reset()
        markdown.parser.state.clear()
        self._use_patterns(source)
        lines = source.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        root = markdown.parser.parseDocument(lines).getroot()
        for processor in markdown.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def _use_patterns(self, source: str) -> None:
        """Leave out inline patterns that cannot match: half of the time goes into them."""
        self._markdown.treeprocessors["inline"].inlinePatterns = [
            pattern for name, pattern in self._patterns if _NEEDS.get(name, "") in source
        ]

    def _report(self, rule: str, message: str, words: str) -> None:
        if all(problem[:2] != (rule, message) for problem in self._problems):
            self._problems.append(Problem(rule, message, words))


def _plain(source: str) -> Element:
    root = Element("div")
    for block in re.split(r"\n[ \t]*\n", source):
        if block.strip():
            SubElement(root, "p").text = block
    return root
