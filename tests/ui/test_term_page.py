import pytest
from PySide6.QtGui import QTextDocument

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import SectionEntry, Term, TermName
from immuno_reader.ui.term_page import term_html

pytestmark = pytest.mark.usefixtures("qapp")

PACK, ENGLISH = PackId("pack"), Language("en")
BARE = Term(
    ref=TermRef(PACK, TermId("antibody")),
    name="antibody",
    aliases=(),
    abbreviation="",
    say="",
    definition_html="A protein.",
    definition="A protein.",
    see=(),
    explained_in=(),
    used_in=(),
    language=ENGLISH,
    sources=(),
)


def lines(html: str) -> list[str]:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText().splitlines()


def entry(title: str, id: str | None) -> SectionEntry:
    ref = SectionRef(PACK, SectionId(id)) if id else None
    return SectionEntry(ref, title, 1, "section" if id else "draft", PACK, ENGLISH)


def test_all_parts_are_shown_in_order() -> None:
    term = BARE._replace(
        say="AN-tee-BAH-dee",
        abbreviation="Ab",
        aliases=("immunoglobulin",),
        see=(TermName(TermRef(PACK, TermId("antigen")), "antigen"),),
        explained_in=(entry("Antibodies", "antibodies"), entry("To come", None)),
    )
    html = term_html(term)
    assert lines(html) == [
        "antibody",
        "Say it: AN-tee-BAH-dee",
        "A protein.",
        "Also called",
        "Ab · immunoglobulin",
        "Related",
        "antigen",
        "Explained in",
        "Antibodies",
    ]
    assert 'href="term:pack/antigen"' in html
    assert 'href="section:pack/antibodies"' in html


def test_what_is_missing_leaves_no_label() -> None:
    assert lines(term_html(BARE)) == ["antibody", "A protein."]
    assert lines(term_html(BARE, heading=False)) == ["A protein."]
    assert "None" not in term_html(BARE)


def test_a_term_without_a_definition_has_no_empty_paragraph() -> None:
    assert lines(term_html(BARE._replace(definition_html=" "))) == ["antibody"]


def test_a_definition_of_paragraphs_stays_as_it_is() -> None:
    html = term_html(BARE._replace(definition_html="<p>One.</p><p>Two.</p>"), heading=False)
    assert lines(html) == ["One.", "Two."]


def test_a_definition_that_begins_with_emphasis_is_one_paragraph() -> None:
    html = term_html(BARE._replace(definition_html="<em>Mono</em> means one."), heading=False)
    assert html == "<p><em>Mono</em> means one.</p>"


def test_other_names_are_listed_once_and_not_the_name_itself() -> None:
    term = BARE._replace(abbreviation="AB", aliases=("Antibody", "ab", "antibodies"))
    assert lines(term_html(term))[-1] == "AB · antibodies"


def test_names_are_text_and_not_markup() -> None:
    term = BARE._replace(
        name="<b>x</b> & y",
        say="<i>",
        aliases=("a<br>b",),
        see=(TermName(TermRef(PACK, TermId("q")), "<q>"),),
        explained_in=(entry("<s>", "s"),),
    )
    shown = lines(term_html(term))
    assert shown[0] == "<b>x</b> & y"
    assert shown[1] == "Say it: <i>"
    assert shown[4] == "a<br>b"
    assert shown[6] == "<q>"
    assert shown[8] == "<s>"
