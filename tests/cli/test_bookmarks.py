"""What a reader keeps, without a window and beside one."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from immuno_reader.identity import PackId, TermId, TermRef
from immuno_reader.shelf.bookmark_file import parse
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.exporting import FORMS
from immuno_reader.shelf.profile import open_profile
from immuno_reader.shelf.question import new_question

if TYPE_CHECKING:
    import subprocess

    from immuno_reader.errors import ShelfError
    from tests.cli.conftest import Answer, Reader

Keep = Callable[..., "Answer"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a profile with nothing in it."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


@pytest.fixture
def keep(reader: "Reader", folder: Path, good: Path) -> Keep:
    """Return what runs a command about what is kept."""

    def run(command: str, *arguments: str | Path, pack: Path = good) -> "Answer":
        return reader("bookmarks", command, "--profile", folder, "--pack", pack, *arguments)

    return run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a pack of two pages."""
    book = tmp_path / "book"
    book.mkdir()
    (book / "SUMMARY.md").write_text("- [One](one.md)\n- [Two](two.md)\n")
    (book / "one.md").write_text("# One\n\nThe first words of all. “Don\u2019t\nwait,” she said.\n")
    (book / "two.md").write_text("# Two\n\nText.\n")
    return book


def file(folder: Path) -> Path:
    return folder / "bookmarks.json"


def stored(folder: Path) -> list[dict[str, Any]]:
    """Return the annotations as they are on the disk."""
    whole: dict[str, Any] = json.loads(file(folder).read_bytes())
    annotations: list[dict[str, Any]] = whole["annotations"]
    return annotations


def spoil(folder: Path, old: bytes, new: bytes) -> None:
    data = file(folder).read_bytes()
    assert old in data
    file(folder).write_bytes(data.replace(old, new))


# Adding and listing


def test_a_section_is_kept_and_its_id_is_printed_once_it_is_on_the_disk(
    keep: Keep, folder: Path
) -> None:
    answer = keep("add", "cells", "--note", "Ask Ana.\nTwice.")
    assert (answer.code, answer.err) == (0, "")
    (record,) = stored(folder)
    assert record["id"] == answer.out.strip()
    assert (record["title"], record["chapter"]) == ("What are cells?", "First part")
    assert record["body"][0]["value"] == "Ask Ana.\nTwice."
    assert record["target"] == {"source": "good/cells"}


@pytest.mark.parametrize(
    "quote",
    [
        "“Don\u2019t wait,” she said",
        '"Don\'t wait," she said',
        '  "Don\'t   wait,"\nshe said ',
    ],
)
def test_a_quote_is_found_whatever_its_spaces_and_quotes(
    keep: Keep, folder: Path, book: Path, quote: str
) -> None:
    answer = keep("add", "one", "--json", "--quote", quote, pack=book)
    assert answer.code == 0, answer.err
    assert [answer.json] == stored(folder) == keep("list", "--json").json
    exact, position, _ = answer.json["target"]["selector"]
    assert exact["exact"] == "“Don\u2019t wait,” she said"
    assert exact["prefix"].endswith("of all. ")
    assert position["end"] - position["start"] == len("“Don\u2019t wait,” she said")


def test_a_quote_is_of_the_language_that_was_asked_for(keep: Keep, folder: Path) -> None:
    answer = keep("add", "cells", "--lang", "es", "--quote", "la parte viva")
    assert answer.code == 0, answer.err
    assert stored(folder)[-1]["target"]["language"] == "es"
    assert "not in good/cells" in keep("add", "cells", "--quote", "la parte viva").refused(2)


def test_what_cannot_be_kept_is_refused_in_a_sentence(keep: Keep, folder: Path) -> None:
    assert "not in good/cells" in keep("add", "cells", "--quote", "words of nobody").refused(2)
    assert "not in good/cells" in keep("add", "cells", "--quote", " ").refused(2)
    assert "times" in keep("add", "cells", "--quote", "cell").refused(2)
    assert "nearest are: cells" in keep("add", "sells").refused(2)
    assert not file(folder).exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_takes_nothing_is_told(keep: Keep, folder: Path) -> None:
    folder.chmod(0o500)
    assert "Nothing can be written" in keep("add", "cells").refused(2)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_what_is_not_saved_has_no_id(keep: Keep, folder: Path) -> None:
    file(folder).symlink_to("/proc/nowhere/bookmarks.json")
    assert "could not be saved: access is not allowed" in keep("add", "cells").refused(2)


