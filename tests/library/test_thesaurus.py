"""What words mean, however they are written."""

import pytest

from immuno_reader.identity import Language, PackId, SectionId, TermId, TermRef
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.thesaurus import Thesaurus
from immuno_reader.library.word_index import EverydayPhrase, NamedForm

PACK = PackId("book")
EN, ES = Language("en"), Language("es")


def named(term: str, form: str, language: Language = EN, *, exact: bool = False) -> NamedForm:
    return NamedForm(TermRef(PACK, TermId(term)), language, form, exact)


def said(phrase: str, term: str = "", section: str = "") -> EverydayPhrase:
    return EverydayPhrase(PACK, EN, phrase, TermId(term), SectionId(section))


ANALYZERS = {language: Analyzer(language) for language in (EN, ES, Language("th"))}
THESAURUS = Thesaurus(
    [
        named("t-cell", "T cell"),
        named("t-cell", "T cells"),
        named("t-cell", "célula T", ES),
        named("pd-l1", "PD-L1"),
        named("leukaemia", "ALL", exact=True),
        named("everything", "all"),
        named("antibody", "antibody"),
        named("antibody-test", "antibody test"),
        named("immunity", "ภูมิคุ้มกัน", Language("th")),
    ],
    [said("worn out", "fatigue"), said("runny tummy", section="bowel")],
    ANALYZERS.__getitem__,
)


def meant(typed: str, language: Language = EN) -> list[str]:
    found = THESAURUS.meanings(ANALYZERS[language].tokens(typed), typed)
    return sorted((one.term or one.section or ("", ""))[1] for one in found)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("T cell", ["t-cell"]),
        ("t-cells", ["t-cell"]),
        ("tcell", ["t-cell"]),
        ("CELULAS T", []),
        ("celula t", ["t-cell"]),
        ("pdl1", ["pd-l1"]),
        ("P.D. L1", ["pd-l1"]),
        ("antibodies", ["antibody"]),
        ("worn-out", ["fatigue"]),
        ("runny tummies", ["bowel"]),
        ("tummy runny", []),
        ("worn", []),
        ("", []),
    ],
)
def test_a_name_is_known_however_it_is_written(typed: str, what: list[str]) -> None:
    assert meant(typed) == what


def test_a_plural_is_known_in_its_own_language() -> None:
    assert meant("células T", ES) == ["t-cell"]


def test_an_abbreviation_comes_before_the_word_that_it_looks_like() -> None:
    assert meant("ALL") == ["leukaemia"]
    assert meant("all") == ["everything", "leukaemia"]


def test_a_name_that_is_still_typed_is_known_by_its_beginning() -> None:
    def begun(typed: str, language: Language = EN) -> list[str]:
        tokens = ANALYZERS[language].tokens(typed)
        return [(one.term or ("", ""))[1] for one in THESAURUS.beginning(tokens)]

    assert begun("antib") == ["antibody", "antibody-test"]
    assert begun("antibody") == ["antibody-test"]
    assert begun("antibody te") == ["antibody-test"]
    assert begun("an") == []
    assert begun("all") == []
    assert begun("zzz") == []
    assert begun("ภูมิคุ้ม", Language("th")) == ["immunity"]


def test_what_a_term_is_called_in_a_language() -> None:
    term = TermRef(PACK, TermId("t-cell"))
    assert THESAURUS.names_of(term, EN) == ("T cell", "T cells")
    assert THESAURUS.names_of(term, ES) == ("célula T",)
    assert THESAURUS.names_of(TermRef(PACK, TermId("gone")), EN) == ()
