"""Where one reader's things are."""

import os
from pathlib import Path

import pytest

from immuno_reader.shelf.profile import open_profile


def test_the_folder_asked_for_is_used_and_made(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "un perfil \u00e9" / "deep")
    assert profile.folder == tmp_path / "un perfil \u00e9" / "deep"
    assert profile.folder.is_dir()
    assert profile.is_writable
    assert list(profile.folder.iterdir()) == []
    assert profile.bookmarks == profile.folder / "bookmarks.json"


def test_without_one_the_environment_names_it(profile: Path) -> None:
    assert open_profile().folder == profile
    assert open_profile(profile / "other").folder == profile / "other"


def test_a_portable_folder_beside_the_program_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IMMUNO_READER_PROFILE")
    (tmp_path / "portable").mkdir()
    assert open_profile(program=tmp_path).folder == tmp_path / "portable"


@pytest.mark.skipif(os.name == "nt", reason="the usual folder of Linux")
def test_else_it_is_the_usual_folder_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMMUNO_READER_PROFILE", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = open_profile(program=tmp_path).folder
    assert folder.name == "immuno-reader"
    assert tmp_path in folder.parents


@pytest.mark.parametrize("name", ["a file/profile", "a file", "with a \x00"])
def test_where_nothing_can_be_kept_there_is_a_profile_all_the_same(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a file").touch()
    assert not open_profile(tmp_path / name).is_writable
