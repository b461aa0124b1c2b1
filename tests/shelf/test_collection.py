"""Changes to what is kept: each is one step, whatever it touches, and can be taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import ItemId, PackId, TermId, TermRef
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import Content
from immuno_reader.shelf.changes import Spot
from immuno_reader.shelf.collection import Step, add, edit, move, remove, take_in, undo
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.moments import stamp
from immuno_reader.shelf.question import Question, new_question
from immuno_reader.shelf.section_index import SectionIndex
from immuno_reader.shelf.word import new_word
from tests.shelf.samples import REF, named

LETTERS = "abcdef"
ANY = st.lists(st.sampled_from(LETTERS), max_size=4, unique=True)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), ANY, st.sampled_from([*LETTERS, None])),
        st.tuples(st.just("edit"), ANY, st.sampled_from(["", "x", "y"])),
        st.tuples(st.just("remove"), ANY, st.none()),
        st.tuples(st.just("move"), ANY, st.sampled_from([*LETTERS, None])),
        st.tuples(st.just("take in"), ANY, st.sampled_from(["", "x", "z"])),
    ),
    max_size=10,
)


class Clock:
    """Goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self._seconds = count(1)

    def __call__(self, *_: str) -> str:
        return stamp(next(self._seconds))


def content(*items: Item) -> Content:
    return Content({item.id: item for item in items})


def done(content: Content, deed: tuple[str, list[str], str | None], clock: Clock) -> Step:
    name, letters, value = deed
    ids = [ItemId(letter) for letter in letters]
    before = ItemId(value) if value else None
    match name:
        case "add":
            return add(content, [Spot(named(id), before) for id in ids], clock)
        case "edit":
            return edit(content, {id: {"label": value, "note": value} for id in ids}, clock)
        case "remove":
            return remove(content, ids, clock)
        case "move":
            return move(content, [(id, before) for id in ids], clock)
    return take_in(content, [replace(named(id), label=value or "") for id in ids], clock)


def seen(content: Content) -> list[Item]:
    return [replace(item, modified="", created="") for item in content.records.values()]


@given(DEEDS)
def test_whatever_is_done_can_be_taken_back_and_done_again(
    deeds: list[tuple[str, list[str], str | None]],
) -> None:
    clock, now = Clock(), content(*map(named, "abc"))
    states, inverses = [seen(now)], []
    for deed in deeds:
        now, change = done(now, deed, clock)
        states.append(seen(now))
        inverses.append(change.inverse)
    back = []
    for inverse, state in zip(reversed(inverses), states[-2::-1], strict=True):
        if inverse:
            now, change = undo(now, inverse, clock)
            back.append(change.inverse)
        else:
            back.append(None)
        assert seen(now) == state
    for inverse, state in zip(reversed(back), states[1:], strict=True):
        if inverse:
            now = undo(now, inverse, clock).content
        assert seen(now) == state


@given(DEEDS)
def test_each_item_is_there_once_and_what_is_gone_is_noted(
    deeds: list[tuple[str, list[str], str | None]],
) -> None:
    clock, now = Clock(), content(*map(named, "abc"))
    for deed in deeds:
        before = now
        now, change = done(now, deed, clock)
        gone = before.records.keys() - now.records.keys()
        assert gone <= now.removed.keys()
        assert not now.removed.keys() & now.records.keys()
        assert all(id == item.id for id, item in now.records.items())
        assert set(change.ids) >= now.records.keys() ^ before.records.keys()
        assert bool(change.ids) == bool(change.inverse) == (now is not before)


@given(DEEDS)
def test_the_index_of_sections_goes_along(deeds: list[tuple[str, list[str], str | None]]) -> None:
    clock, now = Clock(), content(*map(named, "abc"), new_question("Why?"))
    index = SectionIndex(now.records.values())
    for deed in deeds:
        before = now
        now, change = done(now, deed, clock)
        index.update(before.records, now.records, change.ids)
        fresh = SectionIndex(now.records.values())
        assert index.counts == fresh.counts
        assert set(index.bookmarks(REF)) == set(fresh.bookmarks(REF))
        wholes = [mark for mark in fresh.bookmarks(REF) if mark.anchor is None]
        whole = index.whole(REF)
        assert whole in wholes if wholes else whole is None


def test_many_that_are_removed_come_back_where_they_were() -> None:
    ids = [str(number) for number in range(20_000)]
    whole = content(*map(named, ids))
    without, change = remove(whole, [ItemId(id) for id in ids[1::2]], Clock())
    assert len(without.records) == 10_000
    assert change.inverse
    again = undo(without, change.inverse, Clock()).content
    assert list(again.records) == ids


def test_several_are_moved_together_and_keep_their_order() -> None:
    moved = move(content(*map(named, "abcdef")), pairs({"b": "f", "d": "f"}), Clock())
    assert "".join(moved.content.records) == "acebdf"


def pairs(moves: Mapping[str, str]) -> Iterator[tuple[ItemId, ItemId | None]]:
    return ((ItemId(id), ItemId(before)) for id, before in moves.items())


def test_what_is_taken_in_is_as_it_came_and_later_than_what_it_replaces() -> None:
    mine = replace(named("a"), note="mine", modified=stamp(5))
    theirs = replace(named("a"), note="theirs", modified=stamp(2))
    after, change = take_in(content(mine), [theirs, named("b")], Clock())
    (first, second) = after.records.values()
    assert isinstance(first, Bookmark)
    assert (first.note, second.id) == ("theirs", "b")
    assert set(change.ids) == {"a", "b"}


def test_what_is_taken_in_keeps_its_date_unless_it_was_later_here() -> None:
    early, late = stamp(1_000_000_001), stamp(1_900_000_000)
    here = replace(named("a"), note="here", modified=early)
    before = replace(content(here), removed={ItemId("b"): late})
    theirs = [
        replace(named("a"), note="there", modified=late),
        replace(named("b"), modified=early),
        replace(named("c"), modified=early),
    ]
    after = take_in(before, theirs, Clock()).content.records
    assert [after[ItemId(id)].modified for id in "ac"] == [late, early]
    assert after[ItemId("b")].modified != early
    assert take_in(content(*after.values()), theirs[:1], Clock()).change.ids == ()


def test_a_change_says_what_it_is_about() -> None:
    word = new_word(TermRef(PackId("p"), TermId("t")), "term")
    items: list[Item] = [named("a"), new_question("Why?"), word]
    _, change = add(Content(), [Spot(item, None) for item in items], Clock())
    assert change.sorts == {"bookmarks", "questions", "words"}


def test_an_item_of_another_sort_is_not_taken_for_the_one_with_its_id() -> None:
    question = Question(ItemId("a"), "Why?")
    after = take_in(content(named("a")), [question], Clock()).content
    assert list(after.records.values()) == [named("a")]
