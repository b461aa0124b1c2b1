"""What a reader finds by typing, and in which order."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest

from immuno_reader.identity import Language, SectionRef, Span
from immuno_reader.library.results import Hit, Marked, Results
from immuno_reader.library.searching import PASSAGES_OF_SECTION, Searcher
from tests.library.books import Book, Entry, Page, Said, write

ENGLISH = (
    Page(
        "heart",
        "What can happen to my heart?",
        (
            "The heart muscle may become inflamed. Doctors call that myocarditis.",
            "#Signs to look for",
            "Chest pain, or an uneven pulse.",
            "Call the ward at once when your pulse is uneven.",
        ),
    ),
    Page(
        "skin",
        "What can happen to my skin?",
        ("A rash may itch.", "Creams calm the skin.", "Fatigue is not a sign of a rash."),
    ),
    Page(
        "energy",
        "Why am I so tired all day?",
        ("Many people have fatigue during treatment with pembrolizumab.", "Rest when you can."),
        depth=1,
    ),
    Page(
        "vaccines",
        "Vaccines",
        ("Ask before any vaccination.", "Vaccinated people may still fall ill."),
    ),
    Page(
        "ward",
        "On the ward",
        ("Nurses give pembrolizumab as a drip.", "The nurse's bell is by the bed."),
    ),
)
SPANISH = (
    Page(
        "heart",
        "¿Qué le puede pasar a mi corazón?",
        ("El músculo del corazón puede inflamarse.", "Pregunte por su medicación diaria."),
        language="es",
    ),
    Page(
        "skin",
        "¿Qué le puede pasar a mi piel?",
        ("Un sarpullido puede picar.", "Las cremas calman la piel."),
        language="es",
    ),
    Page(
        "energy",
        "¿Por qué tengo tanto sueño?",
        ("La fatiga es común.", "Descanse, y tome la medicación."),
        language="es",
    ),
)
ENTRIES = (
    Entry(
        "pembrolizumab",
        "pembrolizumab",
        "A medicine that takes a brake off T cells.",
        ("Keytruda",),
        explained_in=("ward",),
    ),
    Entry("fatigue", "fatigue", "Being tired in a way that rest does not cure."),
    Entry(
        "side-effect",
        "immune-related adverse event",
        "Harm that the immune system does when it wakes.",
        abbreviation="irAE",
        explained_in=("skin",),
    ),
    Entry("myocarditis", "myocarditis", "An inflamed heart muscle.", explained_in=("heart",)),
    Entry("fatigue", "fatiga", "Un cansancio que no se quita.", ("agotamiento",), language="es"),
    Entry("pembrolizumab", "pembrolizumab medicinal", "Quita un freno.", language="es"),
)
SAID = (
    Said("worn out", term="fatigue"),
    Said("runny stomach", section="skin"),
    Said("hecho polvo", term="fatigue", language="es"),
)
HANDBOOK = Book("handbook", (*ENGLISH, *SPANISH), ENTRIES, SAID, ("en", "es"), "Body and mind")
CLINIC = Book(
    "clinic",
    (Page("parking", "Where can I park?", ("Behind the ward. The nurse has tickets.",)),),
    (Entry("bay", "bay", "A room with four beds."),),
)


class Open(Protocol):
    """Opens the library of some books for searching."""

    def __call__(
        self, *books: Book, language: str | None = None, is_partial: bool = False
    ) -> Searcher:
        """Return the searcher."""


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Open]:
    opened: list[Searcher] = []

    def make(*books: Book, language: str | None = None, is_partial: bool = False) -> Searcher:
        file = write(tmp_path / f"{len(opened)}.library", *books, is_partial=is_partial)
        opened.append(Searcher.open(file, Language(language) if language else None))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def english(searcher: Open) -> Searcher:
    return searcher(HANDBOOK)


@pytest.fixture
def spanish(searcher: Open) -> Searcher:
    return searcher(HANDBOOK, language="es")


def ids(results: Results, kind: str = "section") -> list[str]:
    return [hit.id for hit in results.hits if hit.kind == kind]


def first(results: Results, kind: str) -> Hit:
    return next(hit for hit in results.hits if hit.kind == kind)


def marked(line: Marked) -> list[str]:
    return [line.text[start:end] for start, end in line.marks]


# Words and their forms


@pytest.mark.parametrize("typed", ["vaccine", "VACCINES", "vaccination", "vaccinated", "vaccin"])
def test_every_form_of_a_word_finds_the_others(english: Searcher, typed: str) -> None:
    hit = first(english.search(typed), "section")
    assert (hit.id, hit.title) == ("vaccines", Marked("Vaccines", (Span(0, 8),)))
    assert marked(hit.snippet) in (["vaccination"], ["Vaccinated"])


@pytest.mark.parametrize(
    "typed", ["corazón", "corazon", "CORAZÓN", "corazo\u0301n", "corazones", "co\u00adrazón"]
)
def test_accents_and_endings_make_no_difference_in_spanish(spanish: Searcher, typed: str) -> None:
    hit = first(spanish.search(typed), "section")
    assert hit.id == "heart"
    assert marked(hit.title) == ["corazón"]


@pytest.mark.parametrize("typed", ["medicacion", "medicación", "medicaciones", '"medicacion"'])
def test_a_word_that_is_typed_without_its_accent_is_the_same_word(
    spanish: Searcher, typed: str
) -> None:
    results = spanish.search(typed)
    assert sorted(ids(results)) == ["energy", "heart"]
    assert not results.corrected


def test_the_title_comes_before_the_text(english: Searcher) -> None:
    assert ids(english.search("skin"))[0] == "skin"
    assert ids(english.search("ward")) == ["ward", "heart"]
    assert ids(english.search("tired"))[0] == "energy"


def test_letters_find_what_begins_with_them_at_every_keystroke(english: Searcher) -> None:
    for typed in ("v", "va", "vac", "vacc", "vacci", "vaccin"):
        assert ids(english.search(typed))[0] == "vaccines", typed
    assert ids(english.search("vaccines a")) == ["vaccines"]
    assert ids(english.search("heart mus"))[0] == "heart"


def test_a_space_ends_the_word_that_is_typed(english: Searcher) -> None:
    assert "heart" in ids(english.search("mus", literally=True))
    assert not english.search("mus ", literally=True).hits


def test_all_words_come_before_some_of_them(english: Searcher) -> None:
    assert ids(english.search("uneven pulse"))[0] == "heart"
    found = ids(english.search("pembrolizumab fatigue treatment"))
    assert found[0] == "energy"
    assert "ward" in found


def test_a_word_that_no_text_has_hides_nothing(english: Searcher) -> None:
    for typed in ("rash xqzzyq", "xqzzyq rash", "what about a rash on my xqzzyq"):
        assert "skin" in ids(english.search(typed)), typed


def test_a_known_phrase_does_not_hide_the_other_words(searcher: Open) -> None:
    said = (Said("will it be safe", section="first"),)
    pages = (Page("first", "Safety", ("It is safe.",)), Page("second", "Sex", ("Ask about sex.",)))
    found = ids(searcher(Book("b", pages, said=said)).search("will it be safe to have sex"))
    assert sorted(found) == ["first", "second"]


def test_a_few_words_that_hold_sentences_together_are_searched_when_alone(
    english: Searcher,
) -> None:
    assert ids(english.search("why am I"))[0] == "energy"


# Phrases, and what is not wanted


def test_words_in_quotes_stand_together(english: Searcher) -> None:
    assert ids(english.search('"heart muscle"')) == ["heart"]
    assert not english.search('"muscle heart"').hits
    assert ids(english.search("muscle heart")) == ["heart"]
    for quoted in ("“heart muscles”", "«heart muscle»", "„heart muscle“"):
        assert ids(english.search(quoted)) == ["heart"], quoted


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next(english: Searcher) -> None:
    assert ids(english.search('"calm the skin"')) == ["skin"]
    assert not english.search('"itch creams"').hits


def test_a_phrase_is_found_while_it_is_typed(english: Searcher) -> None:
    for end in range(len('"heart m'), len('"heart muscle"')):
        typed = '"heart muscle"'[:end]
        results = english.search(typed)
        assert (ids(results), results.corrected) == (["heart"], ""), typed


def test_what_follows_a_minus_is_not_wanted(english: Searcher) -> None:
    assert "energy" in ids(english.search("pembrolizumab"))
    assert ids(english.search("pembrolizumab -fatigue")) == ["ward"]
    assert ids(english.search("pembrolizumab \u2212rest")) == ["ward"]
    assert ids(english.search('pembrolizumab -"a drip"')) == ["energy"]
    assert ids(english.search('pembrolizumab -"drip a"')) == ["ward", "energy"]


def test_what_is_not_wanted_is_in_no_term_either(english: Searcher) -> None:
    assert "myocarditis" in ids(english.search("heart"), "term")
    assert not ids(english.search("heart -inflamed"), "term")
    assert "fatigue" in ids(english.search("tired"), "term")
    assert "fatigue" not in ids(english.search("tired -fatigue"), "term")


def test_what_is_not_wanted_needs_no_accents(spanish: Searcher) -> None:
    assert ids(spanish.search("corazón -medicacion")) == []
    assert ids(spanish.search("sueño -medicación")) == []


def test_a_hyphen_inside_a_word_is_no_minus(searcher: Open) -> None:
    page = Page("tests", "Tests", ("A PD-L1 test comes first.", "It looks at PD-1 too."))
    one = searcher(Book("b", (page, Page("other", "Other", ("One test of five.",)))))
    for typed in ("pd-l1", "PD L1", "pd-1", "- PD-L1", "PD\u2013L1"):
        assert ids(one.search(typed)) == ["tests"], typed


def test_nothing_but_what_is_not_wanted_is_taken_for_what_is(english: Searcher) -> None:
    assert ids(english.search("-vaccines")) == ["vaccines"]


# Other names


@pytest.mark.parametrize("typed", ["Keytruda", "keytruda", "KEYTRUDA", "keytrud"])
def test_a_brand_finds_the_medicine_and_says_so(english: Searcher, typed: str) -> None:
    results = english.search(typed)
    term = results.hits[0]
    assert (term.kind, term.id, term.why) == (
        "term",
        "pembrolizumab",
        "Keytruda is pembrolizumab",
    )
    assert sorted(ids(results)) == ["energy", "ward"]
    for hit in results.hits[1:]:
        assert hit.why == "Keytruda is pembrolizumab"
        assert marked(hit.snippet) == ["pembrolizumab"]


def test_what_people_say_finds_what_the_book_calls_it(english: Searcher) -> None:
    results = english.search("worn out")
    assert results.hits[0].id == "fatigue"
    assert results.hits[0].why == "“worn out”: the word for it is fatigue"
    assert {"energy", "skin"} == set(ids(results))
    (hit,) = english.search("runny stomach").hits
    assert (hit.id, hit.why) == ("skin", "“runny stomach”: see this page")


def test_a_page_that_explains_a_term_by_no_name_of_it_says_why(searcher: Open) -> None:
    page = Page("bowel", "The belly", ("In short", "Drink a lot, and call if it does not stop."))
    entry = Entry("runs", "diarrhoea", "Loose stools.", ("the runs",), explained_in=("bowel",))
    one = searcher(Book("b", (page,), (entry,), (Said("squits", term="runs"),)))
    for typed, why in (
        ("squits", "“squits”: the word for it is diarrhoea"),
        ("the runs", "the runs is diarrhoea"),
        ("diarrhoea", "“diarrhoea”: see this page"),
    ):
        hit = first(one.search(typed), "section")
        assert (hit.id, hit.why) == ("bowel", why)
        assert hit.snippet.text == page.paragraphs[1]


def test_a_term_that_is_found_by_another_name_says_so_at_every_letter(english: Searcher) -> None:
    for end in range(1, len("Keytruda") + 1):
        hit = first(english.search("Keytruda"[:end]), "term")
        assert (hit.id, hit.why) == ("pembrolizumab", "Keytruda is pembrolizumab"), end


def test_an_abbreviation_finds_what_explains_it(english: Searcher) -> None:
    for typed in ("irAE", "irae", "IRAE"):
        results = english.search(typed)
        assert results.hits[0].id == "side-effect", typed
        assert results.hits[0].why == "irAE is immune-related adverse event"


def test_the_word_of_another_language_of_the_pack_finds_its_pages(english: Searcher) -> None:
    results = english.search("agotamiento")
    assert results.hits[0].id == "fatigue"
    assert results.hits[0].why == "agotamiento is fatigue"
    assert not results.corrected
    results = english.search("hecho polvo")
    assert results.hits[0].why == "“hecho polvo”: the word for it is fatigue"
    assert "energy" in ids(results)


def test_the_reason_is_said_in_the_language_that_is_read(spanish: Searcher) -> None:
    results = spanish.search("Keytruda")
    assert results.hits[0].why == "Keytruda es pembrolizumab medicinal"
    assert first(spanish.search("hecho polvo"), "section").why == ("«hecho polvo»: se llama fatiga")


@pytest.mark.parametrize(
    ("name", "form", "typed"),
    [
        ("side effect", "side effects", "side effects"),
        ("implanted port", "port", "port"),
        ("thyroid gland", "thyroid", "thyroid"),
    ],
)
def test_no_reason_is_given_where_the_name_has_the_typed_words(
    searcher: Open, name: str, form: str, typed: str
) -> None:
    entry = Entry("it", name, "Something.", (form,))
    one = searcher(Book("b", (Page("p", "Page", ("Text.",)),), (entry,)))
    (hit,) = one.search(typed).hits
    assert (hit.title.text, hit.why) == (name, "")
    assert hit.title.marks


def test_a_plural_of_both_words_gives_no_reason_in_spanish(searcher: Open) -> None:
    entry = Entry("it", "efecto secundario", "Algo.", ("efectos secundarios",), language="es")
    one = searcher(Book("b", (Page("p", "Hoja", ("Nada.",), "es"),), (entry,), languages=("es",)))
    assert one.search("efectos secundarios").hits[0].why == ""


def test_an_abbreviation_that_is_a_common_word_is_meant_only_as_it_is_written(
    searcher: Open,
) -> None:
    entry = Entry("leukaemia", "leukaemia", "A cancer of the blood.", abbreviation="ALL")
    page = Page("p", "Blood", ("Tell us all that you take, all of it.",))
    one = searcher(Book("b", (page,), (entry,)))
    assert ids(one.search("ALL"), "term") == ["leukaemia"]
    assert one.search("all").hits[0].id == "p"


# Misspelled words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pembrolizumap", "pembrolizumab"),
        ("Keytrudda", "Keytruda"),
        ("vacines", "vaccines"),
        ("treatmnt", "treatment"),
        ("heartmuscle", "heart muscle"),
        ("nurse mucsle", "nurse muscle"),
        ("treatmnt -skin", "treatment -skin"),
        ('"hart mus', '"heart mus'),
        ('"hart muscle"', '"heart muscle"'),
    ],
)
def test_a_slip_is_put_right_and_said(english: Searcher, typed: str, meant: str) -> None:
    results = english.search(typed)
    assert results.query == typed
    assert results.corrected.casefold() == meant.casefold()
    assert results.hits == english.search(results.corrected).hits != ()


def test_a_slip_may_be_searched_as_it_stands(english: Searcher) -> None:
    results = english.search("vacines", literally=True)
    assert (results.corrected, results.hits) == ("", ())


@pytest.mark.parametrize(
    "typed",
    ["heart", "inflamed", "corazón", "fatiga", "medicacion", "inflamarse", "rests", "v", "calming"],
)
def test_what_is_in_the_books_is_right(english: Searcher, typed: str) -> None:
    assert english.search(typed).corrected == ""


@pytest.mark.parametrize("typed", ["2026", "38.5", "B12", "IL-22", "ICD10"])
def test_numbers_are_never_put_right(searcher: Open, typed: str) -> None:
    page = Page("p", "Numbers", ("2025, 37.5, B11, IL-21, ICD11 and 100 more.",))
    assert searcher(Book("b", (page,))).search(typed).corrected == ""


def test_what_is_like_nothing_is_not_put_right_and_finds_nothing(english: Searcher) -> None:
    results = english.search("xqzzyqwk")
    assert (results.corrected, results.hits, results.nearest) == ("", (), ())


def test_where_nothing_is_found_the_nearest_terms_are_offered(english: Searcher) -> None:
    results = english.search("myocardits zz", literally=True)
    assert not english.search("myocardits", literally=True).hits
    assert results.hits == ()
    names = [name.name for name in english.search("myocardits", literally=True).nearest]
    assert names == ["myocarditis"]


# How a hit is shown


def test_a_hit_tells_where_it_stands_in_the_book(english: Searcher) -> None:
    results = english.search("tired")
    assert first(results, "section").breadcrumb == (
        "Body and mind",
        "What can happen to my skin?",
    )
    assert first(results, "term").breadcrumb == ()


def test_the_match_is_marked_and_its_place_is_where_it_begins(english: Searcher) -> None:
    hit = first(english.search("uneven pulse"), "section")
    assert hit.snippet.text == "Chest pain, or an uneven pulse."
    assert marked(hit.snippet) == ["uneven", "pulse"]
    assert hit.place is not None
    assert (hit.place.block, hit.place.offset) == ("b3", hit.snippet.text.index("uneven"))
    passage = first(english.search("uneven pulse"), "passage")
    assert passage.id == "heart#b4"
    assert passage.snippet.text == "Call the ward at once when your pulse is uneven."
    assert passage.place is not None
    assert (passage.place.block, passage.place.offset) == ("b4", 32)


def test_a_hit_opens_at_a_word_that_is_marked(english: Searcher) -> None:
    hit = first(english.search("at once"), "section")
    assert hit.place is not None
    assert hit.place.offset == hit.snippet.text.index(marked(hit.snippet)[0])


def test_a_page_that_is_named_so_opens_at_its_top(english: Searcher) -> None:
    hit = first(english.search("vaccines"), "section")
    assert hit.place is not None
    assert (hit.place.block, hit.place.offset) == ("", 0)


def test_of_one_section_there_are_few_passages(searcher: Open) -> None:
    pages = tuple(Page(f"p{number}", "Hands", ("Wash your hands.",) * 9) for number in range(3))
    results = searcher(Book("b", pages)).search("wash hands")
    assert sorted(ids(results)) == ["p0", "p1", "p2"]
    passages = [id.partition("#")[0] for id in ids(results, "passage")]
    assert passages
    assert max(map(passages.count, passages)) <= PASSAGES_OF_SECTION


def test_a_long_paragraph_is_cut_around_the_match(searcher: Open) -> None:
    text = "Some other words. " * 40 + "Here is the needle. " + "And yet more words. " * 40
    results = searcher(Book("b", (Page("p", "Hay", (text.strip(),)),))).search("needle")
    snippet = first(results, "section").snippet
    assert marked(snippet) == ["needle"]
    assert len(snippet.text) < 200
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert all(word in (*text.split(), "…") for word in snippet.text.split())


def test_a_long_phrase_is_marked_as_a_whole(searcher: Open) -> None:
    phrase = "The team that looks after you will ask for a sample of your blood, and " * 3
    text = "Some other words. " * 20 + phrase + "then it rests. " + "And more. " * 30
    one = searcher(Book("b", (Page("p", "Hay", (text.strip(),)),)))
    hit = first(one.search(f'"{phrase.strip(" ,and")}"'), "section")
    assert marked(hit.snippet)[0].endswith("sample of your blood")


# Several books and languages


def test_all_books_are_searched_together(searcher: Open) -> None:
    results = searcher(HANDBOOK, CLINIC).search("nurse")
    assert sorted(ids(results)) == ["parking", "ward"]
    assert {hit.ref.pack for hit in results.hits} == {"handbook", "clinic"}
    assert ids(searcher(CLINIC, HANDBOOK).search("bay"), "term") == ["bay"]


def test_sections_that_a_language_lacks_are_found_in_the_default(spanish: Searcher) -> None:
    results = spanish.search("vaccine")
    assert ids(results) == ["vaccines"]
    assert first(results, "section").title.text == "Vaccines"
    assert "ward" not in ids(spanish.search("corazón"))


def test_a_text_that_is_shown_in_another_language_is_not_found_in_the_default(
    spanish: Searcher,
) -> None:
    assert not spanish.search("itch", literally=True).hits
    assert all(hit.title.text.startswith("¿") for hit in spanish.search("sarpullido").hits)


def test_what_only_the_default_has_is_found_among_much_that_is_translated(
    searcher: Open,
) -> None:
    count = 60
    pages = [Page(f"p{number}", "Cells", ("Cells and more cells.",)) for number in range(count)]
    own = [Page(page.id, "Células", ("Nada.",), "es") for page in pages]
    last = Page("last", "The last page", ("It speaks of many things, of cells among them.",))
    book = Book("b", (*pages, *own, last), languages=("en", "es"))
    assert ids(searcher(book, language="es").search("cells")) == ["last"]


def test_a_term_of_this_language_is_found_among_many_of_another(searcher: Open) -> None:
    many = [Entry(f"e{number}", f"thing {number}", "Sonda, sonda.") for number in range(30)]
    own = Entry("e0", "catéter", "También se llama sonda en otros libros.", language="es")
    pages = (Page("p", "Page", ("Text.",)), Page("p", "Hoja", ("Nada.",), "es"))
    book = Book("b", pages, (*many, own), languages=("en", "es"))
    assert ids(searcher(book, language="es").search("sonda"), "term") == ["e0"]


def test_books_in_different_languages_are_each_read_in_their_own(searcher: Open) -> None:
    german = Book(
        "klinik",
        (Page("impfen", "Impfungen", ("Die Impfung schützt Ihr Herz.",), "de"),),
        languages=("de",),
    )
    one = searcher(HANDBOOK, german)
    assert ids(one.search("impfungen")) == ["impfen"]
    assert ids(one.search("schutzt")) == ["impfen"]
    assert ids(one.search("vaccination")) == ["vaccines"]
    assert one.search("Herzen").corrected == ""


@pytest.mark.parametrize(
    ("language", "title", "text", "typed"),
    [
        ("ja", "副作用", "免疫療法ではだるさが出ることがあります", ("疫療法", "免疫", "だるさ")),
        ("ja", "がん", "T細胞ががんを見つけます", ("Ｔ細胞", "t細胞", "がんを見", "見つ", "つ")),
        ("zh", "免疫", "免疫治疗可能引起疲劳", ("免疫治疗", "疲劳", "劳", "治")),
        ("th", "ผิวหนัง", "ภูมิคุ้มกันบำบัดทำให้เหนื่อย", ("ภูมิคุ้มกัน", "เหนื่อย", "บำ", "ภ")),
    ],
)  # fmt: skip
def test_languages_without_spaces_are_searched_by_any_letters(
    searcher: Open, language: str, title: str, text: str, typed: tuple[str, ...]
) -> None:
    pages = (Page("p", title, (text,), language), Page("q", "日", ("別",), language))
    one = searcher(Book("b", pages, languages=(language,)))
    for letters in (*typed, title, title[:1], text[-1], text[-2:]):
        results = one.search(letters)
        assert ids(results) == ["p"], letters
        hit = first(results, "section")
        assert hit.title.marks or hit.snippet.marks, letters
        assert results.corrected == ""
    assert not one.search("鬱").hits
    assert not one.search(text[0] + "日" + text[-1]).hits


@pytest.mark.parametrize(
    ("language", "name", "typed"),
    [
        ("ja", "がん免疫療法", ("がん免疫療法", "がん免疫", "がん免疫療")),
        ("ja", "ドラッグ", ("ドラッグ", "ドラッ")),
        ("th", "ภูมิคุ้มกัน", ("ภูมิคุ้มกัน", "ภูมิคุ้ม")),
        ("ko", "면역요법", ("면역요법", "면역요")),
        ("ar", "مَناعة", ("مَناعة", "مناعة", "منا")),
        ("tr", "İlaç", ("İlaç", "ilaç", "ilac")),
        ("de", "Spaß", ("Spaß", "spass", "SPASS", "spa")),
    ],
)
def test_a_term_is_found_by_its_name_while_it_is_typed_in_any_script(
    searcher: Open, language: str, name: str, typed: tuple[str, ...]
) -> None:
    entry = Entry("it", name, "…", language=language)
    page = Page("p", "x", ("y",), language)
    one = searcher(Book("b", (page,), (entry,), languages=(language,)))
    for letters in typed:
        assert ids(one.search(letters), "term") == ["it"], letters


def test_a_quote_and_a_minus_work_without_spaces_too(searcher: Open) -> None:
    pages = (
        Page("a", "副作用", ("免疫療法でだるい。",), "ja"),
        Page("b", "治療", ("免疫療法は、点滴です。",), "ja"),
    )
    one = searcher(Book("b", pages, languages=("ja",)))
    assert sorted(ids(one.search("免疫療法"))) == ["a", "b"]
    assert ids(one.search("療法は点")) == ["b"]
    assert ids(one.search("免疫療法 -点滴")) == ["a"]
    assert ids(one.search("免疫 だるい"))[0] == "a"
    assert ids(one.search('"療法は"')) == ["b"]


# A library that is still being made, or was never full


def test_a_partial_library_gives_what_it_has(searcher: Open) -> None:
    pages = tuple(
        page._replace(is_missing=page.id != "skin" or page.language != "en")
        for page in HANDBOOK.pages
    )
    one = searcher(HANDBOOK._replace(pages=pages, entries=ENTRIES[:1]), is_partial=True)
    assert ids(one.search("rash")) == ["skin"]
    assert ids(one.search("vaccines")) == []
    assert ids(one.search("keytruda"), "term") == ["pembrolizumab"]
    assert ids(one.search("worn out")) == []


def test_an_empty_book_finds_nothing(searcher: Open) -> None:
    results = searcher(Book("b", ())).search("anything")
    assert (results.hits, results.nearest, results.finder("anything")) == ((), (), [])


def test_a_page_of_pictures_is_found_by_its_title(searcher: Open) -> None:
    one = searcher(Book("b", (Page("p", "Pictures"),)))
    (hit,) = one.search("pictures").hits
    assert (hit.title.text, hit.title.marks) == ("Pictures", (Span(0, 8),))


def test_what_is_called_so_is_found_among_thousands_that_only_say_so(searcher: Open) -> None:
    many = [Page(f"p{number}", f"Leaf {number}", ("Rest well.",)) for number in range(4_200)]
    one = searcher(Book("b", (*many, Page("last", "Rest", ("Sleep well.",)))))
    assert one.search("rest").hits[0].title.text == "Rest"


# The matches in a text


def test_the_finder_finds_what_is_to_be_marked_in_any_text(english: Searcher) -> None:
    text = "The vaccine, VACCINATION and vacca; The."
    find: Callable[[str], list[Span]] = english.search("the vaccines").finder
    assert [text[start:end] for start, end in find(text)] == ["vaccine", "VACCINATION"]
    assert [text[start:end] for start, end in english.search("keytruda").finder("pembrolizumab")]
    assert find("") == []


def test_the_same_search_twice_gives_the_same(searcher: Open) -> None:
    one, other = searcher(HANDBOOK, CLINIC), searcher(HANDBOOK, CLINIC)
    for typed in ("nurse", "heart", "pembrolizumab fatigue", "fatige", "v", "rash"):
        once = one.search(typed)
        assert one.search(typed)[:-1] == once[:-1] == other.search(typed)[:-1]


def test_hits_of_one_kind_stand_together(english: Searcher) -> None:
    for typed in ("heart", "fatigue", "tired", "keytruda", "skin rash"):
        kinds = [hit.kind for hit in english.search(typed).hits]
        changes = sum(one != other for one, other in pairwise(kinds))
        assert changes == len(set(kinds)) - 1, typed
        assert "passage" not in kinds[: kinds.index("section")] if "section" in kinds else True


def test_a_section_is_one_hit_however_often_it_matches(english: Searcher) -> None:
    results = english.search("heart pulse chest myocarditis")
    refs = [hit.ref for hit in results.hits if hit.kind == "section"]
    assert len(refs) == len(set(refs))
    assert all(isinstance(ref, SectionRef) for ref in refs)
