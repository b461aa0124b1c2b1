"""The contents tree on a real widget, as a person with a mouse, keys or a screen reader has it."""

from collections.abc import Callable
from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import Contents, Pack, SectionEntry
from immuno_reader.ui.sidebar.contents import ContentsView
from immuno_reader.ui.theme import Icons, Look, Theme

WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
SAID = Qt.ItemDataRole.AccessibleTextRole


def ref(title: str) -> SectionRef:
    return SectionRef(PackId("book"), SectionId(title.lower()))


def find(tree: ContentsView, title: str) -> QModelIndex:
    model = tree.model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        title,
        1,
        Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
    )
    assert found, f"no row is called {title!r}"
    return found[0]


def shown(tree: ContentsView) -> str:
    """Return the rows that can be seen, as indented text."""
    lines, index = [], tree.model().index(0, 0)
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        lines.append("    " * depth + str(index.data()))
        index = tree.indexBelow(index)
    return "\n".join(lines)


def click(tree: ContentsView, title: str, *, at_start: bool = False) -> None:
    box = tree.visualRect(find(tree, title))
    point = QPoint(box.left() + 18, box.center().y()) if at_start else box.center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=point)


@pytest.fixture
def requested() -> list[SectionRef]:
    return []


@pytest.fixture
def tree(
    qtbot: QtBot, look: Look, icons: Icons, handbook: Contents, requested: list[SectionRef]
) -> ContentsView:
    view = ContentsView(look, icons)
    qtbot.addWidget(view)
    view.set_contents(handbook)
    view.resize(300, 500)
    view.section_requested.connect(requested.append)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_the_top_level_starts_open_and_what_is_deeper_closed(tree: ContentsView) -> None:
    assert shown(tree) == (
        "Basics\n    What\n    Why\n"
        "Treatments\n    Types\n        Antibodies\n        Vaccines\n    Later"
    )


def test_the_model_keeps_the_rules_of_qt(tree: ContentsView) -> None:
    tester = QAbstractItemModelTester(tree.model(), WARNS)
    assert tester.model() is tree.model()


def test_a_click_on_a_row_asks_for_its_section(
    tree: ContentsView, requested: list[SectionRef]
) -> None:
    click(tree, "Vaccines")
    assert requested == [ref("Vaccines")]
    assert isinstance(requested[0], SectionRef)


def test_a_click_on_the_chevron_opens_the_row_and_no_section(
    tree: ContentsView, requested: list[SectionRef]
) -> None:
    click(tree, "Treatments", at_start=True)
    assert "Types" not in shown(tree)
    click(tree, "Treatments", at_start=True)
    assert "Types" in shown(tree)
    assert requested == []


def test_a_click_on_a_part_or_a_draft_asks_for_nothing(
    tree: ContentsView, requested: list[SectionRef]
) -> None:
    click(tree, "Later")
    click(tree, "Basics")
    assert requested == []
    assert "What" not in shown(tree)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_move_and_only_a_key_of_intent_opens(
    tree: ContentsView, requested: list[SectionRef], key: Qt.Key
) -> None:
    assert tree.currentIndex().data() == "What", "there is a cursor before the first focus"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert requested == []
    QTest.keyClick(tree, key)
    assert requested == [ref("Why")]


def test_right_opens_a_row_and_left_closes_it(tree: ContentsView) -> None:
    tree.setCurrentIndex(find(tree, "Antibodies"))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert "Bispecific" in shown(tree)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert "Bispecific" not in shown(tree)


def test_typing_letters_jumps_to_a_title(tree: ContentsView) -> None:
    QTest.keyClicks(tree, "vac")
    assert tree.currentIndex().data() == "Vaccines"


def test_the_current_section_comes_into_sight_without_asking_for_it(
    tree: ContentsView, requested: list[SectionRef]
) -> None:
    tree.set_expanded(())
    tree.resize(300, 110)
    tree.set_current(ref("Bispecific"))
    assert requested == []
    index = find(tree, "Bispecific")
    assert tree.currentIndex() == index
    assert tree.viewport().rect().contains(tree.visualRect(index).adjusted(0, 1, 0, -1))


