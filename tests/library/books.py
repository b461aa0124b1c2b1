"""Small books to search in, so that a test says only what it is about."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from immuno_reader.identity import (
    BlockId,
    Language,
    PackId,
    SectionId,
    SectionRef,
    TermId,
    TermRef,
)
from immuno_reader.library.book import Block, Heading, Pack, Section, SectionEntry, TermName
from immuno_reader.library.records import EverydayWords, TermRecord
from immuno_reader.library.writing import LibraryWriter


class Page(NamedTuple):
    """A section: its title, and its paragraphs; one that begins with ``#`` is a heading."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    language: str = "en"
    depth: int = 0
    is_missing: bool = False
    """Listed in the contents, and not written yet."""


class Entry(NamedTuple):
    """A term."""

    id: str
    name: str
    definition: str
    others: tuple[str, ...] = ()
    abbreviation: str = ""
    explained_in: tuple[str, ...] = ()
    language: str = "en"


class Said(NamedTuple):
    """What people say."""

    phrase: str
    term: str = ""
    section: str = ""
    language: str = "en"


class Book(NamedTuple):
    """A pack; the first language is its default."""

    id: str
    pages: tuple[Page, ...]
    entries: tuple[Entry, ...] = ()
    said: tuple[Said, ...] = ()
    languages: tuple[str, ...] = ("en",)
    part: str = ""


def write(file: Path, *books: Book, is_partial: bool = False) -> Path:
    """Write the library of some books, as compiling does."""
    with LibraryWriter(file) as writer:
        for book in books:
            _add(writer, book)
        return writer.finish("", is_partial=is_partial)


def section(page: Page, pack: str) -> Section:
    """Return the section of a page."""
    lines = [page.title, *page.paragraphs]
    blocks, headings, start = [], [], 0
    for number, line in enumerate(lines):
        id = BlockId(f"b{number}")
        is_heading = not number or line.startswith("#")
        line = line.removeprefix("#") if number else line
        lines[number] = line
        blocks.append(Block(id, "heading" if is_heading else "paragraph", start, start + len(line)))
        if is_heading:
            headings.append(Heading(2 if number else 1, line, str(id), id))
        start += len(line) + 1
    return Section(
        ref=SectionRef(PackId(pack), SectionId(page.id)),
        title=page.title,
        summary="",
        language=Language(page.language),
        html="",
        text="\n".join(lines),
        blocks=tuple(blocks),
        headings=tuple(headings),
        spoken=(),
        checked="",
        due="",
        sources=(),
        clinical_review="",
    )


def _add(writer: LibraryWriter, book: Book) -> None:
    pack = PackId(book.id)
    languages = tuple(map(Language, book.languages))
    about = Pack(pack, book.id, "1", "CC0-1.0", "The tests", "", languages, languages[0])
    writer.add_pack(
        about,
        {language: list(_contents(book, language)) for language in languages},
        {language: list(_names(book, language)) for language in languages},
    )
    for language in languages:
        forms = [
            (TermRef(pack, TermId(entry.id)), language, form, form == entry.abbreviation)
            for entry in book.entries
            for form in filter(None, (entry.name, entry.abbreviation, *entry.others))
            if entry.language == language
        ]
        writer.add_forms(forms)
        said = [
            EverydayWords((row.phrase,), TermId(row.term), SectionId(row.section))
            for row in book.said
            if row.language == language
        ]
        writer.add_everyday(pack, language, said)
    for page in book.pages:
        if not page.is_missing:
            explained = [
                name
                for entry in book.entries
                if page.id in entry.explained_in and page.language == entry.language
                for name in filter(None, (entry.name, entry.abbreviation, *entry.others))
            ]
            writer.add_section(section(page, book.id), (), 0, explained)
    for entry in book.entries:
        record = TermRecord(
            entry.name,
            entry.others,
            entry.abbreviation,
            "",
            f"<p>{entry.definition}</p>",
            entry.definition,
            (),
            tuple(map(SectionId, entry.explained_in)),
            (),
        )
        writer.add_term(TermRef(pack, TermId(entry.id)), Language(entry.language), record)


def _contents(book: Book, language: Language) -> Iterable[SectionEntry]:
    """Yield the rows of a contents tree; what the language lacks is the default's."""
    pack, default = PackId(book.id), book.languages[0]
    own = {page.id: page for page in book.pages if page.language == language}
    if book.part:
        yield SectionEntry(None, book.part, 0, "part", pack, language)
    for page in book.pages:
        if page.language == default:
            shown = own.get(page.id, page)
            ref = SectionRef(pack, SectionId(page.id))
            found = Language(shown.language)
            yield SectionEntry(ref, shown.title, page.depth, "section", pack, found)


def _names(book: Book, language: Language) -> Iterable[TermName]:
    default = book.languages[0]
    own = {entry.id: entry for entry in book.entries if entry.language == language}
    for entry in book.entries:
        if entry.language == default:
            ref = TermRef(PackId(book.id), TermId(entry.id))
            yield TermName(ref, own.get(entry.id, entry).name)
