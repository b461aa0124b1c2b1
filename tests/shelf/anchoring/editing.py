"""What edits are made of: to find the passage's line, to put words in, to move lines."""

import re
from collections.abc import Callable, Iterable, Mapping
from math import ceil
from random import Random

from immuno_reader.identity import Span
from tests.shelf.anchoring.draft import NEW, Draft, Line

Edit = Callable[[Draft, Random], None]

_END = r"[.!?:]+[\"\u201d\u00bb)]*[.;]?(?:\s+|$)"
_NEAR, _SENTENCE = 12, 5
"""So many characters beside a passage, and so many words of it, tell it from its twins."""


def into(edits: dict[str, Edit]) -> Callable[[Edit], Edit]:
    """Return what enters a function in those edits, under its own name."""

    def enter(edit: Edit) -> Edit:
        edits[edit.__name__] = edit
        return edit

    return enter


def main_line(draft: Draft) -> tuple[Line, int, int]:
    number, part = draft.main_part()
    return draft.lines[number], part.start, part.end


def respell(draft: Draft, random: Random, line: Line, start: int, end: int) -> None:
    words = [word for word in line.words(start, end) if word.end - word.start > 3]
    if words:
        word = random.choice(words)
        at = random.randrange(word.start + 1, word.end - 1)
        line.replace(at, at + 1, random.choice(("", "e", "nn", "s")))


def rephrase(draft: Draft, random: Random, share: float) -> None:
    for number, part in draft.parts():
        line = draft.lines[number]
        words = line.words(*part)
        chosen = random.sample(words, max(round(len(words) * share), min(len(words), 1)))
        for word in sorted(chosen, reverse=True):
            new = " ".join(some_word(draft, random) for _ in range(random.choice((1, 1, 2))))
            line.replace(*word, new)


def lookalike(draft: Draft, random: Random, number: int, every: int = 6) -> Line:
    """Return a new line that says of something else what a line says, the passage included.

    A line that has the passage and its neighbours as they were would be the passage for anybody
    who does not know what the editor thought.
    """
    old, new = draft.lines[number], draft.lines[number].copy()
    words = new.words(0, len(new.text))
    chosen = set(words[random.randrange(every) :: every])
    for part in (part for at, part in draft.parts() if at == number):
        own = [word for word in words if part.start <= word.start < part.end]
        chosen |= {random.choice(own)} if own and chosen.isdisjoint(own) else set()
    for word in sorted(chosen, reverse=True):
        other = some_word(draft, random)
        new.replace(*word, other if other != old.text[word.start : word.end] else "another")
    return new


def replace_each(line: Line, pattern: str, new: str) -> None:
    for match in reversed(list(re.finditer(pattern, line.text))):
        line.replace(*match.span(), new)


def delete_parts(draft: Draft) -> None:
    for number, part in reversed(draft.parts()):
        draft.lines[number].delete(*part)


def add_line(draft: Draft, number: int, text: str, like: int | None = None) -> None:
    kind = "paragraph" if like is None else draft.lines[like].kind
    draft.lines.insert(number, Line(kind, text, [NEW] * len(text), "added"))


def move_passage(draft: Draft, by: int) -> None:
    numbers = [number for number, _ in draft.parts()]
    first, end = numbers[0], numbers[-1] + 1
    lines = draft.lines[first:end]
    del draft.lines[first:end]
    at = min(max(first + by, 0), len(draft.lines))
    draft.lines[at:at] = lines


def some_paragraph(draft: Draft, random: Random) -> str:
    return random.choice(draft.others)


def some_sentence(draft: Draft, random: Random) -> str:
    return re.split(r"(?<=[.?!]) ", random.choice(draft.others))[0]


def some_word(draft: Draft, random: Random) -> str:
    words = [word for word in random.choice(draft.others).split() if word.isalpha()]
    return random.choice(words or ["other"])


# Of the words of a line


def change_matches(
    line: Line, pattern: str, new: Callable[[re.Match[str]], str], start: int = 0, end: int = -1
) -> None:
    """Put for each match of a pattern what is made of it; ignore where letters are capitals."""
    last = len(line.text) if end < 0 else end
    found = list(re.compile(pattern, re.IGNORECASE).finditer(line.text, start, last))
    for match in reversed(found):
        words = new(match)
        if words != match[0]:
            line.replace(*match.span(), words)


