"""The file of bookmarks: damaged, alien, edited, of other versions; nothing is lost."""

import json
import os
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from immuno_reader.assets import resource
from immuno_reader.identity import ItemId
from immuno_reader.shelf.bookmark_file import BookmarkFile, Content, merge
from tests.shelf.samples import bookmarks, named, passage

if TYPE_CHECKING:
    from immuno_reader.shelf.bookmark import Bookmark

DAY = "2026-11-24"
AT = "2026-11-24T09:15:02.120Z"
LATER = "2026-11-24T09:15:02.121Z"
FORMATS = Path(__file__).parents[1] / "formats"
SCHEMA = json.loads(resource("schemas", "bookmarks.schema.json").read_text(encoding="utf-8"))


class Kept:
    """A profile's file of bookmarks, and what a window finds in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bookmarks.json"
        self.backups = folder / "backups"

    def file(self) -> BookmarkFile:
        return BookmarkFile(self.path, self.backups)

    def save(self, *bookmarks: "Bookmark") -> bytes:
        """Save these in place of all else, as a window does; return the bytes."""
        self.path.unlink(missing_ok=True)
        self.file().save(content(*bookmarks), DAY)
        return self.path.read_bytes()

    def ids(self) -> list[str]:
        return list(self.file().load().content.records)

    def aside(self, why: str = "damaged") -> list[Path]:
        return sorted(self.folder.glob(f"bookmarks-{why}-*.json"))

    def clear(self) -> None:
        for path in [*self.folder.glob("*.json"), *self.backups.glob("*")]:
            path.unlink()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def content(*bookmarks: "Bookmark") -> Content:
    return Content({mark.id: mark for mark in bookmarks})


def saved(bookmark: "Bookmark", at: str = AT) -> "Bookmark":
    return replace(bookmark, created=at, modified=at)


A, B, C = (saved(named(id)) for id in "abc")
P = saved(replace(passage(), id=ItemId("p"), note="\u201cIs this me?\u201d \U0001f321"))


def test_what_is_saved_is_read_back_and_fits_the_schema(kept: Kept) -> None:
    written = kept.save(P, A)
    assert kept.file().load().content.records == {"p": P, "a": A}
    assert list(kept.file().load().content.records) == ["p", "a"]
    Draft202012Validator(SCHEMA).validate(json.loads(written))
    assert '"value": "\u201cIs this me?' in written.decode()


def test_the_schema_is_one_and_refuses_what_is_none() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert not Draft202012Validator(SCHEMA).is_valid({"format": "immuno-reader/bookmarks"})
    alien = {"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": [{"id": "a"}]}
    assert not Draft202012Validator(SCHEMA).is_valid(alien)


@pytest.mark.fault(12)
def test_a_file_of_version_1_is_read_for_ever(kept: Kept) -> None:
    shipped = (FORMATS / "bookmarks-1.json").read_bytes()
    kept.path.write_bytes(shipped)
    read = kept.file().load()
    assert (read.notice, read.is_saved) == ("", False)
    passage, whole = bookmarks(read.content)
    assert passage.anchor is not None
    assert (passage.anchor.quote, passage.colour) == ("take the brakes off", "yellow")
    assert (whole.name, str(whole.section)) == ("For Monday", "immunotherapy/when-to-call")
    assert whole.note == "Ask about the rash.\n\u201cIs 38\u202f\u00b0C too warm?\u201d \U0001f321"


@pytest.mark.fault(12)
def test_a_file_of_version_1_becomes_one_of_version_2_and_stays_as_a_copy(kept: Kept) -> None:
    shipped = (FORMATS / "bookmarks-1.json").read_bytes()
    kept.path.write_bytes(shipped)
    file = kept.file()
    file.save(file.load().content, DAY)
    assert kept.path.read_bytes() == (FORMATS / "bookmarks-2.json").read_bytes()
    assert (kept.backups / "bookmarks-version-1.json").read_bytes() == shipped
    file.save(content(A), DAY)
    assert (kept.backups / "bookmarks-version-1.json").read_bytes() == shipped


@pytest.mark.fault(12)
def test_without_a_folder_of_copies_the_old_version_stays_beside_the_file(kept: Kept) -> None:
    shipped = (FORMATS / "bookmarks-1.json").read_bytes()
    kept.path.write_bytes(shipped)
    kept.backups.write_bytes(b"no folder")
    file = kept.file()
    file.save(file.load().content, DAY)
    assert (kept.folder / "bookmarks-version-1.json").read_bytes() == shipped
    assert b'"version": 2' in kept.path.read_bytes()


@pytest.mark.fault(12)
def test_a_file_of_version_2_is_read_for_ever(kept: Kept) -> None:
    shipped = (FORMATS / "bookmarks-2.json").read_bytes()
    Draft202012Validator(SCHEMA).validate(json.loads(shipped))
    kept.path.write_bytes(shipped)
    read = kept.file().load()
    assert (read.notice, read.is_saved) == ("", True)
    assert [mark.kind for mark in bookmarks(read.content)] == ["highlight", "note"]
    kept.file().save(read.content, DAY)
    assert kept.path.read_bytes() == shipped


# Damage


def test_cut_at_any_byte_it_is_set_aside_and_restored(kept: Kept) -> None:
    whole = kept.save(P, A)
    for length in range(0, len(whole) - 2, 7):
        kept.path.write_bytes(whole[:length])
        read = kept.file().load()
        assert read.content.records == {"p": P, "a": A}
        aside = kept.aside()[-1]
        assert aside.read_bytes() == whole[:length]
        assert aside.name in read.notice
        assert "2 bookmarks" in read.notice
        assert "bookmarks-000001-2026-11-24.json" in read.notice
        for path in kept.aside():
            path.unlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 10_000))
def test_without_a_copy_the_whole_records_are_saved(kept: Kept, cut: int) -> None:
    kept.clear()
    whole = kept.save(A, P, B)
    cut %= len(whole) - 2
    kept.clear()
    kept.path.write_bytes(whole[:cut])
    starts = [whole.index(b'"id": "%b"' % id) for id in (b"a", b"p", b"b")]
    read = kept.file().load()
    found = list(read.content.records.values())
    assert found == [A, P, B][: len(found)]
    assert len(found) == sum(cut >= whole.index(b"\n    }", start) + 6 for start in starts)
    assert kept.aside()[-1].name in read.notice


def test_a_damaged_file_is_found_at_each_start_until_there_was_room_to_replace_it(
    kept: Kept,
) -> None:
    damaged = kept.save(A, P)[:-30]
    kept.clear()
    kept.path.write_bytes(damaged)
    for _ in range(3):  # each of them ended before it could save
        file = kept.file()
        read = file.load()
        assert list(read.content.records.values()) == [A, P]
        assert [aside.name in read.notice for aside in kept.aside()] == [True]
    file.save(read.content, DAY)
    assert kept.file().load().notice == ""
    assert kept.ids() == ["a", "p"]
    assert [aside.read_bytes() for aside in kept.aside()] == [damaged]


def test_a_flipped_byte_is_always_noticed_and_nothing_is_lost(kept: Kept) -> None:
    whole, draw = kept.save(A, P, B), random.Random(4)
    for _ in range(400):
        data = bytearray(whole)
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        kept.path.write_bytes(bytes(data))
        read = kept.file().load()
        (aside,) = kept.aside() + kept.aside("edited")
        assert aside.read_bytes() == data
        assert aside.name in read.notice
        assert "backups/bookmarks-000001" in read.notice
        assert len(read.content.records) == 3
        aside.unlink()


def test_of_two_damaged_versions_the_copy_is_believed_and_newer_records_are_added(
    kept: Kept,
) -> None:
    kept.save(A, B)
    changed = replace(B, note="of today", modified=LATER)
    copies = {copy.name: copy.read_bytes() for copy in kept.backups.iterdir()}
    damaged = kept.save(replace(A, note="flipped"), changed, C).partition(b'"ordered"')[0]
    kept.clear()
    for name, data in copies.items():
        (kept.backups / name).write_bytes(data)
    kept.path.write_bytes(damaged)
    assert kept.file().load().content.records == {"a": A, "b": changed, "c": C}


@pytest.mark.parametrize(("old", "new"), [(b"Title b", b"Tjtle b"), (b"}", b"")])
def test_a_damaged_copy_is_passed_over(kept: Kept, old: bytes, new: bytes) -> None:
    kept.save(A)
    kept.save(A, B)
    latest = max(kept.backups.iterdir())
    latest.write_bytes(latest.read_bytes().replace(old, new))
    kept.path.write_bytes(b"")
    assert kept.ids() == ["a"]


def test_a_missing_file_comes_back_from_its_copy(kept: Kept) -> None:
    kept.save(A, B)
    kept.path.unlink()
    read = kept.file().load()
    assert list(read.content.records) == ["a", "b"]
    assert "was missing" in read.notice


WRONG = [
    b"",
    b" \n",
    b"\x00" * 500,
    b"null",
    b"[]",
    b"17",
    b'"bookmarks"',
    b"{}",
    b'{"tabs": [1, 2]}',
    b'{"format": "immuno-reader/bookmarks", "version": 1}',
    b'{"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": {}}',
    b'{"format": "immuno-reader/bookmarks", "version": "1", "bookmarks": []}',
    b'{"format": "immuno-reader/bookmarks", "version": true, "bookmarks": []}',
    b'{"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": [17]}',
    b'{"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": [{"id": "a"}]}',
    b'{"format": "immuno-reader/settings", "version": 1, "bookmarks": []}',
    b"[" * 10_000,
    b"[" * 10_000 + b"]" * 10_000,
    b'{"id":' * 10_000,
    b'{"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": [], "x": '
    + b"[" * 400
    + b"]" * 400
    + b"}",
    b'{"format": ' + b"9" * 10_000 + b"}",
    b"\xff\xfe\x00\xd8",
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    '{"format": "immuno-reader/bookmarks"'.encode("utf-16"),
]


@pytest.mark.fault(9, 10)
@pytest.mark.parametrize("data", WRONG, ids=lambda data: repr(data[:70]))
def test_what_is_no_file_of_bookmarks_is_set_aside(kept: Kept, data: bytes) -> None:
    kept.path.write_bytes(data)
    read = kept.file().load()
    assert read.content.records == {}
    assert [aside.read_bytes() for aside in kept.aside()] == [data]
    assert kept.aside()[0].name in read.notice
    assert kept.file().save(content(A), DAY).content.records == {"a": A}


def test_a_huge_file_is_no_hang(kept: Kept) -> None:
    kept.path.write_bytes(b'"' + b"x" * 100_000_000 + b'"')
    began = time.monotonic()
    assert "damaged" in kept.file().load().notice
    kept.path.write_bytes(b'{"id":' * 2_000_000)
    assert "damaged" in kept.file().load().notice
    assert time.monotonic() - began < 8


# Other hands, other versions


@pytest.mark.fault(10)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="line ends of Windows"),
        pytest.param(lambda data: data.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(lambda data: json.dumps(json.loads(data)).encode(), id="another layout"),
        pytest.param(lambda data: json.dumps(json.loads(data), indent=8).encode(), id="indented"),
    ],
)
def test_another_dress_of_the_same_is_read(kept: Kept, change: Any) -> None:  # noqa: ANN401
    kept.path.write_bytes(change(kept.save(P, A)))
    assert kept.file().load().content.records == {"p": P, "a": A}
    assert kept.aside() == []


@pytest.mark.parametrize(("old", "new"), [(b"{", b"\xef\xbb\xbf{"), (b"\n", b"\r\n")])
def test_what_a_copying_program_does_to_text_is_no_change(
    kept: Kept, old: bytes, new: bytes
) -> None:
    whole = kept.save(P, A)
    kept.path.write_bytes(whole.replace(old, new, 1 if old == b"{" else -1))
    assert kept.file().load().notice == ""
    assert kept.aside("edited") == []


def test_letters_of_many_parts_stay_as_they_were_typed(kept: Kept) -> None:
    note = "e\u0301 \u00e9 \u202eabc\u202c <b>&amp;</b> \U0001f468\u200d\U0001f467 \x00\x1b"
    kept.save(replace(A, note=note * 50_000))
    (read,) = bookmarks(kept.file().load().content)
    assert read.note == note * 50_000


def test_what_a_person_wrote_into_the_file_is_taken_in_and_said(kept: Kept) -> None:
    text = kept.save(P, A).replace(b'"title": ', b'"label": "By hand", "title": ')
    kept.path.write_bytes(text)
    read = kept.file().load()
    assert [mark.label for mark in bookmarks(read.content)] == ["By hand", "By hand"]
    assert "changed outside the reader" in read.notice
    assert [aside.read_bytes() for aside in kept.aside("edited")] == [text]
    kept.file().save(read.content, DAY)
    assert kept.file().load().notice == ""


@pytest.mark.fault(17)
def test_two_bookmarks_of_one_id_are_both_kept(kept: Kept) -> None:
    raw = json.loads(kept.save(A, B))
    raw["annotations"] = [{**record, "id": "same"} for record in raw["annotations"]]
    kept.path.write_text(json.dumps(raw), encoding="utf-8")
    assert kept.ids() == ["same", "same-2"]


LATER_FILE = {
    "format": "immuno-reader/bookmarks",
    "version": 7,
    "shared_with": ["nurse"],
    "annotations": [
        {"id": "q", "kind": "question", "target": {"source": "pack/section"}, "title": "Why?"},
        {"id": "v", "kind": "voice", "recording": [1, 2, {"deep": None}]},
        {"kind": "divider"},
    ],
}


@pytest.mark.fault(11)
def test_a_later_version_is_shown_where_understood_and_kept_whole(kept: Kept) -> None:
    file, later = kept.file(), kept.file()
    later.save(content(), DAY)
    raw = {**json.loads(kept.path.read_bytes()), **LATER_FILE}
    kept.path.write_text(json.dumps(raw), encoding="utf-8")
    mend_checksum(kept.path)
    read = file.load()
    assert read.notice == ""
    assert [mark.title for mark in bookmarks(read.content)] == ["Why?"]
    file.save(replace(read.content, records={**read.content.records, A.id: A}), DAY)
    now = json.loads(kept.path.read_bytes())
    assert now["version"] == 7
    assert now["shared_with"] == ["nurse"]
    kinds = [record.get("kind") for record in now["annotations"]]
    assert kinds == ["question", None, "voice", "divider"]
    assert LATER_FILE["annotations"][1] in now["annotations"]  # type: ignore[index]


def mend_checksum(path: Path) -> None:
    """Give a file the checksum that its own program would have written."""
    from zlib import crc32

    head, _, tail = path.read_bytes().partition(b'"crc32:')
    bare = head + b'"crc32:' + tail[8:]
    digits = b"%08x" % crc32(bare)
    path.write_bytes(head + b'"crc32:' + digits + tail[8:])


@pytest.mark.fault(11)
def test_a_later_version_that_cannot_be_read_is_left_alone(kept: Kept) -> None:
    data = b'{"format": "immuno-reader/bookmarks", "version": 9, "annotations": {"tree": []}}'
    kept.path.write_bytes(data)
    with pytest.raises(OSError, match="later version"):
        kept.file().load()
    with pytest.raises(OSError, match="later version"):
        kept.file().save(content(A), DAY)
    assert kept.path.read_bytes() == data


# Two windows


def test_what_two_windows_keep_is_kept(kept: Kept) -> None:
    one, other = kept.file(), kept.file()
    one.save(content(A, B), DAY)
    assert other.is_changed
    assert list(other.save(content(A, C), DAY).content.records) == ["a", "c", "b"]
    assert one.is_changed
    assert list(one.save(content(A, B), DAY).content.records) == ["a", "c", "b"]
    assert not one.is_changed


def test_the_later_of_two_versions_stays_whoever_saves_last(kept: Kept) -> None:
    newer, older = replace(A, note="newer", modified=LATER), replace(A, note="older")
    for first, second in ((newer, older), (older, newer)):
        kept.clear()
        one, other = kept.file(), kept.file()
        one.save(content(first), DAY)
        assert other.save(content(second), DAY).content.records == {"a": newer}


def test_a_removal_in_one_window_is_one_in_the_other(kept: Kept) -> None:
    one, other = kept.file(), kept.file()
    one.save(content(A, B), DAY)
    held = other.save(content(A, B), DAY).content
    one.save(Content({ItemId("b"): B}, removed={ItemId("a"): LATER}), DAY)
    assert list(other.save(held, DAY).content.records) == ["b"]


def test_a_change_after_the_removal_brings_it_back() -> None:
    gone = Content(removed={ItemId("a"): LATER})
    again = replace(A, modified="2026-11-24T09:15:02.122Z")
    for merged in (merge(gone, content(again)), merge(content(again), gone)):
        assert merged.records == {"a": again}
        assert merged.removed == {}


@given(st.permutations("abc"), st.permutations("abcd"), st.booleans())
def test_the_order_chosen_last_stays(mine: list[str], theirs: list[str], is_mine: bool) -> None:  # noqa: FBT001
    def ordered(ids: list[str], when: str) -> Content:
        return replace(content(*(saved(named(id)) for id in ids)), ordered=when)

    one, other = ordered(mine, LATER if is_mine else AT), ordered(theirs, AT if is_mine else LATER)
    merged, chosen = list(merge(one, other).records), list(mine if is_mine else theirs)
    assert sorted(merged) == ["a", "b", "c", "d"]
    assert [id for id in merged if id in chosen] == chosen
    assert list(merge(other, one).records) == merged


def test_a_file_that_says_the_same_is_not_written_again(kept: Kept) -> None:
    one, other = kept.file(), kept.file()
    held = one.save(content(A), DAY).content
    before = kept.path.stat()
    other.save(content(A), DAY)
    other.save(other.load().content, DAY)
    one.save(held, DAY)
    assert os.path.samestat(kept.path.stat(), before)


def test_what_may_not_have_reached_the_disk_is_written_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real, calls = kept.file(), os.fsync, []

    def fails_for_the_folder(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(5, "fault")
        real(handle)

    monkeypatch.setattr(os, "fsync", fails_for_the_folder)
    held = content(A)
    with pytest.raises(OSError, match="fault"):
        file.save(held, DAY)
    assert kept.path.exists()
    file.save(held, DAY)
    assert len(calls) == 4


def test_a_backups_folder_that_cannot_be_used_does_not_matter(kept: Kept) -> None:
    kept.backups.write_text("not a folder", encoding="utf-8")
    kept.save(A)
    assert kept.ids() == ["a"]
