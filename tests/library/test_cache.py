"""Where libraries lie, and how a stale one is told from a fresh one."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from immuno_reader.library.cache import (
    fingerprint,
    library_file,
    partial_file,
    remove_leftovers,
    spare_file,
)

HOUR_S = 3600


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder that is not there yet, with temporary files beside it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("IMMUNO_READER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "SUMMARY.md").write_text("- [One](one.md)\n")
    (folder / "en" / "one.md").write_text("# One\n")
    return folder


def test_the_same_packs_have_the_same_place_however_they_are_named(
    cache: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack.parent / "link").symlink_to(pack)
    monkeypatch.chdir(pack.parent)
    places = {library_file([path]) for path in (pack, Path("pack"), Path("link"), pack / ".")}
    assert len(places) == 1
    assert places.pop().parent == cache
    assert cache.is_dir()


def test_other_packs_or_another_order_have_another_place(cache: Path, tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    assert len({library_file(packs) for packs in ([a], [b], [a, b], [b, a])}) == 4


def test_without_a_cache_folder_of_its_own_it_is_the_system_s(
    pack: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("IMMUNO_READER_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    place = library_file([pack])
    assert "immuno-reader" in place.parts[-3:-1]
    assert place.is_relative_to(tmp_path)


def test_a_folder_that_cannot_be_made_is_replaced_by_one_among_the_temporary_files(
    cache: Path, pack: Path
) -> None:
    cache.write_text("a file where the folder should be")
    place = library_file([pack])
    assert place == spare_file([pack])
    assert place.parent.is_dir()
    assert place.is_relative_to(cache.parent / "temporary")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_book_prepared_in_a_read_only_folder_is_used(cache: Path, pack: Path) -> None:
    usual = library_file([pack])
    usual.write_bytes(b"")
    cache.chmod(0o555)
    assert library_file([pack]) == usual
    spare_file([pack]).write_bytes(b"")
    assert library_file([pack]) == spare_file([pack])
    cache.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there, temporary files are the user's own")
def test_a_temporary_folder_that_others_can_write_to_is_not_used(
    cache: Path, pack: Path, tmp_path: Path
) -> None:
    folder = spare_file([pack]).parent
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert spare_file([pack]).parent != folder
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert spare_file([pack]).parent != folder


def edit(pack: Path) -> None:
    (pack / "en" / "one.md").write_text("# Two\n\nMore.\n")


def touch(pack: Path) -> None:
    file = pack / "en" / "one.md"
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))


def add(pack: Path) -> None:
    (pack / "en" / "two.md").write_text("# Two\n")


def rename(pack: Path) -> None:
    (pack / "en" / "one.md").rename(pack / "en" / "two.md")


def remove(pack: Path) -> None:
    (pack / "en" / "one.md").unlink()


@pytest.mark.parametrize("change", [edit, touch, add, rename, remove])
def test_every_change_in_a_pack_changes_its_fingerprint(
    pack: Path, change: Callable[[Path], None]
) -> None:
    before = fingerprint([pack])
    assert fingerprint([pack]) == before
    change(pack)
    assert fingerprint([pack]) != before


def test_the_fingerprint_of_a_file_a_missing_pack_and_a_loop(pack: Path) -> None:
    file = pack / "book.immuno"
    file.write_bytes(b"one")
    before = fingerprint([file])
    file.write_bytes(b"two!")
    assert fingerprint([file]) != before
    assert fingerprint([pack / "gone"]) != fingerprint([file])
    (pack / "loop").symlink_to(pack)
    assert fingerprint([pack])


def test_leftovers_of_the_same_packs_go_and_all_else_stays(cache: Path, pack: Path) -> None:
    library = library_file([pack])
    key, version = library.stem.split("-")
    old = [cache / f"{key}-0.library", cache / f"{key}-{version}.7-1.part"]
    kept = [
        library,
        partial_file(library),  # of a window that has just opened
        cache / f"{key}-{version}.8-1.part",  # another process is writing it
        library_file([pack, pack]),
        cache / "notes.txt",
    ]
    for file in old + kept:
        file.write_bytes(b"")
    os.utime(old[1], (0, old[1].stat().st_mtime - HOUR_S - 60))
    os.utime(kept[3], (0, 0))
    remove_leftovers(library)
    assert sorted(cache.iterdir()) == sorted(kept)


def test_beside_a_library_that_somebody_named_nothing_is_removed(tmp_path: Path) -> None:
    beside = tmp_path / "book-1.library"
    beside.write_bytes(b"")
    remove_leftovers(tmp_path / "book.library")
    assert beside.exists()
