"""What the reader has chosen is kept, whatever the file has been through."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from immuno_reader.assets import resource
from immuno_reader.errors import ShelfError
from immuno_reader.shelf.settings import Settings, load_settings, save_settings

FORMATS = Path(__file__).parents[1] / "formats"
SCHEMA = Draft202012Validator(
    json.loads(resource("schemas", "settings.schema.json").read_text(encoding="utf-8"))
)
CHOICES = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "sepia", "dark", "contrast"]),
    text_percent=st.integers(80, 300),
    mark_terms=st.sampled_from(["first", "every", "never"]),
    hover_ms=st.integers(0, 10_000),
    language=st.sampled_from(["", "en", "es", "zh-hant"]),
    private=st.booleans(),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
def test_settings_are_read_back_and_fit_the_schema(file: Path, settings: Settings) -> None:
    save_settings(file, settings)
    assert load_settings(file) == (settings, "")
    SCHEMA.validate(json.loads(file.read_bytes()))


def test_the_schema_knows_the_usual_settings() -> None:
    properties = SCHEMA.schema["properties"]  # type: ignore[index]
    usual = {name: value["default"] for name, value in properties.items() if "default" in value}
    assert Settings(**usual) == Settings()


def test_a_first_start_has_the_usual_settings(file: Path) -> None:
    assert load_settings(file) == (Settings(), "")


def test_a_file_of_version_1_is_read_for_ever() -> None:
    file = FORMATS / "settings-1.json"
    SCHEMA.validate(json.loads(file.read_bytes()))
    settings = Settings("sepia", 150, "every", 0, "es")
    assert load_settings(file) == (settings, "")


def test_what_a_later_version_chose_is_kept(file: Path) -> None:
    later = {"format": "immuno-reader/settings", "version": 2, "theme": "dark", "ruler": {"on": 1}}
    file.write_text(json.dumps(later), encoding="utf-8")
    settings, trouble = load_settings(file)
    assert (settings.theme, trouble) == ("dark", "")
    save_settings(file, replace(settings, theme="light"))
    assert json.loads(file.read_bytes())["ruler"] == {"on": 1}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", ["dark"]),
        ("text_percent", 79),
        ("text_percent", 10**400),
        ("text_percent", True),
        ("text_percent", "150"),
        ("mark_terms", None),
        ("hover_ms", -1),
        ("language", 7),
        ("private", 1),
    ],
)
def test_a_value_that_is_none_becomes_the_usual_one(
    file: Path,
    name: str,
    value: Any,  # noqa: ANN401
) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: value})
    values = {"format": "immuno-reader/settings", "version": 1, "language": "es", name: value}
    file.write_text(json.dumps(values), encoding="utf-8")
    expected = Settings() if name == "language" else Settings(language="es")
    assert load_settings(file) == (expected, "")


@pytest.mark.fault(20)
@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\x00", b"\xff\xfe\xfd", b'{"theme": "dark"}', b"[" * 10_000]
)
def test_a_damaged_file_is_set_aside_and_said(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    settings, trouble = load_settings(file)
    assert settings == Settings()
    (aside,) = file.parent.glob("settings-damaged-*.json")
    assert aside.read_bytes() == data
    assert aside.name in trouble
    assert load_settings(file) == (Settings(), "")


def test_a_folder_in_its_place_is_said_and_left(file: Path) -> None:
    file.mkdir()
    settings, trouble = load_settings(file)
    assert settings == Settings()
    assert trouble
    with pytest.raises(ShelfError, match="could not be saved"):
        save_settings(file, Settings())
    assert file.is_dir()
