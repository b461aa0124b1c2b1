"""Whatever is typed, and whatever has become of the file, a search answers or says why not."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from immuno_reader.errors import LibraryError
from immuno_reader.identity import Language, Span
from immuno_reader.library.results import Hit, Marked, Results
from immuno_reader.library.searching import (
    MOST_PASSAGES,
    MOST_SECTIONS,
    MOST_TERMS,
    PASSAGES_OF_SECTION,
    Searcher,
)
from immuno_reader.library.writing import LibraryWriter
from tests.library.books import Book, Entry, Page, Said, section, write

PAGES = (
    Page(
        "heart",
        "What can happen to my heart?",
        ("The heart's muscle may swell.", "#PD-1, CAR T & <other> signs", "Call 24-7 at 38.5 °C."),
    ),
    Page("skin", "Skin", ("A rash may itch; an ﬁt co\u00adope\u00adration. Straße. NOT AND OR.",)),
    Page(
        "long",
        "A long page",
        ("Some words of little weight. " * 30 + "The heart again, and a rash.",) * 3,
    ),
    Page("heart", "¿Qué le pasa a mi corazón?", ("La medicación calma el corazón.",), "es"),
    Page("kyoto", "免疫療法", ("がんの免疫療法、だるさ。", "T細胞", "ｶﾅ"), "ja"),
    Page("thai", "ภูมิคุ้มกัน", ("ภูมิคุ้มกันบำบัด ทำให้เหนื่อย",), "th"),
    Page("hebrew", "חיסון", ("חִיסּוּן נגד שפעת.",), "he"),
    Page("arabic", "لقاح", ("مَناعة الجسم ﷺ",), "ar"),
    Page("turkish", "İlaç", ("İlaç \u0131l\u0131k içilir.",), "tr"),
    Page("hindi", "प्रतिरक्षा", ("कोशिका और प्रतिरक्षा।",), "hi"),
)
ENTRIES = (
    Entry("pd-1", "PD-1", "A brake of T cells.", ("programmed death 1",), explained_in=("heart",)),
    Entry("all", "leukaemia", "A cancer.", abbreviation="ALL"),
    Entry("rash", "erupción", "Algo en la piel.", ("sarpullido",), language="es"),
)
SAID = (Said("under the weather", section="skin"), Said("no sé, doctor", "pd-1", language="es"))
LANGUAGES = ("en", "es", "ja", "th", "he", "ar", "tr", "hi")
BOOKS = (
    Book("first", PAGES[:4], ENTRIES, SAID, ("en", "es")),
    *(Book(page.language, (page,), languages=(page.language,)) for page in PAGES[4:]),
)
WORDS = [
    word for page in PAGES for line in (page.title, *page.paragraphs) for word in line.split()
] + ["heart", "PD-1", "ALL", "sarpullido", "under the weather", "hert", "rach", "medicacion"]
SYNTAX = [
    '"', "“", "”", "«", "»", "'", "\u2019", "-", "\u2013", "\u2212", "*", "^", ":", "(", ")", "{",
    "NEAR(", "NEAR/2", "AND", "OR", "NOT", "title:", "body :", "\\", "%", "_", "\0", "\t", "\n",
    "\ud800", "\udfff", "\ufffe", "\u0301", "\u0300" * 20, "\u200b", "\u200d", "\u202e", "\u2066",
    "\ufb01", "ß", "İ", "\u0131", "ẞ", "👩‍⚕️", "🇪🇸", "ﷺ", "\uff11", "²", "½", "㌔", "がん", " ",
    "a" * 400, "+", ",",
]  # fmt: skip
anything = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SYNTAX)), max_size=8).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SYNTAX)), max_size=8).map("".join),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("anything") / "a.library", *BOOKS)


@pytest.fixture(scope="module")
def searchers(file: Path) -> Iterator[dict[str, Searcher]]:
    opened = {language: Searcher.open(file, Language(language)) for language in ("en", "es")}
    yield opened
    for searcher in opened.values():
        searcher.close()


def texts() -> dict[tuple[str, str, str], str]:
    return {
        (book.id, page.id, page.language): section(page, book.id).text
        for book in BOOKS
        for page in book.pages
    }


TEXTS = texts()


def check_marks(line: Marked) -> None:
    """See that all marks lie inside the text, in order and apart, and begin and end words."""
    assert all(0 <= start < end <= len(line.text) for start, end in line.marks)
    assert all(one.end <= other.start for one, other in pairwise(line.marks))
    assert all(line.text[start:end].strip() == line.text[start:end] for start, end in line.marks)
    check_html(line)


def check_html(line: Marked) -> None:
    assert unescape(line.html.replace("<mark>", "").replace("</mark>", "")) == line.text
    assert line.html.count("<mark>") == line.html.count("</mark>") == len(line.marks)


def check(results: Results, language: str) -> None:
    """See that a search answered in a way that makes sense to whoever reads it."""
    kinds = [hit.kind for hit in results.hits]
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert sum(one != other for one, other in pairwise(kinds)) < max(len(counts), 1)
    assert counts.get("term", 0) <= MOST_TERMS
    assert counts.get("section", 0) <= MOST_SECTIONS
    assert counts.get("passage", 0) <= MOST_PASSAGES
    passages = [hit.ref for hit in results.hits if hit.kind == "passage"]
    assert all(passages.count(ref) <= PASSAGES_OF_SECTION for ref in passages)
    assert len({(hit.kind, hit.id, hit.ref) for hit in results.hits}) == len(kinds)
    assert not (results.nearest and results.hits)
    for hit in results.hits:
        check_marks(hit.title)
        check_marks(hit.snippet)
        assert hit.title.marks or hit.snippet.marks or hit.why, hit
        if hit.kind != "term":
            check_place(hit, results, language)


def check_place(hit: Hit, results: Results, language: str) -> None:
    """See that a hit opens at a match."""
    assert hit.place is not None
    assert hit.place.section == hit.ref
    text = TEXTS.get((hit.ref.pack, hit.ref[1], language)) or next(
        text for (pack, id, _), text in TEXTS.items() if (pack, id) == hit.ref
    )
    if hit.place.block:
        line = int(hit.place.block.removeprefix("b"))
        at = sum(len(one) + 1 for one in text.split("\n")[:line]) + hit.place.offset
        assert at in [span.start for span in results.finder(text)] or at in [
            span.start for span in results.finder(text.split("\n")[line])
        ], (at, results.finder(text))
        assert hit.snippet.marks


@settings(max_examples=200)
@given(typed=anything, language=st.sampled_from(["en", "es"]), literally=st.booleans())
@example(typed='"swell call"', language="en", literally=False)
@example(typed='"', language="en", literally=False)
@example(typed='heart AND NEAR("rash" OR', language="en", literally=True)
@example(typed="title:heart^2 * -", language="en", literally=False)
def test_anything_typed_is_answered(
    searchers: dict[str, Searcher], typed: str, language: str, *, literally: bool
) -> None:
    searcher = searchers[language]
    results = searcher.search(typed, literally=literally)
    assert results.query == typed
    assert not (literally and results.corrected)
    check(results, language)
    assert searcher.search(typed, literally=literally)[:-1] == results[:-1]


@settings(max_examples=12)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    language=st.sampled_from(["en", "es"]),
)
def test_every_beginning_of_what_is_typed_is_answered(
    searchers: dict[str, Searcher], words: list[str], language: str
) -> None:
    typed = " ".join(words)
    for end in range(len(typed)):
        check(searchers[language].search(typed[:end]), language)


@pytest.mark.parametrize(
    "typed",
    ["heart " * 200_000, "x" * 1_000_000, '"' * 1_000_000, "-" * 1_000_000, "a.b" * 300_000,
     "免疫" * 500_000, "\u0301" * 1_000_000, "-a" * 500_000, "é \0" * 300_000],
    ids=["words", "word", "quotes", "minuses", "dots", "letters", "accents", "minus", "nul"],
)  # fmt: skip
def test_a_page_that_was_pasted_is_answered(searchers: dict[str, Searcher], typed: str) -> None:
    check(searchers["en"].search(typed), "en")


def test_every_word_of_the_books_is_found(searchers: dict[str, Searcher]) -> None:
    """One that stands in a few pages, that is: the best of many are shown."""
    shown = [page for page in PAGES if page.language != "es"]
    for page in shown:
        for line in (page.title, *page.paragraphs):
            for word in line.split():
                results = searchers["en"].search(f'"{word}"', literally=True)
                if any(map(str.isalnum, word)):
                    found = [hit.ref[1] for hit in results.hits if hit.kind == "section"]
                    assert page.id in found, word


@given(text=st.text(max_size=200), typed=anything)
def test_what_is_marked_in_any_text_is_in_order_and_apart(
    searchers: dict[str, Searcher], text: str, typed: str
) -> None:
    check_marks(Marked(text, tuple(searchers["en"].search(typed).finder(text))))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    st.lists(st.integers(0, 40), max_size=8),
)
def test_marked_words_are_well_formed_html(text: str, ends: list[int]) -> None:
    cuts = sorted({min(end, len(text)) for end in ends})
    marks = tuple(map(Span, cuts[::2], cuts[1::2]))
    line = Marked(text, marks)
    check_html(line)
    tree = ElementTree.fromstring(f"<p>{line.html}</p>")
    assert "".join(tree.itertext()) == text
    assert [mark.text or "" for mark in tree] == [text[start:end] for start, end in marks]


def test_what_is_marked_are_the_words_that_were_typed(searchers: dict[str, Searcher]) -> None:
    results = searchers["en"].search("hearts rash")
    words = [
        hit.snippet.text[start:end] for hit in results.hits for start, end in hit.snippet.marks
    ]
    assert {word.lower() for word in words} == {"heart's", "heart", "rash"}


# Damage

ASKED = ("heart", "rash", "pd-1", "h", "hert", '"heart\'s muscle"', "免疫", "sarpullido", "un")


def answers(file: Path) -> list[object]:
    with Searcher.open(file, Language("en")) as searcher:
        return [searcher.search(typed)[:-1] for typed in ASKED]


@pytest.mark.parametrize("kind", ["bit", "byte", "zeros", "cut", "swap"])
def test_a_damaged_library_answers_rightly_or_says_so(
    file: Path, tmp_path: Path, kind: str
) -> None:
    right, content, chance = answers(file), file.read_bytes(), random.Random(kind)
    copy = tmp_path / "damaged.library"
    written = [at for at, byte in enumerate(content) if byte]
    noticed = 0
    for _ in range(100):
        spoilt = bytearray(content)
        at = chance.choice(written)
        if kind == "bit":
            spoilt[at] ^= 1 << chance.randrange(8)
        elif kind == "byte":
            spoilt[at] = chance.randrange(256)
        elif kind == "zeros":
            spoilt[at : at + 64] = bytes(len(spoilt[at : at + 64]))
        elif kind == "cut":
            del spoilt[at:]
        else:
            other = chance.randrange(len(content) // 4096) * 4096
            at = at // 4096 * 4096
            spoilt[at : at + 4096] = content[other : other + 4096]
        copy.write_bytes(spoilt)
        try:
            assert answers(copy) == right, at
        except LibraryError:
            noticed += 1
    assert noticed > 20


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE words",
        "DROP TABLE titles",
        "DROP TABLE gram",
        "DROP TABLE grams",
        "DROP TABLE term_words",
        "DROP TABLE vocabulary",
        "DROP TABLE form",
        "DROP TABLE everyday",
        "DROP TABLE section",
        "DELETE FROM vocabulary WHERE word = 'heart'",
        "DELETE FROM section WHERE id = 'skin'",
        "DELETE FROM words_idx",
        "DELETE FROM words_docsize",
        "DELETE FROM everyday",
        "DELETE FROM form WHERE form = 'PD-1'",
        "UPDATE section SET id = 'other' WHERE id = 'skin'",
        "UPDATE words_docsize SET sz = sz || X'00'",
        "UPDATE library SET index_checksum = 0",
        "INSERT INTO titles (titles) VALUES ('delete-all')",
    ],
)
def test_an_index_that_is_not_whole_is_never_used(
    file: Path, tmp_path: Path, statement: str
) -> None:
    copy = tmp_path / "spoilt.library"
    copy.write_bytes(file.read_bytes())
    database = sqlite3.connect(copy)
    database.execute(statement)
    database.commit()
    database.close()
    with pytest.raises(LibraryError) as caught:
        Searcher.open(copy)
    assert caught.value.file == copy


def test_a_text_that_was_damaged_after_the_index_was_read_is_not_shown(
    file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "spoilt.library"
    copy.write_bytes(file.read_bytes().replace(b"muscle may swell", b"muscle may smell"))
    with Searcher.open(copy) as searcher:
        with pytest.raises(LibraryError):
            searcher.search("heart")
        assert searcher.search("rach").hits


def test_a_half_written_library_is_no_library(tmp_path: Path) -> None:
    file = tmp_path / "half.library"
    with LibraryWriter(file) as writer:
        writer.add_section(section(PAGES[0], "first"), (), 0)
        (part,) = tmp_path.iterdir()
        for path in (file, part):
            with pytest.raises(LibraryError):
                Searcher.open(path)
    with pytest.raises(LibraryError):
        Searcher.open(file)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("spoil", [truncate, remove])
def test_an_open_library_is_read_on_or_said_to_be_damaged(
    file: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    copy = tmp_path / "a.library"
    copy.write_bytes(file.read_bytes())
    right = answers(file)
    with Searcher.open(copy, Language("en")) as searcher:
        spoil(copy)
        with suppress(LibraryError):
            assert [searcher.search(typed)[:-1] for typed in ASKED] == right
