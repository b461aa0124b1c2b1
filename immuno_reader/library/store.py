"""The compiled library, read: every SQL statement that reads one.

A library is one SQLite file that is never changed once it stands under its name, so it is
opened read-only, works in a folder that cannot be written to, and may be open many times.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

from immuno_reader.errors import (
    LibraryError,
    NotReadyError,
    UnknownSectionError,
    UnknownTermError,
)
from immuno_reader.identity import BlockId, Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import (
    Block,
    Contents,
    Heading,
    Pack,
    Section,
    SectionEntry,
    Source,
    Span,
    Term,
    TermName,
)
from immuno_reader.library.naming import fold, nearest
from immuno_reader.library.schema import APPLICATION_ID, SCHEMA_VERSION

_Row = tuple[Any, ...]

_SECTION = """
    SELECT language, title, summary, html, text, blocks, headings, spoken,
           checked, due, sources, clinical_review, checksum
    FROM section WHERE pack = ? AND id = ? AND language IN (?, ?)
    ORDER BY language = ? DESC LIMIT 1"""

_TERM = """
    SELECT number, language, name, aliases, abbreviation, say, definition_html, definition,
           see, explained_in, sources, checksum
    FROM term WHERE pack = ? AND id = ? AND language IN (?, ?)
    ORDER BY language = ? DESC LIMIT 1"""

# SQLite takes the other columns from the row that holds the maximum.
_TERM_NAMES = """
    SELECT sort_key, id, name, max(language = ?) FROM term
    WHERE pack = ? AND language IN (?, ?) GROUP BY id"""

_USED_IN = """
    SELECT entry.position FROM use JOIN entry ON entry.number = use.section
    WHERE use.term = ? AND entry.position BETWEEN ? AND ?
    ORDER BY entry.position"""


class Counts(NamedTuple):
    """How much a library holds."""

    sections: int
    """Texts, each language counted."""
    terms: int
    """Glossary entries, each language counted."""
    links: int
    """Places where a term is linked to its entry."""


class _View(NamedTuple):
    """One pack as it is read in the language asked for."""

    pack: Pack
    language: Language
    first: int
    """``entry.position`` of the first row of its contents."""
    last: int
    offset: int
    """Where its contents start among those of all packs."""


def checksum(*values: str | bytes | None) -> int:
    """Return what shows later whether any of these values has been damaged."""
    total = 0
    for value in values:
        data = value.encode() if isinstance(value, str) else value or b""
        total = crc32(data, crc32(b"%d;" % len(data), total))
    return total


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
        self._meta = self._read_meta()
        self._views, self._contents = self._read_contents(language)

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
        if not path.is_file():
            raise LibraryError("The compiled library is missing.", file=path)
        try:
            connection = sqlite3.connect(_uri(path), uri=True)
        except sqlite3.Error as error:
            raise LibraryError("The compiled library cannot be opened.", file=path) from error
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
        return self._meta["fingerprint"]

    @property
    def is_partial(self) -> bool:
        """Whether most of its texts are still being compiled."""
        return self._meta["partial"] == "1"

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        with self._guard():
            return Counts(*(int(self._meta[name]) for name in Counts._fields))

    def contents(self) -> Contents:
        """Return the contents trees of all packs, in reading order."""
        return self._contents

    def section(self, ref: SectionRef) -> Section:
        """Return a section.

        Raises:
            UnknownSectionError: no pack has it.
            NotReadyError: the library is partial and the section still to be compiled.
        """
        view = self._views.get(ref.pack)
        row = view and self._one(_SECTION, view.best(ref.section))
        if not row:
            if any(entry.ref == ref for entry in self._contents.entries):
                raise NotReadyError("This section is still being prepared.")
            raise self._unknown_section(str(ref))
        with self._guard():
            if checksum(*row[:-1]) != row[-1]:
                raise self._damaged()
            return Section(
                ref=ref,
                language=row[0],
                title=row[1],
                summary=row[2],
                html=row[3],
                text=row[4],
                blocks=tuple(map(Block._make, json.loads(row[5]))),
                headings=tuple(map(Heading._make, json.loads(row[6]))),
                spoken=tuple(map(Span._make, json.loads(row[7]))),
                checked=row[8],
                due=row[9],
                sources=tuple(Source(*source) for source in json.loads(row[10])),
                clinical_review=row[11],
            )

    def find_section(self, text: str) -> SectionRef:
        """Return the section that somebody named as ``id`` or ``pack/id``.

        Raises:
            UnknownSectionError: there is none, with the nearest ids as advice.
        """
        wanted = text.strip()
        refs = [entry.ref for entry in self._contents.entries if entry.ref]
        for ref in refs:
            if wanted in (ref.section, str(ref)):
                return ref
        raise self._unknown_section(wanted)

    def term(self, ref: TermRef) -> Term:
        """Return a glossary entry.

        Raises:
            UnknownTermError: no glossary has it.
            NotReadyError: the library is partial and the entry still to be compiled.
        """
        view = self._views.get(ref.pack)
        row = view and self._one(_TERM, view.best(ref.term))
        if not (view and row):
            raise UnknownTermError(f"No glossary has the term \u201c{ref}\u201d.")
        if row[6] is None:
            raise NotReadyError("This explanation is still being prepared.")
        with self._guard():
            if checksum(*row[1:-1]) != row[-1]:
                raise self._damaged()
            return Term(
                ref=ref,
                language=row[1],
                name=row[2],
                aliases=tuple(json.loads(row[3])),
                abbreviation=row[4],
                say=row[5],
                definition_html=row[6],
                definition=row[7],
                see=self._term_names_of(view, json.loads(row[8])),
                explained_in=self._entries_of(ref.pack, json.loads(row[9])),
                used_in=self._used_in(view, row[0]),
                sources=tuple(json.loads(row[10])),
            )

    def term_names(self) -> tuple[TermName, ...]:
        """Return the name of every term, A to Z."""
        rows: list[_Row] = []
        for view in self._views.values():
            rows += (
                (key, name, TermRef(view.pack.id, id))
                for key, id, name, _ in self._all(
                    _TERM_NAMES,
                    (view.language, view.pack.id, view.language, view.pack.default_language),
                )
            )
        return tuple(TermName(ref, name) for _, name, ref in sorted(rows))

    def find_term(self, text: str) -> TermRef:
        """Return the term that somebody called by any name, in any case, singular or plural.

        Raises:
            UnknownTermError: there is none, with the nearest names.
        """
        wanted = text.strip()
        found = []
        for row in self._all(
            "SELECT pack, language, term, form, exact_case FROM form WHERE folded = ?",
            (fold(wanted),),
        ):
            pack, language, term, form, exact_case = row
            view = self._views.get(pack)
            if view and language in (view.language, view.pack.default_language):
                # "CAR" is the receptor; "car" is taken for it only if nothing else fits.
                rank = (form != wanted, exact_case, language != view.language, view.offset)
                found.append((rank, TermRef(pack, term)))
        if found:
            return min(found)[1]
        names = self.term_names()
        for name in names:
            if wanted in (name.ref.term, str(name.ref)):
                return name.ref
        raise self._unknown_term(wanted, names)

    def image(self, key: str) -> bytes | None:
        """Return a picture by what stands after ``image:`` in a section, or None."""
        row = self._one("SELECT data, checksum FROM image WHERE key = ?", (key,))
        if not row:
            return None
        data: bytes = row[0]
        if checksum(data) != row[1]:
            raise self._damaged()
        return data

    def _unknown_section(self, wanted: str) -> UnknownSectionError:
        names = {}
        for entry in self._contents.sections():
            if entry.ref:
                names[fold(entry.ref.section)] = entry.ref.section
                names.setdefault(fold(entry.title), entry.ref.section)
        close = nearest(wanted.rpartition("/")[2], names)
        advice = f"The nearest are: {', '.join(close)}." if close else ""
        return UnknownSectionError(f"There is no section \u201c{wanted}\u201d.", advice=advice)

    def _unknown_term(self, wanted: str, names: Iterable[TermName]) -> UnknownTermError:
        shown = {name.ref: name.name for name in names}
        offers = {}
        for folded, pack, term in self._all("SELECT folded, pack, term FROM form", ()):
            name = shown.get(TermRef(pack, term))
            if name:
                offers[folded] = name
        offers.update((fold(name), name) for name in shown.values())
        return UnknownTermError(
            f"No glossary has the term \u201c{wanted}\u201d.", nearest(wanted, offers)
        )

    def _term_names_of(self, view: "_View", ids: Iterable[TermId]) -> tuple[TermName, ...]:
        rows = ((id, self._one(_TERM, view.best(id))) for id in ids)
        return tuple(TermName(TermRef(view.pack.id, id), row[2]) for id, row in rows if row)

    def _entries_of(self, pack: PackId, ids: Iterable[SectionId]) -> tuple[SectionEntry, ...]:
        refs = {SectionRef(pack, id) for id in ids}
        return tuple(entry for entry in self._contents.entries if entry.ref in refs)

    def _used_in(self, view: "_View", term: int) -> tuple[SectionEntry, ...]:
        shift = view.offset - view.first
        rows = self._all(_USED_IN, (term, view.first, view.last))
        return tuple(self._contents.entries[position + shift] for (position,) in rows)

    def _read_meta(self) -> dict[str, str]:
        for pragma, expected, otherwise in (
            ("application_id", APPLICATION_ID, "This file is not a library of Immuno Reader."),
            ("user_version", SCHEMA_VERSION, "The library is of another version."),
        ):
            row = self._one(f"PRAGMA {pragma}", ())
            if not row or row[0] != expected:
                raise LibraryError(otherwise, advice=_REBUILD, file=self._path)
        meta = dict(self._all("SELECT name, value FROM meta", ()))
        if not meta.keys() >= {"complete", "fingerprint", "partial", *Counts._fields}:
            raise self._damaged()
        return meta

    def _read_contents(
        self, language: Language | None
    ) -> tuple[dict[PackId, "_View"], Contents]:
        views: dict[PackId, _View] = {}
        entries: list[SectionEntry] = []
        for row in self._all(
            "SELECT id, title, version, licence, publisher, checked, languages, default_language"
            " FROM pack ORDER BY position",
            (),
        ):
            with self._guard():
                pack = Pack(*row[:6], languages=tuple(json.loads(row[6])), default_language=row[7])
            edition = choose_language(pack, language)
            span = self._one(
                "SELECT first, last, checksum FROM edition WHERE pack = ? AND language = ?",
                (pack.id, edition),
            )
            if not span:
                raise self._damaged()
            views[pack.id] = _View(pack, edition, span[0], span[1], len(entries))
            rows = self._all(
                "SELECT title, section, depth, kind, language FROM entry"
                " WHERE position BETWEEN ? AND ? ORDER BY position",
                span[:2],
            )
            with self._guard():
                if len(rows) != span[1] - span[0] + 1 or rows_checksum(rows) != span[2]:
                    raise self._damaged()
            id = pack.id
            entries += [
                SectionEntry(
                    SectionRef(id, section) if section is not None else None,
                    title,
                    depth,
                    kind or "section",
                    id,
                    other or edition,
                )
                for title, section, depth, kind, other in rows
            ]
        if not views:
            raise self._damaged()
        packs = tuple(view.pack for view in views.values())
        return views, Contents(packs, tuple(entries))

    def _one(self, sql: str, values: Iterable[object]) -> _Row | None:
        rows = self._all(sql, values)
        return rows[0] if rows else None

    def _all(self, sql: str, values: Iterable[object]) -> list[_Row]:
        with self._guard():
            return self._connection.execute(sql, tuple(values)).fetchall()

    def _guard(self) -> "_Guard":
        return _Guard(self._path)

    def _damaged(self) -> LibraryError:
        return _damaged(self._path)
