"""The menu of the bookmarks that are chosen, and of their colours."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from immuno_reader.identity import COLOURS
from immuno_reader.ui.mark_colours import colour_name
from immuno_reader.ui.sidebar.bookmarks.filtering import colour_of
from immuno_reader.ui.sidebar.bookmarks.swatches import swatch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.theme import Look

_MENU_ICON_PX = 16
"""What Qt gives an icon in a menu, whatever the size of the text."""


def fill_colours(
    menu: QMenu,
    bookmarks: "Sequence[Bookmark]",
    look: "Look",
    choose: "Callable[..., object]",
) -> None:
    """Offer the colours, the one that bookmarks have in common checked."""
    have = {colour_of(bookmark) for bookmark in bookmarks}
    for colour in COLOURS:
        action = menu.addAction(colour_name(colour).capitalize(), partial(choose, colour))
        action.setIcon(QIcon(swatch(colour, look.theme, _MENU_ICON_PX)))
        action.setIconVisibleInMenu(True)
        action.setCheckable(True)
        action.setChecked(have == {colour})


def bookmarks_menu(
    parent: QWidget,
    bookmarks: "Sequence[Bookmark]",
    look: "Look",
    deeds: "Mapping[str, Callable[..., object]]",
) -> QMenu:
    """Make the menu; some of it is for one bookmark alone.

    Args:
        parent: what it opens over.
        bookmarks: those that are chosen.
        look: the theme and text size.
        deeds: ``open``, ``note``, ``rename``, ``labels``, ``export`` and ``remove``; and
            ``colour``, which is given one.
    """
    tr, menu = parent.tr, QMenu(parent)
    count = len(bookmarks)
    if count == 1:
        menu.addAction(tr("Open"), deeds["open"])
        has_note = bool(bookmarks[0].note)
        menu.addAction(tr("Edit note") if has_note else tr("Add a note"), deeds["note"])
        menu.addAction(tr("Rename"), deeds["rename"])
        menu.addSeparator()
    fill_colours(menu.addMenu(tr("Colour")), bookmarks, look, deeds["colour"])
    menu.addAction(tr("Labels\u2026"), deeds["labels"])
    menu.addAction(tr("Export selection\u2026"), deeds["export"])
    menu.addSeparator()
    remove = tr("Remove") if count == 1 else tr("Remove all {0}").format(count)
    menu.addAction(remove, deeds["remove"])
    return menu
