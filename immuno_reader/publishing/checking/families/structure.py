"""How a page is built: headings, the box at its head, lists, and what its front matter says."""

from collections.abc import Iterator
from itertools import pairwise

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Block, Page, words_of
from immuno_reader.publishing.checking.rule import Found, Rule, is_question, start_of, worse_if
from immuno_reader.publishing.manifest import SUMMARY

FRONT_MATTER = Rule(
    "front-matter-incomplete",
    "error",
    "A section says its id, its title, one sentence of summary and when it is due again.",
    "An id keeps bookmarks when a file is renamed; JAMA's benchmarks (Silberg 1997) want dates.",
    "Add the fields that are missing at the head of the file.",
)
SKIPPED = Rule(
    "heading-level-skipped",
    "error",
    "Headings go down one level at a time.",
    "A screen reader's list of headings has holes otherwise (WCAG 1.3.1).",
    "Use one more or one fewer “#”.",
)
EMPTY = Rule(
    "heading-empty",
    "error",
    "Something stands under every heading.",
    "A reader who jumps to a heading finds nothing (PEMAT item 9).",
    "Write the text, or take the heading out.",
)
TWIN = Rule(
    "heading-twin",
    "warning",
    "No two headings of a page are the same.",
    "In a list of headings they cannot be told apart (PEMAT item 9).",
    "Say in each what its part is about.",
)
VAGUE = Rule(
    "heading-vague",
    "warning",
    "A heading says what stands under it.",
    "“Introduction” and “Other” inform nobody (PEMAT item 9).",
    "Ask what a reader would look for, and use those words.",
)
FAR = Rule(
    "heading-far",
    "error",
    "There are not many words between two headings.",
    "Short chunks are found and remembered (PEMAT item 8, CDC index item 9).",
    "Put a heading in, or cut.",
)
LONG = Rule(
    "section-wordy",
    "error",
    "A section is read in one sitting and printed on two sides.",
    "Short chunks are found and remembered (PEMAT item 8).",
    "Make two sections of it, or cut.",
)
IN_SHORT = Rule(
    "in-short-missing",
    "error",
    "A section begins with a box “In short”.",
    "A summary is what published pages lack most (PEMAT item 11; CDC index items 2 and 10).",
    'Put `!!! short "In short"` with one to three points right below the title.',
)
IN_SHORT_LONG = Rule(
    "in-short-long",
    "warning",
    "The box “In short” is short: three points, 60 words, 12 words a sentence.",
    "It is all that many will read (CDC index item 10).",
    "Keep what a reader must not miss, and leave the rest to the page.",
)
LIST = Rule(
    "list-long",
    "warning",
    "A list has at most seven items, unless it is of signs, which must be complete.",
    "A longer one is read no better than a paragraph (CDC index item 8).",
    "Group the items under two headings.",
)
ITEM = Rule(
    "list-item-long",
    "warning",
    "An item of a list has at most 50 words.",
    "A list is there to be seen at one glance (CDC index item 8).",
    "Keep what the item is, and say the rest in a paragraph.",
)
SINGLE = Rule(
    "list-single",
    "warning",
    "A list has at least two items, but for the box “In short”.",
    "One thing is no list (CDC index item 8).",
    "Write it as a sentence.",
)
STEPS = Rule(
    "steps-unnumbered",
    "warning",
    "A list of steps is numbered.",
    "Steps are followed one by one (PEMAT item 22).",
    "Write “1.” instead of the dash.",
)
ACTION = Rule(
    "action-missing",
    "error",
    "A page of `kind: action` tells the reader to do something, with whom and when.",
    "Material is actionable when it names the action and its steps (PEMAT items 20 to 22).",
    "Begin a sentence with a verb: “Call your nurse before you take a new medicine.”",
)
ASK_TEAM = Rule(
    "ask-team-missing",
    "warning",
    "Every section says what to ask or tell the care team.",
    "A page informs; what it means for one person, a clinician says (CDC index item 5).",
    "End with what to ask next.",
)
TOOL = Rule(
    "chapter-without-tool",
    "warning",
    "A chapter has something to print and use: questions to ask, a checklist, a diary, a card.",
    "A tool that helps to act: PEMAT item 23.",
    "Add a list of questions to take along, or a list to fill in.",
)
FIGURE = Rule(
    "chapter-without-figure",
    "warning",
    "A chapter has at least one picture that explains.",
    "Pictures close to the text raise attention and recall (Houts 2006; PEMAT item 15).",
    "Draw what is hard to say in words.",
)

