"""From a folder of Markdown to a book that can be read."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from immuno_reader.errors import LibraryError, NotReadyError, PackError
from immuno_reader.identity import Language
from immuno_reader.library.book import Section, Term
from immuno_reader.library.cache import fingerprint
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import (
    CancelledError,
    Progress,
    Report,
    compile_library,
)
from immuno_reader.publishing.rendering import Rendered, Renderer
from immuno_reader.publishing.source import SectionSource

ES = Language("es")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'
BOOK = {
    "pack.yaml": "id: cells\ntitle: Cells\nlanguages: [en, es]\ndefault_language: en\n",
    "en/SUMMARY.md": "# Contents\n\n# The body\n\n- [Cells](cells.md)\n"
    "    - [T cells](t-cells.md)\n    - [Antibodies](antibodies.md)\n"
    "- [Later]()\n- [End](end.md)\n",
    "en/cells.md": "---\nid: cells\ntitle: Cells\nsummary: Small parts.\nchecked: 2026-11-24\n---\n"
    "# Cells\n\nA cell is small. Cells live.\n\n![A cell](images/cell.svg)\n",
    "en/t-cells.md": "---\nid: t-cells\n---\n# T cells\n\nA T cell kills. It is a cell.\n",
    "en/antibodies.md": "---\nid: antibodies\n---\n# Antibodies\n\nThey stick.\n",
    "en/end.md": "---\nid: end\n---\n# The end\n\nThat is all.\n",
    "en/glossary.yaml": "- id: cell\n  term: cell\n  definition: A small *part*.\n  see: [t-cell]\n"
    "  explained_in: [cells]\n"
    "- id: t-cell\n  term: T cell\n  definition: A cell that kills.\n",
    "en/images/cell.svg": SVG,
    "en/images/spare.svg": SVG,
    "es/SUMMARY.md": "- [Fin](end.md)\n- [Células](cells.md)\n",
    "es/cells.md": "---\nid: cells\n---\n# Células\n\nUna célula.\n\n![Célula](images/cell.svg)\n",
    "es/end.md": "---\nid: end\n---\n# Fin\n\nEso es todo.\n",
    "es/glossary.yaml": "- id: cell\n  term: célula\n  definition: Una parte.\n",
    "es/images/cell.svg": SVG.replace("10", "20"),
}


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", BOOK)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "book.library"


def read(library: Library, section: str, pack: str = "cells") -> Section:
    return library.section(library.find_section(f"{pack}/{section}"))


def define(library: Library, name: str) -> Term:
    return library.term(library.find_term(name))


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.severity == "error"]


def test_a_pack_becomes_a_library(pack: Path, target: Path) -> None:
    report = compile_library([pack], target)
    assert (report.sections, report.terms, report.library) == (6, 3, target)
    assert rules(report) == []
    with Library.open(target) as library:
        assert str(library.contents()) == (
            "== The body\n"
            "Cells [cells]\n"
            "    T cells [t-cells]\n"
            "    Antibodies [antibodies]\n"
            "(draft) Later\n"
            "End [end]"
        )
        cells = read(library, "cells")
        assert cells.text == "Cells\nA cell is small. Cells live."
        assert (cells.title, cells.summary, cells.checked) == (
            "Cells",
            "Small parts.",
            "2026-11-24",
        )
        assert '<a class="term" href="term:cells/cell">cell</a>' in cells.html
        assert '<a class="term again" href="term:cells/cell">Cells</a>' in cells.html
        assert [heading.text for heading in cells.headings] == ["Cells"]
        assert library.counts == (report.sections, report.terms, report.links)
        assert library.fingerprint == fingerprint([pack])


def test_a_term_is_compiled_with_its_forms_and_uses(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    with Library.open(target) as library:
        cell = define(library, "CELLS")
        assert cell.definition == "A small part."
        assert "<em>part</em>" in cell.definition_html
        assert [other.name for other in cell.see] == ["T cell"]
        assert [entry.title for entry in cell.explained_in] == ["Cells"]
        assert [entry.title for entry in cell.used_in] == ["Cells", "T cells"]
        assert 'href="term:cells/cell"' in define(library, "T cells").definition_html


def test_only_pictures_that_are_shown_are_kept(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    with Library.open(target, ES) as library:
        assert library.image("cells/en/images/cell.svg") == SVG.encode()
        assert library.image("cells/es/images/cell.svg") == SVG.replace("10", "20").encode()
        assert library.image("cells/en/images/spare.svg") is None
        assert 'src="image:cells/es/images/cell.svg"' in read(library, "cells").html


def test_what_a_translation_lacks_stands_where_it_belongs(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    with Library.open(target, ES) as library:
        contents = library.contents()
        assert [(entry.title, entry.language) for entry in contents.entries] == [
            ("Fin", "es"),
            ("Células", "es"),
            ("T cells", "en"),
            ("Antibodies", "en"),
        ]
        assert [entry.depth for entry in contents.entries] == [0, 0, 1, 1]
        assert [name.name for name in library.term_names()] == ["célula", "T cell"]
        assert read(library, "t-cells").text.startswith("T cells")
        assert [entry.title for entry in define(library, "célula").used_in] == [
            "Células",
            "T cells",
        ]


def test_several_packs_are_one_library(pack: Path, target: Path, tmp_path: Path) -> None:
    clinic = write_pack(
        tmp_path / "clinic",
        {"SUMMARY.md": "- [Our ward](ward.md)\n", "ward.md": "# Our ward\n\nRing the bell.\n"},
    )
    compile_library([clinic, pack], target)
    with Library.open(target) as library:
        assert str(library.contents()).splitlines()[:2] == ["Our ward [ward]", "== The body"]
        assert read(library, "ward", "clinic").text == "Our ward\nRing the bell."


def test_a_broken_pack_does_not_keep_the_others_from_being_read(
    pack: Path, target: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    report = compile_library([tmp_path / "empty", pack], target)
    assert rules(report) == ["pack-unreadable"]
    assert report.findings[0].file == tmp_path / "empty"
    assert report.sections == 6
    with pytest.raises(PackError):
        compile_library([tmp_path / "empty"], target)


def test_of_two_packs_of_one_id_the_first_counts(pack: Path, target: Path, tmp_path: Path) -> None:
    copy = write_pack(tmp_path / "copy", {**BOOK, "en/cells.md": "---\nid: cells\n---\n# Other\n"})
    assert rules(compile_library([pack, copy], target)) == ["pack-duplicate"]
    with Library.open(target) as library:
        assert read(library, "cells").title == "Cells"


def test_what_was_compiled_stays_when_a_pack_is_gone(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    with pytest.raises(PackError):
        compile_library([pack, pack / "gone"], target)
    with Library.open(target) as library:
        assert read(library, "cells").title == "Cells"


def test_a_section_that_breaks_the_renderer_is_a_note_and_the_rest_is_readable(
    pack: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Renderer.section

    def fail_on_one(renderer: Renderer, section: SectionSource) -> Rendered:
        if section.id == "t-cells":
            raise RecursionError
        return render(renderer, section)

    monkeypatch.setattr(Renderer, "section", fail_on_one)
    report = compile_library([pack], target)
    assert rules(report) == ["section-failed"]
    assert report.findings[0].file == pack / "en" / "t-cells.md"
    with Library.open(target) as library:
        assert "cannot be shown" in read(library, "t-cells").text
        assert read(library, "t-cells").blocks
        assert read(library, "antibodies").text == "Antibodies\nThey stick."


def test_findings_name_file_and_line(pack: Path, target: Path) -> None:
    (pack / "en" / "end.md").write_text("# The end\n\nSee [this](nowhere.md).\n")
    (finding,) = [
        finding
        for finding in compile_library([pack], target).findings
        if finding.file == pack / "en" / "end.md"
    ]
    assert finding.line == 3


@pytest.mark.parametrize(
    ("first", "language", "text"),
    [
        ("t-cells", None, "A T cell kills"),
        ("cells/t-cells", None, "A T cell kills"),
        ("cells", ES, "Una célula."),
        ("t-cells", ES, "A T cell kills"),
        ("", None, "A cell is small"),
        ("nowhere", None, "A cell is small"),
    ],
)
def test_one_section_can_be_read_before_the_others(
    pack: Path, target: Path, first: str, language: Language | None, text: str
) -> None:
    news: list[Path | Progress] = []
    seen: list[str] = []

    def hear(event: Path | Progress) -> None:
        news.append(event)
        if isinstance(event, Path):
            assert not target.exists()
            with Library.open(event, language) as library:
                seen.append(str(library.contents()))
                assert library.is_partial
                (section,) = ready_sections(library)
                assert text in section.text
                name = "célula" if section.language == ES else "cell"
                assert define(library, name).definition
                seen.append(str(library.term_names()))

    compile_library([pack], target, first=first, language=language, progress=hear)
    assert isinstance(news[0], Path)
    assert news[-1] == Progress(6, 6)
    with Library.open(target, language) as library:
        assert seen == [str(library.contents()), str(library.term_names())]


def ready_sections(library: Library) -> Iterator[Section]:
    for entry in library.contents().sections():
        with suppress(NotReadyError):
            if entry.ref:
                yield library.section(entry.ref)


def test_compiling_can_be_called_off(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    whole = target.read_bytes()
    answers = iter([False, False, True])
    with pytest.raises(CancelledError):
        compile_library([pack], target, cancelled=lambda: next(answers))
    assert list(target.parent.iterdir()) == [target]
    assert target.read_bytes() == whole


def test_a_change_while_compiling_leaves_the_library_stale(pack: Path, target: Path) -> None:
    def edit(_: object) -> None:
        (pack / "en" / "end.md").write_text("# The end\n\nNot quite all.\n")

    compile_library([pack], target, progress=edit)
    with Library.open(target) as library:
        assert library.fingerprint != fingerprint([pack])


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def put_text_in(file: Path) -> None:
    file.write_text("no library")


@pytest.mark.parametrize("spoil", [cut_short, put_text_in, Path.unlink])
def test_whatever_became_of_a_library_it_can_be_compiled_anew(
    pack: Path, target: Path, spoil: Callable[[Path], None]
) -> None:
    compile_library([pack], target)
    spoil(target)
    with pytest.raises(LibraryError):
        Library.open(target)
    compile_library([pack], target)
    with Library.open(target) as library:
        assert read(library, "end").text == "The end\nThat is all."


def test_the_same_pack_gives_the_same_library(pack: Path, target: Path) -> None:
    compile_library([pack], target)
    once = target.read_bytes()
    compile_library([pack], target)
    assert target.read_bytes() == once
