"""The tables of a compiled library; raise ``SCHEMA_VERSION`` with every change to them."""

from typing import Final

SCHEMA_VERSION: Final = 1
"""Kept in ``PRAGMA user_version``; a library of another version is compiled anew, not migrated."""

APPLICATION_ID: Final = 0x496D6D52
"""Kept in ``PRAGMA application_id``, so that no other SQLite file is taken for a library."""

TABLES: Final = """
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE pack (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    version TEXT NOT NULL,
    licence TEXT NOT NULL,
    publisher TEXT NOT NULL,
    checked TEXT NOT NULL,
    languages TEXT NOT NULL,
    default_language TEXT NOT NULL
);

-- One contents tree for each language of each pack, already merged with the default language:
-- the start of the reader reads one range of rows in order and nothing else.
CREATE TABLE edition (
    pack TEXT NOT NULL,
    language TEXT NOT NULL,
    first INTEGER NOT NULL,    -- entry.position of its rows
    last INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (pack, language)
) WITHOUT ROWID;

CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    section TEXT,              -- NULL for a part heading or a draft
    title TEXT NOT NULL,
    depth INTEGER NOT NULL,
    kind TEXT,                 -- NULL for a section
    language TEXT,             -- NULL where it is the edition's
    number INTEGER             -- section.number
);

CREATE TABLE section (
    number INTEGER PRIMARY KEY,
    pack TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    html TEXT NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,      -- JSON: [[id, kind, start, end], ...]
    headings TEXT NOT NULL,    -- JSON: [[level, text, anchor, block], ...]
    spoken TEXT NOT NULL,      -- JSON: [[start, end], ...]
    checked TEXT NOT NULL,
    due TEXT NOT NULL,
    sources TEXT NOT NULL,     -- JSON: [[key, publisher, title, date, seen], ...]
    clinical_review TEXT NOT NULL,
    checksum INTEGER NOT NULL
);

CREATE TABLE term (
    number INTEGER NOT NULL,   -- the same in every language
    pack TEXT NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,     -- JSON: [name, ...]
    abbreviation TEXT NOT NULL,
    say TEXT NOT NULL,
    definition_html TEXT,      -- NULL in a partial library: only the name is known yet
    definition TEXT NOT NULL,
    see TEXT NOT NULL,         -- JSON: [term id, ...]
    explained_in TEXT NOT NULL,-- JSON: [section id, ...]
    sources TEXT NOT NULL,     -- JSON: [key, ...]
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
    PRIMARY KEY (folded, pack, language, term, form)
) WITHOUT ROWID;

-- Which texts use which terms.
CREATE TABLE use (
    term INTEGER NOT NULL,     -- term.number
    section INTEGER NOT NULL,  -- section.number
    PRIMARY KEY (term, section)
) WITHOUT ROWID;

CREATE TABLE image (
    key TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;

-- What full-text search reads; the words themselves are not stored a second time.
CREATE VIEW searchable AS
    SELECT number, title, text AS body,
        (SELECT group_concat(json_extract(value, '$[1]'), char(10))
         FROM json_each(section.headings)) AS headings
    FROM section;

CREATE VIRTUAL TABLE words USING fts5(
    title, headings, body,
    content = 'searchable', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);
"""

INDEXES: Final = """
CREATE INDEX entry_by_number ON entry (number);
CREATE UNIQUE INDEX section_by_id ON section (pack, id, language);
CREATE UNIQUE INDEX term_by_id ON term (pack, id, language);
CREATE INDEX term_by_name ON term (pack, language, sort_key, id, name);
"""
"""Made when all rows are in, which is quicker than keeping them up row by row."""