RULES = (
    FRONT_MATTER, SKIPPED, EMPTY, TWIN, VAGUE, FAR, LONG, IN_SHORT, IN_SHORT_LONG, LIST, ITEM,
    SINGLE, STEPS, ACTION, ASK_TEAM, TOOL, FIGURE,
)  # fmt: skip

_FIELDS = ("id", "title", "summary", "due")


def check(case: Case) -> Found:
    """Yield what is wrong with the build of pages."""
    for _, page in case.pages:
        missing = [name for name in _FIELDS if name not in page.source.lines]
        if missing and page.source.lines:
            yield FRONT_MATTER.broken(page.file, 1, f"The front matter lacks {_and(missing)}.")
        elif missing:
            yield FRONT_MATTER.broken(page.file, 1, "This section has no front matter.")
        yield from _headings(page)
        yield from _chunks(page, case)
        yield from _in_short(page, case)
        yield from _lists(page, case)
    for _, page, lexicon in case.worded:
        yield from _vague(page, lexicon)
        yield from _actions(page, lexicon)
        yield from _steps(page, lexicon)
    for proof in case.proofs:
        if any(entry.kind == "part" for entry in proof.edition.entries):
            yield from _chapters(proof)


def _headings(page: Page) -> Found:
    level, seen = 1, set[str]()
    shown = [block for block in page.shown if block.kind != "title"]
    for at, block in enumerate(shown):
        if block.kind != "heading":
            continue
        if block.level > level + 1:
            message = f"“{block.text}” is of level {block.level}, right under level {level}."
            yield SKIPPED.broken(page.file, block.line, message)
        level = block.level
        following = shown[at + 1] if at + 1 < len(shown) else None
        if following is None or (following.kind == "heading" and following.level <= level):
            message = f"Nothing stands under “{block.text}”."
            yield EMPTY.broken(page.file, block.line, message)
        if block.text.casefold() in seen:
            yield TWIN.broken(page.file, block.line, f"“{block.text}” is a heading here already.")
        seen.add(block.text.casefold())


def _vague(page: Page, lexicon: Lexicon) -> Found:
    for heading in page.headings:
        if lexicon.vague_headings.fullmatch(heading.text.strip(" .:?")):
            message = f"“{heading.text}” does not say what stands under it."
            yield VAGUE.broken(page.file, heading.line, message)


def _chunks(page: Page, case: Case) -> Found:
    limits = case.limits_in(page.language)
    total = page.word_count
    if total > limits.section_warning:
        severity = worse_if(total > limits.section_words)
        message = f"The section has {total} words; {limits.section_warning:g} are enough."
        yield LONG.broken(page.file, 0, message, severity, measured=(total, limits.section_warning))
    for heading, words in _stretches(page):
        if words > limits.heading_warning:
            severity = worse_if(words > limits.heading_words)
            name = f"“{heading.text}”" if heading else "the start"
            message = f"{words} words follow {name} without a heading; the limit is"
            line = heading.line if heading else 0
            message = f"{message} {limits.heading_warning:g}."
            yield FAR.broken(
                page.file, line, message, severity, measured=(words, limits.heading_warning)
            )


def _stretches(page: Page) -> Iterator[tuple[Block | None, int]]:
    """Yield each heading with the words of running text up to the next; a box is a chunk apart."""
    heading, words = None, 0
    for block in page.shown:
        if block.kind == "heading":
            yield heading, words
            heading, words = block, 0
        elif block.is_prose and block.callout is None:
            words += len(words_of(block.text))
    yield heading, words


