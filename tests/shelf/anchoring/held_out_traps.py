"""Edits that lead astray, by which no threshold was set: what is said again, or nearly so."""

from random import Random

from tests.shelf.anchoring.draft import NEW, Draft, Line
from tests.shelf.anchoring.editing import (
    Edit,
    add_line,
    change_matches,
    delete_parts,
    half_like,
    into,
    lookalike,
    main_line,
    move_passage,
    parts_of,
    put_in,
    quoted,
    rephrase,
    sentence_around,
    sentences_of,
    some_paragraph,
    some_sentence,
    table_near,
)
from tests.shelf.anchoring.held_out_vocabulary import IN_SHORT, IT_SAID, READ_FIRST, READ_ON

TRAPS: dict[str, Edit] = {}
_edit = into(TRAPS)
_OTHER = 0.7
"""So many of the words of a line that is not the old one are others."""


# The passage is there, and something like it


@_edit
def changes_places_with_its_lookalike(draft: Draft, random: Random) -> None:
    """Have the passage's line where the line is that is most like it, and that one here."""
    number, _ = draft.main_part()
    other = _most_like(draft, number)
    if other is not None and len(draft.parts()) == 1:
        lines = draft.lines
        lines[number], lines[other] = lines[other], lines[number]


@_edit
def among_lookalikes(draft: Draft, random: Random) -> None:
    """Put three lines around the passage's that say nearly the same of something else."""
    number, _ = draft.main_part()
    new = [lookalike(draft, random, number, every=5) for _ in range(3)]
    draft.lines[number : number + 1] = [*new[:2], draft.lines[number], new[2]]


@_edit
def next_item_with_the_same_opening(draft: Draft, random: Random) -> None:
    """Add a line below the passage's that begins as it does."""
    number, _ = draft.main_part()
    new = _opening(draft.lines[number], 3)
    new.insert(len(new.text), " " + some_sentence(draft, random))
    draft.lines.insert(number + 1, new)


@_edit
def summary_put_on_top(draft: Draft, random: Random) -> None:
    """Quote the first sentence of each part at the top, and that of the passage."""
    draft.lines.insert(min(1, len(draft.lines)), _summary(draft))


@_edit
def summary_put_on_top_and_text_reworded(draft: Draft, random: Random) -> None:
    """Quote the passage's sentence at the top; where it was, say it in other words."""
    summary = _summary(draft)
    rephrase(draft, random, 1 / 4)
    draft.lines.insert(min(1, len(draft.lines)), summary)


@_edit
def said_again_at_the_end_otherwise(draft: Draft, random: Random) -> None:
    """Sum up at the end what the passage's part says, in words that are nearly its own."""
    part = draft.part_of(draft.main_part()[0])
    for new in [lookalike(draft, random, number, every=4) for number in part]:
        new.kind = "item"
        draft.lines.append(new)


