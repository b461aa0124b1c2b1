"""A compiled library as a file that is only read: what cannot be read or trusted is one error."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote_from_bytes

from immuno_reader.errors import LibraryError
from immuno_reader.library.schema import APPLICATION_ID, SCHEMA_VERSION, checksum

Row = tuple[Any, ...]

REBUILD = "It is prepared anew when the reader is opened."


class Database:
    """The file, open. To be used from the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Hold a connection; ``open`` is what others call."""
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a library's file.

        Raises:
            LibraryError: it is missing, unreadable, cut short, of another version or no library
                at all.
        """
        try:
            if not path.is_file():
                raise LibraryError("The prepared book is missing.", advice=REBUILD, file=path)
            connection = sqlite3.connect(_uri(path), uri=True)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                "The prepared book cannot be opened.", advice=REBUILD, file=path
            ) from error
        database = cls(path, connection)
        try:
            database._check_header()
        except BaseException:
            connection.close()
            raise
        return database

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def one(self, sql: str, values: Iterable[object] = ()) -> Row | None:
        """Return the first row, or None."""
        with self.sound():
            row: Row | None = self._connection.execute(sql, tuple(values)).fetchone()
            return row

    def all(self, sql: str, values: Iterable[object] = ()) -> list[Row]:
        """Return all rows."""
        with self.sound():
            return self._connection.execute(sql, tuple(values)).fetchall()

    def each(self, sql: str, values: Iterable[object] = ()) -> Iterator[Row]:
        """Yield the rows, of which there may be too many to have them all at once."""
        with self.sound():
            yield from self._connection.execute(sql, tuple(values))

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Tell any sign of a damaged file as the one error."""
        try:
            yield
        except (sqlite3.Error, OSError, ValueError, TypeError, LookupError) as error:
            raise self.damaged() from error

    def damaged(self) -> LibraryError:
        """Return the error that says so."""
        return LibraryError("The prepared book is damaged.", advice=REBUILD, file=self.path)

    def _check_header(self) -> None:
        for pragma, expected, otherwise in (
            ("application_id", APPLICATION_ID, "This file is no book that was prepared."),
            ("user_version", SCHEMA_VERSION, "The book was prepared by another version."),
        ):
            if self.one(f"PRAGMA {pragma}") != (expected,):
                raise LibraryError(otherwise, advice=REBUILD, file=self.path)
        size = self.one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        # SQLite itself would take the missing end of a last page for zeros.
        with self.sound():
            if size != (self.path.stat().st_size,):
                raise self.damaged()


def verify(kept: int, *values: str | bytes) -> None:
    """Compare values with the checksum that was written with them.

    Raises:
        ValueError: they are not what was written.
    """
    if checksum(*values) != kept:
        raise ValueError("the checksum is another")


def _uri(path: Path) -> str:
    """Return the address that opens a file as one that nobody changes, and locks nothing."""
    name = os.fsencode(path.absolute().as_posix())
    slash = b"" if name.startswith(b"/") else b"/"
    return f"file://{quote_from_bytes(slash + name)}?mode=ro&immutable=1"
