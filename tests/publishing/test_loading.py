"""Packs as they are found in the world: good, foreign, broken and hostile."""

import shutil
import sys
import time
from pathlib import Path

import pytest

from immuno_reader.errors import PackError
from immuno_reader.identity import Language, SectionId, TermId
from immuno_reader.publishing.loading import load_pack
from immuno_reader.publishing.pack_files import PackFolder
from immuno_reader.publishing.source import Edition, PackSource

PACKS = Path(__file__).parent.parent / "packs"
HANDBOOK = Path(__file__).parent.parent.parent / "resources" / "packs" / "immunotherapy"
BROKEN = sorted(folder.name for folder in (PACKS / "broken").iterdir())

ENGLISH = Language("en")


def pack_of(folder: Path, summary: str, files: dict[str, str | bytes]) -> Path:
    """Write an mdBook source folder."""
    folder.mkdir(exist_ok=True)
    for name, text in {"SUMMARY.md": summary, **files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def picture(edition: Edition) -> str:
    """Return the contents as an indented tree."""
    marks = {"section": "", "part": "== ", "draft": "(draft) "}
    return "\n".join(
        "    " * entry.depth
        + marks[entry.kind]
        + entry.title
        + (f" [{entry.section}]" if entry.section else "")
        for entry in edition.entries
    )


def rules(pack: PackSource) -> list[str]:
    """Return where and what the findings are."""
    return sorted(
        f"{finding.file.relative_to(pack.folder).as_posix()}:{finding.line} {finding.rule}"
        for finding in pack.findings
    )


def test_a_good_pack() -> None:
    pack = load_pack(PACKS / "good")
    assert pack.findings == ()
    assert (pack.pack.title, pack.pack.version) == ("A small good pack", "1.10")
    assert pack.pack.languages == tuple(pack.editions) == ("en", "es")
    english = pack.editions[ENGLISH]
    assert picture(english) == (
        "Foreword [foreword]\n"
        "== First part\n"
        "Cells [cells]\n"
        "    (draft) B cells\n"
        "    T cells [t-cells]\n"
        "== Second part\n"
        "When to call [care-when-to-call]"
    )
    cells = english.sections[SectionId("cells")]
    assert cells.title == "What are cells?"
    assert (cells.checked, cells.due) == ("2026-11-24", "2027-11-24")
    assert cells.sources[0].date == "2025-06"
    assert cells.body.startswith("# What are cells?")
    assert cells.file.read_text().split("\n")[cells.body_line - 1] == cells.body.split("\n")[0]
    assert english.sections[SectionId("t-cells")].sources == ()
    term = english.terms[TermId("t-cell")]
    assert term.definition == "A cell that looks for sick cells."
    assert (term.see, term.explained_in) == (("cell",), ("t-cells", "cells"))
    assert list(english.images) == ["images/cell.svg"]


def test_a_language_gives_only_what_is_its_own() -> None:
    spanish = load_pack(PACKS / "good").editions[Language("es")]
    assert picture(spanish) == "Células [cells]"
    assert spanish.terms[TermId("cell")].see == ("t-cell",)
    assert spanish.terms[TermId("cell")].explained_in == ("cells", "t-cells")


@pytest.mark.parametrize("folder", ["mdbook", "mdbook/src"])
def test_an_mdbook_opens_as_it_is(folder: str) -> None:
    pack = load_pack(PACKS / folder)
    assert pack.findings == ()
    assert (pack.pack.id, pack.pack.title) == ("mdbook", "A book made with another program")
    assert (pack.pack.publisher, pack.pack.languages) == ("One, Two", ("de",))
    edition = pack.editions[Language("de")]
    assert picture(edition) == (
        "Einleitung [readme]\n"
        "Der Anfang [guide-start]\n"
        "    Weiter [guide-next]\n"
        "(draft) Noch nicht\n"
        "Dank [thanks]"
    )
    assert {id: section.title for id, section in edition.sections.items()} == {
        "readme": "Willkommen",
        "guide-start": "Anfang",
        "guide-next": "Weiter",
        "thanks": "Dank an alle",
    }


def test_a_bare_folder_is_named_after_itself(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "My Zell-Buch", "# Alles\n- [日本](日本.md)\n", {"日本.md": "x"})
    pack = load_pack(folder).pack
    assert (pack.id, pack.title, pack.default_language) == ("my-zell-buch", "Alles", "en")
    assert all(id.isascii() and id for id in load_pack(folder).editions[ENGLISH].sections)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_pack_is_read_and_its_faults_are_named(kind: str) -> None:
    folder = PACKS / "broken" / kind
    pack = load_pack(folder)
    assert rules(pack) == sorted((folder / "expected.txt").read_text().splitlines())
    assert SectionId("one") in pack.editions[ENGLISH].sections


def test_what_a_broken_contents_list_still_shows() -> None:
    tree = picture(load_pack(PACKS / "broken" / "summary").editions[ENGLISH])
    assert tree == (
        "One [one]\n"
        "(draft) Missing\n"
        "    Under it [two]\n"
        "(draft) Up\n"
        "(draft) Up, encoded\n"
        "(draft) Root\n"
        "(draft) Drive\n"
        "(draft) Share\n"
        "(draft) Web\n"
        "(draft) Itself\n"
        "(draft) Folder\n"
        "(draft) Notes\n"
        "Capitals again [three]\n"
        "(draft) No link at all\n"
        "Spaces [a-page]"
    )


def test_what_a_broken_glossary_keeps() -> None:
    terms = load_pack(PACKS / "broken" / "glossary").editions[ENGLISH].terms
    assert {id: (term.name, term.aliases) for id, term in terms.items()} == {
        "cell": ("cell", ("cells", "shared")),
        "cell-2": ("second cell", ()),
        "t-cell": ("T cell", ("SHARED", "T-cell")),
        "the": ("the", ()),
        "regex-a": ("(a+)+$ [x", ()),
        "no-id": ("no id", ("one text",)),
    }
    cell = terms[TermId("cell")]
    assert (cell.see, cell.explained_in) == (("t-cell",), ("one",))


def test_a_duplicate_id_names_both_files() -> None:
    pack = load_pack(PACKS / "broken" / "ids")
    said = [finding.message for finding in pack.findings if "duplicate" in finding.rule]
    assert any("two.md" in message and "one.md" in message for message in said)
    ids = list(pack.editions[ENGLISH].sections)
    assert ids == ["one", "one-2", "a-b", "a-b-2", "five-more-less"]


def test_text_in_other_encodings_is_shown_and_junk_is_not() -> None:
    sections = load_pack(PACKS / "broken" / "text").editions[ENGLISH].sections
    assert sections[SectionId("latin")].body == "# Latin\n\nA caf\ufffd.\n"
    assert sections[SectionId("nul-byte")].body == "# Nul\n\nAB.\n"
    assert sections[SectionId("marked")].body == "# Mark\n\nText.\n"
    assert sections[SectionId("sixteen")].body == "# Sixteen\n\nÜber.\n"
    junk = sections[SectionId("junk")]
    assert (junk.title, junk.body) == (
        "Junk",
        "*This section cannot be shown: its file holds no text.*",
    )


def test_only_good_pictures_are_kept() -> None:
    images = load_pack(PACKS / "broken" / "images").editions[ENGLISH].images
    assert list(images) == ["images/right.svg"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that tests lack there")
def test_links_out_of_the_pack_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret")
    (outside / "secret.svg").write_text('<svg viewBox="0 0 1 1"/>')
    pack = pack_of(
        tmp_path / "book",
        "- [a](a.md)\n- [b](leak.md)\n- [c](folder/secret.md)\n- [d](round.md)\n- [e](alias.md)\n",
        {"a.md": "# A"},
    )
    (pack / "leak.md").symlink_to(outside / "secret.md")
    (pack / "leak.svg").symlink_to(outside / "secret.svg")
    (pack / "folder").symlink_to(outside)
    (pack / "round.md").symlink_to(pack / "round.md")
    (pack / "again").symlink_to(pack)
    (pack / "alias.md").symlink_to(pack / "a.md")

    source = load_pack(pack)
    assert picture(source.editions[ENGLISH]) == (
        "a [a]\n(draft) b\n(draft) c\n(draft) d\ne [alias]"
    )
    assert source.editions[ENGLISH].images == {}
    assert rules(source) == [
        "SUMMARY.md:2 summary-unreadable-file",
        "SUMMARY.md:3 summary-unreadable-file",
        "SUMMARY.md:4 summary-unreadable-file",
        "leak.svg:0 image-unreadable",
    ]


def test_a_long_section_comes_in_parts_below_it(tmp_path: Path) -> None:
    long = "---\nid: long\n---\n# Long\n\n" + "## Chapter\n\n" + "Some words.\n\n" * 40_000
    pack = pack_of(
        tmp_path / "book",
        "- [Long](x.md)\n    - [Child](y.md)\n- [Next](long--2.md)\n",
        {"x.md": long, "y.md": "# Child", "long--2.md": "# Next"},
    )
    source = load_pack(pack)
    assert picture(source.editions[ENGLISH]) == (
        "Long [long]\n    Long (2) [long--2]\n    Child [y]\nNext [long-2]"
    )
    parts = [source.editions[ENGLISH].sections[SectionId(id)] for id in ("long", "long--2")]
    assert [part.title for part in parts] == ["Long", "Long (2)"]
    lines = long.split("\n")
    assert all(part.body.split("\n")[0] == lines[part.body_line - 1] for part in parts)
    assert rules(source) == ["x.md:0 section-long"]


@pytest.mark.parametrize(
    ("files", "happened"),
    [
        ({"a.md": "# A"}, "neither SUMMARY.md nor pack.yaml"),
        ({"SUMMARY.md": ""}, "The contents list is empty."),
        ({"SUMMARY.md": "- [a](a.md)\n"}, "There is no file “a.md”."),
        ({"SUMMARY.md": b"\x00\x01\x02" * 500}, "This file holds no text."),
        ({"SUMMARY.md/x": ""}, "neither SUMMARY.md nor pack.yaml"),
        ({"pack.yaml": "id: x\nlanguages: [en]\n"}, "There is no such file."),
        ({"pack.yaml": "[" * 5000}, "nothing to read"),
        ({"book.toml": "[" * 5000, "src/x.md": ""}, "nothing to read"),
        ({"book.toml": '[book]\nsrc = "../.."\n'}, "nothing to read"),
    ],
)
def test_where_nothing_can_be_read_it_says_what_is_missing(
    tmp_path: Path, files: dict[str, str | bytes], happened: str
) -> None:
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PackError) as refused:
        load_pack(tmp_path)
    assert happened in str(refused.value) or happened in refused.value.happened
    assert refused.value.advice
    assert "\n" not in str(refused.value)


def test_a_stick_pulled_out_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {f"{n}.md": "# X" for n in range(9)}
    summary = "".join(f"- [{n}]({n}.md)\n" for n in range(9))
    pack = pack_of(tmp_path / "book", summary, files)
    read = PackFolder.read

    def pulled_out(folder: PackFolder, path: str, limit: int) -> bytes:
        if path == "5.md":
            shutil.rmtree(pack)
        return read(folder, path, limit)

    monkeypatch.setattr(PackFolder, "read", pulled_out)
    with pytest.raises(PackError, match="went away") as refused:
        load_pack(pack)
    assert "stick" in refused.value.advice


def test_a_section_of_one_endless_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": "word " * 2_000_000, "b.md": "# B"}
    pack = pack_of(tmp_path / "book", "- [a](a.md)\n- [b](b.md)\n", files)
    start = time.perf_counter()
    sections = load_pack(pack).editions[ENGLISH].sections
    assert time.perf_counter() - start < 8
    assert max(len(section.body) for section in sections.values()) <= 300_000
    assert sections[SectionId("b")].title == "B"


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There is no pack here") as refused:
        load_pack(tmp_path / "none")
    assert refused.value.file == tmp_path / "none"


def test_fifty_thousand_entries_load_in_linear_time(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        lines = "".join(f"{'  ' * (n % 5)}- [Entry {n}](m{n}.md)\n" for n in range(count))
        pack = pack_of(tmp_path / str(count), lines + "- [a](a.md)\n", {"a.md": "# A"})
        start = time.perf_counter()
        source = load_pack(pack)
        assert len(source.editions[ENGLISH].entries) == count + 1
        assert len(source.findings) == count
        return time.perf_counter() - start

    assert seconds(50_000) < 20 * seconds(5_000)


def test_many_sections_with_one_id_load_in_linear_time(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        files: dict[str, str | bytes] = {f"{n}.md": "---\nid: x\n---\n# X\n" for n in range(count)}
        summary = "".join(f"- [{n}]({n}.md)\n" for n in range(count))
        pack = pack_of(tmp_path / str(count), summary, files)
        start = time.perf_counter()
        assert len(load_pack(pack).editions[ENGLISH].sections) == count
        return time.perf_counter() - start

    assert seconds(2_000) < 15 * seconds(400)


def test_our_own_handbook_has_nothing_to_mend() -> None:
    pack = load_pack(HANDBOOK)
    others = ("glossary.yaml", ".svg", ".png")
    faults = [finding for finding in pack.findings if not finding.file.name.endswith(others)]
    assert faults == []
    assert pack.pack.id == "immunotherapy"
    assert len(pack.editions[ENGLISH].sections) >= 13
    assert all(section.sources for section in pack.editions[ENGLISH].sections.values())
