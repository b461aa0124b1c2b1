"""What a sound file says of its items is written again as it stands there."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immuno_reader.shelf.bookmark_file import BookmarkFile, Content
from tests.shelf.samples import named

DAY = "2026-11-24"
AT = "2026-11-24T09:15:02.120Z"
NOTES = st.text() | st.sampled_from(
    [
        '\n    },\n    {\n      "id": "x"',
        '\n  "annotations": [\n',
        '\n  ],\n  "ordered": ',
        "\\",
        '"',
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(NOTES, max_size=5), st.data())
def test_a_file_that_was_read_is_written_as_one_that_was_not(
    tmp_path: Path, notes: list[str], data: st.DataObject
) -> None:
    marks = [
        replace(named(f"m{number}"), note=note, created=AT, modified=AT)
        for number, note in enumerate(notes)
    ]
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    for file in (one, other):
        file.unlink(missing_ok=True)
    BookmarkFile(one, tmp_path / "backups").save(Content({mark.id: mark for mark in marks}), DAY)
    reading = BookmarkFile(one, tmp_path / "backups")
    read = reading.load().content
    new = replace(named("new"), created=AT, modified=AT)
    kept = data.draw(st.permutations([*read.records.values(), new]))
    wanted = replace(read, records={item.id: item for item in kept[data.draw(st.integers(0, 2)) :]})
    reading.save(wanted, DAY)
    BookmarkFile(other, tmp_path / "backups").save(wanted, DAY)
    assert one.read_bytes() == other.read_bytes()
