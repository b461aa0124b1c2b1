from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.ui.card.placement import Box, Placement, Size, place

LEAST = Size(150, 90)
CORNER = 30
AREA = Box(0, 0, 1000, 700)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Box, Box]:
    """Return an area and a word that is in it, or partly out of it."""
    area = Box(
        draw(st.integers(-50, 50)),
        draw(st.integers(-50, 50)),
        draw(st.integers(1, 1600)),
        draw(st.integers(1, 1200)),
    )
    word = Box(
        area.left + draw(st.integers(-20, area.width - 1)),
        area.top + draw(st.integers(-20, area.height - 1)),
        draw(st.integers(21, 700)),
        draw(st.integers(21, 120)),
    )
    return area, word


widths, letters = st.integers(1, 1400), st.integers(0, 2_000_000)


def card(area: Box, word: Box, width: int, letters: int) -> Placement:
    """Place a card whose text takes a certain area: the narrower it is, the higher."""
    return place(
        area, word, width, lambda width: 60 + letters // max(1, width), least=LEAST, corner=CORNER
    )


def at(x: int, y: int, *, letters: int = 60_000, width: int = 400) -> Placement:
    return card(AREA, Box(x, y, 100, 20), width, letters)


def within(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


@given(scenes(), st.integers(-3000, 3000), st.integers(-3000, 3000), widths, letters)
def test_a_card_never_leaves_the_area(
    scene: tuple[Box, Box], right: int, down: int, width: int, letters: int
) -> None:
    area, word = scene
    assert within(card(area, word, width, letters).frame, area)
    elsewhere = word._replace(left=word.left + right, top=word.top + down)
    assert within(card(area, elsewhere, width, letters).frame, area)


@given(scenes(), st.integers(150, 1400), letters)
def test_a_card_never_covers_the_word_where_a_side_has_room(
    scene: tuple[Box, Box], width: int, letters: int
) -> None:
    area, word = scene
    seen = word.common(area)
    assert seen is not None
    above_or_below = max(area.bottom - seen.bottom, seen.top - area.top)
    beside = max(area.right - seen.right, seen.left - area.left)
    frame = card(area, word, width, letters).frame

    if (above_or_below >= LEAST.height and area.width >= LEAST.width) or (
        beside >= LEAST.width and area.height >= LEAST.height
    ):
        assert frame.common(seen) is None
    assert frame.height >= min(LEAST.height, area.height)
    assert frame.width >= min(LEAST.width, area.width)


@given(scenes(), widths, letters)
def test_a_pointer_touches_the_word(scene: tuple[Box, Box], width: int, letters: int) -> None:
    area, word = scene
    seen = word.common(area)
    assert seen is not None
    frame, side, tip = card(area, word, width, letters)
    if tip is None:
        return
    if side in ("below", "above"):
        assert seen.left <= tip < seen.right
        assert frame.left + CORNER <= tip <= frame.right - CORNER
        assert (frame.top == seen.bottom) if side == "below" else (frame.bottom == seen.top)
    else:
        assert seen.top <= tip < seen.bottom
        assert frame.top + CORNER <= tip <= frame.bottom - CORNER
        assert (frame.left == seen.right) if side == "right" else (frame.right == seen.left)


@given(st.integers(0, 900), st.integers(0, 680))
def test_a_card_that_fits_is_shown_whole_and_points(x: int, y: int) -> None:
    frame, side, tip = at(x, y)
    assert frame.width == 400
    assert frame.height == 60 + 60_000 // 400
    assert side in ("below", "above")
    assert tip is not None


def test_below_is_best_then_above() -> None:
    assert at(450, 100) == Placement(Box(300, 120, 400, 210), "below", 500)
    assert at(450, 600) == Placement(Box(300, 390, 400, 210), "above", 500)


def test_beside_is_next_right_before_left() -> None:
    high = 60 + 160_000 // 400
    assert at(300, 340, letters=160_000) == Placement(Box(400, 120, 400, high), "right", 350)
    assert at(800, 340, letters=160_000) == Placement(Box(400, 120, 400, high), "left", 350)


def test_it_becomes_narrower_rather_than_scroll() -> None:
    frame, side, _ = at(350, 340, letters=240_000, width=600)
    assert (side, frame.width, frame.height) == ("right", 550, 60 + 240_000 // 550)


def test_where_all_is_too_small_it_scrolls_on_the_side_that_shows_most() -> None:
    frame, side, _ = card(Box(0, 0, 500, 700), Box(50, 400, 400, 20), 480, 400_000)
    assert side == "above"
    assert frame == Box(10, 0, 480, 400)


def test_near_the_edge_the_pointer_stays_on_the_word() -> None:
    frame, side, tip = at(0, 100)
    assert (frame.left, side, tip) == (0, "below", 50)
    assert card(AREA, Box(0, 100, 20, 20), 400, 60_000).tip is None


def test_a_word_out_of_sight_has_no_pointer() -> None:
    frame, side, tip = at(450, 900)
    assert (side, tip) == (None, None)
    assert within(frame, AREA)


def test_a_box_moves_the_shortest_way_into_an_area() -> None:
    assert Box(-20, 650, 100, 100).moved_into(AREA) == Box(0, 600, 100, 100)
    assert Box(10, 10, 5000, 20).moved_into(AREA) == Box(0, 10, 1000, 20)
