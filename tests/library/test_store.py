"""What a reader finds in a library, and what happens when its file is not what it should be."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.errors import (
    LibraryError,
    NotReadyError,
    UnknownSectionError,
    UnknownTermError,
)
from immuno_reader.identity import (
    BlockId,
    Language,
    PackId,
    SectionId,
    SectionRef,
    Span,
    TermId,
    TermRef,
)
from immuno_reader.library.book import (
    Block,
    EntryKind,
    Heading,
    Pack,
    Section,
    SectionEntry,
    Source,
    TermName,
)
from immuno_reader.library.records import Counts, TermRecord
from immuno_reader.library.store import Library
from immuno_reader.library.writing import LibraryWriter

EN, ES, FR = Language("en"), Language("es"), Language("fr")
CELLS = PackId("cells")
CLINIC = PackId("clinic")
SVG = b"<svg/>"


def ref(pack: PackId, section: str) -> SectionRef:
    return SectionRef(pack, SectionId(section))


def term_ref(term: str, pack: PackId = CELLS) -> TermRef:
    return TermRef(pack, TermId(term))


def pack(id: PackId, *languages: Language) -> Pack:
    return Pack(id, f"About {id}", "1", "CC0-1.0", "The tests", "2026-11-24", languages, EN)


def entry(
    pack: PackId,
    section: str,
    title: str,
    depth: int = 0,
    language: Language = EN,
    kind: EntryKind = "section",
) -> SectionEntry:
    where = ref(pack, section) if section else None
    return SectionEntry(where, title, depth, kind, pack, language)


def section(where: SectionRef, text: str, language: Language = EN) -> Section:
    title = text.partition("\n")[0]
    return Section(
        ref=where,
        title=title,
        summary="In short.",
        language=language,
        html=f'<h1 data-block="top">{title}</h1><p data-block="top.p1">…</p>',
        text=text,
        blocks=(
            Block(BlockId("top"), "heading", 0, len(title)),
            Block(BlockId("top.p1"), "paragraph", len(title) + 1, len(text)),
        ),
        headings=(Heading(1, title, "top", BlockId("top")),),
        spoken=(Span(1, 3),),
        checked="2026-11-24",
        due="2027-11-24",
        sources=(Source("TXT", "The tests", "A page", "2025", "2026-11"),),
        clinical_review="",
    )


def record(name: str, *, see: tuple[str, ...] = ()) -> TermRecord:
    return TermRecord(
        name=name,
        aliases=(f"{name} alias",),
        abbreviation="",
        say="SEL",
        definition_html=f"<p>What {name} is.</p>",
        definition=f"What {name} is.",
        see=tuple(map(TermId, see)),
        explained_in=(SectionId("t-cells"),),
        sources=("TXT",),
    )


CELL = section(ref(CELLS, "cell"), "Cells\nA cell is small.")
CELULA = section(ref(CELLS, "cell"), "Células\nUna célula es pequeña.", ES)
T_CELLS = section(ref(CELLS, "t-cells"), "T cells\nT cells kill.")
WARD = section(ref(CLINIC, "ward"), "Our ward\nRing the bell.")
FORMS = [
    ("cell", "cell", False),
    ("cell", "cells", False),
    ("car", "CAR", True),
    ("vehicle", "car", False),
    ("t-cell", "T cell", False),
    ("t-cell", "T cells", False),
]


def write(file: Path, *, is_partial: bool = False) -> Path:
    """Write two packs, one of them in two languages, the second of which lacks a section."""
    names = [("t-cell", "T cell"), ("cell", "cell"), ("car", "CAR"), ("vehicle", "car")]
    english = [
        entry(CELLS, "", "First part", kind="part"),
        entry(CELLS, "cell", "Cells"),
        entry(CELLS, "t-cells", "T cells", 1),
    ]
    spanish = [entry(CELLS, "cell", "Células", language=ES), entry(CELLS, "t-cells", "T cells", 1)]
    with LibraryWriter(file) as writer:
        writer.add_pack(
            pack(CELLS, EN, ES),
            {EN: english, ES: spanish},
            {
                EN: [TermName(term_ref(id), name) for id, name in names],
                ES: [
                    TermName(term_ref(id), "célula" if id == "cell" else name) for id, name in names
                ],
            },
        )
        writer.add_pack(
            pack(CLINIC, EN),
            {EN: [entry(CLINIC, "ward", "Our ward")]},
            {EN: [TermName(term_ref("bell", CLINIC), "Bell")]},
        )
        writer.add_section(CELL, [TermId("cell")], 2)
        writer.add_term(term_ref("cell"), EN, record("cell", see=("t-cell", "gone")))
        if not is_partial:
            writer.add_section(CELULA, [], 0)
            writer.add_section(T_CELLS, [TermId("cell"), TermId("t-cell")], 2)
            writer.add_section(WARD, [], 0)
            writer.add_term(term_ref("cell"), ES, record("célula"))
            for id, name in (names[0], names[2], names[3]):
                writer.add_term(term_ref(id), EN, record(name))
            writer.add_term(term_ref("bell", CLINIC), EN, record("Bell"))
            writer.add_image("cells/en/images/a.svg", SVG)
        writer.add_forms((term_ref(id), EN, form, exact) for id, form, exact in FORMS)
        writer.add_forms([(term_ref("cell"), ES, "células", False)])
        return writer.finish("state-1", is_partial=is_partial)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("library") / "two packs.library")


@pytest.fixture
def library(file: Path) -> Library:
    return Library.open(file)


def used_in(library: Library, term: str) -> list[str]:
    return [entry.title for entry in library.term(term_ref(term)).used_in]


def test_contents_show_all_packs_in_order(library: Library) -> None:
    assert str(library.contents()) == (
        "== First part\nCells [cell]\n    T cells [t-cells]\nOur ward [ward]"
    )
    assert [pack.title for pack in library.contents().packs] == ["About cells", "About clinic"]
    assert library.contents().packs[0] == pack(CELLS, EN, ES)


@pytest.mark.parametrize("wanted", [CELL, T_CELLS, WARD], ids=lambda section: section.title)
def test_a_section_comes_back_as_it_was_written(library: Library, wanted: Section) -> None:
    assert library.section(wanted.ref) == wanted


def test_counts_and_fingerprint(library: Library) -> None:
    assert library.counts == Counts(sections=4, terms=6, links=4)
    assert library.fingerprint == "state-1"
    assert not library.is_partial


@pytest.mark.parametrize("tag", ["es", "es-mx"])
def test_another_language_is_filled_in_from_the_default(file: Path, tag: str) -> None:
    with Library.open(file, Language(tag)) as library:
        assert str(library.contents()) == "Células [cell]\n    T cells [t-cells]\nOur ward [ward]"
        assert library.section(CELL.ref) == CELULA
        assert library.section(T_CELLS.ref) == T_CELLS
        cell = library.term(library.find_term("células"))
        assert (cell.name, cell.language) == ("célula", ES)
        assert [entry.title for entry in cell.used_in] == ["T cells"]
        assert library.term(library.find_term("t cell")).language == EN


def test_a_language_that_no_pack_has_gives_the_default(file: Path) -> None:
    with Library.open(file, FR) as library:
        assert library.section(CELL.ref) == CELL


def test_a_term_tells_where_it_is_used_and_what_is_near_it(library: Library) -> None:
    cell = library.term(term_ref("cell"))
    assert cell.definition == "What cell is."
    assert cell.see == (TermName(term_ref("t-cell"), "T cell"),)
    assert [entry.title for entry in cell.explained_in] == ["T cells"]
    assert used_in(library, "cell") == ["Cells", "T cells"]
    assert used_in(library, "t-cell") == ["T cells"]


def test_term_names_are_sorted_without_regard_to_case_across_packs(library: Library) -> None:
    assert [name.name for name in library.term_names()] == ["Bell", "CAR", "car", "cell", "T cell"]


@pytest.mark.parametrize(
    ("called", "term"),
    [
        ("cell", "cell"),
        ("CELLS", "cell"),
        ("  t   CELLS ", "t-cell"),
        ("t-cell", "t-cell"),
        ("T\u00a0cell", "t-cell"),
        ("CAR", "car"),
        ("car", "vehicle"),
        ("Car", "vehicle"),
        ("cells/car", "car"),
    ],
)
def test_a_term_is_found_by_any_name(library: Library, called: str, term: str) -> None:
    assert library.find_term(called) == term_ref(term)


def test_an_unknown_term_offers_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean") as caught:
        library.find_term("t cel")
    assert "T cell" in caught.value.nearest
    with pytest.raises(UnknownTermError):
        library.term(term_ref("cell", PackId("other")))


@pytest.mark.parametrize("name", ["t-cells", "cells/t-cells", " t-cells "])
def test_a_section_is_found_by_its_id(library: Library, name: str) -> None:
    assert library.find_section(name) == T_CELLS.ref


def test_an_unknown_section_offers_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownSectionError, match=r"The nearest are: t-cells"):
        library.find_section("t-cels")
    with pytest.raises(UnknownSectionError):
        library.section(ref(CELLS, "ward"))


def test_pictures(library: Library) -> None:
    assert library.image("cells/en/images/a.svg") == SVG
    assert library.image("cells/en/images/b.svg") is None


def test_a_partial_library_has_all_contents_and_says_what_is_still_to_come(tmp_path: Path) -> None:
    with Library.open(write(tmp_path / "partial", is_partial=True)) as library:
        assert library.is_partial
        assert len(list(library.contents().sections())) == 3
        assert len(library.term_names()) == 5
        assert library.section(CELL.ref) == CELL
        assert library.term(term_ref("cell")).name == "cell"
        with pytest.raises(NotReadyError):
            library.section(T_CELLS.ref)
        with pytest.raises(NotReadyError):
            library.term(library.find_term("T cells"))
        with pytest.raises(UnknownSectionError):
            library.section(ref(CELLS, "nowhere"))


@pytest.mark.parametrize("name", ["a b.library", "50%20#1?.library", "çé 細胞.library"])
def test_a_library_opens_under_any_name_and_leaves_nothing_beside_it(
    file: Path, tmp_path: Path, name: str
) -> None:
    copy = tmp_path / name
    copy.write_bytes(file.read_bytes())
    copy.chmod(0o444)
    with Library.open(copy) as library:
        assert library.section(CELL.ref) == CELL
        assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_open_library_reads_on_while_another_takes_its_place(tmp_path: Path) -> None:
    file = write(tmp_path / "a.library")
    before = Library.open(file)
    assert write(tmp_path / "a.library", is_partial=True) == file
    assert before.section(WARD.ref) == WARD
    assert Library.open(file).is_partial


def test_a_library_that_another_program_has_locked_can_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.library")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert Library.open(file).section(CELL.ref) == CELL
    other.close()


def test_two_writers_of_one_library_do_not_meet(tmp_path: Path) -> None:
    file = tmp_path / "a.library"
    with LibraryWriter(file) as writer:
        writer.add_section(CELL, [], 0)
        assert Library.open(write(file)).section(WARD.ref) == WARD
        writer.add_section(T_CELLS, [], 0)
    assert Library.open(file).section(WARD.ref) == WARD
    assert list(tmp_path.iterdir()) == [file]


def test_a_writer_that_is_broken_off_leaves_what_was_there(tmp_path: Path) -> None:
    file = write(tmp_path / "a.library")
    with LibraryWriter(file) as writer:
        writer.add_section(CELL, [], 0)
    assert list(tmp_path.iterdir()) == [file]
    assert Library.open(file).section(WARD.ref) == WARD


def test_a_library_that_cannot_be_saved_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryError, match="cannot be saved"):
        LibraryWriter(tmp_path / "file" / "a.library")
    target = tmp_path / "a.library"
    target.mkdir()
    with pytest.raises(LibraryError, match="cannot be saved"):
        write(target)
    assert list(tmp_path.glob("*.part")) == []


def make_missing(file: Path) -> None:
    file.unlink()


def make_empty(file: Path) -> None:
    file.write_bytes(b"")


def make_text(file: Path) -> None:
    file.write_text("Dear reader, " * 1000)


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def make_alien(file: Path) -> None:
    file.unlink()
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE library (fingerprint)")
    database.commit()
    database.close()


def make_newer(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 9999")
    database.commit()
    database.close()


def make_hollow(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("DELETE FROM library")
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "spoil",
    [make_missing, make_empty, make_text, make_folder, make_alien, make_newer, make_hollow],
)
def test_what_is_no_library_of_this_version_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = write(tmp_path / "a.library")
    spoil(file)
    with pytest.raises(LibraryError) as caught:
        Library.open(file)
    assert caught.value.file == file


def read_all(file: Path) -> list[object]:
    """Read all there is; whatever damage may do, it never makes a text another."""
    with Library.open(file) as library:
        contents = library.contents()
        return [
            contents,
            library.counts,
            library.term_names(),
            library.image("cells/en/images/a.svg"),
            *(library.section(entry.ref) for entry in contents.sections() if entry.ref),
            *(library.term(name.ref)._replace(used_in=()) for name in library.term_names()),
        ]


def test_a_truncated_library_is_refused(file: Path, tmp_path: Path) -> None:
    content = file.read_bytes()
    copy = tmp_path / "cut.library"
    for length in (*range(0, len(content), 1009), len(content) - 1):
        copy.write_bytes(content[:length])
        with pytest.raises(LibraryError):
            Library.open(copy)


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_damage_anywhere_is_noticed_or_does_no_harm(file: Path, tmp_path: Path, flip: int) -> None:
    whole, content = read_all(file), file.read_bytes()
    copy = tmp_path / "damaged.library"
    noticed = 0
    for at in range(flip % 61, len(content), 149):
        copy.write_bytes(content[:at] + bytes([content[at] ^ flip]) + content[at + 1 :])
        try:
            assert read_all(copy) == whole, at
        except LibraryError:
            noticed += 1
    assert noticed > 20


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
)
def test_any_letters_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    file = tmp_path_factory.mktemp("any") / "any.library"
    wanted = section(ref(CELLS, "cell"), text)
    with LibraryWriter(file) as writer:
        names = [TermName(term_ref("x"), name)]
        writer.add_pack(pack(CELLS, EN), {EN: [entry(CELLS, "cell", name)]}, {EN: names})
        writer.add_section(wanted, [], 0)
        writer.add_forms([(term_ref("x"), EN, name, False)])
        writer.finish("", is_partial=False)
    with Library.open(file) as library:
        assert library.section(wanted.ref) == wanted
        assert library.term_names() == tuple(names)
        assert library.find_term(name) == term_ref("x")
