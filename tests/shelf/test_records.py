from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import ItemId
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.records import Records

ALL = tuple(map(ItemId, "abcdef"))
IDS = st.sampled_from(ALL)
ITEMS = st.builds(Question, IDS, st.sampled_from(("why", "when", "who")))
STEPS = st.lists(
    st.tuples(st.booleans(), st.lists(ITEMS, max_size=3), st.lists(IDS, max_size=3), st.booleans())
)


def assert_same(records: Records, known: Mapping[ItemId, Item]) -> None:
    assert len(records) == len(known)
    assert {id: records.get(id) for id in ALL} == {id: known.get(id) for id in ALL}
    assert [id in records for id in ALL] == [id in known for id in ALL]


def assert_whole(records: Records, known: dict[ItemId, Item]) -> None:
    assert list(records) == list(records.keys()) == list(known)
    assert list(reversed(records)) == list(reversed(known))
    assert list(records.values()) == list(known.values())
    assert list(records.items()) == list(known.items())
    assert records == known == records
    assert records == Records.of(dict(reversed(known.items())))
    assert_same(records, known)


@given(st.lists(ITEMS, max_size=4), STEPS)
def test_records_are_changed_as_a_mapping_is_and_never_change_themselves(
    first: list[Item], steps: list[tuple[bool, list[Item], list[ItemId], bool]]
) -> None:
    known: dict[ItemId, Item] = {item.id: item for item in first}
    records, past = Records.of(dict(known)), list[tuple[Records, dict[ItemId, Item]]]()
    for is_addition, items, ids, is_looked_at in steps:
        past.append((records, dict(known)))
        if is_addition:
            records = records.with_items(items)
            known.update({item.id: item for item in items})
        else:
            records = records.without(ids)
            known = {id: item for id, item in known.items() if id not in ids}
        assert_same(records, known)
        if is_looked_at:
            assert_whole(records, known)
    for before, held in [*past, (records, known)]:
        assert_whole(before, held)


def test_records_of_records_are_they_themselves() -> None:
    records = Records.of({})
    assert Records.of(records) is records
