"""What editors do to words, numbers and signs: no threshold was set by these edits."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from immuno_reader.identity import Span
from tests.shelf.anchoring.draft import Draft, Line
from tests.shelf.anchoring.editing import (
    Edit,
    arranged,
    change_matches,
    change_words,
    into,
    lower_first,
    main_line,
    sentence_around,
    sentences_of,
    some_word,
)
from tests.shelf.anchoring.held_out_vocabulary import (
    ABBREVIATED,
    BRANDS,
    CONDITION,
    FEWER,
    FORBIDDEN,
    LEAD_IN,
    LEARNED,
    LESS_FORMAL,
    NEGATION,
    NUMBERS,
    OF_A_HUNDRED,
    OF_TEN,
    OPPOSITES,
    OTHER_COUNTRY,
    PASSIVE,
    PAST,
    PLEASE,
    PRONOUNS,
    RANGE,
    SHOULD_KNOW,
    UNITS,
    YOUR_CHILD,
    YOURS,
)

WORDS: dict[str, Edit] = {}
_edit = into(WORDS)
_MEDICINE = r"\b\w{3,}(?:mab|leucel)\b"


# Words, in all of the section


@_edit
def brands_for_generic_names(draft: Draft, random: Random) -> None:
    """Name each medicine by its brand, and have its generic name in brackets."""
    names = BRANDS | {brand: name for name, brand in BRANDS.items()}
    _throughout(draft, names)


@_edit
def another_medicine_throughout(draft: Draft, random: Random) -> None:
    """Have the section be about a newer medicine of the same kind."""
    found = sorted(set(re.findall(_MEDICINE, draft.text.lower())))
    if found:
        _throughout(draft, {random.choice(found): "lumretuzumab"})


@_edit
def learned_words(draft: Draft, random: Random) -> None:
    """Say what doctors say for what everybody says."""
    _throughout(draft, LEARNED[draft.section.language])


@_edit
def spelled_as_in_another_country(draft: Draft, random: Random) -> None:
    _throughout(draft, OTHER_COUNTRY[draft.section.language])


@_edit
def told_in_the_past(draft: Draft, random: Random) -> None:
    _throughout(draft, PAST[draft.section.language])


@_edit
def said_of_your_child(draft: Draft, random: Random) -> None:
    """Address parents: "your child" for "you"."""
    _throughout(draft, YOUR_CHILD[draft.section.language])


@_edit
def less_formal(draft: Draft, random: Random) -> None:
    """Write as people speak: "don't", "it's"; in Spanish, with "tú"."""
    _throughout(draft, LESS_FORMAL[draft.section.language])


@_edit
def said_by_the_team_itself(draft: Draft, random: Random) -> None:
    """Make a handbook of the clinic of it: "call us" for "call your team"."""
    _throughout(draft, YOURS[draft.section.language])


@_edit
def pronouns_spelled_out(draft: Draft, random: Random) -> None:
    _throughout(draft, PRONOUNS[draft.section.language])


@_edit
def politely(draft: Draft, random: Random) -> None:
    """Say "please" wherever something is to be done."""
    _throughout(draft, PLEASE[draft.section.language])


@_edit
def abbreviations_brought_in(draft: Draft, random: Random) -> None:
    _throughout(draft, ABBREVIATED[draft.section.language])


@_edit
def units_spelled_otherwise(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        for pattern, form in UNITS[draft.section.language].items():
            _expand(line, pattern, form)


# Words of the passage


@_edit
def opening_reworded(draft: Draft, random: Random) -> None:
    """Begin the passage with other words, the first third of it at most."""
    line, start, end = main_line(draft)
    _reword(draft, random, line, line.words(start, end)[: _third(line, start, end)])


@_edit
def ending_reworded(draft: Draft, random: Random) -> None:
    line, start, end = main_line(draft)
    _reword(draft, random, line, line.words(start, end)[-_third(line, start, end) :])


@_edit
def you_should_know_that(draft: Draft, random: Random) -> None:
    """Put words before the sentence of the passage, which goes on with a small letter."""
    line, start, end = main_line(draft)
    first = sentence_around(line, start, end).start
    lower_first(line, first)
    line.insert(first, SHOULD_KNOW[draft.section.language])


@_edit
def lead_in_put_before(draft: Draft, random: Random) -> None:
    """Begin the passage's line with a word in bold."""
    line, *_ = main_line(draft)
    line.insert(0, random.choice(LEAD_IN[draft.section.language]))


@_edit
def on_a_condition(draft: Draft, random: Random) -> None:
    """Let what the passage says hold only if the team agrees."""
    line, start, end = main_line(draft)
    words = line.words(start, sentence_around(line, start, end).end)
    if words:
        line.insert(words[-1].end, CONDITION[draft.section.language])


