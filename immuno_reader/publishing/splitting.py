"""Cutting a very long section into parts that a window can show at once."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 256 * 1024
"""Characters of Markdown that one section shows; longer ones are cut."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_REFERENCE = re.compile(r" {0,3}(?:\[[^\]\n]+\]|\*\[[^\]\n]+\]):[ \t]")
_LABEL = re.compile(r"\*?\[([^\]\n]+)\]")


class Part(NamedTuple):
    """One part of a section."""

    text: str
    line: int
    """The line at which it starts, counted from 0 within the section."""


class _Line(NamedTuple):
    text: str
    number: int
    fence: str
    """The line that opened the code block which this line is in the middle of, or empty."""


def split_markdown(body: str, longest: int = LONGEST) -> list[Part]:
    """Return a section's text in parts none of which is much longer than allowed.

    Cuts are made before a heading where there is one in the second half of a part, else at a
    blank line, in both cases outside code and lists; where there is neither, anywhere, and code
    is closed and opened again. Link targets, notes and abbreviations defined elsewhere are
    repeated in the parts that name them.
    """
    if len(body) <= longest:
        return [Part(body, 0)]
    parts = list(_parts(list(_lines(body, longest)), longest))
    references = [line.text for line in _lines(body, longest) if _is_reference(line)]
    return [Part(_with_references(part.text, references), part.line) for part in parts]


def _lines(body: str, longest: int) -> Iterator[_Line]:
    fence = ""
    for number, line in enumerate(body.split("\n")):
        inside = fence
        if opens := _FENCE.match(line):
            if not fence:
                fence = line[: opens.end()].strip()
            elif opens[1].startswith(fence) and not line.strip(" `~"):
                fence = inside = ""
        for piece in _pieces(line, longest):
            yield _Line(piece, number, inside)


def _pieces(line: str, longest: int) -> Iterator[str]:
    """Yield a line in pieces of the allowed length, cut at spaces where there are any."""
    start = 0
    while len(line) - start > longest:
        space = line.rfind(" ", start + longest // 2, start + longest)
        end = space + 1 if space >= 0 else start + longest
        yield line[start:end]
        start = end
    yield line[start:]


def _parts(lines: list[_Line], longest: int) -> Iterator[Part]:
    start, fence = 0, ""
    while start < len(lines):
        end = _end(lines, start, longest)
        text = "\n".join(line.text for line in lines[start:end])
        reopened = f"{fence}\n" if fence else ""
        fence = lines[end].fence if end < len(lines) else ""
        yield Part(reopened + text + (f"\n{fence}" if fence else ""), lines[start].number)
        start = end


def _end(lines: list[_Line], start: int, longest: int) -> int:
    """Return where the part that begins at ``start`` ends."""
    heading = blank = outside = 0
    size = 0
    for at in range(start, len(lines)):
        line = lines[at]
        size += len(line.text) + 1
        if at > start:
            if size > longest:
                return heading or blank or outside or at
            if not line.fence:
                outside = at
                if size > longest // 2 and _HEADING.match(line.text):
                    heading = at
                elif not lines[at - 1].text.strip() and line.text[:1].strip():
                    blank = at
    return len(lines)


def _is_reference(line: _Line) -> bool:
    return not line.fence and bool(_REFERENCE.match(line.text))


def _with_references(text: str, references: list[str]) -> str:
    """Return a part with the definitions that it names but lacks."""
    own = set(text.split("\n"))
    named = {label.casefold() for label in _LABEL.findall(text)}
    missing = [
        reference
        for reference in references
        if reference not in own
        and (reference.lstrip().startswith("*") or _label(reference) in named)
    ]
    return "\n".join([text, "", *missing, ""]) if missing else text


def _label(reference: str) -> str:
    found = _LABEL.match(reference.lstrip())
    return found[1].casefold() if found else ""
