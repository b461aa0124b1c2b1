from typing import TYPE_CHECKING

import pytest

from immuno_reader.identity import BlockId, PackId, Place, SectionId, SectionRef
from immuno_reader.ui.navigator import Navigator

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def ref(name: str) -> SectionRef:
    return SectionRef(PackId("book"), SectionId(name))


ONE, TWO, THREE = (Place(ref(name)) for name in ("one", "two", "three"))


@pytest.fixture
def navigator() -> Navigator:
    return Navigator({})


def test_back_and_forward_walk_what_was_visited(navigator: Navigator) -> None:
    for place in (ONE, TWO, THREE):
        navigator.go_to(place)
    navigator.back()
    navigator.back()
    assert navigator.place == ONE
    assert not navigator.can_go_back
    navigator.forward()
    assert navigator.place == TWO
    assert navigator.can_go_forward


def test_going_somewhere_new_after_back_forgets_the_way_forward(navigator: Navigator) -> None:
    for place in (ONE, TWO):
        navigator.go_to(place)
    navigator.back()
    navigator.go_to(THREE)
    assert not navigator.can_go_forward
    navigator.back()
    assert navigator.place == ONE


def test_back_returns_to_where_the_reader_had_scrolled(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    read = Place(ONE.section, BlockId("p7"), 40)
    navigator.scrolled_to(read)
    navigator.go_to(TWO)
    navigator.back()
    assert navigator.place == read


def test_a_section_reopens_where_it_was_left(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    read = Place(ONE.section, BlockId("p7"), 40)
    navigator.scrolled_to(read)
    navigator.go_to(TWO)
    navigator.reopen(ONE.section)
    assert navigator.place == read
    navigator.reopen(ref("never seen"))
    assert navigator.place == Place(ref("never seen"))


def test_places_of_an_earlier_session_are_known() -> None:
    left = Place(TWO.section, BlockId("p3"))
    navigator = Navigator({TWO.section: left})
    navigator.reopen(TWO.section)
    assert navigator.place == left


def test_scrolling_shows_nothing_anew(navigator: Navigator, qtbot: "QtBot") -> None:
    navigator.go_to(ONE)
    with qtbot.assertNotEmitted(navigator.place_changed):
        navigator.scrolled_to(Place(ONE.section, BlockId("p2")))


def test_a_walk_within_the_section_is_shown_and_leaves_no_way_back(
    navigator: Navigator, qtbot: "QtBot"
) -> None:
    navigator.go_to(ONE)
    navigator.go_to(TWO)
    walked = Place(TWO.section, BlockId("p2"))
    with qtbot.waitSignal(navigator.place_changed) as told:
        navigator.move_to(walked)
    assert told.args == [walked]
    assert navigator.place == walked
    navigator.back()
    assert navigator.place == ONE
    navigator.forward()
    assert navigator.place == walked


def test_the_same_place_again_leaves_no_second_step(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    navigator.go_to(ONE)
    assert not navigator.can_go_back


def test_peeking_shows_a_place_without_going_there(navigator: Navigator, qtbot: "QtBot") -> None:
    navigator.go_to(ONE)
    with qtbot.waitSignal(navigator.place_changed) as shown:
        navigator.peek(TWO)
    assert shown.args == [TWO]
    assert navigator.place == ONE
    assert navigator.shown == TWO
    assert list(navigator.remembered) == [ONE.section]


def test_the_reader_comes_back_from_peeking_to_where_they_were(
    navigator: Navigator, qtbot: "QtBot"
) -> None:
    navigator.go_to(ONE)
    read = Place(ONE.section, BlockId("p7"), 40)
    navigator.scrolled_to(read)
    for place in (TWO, THREE):
        navigator.peek(place)
    with qtbot.waitSignal(navigator.place_changed) as shown:
        navigator.come_back()
    assert shown.args == [read]
    assert not navigator.is_peeking
    assert not navigator.can_go_back
    with qtbot.assertNotEmitted(navigator.place_changed):
        navigator.come_back()


@pytest.mark.parametrize("peeked", [ONE, TWO], ids=["same section", "other section"])
def test_scrolling_while_peeking_does_not_move_where_the_reader_is(
    navigator: Navigator, peeked: Place
) -> None:
    navigator.go_to(ONE)
    navigator.peek(peeked)
    moved = Place(peeked.section, BlockId("p9"))
    navigator.scrolled_to(moved)
    assert navigator.place == ONE
    assert navigator.remembered[ONE.section] == ONE
    assert navigator.shown == moved


def test_back_never_leads_to_what_was_only_peeked_at(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    navigator.peek(TWO)
    navigator.go_to(THREE)
    navigator.back()
    assert navigator.place == ONE
    assert not navigator.can_go_back


def test_back_from_peeking_is_coming_back(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    navigator.go_to(TWO)
    navigator.peek(THREE)
    assert navigator.can_go_back
    navigator.back()
    assert navigator.shown == navigator.place == TWO


def test_settling_where_one_peeks_leaves_a_way_back(navigator: Navigator, qtbot: "QtBot") -> None:
    navigator.go_to(ONE)
    navigator.peek(TWO)
    moved = Place(TWO.section, BlockId("p9"))
    navigator.scrolled_to(moved)
    with qtbot.assertNotEmitted(navigator.place_changed):
        navigator.settle()
    assert navigator.place == navigator.shown == moved
    navigator.settle()
    navigator.back()
    assert navigator.place == ONE
    assert not navigator.can_go_back


def test_forward_without_a_way_forward_leaves_the_peeking_as_it_is(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    navigator.peek(TWO)
    navigator.forward()
    assert navigator.shown == TWO
    navigator.come_back()
    assert navigator.shown == ONE


def test_there_is_nowhere_to_come_back_to_before_the_first_page(navigator: Navigator) -> None:
    navigator.peek(TWO)
    assert navigator.place == TWO
    assert not navigator.is_peeking


def test_opening_what_one_peeks_at_where_one_is_ends_the_peeking(navigator: Navigator) -> None:
    navigator.go_to(ONE)
    navigator.peek(TWO)
    navigator.go_to(ONE)
    assert not navigator.is_peeking
    assert not navigator.can_go_back


def test_a_long_day_keeps_a_bounded_history(navigator: Navigator) -> None:
    for number in range(1000):
        navigator.go_to(Place(ref(f"s{number}")))
    steps = 0
    while navigator.can_go_back:
        navigator.back()
        steps += 1
    assert 100 <= steps <= 300