@_edit
def clauses_turned_round(draft: Draft, random: Random) -> None:
    """Say "call today if you have a rash" for "if you have a rash, call today"."""
    number, _ = draft.main_part()
    line = draft.lines[number]
    pieces: list[Span | str] = []
    for each in sentences_of(line):
        match = re.fullmatch(r"([^,]+)(, )([^,]+?)([.;?!]?\s*)", line.text[each.start : each.end])
        if match:
            one, comma, other, end = (
                Span(each.start + match.start(group), each.start + match.end(group))
                for group in range(1, 5)
            )
            pieces += [other, comma, one, end]
        else:
            pieces.append(each)
    draft.lines[number] = arranged(line, pieces)


@_edit
def active_to_passive(draft: Draft, random: Random) -> None:
    """Say "cells can be attacked by it" for "it can attack cells", once in each line."""
    able, be, by, participles = PASSIVE[draft.section.language]
    verbs = "|".join(participles)
    pattern = rf"(?:^|(?<=[.,;:] ))([^.,;:]+?) ({able}) ({verbs}) ([^.,;:]+)"
    for number, line in enumerate(draft.lines):
        match = re.search(pattern, line.text)
        if match:
            done = participles[match[3]]
            line.replace(*match.span(3), done)
            more = len(done) - len(match[3])
            who, can = Span(*match.span(1)), Span(*match.span(2))
            verb = Span(match.start(3), match.end(3) + more)
            what = Span(match.start(4) + more, match.end(4) + more)
            pieces: list[Span | str] = [Span(0, who.start), what, " ", can, f" {be} ", verb]
            pieces += [f" {by} ", who, Span(what.end, len(line.text))]
            draft.lines[number] = arranged(line, pieces)


# What it means


@_edit
def negation_taken_out(draft: Draft, random: Random) -> None:
    """Say that it is so where the passage says that it is not."""
    for line, part in _own(draft):
        change_matches(line, NEGATION[draft.section.language], lambda _: "", *part)


@_edit
def forbidden_where_it_was_allowed(draft: Draft, random: Random) -> None:
    for line, part in _own(draft):
        change_words(line, FORBIDDEN[draft.section.language], *part)


@_edit
def fewer_for_more(draft: Draft, random: Random) -> None:
    """Say "few" for "many" and "never" for "sometimes" in the passage."""
    for line, part in _own(draft):
        change_words(line, FEWER[draft.section.language], *part)


@_edit
def opposite_words(draft: Draft, random: Random) -> None:
    """Say "after" for "before" and "severe" for "mild" in the passage."""
    for line, part in _own(draft):
        change_words(line, OPPOSITES[draft.section.language], *part)


@_edit
def numbers_doubled(draft: Draft, random: Random) -> None:
    for line, part in _own(draft):
        change_matches(line, r"\d+", lambda match: str(2 * int(match[0]) or 1), *part)


@_edit
def two_numbers_change_places(draft: Draft, random: Random) -> None:
    """Tell the two numbers of the passage the wrong way round."""
    for line, part in _own(draft):
        numbers = list(re.finditer(r"\d+", line.text[part.start : part.end]))
        for one, other in pairwise(numbers):
            if one[0] != other[0]:
                line.replace(part.start + other.start(), part.start + other.end(), one[0])
                line.replace(part.start + one.start(), part.start + one.end(), other[0])
                return


@_edit
def a_range_for_a_number(draft: Draft, random: Random) -> None:
    """Say "3 to 5" for "4" in the passage."""
    form = RANGE[draft.section.language]
    for line, part in _own(draft):
        change_matches(
            line,
            r"(?<![\d.,\-\w])[1-9]\d?(?![\d\-\w]|[.,]\d)",
            lambda match: form.format(int(match[0]) - 1, int(match[0]) + 1),
            *part,
        )


# Numbers and signs, in all of the section


@_edit
def percents_for_people(draft: Draft, random: Random) -> None:
    """Say "40%" for "40 in 100"."""
    _shares(draft, lambda count: f"{count}%" if draft.section.language == "en" else f"{count} %")


@_edit
def tens_for_hundreds(draft: Draft, random: Random) -> None:
    """Say "4 in 10" for "40 in 100", and "3 in 10" for "26 in 100"."""
    of_ten, of_hundred = OF_TEN[draft.section.language]
    _shares(
        draft, lambda count: (of_hundred if count < 10 else of_ten).format(count, round(count / 10))
    )


