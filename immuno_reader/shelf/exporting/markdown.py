"""An export as Markdown: readable as it is, and rendered by any program that knows it."""

import re
from collections.abc import Iterator

from immuno_reader.shelf.exporting.document import Asked, Document, Entry, Explained
from immuno_reader.shelf.exporting.phrases import Phrases

_SPECIAL = re.compile(r"[\\`*_\[\]~|]")
_TAG = re.compile(r"<(?=[A-Za-z/!?]|[^<>\s]+@)")
"""Begins a tag, a comment or an address."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(r"[#>+=:-]")
_NUMBER = re.compile(r"(\d+)([.)])")


def to_markdown(document: Document) -> str:
    """Return a document as CommonMark, with the task lists of GitHub."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    phrases = document.phrases
    yield from (f"# {phrases.title}", "", document.about, "")
    if document.groups:
        yield from (f"## {phrases.my_bookmarks}", "")
    for group in document.groups:
        yield from (f"### {_inline(group.title)}", "")
        if group.chapter:
            yield from (f"*{_inline(group.chapter)}*", "")
        for entry in group.entries:
            yield from _entry(entry, phrases)
    if document.questions:
        yield from (f"## {phrases.my_questions}", "")
    for question in document.questions:
        yield from _question(question, phrases)
    if document.words:
        yield from (f"## {phrases.my_words}", "")
        for word in document.words:
            yield _word(word, phrases)
        yield ""
    if not (document.groups or document.questions or document.words):
        yield from (phrases.nothing, "")


def _entry(entry: Entry, phrases: Phrases) -> Iterator[str]:
    kind = f"{entry.kind} ({phrases.colour(entry.colour)})" if entry.colour else entry.kind
    head = f"**{_inline(entry.name)}** · {kind}" if entry.name else f"**{kind}**"
    yield from (f"{head} · {entry.date}" if entry.date else head, "")
    if entry.quote:
        yield from (*_indented(entry.quote, "> "), "")
    if entry.note:
        yield from (*_indented(entry.note, ""), "")
    if entry.labels:
        yield from (f"{phrases.labels}: {', '.join(map(_inline, entry.labels))}", "")


def _question(question: Asked, phrases: Phrases) -> Iterator[str]:
    box = "[x]" if question.is_done else "[ ]"
    source = f" ({phrases.suggested_by}: {_inline(question.section)})" if question.section else ""
    yield from (f"- {box} {_inline(question.text)}{source}", "")
    if question.answer:
        first, *others = _indented(question.answer, "    ")
        yield f"    {phrases.answer}: {first.strip(' ') + ('  ' if others else '')}"
        yield from (*others, "")


def _word(word: Explained, phrases: Phrases) -> str:
    star = f" ({phrases.starred})" if word.is_starred else ""
    definition = f": {_inline(word.definition)}" if word.definition else ""
    return f"- **{_inline(word.name)}**{star}{definition}"


def _inline(text: str) -> str:
    """Return a text on one line, with nothing in it that Markdown takes for more."""
    return _escaped(" ".join(text.split()))


def _indented(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text; each stays a line of its own."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        is_followed = line and number + 1 < len(lines) and lines[number + 1]
        escaped = _escaped(" ".join(line.split()))
        yield f"{indent}{escaped}{'  ' if is_followed else ''}" if line else indent.rstrip()


def _escaped(line: str) -> str:
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _TAG.sub("&lt;", _ENTITY.sub("&amp;", line))
    if _LEADING.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
