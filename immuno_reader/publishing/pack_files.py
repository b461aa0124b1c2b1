"""The files of a pack, and the one place that decides which paths may be followed."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from immuno_reader.errors import PackError

MAX_FILES = 200_000
"""Files of one folder; more is a mistake, such as a home folder opened as a pack."""

LONGEST_LINK = 2048
LONGEST_NAME = 255
"""Bytes of one name, the most that common file systems take."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)


def resolve(base: str, link: str) -> str | None:
    """Return the path that a relative link leads to, or None if it may not be followed.

    Both are POSIX paths inside the language folder, which is the root that no link leaves.
    A query and an anchor are left out; a link of an anchor alone leads to ``base``.

    Args:
        base: the file that the link stands in.
        link: the link as written, percent-encoded or not.
    """
    if len(link) > LONGEST_LINK:
        return None
    path = unquote(re.split(r"[?#]", link, maxsplit=1)[0])
    if not path:
        return base
    steps = base.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    target = "/".join(steps)
    return target if is_safe(path) and is_safe(target) else None


def is_safe(path: str) -> bool:
    """Tell whether a relative POSIX path means the same harmless thing on every system.

    Absolute paths, drive letters and other schemes, backslashes, control characters, names of
    devices, names that Windows would shorten, and over-long names are not.
    """
    if not path or path.startswith("/") or _SCHEME.match(path):
        return False
    if any(character == "\\" or ord(character) < 32 for character in path):
        return False
    return all(_is_safe_name(name) for name in path.rstrip("/").split("/") if name)


def climbs(path: str) -> bool:
    """Tell whether a path has a ``..`` or ``.`` in it, which no name in an archive needs."""
    return any(name in ("", ".", "..") for name in path.rstrip("/").split("/"))


def _is_safe_name(name: str) -> bool:
    if name in (".", ".."):
        return True
    try:
        too_long = len(name.encode()) > LONGEST_NAME
    except UnicodeEncodeError:
        return False
    return not (too_long or name.endswith((".", " ")) or _DEVICE.match(name))


class PackFiles(Protocol):
    """Where the files of a pack are read from; paths are POSIX and relative to its root."""

    @property
    def name(self) -> str:
        """What the pack is called where nothing inside says it."""

    def place(self, path: str) -> Path:
        """Return where a file lies, for messages."""

    def has(self, path: str) -> bool:
        """Tell whether there is such a file, be it readable or not."""

    def walk(self, folder: str) -> Iterator[str]:
        """Yield the paths of all files in a folder, relative to it, sorted by folder."""

    def folders(self) -> list[str]:
        """Return the names of the folders at the top."""

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            PackError: it is missing, unreadable, larger than the limit, or not in the pack.
        """

    def is_there(self) -> bool:
        """Tell whether the pack can still be reached, as a stick pulled out cannot."""


class PackFolder:
    """A pack in a folder.

    Symbolic links and junctions are followed only where they stay inside. A hard link cannot be
    told from the file that it is.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self._real_root = folder.resolve()

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self._real_root.name

    def place(self, path: str) -> Path:
        """Return where a file lies."""
        return self.root / path if path else self.root

    def has(self, path: str) -> bool:
        """Tell whether there is such a file or link."""
        return os.path.lexists(self.place(path)) and not self.place(path).is_dir()

    def folders(self) -> list[str]:
        """Return the names of the folders at the top, without hidden ones."""
        return sorted(
            entry.name
            for entry in os.scandir(self._real_root)
            if _is_folder(entry) and not entry.name.startswith(".")
        )

    def walk(self, folder: str) -> Iterator[str]:
        """Yield the paths of all files in a folder, without hidden and unsafe names.

        Raises:
            PackError: there are more files than a pack may have.
        """
        waiting = [(folder, "")]
        seen: set[Path] = set()
        count = 0
        while waiting:
            inside, prefix = waiting.pop()
            entries, deeper = self._entries(inside, seen), []
            for entry in entries:
                if _is_folder(entry):
                    deeper.append((f"{inside}/{entry.name}".lstrip("/"), f"{prefix}{entry.name}/"))
                    continue
                count += 1
                if count > MAX_FILES:
                    raise PackError(
                        f"This folder has more than {MAX_FILES:,} files.", file=self.root
                    )
                yield prefix + entry.name
            waiting += reversed(deeper)

    def _entries(self, folder: str, seen: set[Path]) -> list[os.DirEntry[str]]:
        try:
            real = self.place(folder).resolve(strict=True)
            if real in seen or not real.is_relative_to(self._real_root):
                return []
            seen.add(real)
            found = sorted(os.scandir(real), key=lambda entry: entry.name)
        except (OSError, RuntimeError):
            return []
        return [entry for entry in found if not entry.name.startswith(".") and is_safe(entry.name)]

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes."""
        place = self.place(path)
        try:
            real = place.resolve(strict=True)
            if not real.is_relative_to(self._real_root):
                raise PackError("This file leads out of the pack.", file=place)
            about = real.stat()
            if not stat.S_ISREG(about.st_mode):
                raise PackError("This is not a file.", file=place)
            with real.open("rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError:
            raise PackError("There is no such file.", file=place) from None
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its link goes in a circle"
            raise PackError(f"This file cannot be read: {reason}.", file=place) from error
        if len(data) > limit:
            raise PackError(f"This file is larger than {limit // 1024:,} KiB.", file=place)
        return data

    def is_there(self) -> bool:
        """Tell whether the folder can still be reached."""
        return self._real_root.is_dir()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes in a circle
        return False
