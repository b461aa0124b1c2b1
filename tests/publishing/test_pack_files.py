"""Which paths of a pack may be followed."""

import os
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.errors import PackError
from immuno_reader.publishing.pack_files import PackFolder, resolve


@pytest.mark.parametrize(
    ("base", "link", "target"),
    [
        ("a.md", "b.md", "b.md"),
        ("a.md", "./x/../b.md", "b.md"),
        ("care/a.md", "b.md", "care/b.md"),
        ("care/a.md", "../images/x.svg", "images/x.svg"),
        ("care/a.md", "b%20c.md#part", "care/b c.md"),
        ("care/a.md", "b.md?raw=1#part", "care/b.md"),
        ("care/a.md", "#part", "care/a.md"),
        ("a.md", "zellen/übersicht.md", "zellen/übersicht.md"),
        ("a.md", "Chapter 1: cells.md", "Chapter 1: cells.md"),
    ],
)
def test_links_inside_the_pack(base: str, link: str, target: str) -> None:
    assert resolve(base, link) == target


@pytest.mark.parametrize(
    "link",
    [
        "../x.md",
        "care/../../x.md",
        "%2e%2e/x.md",
        "%2E%2E%2Fx.md",
        ".%2e/x.md",
        "/etc/passwd",
        "//server/share/x.md",
        "%2fetc/passwd",
        "\\\\server\\share\\x.md",
        "..\\x.md",
        "care%5c..%5cx.md",
        "C:/x.md",
        "c:x.md",
        "file:///etc/passwd",
        "https://example.org/x.md",
        "javascript:alert(1)",
        "qrc:/x.md",
        "x\0.md",
        "x%00.md",
        "x%0a.md",
        "NUL",
        "care/con.md",
        "x.md.",
        "x.md%20",
        "x" * 300 + ".md",
        "x/" * 2000 + "x.md",
        "./",
    ],
)
def test_links_that_are_refused(link: str) -> None:
    assert resolve("a.md", link) is None


@given(
    st.lists(st.sampled_from(["..", ".", "", "a", "b c", "%2e%2e", "%2f", "x.md"]), max_size=8),
    st.sampled_from(["a.md", "care/a.md", "care/more/a.md"]),
)
def test_no_link_ever_leaves(steps: list[str], base: str) -> None:
    target = resolve(base, "/".join(steps))
    if target is not None:
        assert not PurePosixPath(target).is_absolute()
        assert ".." not in target.split("/")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that tests lack there")
def test_a_folder_shows_what_is_inside_and_nothing_else(tmp_path: Path) -> None:
    pack, outside = tmp_path / "pack", tmp_path / "outside"
    (pack / "en").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (pack / "en" / "a.md").write_text("inside")
    (pack / "en" / ".hidden.md").write_text("hidden")
    (pack / "en" / "alias.md").symlink_to(pack / "en" / "a.md")
    (pack / "en" / "leak.md").symlink_to(outside / "secret.md")
    (pack / "en" / "folder").symlink_to(outside)
    (pack / "en" / "loop").symlink_to(pack / "en")
    (pack / "en" / "round.md").symlink_to(pack / "en" / "round.md")
    os.mkfifo(pack / "en" / "pipe.md")
    files = PackFolder(pack)

    assert set(files.walk("en")) == {"a.md", "alias.md", "leak.md", "round.md", "pipe.md"}
    assert files.read("en/alias.md", 100) == b"inside"
    for path, happened in {
        "en/leak.md": "This file leads out of the pack.",
        "en/folder/secret.md": "This file leads out of the pack.",
        "en/round.md": "This file cannot be read: its link goes in a circle.",
        "en/pipe.md": "This is not a file.",
        "en": "This is not a file.",
        "en/none.md": "There is no such file.",
    }.items():
        with pytest.raises(PackError) as refused:
            files.read(path, 100)
        assert refused.value.happened == happened
        assert refused.value.file == pack / path
    with pytest.raises(PackError, match="larger"):
        files.read("en/a.md", 3)
