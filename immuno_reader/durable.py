"""Files that survive a crash, a full disk and a second writer. It deals in bytes alone."""

import errno
import os
import re
import stat
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LARGEST = 256 * 1024 * 1024
"""No file of ours is larger; what is would only exhaust the memory."""
LATEST_KEPT = 5
DAYS_KEPT = 14
"""Backups that stay: the latest, and the last one of each of so many days."""

_FORSAKEN_S = 3600
"""A temporary file this much older than ours belongs to a writer that was killed."""
_LOCK_WAIT_S = 2.0
"""No writer of ours takes this long; one that does is hung, and waiting for it saves nothing."""
_LOCK_STEP_S = 0.01
_SHARING_TRIES = 20
"""Windows refuses to replace a file while a virus scanner or an indexer looks at it."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.EEXIST}


class Stamp(NamedTuple):
    """Tells one version of a file from the next without reading it."""

    inode: int
    size: int
    modified_ns: int


class Snapshot(NamedTuple):
    """The bytes of a file, and the version of it that they are."""

    data: bytes
    stamp: Stamp


class UnusableError(OSError):
    """There is something in the file's place that must be neither read nor replaced."""


class OvertakenError(OSError):
    """Another writer has changed the file since it was read."""


def reason(error: OSError) -> str:
    """Say in a few plain words why a file could not be read or written."""
    if isinstance(error, UnusableError):
        return str(error)
    if error.errno in _FULL:
        return "the disk is full"
    if error.errno in _FORBIDDEN:
        return "access is not allowed"
    return "the disk reports a fault"


