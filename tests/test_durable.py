"""Files that survive a crash, a full disk and a second writer."""

import errno
import os
import stat
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from immuno_reader import durable

if TYPE_CHECKING:
    from collections.abc import Callable

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="not a thing of Windows")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kept.json"
    file.write_bytes(b"old")
    return file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(file: Path) -> None:
    durable.replace(file, b"new")
    assert file.read_bytes() == b"new"
    assert names(file.parent) == ["kept.json"]


def test_a_first_file_is_made_with_its_folder_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "kept.json"
    durable.replace(file, b"new")
    assert file.read_bytes() == b"new"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix_only
def test_the_permissions_of_a_file_stay(file: Path) -> None:
    file.chmod(0o640)
    durable.replace(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix_only
def test_a_link_is_followed_and_not_replaced(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(file)
    durable.replace(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(link.parent) == ["link.json"]


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


@posix_only
@pytest.mark.parametrize(
    "make", [make_folder, make_pipe, make_link_to_a_device, make_link_to_itself]
)
def test_what_is_no_file_is_neither_read_nor_replaced(
    tmp_path: Path, make: "Callable[[Path], None]"
) -> None:
    path = tmp_path / "kept.json"
    make(path)
    kind = path.lstat().st_mode
    with pytest.raises(OSError):  # noqa: PT011  which one is the system's affair
        durable.read(path)
    with pytest.raises(OSError):  # noqa: PT011
        durable.replace(path, b"new")
    assert path.lstat().st_mode == kind
    assert names(tmp_path) == ["kept.json"]


CALLS = ("open", "write", "fsync", "replace")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize(("call", "nth"), [(call, nth) for call in CALLS for nth in (1, 2)])
def test_a_fault_of_the_disk_leaves_the_old_file_or_the_new_one(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int, number: int
) -> None:
    real: Callable[..., Any] = getattr(os, call)
    calls = []

    def fails(*given: Any, **named: Any) -> Any:  # noqa: ANN401  as os has it
        calls.append(given)
        if len(calls) == nth:
            raise OSError(number, os.strerror(number))
        return real(*given, **named)

    monkeypatch.setattr(os, call, fails)
    try:
        durable.replace(file, b"new")
    except OSError:
        # The second open and fsync are of the folder, when the new file is in its place.
        expected = b"new" if nth == 2 else b"old"
    else:
        assert len(calls) < nth
        expected = b"new"
    assert file.read_bytes() == expected
    assert names(file.parent) == ["kept.json"]


@posix_only
def test_a_file_larger_than_there_is_room_for_leaves_the_old_one(file: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError) as caught:  # noqa: PT011
            durable.replace(file, bytes(2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert durable.reason(caught.value) == "the disk is full"
    assert file.read_bytes() == b"old"
    assert names(file.parent) == ["kept.json"]


def test_another_writer_is_not_overwritten(file: Path) -> None:
    read = durable.read(file)
    durable.replace(file, b"of another")
    with pytest.raises(durable.OvertakenError):
        durable.replace(file, b"new", is_current=lambda: durable.stamp(file) == read.stamp)
    assert file.read_bytes() == b"of another"
    assert names(file.parent) == ["kept.json"]


def test_a_stamp_tells_each_version_from_the_others(file: Path) -> None:
    stamps = {durable.read(file).stamp}
    for _ in range(20):
        written = durable.replace(file, b"new")
        assert written == durable.stamp(file) == durable.read(file).stamp
        stamps.add(written)
    assert len(stamps) == 21
    assert durable.stamp(file.parent / "none") is None
    assert durable.stamp(file / "below a file") is None


def test_what_killed_writers_left_is_removed_after_a_while(file: Path) -> None:
    old, fresh = (file.with_name(f".kept.json.{name}.tmp") for name in ("old", "fresh"))
    for left in (old, fresh):
        left.write_bytes(b"half")
    day_ago = file.stat().st_mtime - 24 * 3600
    os.utime(old, (day_ago, day_ago))
    durable.replace(file, b"new")
    assert names(file.parent) == [fresh.name, "kept.json"]


def test_what_is_set_aside_never_overwrites_anything(file: Path) -> None:
    asides = []
    for number in range(3):
        file.write_bytes(b"damaged %d" % number)
        asides.append(durable.set_aside(file, "damaged"))
        assert not file.exists()
    assert [aside.read_bytes() for aside in asides] == [b"damaged 0", b"damaged 1", b"damaged 2"]
    assert all(aside.name.startswith("kept-damaged-2") for aside in asides)


def test_what_is_kept_aside_stands_in_its_place_until_it_is_replaced(file: Path) -> None:
    file.write_bytes(b"damaged")
    aside = durable.keep_aside(file, "damaged")
    assert durable.keep_aside(file, "damaged") == aside
    assert file.read_bytes() == aside.read_bytes() == b"damaged"
    durable.replace(file, b"mended")
    assert (file.read_bytes(), aside.read_bytes()) == (b"mended", b"damaged")
    assert durable.keep_aside(file, "damaged") != aside
    assert aside.read_bytes() == b"damaged"


def no(*_: object) -> None:
    raise OSError(errno.EPERM, "not on this file system")


def test_where_files_have_one_name_each_a_copy_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no)
    file.write_bytes(b"damaged")
    aside = durable.keep_aside(file, "damaged")
    assert file.read_bytes() == aside.read_bytes() == b"damaged"
    monkeypatch.setattr(os, "fsync", no)  # as when there is no room for a copy
    moved = durable.keep_aside(file, "damaged")
    assert moved != aside
    assert not file.exists()
    assert names(file.parent) == sorted([aside.name, moved.name])


def test_copies_are_the_latest_and_one_of_each_day(tmp_path: Path) -> None:
    for day in range(1, 21):
        for change in range(3):
            data = b"day %d change %d" % (day, change)
            durable.back_up(tmp_path, "kept.json", data, f"2026-11-{day:02}")
            durable.back_up(tmp_path, "kept.json", data, f"2026-11-{day:02}")
    copies = [copy.read_text(encoding="utf-8") for copy in durable.backups(tmp_path, "kept.json")]
    latest = [f"day {day} change {change}" for day in (20, 19) for change in (2, 1, 0)][:5]
    assert copies == [*latest, *(f"day {day} change 2" for day in range(18, 6, -1))]


@pytest.mark.fault(15)
def test_a_clock_that_jumps_costs_no_copies(tmp_path: Path) -> None:
    durable.back_up(tmp_path, "kept.json", b"before", "2026-11-24")
    for day in ("1970-01-01", "2099-01-01", "2026-11-25"):
        durable.back_up(tmp_path, "kept.json", day.encode(), day)
    copies = [copy.read_bytes() for copy in durable.backups(tmp_path, "kept.json")]
    assert copies == [b"2026-11-25", b"2099-01-01", b"1970-01-01", b"before"]


@posix_only
def test_half_a_copy_does_not_stay(tmp_path: Path) -> None:
    import resource

    durable.back_up(tmp_path, "kept.json", b"whole", "2026-11-24")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError):  # noqa: PT011
            durable.back_up(tmp_path, "kept.json", bytes(2000), "2026-11-24")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    (copy,) = durable.backups(tmp_path, "kept.json")
    assert copy.read_bytes() == b"whole"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_other_files_among_the_copies_are_left_alone(tmp_path: Path) -> None:
    others = ["kept.json", "kept-mine.json", "settings-000001-2026-11-24.json"]
    for name in others:
        (tmp_path / name).touch()
    for number in range(30):
        durable.back_up(tmp_path, "kept.json", b"%d" % number, "2026-11-24")
    assert set(others) < set(names(tmp_path))
    assert len(names(tmp_path)) == len(others) + durable.LATEST_KEPT


def test_only_one_holds_a_lock_at_a_time(tmp_path: Path) -> None:
    inside, most, lock = [], [], threading.Lock()

    def work() -> None:
        for _ in range(10):
            with durable.Lock(tmp_path / "kept.lock") as held:
                assert held.is_held
                with lock:
                    inside.append(1)
                    most.append(len(inside))
                os.sched_yield()
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 40
    assert max(most) == 1


def test_where_there_can_be_no_lock_the_work_goes_on(file: Path) -> None:
    with durable.Lock(file / "kept.lock") as lock:
        assert not lock.is_held


@pytest.mark.fault(14)
@posix_only
def test_a_share_without_locks_does_not_stop_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with durable.Lock(tmp_path / "kept.lock") as lock:
        assert not lock.is_held
