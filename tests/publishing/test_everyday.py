"""The table of everyday words: what is read of it, and that search uses it."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from immuno_reader.identity import Language
from immuno_reader.library.searching import Searcher
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.publishing.loading import load_pack
from immuno_reader.publishing.source import EverydaySource, PackSource

GLOSSARY = """\
- id: fatigue
  term: fatigue
  aliases: [tiredness]
  definition: Being tired in a way that rest does not cure.
- id: rash
  term: rash
  abbreviation: RSH
  definition: A change of the skin.
"""


def pack_of(folder: Path, table: str | bytes, language: str = "en", **others: str) -> Path:
    """Write a pack in English, and in Spanish where a file of it is given, with a table."""
    languages = ["en", *({language} - {"en"})]
    files: dict[str, str | bytes] = {
        "pack.yaml": f"id: book\ntitle: Book\nlanguages: [{', '.join(languages)}]\n",
        "en/SUMMARY.md": "- [Energy](energy.md)\n- [Skin](skin.md)\n",
        "en/energy.md": "# Energy\n\nMany people have fatigue.\n",
        "en/skin.md": "# Skin\n\nA rash may itch.\n",
        "en/glossary.yaml": GLOSSARY,
    }
    if language != "en":
        files[f"{language}/SUMMARY.md"] = "- [Piel](skin.md)\n"
        files[f"{language}/skin.md"] = "# Piel\n\nUn sarpullido puede picar.\n"
    files[f"{language}/everyday.yaml"] = table
    files.update({name.replace("__", "/"): text for name, text in others.items()})
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def rows(pack: PackSource, language: str = "en") -> list[tuple[tuple[str, ...], str, str]]:
    table: tuple[EverydaySource, ...] = pack.editions[Language(language)].everyday
    return [(row.phrases, row.term, row.section) for row in table]


def said(pack: PackSource, name: str = "everyday.yaml") -> list[tuple[int, str, str]]:
    return [
        (finding.line, finding.severity, finding.rule)
        for finding in pack.findings
        if finding.file.name == name
    ]


def test_a_row_leads_from_words_to_a_term_a_section_or_both(tmp_path: Path) -> None:
    table = """\
# What people say.
- words: [worn out, "can't go  on", 24/7, "911"]
  term: fatigue
- words: [spots]
  section: skin
- words: [all in]
  term: fatigue
  section: energy
"""
    pack = load_pack(pack_of(tmp_path, table))
    assert pack.findings == ()
    assert rows(pack) == [
        (("worn out", "can't go on", "24/7", "911"), "fatigue", ""),
        (("spots",), "", "skin"),
        (("all in",), "fatigue", "energy"),
    ]


def test_a_pack_needs_no_table_and_an_empty_one_is_none(tmp_path: Path) -> None:
    assert rows(load_pack(Path(__file__).parents[1] / "packs" / "good")) == []
    for table in ("", "# Nothing yet.\n", "[]\n"):
        pack = load_pack(pack_of(tmp_path, table))
        assert (rows(pack), said(pack)) == ([], [])


def test_words_lead_to_one_thing_only(tmp_path: Path) -> None:
    table = """\
- words: [worn out, Worn-Out, spots]
  term: fatigue
- words: [spots, Tiredness, rsh, itchy]
  section: skin
- words: [itchy]
  term: rash
"""
    pack = load_pack(pack_of(tmp_path, table))
    assert rows(pack) == [
        (("worn out", "spots"), "fatigue", ""),
        (("itchy",), "", "skin"),
    ]
    assert said(pack) == [
        (1, "warning", "everyday-twice"),
        (3, "warning", "everyday-twice"),
        (3, "warning", "everyday-twice"),
        (3, "warning", "everyday-twice"),
        (5, "warning", "everyday-twice"),
    ]
    messages = [finding.message for finding in pack.findings]
    assert "“Tiredness” already leads to “fatigue”." in messages
    assert "“itchy” already leads to “skin”." in messages


def test_what_leads_nowhere_is_left_out(tmp_path: Path) -> None:
    table = """\
- words: [worn out]
  term: fatige
- words: [spots]
  section: skins
- words: [itchy]
  term: rush
  section: skin
