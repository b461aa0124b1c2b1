"""The menu of the page: what can be done with a highlight, with the selection and with the page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QMenu

from immuno_reader.identity import ItemId
from immuno_reader.ui.actions import Act

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.desk import Desk


def connect_page_menu(desk: "Desk") -> None:
    """Connect the page with its menu."""
    desk.window.pane.menu_requested.connect(partial(_offer, desk))


def _offer(desk: "Desk", at: "QPoint", id: str) -> None:
    pane, actions = desk.window.pane, desk.window.actions_
    menu = QMenu(pane)
    kept = desk.shelf().bookmark(ItemId(id)) if id else None
    if kept is not None:
        _offer_highlight(desk, menu, kept)
    acts = [Act.LOOK_UP, Act.ASK, Act.COPY, Act.BOOKMARK, Act.SELECT_ALL, Act.FIND]
    if kept is not None:  # beside its own, the page's "Remove" would be taken for it
        acts.remove(Act.BOOKMARK)
    if not (pane.textCursor().hasSelection() or pane.focused_link):
        acts.remove(Act.LOOK_UP)
    for act in acts:
        menu.addAction(actions[act])
    menu.aboutToHide.connect(menu.deleteLater)
    # What is chosen is done with the word that is pointed at, and then that is let go.
    menu.aboutToHide.connect(lambda: QTimer.singleShot(0, pane, pane.release_word))
    menu.popup(at)


def _offer_highlight(desk: "Desk", menu: QMenu, kept: "Bookmark") -> None:
    from immuno_reader.ui.sidebar.bookmarks.menu import fill_colours
    from immuno_reader.ui.wiring.bookmarks import recolour_kept, remove_kept

    note = (
        _tr("Edit the &note of this highlight")
        if kept.note
        else _tr("Add a &note to this highlight")
    )
    menu.addAction(note, partial(desk.window.pane.open_mark, kept.id))
    colours = menu.addMenu(_tr("C&olour of this highlight"))
    fill_colours(colours, [kept], desk.preferences.look, partial(recolour_kept, desk, [kept.id]))
    menu.addAction(_tr("&Remove this highlight"), partial(remove_kept, desk, kept.id))
    menu.addSeparator()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PageMenu", text)