def _in_short(page: Page, case: Case) -> Found:
    limits = case.limits_in(page.language)
    boxes = page.callouts("short")
    if not boxes:
        if page.word_count > limits.in_short_from:
            yield IN_SHORT.broken(page.file, page.source.body_line, "There is no box “In short”.")
        return
    blocks = next(iter(boxes.values()))
    first = next((block for block in page.shown if block.kind != "heading"), None)
    if first is not None and first not in blocks:
        yield IN_SHORT.broken(page.file, blocks[0].line, "“In short” does not come first.")
    points = [block for block in blocks if block.kind in ("item", "paragraph")]
    words = sum(len(words_of(block.text)) for block in points)
    sentences = [one for block in points for one in page.sentences_of(block)]
    longest = max((len(one.words) for one in sentences), default=0)
    for count, limit, what in (
        (len(points), limits.in_short_points, "points"),
        (words, limits.in_short_words, "words"),
        (longest, limits.in_short_sentence, "words in a sentence"),
    ):
        if count > limit:
            message = f"“In short” has {count} {what}; {limit:g} are enough."
            yield IN_SHORT_LONG.broken(page.file, blocks[0].line, message, measured=(count, limit))


def _lists(page: Page, case: Case) -> Found:
    lists: dict[int, list[Block]] = {}
    for block in page.blocks:
        is_urgent = block.callout is not None and block.callout.kind in ("danger", "warning")
        if block.kind == "item" and block.list_number and not is_urgent:
            lists.setdefault(block.list_number, []).append(block)
    for items in lists.values():
        count = len({block.item_number for block in items})
        if count > case.limits.list_items:
            message = f"This list has {count} items; {case.limits.list_items:g} are enough."
            yield LIST.broken(
                page.file, items[0].line, message, measured=(count, case.limits.list_items)
            )
        box = items[0].callout
        if count == 1 and not (box and box.kind == "short"):
            yield SINGLE.broken(page.file, items[0].line, "This list has one item.")
        limit = case.limits_in(page.language).item_words
        for item in items:
            words = len(words_of(item.text))
            if words > limit:
                message = (
                    f"{words} words in an item; the limit is {limit:g}: “{start_of(item.text)}”"
                )
                yield ITEM.broken(page.file, item.line, message, measured=(words, limit))


def _steps(page: Page, lexicon: Lexicon) -> Found:
    for before, block in pairwise(page.blocks):
        is_lead_in = before.kind == "heading" or before.text.endswith(":")
        is_list = block.kind == "item" and not block.is_ordered and before.kind != "item"
        if is_lead_in and is_list and lexicon.steps.search(before.text):
            message = f"“{start_of(before.text)}” are steps, and have no numbers."
            yield STEPS.broken(page.file, block.line, message)


def _actions(page: Page, lexicon: Lexicon) -> Found:
    text = "\n".join(block.text for block in page.shown)
    if page.kind == "action":
        found = any(
            lexicon.ask_team.search(one.text)
            or (lexicon.act.search(one.text) and lexicon.whom.search(one.text))
            for one in page.sentences
        )
        if not (found and lexicon.when.search(text)):
            message = "Nothing on this page says what to do, with whom and when."
            yield ACTION.broken(page.file, page.line_of("kind"), message)
    if page.source.lines and not lexicon.ask_team.search(text):
        message = "Nothing on this page says what to ask or tell the care team."
        yield ASK_TEAM.broken(page.file, 0, message)


def _chapters(proof: Proof) -> Found:
    file = proof.edition.folder / SUMMARY
    for title, ids in proof.chapters.items():
        pages = [page for page in proof.pages if page.source.id in ids]
        if not any(block.pictures for page in pages for block in page.blocks):
            yield FIGURE.broken(file, 0, f"The chapter “{title}” has no picture.")
        if proof.lexicon and not any(_has_tool(page, proof.lexicon) for page in pages):
            yield TOOL.broken(file, 0, f"The chapter “{title}” has nothing to print and use.")


def _has_tool(page: Page, lexicon: Lexicon) -> bool:
    """Tell whether a page has two questions in a list, or a thing to fill in by its name."""
    asked = [block for block in page.blocks if block.kind == "item" and is_question(block.text)]
    named = (block.text for block in page.blocks if block.kind in ("heading", "caption", "title"))
    return len(asked) > 1 or any(map(lexicon.tool.search, named))


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