"""
    pack = load_pack(pack_of(tmp_path, table))
    assert rows(pack) == [(("itchy",), "", "skin")]
    assert said(pack) == [
        (1, "error", "everyday-unknown"),
        (3, "error", "everyday-unknown"),
        (5, "error", "everyday-unknown"),
    ]
    assert "There is no term “fatige”." in [finding.message for finding in pack.findings]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("words: [worn out]\nterm: fatigue\n", [1]),
        ("worn out\n", [1]),
        ("- worn out\n", [1]),
        ("- [worn out, fatigue]\n", [1]),
        ("- words: [worn out]\n", [1]),
        ("- term: fatigue\n", [1]),
        ("- words: []\n  term: fatigue\n", [1]),
        ("- words: {worn: out}\n  term: fatigue\n", [1, 1]),
        ("- words: [worn out]\n  term: [fatigue]\n", [1, 2]),
        (f"- term: fatigue\n  words: [{'very ' * 40}tired]\n", [2]),
    ],
)
def test_what_is_not_written_as_a_table_is_told(
    tmp_path: Path, table: str, lines: list[int]
) -> None:
    table += "" if table.startswith("w") else "- words: [spots]\n  section: skin\n"
    pack = load_pack(pack_of(tmp_path, table))
    assert said(pack) == [(line, "warning", "everyday-type") for line in lines]
    assert rows(pack) == ([(("spots",), "", "skin")] if "skin" in table else [])


def test_a_row_whose_words_are_all_too_long_leads_to_nothing(tmp_path: Path) -> None:
    table = f"- words: [{'x' * 81}]\n  term: fatigue\n- words: [{'y' * 80}]\n  term: fatigue\n"
    assert rows(load_pack(pack_of(tmp_path, table))) == [(("y" * 80,), "fatigue", "")]


def test_signs_alone_are_no_words(tmp_path: Path) -> None:
    pack = load_pack(pack_of(tmp_path, "- words: ['?!', spots]\n  section: skin\n"))
    assert rows(pack) == [(("spots",), "", "skin")]


@pytest.mark.parametrize("table", [b"\x00\x01\x02" * 500, b" " * (17 * 2**20)])
def test_a_table_that_cannot_be_read_is_left_out(tmp_path: Path, table: bytes) -> None:
    pack = load_pack(pack_of(tmp_path, table))
    assert rows(pack) == []
    assert {severity for _, severity, _ in said(pack)} == {"error"}
    assert list(pack.editions[Language("en")].sections) == ["energy", "skin"]


def test_a_table_that_is_a_folder_is_none(tmp_path: Path) -> None:
    folder = pack_of(tmp_path, "")
    (folder / "en" / "everyday.yaml").unlink()
    (folder / "en" / "everyday.yaml").mkdir()
    assert rows(load_pack(folder)) == []


def test_a_broken_row_costs_no_other(tmp_path: Path) -> None:
    table = "- words: [worn out\n  term: fatigue\n- words: [spots]\n  section: skin\n"
    pack = load_pack(pack_of(tmp_path, table))
    assert rows(pack) == [(("spots",), "", "skin")]
    assert [rule for _, _, rule in said(pack)] == ["yaml"]


def test_another_language_may_lead_to_what_only_the_default_has(tmp_path: Path) -> None:
    table = "- words: [agotado]\n  term: fatigue\n- words: [energía]\n  section: energy\n"
    pack = load_pack(pack_of(tmp_path, table, "es"))
    assert said(pack) == []
    assert rows(pack, "es") == [(("agotado",), "fatigue", ""), (("energía",), "", "energy")]
    assert rows(pack) == []


TABLE = """\
- words: [worn out, knackered]
  term: fatigue
- words: [scratching]
  section: skin
"""


@pytest.mark.parametrize("is_archive", [False, True])
def test_search_uses_the_table(tmp_path: Path, is_archive: bool) -> None:  # noqa: FBT001
    folder = pack_of(tmp_path / "book", TABLE)
    path = folder
    if is_archive:
        path = tmp_path / "book.immuno"
        with ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*")):
                archive.write(file, file.relative_to(folder))
    report = compile_library([path], tmp_path / "a.library")
    assert report.findings == ()
    with Searcher.open(report.library) as searcher:
        hits = searcher.search("knackered").hits
        assert [(hit.kind, hit.id) for hit in hits] == [("term", "fatigue"), ("section", "energy")]
        assert {hit.why for hit in hits} == {"“knackered”: the word for it is fatigue"}
        (hit,) = searcher.search("scratching all day").hits
        assert (hit.id, hit.why) == ("skin", "“scratching”: see this page")
        assert not searcher.search("spots").hits


def test_the_handbook_s_tables_lead_somewhere(tmp_path: Path) -> None:
    handbook = Path(__file__).parents[2] / "resources" / "packs" / "immunotherapy"
    pack = load_pack(handbook)
    assert [one for one in pack.findings if one.rule.startswith("everyday")] == []
    report = compile_library([handbook], tmp_path / "a.library")
    for language, edition in pack.editions.items():
        with Searcher.open(report.library, language) as searcher:
            for row in edition.everyday:
                for phrase in row.phrases:
                    hits = searcher.search(phrase).hits
                    assert {row.term, row.section} & {hit.ref[1] for hit in hits}, phrase
