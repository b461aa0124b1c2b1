"""Turning packs into a compiled library, in full or with one text first."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from urllib.parse import unquote

from immuno_reader.errors import PackError, ReaderError
from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import Section, SectionEntry
from immuno_reader.library.cache import fingerprint, partial_file, remove_leftovers
from immuno_reader.library.plain_text import measure
from immuno_reader.library.records import EverydayWords, TermRecord
from immuno_reader.library.store import choose_language
from immuno_reader.library.writing import LibraryWriter
from immuno_reader.publishing.fallback import contents_in, names_in
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.loading import load_pack
from immuno_reader.publishing.rendering import Rendered, Renderer
from immuno_reader.publishing.source import Edition, Finding, PackSource, SectionSource, TermSource

_IMAGE = re.compile(r'<img [^>]*?\bsrc="image:([^"]+)"')
_PROGRESS_S = 0.1


class Progress(NamedTuple):
    """How many sections are compiled, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of compiling."""

    library: Path
    """Where it stands: the target, or beside it where that was held open."""
    sections: int
    terms: int
    links: int
    seconds: float
    findings: tuple[Finding, ...]
    """What the authors of the packs should mend."""


class CancelledError(ReaderError):
    """Compiling was called off; nothing of it is left."""


def compile_library(
    packs: Sequence[Path],
    target: Path,
    *,
    first: str | None = None,
    language: Language | None = None,
    progress: Callable[[Path | Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Compile packs into one library; what stood there before is readable until it is whole.

    Args:
        packs: folders and ``.immuno`` files, in the order in which they are read.
        target: where the library is to stand.
        first: a section to have at once, as ``id`` or ``pack/id``, or empty for the first of
            all: a partial library with its text, all contents and the names of all terms is
            made before anything else.
        language: the language of that section.
        progress: told where the partial library is, then now and then how far the whole one is.
        cancelled: asked at every section whether to stop.

    Raises:
        PackError: a pack is not there, or none can be read.
        LibraryError: the library cannot be saved there.
        CancelledError: ``cancelled`` said so.
    """
    started = perf_counter()
    # Before anything is read: a file that changes meanwhile makes the library stale.
    state = fingerprint(packs)
    remove_leftovers(target)
    findings: list[Finding] = []
    books = [_Book(source) for source in _load(packs, findings)]
    if first is not None:
        partial = _write_first(books, first, language, partial_file(target), state)
        if progress:
            progress(partial)
    clock = _Clock(sum(book.size for book in books), progress, cancelled)
    with LibraryWriter(target) as writer:
        press = _Press(writer, findings)
        for book in books:
            press.add_all(book, clock)
        library = writer.finish(state, is_partial=False)
        counts = writer.counts
    return Report(library, *counts, perf_counter() - started, tuple(findings))


def _load(packs: Sequence[Path], findings: list[Finding]) -> list[PackSource]:
    """Return the packs that can be read, each id once."""
    sources: dict[PackId, PackSource] = {}
    faults: list[PackError] = []
    for path in packs:
        try:
            source = load_pack(path)
        except PackError as error:
            if not os.access(path, os.F_OK):
                # On a stick that was pulled out: what was compiled of it before is worth more.
                raise
            faults.append(error)
            message = " ".join(part for part in (error.happened, error.advice) if part)
            findings.append(
                Finding(error.file or path, error.line or 0, "error", "pack-unreadable", message)
            )
            continue
        findings += source.findings
        if source.pack.id in sources:
            message = f"Another pack that is open has the id “{source.pack.id}” already."
            findings.append(Finding(path, 0, "error", "pack-duplicate", message))
        else:
            sources[source.pack.id] = source
    if not sources:
        raise faults[0] if faults else PackError("There is no pack to read.")
    return list(sources.values())


def _write_first(
    books: Sequence["_Book"], first: str, language: Language | None, file: Path, state: str
) -> Path:
    """Write a library of which one section can be read."""
    with LibraryWriter(file) as writer:
        press = _Press(writer, [])
        for book in books:
            press.add_pack(book)
        for book, entry in _first_entries(books, first, language):
            if entry.ref:
                press.add_first(book, entry.ref.section, entry.language)
                break
        return writer.finish(state, is_partial=True)


def _first_entries(
    books: Sequence["_Book"], first: str, language: Language | None
) -> Iterable[tuple["_Book", SectionEntry]]:
    """Return the rows of all contents, those that are meant before all others."""
    rows = [
        (book, entry)
        for book in books
        for entry in book.contents[choose_language(book.source.pack, language)]
        if entry.ref
    ]
    return sorted(rows, key=lambda row: not _is_called(row[1].ref, first))


def _is_called(ref: SectionRef | None, name: str) -> bool:
    return ref is not None and name in (ref.section, str(ref))


class _Book:
    """A pack with all that it takes to compile it."""

    def __init__(self, source: PackSource) -> None:
        self.source = source
        self.contents = {language: contents_in(source, language) for language in source.editions}
        self.rooms = {
            language: _Room(edition, source.pack.id)
            for language, edition in source.editions.items()
        }
        self.size = sum(len(edition.sections) for edition in source.editions.values())

    def image(self, key: str) -> bytes | None:
        """Return a picture by its key, from the default language where its own lacks it."""
        _, language, path = unquote(key).split("/", 2)
        editions = self.source.editions
        for code in (Language(language), self.source.pack.default_language):
            if code in editions and path in editions[code].images:
                return editions[code].images[path].data
        return None


