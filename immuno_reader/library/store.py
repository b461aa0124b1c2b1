"""The compiled library, read.

A library is one SQLite file that is never changed once it stands under its name, so it is
opened read-only, works in a folder that cannot be written to, and may be open many times.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

from immuno_reader.errors import (
    LibraryError,
    NotReadyError,
    UnknownSectionError,
    UnknownTermError,
)
from immuno_reader.identity import Language, SectionRef, TermRef
from immuno_reader.library.book import Contents, Pack, Section, SectionEntry, Term, TermName
from immuno_reader.library.database import Database, verify
from immuno_reader.library.naming import fold, nearest
from immuno_reader.library.records import (
    Counts,
    SectionRow,
    read_contents,
    read_names,
    read_pack,
    read_section,
    read_term,
)

_POSSESSIVE = re.compile("['\u2019]s$|(?<=s)['\u2019]$")


class _View(NamedTuple):
    """One pack in the language in which it is read."""

    pack: Pack
    position: int
    """Among the packs."""
    language: Language

    @property
    def languages(self) -> tuple[Language, Language]:
        """Where to look, the best first."""
        return self.language, self.pack.default_language


class Library:
    """An open library in one language; what that language lacks comes in the pack's default.

    To be used from the thread that opened it. Every method raises ``LibraryError`` when the
    file turns out to be damaged, so that it can be compiled anew.
    """

    def __init__(self, database: Database, language: Language | None) -> None:
        """Read the contents; ``open`` is what others call."""
        self._database = database
        self._fingerprint, self._is_partial, self._counts = self._read_about()
        self._views = {view.pack.id: view for view in self._read_views(language)}
        self._contents = Contents(
            tuple(view.pack for view in self._views.values()), tuple(self._read_entries())
        )

    def in_language(self, language: Language | None) -> Self:
        """Open the same library again to be read in another language.

        Raises:
            LibraryError: it cannot be read any more.
        """
        return self.open(self._database.path, language)

    @classmethod
    def open(cls, path: Path, language: Language | None = None) -> Self:
        """Open a library and read its contents.

        Args:
            path: the file.
            language: the language to read in; each pack's default when None.

        Raises:
            LibraryError: it is missing, unreadable, damaged, unfinished, of another version
                or no library at all.
        """
        database = Database.open(path)
        try:
            return cls(database, language)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    @property
    def path(self) -> Path:
        """The file it is read from."""
        return self._database.path

    @property
    def fingerprint(self) -> str:
        """Which state of the packs it was compiled from."""
        return self._fingerprint

    @property
    def is_partial(self) -> bool:
        """Whether most of its texts are still being compiled."""
        return self._is_partial

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self._counts

    def contents(self) -> Contents:
        """Return the contents trees of all packs, in reading order."""
        return self._contents

    def section(self, ref: SectionRef) -> Section:
        """Return a section.

        Raises:
            UnknownSectionError: no pack has it.
            NotReadyError: the library is partial and the section still to be compiled.
        """
        position = self._positions.get(ref)
        if position is None:
            raise self._unknown_section(str(ref))
        language = self._contents.entries[position].language
        row = self._database.one(
            "SELECT pack, id, language, title, headings, body, html, details, checksum"
            " FROM section WHERE pack = ? AND id = ? AND language = ?",
            (*ref, language),
        )
        if row is None:
            raise self._not_ready("This section is still being prepared.")
        with self._database.sound():
            verify(row[-1], *row[:-1])
            return read_section(SectionRow(*row[:-1]))

    def find_section(self, text: str) -> SectionRef:
        """Return the section that somebody named as ``id`` or ``pack/id``.

        Raises:
            UnknownSectionError: there is none, with the nearest ids as advice.
        """
        wanted = text.strip()
        for ref in self._positions:
            if wanted in (ref.section, str(ref)):
                return ref
        raise self._unknown_section(wanted)

    def term(self, ref: TermRef) -> Term:
        """Return a glossary entry.

        Raises:
            UnknownTermError: no glossary has it.
            NotReadyError: the library is partial and the entry still to be compiled.
        """
        if ref not in self._names:
            raise self._unknown_term(str(ref))
        view = self._views[ref.pack]
        row = self._database.one(
            "SELECT pack, id, language, details, checksum FROM term"
            " WHERE pack = ? AND id = ? AND language IN (?, ?) ORDER BY language = ? DESC",
            (*ref, *view.languages, view.language),
        )
        if row is None:
            raise self._not_ready("This explanation is still being prepared.")
        with self._database.sound():
            verify(row[-1], *row[:-1])
            record = read_term(row[3])
        see = (TermRef(ref.pack, id) for id in record.see)
        return Term(
            ref=ref,
            name=record.name,
            aliases=record.aliases,
            abbreviation=record.abbreviation,
            say=record.say,
            definition_html=record.definition_html,
            definition=record.definition,
            see=tuple(TermName(other, self._names[other]) for other in see if other in self._names),
            explained_in=self._entries(SectionRef(ref.pack, id) for id in record.explained_in),
            used_in=self._used_in(ref),
            language=Language(row[2]),
            sources=record.sources,
        )

    def term_names(self) -> tuple[TermName, ...]:
        """Return the name of every term, A to Z."""
        return tuple(TermName(ref, name) for ref, name in self._names.items())

    def find_term(self, text: str) -> TermRef:
        """Return the term that somebody called by any name, in any case, singular or plural.

        Raises:
            UnknownTermError: there is none, with the nearest names.
        """
        wanted = _POSSESSIVE.sub("", text.strip())
        ref = self.term_called(wanted)
        if ref is not None:
            return ref
        for ref in self._names:
            if wanted in (ref.term, str(ref)):
                return ref
        raise self._unknown_term(wanted)

    def term_called(self, name: str, *, in_any_case: bool = True) -> TermRef | None:
        """Return the term that has a name in any of its forms, or None.

        Args:
            name: the name.
            in_any_case: whether "car" is taken for the receptor CAR if nothing else fits.
        """
        wanted = _POSSESSIVE.sub("", name.strip())
        found = []
        for pack, language, term, form, exact_case in self._database.all(
            "SELECT pack, language, term, form, exact_case FROM form WHERE folded = ?",
            (fold(wanted),),
        ):
            ref, view = TermRef(pack, term), self._views.get(pack)
            if exact_case and form != wanted and not in_any_case:
                continue
            if view and language in view.languages and ref in self._names:
                # "CAR" is the receptor; "car" is taken for it only if nothing else fits.
                rank = (form != wanted, exact_case, view.position, language != view.language)
                found.append((rank, ref))
        return min(found)[1] if found else None

    def image(self, key: str) -> bytes | None:
        """Return a picture by what stands after ``image:`` in a section, or None."""
        row = self._database.one("SELECT data, checksum FROM image WHERE key = ?", (key,))
        if row is None:
            return None
        data: bytes = row[0]
        with self._database.sound():
            verify(row[1], data)
        return data

    @cached_property
    def _positions(self) -> dict[SectionRef, int]:
        return {entry.ref: at for at, entry in enumerate(self._contents.entries) if entry.ref}

    @cached_property
    def _names(self) -> dict[TermRef, str]:
        """The name of every term, A to Z."""
        names: list[TermName] = []
        for view in self._views.values():
            text = self._edition("terms", view)
            with self._database.sound():
                names += read_names(text, view.pack.id)
        if len(self._views) > 1:
            names.sort(key=lambda name: fold(name.name))
        return dict(names)

    def _used_in(self, ref: TermRef) -> tuple[SectionEntry, ...]:
        rows = self._database.all(
            "SELECT section, language FROM use WHERE pack = ? AND term = ?", (ref.pack, ref.term)
        )
        uses = {(SectionRef(ref.pack, id), language) for id, language in rows}
        entries = self._entries(section for section, _ in uses)
        return tuple(entry for entry in entries if (entry.ref, entry.language) in uses)

    def _entries(self, refs: Iterable[SectionRef]) -> tuple[SectionEntry, ...]:
        """Return the rows of those of some sections that there are, in reading order."""
        positions = {self._positions[ref] for ref in refs if ref in self._positions}
        return tuple(self._contents.entries[position] for position in sorted(positions))

    def _unknown_section(self, wanted: str) -> UnknownSectionError:
        names = {}
        for entry in self._contents.sections():
            if entry.ref:
                names[fold(entry.ref.section)] = entry.ref.section
                names.setdefault(fold(entry.title), entry.ref.section)
        close = nearest(wanted.rpartition("/")[2], names)
        advice = f"The nearest are: {', '.join(close)}." if close else ""
        return UnknownSectionError(f"There is no section “{wanted}”.", advice=advice)

    def _unknown_term(self, wanted: str) -> UnknownTermError:
        offers = {
            folded: self._names[ref]
            for folded, *ids in self._database.all("SELECT folded, pack, term FROM form")
            if (ref := TermRef(*ids)) in self._names
        }
        offers.update((fold(name), name) for name in self._names.values())
        return UnknownTermError(f"No glossary has the term “{wanted}”.", nearest(wanted, offers))

    def _not_ready(self, happened: str) -> NotReadyError | LibraryError:
        """Return why a text is not there that the contents promise."""
        return NotReadyError(happened) if self._is_partial else self._database.damaged()

    def _read_about(self) -> tuple[str, bool, Counts]:
        row = self._database.one(
            "SELECT fingerprint, is_partial, sections, terms, links, index_checksum, checksum"
            " FROM library"
        )
        if row is None:
            raise self._database.damaged()
        with self._database.sound():
            verify(row[-1], *map(str, row[:-1]))
        return row[0], bool(row[1]), Counts(*row[2:-2])

    def _read_views(self, language: Language | None) -> Iterator[_View]:
        rows = self._database.all("SELECT position, about, checksum FROM pack ORDER BY position")
        if not rows:
            raise self._database.damaged()
        for position, about, kept in rows:
            with self._database.sound():
                verify(kept, about)
                pack = read_pack(about)
            yield _View(pack, position, choose_language(pack, language))

    def _read_entries(self) -> Iterator[SectionEntry]:
        for view in self._views.values():
            text = self._edition("contents", view)
            with self._database.sound():
                yield from read_contents(text, view.pack.id)

    def _edition(self, column: str, view: _View) -> str:
        row = self._database.one(
            f"SELECT {column}, {column}_checksum FROM edition WHERE position = ? AND language = ?",
            (view.position, view.language),
        )
        if row is None:
            raise self._database.damaged()
        text: str = row[0]
        with self._database.sound():
            verify(row[1], text)
        return text


def choose_language(pack: Pack, wanted: Language | None) -> Language:
    """Return the language of a pack that comes nearest to one that is asked for.

    "es-mx" is served by "es", and "es" by "es-mx", before the pack's default is.
    """
    if wanted is None or wanted in pack.languages:
        return wanted or pack.default_language
    base = wanted.partition("-")[0]
    alike = (language for language in pack.languages if language.partition("-")[0] == base)
    return next(alike, pack.default_language)
