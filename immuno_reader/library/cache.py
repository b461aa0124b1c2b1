"""Where compiled libraries lie, and whether one is still what its packs say.

The name of a library tells which packs it holds, so every set of packs has a place of its own;
the fingerprint inside tells in which state they were compiled.
"""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir

from immuno_reader import __version__
from immuno_reader.library.schema import SCHEMA_VERSION

FINISHED = ".library"
PARTIAL = ".first"
UNFINISHED = ".part"

_FOLDER = "immuno-reader"
_LEFT_BEHIND_S = 3600
"""No compiler writes for an hour without touching its file."""


def library_file(packs: Sequence[Path]) -> Path:
    """Return where the library of some packs is or should be: the newest, if there is one."""
    places = [folder / _name(packs) for folder in _folders()]
    made = [(place.stat().st_mtime, place) for place in places if place.is_file()]
    return max(made)[1] if made else places[0]


def spare_file(packs: Sequence[Path]) -> Path:
    """Return where the library of some packs can be when its usual place is full."""
    return _temporary_folder() / _name(packs)


def partial_file(library: Path) -> Path:
    """Return where this process can put the first text of a library while the rest is compiled."""
    return library.with_name(f"{library.stem}.{os.getpid()}{PARTIAL}")


def fingerprint(packs: Sequence[Path]) -> str:
    """Return what changes whenever a file of the packs does, or the program that reads them."""
    state = blake2b(f"{__version__} {SCHEMA_VERSION}".encode(), digest_size=16)
    for pack in packs:
        for path, about in _files(os.path.realpath(pack)):
            state.update(os.fsencode(path))
            state.update(f"\0{about.st_size} {about.st_mtime_ns}\0".encode())
    return state.hexdigest()


def remove_leftovers(library: Path) -> None:
    """Remove what earlier versions and broken-off compilers left of the same packs."""
    key = library.stem.partition("-")[0]
    for file in library.parent.glob(f"{key}*"):
        with suppress(OSError):
            is_old = time.time() - file.stat().st_mtime > _LEFT_BEHIND_S
            if file != library and (is_old or file.suffix == FINISHED):
                file.unlink()


def _name(packs: Sequence[Path]) -> str:
    paths = b"\0".join(os.fsencode(os.path.realpath(pack)) for pack in packs)
    return f"{blake2b(paths, digest_size=10).hexdigest()}-{SCHEMA_VERSION}{FINISHED}"


def _folders() -> list[Path]:
    """Return where libraries may lie, the place for a new one first."""
    usual = _usual_folder()
    with suppress(OSError):
        usual.mkdir(parents=True, exist_ok=True)
    if usual.is_dir() and os.access(usual, os.W_OK | os.X_OK):
        return [usual, _temporary_path()]
    return [_temporary_folder(), usual]


def _usual_folder() -> Path:
    chosen = os.environ.get("IMMUNO_READER_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path(_FOLDER, appauthor=False)


def _temporary_path() -> Path:
    owner = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    return Path(gettempdir(), f"{_FOLDER}{owner}")
