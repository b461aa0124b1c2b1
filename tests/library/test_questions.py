"""Which words of a section are taken for a question to ask."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import BlockId, Language, PackId, SectionId, SectionRef, Span
from immuno_reader.library.book import (
    Block,
    BlockKind,
    Contents,
    EntryKind,
    Section,
    SectionEntry,
)
from immuno_reader.library.questions import (
    page_of_questions,
    question_at,
    question_of,
    questions_in,
)

Line = tuple[BlockKind, str] | tuple[BlockKind, str, str]


def section(*lines: Line, language: str = "en") -> Section:
    """Return a section of blocks: what each is, its text, and its HTML where that is not plain."""
    text, html, blocks = "", "", []
    for number, (kind, words, *markup) in enumerate(lines):
        id = BlockId(f"b.{number}")
        blocks.append(Block(id, kind, len(text), len(text) + len(words)))
        tag = "li" if kind == "item" else "p"
        html += f'<{tag} data-block="{id}">{markup[0] if markup else escape(words)}</{tag}>'
        text += words + "\n"
    return Section(
        ref=SectionRef(PackId("book"), SectionId("ask")), title="", summary="",
        language=Language(language), html=html, text=text, blocks=tuple(blocks), headings=(),
        spoken=(), checked="", due="", sources=(), clinical_review="",
    )  # fmt: skip


def asked(*items: str, language: str = "en") -> list[str]:
    page = section(*(("item", item) for item in items), language=language)
    return [question_of(page, block) for block in questions_in(page)]


@pytest.mark.parametrize(
    ("item", "question"),
    [
        ("What are the risks?", "What are the risks?"),
        ('"What are the risks?"', "What are the risks?"),
        ("\u201cWhat are the risks?\u201d", "What are the risks?"),
        ('Ask your team: "Is it true for me?"', "Is it true for me?"),
        ("Ask: \u201cIs it true for me?\u201d.", "Is it true for me?"),
        ('"I have a cough. Is that a sign?"', "I have a cough. Is that a sign?"),
        ("What else: a drip, or nothing?", "What else: a drip, or nothing?"),
        ("Can I take the team\u2019s card?", "Can I take the team\u2019s card?"),
    ],
)
def test_an_item_that_asks_is_a_question_in_its_bare_words(item: str, question: str) -> None:
    assert asked(item) == [question]


@pytest.mark.parametrize(
    ("item", "question"),
    [
        ("\u00ab\u00bfCuáles son los riesgos?\u00bb", "\u00bfCuáles son los riesgos?"),
        ("Pregunte: \u00ab\u00bfEs verdad?\u00bb.", "\u00bfEs verdad?"),
        ("\u00abYa tengo tos. \u00bfLo digo?\u00bb", "Ya tengo tos. \u00bfLo digo?"),
    ],
)
def test_spanish_questions(item: str, question: str) -> None:
    assert asked(item, language="es") == [question]


def test_other_languages_have_marks_of_their_own() -> None:
    assert asked("ما هي المخاطر\u061f", language="ar")
    assert asked("有什么风险\uff1f", language="zh")
    assert asked("Ποιοι είναι οι κίνδυνοι;", language="el")  # noqa: RUF001  Greek
    assert not asked("pain in the chest;"), "an item of a list that goes on"


@pytest.mark.parametrize(
    "item",
    [
        "A fever? Call at once.",
        'Ask: "Whom do I call at night?" Write the number down.',
        "any other illness",
        "",
        '"?',
    ],
)
def test_an_item_that_goes_on_or_asks_nothing_is_none(item: str) -> None:
    assert asked(item) == []


def test_only_items_of_lists_count() -> None:
    assert not questions_in(section(("heading", "Is it right for me?"), ("paragraph", "Why?")))


def test_a_link_to_a_page_whose_title_asks_is_no_question() -> None:
    title = "What should I ask?"
    link = f'<a href="section:book/ask">{title}</a>'
    page = section(
        ("item", f"See {title}", f"See {link}"),
        ("item", f"See {title}", f"See {link}."),
        ("item", '"What is a cell?"', '"What is a <a class="term" href="term:b/c">cell</a>?"'),
    )
    assert [question_of(page, block) for block in questions_in(page)] == ["What is a cell?"]


def test_a_list_inside_an_item_does_not_hide_the_items_link() -> None:
    page = section(("item", "See Why?", 'See <a href="section:b/w">Why?</a><ul><li>x</li></ul>'))
    assert not questions_in(page)


PAGE = section(
    ("paragraph", "Your doctor decides. It may take time! Ask again."),
    ("item", '"What are the risks?"'),
    ("item", "Take a friend along."),
)


def pointed_at(words: str) -> str:
    start = PAGE.text.index(words)
    return question_at(PAGE, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("risks", "What are the risks?"),
        ("are the risks", "What are the risks?"),
        ("friend", "Take a friend along."),
        ("take time", "take time"),
        ("take", "It may take time!"),
        ("doctor", "Your doctor decides."),
        ("again", "Ask again."),
        ('Ask again.\n"What', 'Ask again. "What'),
    ],
)
def test_a_word_stands_for_what_it_is_in_and_more_words_for_themselves(
    words: str, meant: str
) -> None:
    assert pointed_at(words).strip() == meant


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_any_text_and_any_part_of_it_is_taken_without_complaint(
    text: str, start: int, length: int
) -> None:
    page = section(("item", text), ("paragraph", text))
    for block in questions_in(page):
        assert question_of(page, block).strip()
    question_at(page, Span(min(start, len(page.text)), min(start + length, len(page.text))))


def test_the_page_of_questions_is_the_first_whose_id_says_so() -> None:
    def entry(id: str | None, title: str) -> SectionEntry:
        ref = SectionRef(PackId("book"), SectionId(id)) if id else None
        kind: EntryKind = "section" if id else "draft"
        return SectionEntry(ref, title, 0, kind, PackId("book"), Language("en"))

    first, second = entry("questions-to-ask", "Ask"), entry("questions-later", "Later")
    rows = (entry("why", "Questions"), entry(None, "Questions"), first, second)
    assert page_of_questions(Contents((), rows)) == first
    assert page_of_questions(Contents((), rows[:2])) is None
