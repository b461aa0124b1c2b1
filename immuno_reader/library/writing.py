"""The compiled library, written.

Nobody sees a library until all of it is written: it grows in a file beside its place, which it
takes at the end in one step. A crash leaves only a file that nothing opens.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic_ns
from types import TracebackType
from typing import Self

from immuno_reader.errors import LibraryError
from immuno_reader.identity import Language, PackId, TermId, TermRef
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.book import Pack, Section, SectionEntry, TermName
from immuno_reader.library.cache import UNFINISHED
from immuno_reader.library.naming import fold
from immuno_reader.library.records import (
    Counts,
    EverydayWords,
    TermRecord,
    write_contents,
    write_names,
    write_pack,
    write_section,
    write_term,
)
from immuno_reader.library.schema import (
    APPLICATION_ID,
    INDEX_ROWS,
    INDEXES,
    SCHEMA_VERSION,
    TABLES,
    checksum,
    checksum_of_pairs,
)


class LibraryWriter:
    """A library in the making; leaving the ``with`` block without ``finish`` throws it away.

    Every method raises ``LibraryError`` when the file cannot be written.
    """

    def __init__(self, target: Path) -> None:
        """Begin beside the place where the library is to stand."""
        self._target = target
        self._file = target.with_name(f"{target.stem}.{os.getpid()}-{monotonic_ns()}{UNFINISHED}")
        self._packs = self._sections = self._terms = self._links = 0
        self._vocabularies: dict[Language, _Vocabulary] = {}
        with _writable(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._file, isolation_level=None)
        try:
            # Nobody else knows of the file, and a crash loses nothing: it is compiled anew.
            self._run(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                f"PRAGMA application_id = {APPLICATION_ID};"
                f"PRAGMA user_version = {SCHEMA_VERSION};"
                f"BEGIN; {TABLES}"
            )
        except BaseException:
            self._discard()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    @property
    def counts(self) -> Counts:
        """How much it holds so far."""
        return Counts(self._sections, self._terms, self._links)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what is not finished."""
        self._discard()

    def add_pack(
        self,
        pack: Pack,
        contents: Mapping[Language, Sequence[SectionEntry]],
        names: Mapping[Language, Iterable[TermName]],
    ) -> None:
        """Add a pack with its contents tree and glossary in every language, nothing missing."""
        about = write_pack(pack)
        self._insert("pack", [(self._packs, about, checksum(about))])
        for language, entries in contents.items():
            tree = write_contents(entries)
            list_ = write_names(sorted(names[language], key=lambda name: fold(name.name)))
            row = (self._packs, language, tree, checksum(tree), list_, checksum(list_))
            self._insert("edition", [row])
        self._packs += 1

    def add_section(
        self,
        section: Section,
        terms: Iterable[TermId],
        links: int,
        explains: Iterable[str] = (),
    ) -> None:
        """Add a section.

        Args:
            section: all of it.
            terms: the terms that its text uses.
            links: in how many places.
            explains: what the terms are called that it explains; it is found by all of them.
        """
        self._sections += 1
        self._links += links
        row = write_section(section)
        self._insert("section", [(self._sections, *row, checksum(*row))])
        columns = (section.title, row.headings, "\n".join(explains), section.text)
        vocabulary = self._vocabulary(section.language)
        stems = [vocabulary.learn(column) for column in columns]
        if vocabulary.analyzer.is_unspaced:
            self._insert("grams (rowid, title, headings, terms, body)", [(self._sections, *stems)])
        else:
            self._insert("words (rowid, title, headings, terms, body)", [(self._sections, *stems)])
            self._insert("titles (rowid, title, headings, terms)", [(self._sections, *stems[:3])])
        self._insert(
            "use",
            ((row.pack, term, row.language, row.id) for term in dict.fromkeys(terms)),
        )

    def add_term(self, ref: TermRef, language: Language, record: TermRecord) -> None:
        """Add a glossary entry."""
        self._terms += 1
        row = (*ref, language, write_term(record))
        self._insert("term", [(self._terms, *row, checksum(*row))])
        names = "\n".join(filter(None, (record.name, record.abbreviation, *record.aliases)))
        vocabulary = self._vocabulary(language)
        stems = (vocabulary.learn(names), vocabulary.learn(record.definition))
        self._insert("term_words (rowid, names, definition)", [(self._terms, *stems)])

    def add_forms(self, forms: Iterable[tuple[TermRef, Language, str, bool]]) -> None:
        """Add ways to write terms: the term, the language, the form, and whether its case counts.

        Plurals are forms of their own.
        """
        self._insert(
            "form",
            sorted(
                {
                    (fold(form), ref.pack, language, ref.term, form, exact_case)
                    for ref, language, form, exact_case in forms
                }
            ),
        )

    def add_everyday(
        self, pack: PackId, language: Language, entries: Iterable[EverydayWords]
    ) -> None:
        """Add what people say in place of terms and sections."""
        self._insert(
            "everyday",
            [
                (pack, language, phrase, entry.term, entry.section)
                for entry in entries
                for phrase in entry.phrases
            ],
        )

    def add_image(self, key: str, data: bytes) -> None:
        """Add a picture under what stands after ``image:`` in the sections."""
        self._insert("image", [(key, data, checksum(data))])

    def finish(self, fingerprint: str, *, is_partial: bool) -> Path:
        """Put the library in its place, and return where that is.

        It is the target, unless a reader holds that open on a system where an open file cannot
        be replaced: then it stays beside it.
        """
        for language, vocabulary in self._vocabularies.items():
            self._insert("vocabulary", vocabulary.rows(language))
        self._run(f"BEGIN; {INDEXES} COMMIT;")
        row = (fingerprint, int(is_partial), *self.counts, self._index_checksum())
        self._insert("library", [(*row, checksum(*map(str, row)))])
        with _writable(self._target):
            self._connection.close()
            try:
                self._file.replace(self._target)
            except PermissionError:
                self._target = self._file.with_suffix(self._target.suffix)
                self._file.rename(self._target)
        return self._target

    def _vocabulary(self, language: Language) -> "_Vocabulary":
        if language not in self._vocabularies:
            self._vocabularies[language] = _Vocabulary(language)
        return self._vocabularies[language]

    def _index_checksum(self) -> int:
        with _writable(self._target):
            sums = [checksum_of_pairs(self._connection.execute(sql)) for sql in INDEX_ROWS]
        return checksum(*map(str, sums))

    def _insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        rows = list(rows)
        if not rows:
            return
        places = ", ".join("?" * len(rows[0]))
        with _writable(self._target):
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def _run(self, script: str) -> None:
        with _writable(self._target):
            self._connection.executescript(script)

    def _discard(self) -> None:
        self._connection.close()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