def change_words(line: Line, table: Mapping[str, str], start: int = 0, end: int = -1) -> None:
    """Put other words for those of a table, with a capital where the old ones have one."""
    keys = {key.lower(): key for key in table}
    longest_first = sorted(map(re.escape, keys), key=len, reverse=True)

    def other(match: re.Match[str]) -> str:
        key = keys[match[0].lower()]
        is_capital = match[0][0].isupper() and key[0].islower()
        return table[key][:1].upper() + table[key][1:] if is_capital else table[key]

    change_matches(line, rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", other, start, end)


def lower_first(line: Line, at: int = 0) -> None:
    """Begin with a small letter, unless it is a name or an abbreviation that begins there."""
    if re.match(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]|[AYO] ", line.text[at : at + 2]):
        line.replace(at, at + 1, line.text[at].lower())


def sentences_of(line: Line) -> list[Span]:
    """Return the sentences of a line, with their quotation marks: all of it, if it has none."""
    ends = [match.end() for match in re.finditer(_END, line.text)]
    ends += [len(line.text)] if ends[-1:] != [len(line.text)] else []
    return [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def sentence_around(line: Line, start: int, end: int) -> Span:
    """Return the sentences of a line in which there is something of a part of it."""
    inside = [each for each in sentences_of(line) if each.end > start and each.start < end]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, len(line.text))


# Of the order of a line, and of lines


def part_of_line(line: Line, start: int, end: int) -> Line:
    return Line(line.kind, line.text[start:end], line.origins[start:end], line.slug)


def cut_out(line: Line, start: int, end: int) -> Line:
    """Take words out of a line, and return them."""
    piece = part_of_line(line, start, end)
    line.delete(start, end)
    return piece


def put_in(line: Line, at: int, piece: Line) -> None:
    """Put words where they are still the words they were."""
    line.text = line.text[:at] + piece.text + line.text[at:]
    line.origins = line.origins[:at] + piece.origins + line.origins[at:]


def arranged(line: Line, pieces: Iterable[Span | str]) -> Line:
    """Return a line of parts of another and of new words."""
    new = Line(line.kind, "", [], line.slug)
    for piece in pieces:
        if isinstance(piece, str):
            new.insert(len(new.text), piece)
        else:
            put_in(new, len(new.text), part_of_line(line, *piece))
    return new


def nearest(draft: Draft, *kinds: str, fewest: int = 2) -> range | None:
    """Return the lines of a kind, so many of them in a row, that are nearest to the passage."""
    number, _ = draft.main_part()
    for at in sorted(range(len(draft.lines)), key=lambda at: abs(at - number)):
        if draft.lines[at].kind in kinds and len(draft.list_around(at)) >= fewest:
            return draft.list_around(at)
    return None


def parts_of(draft: Draft) -> list[list[Line]]:
    """Return the lines under each heading, the heading first."""
    parts: list[list[Line]] = []
    for line in draft.lines:
        if line.kind == "heading" or not parts:
            parts.append([])
        parts[-1].append(line)
    return parts


def table_near(draft: Draft) -> tuple[range, list[list[Line]]] | None:
    """Return the table nearest to the passage: where its cells are, and its rows."""
    cells = nearest(draft, "cell")
    width = _columns(draft, draft.lines[cells.start]) if cells else 0
    if cells is None or width < 2 or len(cells) % width:
        return None
    return cells, [draft.lines[at : at + width] for at in cells[::width]]


def _columns(draft: Draft, cell: Line) -> int:
    kept = next((origin for origin in cell.origins if 0 <= origin < len(draft.section.text)), -1)
    block = next((block for block in draft.section.blocks if block.start <= kept < block.end), None)
    for row in re.findall(r"<tr\b.*?</tr>", draft.section.html, re.DOTALL):
        ids = re.findall(r'data-block="([^"]+)"', row)
        if block is not None and block.id in ids:
            return len(ids)
    return 0


# Of what is like it


def quoted(line: Line, start: int = 0, end: int = -1) -> Line:
    """Return a copy of a part of a line, to be put elsewhere."""
    return part_of_line(line, start, len(line.text) if end < 0 else end).copy()


def half_like(draft: Draft, random: Random, number: int, other: float) -> Line:
    """Return a line about something else that has less than half of the words of a line.

    As many of the passage's own words are others as of the rest; so it is another line for anybody.
    """
    old = draft.lines[number]
    new = Line(old.kind, old.text, [NEW] * len(old.text), f"{old.slug}-other")
    own = [part for at, part in draft.parts() if at == number] or [Span(0, 0)]
    words = new.words(0, len(new.text))
    inside = [word for word in words if own[0].start < word.end and word.start < own[0].end]
    outside = [word for word in words if word not in inside]
    chosen: list[Span] = []
    for group in (inside, outside):
        chosen += random.sample(group, ceil(len(group) * other))
    for word in sorted(chosen, reverse=True):
        taken = {new.text[word.start : word.end].lower(), ""}
        choice = [some_word(draft, random) for _ in range(8)]
        new.replace(*word, next((each for each in choice if each.lower() not in taken), "another"))
    return new


def mark_twins(draft: Draft) -> None:
    """Where the passage is gone, count as a copy of it what reads just like it.

    Nobody can tell whether it was moved there: not where its neighbours on one side are the same,
    nor of a sentence, or a whole line, that is there word for word.
    """
    words = draft.section.text[draft.passage.start : draft.passage.end]
    if draft.parts() or "\n" in words:
        return
    before = draft.section.text[: draft.passage.start][-_NEAR:]
    after = draft.section.text[draft.passage.end :][:_NEAR]
    is_line = draft.passage in [Span(block.start, block.end) for block in draft.section.blocks]
    is_long = len(words.split()) >= _SENTENCE
    text, start = draft.text, 0
    for line in draft.lines:
        for match in reversed(list(re.finditer(re.escape(words), line.text))):
            at, end = start + match.start(), start + match.end()
            is_same = (before and text[:at].endswith(before)) or (
                after and text[end:].startswith(after)
            )
            if is_same or is_long or (is_line and line.text == words):
                copy = Line(line.kind, words, list(range(*draft.passage))).copy()
                line.delete(*match.span())
                put_in(line, match.start(), copy)
        start += len(line.text) + 1