class _Room:
    """One edition with what renders its texts."""

    def __init__(self, edition: Edition, pack: PackId) -> None:
        self.edition = edition
        self.linker = TermLinker(edition.terms.values(), edition.language)
        self.renderer = Renderer(edition, pack, self.linker)
        self.explains = _explained_names(edition)

    def render_section(self, source: SectionSource) -> Rendered:
        """Return a section as HTML; a note in its place if it breaks the renderer."""
        try:
            return self.renderer.section(source)
        except Exception as error:
            message = f"This section cannot be shown ({type(error).__name__})."
            html = f"<h1>{escape(source.title)}</h1><p>{message}</p>"
            finding = Finding(source.file, source.body_line, "error", "section-failed", message)
            return Rendered(html, (finding,), (), 0)

    def render_definition(self, term: TermSource) -> Rendered:
        """Return a definition as HTML; its bare words if it breaks the renderer."""
        try:
            return self.renderer.definition(term)
        except Exception as error:
            message = f"“{term.name}” is shown without links ({type(error).__name__})."
            file = self.edition.folder / "glossary.yaml"
            finding = Finding(file, term.line, "error", "definition-failed", message)
            return Rendered(f"<p>{escape(term.definition)}</p>", (finding,), (), 0)


def _explained_names(edition: Edition) -> dict[SectionId, list[str]]:
    """Return what the terms are called that each section explains, in everyday words too."""
    names: dict[SectionId, list[str]] = {}
    for term in edition.terms.values():
        for section in term.explained_in:
            called = filter(None, (term.name, term.abbreviation, *term.aliases))
            names.setdefault(section, []).extend(called)
    for row in edition.everyday:
        term_sections = edition.terms[row.term].explained_in if row.term in edition.terms else ()
        for section in (row.section, *term_sections):
            if section:
                names.setdefault(section, []).extend(row.phrases)
    return names


class _Clock:
    """Counts sections, tells how many are done, and stops the work when asked to."""

    def __init__(
        self,
        total: int,
        progress: Callable[[Path | Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._now = Progress(0, total)
        self._told = 0.0
        self._progress = progress
        self._cancelled = cancelled

    def tick(self) -> None:
        """Count one section."""
        if self._cancelled and self._cancelled():
            raise CancelledError("The book was not prepared: it was called off.")
        self._now = self._now._replace(done=self._now.done + 1)
        is_last = self._now.done == self._now.total
        if self._progress and (is_last or perf_counter() - self._told > _PROGRESS_S):
            self._told = perf_counter()
            self._progress(self._now)


class _Press:
    """Puts rendered texts into a library."""

    def __init__(self, writer: LibraryWriter, findings: list[Finding]) -> None:
        self._writer = writer
        self._findings = findings
        self._images: set[str] = set()

    def add_pack(self, book: _Book) -> None:
        """Add a pack with its contents and names, and no text yet."""
        source = book.source
        names = {language: names_in(source, language) for language in source.editions}
        self._writer.add_pack(source.pack, book.contents, names)
        for language, room in book.rooms.items():
            self._writer.add_forms(
                (TermRef(source.pack.id, form.term), language, form.text, form.exact_case)
                for form in room.linker.forms
            )
            self._writer.add_everyday(
                source.pack.id,
                language,
                [
                    EverydayWords(row.phrases, row.term, row.section)
                    for row in room.edition.everyday
                ],
            )

    def add_all(self, book: _Book, clock: _Clock) -> None:
        """Add a pack with all its texts, definitions and the pictures that they show."""
        self.add_pack(book)
        for room in book.rooms.values():
            for section in room.edition.sections.values():
                clock.tick()
                self._add_section(book, room, section)
            for term in room.edition.terms.values():
                self._add_term(book, room, term)

    def add_first(self, book: _Book, section: SectionId, language: Language) -> None:
        """Add one text and the definitions that it leads to."""
        room = book.rooms[language]
        terms = room.edition.terms
        for id in self._add_section(book, room, room.edition.sections[section]):
            self._add_term(book, room, terms[id])

    def _add_section(self, book: _Book, room: _Room, source: SectionSource) -> tuple[TermId, ...]:
        rendered = room.render_section(source)
        measured = measure(rendered.html, room.edition.language)
        section = Section(
            ref=SectionRef(book.source.pack.id, source.id),
            title=source.title,
            summary=source.summary,
            language=room.edition.language,
            html=measured.html,
            text=measured.text,
            blocks=measured.blocks,
            headings=measured.headings,
            spoken=measured.spoken,
            checked=source.checked,
            due=source.due,
            sources=source.sources,
            clinical_review=source.clinical_review,
        )
        explains = room.explains.get(source.id, ())
        self._writer.add_section(section, rendered.terms, rendered.links, explains)
        self._keep(book, rendered)
        return rendered.terms

    def _add_term(self, book: _Book, room: _Room, source: TermSource) -> None:
        rendered = room.render_definition(source)
        record = TermRecord(
            name=source.name,
            aliases=source.aliases,
            abbreviation=source.abbreviation,
            say=source.say,
            definition_html=rendered.html,
            definition=measure(rendered.html, room.edition.language).text,
            see=source.see,
            explained_in=source.explained_in,
            sources=source.sources,
        )
        ref = TermRef(book.source.pack.id, source.id)
        self._writer.add_term(ref, room.edition.language, record)
        self._keep(book, rendered)

    def _keep(self, book: _Book, rendered: Rendered) -> None:
        """Keep the findings about a text, and the pictures in it."""
        self._findings += rendered.findings
        keys = {unescape(key) for key in _IMAGE.findall(rendered.html)} - self._images
        for key in sorted(keys):
            data = book.image(key)
            if data is not None:
                self._writer.add_image(key, data)
        self._images |= keys
