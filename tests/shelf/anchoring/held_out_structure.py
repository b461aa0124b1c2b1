"""What editors do to paragraphs, lists and tables: no threshold was set by these edits."""

import re
from collections.abc import Callable
from itertools import chain
from random import Random

from tests.shelf.anchoring.draft import NEW, Draft, Line
from tests.shelf.anchoring.editing import (
    Edit,
    add_line,
    cut_out,
    into,
    lower_first,
    main_line,
    nearest,
    parts_of,
    put_in,
    sentence_around,
    sentences_of,
    some_paragraph,
    some_sentence,
    table_near,
)
from tests.shelf.anchoring.held_out_vocabulary import (
    AND,
    FIRST_STEP,
    NEW_COLUMN,
    NEW_HEADINGS,
    QUESTION,
    WARNING,
)

STRUCTURE: dict[str, Edit] = {}
_edit = into(STRUCTURE)
_END = r"[.;:,]\s*$"


# Headings and parts


@_edit
def headings_turned_into_questions(draft: Draft, random: Random) -> None:
    """Ask what each heading says; its address is another one then."""
    before, _, after = QUESTION[draft.section.language].partition("{}")
    for line in draft.lines:
        if line.kind == "heading" and not line.text.endswith("?"):
            lower_first(line)
            line.insert(len(line.text), after)
            line.insert(0, before)
            line.slug = f"about-{line.slug}"


@_edit
def headings_numbered(draft: Draft, random: Random) -> None:
    headings = [line for line in draft.lines if line.kind == "heading"]
    for number, line in enumerate(headings, 1):
        line.insert(0, f"{number}. ")


@_edit
def heading_run_into_the_text(draft: Draft, random: Random) -> None:
    """Make the heading over the passage the first words of the paragraph below it."""
    first = draft.part_of(draft.main_part()[0]).start
    if first + 1 < len(draft.lines) and draft.lines[first + 1].kind != "heading":
        joined = draft.lines[first].join(draft.lines[first + 1], ". ")
        joined.kind, joined.slug = draft.lines[first + 1].kind, ""
        draft.lines[first : first + 2] = [joined]


@_edit
def headings_put_in_everywhere(draft: Draft, random: Random) -> None:
    """Divide the section into parts of a few lines, so that every address is another one."""
    titles = NEW_HEADINGS[draft.section.language]
    for number in reversed(range(3, len(draft.lines), random.choice((3, 4, 5)))):
        add_line(draft, number, titles[number % len(titles)])
        draft.lines[number].kind, draft.lines[number].slug = "heading", f"new-{number}"


@_edit
def parts_in_another_order(draft: Draft, random: Random) -> None:
    """Reorder all that comes after the first heading."""
    first, *rest = parts_of(draft)
    random.shuffle(rest)
    draft.lines = [*first, *chain(*rest)]


@_edit
def part_put_under_another(draft: Draft, random: Random) -> None:
    """Move what stands under the passage's heading, without it, to the end of another part."""
    part = draft.part_of(draft.main_part()[0])
    moved = draft.lines[part.start + 1 : part.stop]
    headings = [at for at, line in enumerate(draft.lines) if line.kind == "heading"]
    others = [at for at in headings if at != part.start]
    if moved and others:
        heading = draft.lines[random.choice(others)]
        del draft.lines[part.start + 1 : part.stop]
        at = draft.part_of(next(at for at, line in enumerate(draft.lines) if line is heading)).stop
        draft.lines[at:at] = moved


@_edit
def a_warning_under_each_heading(draft: Draft, random: Random) -> None:
    """Say the same new warning at the start of each part."""
    for number in reversed(range(len(draft.lines))):
        if draft.lines[number].kind == "heading":
            add_line(draft, number + 1, WARNING[draft.section.language])


@_edit
def a_warning_right_before(draft: Draft, random: Random) -> None:
    add_line(draft, draft.parts()[0][0], WARNING[draft.section.language])


@_edit
def explanations_put_between(draft: Draft, random: Random) -> None:
    """Have a new paragraph after every second line."""
    for number in reversed(range(2, len(draft.lines) + 1, 2)):
        add_line(draft, number, some_paragraph(draft, random))


