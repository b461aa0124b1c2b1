"""Disks that are full or read-only, and files that are none: said, and nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immuno_reader.shelf.bookmark_file import BookmarkFile, Content
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import Profile, open_profile
from tests.shelf.keepers import KEEPER, ROOT
from tests.shelf.on_disk import ids
from tests.shelf.samples import named, passage

DAY = "2026-11-24"
WAIT_S = 10
MANY = 100_000

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not things of Windows")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "profile")


@pytest.fixture
def told() -> list[object]:
    return []


@pytest.fixture
def shelf(profile: Profile, told: list[object]) -> Iterator[Bookshelf]:
    shelf = Bookshelf(profile, failed=told.append)
    yield shelf
    shelf.close()


# Disks


def on_a_disk_of_its_own(folder: Path, work: str, then: str = "true") -> None:
    """Let the keeper work on a disk of 1 MB, which is gone with its process."""
    if shutil.which("unshare") is None:
        pytest.skip("nothing here can mount a disk for one process")
    own = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    mount = f'mount -t tmpfs -o size=1m tmpfs "{folder}"'
    if subprocess.run([*own, "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    keep = f'"{sys.executable}" "{KEEPER}" "{folder}" {work}'
    done = subprocess.run(
        [*own, "sh", "-c", f"{mount} && {then} && {keep}"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.fault(2)
def test_on_a_full_disk_what_was_saved_stays_and_the_rest_waits_for_room(tmp_path: Path) -> None:
    on_a_disk_of_its_own(tmp_path, "--full-disk")


@pytest.mark.fault(5)
def test_on_a_read_only_disk_what_is_there_is_read(tmp_path: Path) -> None:
    made, there = tmp_path / "made", tmp_path / "there"
    there.mkdir()
    BookmarkFile(made / "bookmarks.json", made / "backups").save(content("a", "b"), DAY)
    files = f'cp -r "{made}"/. "{there}" && mount -o remount,ro "{there}"'
    on_a_disk_of_its_own(there, "--read-only", files)


def content(*names: str) -> Content:
    return Content({mark.id: mark for mark in map(named, names)})


@pytest.mark.fault(6)
def test_a_folder_that_is_deleted_while_running_comes_back(
    profile: Profile, shelf: Bookshelf, told: list[object]
) -> None:
    for name in "abc":
        shelf.add(named(name))
        assert shelf.flush(WAIT_S)
        shutil.rmtree(profile.folder)
    shelf.add(named("d"))
    assert shelf.flush(WAIT_S)
    assert ids(profile.bookmarks) == list("abcd")
    assert told == []


# Things in the file's place


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "mine").touch()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        os.mknod(path.name, 0o600 | 0o140000)
    finally:
        os.chdir(here)


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def make_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


MAKERS = [
    make_folder,
    make_pipe,
    make_socket,
    make_link_to_a_device,
    make_link_to_itself,
    make_link_to_a_pipe,
]
by_maker = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


@pytest.mark.fault(18)
@by_maker
def test_what_is_no_file_is_said_and_left_alone(
    profile: Profile, make: Callable[[Path], None]
) -> None:
    make(profile.bookmarks)
    kind = profile.bookmarks.lstat().st_mode
    shelf = Bookshelf(profile)
    assert "Your bookmarks could not be read" in shelf.notice
    shelf.add(named("a"))
    assert not shelf.flush(WAIT_S)
    assert [mark.id for mark in shelf.bookmarks] == ["a"]
    shelf.close()
    assert profile.bookmarks.lstat().st_mode == kind


@pytest.mark.fault(18)
@by_maker
def test_what_takes_the_place_of_the_file_is_left_alone_until_it_is_gone(
    profile: Profile, shelf: Bookshelf, told: list[object], make: Callable[[Path], None]
) -> None:
    shelf.add(named("a"))
    assert shelf.flush(WAIT_S)
    profile.bookmarks.unlink()
    make(profile.bookmarks)
    kind = profile.bookmarks.lstat().st_mode
    shelf.add(named("b"))
    assert not shelf.flush(WAIT_S)
    assert len(told) == 1
    assert profile.bookmarks.lstat().st_mode == kind
    profile.bookmarks.rename(profile.folder / "away")
    assert shelf.flush(WAIT_S)
    assert ids(profile.bookmarks) == ["a", "b"]


@pytest.mark.fault(18)
def test_a_link_is_followed_and_its_end_may_come_later(
    profile: Profile, shelf: Bookshelf, tmp_path: Path
) -> None:
    end = tmp_path / "synced" / "deep" / "marks.json"
    profile.bookmarks.symlink_to(end)
    shelf.add(named("a"))
    assert shelf.flush(WAIT_S)
    assert profile.bookmarks.is_symlink()
    assert ids(end) == ["a"]
    end.write_bytes(end.read_bytes()[:-30])
    again = Bookshelf(profile)
    assert [mark.id for mark in again.bookmarks] == ["a"]
    assert again.flush(WAIT_S)
    again.close()
    assert profile.bookmarks.is_symlink()
    assert ids(end) == ["a"]


@pytest.mark.fault(18)
@by_maker
def test_whatever_stands_in_the_place_of_the_lock_saving_goes_on(
    profile: Profile, make: Callable[[Path], None]
) -> None:
    make(profile.bookmarks.with_suffix(".lock"))
    shelf = Bookshelf(profile)
    shelf.add(named("a"))
    assert shelf.flush(WAIT_S)
    shelf.close()
    assert ids(profile.bookmarks) == ["a"]


@pytest.mark.fault(19)
@by_maker
def test_whatever_stands_in_the_place_of_the_copies_saving_goes_on(
    profile: Profile, shelf: Bookshelf, told: list[object], make: Callable[[Path], None]
) -> None:
    make(profile.backups)
    shelf.add(named("a"))
    assert shelf.flush(WAIT_S)
    assert ids(profile.bookmarks) == ["a"]
    assert told == []


@pytest.mark.fault(19)
@by_maker
def test_whatever_stands_among_the_copies_new_ones_are_made(
    profile: Profile, make: Callable[[Path], None]
) -> None:
    profile.backups.mkdir()
    odd = profile.backups / f"bookmarks-000007-{DAY}.json"
    make(odd)
    file = BookmarkFile(profile.bookmarks, profile.backups)
    for number in range(20):
        file.save(content("a", f"b{number}"), DAY)
    profile.bookmarks.write_bytes(b"")
    assert list(file.load().content.records) == ["a", "b19"]


@pytest.mark.fault(19)
@pytest.mark.parametrize("mode", [0o000, 0o300, 0o500], ids=oct)
def test_copies_that_may_not_be_read_or_made_do_not_matter(
    profile: Profile, shelf: Bookshelf, told: list[object], mode: int
) -> None:
    profile.backups.mkdir(mode)
    if os.access(profile.backups, os.R_OK | os.W_OK | os.X_OK):
        pytest.skip("this user may do all")
    shelf.add(named("a"))
    assert shelf.flush(WAIT_S)
    assert ids(profile.bookmarks) == ["a"]
    assert told == []


# Much


@pytest.mark.fault(23)
def test_a_hundred_thousand_bookmarks_are_opened_and_saved(profile: Profile) -> None:
    at = "2026-11-24T09:15:02.120Z"
    one = replace(passage(), created=at, modified=at)
    many = {id: replace(one, id=id) for id in (named(f"{n}").id for n in range(MANY))}
    BookmarkFile(profile.bookmarks, profile.backups).save(Content(many), DAY)
    shelf = Bookshelf(profile)
    shelf.add(named("last"))
    assert shelf.flush(60)
    shelf.close()
    found = ids(profile.bookmarks)
    assert len(found) == MANY + 1
    assert found[-1] == "last"


ODD = '\u200f\u202e\u2066\u2069\ufeff\u0000\u001b\u2028\u0085\r\n\t"\\/<>&\u0301\U0001f468\u200d'
PARTS = st.sampled_from(
    [
        *ODD,
        "<b>&amp;</b>",
        "</script><!--",
        "e\u0301\u00e9",
        "\U0001f468\u200d\U0001f467",
        "\\u0041",
    ]
)


@pytest.mark.fault(24)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS | st.text(max_size=9), min_size=1, max_size=30), st.booleans())
def test_a_long_note_is_kept_letter_for_letter(
    profile: Profile,
    parts: list[str],
    is_long: bool,  # noqa: FBT001
) -> None:
    note = "".join(parts) or "x"
    note *= 1_000_000 // len(note.encode()) + 1 if is_long else 1
    mark = replace(named("a"), note=note)
    profile.bookmarks.unlink(missing_ok=True)
    BookmarkFile(profile.bookmarks, profile.backups).save(Content({mark.id: mark}), DAY)
    read = BookmarkFile(profile.bookmarks, profile.backups).load()
    assert (read.notice, list(read.content.records.values())) == ("", [mark])
    again = BookmarkFile(profile.bookmarks, profile.backups)
    kept = again.save(content("b"), DAY).content
    assert kept.records == {mark.id: mark, **content("b").records}
    assert BookmarkFile(profile.bookmarks, profile.backups).load().content.records == kept.records
