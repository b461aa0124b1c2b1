"""A pack in one ``.immuno`` file: a zip, never unpacked, and refused when it plays tricks."""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from immuno_reader.errors import PackError
from immuno_reader.publishing.pack_files import climbs, is_safe

MAX_ARCHIVE = 512 * 2**20
"""Bytes of the file itself."""
MAX_ENTRIES = 65_534
"""What a zip without its 64-bit extension can count."""
MAX_LIST = 16 * 2**20
"""Bytes of the list of entries, which is held in memory."""
MAX_UNPACKED = 512 * 2**20
"""Bytes of all files together."""
MAX_RATIO = 200
"""How many times larger a file may be than it is packed."""
FREE_OF_RATIO = 2**20
"""Bytes below which a file may be packed as well as it will."""

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCAL_HEADER = 30
_ROOT_MARKS = ("pack.yaml", "book.toml", "SUMMARY.md")


class PackArchive:
    """The files of an ``.immuno`` file; use it in a ``with`` statement.

    Raises:
        PackError: it is no zip, or one that a fair program would not write.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            stream = file.open("rb")
        except OSError as error:
            raise PackError(
                f"This pack cannot be read: {error.strerror}.",
                advice="Check that the file is there and that you may read it.",
                file=file,
            ) from error
        try:
            self._check_end(stream)
            self._zip = zipfile.ZipFile(stream)
            self._entries = self._checked_entries()
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error) as error:
            stream.close()
            raise self._refused("it is damaged or cut short") from error
        except PackError:
            stream.close()
            raise
        self._stream = stream

    def __enter__(self) -> "PackArchive":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.file.stem

    def place(self, path: str) -> Path:
        """Return the file and the path inside it."""
        return self.file / path if path else self.file

    def has(self, path: str) -> bool:
        """Tell whether there is such a file."""
        return path in self._entries

    def folders(self) -> list[str]:
        """Return the names of the folders at the top, without hidden ones."""
        tops = {path.split("/")[0] for path in self._entries if "/" in path}
        return sorted(top for top in tops if not top.startswith("."))

    def walk(self, folder: str) -> Iterator[str]:
        """Yield the paths of all files in a folder, without hidden ones."""
        prefix = f"{folder}/" if folder else ""
        for path in self._entries:
            inside = path.removeprefix(prefix)
            if path.startswith(prefix) and not any(
                name.startswith(".") for name in inside.split("/")
            ):
                yield inside

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes."""
        entry = self._entries.get(path)
        if entry is None:
            raise PackError("There is no such file.", file=self.place(path))
        if entry.file_size > limit:
            raise PackError(
                f"This file is larger than {limit // 1024:,} KiB.", file=self.place(path)
            )
        try:
            with self._zip.open(entry) as file:
                # With a size given, a file that lies about its own is not unpacked beyond it.
                return file.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise PackError(
                "This file is damaged inside the pack.", file=self.place(path)
            ) from error

    def is_there(self) -> bool:
        """Tell whether the file can still be reached."""
        return self.file.is_file()

    def _check_end(self, stream: BinaryIO) -> None:
        """Refuse a list of entries that is too long, before it is read into memory."""
        size = stream.seek(0, 2)
        if size > MAX_ARCHIVE:
            raise self._refused(f"it is larger than {MAX_ARCHIVE // 2**20} MiB")
        stream.seek(max(0, size - _END.size - 0xFFFF))
        tail = stream.read()
        at = tail.rfind(_END_MARK)
        if at < 0 or len(tail) - at < _END.size:
            raise self._refused("it is damaged or cut short, or no pack at all")
        _, _, _, _, entries, list_size, list_start, _ = _END.unpack_from(tail, at)
        if entries > MAX_ENTRIES or list_size > MAX_LIST or list_start > MAX_ARCHIVE:
            raise self._refused(f"it has more than {MAX_ENTRIES:,} files or too long names")

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self._refused(f"it has more than {MAX_ENTRIES:,} files")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise self._refused(f"its files are larger than {MAX_UNPACKED // 2**20} MiB together")
        self._refuse_overlaps(entries)
        seen: set[str] = set()
        for entry in entries:
            self._refuse_odd(entry)
            name = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
            if name in seen:
                raise self._refused("two of its files have the same name", entry)
            seen.add(name)
        files = {entry.filename: entry for entry in entries if not entry.is_dir()}
        return _without_wrapper(files)

    def _refuse_odd(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if climbs(name) or not is_safe(name):
            raise self._refused("a path in it leads out of the pack or is not safe", entry)
        if entry.flag_bits & 0x1:
            raise self._refused("it is encrypted", entry)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise self._refused("it has a link or a device in it", entry)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refused("it is packed in a way that packs do not use", entry)
        if entry.file_size > max(FREE_OF_RATIO, MAX_RATIO * entry.compress_size):
            raise self._refused(f"a file in it grows more than {MAX_RATIO} times", entry)

    def _refuse_overlaps(self, entries: list[zipfile.ZipInfo]) -> None:
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                raise self._refused("two of its files share the same bytes", entry)
            end = entry.header_offset + _LOCAL_HEADER + entry.compress_size

    def _refused(self, why: str, entry: zipfile.ZipInfo | None = None) -> PackError:
        name = f" ({entry.orig_filename[:80]!r})" if entry else ""
        return PackError(
            f"This pack is not opened: {why}{name}.",
            advice="Ask whoever gave it to you for a new copy.",
            file=self.file,
        )


def _without_wrapper(files: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Take off the one folder that many programs put around what they pack."""
    tops = {name.split("/")[0] for name in files} - {"__MACOSX"}
    if any(mark in files for mark in _ROOT_MARKS) or len(tops) != 1:
        return files
    prefix = f"{tops.pop()}/"
    return {
        name.removeprefix(prefix): entry for name, entry in files.items() if name.startswith(prefix)
    }
