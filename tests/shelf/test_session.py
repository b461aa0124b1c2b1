"""The reader comes back as it was left."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immuno_reader.errors import ShelfError
from immuno_reader.identity import BlockId, PackId, Place, SectionId, SectionRef
from immuno_reader.shelf.session import PLACES_KEPT, Session, load_session, save_session


def place(number: int) -> Place:
    section = SectionRef(PackId("pack"), SectionId(f"section-{number}"))
    return Place(section, BlockId("heading.p2"), number)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "session.json"


LEFT = Session(
    current=place(3),
    places={place(number).section: place(number) for number in (1, 2, 3)},
    searches=("runny stomach", "Keytruda"),
    expanded=frozenset({"pack/section-1", "part:The basics"}),
    geometry="AdnQywADAAA=",
    splitter=(300, 880),
    sidebar="bookmarks",
    sidebar_visible=False,
)


def test_a_session_is_read_back(file: Path) -> None:
    save_session(file, LEFT)
    assert load_session(file) == LEFT
    assert list(load_session(file).places) == list(LEFT.places)


def test_a_first_start_has_no_place_yet(file: Path) -> None:
    assert load_session(file) == Session()


def test_the_newest_places_are_kept(file: Path) -> None:
    many = {place(number).section: place(number) for number in range(PLACES_KEPT + 7)}
    save_session(file, Session(places=many))
    assert list(load_session(file).places) == list(many)[7:]


def test_a_damaged_session_is_set_aside_and_forgotten(file: Path) -> None:
    save_session(file, LEFT)
    data = file.read_bytes()[:-30]
    file.write_bytes(data)
    assert load_session(file) == Session()
    (aside,) = file.parent.glob("session-damaged-*.json")
    assert aside.read_bytes() == data
    assert not file.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
PLACE = st.fixed_dictionaries({}, optional={"section": JSON, "block": JSON, "offset": JSON})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {"format": st.just("immuno-reader/session")},
        optional={
            "current": JSON | PLACE,
            "places": JSON | st.lists(PLACE),
            "expanded": JSON,
            "geometry": JSON,
            "splitter": JSON,
            "sidebar": JSON,
            "sidebar_visible": JSON,
        },
    )
)
def test_whatever_the_file_says_there_is_a_session_that_can_be_saved(
    file: Path, values: dict[str, object]
) -> None:
    file.write_text(json.dumps(values), encoding="utf-8")
    session = load_session(file)
    save_session(file, session)
    assert load_session(file) == session


def test_what_cannot_be_saved_is_said(file: Path) -> None:
    file.mkdir()
    assert load_session(file) == Session()
    with pytest.raises(ShelfError, match="could not be saved"):
        save_session(file, LEFT)