@_edit
def warning_that_quotes_its_opening(draft: Draft, random: Random) -> None:
    """Quote the first half of the passage's line in a warning before its part."""
    number, _ = draft.main_part()
    line = draft.lines[number]
    warning = _opening(line, len(line.words(0, len(line.text))) // 2)
    warning.kind = "paragraph"
    warning.insert(0, READ_FIRST[draft.section.language])
    warning.insert(len(warning.text), "…")
    draft.lines.insert(draft.part_of(number).start, warning)


@_edit
def its_line_under_each_other_heading(draft: Draft, random: Random) -> None:
    """Repeat the passage's line, which stays, at the start of all other parts."""
    number, _ = draft.main_part()
    own = draft.part_of(number)
    for at in reversed(range(len(draft.lines))):
        if draft.lines[at].kind == "heading" and at not in (own.start, own.stop - 1):
            copy = quoted(draft.lines[number])
            copy.kind = "paragraph"
            draft.lines.insert(at + 1, copy)
            number += at < number


@_edit
def sister_part_put_before(draft: Draft, random: Random) -> None:
    """Put a part before the passage's that says of another medicine what it says."""
    part = draft.part_of(draft.main_part()[0])
    sister = [lookalike(draft, random, number, every=4) for number in part]
    draft.lines[part.start : part.start] = sister


@_edit
def row_like_it_put_above(draft: Draft, random: Random) -> None:
    """Add a row above the passage's: of the same form, with other words and numbers."""
    _add_row(draft, random, below=0)


@_edit
def row_like_it_put_below(draft: Draft, random: Random) -> None:
    _add_row(draft, random, below=1)


@_edit
def old_words_quoted_in_a_correction(draft: Draft, random: Random) -> None:
    """Correct every number and a third of the words, and quote at the end what was said before."""
    line, start, end = main_line(draft)
    note = quoted(line, start, end)
    note.kind = "paragraph"
    note.insert(0, IT_SAID[draft.section.language] + "\u201c")
    note.insert(len(note.text), "\u201d")
    for number, part in draft.parts():
        change_matches(draft.lines[number], r"\d+", lambda match: str(int(match[0]) + 3), *part)
    rephrase(draft, random, 1 / 3)
    draft.lines.append(note)


@_edit
def moved_and_its_lookalike_in_its_place(draft: Draft, random: Random) -> None:
    """Move the passage's line far away; another with a third of its words comes there."""
    number, _ = draft.main_part()
    if len(draft.parts()) == 1:
        new = half_like(draft, random, number, _OTHER)
        move_passage(draft, random.choice((-9, -6, 6, 9)))
        draft.lines.insert(min(number, len(draft.lines)), new)


# The passage is gone, and something like it is there


@_edit
def another_item_in_its_place(draft: Draft, random: Random) -> None:
    """Delete the passage's line; in its place comes another with a third of its words.

    Of a line that is as short as a year in a table, or of a heading, nobody could tell.
    """
    number, _ = draft.main_part()
    line = draft.lines[number]
    if line.kind != "heading" and len(line.words(0, len(line.text))) > 5:
        new = half_like(draft, random, number, _OTHER)
        _delete_lines(draft)
        draft.lines.insert(min(number, len(draft.lines)), new)


@_edit
def another_item_elsewhere(draft: Draft, random: Random) -> None:
    """Delete the passage's line; one with less than a third of its words comes somewhere else."""
    number, _ = draft.main_part()
    new = half_like(draft, random, number, _OTHER)
    line = draft.lines[number]
    _delete_lines(draft)
    far = [at for at in range(len(draft.lines)) if abs(at - number) > 3]
    if far and line.kind != "heading":
        draft.lines.insert(random.choice(far), new)


@_edit
def wholly_other_paragraph_in_its_place(draft: Draft, random: Random) -> None:
    """Delete the passage's lines, and write about something else there."""
    number = draft.parts()[0][0]
    _delete_lines(draft)
    add_line(draft, number, some_paragraph(draft, random))


@_edit
def part_written_anew_under_its_heading(draft: Draft, random: Random) -> None:
    """Keep the heading over the passage, and nothing of what is below it."""
    part = draft.part_of(draft.main_part()[0])
    for number in part[1:]:
        text = some_sentence(draft, random)
        draft.lines[number] = Line(draft.lines[number].kind, text, [NEW] * len(text))


@_edit
def its_lookalike_takes_its_place(draft: Draft, random: Random) -> None:
    """Delete the passage's line; the old line most like it comes between its neighbours.

    That one must be another line for anybody, with most of its words its own.
    """
    number, (start, end) = draft.main_part()
    other = _most_like(draft, number)
    if other is None or len(draft.parts()) > 1:
        return
    old, new = draft.lines[number], draft.lines[other]
    if (
        2 * len(_words(old) & _words(new)) < len(_words(new))
        and old.text[start:end] not in new.text
    ):
        draft.lines[number] = new
        del draft.lines[other]


@_edit
def another_line_takes_its_opening(draft: Draft, random: Random) -> None:
    """Delete the passage's line; a line of another part begins then as it began."""
    number, _ = draft.main_part()
    own = draft.part_of(number)
    opening = _opening(draft.lines[number], 3)
    taken = draft.lines[number].origins[: len(opening.text)]
    if 2 * sum(map(draft.is_own, taken)) < draft.passage.end - draft.passage.start:
        opening.origins = [NEW] * len(opening.text)  # so little of it that it is other words
    opening.insert(len(opening.text), ": ")
    others = [line for at, line in enumerate(draft.lines) if at not in own]
    if others:
        put_in(random.choice(others), 0, opening)
        _delete_lines(draft)


@_edit
def cut_to_first_sentences(draft: Draft, random: Random) -> None:
    """Keep of every line its first sentence, and of every list its first two items."""
    kept = []
    for number, line in enumerate(draft.lines):
        first = line.text[: sentences_of(line)[0].end].rstrip()
        line.delete(len(first), len(line.text))
        if line.kind != "item" or number - draft.list_around(number).start < 2:
            kept.append(line)
    draft.lines = kept


@_edit
def cut_out_with_its_neighbours(draft: Draft, random: Random) -> None:
    """Delete the lines of the passage, the one before and the one after them."""
    parts = draft.parts()
    del draft.lines[max(parts[0][0] - 1, 0) : parts[-1][0] + 2]


@_edit
def shortened_into_a_summary(draft: Draft, random: Random) -> None:
    """Delete the passage's lines; what is left of them, with words left out, is at the top.

    Whether that is still the passage is for nobody to say.
    """
    short = [quoted(draft.lines[number]) for number, _ in draft.parts()]
    for line in short:
        words = line.words(0, len(line.text))
        for word, next_ in reversed(list(zip(words[1::3], words[2::3], strict=False))):
            line.delete(word.start, next_.start)
    _delete_lines(draft)
    draft.lines[min(1, len(draft.lines)) : 1] = short


@_edit
def withdrawn_with_a_note(draft: Draft, random: Random) -> None:
    """Delete the very words of the passage, and have others in brackets in the gap."""
    number, part = draft.main_part()
    delete_parts(draft)
    draft.lines[number].insert(part.start, f"[{some_sentence(draft, random)}]")


def _words(line: Line) -> set[str]:
    return {line.text[word.start : word.end].lower() for word in line.words(0, len(line.text))}


def _most_like(draft: Draft, number: int) -> int | None:
    """Return the line, of the same kind, that has most of the words of a line, and others too."""
    own = draft.lines[number]
    likeness = {
        at: len(_words(own) & _words(line)) / len(_words(own) | _words(line) | {""})
        for at, line in enumerate(draft.lines)
        if at != number and line.kind == own.kind and line.text != own.text
    }
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] else None