def test_what_is_in_the_way_of_the_file_is_told(keep: Keep, folder: Path) -> None:
    file(folder).mkdir()
    for command in (("add", "cells"), ("list",), ("verify",), ("repair",)):
        assert "could not be read: bookmarks.json is not a file" in keep(*command).refused(2)


def test_a_folder_that_does_not_exist_is_not_made_by_looking(keep: Keep, folder: Path) -> None:
    folder.rmdir()
    for command in ("list", "export", "verify", "repair"):
        assert f"no folder {folder}" in keep(command).refused(2)
    assert not folder.exists()
    assert keep("add", "cells").code == 0


def test_the_list_names_all_that_is_kept(keep: Keep, folder: Path) -> None:
    keep("add", "cells", "--note", "Ask Ana.")
    shelf = Bookshelf(open_profile(folder))
    shelf.add(new_question("How long?"))
    shelf.look_up(TermRef(PackId("good"), TermId("cell")), "cell")
    shelf.close()
    answer = keep("list")
    lines = answer.out.splitlines()
    first, question, word = (record["id"] for record in stored(folder))
    assert lines[0] == f"What are cells? [{first}]"
    assert lines[2] == "    Ask Ana."
    assert f"How long? [{question}]" in lines
    assert f"cell [{word}]" in lines
    assert keep("list", "--json").json == stored(folder)


# Export and import


def test_an_export_is_read_back_elsewhere_as_it_was(
    keep: Keep, reader: "Reader", folder: Path, tmp_path: Path
) -> None:
    for note in ("one", "two"):
        keep("add", "cells", "--note", note)
    export = tmp_path / "export.json"
    assert "2 bookmarks written" in keep("export", "--output", export).out
    assert json.loads(keep("export", "--to", "json").out) == json.loads(export.read_bytes())
    there = tmp_path / "there"
    trial = reader("bookmarks", "import", export, "--profile", there, "--dry-run")
    assert trial.out.startswith("2 are new:")
    assert not there.exists()
    answer = reader("bookmarks", "--profile", there, "import", export)
    assert "Taken in: 2 bookmarks." in answer.out
    assert stored(there) == stored(folder)
    again = reader("--profile", there, "bookmarks", "import", export, "--json").json
    assert (again["same"], again["taken"]) == (2, [])


def test_what_differs_stays_until_it_is_asked_for(keep: Keep, folder: Path, tmp_path: Path) -> None:
    id = keep("add", "cells", "--note", "theirs").out.strip()
    export = tmp_path / "export.json"
    keep("export", "--output", export)
    shelf = Bookshelf(open_profile(folder))
    (mark,) = shelf.bookmarks
    shelf.edit(mark.id, note="mine")
    shelf.close()
    answer = keep("import", export)
    assert (answer.code, stored(folder)[0]["body"][0]["value"]) == (0, "mine")
    assert "note: “mine” here, “theirs” there" in answer.out
    assert "--take-conflicting" in answer.out
    assert keep("import", export, "--take-conflicting", "--json").json["taken"] == [id]
    assert stored(folder)[0]["body"][0]["value"] == "theirs"


def test_what_was_removed_here_comes_back_only_if_it_is_asked_for(
    keep: Keep, folder: Path, tmp_path: Path
) -> None:
    keep("add", "cells")
    export = tmp_path / "export.json"
    keep("export", "--output", export)
    shelf = Bookshelf(open_profile(folder))
    shelf.remove(shelf.bookmarks[0].id)
    shelf.close()
    assert "1 was removed here:" in keep("import", export).out
    assert stored(folder) == []
    keep("import", export, "--take-removed")
    assert len(stored(folder)) == 1


