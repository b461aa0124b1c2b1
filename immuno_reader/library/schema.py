"""The tables of a compiled library; raise ``SCHEMA_VERSION`` with every change to them."""

from collections.abc import Iterable
from typing import Final
from zlib import crc32

SCHEMA_VERSION: Final = 6
"""Kept in ``PRAGMA user_version``; a library of another version is compiled anew, not migrated."""

APPLICATION_ID: Final = 0x496D6D52
"""Kept in ``PRAGMA application_id``, so that no other SQLite file is taken for a library."""

TABLES: Final = """
CREATE TABLE library (
    fingerprint TEXT NOT NULL,
    is_partial INTEGER NOT NULL,
    sections INTEGER NOT NULL,
    terms INTEGER NOT NULL,
    links INTEGER NOT NULL,
    index_checksum INTEGER NOT NULL, -- of all that search reads before it trusts it
    checksum INTEGER NOT NULL
);

CREATE TABLE pack (
    position INTEGER PRIMARY KEY,
    about TEXT NOT NULL,       -- JSON: the fields of Pack
    checksum INTEGER NOT NULL
);

-- A pack in one language. What the window shows at its start, the contents and the names of the
-- terms, is a value each, so that a start reads one row however many sections there are.
-- Whatever this language lacks is already filled in from the pack's default language.
CREATE TABLE edition (
    position INTEGER NOT NULL, -- pack.position
    language TEXT NOT NULL,
    contents TEXT NOT NULL,    -- JSON: columns of section ids, titles, depths, kinds, languages
    contents_checksum INTEGER NOT NULL,
    terms TEXT NOT NULL,       -- JSON: columns of ids and names, A to Z
    terms_checksum INTEGER NOT NULL,
    PRIMARY KEY (position, language)
);

CREATE TABLE section (
    number INTEGER PRIMARY KEY,
    pack TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    headings TEXT NOT NULL,    -- their texts, a line each
    body TEXT NOT NULL,        -- the plain text
    html TEXT NOT NULL,
    details TEXT NOT NULL,     -- JSON: the other fields of Section
    checksum INTEGER NOT NULL
);

CREATE TABLE term (
    number INTEGER PRIMARY KEY,
    pack TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    details TEXT NOT NULL,     -- JSON: the fields of TermRecord
    checksum INTEGER NOT NULL
);

-- Every form by which a term is found: names, plurals, abbreviations.
CREATE TABLE form (
    folded TEXT NOT NULL,
    pack TEXT NOT NULL,
    language TEXT NOT NULL,
    term TEXT NOT NULL,
    form TEXT NOT NULL,
    exact_case INTEGER NOT NULL,
    PRIMARY KEY (folded, pack, language, term, form, exact_case)
) WITHOUT ROWID;

-- Which texts use which terms.
CREATE TABLE use (
    pack TEXT NOT NULL,
    term TEXT NOT NULL,
    language TEXT NOT NULL,
    section TEXT NOT NULL,
    PRIMARY KEY (pack, term, language, section)
) WITHOUT ROWID;

CREATE TABLE image (
    key TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    checksum INTEGER NOT NULL
);

-- What people say in place of a term, or of what a section is about.
CREATE TABLE everyday (
    pack TEXT NOT NULL,
    language TEXT NOT NULL,
    phrase TEXT NOT NULL,
    term TEXT NOT NULL,        -- may be empty
    section TEXT NOT NULL      -- may be empty
);

-- Every word of the texts, with how often it stands there: what a typed word can be completed or
-- corrected to, and the stem under which it is indexed.
CREATE TABLE vocabulary (
    language TEXT NOT NULL,
    word TEXT NOT NULL,        -- folded
    stem TEXT NOT NULL,
    written TEXT NOT NULL,     -- as it stands in a text
    count INTEGER NOT NULL,
    PRIMARY KEY (language, word, stem)
) WITHOUT ROWID;

-- What full-text search reads: the stems of the words, by section.number. Neither words nor stems
-- are stored a second time.
CREATE VIRTUAL TABLE words USING fts5(
    title, headings, terms, body, content = '', tokenize = 'unicode61 remove_diacritics 0'
);

-- What stands above the texts once more by itself, so that one or two letters are answered at once.
CREATE VIRTUAL TABLE titles USING fts5(
    title, headings, terms, content = '', prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0'
);

-- The texts of languages that are written without spaces: every three letters in a row.
CREATE VIRTUAL TABLE grams USING fts5(
    title, headings, terms, body, content = '', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE gram USING fts5vocab(grams, row);

-- The glossary, by term.number; of all languages, for its texts are short.
CREATE VIRTUAL TABLE term_words USING fts5(
    names, definition, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
"""

INDEXES: Final = """
CREATE UNIQUE INDEX section_by_id ON section (pack, id, language);
CREATE INDEX word_by_stem ON vocabulary (language, stem);
CREATE UNIQUE INDEX term_by_id ON term (pack, id, language);
INSERT INTO words (words) VALUES ('optimize');
INSERT INTO titles (titles) VALUES ('optimize');
INSERT INTO grams (grams) VALUES ('optimize');
INSERT INTO term_words (term_words) VALUES ('optimize');
"""
"""Made when all rows are in, which is quicker than keeping them up row by row."""

INDEX_ROWS: Final = (
    "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name",
    "SELECT number, pack || '/' || id || language || title || headings FROM section NOT INDEXED",
    "SELECT number, pack || '/' || id || language FROM term NOT INDEXED",
    *(
        sql.format(table)
        for table in ("words", "titles", "grams", "term_words")
        for sql in (
            "SELECT id, block FROM {}_data ORDER BY id",
            "SELECT segid, hex(term) || '/' || pgno FROM {}_idx ORDER BY segid, term",
            "SELECT id, sz FROM {}_docsize ORDER BY id",
            "SELECT k, CAST(v AS TEXT) FROM {}_config ORDER BY k",
        )
    ),
    "SELECT folded, pack || language || term || form || exact_case FROM form",
    "SELECT phrase, pack || language || term || section FROM everyday ORDER BY rowid",
    "SELECT word, language || stem || written || count FROM vocabulary NOT INDEXED",
    "SELECT stem, language || word FROM vocabulary INDEXED BY word_by_stem",
)
"""Each part of the index as pairs, in an order of its own."""


def checksum_of_pairs(pairs: Iterable[tuple[object, str | bytes]]) -> int:
    """Return a checksum of rows of the index."""
    total = 0
    for key, value in pairs:
        data = value.encode() if isinstance(value, str) else value
        total = crc32(data, crc32(str(key).encode(), total))
    return total


def checksum(*values: str | bytes) -> int:
    """Return what shows later whether any of these values has been damaged."""
    total = 0
    for value in values:
        data = value.encode() if isinstance(value, str) else value
        total = crc32(data, crc32(b"%d;" % len(data), total))
    return total