def test_the_current_section_stays_in_sight_when_the_window_shrinks(
    tree: ContentsView, qtbot: QtBot
) -> None:
    tree.set_current(ref("Vaccines"))
    tree.resize(150, 110)
    index = find(tree, "Vaccines")
    qtbot.waitUntil(
        lambda: tree.viewport().rect().contains(tree.visualRect(index).adjusted(0, 1, 0, -1))
    )


def test_a_list_that_was_scrolled_elsewhere_stays_there(tree: ContentsView) -> None:
    tree.resize(300, 110)
    tree.set_current(ref("Vaccines"))
    tree.scrollToTop()
    tree.resize(260, 100)
    assert tree.visualRect(find(tree, "Basics")).top() >= 0


def test_the_current_section_is_brought_back_into_sight(tree: ContentsView) -> None:
    tree.resize(300, 110)
    tree.set_current(ref("What"))
    tree.scrollToBottom()
    tree.set_current(ref("What"))
    assert tree.visualRect(find(tree, "What")).top() >= 0


def test_what_is_kept_or_no_longer_is_told_to_whoever_listens(
    tree: ContentsView, qtbot: QtBot
) -> None:
    for counts in ({ref("Bispecific"): 2}, {ref("Bispecific"): 1}, {}):
        told: list[str] = []
        tree.model().dataChanged.connect(lambda index, *_, told=told: told.append(index.data()))
        tree.set_kept(counts)
        assert sorted(told) == ["Antibodies", "Bispecific", "Treatments", "Types"]
        told.clear()
        tree.set_kept(counts)
        assert told == []


def test_a_screen_reader_hears_what_sighted_readers_see(tree: ContentsView) -> None:
    tree.set_kept({ref("Why"): 1, ref("Types"): 2, ref("Bispecific"): 3, ref("Gone"): 4})
    tree.set_current(ref("Why"))
    assert tree.accessibleName() == "Contents"
    assert find(tree, "Why").data(SAID) == "Why, 1 kept, current"
    assert find(tree, "Types").data(SAID) == "Types, 2 kept, 3 kept inside"
    assert find(tree, "Treatments").data(SAID) == "Treatments, 5 kept inside"
    assert find(tree, "Later").data(SAID) == "Later, not written yet"
    tree.set_kept({})
    tree.set_current(ref("What"))
    assert find(tree, "Why").data(SAID) == "Why"


def test_how_much_is_kept_and_the_current_section_are_drawn(tree: ContentsView) -> None:
    def picture(title: str = "Why") -> bytes:
        image = tree.viewport().grab(tree.visualRect(find(tree, title))).toImage()
        return bytes(image.constBits())

    plain = picture()
    tree.set_kept({ref("Why"): 1})
    one = picture()
    tree.set_kept({ref("Why"): 12})
    several = picture()
    tree.set_current(ref("Why"))
    assert len({plain, one, several, picture()}) == 4


def test_a_closed_row_shows_what_is_kept_inside_of_it(tree: ContentsView) -> None:
    def picture() -> bytes:
        area = tree.visualRect(find(tree, "Types"))
        area.setLeft(area.right() - 60)
        image = tree.viewport().grab(area).toImage()
        return bytes(image.constBits())

    index = find(tree, "Types")
    tree.expand(index)
    plain = picture()
    tree.set_kept({ref("Vaccines"): 3})
    assert picture() == plain, "an open row leaves it to those below"
    tree.collapse(index)
    inside = picture()
    assert inside != plain
    tree.set_kept({ref("Types"): 3})
    assert picture() != inside, "its own look otherwise than those inside"


def test_open_rows_can_be_kept_and_brought_back(tree: ContentsView) -> None:
    tree.set_expanded({"part:0:book/types", "book/types", "book/antibodies", "gone"})
    kept = tree.expanded()
    assert kept == {"part:0:book/types", "book/types", "book/antibodies"}
    picture = shown(tree)
    tree.set_expanded(())
    assert shown(tree) == "Basics\nTreatments"
    tree.set_expanded(kept)
    assert shown(tree) == picture


def test_new_contents_keep_what_was_open_current_and_kept(
    tree: ContentsView, handbook: Contents
) -> None:
    tree.set_expanded({"part:0:book/types"})
    tree.set_kept({ref("Types"): 2})
    tree.set_current(ref("Types"))
    new = handbook.entries[1]._replace(title="Also new", ref=ref("Also new"))
    tree.set_contents(Contents(handbook.packs, (new, *handbook.entries)))
    assert shown(tree) == "Also new\nBasics\nTreatments\n    Types\n    Later"
    assert tree.currentIndex().data(SAID) == "Types, 2 kept, current"


