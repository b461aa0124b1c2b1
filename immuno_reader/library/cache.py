"""Where compiled libraries lie, and whether one is still what its packs say.

The name of a library tells which packs it holds, so every set of packs has a place of its own;
the fingerprint inside tells in which state they were compiled.
"""

import os
import re
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from immuno_reader import __version__
from immuno_reader.library.schema import SCHEMA_VERSION

FINISHED = ".library"
PARTIAL = ".first"
UNFINISHED = ".part"

_OURS = re.compile(r"(?P<packs>[0-9a-f]{8})-\d+")
_FOLDER = "immuno-reader"
_LEFT_BEHIND_S = 3600
"""No compiler goes on for an hour without writing."""


def library_file(packs: Sequence[Path]) -> Path:
    """Return where the library of some packs is, or is to be made."""
    usual = _usual_folder() / _name(packs)
    if _takes_files(usual.parent):
        return usual
    spare = spare_file(packs)
    # Whoever installed the reader may have prepared the book in a folder that only they write to.
    return usual if os.access(usual, os.R_OK) and not spare.exists() else spare


def spare_file(packs: Sequence[Path]) -> Path:
    """Return where the library of some packs can be made when its usual place takes none."""
    return _temporary_folder() / _name(packs)


def partial_file(library: Path) -> Path:
    """Return where this process puts the first text of a library while it compiles the rest."""
    return library.with_name(f"{library.stem}.{os.getpid()}{PARTIAL}")


def fingerprint(packs: Sequence[Path]) -> str:
    """Return what changes whenever a file of the packs does, or the program that reads them."""
    # No start of the window waits for this, so none pays for the import.
    from hashlib import blake2b

    state = blake2b(f"{__version__} {SCHEMA_VERSION}".encode(), digest_size=16)
    for pack in packs:
        for path, about in _files(os.path.realpath(pack)):
            state.update(os.fsencode(path))
            state.update(f"\0{about.st_size} {about.st_mtime_ns}\0".encode())
    return state.hexdigest()


def remove_leftovers(library: Path) -> None:
    """Remove what earlier versions and broken-off compilers left of the same packs."""
    name = _OURS.fullmatch(library.stem)
    if not name:
        return
    for file in library.parent.glob(f"{name['packs']}-*"):
        with suppress(OSError):
            is_old = time.time() - file.stat().st_mtime > _LEFT_BEHIND_S
            if file != library and (file.suffix == FINISHED or is_old):
                file.unlink()


def _name(packs: Sequence[Path]) -> str:
    paths = b"\0".join(os.fsencode(os.path.realpath(pack)) for pack in packs)
    return f"{crc32(paths):08x}-{SCHEMA_VERSION}{FINISHED}"


def _usual_folder() -> Path:
    chosen = os.environ.get("IMMUNO_READER_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path(_FOLDER, appauthor=False)


def _takes_files(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _temporary_folder() -> Path:
    """Return a folder of this user's own among the temporary files."""
    from tempfile import gettempdir, mkdtemp

    owner = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    folder = Path(gettempdir(), f"{_FOLDER}{owner}")
    with suppress(OSError):
        folder.mkdir(mode=0o700)
    # Somebody else could have made it first, and put a library of theirs in it.
    return folder if _is_private(folder) else Path(mkdtemp(prefix=f"{_FOLDER}-"))


def _is_private(folder: Path) -> bool:
    try:
        about = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(about.st_mode)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & 0o022


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file of a pack; links are not followed, and hidden folders hold no text."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield path, Path(path).stat()
        return
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    yield from _files(entry.path)
            else:
                yield entry.path, entry.stat(follow_symlinks=False)
