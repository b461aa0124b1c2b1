"""What the editors of a handbook do to it, one function for each thing.

Each takes a draft and edits it in place; it may leave it alone where there is nothing to do.
"""

import re
from random import Random

from tests.shelf.anchoring.draft import NEW, Draft, Line
from tests.shelf.anchoring.editing import (
    Edit,
    add_line,
    delete_parts,
    into,
    lookalike,
    main_line,
    move_passage,
    rephrase,
    replace_each,
    respell,
    some_paragraph,
    some_sentence,
    some_word,
)

EDITS: dict[str, Edit] = {}
_edit = into(EDITS)
_NEGATION = {"en": "not ", "es": "no "}
_ENCORE = {"en": "As we said before: ", "es": "Como ya dijimos: "}
_NEW_TITLE = {"en": "What else to know", "es": "Qué más debe saber"}
_SPELLED_OUT = {
    "en": {
        "US": "United States",
        "PD-1": "programmed death 1",
        "CAR": "chimeric antigen receptor",
        "BCG": "the germ BCG",
        "such as": "for example",
    },
    "es": {
        "EE. UU.": "Estados Unidos",
        "PD-1": "muerte programada 1",
        "CAR": "receptor de antígeno quimérico",
        "BCG": "el germen BCG",
        "como": "por ejemplo",
    },
}


# Words of the passage


@_edit
def nothing(draft: Draft, random: Random) -> None:
    """Publish the same text again."""


@_edit
def typo_inside(draft: Draft, random: Random) -> None:
    """Spell one word of the passage otherwise."""
    respell(draft, random, *main_line(draft))


@_edit
def three_typos_inside(draft: Draft, random: Random) -> None:
    for _ in range(3):
        respell(draft, random, *main_line(draft))


@_edit
def one_word_swapped(draft: Draft, random: Random) -> None:
    """Put another word for one of the passage."""
    line, start, end = main_line(draft)
    words = [word for word in line.words(start, end) if word.end - word.start > 3]
    if words:
        line.replace(*random.choice(words), some_word(draft, random))


