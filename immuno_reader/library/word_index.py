"""What full-text search asks of a library's file."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Self

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import Block
from immuno_reader.library.database import Database, verify
from immuno_reader.library.records import read_blocks
from immuno_reader.library.schema import INDEX_ROWS, checksum_of_pairs

_WEIGHTS = "12.0, 5.0, 6.0, 1.0"
"""How much a word counts in the title, the headings, the names of the terms that the section
explains, and the text: BM25's factors by column (https://www.sqlite.org/fts5.html)."""
_TITLE_WEIGHTS = "12.0, 5.0, 6.0"
_TERM_WEIGHTS = "8.0, 1.0"
_LAST = "\U0010ffff"
_MOST_RANKED = 4_000
"""Of what matches, so much is ranked, the first in reading order. It takes 9 ms; a word that more
sections have than that says little about any of them, and those with it in the title are looked
for by themselves."""
_MOST_GRAMS = 64
"""Three-letter strings that two letters may be completed to."""


class Scored(NamedTuple):
    """A row that matched."""

    number: int
    score: float
    """Higher is better, and nothing else; comparable within one answer only."""


class Among(NamedTuple):
    """The numbers of those rows that count."""

    first: int
    last: int
    only: str = ""
    """JSON: a list of them, if others lie between; or empty."""

    @classmethod
    def of(cls, numbers: Collection[int]) -> Self:
        """Return some numbers, which are not none."""
        first, last = min(numbers), max(numbers)
        is_run = len(numbers) == last - first + 1
        return cls(first, last, "" if is_run else json.dumps(list(numbers)))


class SectionKey(NamedTuple):
    """Which section a number stands for."""

    ref: SectionRef
    language: Language


class TermKey(NamedTuple):
    """Which term a number stands for."""

    ref: TermRef
    language: Language


class Head(NamedTuple):
    """What stands above the text of a section."""

    title: str
    headings: tuple[str, ...]


class Body(NamedTuple):
    """The text of a section."""

    text: str
    blocks: tuple[Block, ...]


class NamedForm(NamedTuple):
    """A way to write a term."""

    ref: TermRef
    language: Language
    text: str
    exact_case: bool


class EverydayPhrase(NamedTuple):
    """What people say."""

    pack: PackId
    language: Language
    text: str
    term: TermId
    section: SectionId


class Word(NamedTuple):
    """A word of the texts."""

    folded: str
    stem: str
    written: str
    frequency: int