def test_another_language_keeps_open_what_was_open(tree: ContentsView, handbook: Contents) -> None:
    click(tree, "Basics", at_start=True)
    assert shown(tree).startswith("Basics\nTreatments\n    Types")
    kept = tree.expanded()
    spanish = [row._replace(title=f"es {row.title}") for row in handbook.entries]
    tree.set_contents(Contents(handbook.packs, tuple(spanish)))
    tree.set_expanded(kept)
    assert shown(tree).startswith("es Basics\nes Treatments\n    es Types")


def test_two_packs_stand_under_their_titles(
    tree: ContentsView, add_pack: Callable[[Contents], Contents], handbook: Contents
) -> None:
    tree.set_contents(add_pack(handbook))
    tree.set_expanded({"part:-1:book/what", "part:-1:clinic/hours"})
    assert shown(tree) == ("The book\n    Basics\n    Treatments\nOur clinic\n    Opening hours")


@pytest.fixture
def add_pack() -> Callable[[Contents], Contents]:
    def add(contents: Contents) -> Contents:
        english, clinic = Language("en"), PackId("clinic")
        pack = Pack(clinic, "Our clinic", "1", "", "", "", (english,), english)
        hours = SectionRef(clinic, SectionId("hours"))
        entry = SectionEntry(hours, "Opening hours", 0, "section", clinic, english)
        return Contents((*contents.packs, pack), (*contents.entries, entry))

    return add


def test_rows_are_tall_enough_to_hit_and_grow_with_the_text(
    tree: ContentsView, look: Look, icons: Icons
) -> None:
    height = tree.visualRect(find(tree, "What")).height()
    assert height >= 32
    tree.set_look(Look(look.theme, 300), icons)
    assert tree.visualRect(find(tree, "What")).height() >= 1.6 * height


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_a_long_title_is_never_cut_off(
    tree: ContentsView, handbook: Contents, percent: int, icons: Icons
) -> None:
    long = handbook.entries[1]._replace(title="What are monoclonal antibodies for?")
    tree.resize(420, 500)
    tree.set_look(Look(Theme.load("light"), percent), icons)
    tree.set_contents(Contents(handbook.packs, (long,)))
    tree.set_contents(Contents(handbook.packs, (long, *handbook.entries)))
    one_line = tree.visualRect(find(tree, "What")).height()
    is_wide = tree.fontMetrics().horizontalAdvance(long.title) > tree.viewport().width()
    assert (tree.visualRect(find(tree, long.title)).height() > one_line) == is_wide


def test_a_row_has_room_for_its_bold_title_once_it_is_current(
    tree: ContentsView, handbook: Contents
) -> None:
    title = "Why do they help against it"
    entries = [
        row._replace(title=title if row.title == "Why" else row.title) for row in handbook.entries
    ]
    tree.set_contents(Contents(handbook.packs, tuple(entries)))
    index = find(tree, title)
    one_line = tree.visualRect(index).height()
    # Just wide enough for the title as it is, not for the same in bold.
    width = 300
    while tree.visualRect(index).height() == one_line and width > 60:
        width -= 1
        tree.resize(width, 500)
    tree.resize(width + 1, 500)
    assert tree.visualRect(index).height() == one_line
    tree.set_current(ref("Why"))
    assert tree.visualRect(index).height() > one_line


def test_ten_thousand_sections_open_at_once(
    qtbot: QtBot, look: Look, icons: Icons, handbook: Contents
) -> None:
    rows = tuple(
        SectionEntry(ref(f"s{n}"), f"Section {n}", n % 2, "section", PackId("book"), Language("en"))
        for n in range(10_000)
    )
    view = ContentsView(look, icons)
    qtbot.addWidget(view)
    view.resize(300, 600)
    start = perf_counter()
    view.set_contents(Contents(handbook.packs, rows))
    view.set_current(rows[-1].ref)
    view.grab()
    assert perf_counter() - start < 0.25  # some 0.02 s where nothing else runs
    assert view.currentIndex().data() == "Section 9999"