def stamp(path: Path) -> Stamp | None:
    """Return the version of a file that stands at a path, or None if there is none."""
    try:
        return _stamp(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def read(path: Path) -> Snapshot:
    """Read a file whole, and never wait for a pipe or a device.

    Raises:
        UnusableError: it is no plain file, or too large to be one of ours.
        OSError: it cannot be read; FileNotFoundError if there is none.
    """
    _check(path, path.stat())
    # Should it have become a pipe since, opening it would wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        _check(path, status)
        return Snapshot(file.read(), _stamp(status))


def replace(path: Path, data: bytes, *, is_current: "Callable[[], bool] | None" = None) -> Stamp:
    """Put new contents in a file's place so that it is the old one or the new one, whole.

    On return the contents are on the disk, not in a cache. Missing folders are made, a symbolic
    link is followed, and the permissions of the old file stay.

    Args:
        path: the file.
        data: its new contents.
        is_current: asked at the last moment whether the file may still be replaced.

    Raises:
        OvertakenError: ``is_current`` said no.
        UnusableError: what stands there is no plain file.
        OSError: it could not be written; the old file is as it was, or is the new one already.
    """
    target = Path(os.path.realpath(path))
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = folder / f".{target.name}.{os.urandom(6).hex()}.tmp"
    handle = os.open(temporary, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            _write(file.fileno(), data)
            _keep_mode(file.fileno(), target)
            os.fsync(file.fileno())
            written = _stamp(os.fstat(file.fileno()))
        if is_current is not None and not is_current():
            raise OvertakenError(f"{path.name} was changed meanwhile")
        _rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(folder)
    _sweep(target, written)
    return written


def set_aside(path: Path, why: str) -> Path:
    """Move a file out of the way, beside itself, under a name that says why and when.

    Returns:
        where it is now, such as ``settings-damaged-2026-11-24.json``; nothing is overwritten.

    Raises:
        OSError: it could not be moved.
    """
    source = Path(os.path.realpath(path))
    # Two that move the same file at once meet in the lock of that file.
    return source.rename(next(name for name in _names(source, why) if not name.exists()))


def keep_aside(path: Path, why: str) -> Path:
    """Keep a file under a second name, like ``set_aside``, and leave it until it is replaced.

    Should there be no room for what is to replace it, it is found once more at the next start.

    Returns:
        where it is kept; twice the same while it is the same file.

    Raises:
        OSError: it could not be kept.
    """
    source = Path(os.path.realpath(path))
    for aside in _names(source, why):
        if not aside.exists():
            _keep(source, aside)
            return aside
        if aside.samefile(source):
            return aside
    raise AssertionError  # there is always another name


def _keep(source: Path, aside: Path) -> None:
    try:
        os.link(source, aside)  # takes no room on a full disk
    except OSError:  # not everywhere can a file have two names
        try:
            replace(aside, read(source).data)
        except OSError:
            source.rename(aside)


def _names(source: Path, why: str) -> "Iterator[Path]":
    """Yield the names under which a file can be set aside today."""
    stem = f"{source.stem}-{why}-{time.strftime('%Y-%m-%d')}"
    yield source.with_name(f"{stem}{source.suffix}")
    for number in count(2):
        yield source.with_name(f"{stem}-{number}{source.suffix}")


class Lock:
    """Keeps writers of one file apart, on systems and shares where that is possible.

    It never fails: where locks do not work, or where the holder is hung, ``is_held`` stays false
    and the work goes on; ``replace`` with ``is_current`` is what is safe without a lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self.is_held = False

    def __enter__(self) -> "Lock":
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._handle = os.open(self._path, flags, 0o600)
            self.is_held = self._wait(self._handle)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                if self.is_held:
                    _unlock(handle)
            os.close(handle)
        self.is_held = False

    @staticmethod
    def _wait(handle: int) -> bool:
        end = time.monotonic() + _LOCK_WAIT_S
        while time.monotonic() < end:
            try:
                _lock(handle)
            except (BlockingIOError, PermissionError):
                Event().wait(_LOCK_STEP_S)
            else:
                return True
        return False


def back_up(folder: Path, name: str, data: bytes, day: str) -> None:
    """Keep a copy of a file's contents, and drop copies that are no longer needed.

    Copies are counted, so that a clock which jumps can neither reorder nor expire them.

    Args:
        folder: where the copies of the file lie.
        name: the file's name.
        data: its contents.
        day: the date, as it is to stand in the copy's name.

    Raises:
        OSError: the copy could not be made.
    """
    kept = _numbered(folder, name)
    if kept and _holds(kept[0].file, data):
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = kept[0].number + 1 if kept else 1
    original = Path(name)
    copy = _Copy(number, day, folder / f"{original.stem}-{number:06}-{day}{original.suffix}")
    # O_EXCL: another window that counts to the same number keeps its copy.
    handle = os.open(copy.file, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            _write(file.fileno(), data)
    except BaseException:
        # Half a copy would take the room, and the place, of a whole one.
        with suppress(OSError):
            copy.file.unlink()
        raise
    for old in _unneeded([copy, *kept]):
        old.file.unlink(missing_ok=True)


def backups(folder: Path, name: str) -> list[Path]:
    """Return the copies of a file, the latest first; none if the folder cannot be read."""
    return [copy.file for copy in _numbered(folder, name)]


def _holds(copy: Path, data: bytes) -> bool:
    """Return whether a copy is the same; one that cannot be read is none."""
    try:
        return copy.stat().st_size == len(data) and read(copy).data == data
    except OSError:
        return False


class _Copy(NamedTuple):
    number: int
    day: str
    file: Path


def _numbered(folder: Path, name: str) -> list[_Copy]:
    stem, suffix = map(re.escape, (Path(name).stem, Path(name).suffix))
    pattern = re.compile(rf"{stem}-(\d{{6,18}})-(.*){suffix}")
    try:
        matches = [(pattern.fullmatch(file.name), file) for file in folder.iterdir()]
    except OSError:
        return []
    return sorted((_Copy(int(m[1]), m[2], file) for m, file in matches if m), reverse=True)


def _unneeded(copies: "Iterable[_Copy]") -> list[_Copy]:
    """Return the copies, given from the latest on, that are neither recent nor a day's last."""
    days: set[str] = set()
    old = []
    for place, copy in enumerate(copies):
        is_last_of_day = copy.day not in days and len(days) < DAYS_KEPT
        days.add(copy.day)
        if place >= LATEST_KEPT and not is_last_of_day:
            old.append(copy)
    return old


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns)


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(f"{path.name} is not a file")
    if status.st_size > LARGEST:
        raise UnusableError(f"{path.name} is too large")


def _keep_mode(handle: int, target: Path) -> None:
    """Give a new file the permissions of the one that it will replace."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(f"{target.name} is not a file")
    if sys.platform != "win32":
        os.fchmod(handle, stat.S_IMODE(status.st_mode))


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _rename(temporary: Path, target: Path) -> None:
    for _ in range(_SHARING_TRIES):
        try:
            temporary.replace(target)
        except PermissionError:
            if sys.platform != "win32":
                raise
            Event().wait(_LOCK_STEP_S)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _sweep(target: Path, written: Stamp) -> None:
    """Remove what writers that were killed have left beside a file."""
    with suppress(OSError):
        for left in target.parent.glob(f".{target.name}.*.tmp"):
            # By the clock of the disk, which is the same for both.
            if written.modified_ns - left.stat().st_mtime_ns > _FORSAKEN_S * 1_000_000_000:
                left.unlink()


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
