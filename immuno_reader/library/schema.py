"""The tables of a compiled library; raise ``SCHEMA_VERSION`` with every change to them."""

from typing import Final
from zlib import crc32

SCHEMA_VERSION: Final = 3
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
    headings TEXT NOT NULL,    -- their texts, a line each, to be searched
    body TEXT NOT NULL,        -- the plain text
    html TEXT NOT NULL,
    details TEXT NOT NULL,     -- JSON: the other fields of Section
    checksum INTEGER NOT NULL
);

CREATE TABLE term (
    pack TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    details TEXT NOT NULL,     -- JSON: the fields of TermRecord
    checksum INTEGER NOT NULL,
    PRIMARY KEY (pack, id, language)
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

-- What full-text search reads; the words themselves are not stored a second time.
CREATE VIRTUAL TABLE words USING fts5(
    title, headings, body,
    content = 'section', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);
"""

INDEXES: Final = """
CREATE UNIQUE INDEX section_by_id ON section (pack, id, language);
INSERT INTO words (words) VALUES ('rebuild');
"""
"""Made when all rows are in, which is quicker than keeping them up row by row."""


def checksum(*values: str | bytes) -> int:
    """Return what shows later whether any of these values has been damaged."""
    total = 0
    for value in values:
        data = value.encode() if isinstance(value, str) else value
        total = crc32(data, crc32(b"%d;" % len(data), total))
    return total