def test_a_selection_is_exported(keep: Keep, folder: Path) -> None:
    one, two = (keep("add", "cells", "--note", note).out.strip() for note in ("one", "two"))
    shelf = Bookshelf(open_profile(folder))
    shelf.edit(shelf.bookmarks[0].id, labels=("Montag",))
    shelf.close()

    def ids(*arguments: str) -> list[str]:
        whole = json.loads(keep("export", "--json", *arguments).out)
        return [record["id"] for record in whole["annotations"]]

    assert ids() == ids(two, one) == [one, two]
    assert ids(two) == [two]
    assert ids("--label", "montag") == [one]
    assert "has the label nothing" in keep("export", "--label", "nothing").refused(2)
    assert "has the id three" in keep("export", "three").refused(2)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_printed_and_written_alike(keep: Keep, tmp_path: Path, form: str) -> None:
    keep("add", "cells", "--note", "Ask Ana.")
    output = tmp_path / "out"
    assert keep("export", "--to", form, "--output", output).code == 0
    printed = keep("export", "--to", form).out
    # A pipe that is read as text has one kind of line ends.
    written = output.read_bytes().decode()
    assert printed == written.replace("\r\n", "\n")
    assert "Ask Ana." in printed


def test_the_file_of_the_profile_is_no_place_for_an_export(keep: Keep, folder: Path) -> None:
    keep("add", "cells")
    before = file(folder).read_bytes()
    assert "own file" in keep("export", "--to", "html", "--output", file(folder)).refused(2)
    assert file(folder).read_bytes() == before


def test_words_are_explained_if_that_is_wanted(keep: Keep, folder: Path, reader: "Reader") -> None:
    shelf = Bookshelf(open_profile(folder))
    shelf.look_up(TermRef(PackId("good"), TermId("t-cell")), "T cell")
    shelf.look_up(TermRef(PackId("good"), TermId("gone")), "gone")
    shelf.close()
    assert {"- **gone**", "- **T cell**"} <= {*keep("export").out.splitlines()}
    assert "- **T cell**: " in keep("export", "--definitions").out


def test_what_is_no_export_is_refused(keep: Keep, folder: Path, tmp_path: Path) -> None:
    alien = tmp_path / "alien.json"
    alien.write_text("{}")
    assert "no bookmarks in alien.json" in keep("import", alien).refused(2)
    assert "no file" in keep("import", tmp_path / "none.json").refused(2)


# Looking after the file


def test_a_sound_file_has_nothing_wrong(keep: Keep, folder: Path) -> None:
    assert keep("verify").code == 0
    keep("add", "cells")
    answer = keep("verify")
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "Nothing is wrong.")
    before = file(folder).stat()
    assert keep("repair").out.startswith("Nothing was wrong.")
    assert file(folder).stat() == before
    assert keep("verify", "--json").json == {"ok": True, "kept": "1 bookmark", "remarks": []}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"Ask Ana.", b"Ask Ann.", "checksum"),
        (b"]", b"", "damaged"),
        (b'"target"', b'"target', "damaged"),
    ],
)
def test_damage_is_found_by_looking_and_mended_by_repair(
    keep: Keep, folder: Path, old: bytes, new: bytes, said: str
) -> None:
    id = keep("add", "cells", "--note", "Ask Ana.").out.strip()
    spoil(folder, old, new)
    spoilt, listed = file(folder).read_bytes(), sorted(folder.rglob("*"))
    answer = keep("verify")
    assert answer.code == 1
    assert said in answer.out
    assert "repair" in keep("list").err
    assert sorted(folder.rglob("*")) == listed
    assert keep("repair").code == 0
    assert keep("verify").code == 0
    assert [record["id"] for record in stored(folder)] == [id]
    (aside,) = folder.glob("bookmarks-*.json")
    assert aside.read_bytes() == spoilt