class _Vocabulary:
    """The words of one language, as they come by."""

    def __init__(self, language: Language) -> None:
        self.analyzer = Analyzer(language)
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def learn(self, text: str) -> str:
        """Count the words of a text, and return their stems as they are indexed."""
        if self.analyzer.is_unspaced:
            lines = ["".join(self.analyzer.stems(line)) for line in text.split("\n")]
            # So that the last two letters, too, are the first of three.
            return "\n".join([*lines, "", ""])
        stems = []
        for written in self.analyzer.words(text):
            stem, folded = self.analyzer.reduced(written)
            self._counts[stem, folded, written] += 1
            stems.append(stem)
        return " ".join(stems)

    def rows(self, language: Language) -> Iterator[tuple[str, str, str, str, int]]:
        """Yield each word with its stem, as it is written most often, and how often it stands."""
        best: dict[tuple[str, str], tuple[int, str]] = {}
        totals: Counter[tuple[str, str]] = Counter()
        for (stem, word, written), count in self._counts.items():
            totals[word, stem] += count
            best[word, stem] = max(best.get((word, stem), (0, "")), (count, written))
        for (word, stem), count in sorted(totals.items()):
            yield language, word, stem, best[word, stem][1], count


@contextmanager
def _writable(target: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LibraryError(
            f"The prepared book cannot be saved: {reason}.",
            advice="Make room there, or set IMMUNO_READER_CACHE to another folder.",
            file=target,
        ) from error