def _opening(line: Line, count: int) -> Line:
    words = line.words(0, len(line.text))[: max(count, 1)]
    return quoted(line, 0, words[-1].end if words else len(line.text))


def _summary(draft: Draft) -> Line:
    """Return a paragraph of the first sentences of each part, in none of their old places."""
    line, start, end = main_line(draft)
    chosen = [(line, sentence_around(line, start, end))]
    for _, *lines in parts_of(draft):
        chosen += [(first, sentences_of(first)[0]) for first in lines[:1] if first is not line]
    new = Line("paragraph", "", [])
    new.insert(0, IN_SHORT[draft.section.language])
    for each, sentence in sorted(chosen, key=lambda pair: draft.lines.index(pair[0])):
        new.insert(len(new.text), " ")
        put_in(new, len(new.text), quoted(each, *sentence))
    new.insert(len(new.text), " " + READ_ON[draft.section.language])
    return new


def _add_row(draft: Draft, random: Random, *, below: int) -> None:
    """Add a row like the passage's, or like the second row of the nearest table."""
    table = table_near(draft)
    if table:
        cells, rows = table
        width = len(rows[0])
        number, _ = draft.main_part()
        place = (number - cells.start) // width if number in cells else 1
        first = cells.start + min(place, len(rows) - 1) * width
        at = first + below * width
        draft.lines[at:at] = [_cell_like(draft, random, at) for at in range(first, first + width)]


def _cell_like(draft: Draft, random: Random, number: int) -> Line:
    """Return a cell with the same words and other numbers; or with other words, if it has none."""
    new = quoted(draft.lines[number])
    change_matches(new, r"\d+", lambda match: str(int(match[0]) + 1))
    is_other = new.text != draft.lines[number].text
    return new if is_other else lookalike(draft, random, number, every=3)


def _delete_lines(draft: Draft) -> None:
    for number, _ in reversed(draft.parts()):
        del draft.lines[number]