@_edit
def numbers_in_words(draft: Draft, random: Random) -> None:
    names = NUMBERS[draft.section.language].split()
    for line in draft.lines:
        change_matches(
            line,
            r"(?<![\d.,\-\w])(?:[1-9]|10)(?![\d.,\-\w]|\))",
            lambda match: names[int(match[0]) - 1],
        )


@_edit
def a_year_later(draft: Draft, random: Random) -> None:
    """Bring every year up to date, as with a new edition."""
    for line in draft.lines:
        change_matches(line, r"\b20[12]\d\b", lambda match: str(int(match[0]) + 1))


@_edit
def ranges_with_a_dash(draft: Draft, random: Random) -> None:
    """Print "3 to 5" with a dash, and with a dash the hyphens of names."""
    for line in draft.lines:
        change_matches(line, r"(?<=\d) (?:to|or|a|o) (?=\d)", lambda _: "\u2013")
        change_matches(line, r"(?<=\w)-(?=\w)", lambda _: "\u2013")


@_edit
def hyphens_taken_out(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        change_matches(line, r"(?<=\w)-(?=\w)", lambda _: "")


@_edit
def words_hyphenated(draft: Draft, random: Random) -> None:
    """Write two words of the passage as one, with a hyphen."""
    line, start, end = main_line(draft)
    gaps = [Span(one.end, other.start) for one, other in pairwise(line.words(start, end))]
    gaps = [gap for gap in gaps if line.text[gap.start : gap.end] == " "]
    if gaps:
        line.replace(*random.choice(gaps), "-")


@_edit
def brackets_removed(draft: Draft, random: Random) -> None:
    """Have commas round what was in brackets."""
    for line in draft.lines:
        change_matches(line, r" \(", lambda _: ", ")
        change_matches(line, r"\)(?=[.,;:?!]|$)", lambda _: "")
        change_matches(line, r"\)", lambda _: ",")


@_edit
def what_is_in_brackets_removed(draft: Draft, random: Random) -> None:
    for line in draft.lines:
        change_matches(line, r" \([^()]*\)", lambda _: "")


@_edit
def notes_as_raised_numbers(draft: Draft, random: Random) -> None:
    """Print "(note 2)" as a raised 2."""
    for line in draft.lines:
        change_matches(line, r" \(not[ea] (\d)\)", lambda match: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(match[1])])


@_edit
def references_put_in(draft: Draft, random: Random) -> None:
    """Number where each sentence comes from."""
    count = sum(len(sentences_of(line)) for line in draft.lines)
    for line in reversed(draft.lines):
        for each in reversed(sentences_of(line)):
            if line.kind != "heading":
                words = line.words(*each)
                line.insert(words[-1].end if words else each.end, f" [{count}]")
            count -= 1


@_edit
def set_by_a_printer(draft: Draft, random: Random) -> None:
    """Set "fi" and "fl" as one sign, and soft hyphens in long words."""
    for line in draft.lines:
        change_matches(line, r"f[il]", lambda match: {"fi": "ﬁ", "fl": "ﬂ"}.get(match[0], match[0]))
        for word in reversed(line.words(0, len(line.text))):
            if word.end - word.start > 9:
                line.insert((word.start + word.end) // 2, "\u00ad")


@_edit
def bullets_printed(draft: Draft, random: Random) -> None:
    """Have the bullets of lists in the text."""
    for line in draft.lines:
        if line.kind == "item":
            line.insert(0, "• ")


@_edit
def long_sentences_cut(draft: Draft, random: Random) -> None:
    """Begin a new sentence at "and", "but" and "so"."""
    for line in draft.lines:
        change_matches(
            line,
            r"[,;] (and|but|so|or|y|pero|o|así que) ",
            lambda match: f". {match[1].capitalize()} ",
        )


def _own(draft: Draft) -> list[tuple[Line, Span]]:
    return [(draft.lines[number], part) for number, part in draft.parts()]


def _throughout(draft: Draft, table: Mapping[str, str]) -> None:
    for line in draft.lines:
        change_words(line, table)


def _expand(line: Line, pattern: str, form: str) -> None:
    change_matches(line, pattern, lambda match: match.expand(form))


def _third(line: Line, start: int, end: int) -> int:
    return max(min(len(line.words(start, end)) // 3, 3), 1)


def _reword(draft: Draft, random: Random, line: Line, words: list[Span]) -> None:
    for word in reversed(words):
        line.replace(*word, some_word(draft, random))


def _shares(draft: Draft, new: Callable[[int], str]) -> None:
    pattern = OF_A_HUNDRED[draft.section.language]
    for line in draft.lines:
        change_matches(line, pattern, lambda match: new(int(match[1])))