def test_a_file_of_which_nothing_can_be_read_is_not_said_to_be_empty(
    keep: Keep, folder: Path
) -> None:
    assert "Nothing is kept yet" in keep("list").out
    file(folder).write_text("garbage")
    for arguments in ((), ("--json",)):
        answer = keep("list", *arguments)
        assert answer.code == 1
        assert "Nothing is kept yet" not in answer.out
        assert "damaged" in answer.err
    assert file(folder).read_text() == "garbage"


def test_a_missing_file_is_brought_back_from_the_copy(keep: Keep, folder: Path) -> None:
    keep("add", "cells")
    before = stored(folder)
    file(folder).unlink()
    answer = keep("verify")
    assert answer.code == 1
    assert "missing" in answer.out
    assert "Restored: 1 bookmark" in keep("repair").out
    assert stored(folder) == before


def test_one_id_for_two_is_wrong_and_both_are_kept(keep: Keep, folder: Path) -> None:
    one, two = (keep("add", "cells", "--note", note).out.strip() for note in ("one", "two"))
    spoil(folder, two.encode(), one.encode())
    assert "same id" in keep("verify").out
    assert keep("repair").code == 0
    assert keep("verify").code == 0
    assert [record["body"][0]["value"] for record in stored(folder)] == ["one", "two"]


def test_what_is_no_longer_in_the_book_is_told_and_is_not_wrong(
    keep: Keep, folder: Path, book: Path
) -> None:
    keep("add", "one", "--quote", "first words of all", pack=book)
    keep("add", "two", pack=book)
    assert keep("verify", pack=book).out.splitlines()[1:] == ["Nothing is wrong."]
    (book / "SUMMARY.md").write_text("- [One](one.md)\n")
    (book / "one.md").write_text("# One\n\nNothing is as it was.\n")
    answer = keep("verify", "--json", pack=book)
    assert (answer.code, answer.json["ok"]) == (0, True)
    texts = [remark["text"] for remark in answer.json["remarks"]]
    assert "no longer in" in texts[0]
    assert "not in the book" in texts[1]


def test_a_later_version_is_left_alone(keep: Keep, folder: Path) -> None:
    later = {"format": "immuno-reader/bookmarks", "version": 9, "things": []}
    file(folder).write_text(json.dumps(later))
    before = file(folder).read_bytes()
    for command in ("list", "verify", "repair", "export"):
        assert "later version" in keep(command).refused(2)
    assert "later version" in keep("add", "cells").refused(2)
    assert file(folder).read_bytes() == before


# Beside a window


def test_a_command_and_an_open_window_lose_nothing_of_each_other(keep: Keep, folder: Path) -> None:
    troubles: list[ShelfError] = []
    window = Bookshelf(open_profile(folder), failed=troubles.append)
    window.add(question := new_question("How long?"))
    added = keep("add", "cells").out.strip()  # whether or not the window has saved
    assert window.flush(10)
    window.edit(question.id, answer="Two years.")
    assert window.flush(10)
    assert {item.id for item in window.items} == {question.id, added}
    window.close()
    assert {record["id"] for record in stored(folder)} == {question.id, added}
    assert troubles == []


def test_many_commands_at_once_keep_all(
    start: Callable[..., "subprocess.Popen[str]"], keep: Keep, folder: Path, good: Path
) -> None:
    keep("add", "cells")
    running = [
        start("bookmarks", "add", "cells", "--profile", folder, "--pack", good) for _ in range(8)
    ]
    printed = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0] * 8
    assert {record["id"] for record in stored(folder)} > set(printed)
    assert len(stored(folder)) == 9
    assert parse(file(folder).read_bytes()).is_ours


def test_a_command_is_asked_for(reader: "Reader") -> None:
    answer = reader("bookmarks")
    assert answer.code == 2
    assert "COMMAND" in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "nowhere/page.html"), "no folder nowhere"),
        (("--output", "page.xyz"), "--to html"),
    ],
)
def test_an_export_that_was_mistyped_is_refused(
    keep: Keep, arguments: tuple[str, ...], said: str
) -> None:
    assert keep("add", "cells").code == 0
    assert said in keep("export", *arguments).refused(2)
