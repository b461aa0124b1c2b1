"""The compiled library, read.

A library is one SQLite file that is never changed once it stands under its name, so it is
opened read-only, works in a folder that cannot be written to, and may be open many times.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote_from_bytes

from immuno_reader.errors import (
    LibraryError,
    NotReadyError,
    UnknownSectionError,
    UnknownTermError,
)
from immuno_reader.identity import Language, SectionRef, TermRef
from immuno_reader.library.book import Contents, Pack, Section, SectionEntry, Term, TermName
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
from immuno_reader.library.schema import APPLICATION_ID, SCHEMA_VERSION, checksum

_Row = tuple[Any, ...]

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

    def __init__(
        self, path: Path, connection: sqlite3.Connection, language: Language | None
    ) -> None:
        """Read the contents; ``open`` is what others call."""
        self._path = path
        self._connection = connection
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
        return self.open(self._path, language)

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
        try:
            if not path.is_file():
                raise LibraryError("The prepared book is missing.", advice=_REBUILD, file=path)
            connection = sqlite3.connect(_uri(path), uri=True)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                "The prepared book cannot be opened.", advice=_REBUILD, file=path
            ) from error
        try:
            return cls(path, connection, language)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    @property
    def path(self) -> Path:
        """The file it is read from."""
        return self._path

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
        row = self._one(
            "SELECT pack, id, language, title, headings, body, html, details, checksum"
            " FROM section WHERE pack = ? AND id = ? AND language = ?",
            (*ref, language),
        )
        if row is None:
            raise self._not_ready("This section is still being prepared.")
        with _sound(self._path):
            _check(row[-1], *row[:-1])
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
        row = self._one(
            "SELECT pack, id, language, details, checksum FROM term"
            " WHERE pack = ? AND id = ? AND language IN (?, ?) ORDER BY language = ? DESC",
            (*ref, *view.languages, view.language),
        )
        if row is None:
            raise self._not_ready("This explanation is still being prepared.")
        with _sound(self._path):
            _check(row[-1], *row[:-1])
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
        found = []
        for pack, language, term, form, exact_case in self._all(
            "SELECT pack, language, term, form, exact_case FROM form WHERE folded = ?",
            (fold(wanted),),
        ):
            ref, view = TermRef(pack, term), self._views.get(pack)
            if view and language in view.languages and ref in self._names:
                # "CAR" is the receptor; "car" is taken for it only if nothing else fits.
                rank = (form != wanted, exact_case, view.position, language != view.language)
                found.append((rank, ref))
        if found:
            return min(found)[1]
        for ref in self._names:
            if wanted in (ref.term, str(ref)):
                return ref
        raise self._unknown_term(wanted)

    def image(self, key: str) -> bytes | None:
        """Return a picture by what stands after ``image:`` in a section, or None."""
        row = self._one("SELECT data, checksum FROM image WHERE key = ?", (key,))
        if row is None:
            return None
        data: bytes = row[0]
        with _sound(self._path):
            _check(row[1], data)
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
            with _sound(self._path):
                names += read_names(text, view.pack.id)
        if len(self._views) > 1:
            names.sort(key=lambda name: fold(name.name))
        return dict(names)

    def _used_in(self, ref: TermRef) -> tuple[SectionEntry, ...]:
        rows = self._all(
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
            for folded, *ids in self._all("SELECT folded, pack, term FROM form")
            if (ref := TermRef(*ids)) in self._names
        }
        offers.update((fold(name), name) for name in self._names.values())
        return UnknownTermError(f"No glossary has the term “{wanted}”.", nearest(wanted, offers))

    def _not_ready(self, happened: str) -> NotReadyError | LibraryError:
        """Return why a text is not there that the contents promise."""
        return NotReadyError(happened) if self._is_partial else _damaged(self._path)

    def _read_about(self) -> tuple[str, bool, Counts]:
        for pragma, expected, otherwise in (
            ("application_id", APPLICATION_ID, "This file is no book that was prepared."),
            ("user_version", SCHEMA_VERSION, "The book was prepared by another version."),
        ):
            if self._one(f"PRAGMA {pragma}") != (expected,):
                raise LibraryError(otherwise, advice=_REBUILD, file=self._path)
        size = self._one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        # SQLite itself would take the missing end of a last page for zeros.
        with _sound(self._path):
            if size != (self._path.stat().st_size,):
                raise _damaged(self._path)
        row = self._one(
            "SELECT fingerprint, is_partial, sections, terms, links, checksum FROM library"
        )
        if row is None:
            raise _damaged(self._path)
        with _sound(self._path):
            _check(row[-1], *map(str, row[:-1]))
        return row[0], bool(row[1]), Counts(*row[2:-1])

    def _read_views(self, language: Language | None) -> Iterator[_View]:
        rows = self._all("SELECT position, about, checksum FROM pack ORDER BY position")
        if not rows:
            raise _damaged(self._path)
        for position, about, kept in rows:
            with _sound(self._path):
                _check(kept, about)
                pack = read_pack(about)
            yield _View(pack, position, choose_language(pack, language))

    def _read_entries(self) -> Iterator[SectionEntry]:
        for view in self._views.values():
            text = self._edition("contents", view)
            with _sound(self._path):
                yield from read_contents(text, view.pack.id)

    def _edition(self, column: str, view: _View) -> str:
        row = self._one(
            f"SELECT {column}, {column}_checksum FROM edition WHERE position = ? AND language = ?",
            (view.position, view.language),
        )
        if row is None:
            raise _damaged(self._path)
        text: str = row[0]
        with _sound(self._path):
            _check(row[1], text)
        return text

    def _one(self, sql: str, values: Iterable[object] = ()) -> _Row | None:
        with _sound(self._path):
            row: _Row | None = self._connection.execute(sql, tuple(values)).fetchone()
            return row

    def _all(self, sql: str, values: Iterable[object] = ()) -> list[_Row]:
        with _sound(self._path):
            return self._connection.execute(sql, tuple(values)).fetchall()


def choose_language(pack: Pack, wanted: Language | None) -> Language:
    """Return the language of a pack that comes nearest to one that is asked for.

    "es-mx" is served by "es", and "es" by "es-mx", before the pack's default is.
    """
    if wanted is None or wanted in pack.languages:
        return wanted or pack.default_language
    base = wanted.partition("-")[0]
    alike = (language for language in pack.languages if language.partition("-")[0] == base)
    return next(alike, pack.default_language)


_REBUILD = "It is prepared anew when the reader is opened."


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Tell any sign of a damaged file as the one error."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError, TypeError, LookupError) as error:
        raise _damaged(path) from error


def _check(kept: int, *values: str | bytes) -> None:
    if checksum(*values) != kept:
        raise ValueError("the checksum is another")


def _damaged(path: Path) -> LibraryError:
    return LibraryError("The prepared book is damaged.", advice=_REBUILD, file=path)


def _uri(path: Path) -> str:
    """Return the address that opens a file as one that nobody changes, and locks nothing."""
    name = os.fsencode(path.absolute().as_posix())
    slash = b"" if name.startswith(b"/") else b"/"
    return f"file://{quote_from_bytes(slash + name)}?mode=ro&immutable=1"
