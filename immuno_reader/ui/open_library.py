"""The library that is open now: asked by all of the window, replaced whole after a rebuild."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from immuno_reader.errors import LibraryError, ReaderError
from immuno_reader.library.book import Contents

if TYPE_CHECKING:
    from immuno_reader.identity import SectionRef, TermRef
    from immuno_reader.library.book import Section, Term, TermName
    from immuno_reader.library.store import Library


class OpenLibrary(QObject):
    """Asks the library, and says what went wrong in one place.

    Signals:
        replaced: another library is open.
        damaged: the file cannot be read any more and is to be compiled anew: the error.
        refused: what was asked for is not there, or not yet: the error.
    """

    replaced = Signal()
    damaged = Signal(object)
    refused = Signal(object)

    def __init__(
        self, library: "Library | None", language: str = "", parent: QObject | None = None
    ) -> None:
        """Hold a library, or none while the first is compiled.

        Args:
            library: the library.
            language: the language asked for; empty for each pack's own.
            parent: the owner.
        """
        super().__init__(parent)
        self.language = language
        self._library = library
        self._contents = library.contents() if library else Contents((), ())

    @property
    def library(self) -> "Library | None":
        """The library itself."""
        return self._library

    @property
    def contents(self) -> Contents:
        """The contents trees; empty while there is no library."""
        return self._contents

    def replace(self, library: "Library") -> None:
        """Open another library in place of this one."""
        contents = library.contents()
        before, self._library, self._contents = self._library, library, contents
        if before is not None:
            before.close()
        self.replaced.emit()

    def close(self) -> None:
        """Let go of the file."""
        if self._library is not None:
            self._library.close()

    def section(self, ref: "SectionRef") -> "Section | None":
        """Return a section; None when it cannot be shown, which has then been told."""
        try:
            return self._library.section(ref) if self._library else None
        except ReaderError as error:
            self.tell(error)
        return None

    def term(self, ref: "TermRef") -> "Term | None":
        """Return a term; None when it cannot be shown, which has then been told."""
        try:
            return self._library.term(ref) if self._library else None
        except ReaderError as error:
            self.tell(error)
        return None

    def term_called(self, name: str) -> "TermRef | None":
        """Return the term that has a name in any of its forms, as it is written, or None."""
        try:
            library = self._library
            return library.term_called(name, in_any_case=False) if library else None
        except ReaderError as error:
            self.tell(error)
        return None

    def term_names(self) -> "tuple[TermName, ...]":
        """Return the names of all terms, A to Z."""
        try:
            return self._library.term_names() if self._library else ()
        except ReaderError as error:
            self.tell(error)
        return ()

    def image(self, key: str) -> bytes | None:
        """Return a picture, or None."""
        try:
            return self._library.image(key) if self._library else None
        except ReaderError as error:
            self.tell(error)
        return None

    def tell(self, error: ReaderError) -> None:
        """Say what went wrong, here or with others who read the same file."""
        (self.damaged if isinstance(error, LibraryError) else self.refused).emit(error)
