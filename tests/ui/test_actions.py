from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from immuno_reader.ui.actions import MENUS, OTHER_KEYS, ROWS, Act, Actions

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_every_action_stands_in_the_table_once() -> None:
    assert Counter(row.act for row in ROWS) == Counter(Act)


def test_no_two_actions_have_the_same_shortcut() -> None:
    keys = [QKeySequence(key).toString() for row in ROWS for key in row.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert "" not in keys


def test_the_keys_of_lists_and_page_clash_with_no_action() -> None:
    taken = {QKeySequence(key).toString() for row in ROWS for key in row.keys}
    local = {QKeySequence(key).toString() for _, keys in OTHER_KEYS for key in keys}
    assert not taken & local


def test_no_letter_alone_is_a_shortcut() -> None:
    # Screen readers use single letters for themselves.
    assert not [key for row in ROWS for key in row.keys if len(key) == 1 and key.isalpha()]


def test_mnemonics_are_unique_within_a_menu() -> None:
    for menu, _ in MENUS:
        texts = [row.text for row in ROWS if row.menu == menu]
        texts += [text for name, text in MENUS if name.rpartition("/")[0] == menu]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == [], menu


def test_menus_stand_in_the_usual_order_and_hold_every_action(qtbot: "QtBot") -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    menus = actions.fill(window.menuBar())
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["File", "Edit", "View", "Go", "Bookmarks", "Help"]
    shown = {action for menu in menus.values() for action in menu.actions()}
    assert all(actions[act] in shown for act in Act)