# Paragraphs


@_edit
def sentence_moved_to_another_paragraph(draft: Draft, random: Random) -> None:
    """Move the sentence in which the passage is, with what else is in it."""
    line, start, end = main_line(draft)
    others = [each for each in draft.lines if each is not line and each.kind != "heading"]
    if others and len(draft.parts()) == 1:
        moved = cut_out(line, *sentence_around(line, start, end))
        target = random.choice(others)
        at = random.choice([0, *(each.end for each in sentences_of(target))])
        moved.insert(len(moved.text), " ")
        moved.insert(0, " ")
        put_in(target, at, moved)


@_edit
def end_of_the_paragraph_moved(draft: Draft, random: Random) -> None:
    """Cut off the last third of the passage's line, and have it somewhere else."""
    number, _ = draft.main_part()
    words = draft.lines[number].words(0, len(draft.lines[number].text))
    if len(words) > 5:
        draft.lines[number], rest = draft.lines[number].split(words[2 * len(words) // 3].start)
        at = number + random.choice((-7, -4, 5, 8))
        draft.lines.insert(min(max(at, 0), len(draft.lines)), rest)


@_edit
def sentences_turned_into_a_list(draft: Draft, random: Random) -> None:
    """Make an item of each sentence of the paragraph nearest to the passage."""
    number = _nearest_line(draft, lambda line: len(sentences_of(line)) > 1)
    if number is not None:
        rest = draft.lines.pop(number)
        items = []
        for each in reversed(sentences_of(rest)[1:]):
            rest, item = rest.split(each.start)
            items.append(item)
        for item in (items := [rest, *reversed(items)]):
            item.kind = "item"
            _replace_end(item, ";")
        draft.lines[number:number] = items


@_edit
def clauses_on_lines_of_their_own(draft: Draft, random: Random) -> None:
    """Begin a new line at each comma of the line nearest to the passage that has one."""
    number = _nearest_line(draft, lambda line: ", " in line.text)
    if number is not None:
        rest = draft.lines.pop(number)
        while ", " in rest.text:
            rest, clause = rest.split(rest.text.rindex(", ") + 1)
            rest.delete(len(rest.text) - 1, len(rest.text))
            draft.lines.insert(number, clause)
        draft.lines.insert(number, rest)


@_edit
def paragraphs_run_together(draft: Draft, random: Random) -> None:
    """Make one paragraph of all those under each heading, and one item of each list."""
    lines: list[Line] = []
    for line in draft.lines:
        is_same = bool(lines) and lines[-1].kind == line.kind and line.kind != "heading"
        lines[-1:] = [lines[-1].join(line)] if is_same else [*lines[-1:], line]
    draft.lines = lines


@_edit
def neighbours_change_sides(draft: Draft, random: Random) -> None:
    """Have the line after the passage before it, and the one before it after it."""
    parts = draft.parts()
    before, after = parts[0][0] - 1, parts[-1][0] + 1
    if before >= 0 and after < len(draft.lines):
        lines = draft.lines
        lines[before], lines[after] = lines[after], lines[before]


# Lists


@_edit
def list_turned_into_a_sentence(draft: Draft, random: Random) -> None:
    """Make one paragraph of the list nearest to the passage, with commas."""
    items = nearest(draft, "item")
    if items:
        first, *rest = draft.lines[items.start : items.stop]
        first.kind = "paragraph"
        for item in rest:
            _replace_end(first, "")
            lower_first(item)
            first = first.join(item, ", ")
        draft.lines[items.start : items.stop] = [first]


@_edit
def two_items_merged(draft: Draft, random: Random) -> None:
    """Make one item of the passage's and the next, or the one before."""
    items = draft.list_around(draft.main_part()[0])
    if len(items) > 1:
        number = min(draft.main_part()[0], items.stop - 2)
        one, other = draft.lines[number : number + 2]
        _replace_end(one, "")
        lower_first(other)
        draft.lines[number : number + 2] = [one.join(other, AND[draft.section.language])]


@_edit
def steps_numbered_after_a_new_one(draft: Draft, random: Random) -> None:
    """Number the items of the nearest list, with a new item as the first."""
    items = nearest(draft, "item")
    if items:
        add_line(draft, items.start, FIRST_STEP[draft.section.language], like=items.start)
        for count, line in enumerate(draft.lines[items.start : items.stop + 1], 1):
            line.insert(0, f"{count}. ")


@_edit
def item_moved_to_another_list(draft: Draft, random: Random) -> None:
    """Move the passage's line among the items of another list."""
    number, _ = draft.main_part()
    own = draft.list_around(number)
    others = [at for at, line in enumerate(draft.lines) if line.kind == "item" and at not in own]
    if others and len(draft.parts()) == 1 and draft.lines[number].kind != "heading":
        at = random.choice(others)
        moved = draft.lines.pop(number)
        moved.kind = "item"
        draft.lines.insert(at - (at > number), moved)


@_edit
def every_list_backwards(draft: Draft, random: Random) -> None:
    """Turn round the order of every list of the section."""
    number = 0
    while number < len(draft.lines):
        items = draft.list_around(number)
        if draft.lines[number].kind == "item":
            draft.lines[items.start : items.stop] = draft.lines[items.start : items.stop][::-1]
        number = items.stop


# Tables


@_edit
def rows_newest_first(draft: Draft, random: Random) -> None:
    """Turn round the order of the rows of the nearest table, below its head."""
    if table := table_near(draft):
        cells, (head, *rows) = table
        draft.lines[cells.start : cells.stop] = [*head, *chain(*reversed(rows))]


@_edit
def columns_change_places(draft: Draft, random: Random) -> None:
    """Have the second column of the nearest table first."""
    if table := table_near(draft):
        cells, rows = table
        swapped = [[two, one, *rest] for one, two, *rest in rows]
        draft.lines[cells.start : cells.stop] = list(chain(*swapped))


@_edit
def column_put_in(draft: Draft, random: Random) -> None:
    """Add a second column, of pages, to the nearest table."""
    if table := table_near(draft):
        cells, rows = table
        lines = []
        for count, (one, *rest) in enumerate(rows, 12):
            text = NEW_COLUMN[draft.section.language].format(count)
            lines += [one, Line("cell", text, [NEW] * len(text)), *rest]
        draft.lines[cells.start : cells.stop] = lines


@_edit
def table_turned_into_a_list(draft: Draft, random: Random) -> None:
    """Make an item of each row of the nearest table, without its head."""
    if table := table_near(draft):
        cells, (_, *rows) = table
        items = []
        for item, *rest in rows:
            item.kind = "item"
            for count, cell in enumerate(rest):
                item = item.join(cell, ", " if count else ": ")
            items.append(item)
        draft.lines[cells.start : cells.stop] = items


@_edit
def table_on_its_side(draft: Draft, random: Random) -> None:
    """Make rows of the columns of the nearest table."""
    if table := table_near(draft):
        cells, rows = table
        draft.lines[cells.start : cells.stop] = list(chain(*zip(*rows, strict=True)))


@_edit
def question_before_each_paragraph(draft: Draft, random: Random) -> None:
    """Have somebody ask before each paragraph, as in an interview."""
    for number in reversed(range(len(draft.lines))):
        if draft.lines[number].kind == "paragraph":
            asked = re.sub(r"[.:!?]?$", "?", some_sentence(draft, random), count=1)
            add_line(draft, number, f"\u2013 {'¿' * (draft.section.language == 'es')}{asked}")


def _replace_end(line: Line, sign: str) -> None:
    match = re.search(_END, line.text)
    if match:
        line.replace(*match.span(), sign)
    elif sign:
        line.insert(len(line.text), sign)


def _nearest_line(draft: Draft, is_fit: Callable[[Line], bool]) -> int | None:
    number, _ = draft.main_part()
    fit = [
        at
        for at, line in enumerate(draft.lines)
        if line.kind in ("paragraph", "item") and is_fit(line)
    ]
    return min(fit, key=lambda at: abs(at - number), default=None)