class WordIndex:
    """The index, read. Every method raises ``LibraryError`` when the file is damaged."""

    def __init__(self, database: Database) -> None:
        """Ask an open file."""
        self._database = database

    def check(self) -> None:
        """Compare all of the index with its checksum, which takes a moment.

        SQLite notices a damaged page, but not a number on it that has become another.

        Raises:
            LibraryError: it is not as it was written.
        """
        row = self._database.one("SELECT index_checksum FROM library")
        with self._database.sound():
            sums = [checksum_of_pairs(self._database.all(sql)) for sql in INDEX_ROWS]
            verify(row[0] if row else -1, *map(str, sums))

    def sections(self) -> dict[int, SectionKey]:
        """Return the key of every section's number."""
        rows = self._database.all("SELECT number, pack, id, language FROM section NOT INDEXED")
        return {
            number: SectionKey(SectionRef(pack, id), language)
            for number, pack, id, language in rows
        }

    def terms(self) -> dict[int, TermKey]:
        """Return the key of every term's number."""
        rows = self._database.all("SELECT number, pack, id, language FROM term NOT INDEXED")
        return {number: TermKey(TermRef(pack, id), language) for number, pack, id, language in rows}

    def find_sections(self, match: str, among: Among, limit: int) -> list[Scored]:
        """Return the sections that match, best first.

        Args:
            match: an expression of FTS5 over stems.
            among: the numbers that count.
            limit: how many at most.
        """
        return self._find("words", _WEIGHTS, match, among, limit)

    def find_titles(self, match: str, among: Among, limit: int) -> list[Scored]:
        """Return the same from what stands above the texts alone."""
        return self._find("titles", _TITLE_WEIGHTS, match, among, limit)

    def find_letters(self, match: str, among: Among, limit: int) -> list[Scored]:
        """Return the same from texts without spaces; the expression is over letters."""
        return self._find("grams", _WEIGHTS, match, among, limit)

    def find_terms(self, match: str, among: Among, limit: int) -> list[Scored]:
        """Return the terms whose names or explanation match, best first."""
        return self._find("term_words", _TERM_WEIGHTS, match, among, limit)

    def _find(self, table: str, weights: str, match: str, among: Among, limit: int) -> list[Scored]:
        # The plus keeps SQLite from looking the numbers up one by one.
        only = " AND +rowid IN (SELECT value FROM json_each(?))" if among.only else ""
        where = f"FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?{only}"
        rest = tuple(filter(None, [among.only]))
        last = self._database.one(
            f"SELECT rowid {where} ORDER BY rowid LIMIT 1 OFFSET ?",
            (match, among.first, among.last, *rest, _MOST_RANKED),
        )
        rows = self._database.all(
            f"SELECT rowid, -bm25({table}, {weights}) AS score {where}"
            " ORDER BY score DESC, rowid LIMIT ?",
            (match, among.first, last[0] if last else among.last, *rest, limit),
        )
        return [Scored(*row) for row in rows]

    def grams_from(self, letters: str) -> tuple[str, ...]:
        """Return the three-letter strings of the texts that begin with one or two letters."""
        rows = self._database.all(
            "SELECT term FROM gram WHERE term >= ? AND term < ? ORDER BY cnt DESC LIMIT ?",
            (letters, letters + _LAST, _MOST_GRAMS),
        )
        return tuple(gram for (gram,) in rows)

    def heads(self, numbers: Iterable[int]) -> dict[int, Head]:
        """Return the titles and headings of sections."""
        wanted = tuple(numbers)
        places = ", ".join("?" * len(wanted))
        rows = self._database.all(
            f"SELECT number, title, headings FROM section WHERE number IN ({places})", wanted
        )
        with self._database.sound():
            return {
                number: Head(title, tuple(str.split(text, "\n"))) for number, title, text in rows
            }

    def body(self, number: int) -> Body:
        """Return the text of a section."""
        row = self._database.one(
            "SELECT pack, id, language, title, headings, body, html, details, checksum"
            " FROM section WHERE number = ?",
            (number,),
        )
        if row is None:
            raise self._database.damaged()
        with self._database.sound():
            verify(row[-1], *row[:-1])
            return Body(row[5], read_blocks(row[7]))

    def words(self, language: Language, folded: Iterable[str]) -> dict[str, list[Word]]:
        """Return what the texts have of some folded words."""
        wanted = tuple(dict.fromkeys(folded))
        places = ", ".join("?" * len(wanted))
        found: dict[str, list[Word]] = {}
        for row in self._database.all(
            "SELECT word, stem, written, count FROM vocabulary"
            f" WHERE language = ? AND word IN ({places})",
            (language, *wanted),
        ):
            found.setdefault(row[0], []).append(Word(*row))
        return found

    def words_of(self, language: Language, stems: Iterable[str]) -> list[Word]:
        """Return the words that have one of some stems."""
        wanted = tuple(dict.fromkeys(stems))
        places = ", ".join("?" * len(wanted))
        rows = self._database.all(
            "SELECT word, stem, written, count FROM vocabulary INDEXED BY word_by_stem"
            f" WHERE language = ? AND stem IN ({places})",
            (language, *wanted),
        )
        return [Word(*row) for row in rows]

    def words_from(self, language: Language, beginning: str, limit: int) -> list[Word]:
        """Return the words that begin so, the most frequent first."""
        rows = self._database.all(
            "SELECT word, stem, written, count FROM vocabulary"
            " WHERE language = ? AND word >= ? AND word < ? ORDER BY count DESC, word LIMIT ?",
            (language, beginning, beginning + _LAST, limit),
        )
        return [Word(*row) for row in rows]

    def has_beginning(self, language: Language, beginning: str) -> bool:
        """Tell whether any word begins so."""
        row = self._database.one(
            "SELECT 1 FROM vocabulary WHERE language = ? AND word >= ? AND word < ? LIMIT 1",
            (language, beginning, beginning + _LAST),
        )
        return row is not None

    def vocabulary(self, language: Language) -> Iterator[Word]:
        """Yield all words of a language."""
        rows = self._database.each(
            "SELECT word, stem, written, count FROM vocabulary WHERE language = ?", (language,)
        )
        return (Word(*row) for row in rows)

    def forms(self) -> list[NamedForm]:
        """Return every way to write every term, in all languages."""
        rows = self._database.all("SELECT pack, language, term, form, exact_case FROM form")
        return [
            NamedForm(TermRef(pack, term), language, form, bool(exact))
            for pack, language, term, form, exact in rows
        ]

    def everyday(self) -> list[EverydayPhrase]:
        """Return what people say in place of terms and sections, in all languages."""
        rows = self._database.all("SELECT pack, language, phrase, term, section FROM everyday")
        return [EverydayPhrase(*row) for row in rows]
