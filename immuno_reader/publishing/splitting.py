"""Cutting a very long section into parts that a window can show at once."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST = 256 * 1024
"""Characters of Markdown that one section shows; longer ones are cut."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_REFERENCE = re.compile(r" {0,3}(?:\[[^\[\]\n]+\]|\*\[[^\[\]\n]+\]):[ \t]")
_LABEL = re.compile(r"\[([^\[\]\n]+)\]")


class Part(NamedTuple):
    """One part of a section."""

    text: str
    line: int
    """The line at which it starts, counted from 0 within the section."""


class _Line(NamedTuple):
    text: str
    """With its end, so that lines need only be put together again."""
    number: int
    fence: str
    """The mark that opened the code block which this line is in the middle of, or empty."""


def split_markdown(body: str, longest: int = LONGEST) -> list[Part]:
    """Return a section's text in parts none of which is much longer than allowed.

    Cuts are made before a heading where there is one in the second half of a part, else at a
    blank line, in both cases outside code and lists; where there is neither, anywhere, and code
    is closed and opened again. Link targets, notes and abbreviations defined elsewhere are
    repeated in the parts that name them.
    """
    if len(body) <= longest:
        return [Part(body, 0)]
    references = list(
        dict.fromkeys(line.text for line in _lines(body, longest) if _is_reference(line))
    )
    return [
        Part(_with_references(part.text, references), part.line)
        for part in _parts(_lines(body, longest), longest)
    ]


def _lines(body: str, longest: int) -> Iterator[_Line]:
    fence = ""
    for number, line in enumerate(io.StringIO(body, newline="\n")):
        inside = fence
        if opens := _FENCE.match(line):
            if not fence:
                fence = opens[1]
            elif opens[1].startswith(fence) and not line.strip(" `~\n"):
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


def _parts(lines: Iterable[_Line], longest: int) -> Iterator[Part]:
    held: list[_Line] = []
    size, opened = 0, ""
    for line in lines:
        held.append(line)
        size += len(line.text)
        while size > longest and len(held) > 1:
            cut = _cut(held, longest)
            continued = held[cut].fence
            yield _part(held[:cut], opened, continued)
            held, opened = held[cut:], continued
            size = sum(len(line.text) for line in held)
    yield _part(held, opened, "")


def _part(lines: list[_Line], opened: str, continued: str) -> Part:
    """Put lines together, and close and open again the code that goes on beyond them."""
    text = "".join(line.text for line in lines)
    if opened:
        text = f"{opened}\n{text}"
    if continued:
        text += continued if text.endswith("\n") else f"\n{continued}"
    return Part(text, lines[0].number)


def _cut(lines: list[_Line], longest: int) -> int:
    """Return the best place to cut, as the number of lines before it."""
    heading = blank = outside = 0
    size = len(lines[0].text)
    for at in range(1, len(lines)):
        line = lines[at]
        if not line.fence:
            outside = at
            if size > longest // 2 and _HEADING.match(line.text):
                heading = at
            elif not lines[at - 1].text.strip() and line.text[:1].strip():
                blank = at
        size += len(line.text)
    return heading or blank or outside or len(lines) - 1


def _is_reference(line: _Line) -> bool:
    return not line.fence and bool(_REFERENCE.match(line.text))


def _with_references(text: str, references: list[str]) -> str:
    """Return a part with the definitions that it names but lacks."""
    own = set(io.StringIO(text, newline="\n"))
    named = {label.casefold() for label in _LABEL.findall(text)}
    missing = [
        reference
        for reference in references
        if reference not in own
        and (reference.lstrip().startswith("*") or _label(reference) in named)
    ]
    return f"{text}\n\n{''.join(missing)}" if missing else text


def _label(reference: str) -> str:
    found = _LABEL.search(reference)
    return found[1].casefold() if found else ""
