"""The text that the formulas get, and every pitfall of preparing it."""

import re

import pytest
import textstat

from immuno_reader.identity import Language, TermId
from immuno_reader.publishing.checking.english import ENGLISH
from immuno_reader.publishing.checking.figures import Counts, flesch_kincaid, smog
from immuno_reader.publishing.checking.measuring import count_sentences
from immuno_reader.publishing.checking.page import Block, Link, Sentence, Use
from immuno_reader.publishing.checking.sentences import closed, prepared, protected, sentences_in
from immuno_reader.publishing.checking.spanish import SPANISH
from immuno_reader.publishing.checking.syllables import counter_for, spanish_syllables
from immuno_reader.publishing.source import TermSource

EN, ES = Language("en"), Language("es")
PAGE = [
    Block("heading", "What is it?", 1, level=1),
    Block("paragraph", "The dose is 1.5 mg for each kg you weigh. Tell Dr. Lee, e.g. by phone.", 2),
    Block("paragraph", "Call your team at once for:", 3),
    Block("item", "chest pain;", 4),
    Block("item", "a fever of 38 °C or more", 5),
    Block("item", "Where to call", 6, links=(Link("Where to call", "section:a/b"),)),
    Block("cell", "43 in 100", 7),
    Block("caption", "A drawing.", 8),
    Block("note", "A press, 2025.", 9),
    Block("paragraph", "Call now.", 10),
]


def sentences_of(blocks: list[Block]) -> list[Sentence]:
    return [
        Sentence(text, block.line, block, start)
        for block in blocks
        if block.is_prose
        for start, text in sentences_in(closed(block.text), ENGLISH)
    ]


def counts_of(text: str, *uses: Use, terms: tuple[TermSource, ...] = ()) -> Counts:
    blocks = [Block("paragraph", text, 1, uses=uses)]
    return count_sentences(sentences_of(blocks), ENGLISH, counter_for(EN, terms))


def term(name: str, say: str) -> TermSource:
    return TermSource(TermId("a"), name, (), "", say, "", (), (), (), 1)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The dose is 1.5 mg for each kg you weigh.", 1),
        ("Some foods, e.g. eggs, may harm you. Ask.", 2),
        ("Tell Dr. Lee or Mr. Smith. They know.", 2),
        ("Ask J. Smith about it.", 1),
        ("Call now. Go.", 2),
        ("What is it? It is a cell! Really…", 3),
        ('She said: "Call now." Then she went.', 2),
        ("It has three parts: a wall, a core and a bag.", 1),
        ("Cells, germs, etc. They are small.", 2),
        ("Version 3.12.1 is out", 1),
        ("He shouted “Stop!” and went home.", 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_only_real_ends_end_a_sentence(text: str, sentences: int) -> None:
    assert len(list(sentences_in(text, ENGLISH))) == sentences


def test_spanish_abbreviations_end_no_sentence() -> None:
    text = "Hable con la Dra. Ruiz, p. ej. por teléfono. En EE. UU. es así. Llame."
    assert [one for _, one in sentences_in(text, SPANISH)] == [
        "Hable con la Dra. Ruiz, p. ej. por teléfono.",
        "En EE. UU. es así.",
        "Llame.",
    ]


def test_headings_tables_captions_notes_and_lists_of_links_are_out_and_items_closed() -> None:
    assert prepared(PAGE, ENGLISH).split("\n") == [
        "The dose is 1,5 mg for each kg you weigh. Tell Dr Lee, eg by phone.",
        "Call your team at once for.",
        "chest pain.",
        "a fever of 38 °C or more.",
        "Call now.",
    ]


def test_the_library_finds_the_same_sentences_in_the_prepared_text() -> None:
    sentences = sentences_of(PAGE)
    text = protected("\n".join(one.text for one in sentences), ENGLISH)
    # textstat leaves out sentences of two words or fewer, and counts their words.
    long = [one for one in sentences if len(one.words) > 2]
    assert len(sentences) == 6
    assert textstat.sentence_count(text) == len(long)


def test_the_grade_agrees_with_the_library_where_there_is_no_pitfall() -> None:
    text = (
        "A cell is the smallest living part of the body. It takes in food and energy all day. "
        "Doctors can see the larger cells under a lens, because they put a colour on them. "
        "Your nurse may ask you for some blood, so that the laboratory can count your cells."
    )
    ours = counts_of(text)
    assert ours.grade == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.05)
    assert ours.ease == pytest.approx(textstat.flesch_reading_ease(text), abs=0.5)
    assert (ours.words, ours.sentences) == (textstat.lexicon_count(text), 4)