@_edit
def two_words_change_places(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 1:
        at = random.randrange(len(words) - 1)
        one, other = (line.text[words[place].start : words[place].end] for place in (at, at + 1))
        line.replace(words[at].start, words[at + 1].end, f"{other} {one}")


@_edit
def rephrased_a_little(draft: Draft, random: Random) -> None:
    rephrase(draft, random, 1 / 10)


@_edit
def rephrased(draft: Draft, random: Random) -> None:
    rephrase(draft, random, 1 / 5)


@_edit
def rephrased_much(draft: Draft, random: Random) -> None:
    rephrase(draft, random, 2 / 5)


@_edit
def rephrased_altogether(draft: Draft, random: Random) -> None:
    rephrase(draft, random, 4 / 5)


@_edit
def number_changed(draft: Draft, random: Random) -> None:
    """Change a dose, a count or a year of the passage."""
    for number, part in draft.parts():
        line = draft.lines[number]
        found = list(re.finditer(r"\d+", line.text[part.start : part.end]))
        if found:
            digits = random.choice(found)
            new = str(int(digits[0]) + random.choice((1, 2, 5, 10, 100)))
            line.replace(part.start + digits.start(), part.start + digits.end(), new)
            return


@_edit
def number_put_in(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 1:
        line.insert(random.choice(words[1:]).start, f"{random.randint(2, 40)} ")


@_edit
def negation_inside(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 1:
        line.insert(random.choice(words[1:]).start, _NEGATION[draft.section.language])


@_edit
def negation_before(draft: Draft, random: Random) -> None:
    line, start, _ = main_line(draft)
    line.insert(start, _NEGATION[draft.section.language])


@_edit
def words_put_in(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 1:
        new = " ".join(some_sentence(draft, random).split()[:3])
        line.insert(random.choice(words[1:]).start, f"({new}) ")


@_edit
def words_taken_out(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 4:
        at = random.randrange(1, len(words) - 2)
        line.delete(words[at].start, words[at + 1].start)


@_edit
def capitals(draft: Draft, random: Random) -> None:
    """Print the words of the passage in capitals."""
    line, start, end = main_line(draft)
    for word in line.words(start, end):
        if line.text[word.start : word.end].islower():
            new = line.text[word.start : word.end].capitalize()
            line.replace(*word, new)


# Signs


@_edit
def curly_quotes(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        replace_each(line, r'(?<=\W)"|^"', "\u201c")
        replace_each(line, r'"', "\u201d")
        replace_each(line, r"'", "\u2019")
        replace_each(line, r"(?<=\w)-(?=\w)", "\u2011")


@_edit
def other_punctuation(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        replace_each(line, r";$", ".")
        replace_each(line, r"(?<=\w): ", " \u2013 ")
        replace_each(line, r", (?=and|or|but|y|o|pero)", " ")


@_edit
def hard_spaces(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        replace_each(line, r"(?<=\d) (?=[\w%\u00b0])", "\u00a0")


@_edit
def two_spaces(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        replace_each(line, r"(?<=[.?!]) (?=\S)", "  ")


@_edit
def abbreviations_spelled_out(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        for short, full in _SPELLED_OUT[draft.section.language].items():
            replace_each(line, rf"(?<!\w){re.escape(short)}(?!\w)", full)


@_edit
def notes_removed(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        replace_each(line, r" \((?:note|nota) \d+\)", "")


# Sentences


@_edit
def sentence_before(draft: Draft, random: Random) -> None:
    line, start, _ = main_line(draft)
    before = [each.start for each in line.sentences() if each.start <= start]
    line.insert(before[-1] if before else 0, some_sentence(draft, random) + " ")


@_edit
def sentence_after(draft: Draft, random: Random) -> None:
    line, _, end = main_line(draft)
    after = [each.end for each in line.sentences() if each.end >= end]
    line.insert(after[0] if after else len(line.text), " " + some_sentence(draft, random) + " ")


@_edit
def sentence_right_before(draft: Draft, random: Random) -> None:
    line, start, _ = main_line(draft)
    line.insert(start, some_sentence(draft, random) + " ")


@_edit
def sentence_inside(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    ends = [each.end for each in line.sentences() if start < each.end < end]
    words = [word.start for word in line.words(start, end)][1:]
    if ends or words:
        line.insert(random.choice(ends or words), some_sentence(draft, random) + " ")


@_edit
def sentence_of_it_deleted(draft: Draft, random: Random) -> None:
    """Delete the sentence in which the passage is, or most of its first line."""
    line, start, end = main_line(draft)
    for each in reversed(line.sentences()):
        if each.start < end and start < each.end:
            line.delete(*each)
    if len(draft.parts()) == 1:
        delete_parts(draft)


@_edit
def sentence_before_deleted(draft: Draft, random: Random) -> None:
    line, start, _ = main_line(draft)
    before = [each for each in line.sentences() if each.end <= start]
    if before:
        line.delete(*before[-1])


@_edit
def sentence_after_deleted(draft: Draft, random: Random) -> None:
    line, _, end = main_line(draft)
    after = [each for each in line.sentences() if each.start >= end]
    if after:
        line.delete(*after[0])


@_edit
def passage_deleted(draft: Draft, random: Random) -> None:
    """Delete the very words of the passage."""
    delete_parts(draft)


@_edit
def first_half_deleted(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    words = line.words(start, end)
    if len(words) > 3:
        line.delete(start, words[len(words) // 2].start)


@_edit
def replaced_by_a_sentence_like_it(draft: Draft, random: Random) -> None:
    """Say of something else what was said: the same sentence with its weightiest words changed."""
    line, start, end = main_line(draft)
    words = sorted(line.words(start, end), key=lambda word: word.start - word.end)
    for word in sorted(words[: max(len(words) // 4, 1)], reverse=True):
        line.replace(*word, some_word(draft, random))


@_edit
def replaced_by_another_sentence(draft: Draft, random: Random) -> None:
    """Delete the passage and put something else there."""
    line, start, end = main_line(draft)
    line.delete(start, end)
    line.insert(start, some_sentence(draft, random))
    delete_parts(draft)


@_edit
def deleted_but_said_elsewhere(draft: Draft, random: Random) -> None:
    """Delete the passage; other sentences that use much of its wording come elsewhere."""
    line, start, end = main_line(draft)
    words = line.text[start:end].split()
    for at in range(0, len(words), 5):
        words[at] = some_word(draft, random)
    delete_parts(draft)
    target = random.choice(draft.lines)
    while target is line:
        target = random.choice(draft.lines)
    target.insert(len(target.text), f" {some_sentence(draft, random)} {' '.join(words)}.")


@_edit
def deleted_but_quoted_elsewhere(draft: Draft, random: Random) -> None:
    """Move the words of the passage alone into other words."""
    line, start, end = main_line(draft)
    text, origins = line.text[start:end], line.origins[start:end]
    if len(draft.parts()) > 1 or len(draft.lines) < 3:
        return
    line.delete(start, end)
    target = random.choice([each for each in draft.lines if each is not line])
    target.insert(len(target.text), " " + _ENCORE[draft.section.language])
    target.text, target.origins = target.text + text, target.origins + origins
    target.insert(len(target.text), " " + some_sentence(draft, random))


@_edit
def sentences_joined(draft: Draft, random: Random) -> None:
    line, *_ = main_line(draft)
    replace_each(line, r"[.] (?=\w)", "; ")


@_edit
def sentences_change_places(draft: Draft, random: Random) -> None:
    """Turn round the order of the sentences in a paragraph."""
    line, *_ = main_line(draft)
    sentences = line.sentences()
    if len(sentences) > 1:
        pairs = [(line.text[a:b].strip() + " ", line.origins[a:b]) for a, b in reversed(sentences)]
        line.text = "".join(text for text, _ in pairs)
        line.origins = [
            origin for text, old in pairs for origin in (old + [NEW] * len(text))[: len(text)]
        ]


# Neighbours


@_edit
def typo_right_before(draft: Draft, random: Random) -> None:
    line, start, _ = main_line(draft)
    respell(draft, random, line, max(start - 30, 0), start)


@_edit
def typo_right_after(draft: Draft, random: Random) -> None:
    line, _, end = main_line(draft)
    respell(draft, random, line, end, min(end + 30, len(line.text)))


@_edit
def number_changed_beside(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        for found in reversed(list(re.finditer(r"\d+", line.text))):
            if not any(map(draft.is_own, line.origins[found.start() : found.end()])):
                line.replace(*found.span(), str(int(found[0]) + 1))


@_edit
def both_neighbours_rewritten(draft: Draft, random: Random) -> None:
    """Rewrite all of the lines, and the rest of the line, around the passage."""
    parts = draft.parts()
    (first, head), (last, tail) = parts[0], parts[-1]
    draft.lines[last].delete(tail.end, len(draft.lines[last].text))
    draft.lines[last].insert(tail.end, " " + some_sentence(draft, random))
    draft.lines[first].delete(0, head.start)
    draft.lines[first].insert(0, some_sentence(draft, random) + " ")
    for number in (first - 1, last + 1):
        if 0 <= number < len(draft.lines):
            line = draft.lines[number]
            line.delete(0, len(line.text))
            line.insert(0, some_sentence(draft, random))


@_edit
def line_before_rewritten(draft: Draft, random: Random) -> None:
    first = draft.parts()[0][0]
    if first:
        line = draft.lines[first - 1]
        line.delete(0, len(line.text))
        line.insert(0, some_paragraph(draft, random))


@_edit
def line_after_rewritten(draft: Draft, random: Random) -> None:
    last = draft.parts()[-1][0] + 1
    if last < len(draft.lines):
        line = draft.lines[last]
        line.delete(0, len(line.text))
        line.insert(0, some_paragraph(draft, random))


# Paragraphs, lists and tables


@_edit
def paragraph_before(draft: Draft, random: Random) -> None:
    add_line(draft, draft.parts()[0][0], some_paragraph(draft, random))


@_edit
def paragraph_after(draft: Draft, random: Random) -> None:
    add_line(draft, draft.parts()[-1][0] + 1, some_paragraph(draft, random))


@_edit
def paragraph_at_the_top(draft: Draft, random: Random) -> None:
    add_line(draft, min(1, len(draft.lines)), some_paragraph(draft, random))


@_edit
def paragraph_moved_up(draft: Draft, random: Random) -> None:
    move_passage(draft, -1)


@_edit
def paragraph_moved_down(draft: Draft, random: Random) -> None:
    move_passage(draft, 1)


@_edit
def paragraph_moved_far(draft: Draft, random: Random) -> None:
    move_passage(draft, random.choice((-7, -5, 5, 7)))


@_edit
def paragraph_moved_to_the_end(draft: Draft, random: Random) -> None:
    move_passage(draft, len(draft.lines))


@_edit
def paragraph_moved_to_the_top(draft: Draft, random: Random) -> None:
    move_passage(draft, -len(draft.lines))


@_edit
def paragraph_moved_and_rephrased(draft: Draft, random: Random) -> None:
    rephrase(draft, random, 1 / 10)
    move_passage(draft, random.choice((-6, 6)))


@_edit
def paragraph_deleted(draft: Draft, random: Random) -> None:
    for number, _ in reversed(draft.parts()):
        del draft.lines[number]


@_edit
def line_before_deleted(draft: Draft, random: Random) -> None:
    first = draft.parts()[0][0]
    if first:
        del draft.lines[first - 1]


@_edit
def line_after_deleted(draft: Draft, random: Random) -> None:
    last = draft.parts()[-1][0] + 1
    if last < len(draft.lines):
        del draft.lines[last]


@_edit
def paragraph_split(draft: Draft, random: Random) -> None:
    number, part = draft.main_part()
    line = draft.lines[number]
    cuts = [each.start for each in line.sentences() if each.start]
    cuts = cuts or [word.start for word in line.words(0, len(line.text))][1:]
    if cuts:
        cut = min(cuts, key=lambda cut: abs(cut - (part.start + part.end) // 2))
        draft.lines[number : number + 1] = line.split(cut)


@_edit
def paragraph_joined_to_the_next(draft: Draft, random: Random) -> None:
    number, _ = draft.main_part()
    if number + 1 < len(draft.lines):
        draft.lines[number : number + 2] = [draft.lines[number].join(draft.lines[number + 1])]


@_edit
def paragraph_joined_to_the_one_before(draft: Draft, random: Random) -> None:
    number, _ = draft.main_part()
    if number:
        draft.lines[number - 1 : number + 1] = [draft.lines[number - 1].join(draft.lines[number])]


@_edit
def items_reordered(draft: Draft, random: Random) -> None:
    """Reorder the list, the rows or the paragraphs among which the passage is."""
    items = draft.list_around(draft.main_part()[0])
    lines = draft.lines[items.start : items.stop]
    random.shuffle(lines)
    draft.lines[items.start : items.stop] = lines


@_edit
def item_put_first(draft: Draft, random: Random) -> None:
    items = draft.list_around(draft.main_part()[0])
    add_line(draft, items.start, some_sentence(draft, random), like=items.start)


@_edit
def item_like_it_put_before(draft: Draft, random: Random) -> None:
    """Add an item that says of something else what the passage's line says."""
    number, _ = draft.main_part()
    draft.lines.insert(number, lookalike(draft, random, number))


@_edit
def item_like_it_in_its_place(draft: Draft, random: Random) -> None:
    """Delete the passage's line where a line like it follows that was put in at the same time."""
    number, _ = draft.main_part()
    draft.lines.insert(number, lookalike(draft, random, number))
    move_passage(draft, 6)


@_edit
def list_put_in(draft: Draft, random: Random) -> None:
    number = draft.parts()[0][0]
    for _ in range(4):
        add_line(draft, number, some_sentence(draft, random))
        draft.lines[number].kind = "item"


@_edit
def row_put_in(draft: Draft, random: Random) -> None:
    """Repeat the lines before the passage, as the rows of a table may."""
    number = draft.parts()[0][0]
    draft.lines[number:number] = [line.copy() for line in draft.lines[max(number - 3, 0) : number]]


@_edit
def duplicated_at_the_end(draft: Draft, random: Random) -> None:
    draft.lines.append(draft.lines[draft.main_part()[0]].copy())


@_edit
def duplicated_at_the_top(draft: Draft, random: Random) -> None:
    draft.lines.insert(1, draft.lines[draft.main_part()[0]].copy())


@_edit
def duplicated_with_a_change(draft: Draft, random: Random) -> None:
    new = lookalike(draft, random, draft.main_part()[0])
    draft.lines.insert(random.randrange(len(draft.lines)), new)


@_edit
def words_duplicated_elsewhere(draft: Draft, random: Random) -> None:
    """Say the words of the passage again in another line."""
    line, start, end = main_line(draft)
    others = [each for each in draft.lines if each is not line] or [line]
    target = random.choice(others)
    words = line.text[start:end]
    target.insert(0, f"{_ENCORE[draft.section.language]}{words} {some_sentence(draft, random)} ")


@_edit
def changed_while_said_elsewhere(draft: Draft, random: Random) -> None:
    """Rephrase the passage, and have its old words somewhere else."""
    words_duplicated_elsewhere(draft, random)
    rephrase(draft, random, 1 / 5)


@_edit
def changed_and_duplicated(draft: Draft, random: Random) -> None:
    """Rephrase the passage, and its whole line once more at the end, otherwise."""
    draft.lines.append(lookalike(draft, random, draft.main_part()[0]))
    rephrase(draft, random, 1 / 8)


@_edit
def deleted_while_a_lookalike_comes(draft: Draft, random: Random) -> None:
    """Delete the passage's line; a line that is half like it comes elsewhere."""
    new, place = lookalike(draft, random, draft.main_part()[0], every=3), draft.parts()[0][0]
    new.origins = [NEW] * len(new.text)  # so little like it that it is another line
    paragraph_deleted(draft, random)
    places = [at for at in range(len(draft.lines) + 1) if at != place]
    draft.lines.insert(random.choice(places or [0]), new)


# Parts of the section


@_edit
def heading_renamed(draft: Draft, random: Random) -> None:
    heading = draft.lines[draft.part_of(draft.main_part()[0]).start]
    heading.slug = "renamed"
    if not any(map(draft.is_own, heading.origins)):
        heading.delete(0, len(heading.text))
        heading.insert(0, _NEW_TITLE[draft.section.language])


@_edit
def heading_put_in(draft: Draft, random: Random) -> None:
    number = draft.parts()[0][0]
    add_line(draft, number, _NEW_TITLE[draft.section.language])
    draft.lines[number].kind, draft.lines[number].slug = "heading", "put-in"


@_edit
def heading_removed(draft: Draft, random: Random) -> None:
    number, _ = draft.main_part()
    first = draft.part_of(number).start
    if first != number:
        del draft.lines[first]


@_edit
def part_moved_to_the_end(draft: Draft, random: Random) -> None:
    part = draft.part_of(draft.main_part()[0])
    lines = draft.lines[part.start : part.stop]
    del draft.lines[part.start : part.stop]
    draft.lines += lines


@_edit
def part_deleted(draft: Draft, random: Random) -> None:
    part = draft.part_of(draft.main_part()[0])
    del draft.lines[part.start : part.stop]


@_edit
def part_duplicated(draft: Draft, random: Random) -> None:
    """Repeat a whole part with one word of each line changed, as for another medicine."""
    part = draft.part_of(draft.main_part()[0])
    draft.lines += [lookalike(draft, random, number) for number in part]


@_edit
def parts_change_places(draft: Draft, random: Random) -> None:
    part = draft.part_of(draft.main_part()[0])
    if part.stop < len(draft.lines):
        next_ = draft.part_of(part.stop)
        one = draft.lines[part.start : part.stop]
        other = draft.lines[next_.start : next_.stop]
        draft.lines[part.start : next_.stop] = other + one


@_edit
def first_half_of_the_section_gone(draft: Draft, random: Random) -> None:
    del draft.lines[: len(draft.lines) // 2]


@_edit
def second_half_of_the_section_gone(draft: Draft, random: Random) -> None:
    del draft.lines[len(draft.lines) // 2 :]


@_edit
def another_section_put_before(draft: Draft, random: Random) -> None:
    for text in random.sample(draft.others, 12):
        add_line(draft, 0, text)


@_edit
def another_section_put_after(draft: Draft, random: Random) -> None:
    for text in random.sample(draft.others, 12):
        add_line(draft, len(draft.lines), text)


@_edit
def all_rewritten(draft: Draft, random: Random) -> None:
    """Write the section anew."""
    draft.lines = [Line("heading", "?", [NEW], "top")]
    for text in random.sample(draft.others, 20):
        add_line(draft, len(draft.lines), text)


@_edit
def all_rephrased(draft: Draft, random: Random) -> None:
    """Put another word for one in eight, everywhere."""
    for line in draft.lines:
        for word in reversed(line.words(0, len(line.text))):
            if random.random() < 1 / 8:
                line.replace(*word, some_word(draft, random))


# Several things at once


@_edit
def two_edits(draft: Draft, random: Random) -> None:
    _several(draft, random, 2)


@_edit
def four_edits(draft: Draft, random: Random) -> None:
    _several(draft, random, 4)


def _several(draft: Draft, random: Random, count: int) -> None:
    names = sorted(set(EDITS) - {"two_edits", "four_edits", "nothing"})
    for name in random.sample(names, count):
        if draft.parts():
            EDITS[name](draft, random)