def test_a_false_end_would_flatter_by_a_grade() -> None:
    # "The dose is 1.5 mg for each kg you weigh." counts as two sentences otherwise.
    text = "The dose is 1.5 mg for each kg you weigh."
    assert counts_of(text).grade > 1
    assert flesch_kincaid(9, 2, 9) < 0


def test_sentences_of_two_words_are_sentences() -> None:
    counts = counts_of("Call now. Go to the emergency department at your hospital.")
    assert (counts.sentences, counts.words, counts.longest) == (2, 10, 8)


@pytest.mark.parametrize(
    ("word", "say", "syllables"),
    [
        ("pembrolizumab", "PEM-broh-LIZ-yoo-mab", 5),
        ("Nivolumab,", "ny-VOL-yoo-mab", 4),
        ("pneumonitis", "NOO-moh-NY-tis", 4),
        ("antibodies", "", 4),
        ("PD-L1", "", 4),
        ("BCG", "", 3),
        ("WBC", "", 5),
        ("CT", "", 2),
        ("HIV", "", 3),
        ("T-cell", "", 2),
        ("43", "", 1),
        ("called", "", 1),
        ("people's", "", 2),
        ("\u2013", "", 0),
    ],
)
def test_syllables_as_the_word_is_said(word: str, say: str, syllables: int) -> None:
    terms = [term(word.strip(",").casefold(), say)] if say else []
    assert counter_for(EN, terms)(word) == syllables


def test_say_counts_for_plurals_possessives_and_words_of_a_name() -> None:
    count = counter_for(
        EN,
        [term("monoclonal antibody", "MAH-noh-KLOH-nul AN-tih-BAH-dee"), term("virus", "VY-rus")],
    )
    words = ["monoclonal", "antibody", "antibodies", "viruses", "virus's", "Virus\u2019s"]
    assert [count(word) for word in words] == [4, 4, 4, 3, 2, 2]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("célula", 3), ("inmunoterapia", 6), ("cuerpo", 2), ("país", 2), ("día", 2), ("quien", 1),
        ("guerra", 2), ("pingüino", 3), ("muy", 1), ("aire", 2), ("leer", 2), ("tratamiento", 4),
        ("cáncer", 2), ("anticuerpos", 4), ("ahora", 3), ("y", 1), ("oír", 2), ("ciudad", 2),
        ("linfocito", 4), ("medicamento", 5), ("averiguar", 4), ("yo", 1), ("rey", 1),
    ],
)  # fmt: skip
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_spanish_letters_are_said_in_spanish() -> None:
    assert counter_for(ES, [])("ADN") == 4


def test_the_formulas() -> None:
    counts = Counts(words=100, sentences=10, syllables=150, hard=9)
    assert counts.grade == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert counts.ease == pytest.approx(206.835 - 10.15 - 126.9)
    assert counts.smog == pytest.approx(1.043 * 27**0.5 + 3.1291)
    assert counts.inflesz == pytest.approx(206.835 - 62.3 * 1.5 - 10)
    assert counts.fernandez_huerta == pytest.approx(206.84 - 90 - 10.2)
    assert smog(0, 30) == pytest.approx(3.1291)
    assert Counts().grade == Counts().ease == Counts().smog == Counts().inflesz == 0


def test_names_and_explained_words_have_figures_of_their_own() -> None:
    text = "Ask about pembrolizumab or immunotherapy in Manchester."
    start = text.index("immunotherapy")
    counts = counts_of(text, Use(start, start + 13, TermId("immunotherapy")))
    assert (counts.words, counts.name_words, counts.uses) == (7, 2, 1)
    assert (counts.hard, counts.hard_unexplained) == (3, 0)
    assert counts.grade > counts.grade_names_out
    assert counts.smog > counts.smog_explained


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("Your blood is tested.", True),
        ("The drug was then given again.", True),
        ("Your nurse tests your blood.", False),
        ("This is called a test.", False),
        ("You are tired.", False),
        ("It is a bed.", False),
    ],
)
def test_passive(text: str, passive: bool) -> None:  # noqa: FBT001
    assert counts_of(text).passive == passive


@pytest.mark.parametrize("text", ["La sangre es analizada.", "Los fármacos fueron aprobados."])
def test_spanish_passive(text: str) -> None:
    assert re.search(SPANISH.passive, text)
    assert not SPANISH.passive.search("La enfermera analiza la sangre y usted está cansado.")
